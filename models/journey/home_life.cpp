// The course of life: how it stands when the run begins, birthdays, conditions that come and go.
//
// What changes a life is one Poisson process for each resident, of all that may happen with its rates added, and drawn
// anew at every birthday and every change. Rates depend on nothing that care does, so lives are the same in every arm;
// only where somebody lives may differ, because those under care put off moving.

#include <algorithm>
#include <cmath>

#include "models/journey/home.h"

namespace klynge {

namespace {

using sim::Context;
using sim::Duration;
using sim::Time;

// The day on which somebody becomes a year older.
std::int64_t next_birthday(std::int32_t born, std::int64_t today) {
  const int age = Residents::age_on(born, today);
  return born + static_cast<std::int64_t>(std::ceil((age + 1) * 365.25));
}

}  // namespace

void Home::move_in_at_start(std::uint32_t i, Context& context) {
  plan_everything(i, context);
  plan_first_end(i, context);
  courses_at_start(i, context);
  plan_next_visit(i, context);
  begin_with_plan(i, context);

  // Those who stand in line already.
  const auto stands_in_line = [&](Slot slot, double days, int question_offset) {
    const double expected = world_.needs.rate(slot, constitution(i, context.now())) * days / 365;
    sim::Draws draws = context.draws(subject(i), question(Draw::backlog), static_cast<std::uint32_t>(question_offset));
    if (!draws.chance(1 - std::exp(-expected))) return;
    context.schedule(sim::from_days(draws.uniform()), subject(i), static_cast<sim::EventKind>(slot),
                     NeedEvent{false, true});
  };
  stands_in_line(Slot::course, world_.scenario.wards.outpatient_backlog_days, 1);
  stands_in_line(Slot::elective, world_.scenario.wards.elective_backlog_days, 2);
  stand_in_line_at_other_practice(i, context);
  stand_in_line_for_rehabilitation(i, context);

  if (has(i, LastingNeed::home_care)) grant_home_care(i, context);
  if (has(i, LastingNeed::nursing_home)) assessment_over(i, Purpose::nursing_home, context);
}

void Home::stand_in_line_at_other_practice(std::uint32_t i, Context& context) {
  const double longest = world_.longest_backlog_days;
  const Constitution who = constitution(i, context.now());
  sim::Draws draws = context.draws(subject(i), question(Draw::backlog), 0);
  if (!draws.chance(1 - std::exp(-world_.needs.rate(Slot::other_contact, who) * longest / 365))) return;
  const std::size_t type = other_practice_type(who, draws);
  if (draws.chance(world_.tables.other_practice[type].backlog_days / longest)) {
    ask_other_practice(i, type, 0, context);
  }
}

void Home::stand_in_line_for_rehabilitation(std::uint32_t i, Context& context) {
  const auto& own = world_.scenario.municipality;
  const double expected = own.rehabilitation_plans_per_1000 / 1000 * own.rehabilitation_backlog_days / 365;
  if (!context.draws(subject(i), question(Draw::backlog), 3).chance(1 - std::exp(-expected))) return;
  context.seize(nodes_.rehabilitation, claim(i, Purpose::after_stay, 0), ordinary_next);
}

void Home::plan_everything(std::uint32_t i, Context& context) {
  for (const Slot slot : rated) plan_by_rate(i, slot, context);
  plan_life(i, context);
}

void Home::plan_life(std::uint32_t i, Context& context) { plan(i, Slot::life, next_life_event(i, context), context); }

Time Home::next_life_event(std::uint32_t i, Context& context) const {
  const Rates rates = life_rates(i, context.now());
  const Time birthday = sim::midnight(next_birthday(people_.born[i], sim::day_of(context.now())));
  if (rates.all() <= 0) return birthday;
  sim::Draws draws = context.draws(subject(i), question(Draw::life_event), second(context.now()));
  return std::min(birthday, context.now() + sim::from_days(365 * sim::Exponential(1 / rates.all())(draws)));
}

Home::Rates Home::life_rates(std::uint32_t i, Time now) const {
  Rates rates;
  const Stratum who = world_.prevalence.stratum(people_, i, sim::day_of(now));
  rates.change = world_.dynamics.total_rate(who, people_.states[i]);
  rates.loss_of_control = world_.needs.loss_of_control(people_.states[i]);
  rates.birth = people_.female(i) ? world_.fertility.births_per_year(who.age) : 0;
  rates.move = world_.moves.moves_per_year(who.age);
  return rates;
}

void Home::life_event(std::uint32_t i, Context& context) {
  const std::int64_t today = sim::day_of(context.now());
  const bool birthday = sim::time_of_day(context.now()) == Duration{0} &&
                        Residents::age_on(people_.born[i], today) != Residents::age_on(people_.born[i], today - 1);
  if (birthday) {
    redraw_what_changed(i, {Residents::age_on(people_.born[i], today - 1), people_.states[i], people_.frailty[i]},
                        context);
    return plan_life(i, context);
  }
  const Rates rates = life_rates(i, context.now());
  sim::Draws draws = context.draws(subject(i), question(Draw::which_life_event), second(context.now()));
  double left = draws.uniform() * rates.all();
  if ((left -= rates.change) < 0) {
    const Stratum who = world_.prevalence.stratum(people_, i, today);
    const Dynamics::Change change = world_.dynamics.pick(who, people_.states[i], draws.uniform());
    if (change.onset) count(Measure::onsets, i, context);
    change_states(i, world_.dynamics.after(people_.states[i], change), context);
  } else if ((left -= rates.loss_of_control) < 0) {
    people_.uncontrolled[i] |= 1u << world_.needs.lost(people_.states[i], draws.uniform());
  } else if ((left -= rates.birth) < 0) {
    give_birth(i, context);
  } else {
    move_away(i, context);
    if (!people_.present(i)) return;
  }
  plan_life(i, context);
}

// All rates are constant until the next such change, so those that changed can be drawn anew.
void Home::redraw_what_changed(std::uint32_t i, const Constitution& before, Context& context) {
  const Constitution now = constitution(i, context.now());
  for (const Slot slot : rated) {
    if (world_.needs.rate(slot, before) != world_.needs.rate(slot, now)) plan_by_rate(i, slot, context);
  }
  if (!persons_[i].dying()) plan_end(i, context);
}

void Home::change_states(std::uint32_t i, std::uint32_t states, Context& context) {
  const Constitution before = constitution(i, context.now());
  const std::uint32_t begun = states & ~people_.states[i];
  people_.states[i] = states;
  people_.uncontrolled[i] &= states;
  const auto bit = [&](LastingNeed need) { return 1u << world_.tables.state_of(need); };
  if ((begun & bit(LastingNeed::home_care)) != 0) ask_assessment(i, Purpose::home_care, context);
  if ((begun & bit(LastingNeed::nursing_home)) != 0) ask_assessment(i, Purpose::nursing_home, context);
  if ((states & (bit(LastingNeed::home_care) | bit(LastingNeed::nursing_home))) == 0) end_home_care(i);
  redraw_what_changed(i, before, context);
}

}  // namespace klynge
