// The course of life: birthdays, conditions that come and go, births, moves, and death.
//
// What changes a life is one Poisson process for each resident, of all that may happen with its rates added, and drawn
// anew at every birthday and every change. Rates depend on nothing that care does, so lives are the same in every arm;
// only where somebody lives may differ, because those under care put off moving.

#include <algorithm>
#include <bit>
#include <cmath>

#include "models/journey/home.h"

namespace klynge {

namespace {

using sim::Context;
using sim::Duration;
using sim::Time;

// A moment as a second of the run, or the greatest number for one beyond it.
std::uint32_t in_run(Time when) {
  const std::int64_t second = (when - sim::start_of_time).count();
  return second < nothing ? static_cast<std::uint32_t>(second) : nothing;
}

constexpr std::array rated = {Slot::gp_contact, Slot::other_contact, Slot::course, Slot::elective, Slot::deterioration};

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

  const auto has = [&](LastingNeed need) { return (people_.states[i] >> world_.tables.state_of(need) & 1u) != 0; };
  if (has(LastingNeed::home_care)) grant_home_care(i, context);
  if (has(LastingNeed::nursing_home)) assessment_over(i, Purpose::nursing_home, context);
}

void Home::stand_in_line_at_other_practice(std::uint32_t i, Context& context) {
  double longest = 0;
  for (const OtherPracticeRow& row : world_.tables.other_practice) longest = std::max(longest, row.backlog_days);
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
  for (std::uint32_t left = people_.states[i] & world_.tables.condition_bits(); left != 0; left &= left - 1) {
    rates.loss_of_control += world_.needs.loss_of_control(static_cast<std::size_t>(std::countr_zero(left)));
  }
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
    lose_control(i, draws.uniform());
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
  const bool several = has_several(world_.tables, states);
  if (several && !has_several(world_.tables, before.states)) {
    const sim::Subject who = subject(i);
    const auto chance = [&](Draw draw, double share) { return context.draws(who, question(draw), 0).chance(share); };
    people_.set_plan(i, chance(Draw::shared_plan, world_.scenario.info.shared_plan));
    people_.set_coordinator(i, chance(Draw::coordinator, world_.scenario.decide.coordinator_share));
  }
  redraw_what_changed(i, before, context);
}

void Home::lose_control(std::uint32_t i, double u) {
  double sum = 0;
  const std::uint32_t has = people_.states[i] & world_.tables.condition_bits();
  for (std::uint32_t left = has; left != 0; left &= left - 1) {
    sum += world_.needs.loss_of_control(static_cast<std::size_t>(std::countr_zero(left)));
  }
  double left_over = u * sum;
  for (std::uint32_t left = has; left != 0; left &= left - 1) {
    const int condition = std::countr_zero(left);
    left_over -= world_.needs.loss_of_control(static_cast<std::size_t>(condition));
    if (left_over >= 0 && (left & (left - 1)) != 0) continue;
    people_.uncontrolled[i] |= 1u << condition;
    return;
  }
}

// ------------------------------------------------------------------------------------------------ births and moves

void Home::give_birth(std::uint32_t i, Context& context) {
  Resident child;
  child.agent = people_.new_agent();
  child.born = static_cast<std::int32_t>(sim::day_of(context.now()));
  child.education = people_.education(i);
  sim::Draws draws = context.draws(sim::Subject{child.agent}, question(Draw::birth), 0);
  child.female = !draws.chance(world_.fertility.boys_share());
  sim::Draws frailty_draws = context.draws(sim::Subject{child.agent}, question(Draw::frailty), 0);
  child.frailty = static_cast<float>(world_.frailty(frailty_draws));
  const std::uint32_t row = settle(child, people_.practice[i]);
  agenda_.count(row);
  plan_everything(row, context);
  plan_first_end(row, context);
  agenda_.finish(row);
  count(Measure::births, row, context);
}

// Those who are ill or under care put off moving.
void Home::move_away(std::uint32_t i, Context& context) {
  const Person& person = persons_[i];
  const bool settled = person.episode != nothing || person.client != nothing || person.course != nothing ||
                       person.dying() || person.elective_wanted();
  if (settled) return;
  sim::Draws draws = context.draws(subject(i), question(Draw::destination), second(context.now()));
  const std::size_t to = world_.moves.destination(municipality_, draws);
  const Resident mover = people_.at(i);
  count(Measure::moves, i, context);
  context.send(sim::PartitionId{to}, world_.network.between(municipality_, to), subject(i), kind(Happening::moves_in),
               MovesIn{mover.born, mover.frailty, mover.states, mover.uncontrolled, mover.education, mover.female,
                       mover.alone, mover.shared_plan, mover.coordinator});
  context.send(sim::PartitionId{to}, world_.network.between(municipality_, to), subject(i),
               kind(Happening::brings_along),
               BringsAlong{in_run(next_life_event(i, context)), in_run(agenda_.at(i, Slot::death)), person.nth});
  leave_for_good(i);
}

void Home::move_in(sim::AgentId who, const MovesIn& mover, Context& context) {
  Resident person;
  person.agent = who;
  person.born = mover.born;
  person.frailty = mover.frailty;
  person.states = mover.states;
  person.uncontrolled = mover.uncontrolled;
  person.education = mover.education;
  person.female = mover.female;
  person.alone = mover.alone;
  person.shared_plan = mover.shared_plan;
  person.coordinator = mover.coordinator;
  const std::uint32_t row = settle(person, choose_practice());
  const auto needs = [&](LastingNeed need) { return (person.states >> world_.tables.state_of(need) & 1u) != 0; };
  if (needs(LastingNeed::home_care)) ask_assessment(row, Purpose::home_care, context);
  if (needs(LastingNeed::nursing_home)) ask_assessment(row, Purpose::nursing_home, context);
}

void Home::unpack(std::uint32_t i, const BringsAlong& luggage, Context& context) {
  agenda_.count(i);
  persons_[i].nth = luggage.nth;
  for (const Slot slot : rated) plan_by_rate(i, slot, context);
  const auto still_to_come = [&](std::uint32_t second) {
    if (second == nothing) return sim::end_of_time;
    return std::max(sim::start_of_time + sim::seconds{second}, context.now() + sim::seconds{1});
  };
  plan(i, Slot::life, still_to_come(luggage.life), context);
  plan(i, Slot::death, still_to_come(luggage.death), context);
  agenda_.finish(i);
}

// Nothing is planned yet.
std::uint32_t Home::settle(const Resident& person, std::uint16_t practice) {
  if (people_.size() == people_.room()) {
    const std::size_t more = people_.room() + people_.room() / 16 + 64;
    people_.reserve(more);
    persons_.reserve(more);
    agenda_.reserve(more);
  }
  const std::uint32_t row = people_.add(person);
  people_.practice[row] = practice;
  ++on_list_[practice];
  persons_.emplace_back();
  agenda_.add_row();
  return row;
}

// The practice with the shortest list for each doctor among those that are not full; the shortest of all if they are.
std::uint16_t Home::choose_practice() const {
  const auto load = [&](std::size_t p) {
    return static_cast<double>(on_list_[p]) / nodes_.doctors_of(static_cast<std::uint32_t>(p));
  };
  const auto is_open = [&](std::size_t p) { return on_list_[p] < nodes_.list_limit[p]; };
  std::size_t best = 0;
  for (std::size_t p = 1; p < on_list_.size(); ++p) {
    if (is_open(p) != is_open(best) ? is_open(p) : load(p) < load(best)) best = p;
  }
  return static_cast<std::uint16_t>(best);
}

void Home::leave_for_good(std::uint32_t i) {
  --on_list_[people_.practice[i]];
  ++persons_[i].serial;
  people_.leave(i);
  agenda_.clear(i);
}

// ---------------------------------------------------------------------------------------------------------- death

// The beginning of the decline that ends in death.
void Home::plan_end(std::uint32_t i, Context& context) {
  const double per_year = world_.end_of_life.begins_per_year(people_.sex(i), age(i, context.now()), people_.states[i]);
  Time when = sim::end_of_time;
  if (per_year > 0) {
    sim::Draws draws = context.draws(subject(i), question(Draw::death), second(context.now()));
    when = context.now() + sim::from_days(365 * sim::Exponential(1 / per_year)(draws));
  }
  plan(i, Slot::death, when, context);
}

// Some are in decline when the run begins, or when they are born.
void Home::plan_first_end(std::uint32_t i, Context& context) {
  plan_end(i, context);
  const int years = std::min(age(i, context.now()), oldest_age);
  const double expected = world_.life_table.deaths_per_year(people_.sex(i), years) *
                          world_.mortality.of(people_.sex(i), years, people_.states[i]) * world_.end_of_life.years();
  sim::Draws draws = context.draws(subject(i), question(Draw::first_decline), 0);
  if (!draws.chance(1 - std::exp(-expected))) return;
  persons_[i].set(Person::dying_bit, true);
  const double left = draws.uniform() * sim::in_days(world_.decline);
  last_illnesses(i, left, context);
  plan(i, Slot::death, context.now() + std::max(sim::from_days(left), Duration{sim::seconds{1}}), context);
}

void Home::end_of_life(std::uint32_t i, Context& context) {
  if (persons_[i].dying() || world_.decline == Duration{0}) return die(i, context);
  persons_[i].set(Person::dying_bit, true);
  last_illnesses(i, sim::in_days(world_.decline), context);
  plan(i, Slot::death, context.now() + world_.decline, context);
  if (age(i, context.now()) >= adult) order_nursing(i, context);
}

void Home::last_illnesses(std::uint32_t i, double days, Context& context) {
  const double expected = world_.scenario.needs.terminal_episodes * days / std::max(sim::in_days(world_.decline), 1e-9);
  sim::Draws draws = context.draws(subject(i), question(Draw::terminal_episode), 0);
  std::uint16_t number = 0;
  for (double upto = sim::Exponential(1)(draws); upto < expected && number < 1000; upto += sim::Exponential(1)(draws)) {
    context.schedule(sim::from_days(days * upto / expected), subject(i), kind(Happening::terminal_episode),
                     OfEpisode{number++});
  }
}

void Home::die(std::uint32_t i, Context& context) {
  Person& person = persons_[i];
  count(Measure::deaths, i, context);
  log(i, Entry::dies, Level::self_care, 0, {}, context);
  const Phase at = phase(i);
  leave_municipal_care(i, context);
  const bool awaited = at == Phase::referred || at == Phase::in_hospital || person.elective_wanted() ||
                       person.course != nothing;
  while (person.course != nothing) close_course(i, person.course);
  if (awaited) {
    context.send(hospital_, nodes_.to_hospital, subject(i), kind(Happening::died), Nothing{});
  }
  forget_episode(i);
  person.set(Person::in_bed_bit, false);
  leave_for_good(i);
}

}  // namespace klynge
