// Births, and moves from one municipality to another: a person goes on with the agenda that he had.

#include <algorithm>

#include "models/journey/home.h"

namespace klynge {

namespace {

using sim::Context;
using sim::Time;

// A moment as a second of the run, or the greatest number for one beyond it.
std::uint32_t in_run(Time when) {
  const std::int64_t second = (when - sim::start_of_time).count();
  return second < nothing ? static_cast<std::uint32_t>(second) : nothing;
}

}  // namespace

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
  const Traits traits = people_.at(i);
  count(Measure::moves, i, context);
  context.send(sim::PartitionId{to}, world_.network.between(municipality_, to), subject(i), kind(Happening::moves_in),
               traits);
  context.send(sim::PartitionId{to}, world_.network.between(municipality_, to), subject(i),
               kind(Happening::brings_along),
               BringsAlong{in_run(next_life_event(i, context)), in_run(agenda_.at(i, Slot::death)), person.nth});
  leave_for_good(i);
}

void Home::move_in(sim::AgentId who, const Traits& traits, Context& context) {
  const std::uint32_t row = settle({traits, who}, choose_practice());
  if (has(row, LastingNeed::home_care)) ask_assessment(row, Purpose::home_care, context);
  if (has(row, LastingNeed::nursing_home)) ask_assessment(row, Purpose::nursing_home, context);
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
    histories_.reserve(more);
    agenda_.reserve(more);
  }
  const std::uint32_t row = people_.add(person);
  people_.practice[row] = practice;
  ++on_list_[practice];
  persons_.emplace_back();
  histories_.emplace_back();
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
  drop_plan(i);
  people_.leave(i);
  agenda_.clear(i);
}

}  // namespace klynge
