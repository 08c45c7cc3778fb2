// Who knows what of a resident: the GP, the municipality, and their shared care plan; letters, and the work of it all.

#include <algorithm>

#include "models/journey/home.h"

namespace klynge {

namespace {

using sim::Context;
using sim::Duration;

constexpr std::uint32_t first_time = 0;
constexpr double weeks_a_month = 365.0 / 12 / 7;

constexpr Sector sector_of(Holder holder) {
  switch (holder) {
    case Holder::municipality: return Sector::municipality;
    case Holder::hospital: return Sector::hospital;
    default: return Sector::general_practice;
  }
}

}  // namespace

Record Home::what_municipality_knows(std::uint32_t i) const {
  return persons_[i].client == nothing ? Record{} : clients_[persons_[i].client].record;
}

// Their own record, and what stands in the plan that they are a member of.
Record Home::known_to(std::uint32_t i, Sector by) const {
  Record record = by == Sector::municipality ? what_municipality_knows(i) : persons_[i].gp;
  if (persons_[i].plan != nothing && plans_[persons_[i].plan].is_member(by)) {
    record.learn(plans_[persons_[i].plan].items);
  }
  return record;
}

double Home::information_of(std::uint32_t i, Sector by, const Context& context) const {
  return rules(context).quality.of(known_to(i, by), sim::day_of(context.now()));
}

void Home::note_knowledge(std::uint32_t i, Holder holder, const Record& record, Context& context) {
  if (!world_.follows(people_.agent(i))) return;
  notes_.knowledge.push_back({context.now(), people_.agent(i), holder, record});
}

void Home::learn(std::uint32_t i, Holder holder, const Record& news, Context& context) {
  if (holder == Holder::shared_plan) {
    CarePlan* plan = active_plan(i);
    if (plan == nullptr) return;
    plan->items.learn(news);
    return note_knowledge(i, holder, plan->items, context);
  }
  Record& own = holder == Holder::municipality ? client(i).record : persons_[i].gp;
  own.learn(news);
  note_knowledge(i, holder, own, context);
}

// Whoever sees a patient who has a plan writes into it what he now knows, letters that he has had included.
void Home::see(std::uint32_t i, Holder holder, std::initializer_list<Item> items, Context& context) {
  Record seen;
  seen.learn(items, sim::day_of(context.now()));
  learn(i, holder, seen, context);
  write_into_plan(i, holder, holder == Holder::municipality ? client(i).record : persons_[i].gp, context);
}

// ---------------------------------------------------------------------------------------------------------- letters

// What of a record comes through when its holder passes it on.
Record Home::passed_on(std::uint32_t i, const Record& record, Sector by, Tie tie, bool across, std::uint32_t nth,
                       Context& context) {
  ++week_.ties.handovers[index(tie)];
  week_.work(by, Work::handovers, world_.scenario.load.handover_minutes);
  return rules(context).handover.letter(record, climate_.relations(tie), climate_.load(by).sending_factor(), across,
                                        context.draws(subject(i), question(Draw::transmission), nth));
}

void Home::send_to_hospital(std::uint32_t i, const Record& passed, Duration delay, Context& context) const {
  if (passed.empty()) return;
  context.send(hospital_, delay, subject(i), kind(Happening::letter_to_hospital), Letter{passed, Holder::hospital});
}

bool Home::joins_in(std::uint32_t i, Context& context) {
  if (!calls_jointly(rules(context).regime, world_.scenario, conditions(i))) return false;
  count(Measure::joint_calls, i, context);
  for (const Sector side : {Sector::hospital, Sector::municipality}) {
    week_.work(side, Work::joint_calls, world_.scenario.load.joint_call_minutes);
  }
  return true;
}

// ------------------------------------------------------------------------------------------------ coordinator and plan

// Whether one is named for somebody is a trait of his, so that more of them are the same ones and more.
bool Home::has_coordinator(std::uint32_t i, const Context& context) const {
  const Regime& regime = rules(context).regime;
  if (!regime.mandate.coordinators || conditions(i) < several) return false;
  return context.draws(subject(i), question(Draw::coordinator), first_time).chance(regime.decide.coordinator_share);
}

bool Home::is_offered_plan(std::uint32_t i, const Context& context) const {
  const Regime& regime = rules(context).regime;
  if (!regime.mandate.shared_plans || conditions(i) < several) return false;
  return context.draws(subject(i), question(Draw::shared_plan), first_time).chance(regime.info.shared_plan);
}

CarePlan* Home::active_plan(std::uint32_t i) {
  if (persons_[i].plan == nothing || !plans_[persons_[i].plan].active) return nullptr;
  return &plans_[persons_[i].plan];
}

CarePlan& Home::wake_plan(std::uint32_t i) {
  if (persons_[i].plan == nothing) persons_[i].plan = plans_.take();
  CarePlan& plan = plans_[persons_[i].plan];
  plan.active = true;
  plan.join(Sector::general_practice);
  return plan;
}

// Plans that were made before the run hold what a GP knows for sure.
void Home::begin_with_plan(std::uint32_t i, Context& context) {
  if (!is_offered_plan(i, context)) return;
  wake_plan(i).items.learn({Item::diagnosis, Item::medication, Item::plan}, sim::day_of(context.now()));
}

// When the GP sees somebody for whom there should be a plan: made, or woken, if there is time for it.
void Home::tend_plan(std::uint32_t i, Context& context) {
  if (!is_offered_plan(i, context)) return drop_plan(i);
  if (active_plan(i) != nullptr) return;
  const double minutes = world_.scenario.plan.setup_minutes;
  if (!climate_.load(Sector::general_practice).has_minutes(minutes)) return;
  week_.work(Sector::general_practice, Work::plans, minutes);
  wake_plan(i);
  write_into_plan(i, Holder::general_practice, persons_[i].gp, context);
}

void Home::drop_plan(std::uint32_t i) {
  if (persons_[i].plan == nothing) return;
  plans_.give_back(persons_[i].plan);
  persons_[i].plan = nothing;
}

// The owner is in general practice, where people sit next to each other.
void Home::write_into_plan(std::uint32_t i, Holder by, const Record& record, Context& context) {
  CarePlan* plan = active_plan(i);
  if (plan == nullptr) return;
  plan->join(sector_of(by));  // whoever comes to know the patient
  const bool municipality = by == Holder::municipality;
  const double tie = municipality ? climate_.relations(Tie::practice_municipality) : climate_.ties().inside();
  sim::Draws draws =
      context.draws(subject(i), question(Draw::plan_written, static_cast<int>(by)), second(context.now()));
  const Record note = written(world_.scenario.plan, record, tie, draws);
  const Duration sync = rules(context).handover.sync();
  if (!municipality || sync == Duration{0}) return learn(i, Holder::shared_plan, note, context);
  context.schedule(sync, subject(i), kind(Happening::letter_arrives), Letter{note, Holder::shared_plan});
}

// Travels with the patient.
void Home::share_plan_with_hospital(std::uint32_t i, Context& context) {
  CarePlan* plan = active_plan(i);
  if (plan == nullptr) return;
  plan->join(Sector::hospital);
  week_.work(Sector::hospital, Work::plans, world_.scenario.plan.read_minutes);
  send_to_hospital(i, plan->items, nodes_.to_hospital, context);
}

// --------------------------------------------------------------------------------------------------- coordination work

// The work that patients in treatment make as long as they are in it; once a week.
void Home::coordinate_week(Context& context) {
  const auto& load = world_.scenario.load;
  for (std::uint32_t c = 0; c < courses_.items().size(); ++c) {
    const std::uint32_t i = courses_[c].row;
    if (i == nothing || persons_[i].course != c) continue;  // each person once, at his first course
    const bool coordinator = has_coordinator(i, context);
    const double minutes = coordination_need(load, courses_of(i), coordinator);
    week_.work(coordinator ? Sector::general_practice : Sector::hospital, Work::patients, minutes);
    count(Measure::patient_weeks, i, context);
  }
  for (const Client& one : clients_.items()) {
    if (one.row == nothing || !(one.held.valid() || one.hours_needed > 0)) continue;
    week_.work(Sector::municipality, Work::patients, load.base_minutes);
    if (persons_[one.row].course == nothing) count(Measure::patient_weeks, one.row, context);
  }
  if (plans_.items().empty()) return;
  const bool overloaded = climate_.load(Sector::general_practice).overload() > 0;
  const auto week = static_cast<std::uint32_t>(sim::day_of(context.now()) / 7);
  for (std::uint32_t i = 0; i < people_.size(); ++i) {
    CarePlan* plan = people_.present(i) ? active_plan(i) : nullptr;
    if (plan == nullptr) continue;
    week_.work(Sector::general_practice, Work::plans, world_.scenario.plan.upkeep_minutes / weeks_a_month);
    // Asked in every fourth week.
    if (week % 4 == i % 4 &&
        falls_asleep(world_.scenario.plan, overloaded, context.draws(subject(i), question(Draw::plan_asleep), week))) {
      plan->active = false;
    }
  }
}

Week Home::take_week() { return std::exchange(week_, {}); }

}  // namespace klynge
