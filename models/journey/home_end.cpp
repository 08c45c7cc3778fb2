// The end of life: a time of decline with illnesses of its own, and death.

#include <algorithm>
#include <cmath>

#include "models/journey/home.h"

namespace klynge {

namespace {

using sim::Context;
using sim::Duration;
using sim::Time;

}  // namespace

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
  const bool awaited =
      at == Phase::referred || at == Phase::in_hospital || person.elective_wanted() || person.course != nothing;
  while (person.course != nothing) close_course(i, person.course);
  if (awaited) {
    context.send(hospital_, nodes_.to_hospital, subject(i), kind(Happening::died), Nothing{});
  }
  forget_episode(i);
  person.set(Person::in_bed_bit, false);
  leave_for_good(i);
}

}  // namespace klynge
