// Municipal care: assessment, home nursing, places, home care, nursing homes.

#include <algorithm>
#include <cmath>

#include "models/coordination/seen.h"
#include "models/journey/home.h"

namespace klynge {

namespace {

using sim::Context;
using sim::Duration;

constexpr std::uint32_t the_only_one = 0;  // number of a claim that a person can have but once
constexpr std::int64_t forgotten_after_days = 365;

bool is_idle(const Client& one) {
  return !one.held.valid() && one.hours_needed <= 0 && !one.waits_for_home && !one.in_nursing_home &&
         one.stay == nothing;
}

}  // namespace

Client& Home::client(std::uint32_t i) {
  Person& person = persons_[i];
  if (person.client == nothing) {
    person.client = clients_.take();
    clients_[person.client].row = i;
  }
  return clients_[person.client];
}

// ------------------------------------------------------------------------------------ nursing and places

// A GP's letter goes along, the hospital has written its own; whoever is not served within the wait that the episode can bear goes to hospital.
void Home::ask_municipality(std::uint32_t i, Level level, Sector by, Context& context) {
  Episode& episode = this->episode(i);
  episode.phase = Phase::municipal;
  Client& one = client(i);
  if (by == Sector::general_practice) {
    const bool across = crosses_border(rules(context).regime, level);
    const Record passed =
        passed_on(i, persons_[i].gp, by, Tie::practice_municipality, across, next_occurrence(i), context);
    learn(i, Holder::municipality, passed, context);
  }
  context.schedule(sim::from_days(world_.longest_wait_days[index(episode.acuity)]), subject(i),
                   kind(Happening::patience_over), OfAttempt{persons_[i].serial, episode.attempt, one.hold});
  context.seize(level == Level::home_nursing ? nodes_.home_nursing : nodes_.acute_function,
                claim(i, Purpose::episode, persons_[i].serial), ordinary_next);
}

void Home::order_nursing(std::uint32_t i, Context& context) {
  const Client& one = client(i);
  if (one.held.valid() || one.in_nursing_home) return;
  context.seize(nodes_.home_nursing, claim(i, Purpose::ordinary, second(context.now()) & 0xFF'FFFFu), ordinary_next);
}

// For care in an acute episode.
void Home::wait_no_longer(std::uint32_t i, Context& context) {
  context.withdraw(episode(i).level == Level::home_nursing ? nodes_.home_nursing : nodes_.acute_function,
                   claim(i, Purpose::episode, persons_[i].serial));
}

// For after a stay.
void Home::seek_no_place(std::uint32_t i, Context& context) {
  const sim::Claim place = claim(i, Purpose::after_stay, persons_[i].serial);
  context.withdraw(nodes_.home_nursing, place);
  context.withdraw(nodes_.temporary_places, place);
}

void Home::patience_over(std::uint32_t i, const OfAttempt& waiting, Context& context) {
  if (!current(i, waiting.serial) || phase(i) != Phase::municipal) return;
  Episode& episode = this->episode(i);
  if (waiting.attempt != episode.attempt || waiting.hold != client(i).hold) return;
  wait_no_longer(i, context);
  episode.lowest = level_at(index(episode.level) + 1);
  ++episode.attempt;
  count(Measure::gave_up_waiting, i, context);
  flow(index(episode.level), index(Level::ward), Why::tired_of_waiting, context);
  refer_acute(i, Door::emergency, Sector::municipality, context);
}

void Home::serve_municipal(std::uint32_t i, sim::NodeId node, const sim::Claim& claimed, Duration waited,
                           Context& context) {
  const auto purpose = static_cast<Purpose>(claimed.tag & 0xFF);
  Client& one = client(i);
  // Nursing that a GP has ordered is not needed by whoever has something better by now.
  if (purpose == Purpose::ordinary && (one.held.valid() || persons_[i].in_bed() || one.in_nursing_home)) {
    return context.release(node);
  }
  sim::invariant(purpose == Purpose::ordinary ||
                     phase(i) == (purpose == Purpose::after_stay ? Phase::in_hospital : Phase::municipal),
                 "municipal care was given to somebody who no longer waits for it");
  wait(Measure::waits_municipality, Measure::wait_days_municipality, i, waited, context);
  give_up_hold(i, context);
  one.held = node;
  one.held_since = context.now();
  ++one.hold;
  const Level level = node == nodes_.home_nursing ? Level::home_nursing : Level::acute_function;
  if (purpose == Purpose::after_stay) {
    episode(i).level = level;
    return tell_place(i, level, context);
  }
  one.acute_hold = purpose == Purpose::episode;
  log(i, Entry::care_starts, level, sim::in_days(waited), node, context);
  hold_from_now(i, context);
}

void Home::hold_from_now(std::uint32_t i, Context& context) {
  Client& one = client(i);
  if (!one.held.valid()) return;  // a nursing home, which holds its place already
  const bool nursing = one.held == nodes_.home_nursing;
  const bool temporary = one.held == nodes_.temporary_places;
  count(Measure::municipal_courses, i, context);
  met(i, nursing ? Provider::home_nursing : Provider::municipal_place, Sector::municipality,
      information_of(i, Sector::municipality, context), context);
  // After a stay the municipality gets to know the patient at the first visit.
  if (one.acute_hold) see(i, Holder::municipality, seen_at_home, context);
  if (one.acute_hold && !nursing) begin_acute_function(i, context);

  sim::Draws draws = context.draws(subject(i), question(nursing ? Draw::nursing_time : Draw::place_stay),
                                   occurrence(second(context.now()) & 0x3F'FFFFu, 0));
  const double days = nursing     ? (one.acute_hold ? world_.acute_nursing_days : world_.nursing_days)(draws)
                      : temporary ? world_.place_stay_days(draws)
                                  : world_.acute_function_days(draws);
  context.schedule(sim::from_days(days), subject(i), kind(nursing ? Happening::nursing_over : Happening::place_over),
                   HoldOver{one.hold, persons_[i].serial}, sim::Rank::release);
}

// Where the regime has it so a hospital specialist advises by telephone.
void Home::begin_acute_function(std::uint32_t i, Context& context) {
  count(Measure::acute_function_stays, i, context);
  ++week_.acute_stays;
  if (!rules(context).regime.mandate.back_up) return;
  week_.work(Sector::hospital, Work::back_up, world_.scenario.shift.back_up_minutes);
}

void Home::give_up_hold(std::uint32_t i, Context& context) {
  if (persons_[i].client == nothing) return;
  Client& one = client(i);
  if (!one.held.valid()) return;
  const sim::NodeId node = one.held;
  one.held = {};
  const double days = sim::in_days(context.now() - one.held_since);
  const auto& price = world_.scenario.prices;
  const auto& own = world_.scenario.municipality;
  const auto& region = rules(context).regime.authority;
  const auto runs = [](bool taken_over) { return taken_over ? Payer::region : Payer::municipality; };
  if (node == nodes_.home_nursing) {
    charge(runs(region.home_nursing), Reason::home_nursing,
           days * (one.acute_hold ? own.home_nursing_acute_hours : own.home_nursing_hours), price.home_nurse_hour,
           context);
  } else if (node == nodes_.temporary_places) {
    const double of_region = days * region.places_share;
    if (of_region > 0) charge(Payer::region, Reason::temporary_place, of_region, price.temporary_place_day, context);
    charge(Payer::municipality, Reason::temporary_place, days - of_region, price.temporary_place_day, context);
  } else {
    charge(runs(region.acute_function), Reason::acute_function, days, price.acute_function_day, context);
  }
  one.acute_hold = false;
  context.release(node);
}

void Home::hold_over(std::uint32_t i, const HoldOver& over, Context& context) {
  if (persons_[i].client == nothing) return;
  const Client one = client(i);
  if (!one.held.valid() || one.hold != over.hold) return;
  give_up_hold(i, context);
  if (one.acute_hold && current(i, over.serial) && phase(i) == Phase::municipal) {
    conclude(i, Sector::municipality, context);
  }
}

// ------------------------------------------------------------------------------------------------ assessment

void Home::ask_assessment(std::uint32_t i, Purpose purpose, Context& context) {
  context.seize(nodes_.assessment, claim(i, purpose, second(context.now()) & 0xFF'FFFFu),
                purpose == Purpose::after_stay ? acute_first : ordinary_next);
}

void Home::serve_assessment(std::uint32_t i, const sim::Claim& claimed, Context& context) {
  count(Measure::assessments, i, context);
  sim::Draws draws = context.draws(claimed.who, question(Draw::assessment_minutes), claimed.tag);
  const double minutes = world_.assessment_minutes(draws) / world_.network.graph[nodes_.assessment].speed;
  context.schedule(sim::from_seconds(60 * minutes), claimed.who, kind(Happening::assessment_over),
                   ContactOver{static_cast<Purpose>(claimed.tag & 0xFF), persons_[i].serial}, sim::Rank::release);
}

void Home::assessment_over(std::uint32_t i, Purpose purpose, Context& context) {
  switch (purpose) {
    case Purpose::after_stay:
      if (client(i).stay != nothing) find_place(i, context);
      return;
    case Purpose::home_care:
      if (has(i, LastingNeed::home_care)) grant_home_care(i, context);
      return;
    default: {
      Client& one = client(i);
      if (!has(i, LastingNeed::nursing_home) || one.waits_for_home || one.in_nursing_home) return;
      one.waits_for_home = true;
      one.asked_for_home = context.now();
      context.seize(nodes_.nursing_home, claim(i, Purpose::nursing_home, the_only_one), ordinary_next);
    }
  }
}

// -------------------------------------------------------------------------------------- home care, nursing homes

void Home::grant_home_care(std::uint32_t i, Context& context) {
  Client& one = client(i);
  if (one.hours_needed > 0 || one.in_nursing_home) return;
  sim::Draws draws = context.draws(subject(i), question(Draw::home_care_hours), second(context.now()));
  const double frail = std::pow(static_cast<double>(people_.frailty[i]), world_.scenario.home_care.hours_frailty_slope);
  one.hours_needed = static_cast<float>(std::clamp(world_.home_care_hours(draws) * frail, 0.25, 168.0));
  hours_granted_ += granted(one);
  see(i, Holder::municipality, seen_at_home, context);
}

void Home::end_home_care(std::uint32_t i) {
  if (persons_[i].client == nothing) return;
  Client& one = client(i);
  hours_granted_ -= granted(one);
  one.hours_needed = 0;
}

void Home::enter_nursing_home(std::uint32_t i, Duration waited, Context& context) {
  Client& one = client(i);
  one.waits_for_home = false;
  one.in_nursing_home = true;
  wait(Measure::waits_nursing_home, Measure::wait_days_nursing_home, i, waited, context);
  end_home_care(i);
  if (one.stay == nothing) {
    if (phase(i) != Phase::municipal) give_up_hold(i, context);
    return;
  }
  // Who lies in hospital waiting for another place leaves for this one.
  seek_no_place(i, context);
  tell_place(i, Level::home_nursing, context);
}

// Hours a week, as far as the municipality grants anybody.
double Home::granted(const Client& one) const {
  return std::min(static_cast<double>(one.hours_needed), world_.scenario.home_care.most_hours_a_week.value);
}

// What the budget covers of the hours that have been granted: the service level of the municipality.
double Home::coverage() const {
  return hours_granted_ > 0 ? std::min(1.0, nodes_.home_care_hours_a_week / hours_granted_) : 1.0;
}

double Home::unmet_home_care(std::uint32_t i) const {
  if (!has(i, LastingNeed::home_care)) return 0;
  if (persons_[i].client == nothing) return 1;
  const Client& one = clients_[persons_[i].client];
  if (one.hours_needed <= 0) return one.in_nursing_home ? 0 : 1;
  return 1 - granted(one) * coverage() / static_cast<double>(one.hours_needed);
}

// What was given since yesterday, and clients whom nobody remembers.
void Home::account_for_care(Context& context) {
  if (!world_.counts(context.now())) return;
  const double met = coverage();
  double hours = 0;
  double days_in_homes = 0;
  const std::int64_t today = sim::day_of(context.now());
  for (std::uint32_t c = 0; c < clients_.items().size(); ++c) {
    const Client& one = clients_[c];
    if (one.row == nothing) continue;
    if (one.hours_needed > 0) {
      const auto needed = static_cast<double>(one.hours_needed);
      const double given = granted(one) * met;
      hours += given / 7;
      const Cell group = cell(one.row, context.now());
      books_.tally.add(Measure::home_care_years, group, 1.0 / 365);
      books_.tally.add(Measure::home_care_hours_needed, group, needed / 7);
      books_.tally.add(Measure::home_care_hours_given, group, given / 7);
    } else if (one.in_nursing_home) {
      ++days_in_homes;
      count(Measure::nursing_home_years, one.row, context, 1.0 / 365);
    } else if (is_idle(one) && phase(one.row) != Phase::municipal && one.record.newest(today) > forgotten_after_days) {
      persons_[one.row].client = nothing;
      clients_.give_back(c);
    }
  }
  const auto& price = world_.scenario.prices;
  charge(Payer::municipality, Reason::home_care, hours, price.home_care_hour, context);
  charge(Payer::municipality, Reason::nursing_home, days_in_homes, price.nursing_home_day, context);
}

// For good: a death.
void Home::leave_municipal_care(std::uint32_t i, Context& context) {
  if (persons_[i].client == nothing) return;
  if (phase(i) == Phase::municipal) wait_no_longer(i, context);
  const Client one = client(i);
  if (one.stay != nothing) seek_no_place(i, context);
  if (one.waits_for_home) context.withdraw(nodes_.nursing_home, claim(i, Purpose::nursing_home, the_only_one));
  if (one.in_nursing_home) context.release(nodes_.nursing_home);
  give_up_hold(i, context);
  end_home_care(i);
  clients_.give_back(persons_[i].client);
  persons_[i].client = nothing;
}

}  // namespace klynge
