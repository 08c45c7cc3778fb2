// After a stay in hospital: a place, the first visit, rehabilitation, and relapse.

#include <algorithm>
#include <limits>

#include "models/coordination/seen.h"
#include "models/journey/home.h"

namespace klynge {

namespace {

using sim::Context;
using sim::Duration;

}  // namespace

// Papers are read and calls are made, the faster the better the relations, and the faster where each delayed day costs
// the municipality a fee and it has assessors at hand; then an assessor takes the case.
void Home::prepare_discharge(std::uint32_t i, const DischargeNotice& notice, Context& context) {
  sim::invariant(persons_[i].in_bed(), "a discharge was announced of somebody who is not in hospital");
  Client& one = client(i);
  one.stay = notice.stay;
  one.round_the_clock = notice.round_the_clock;
  one.hospital_view = notice.perceived;
  one.assessed = one.settled = 0;
  one.argued = false;
  Episode& episode = this->episode(i);
  episode.name = notice.episode;
  episode.step = notice.step;
  episode.difficulty = notice.difficulty;
  const double mean_days = world_.scenario.municipality.assessment_days *
                           (1 - 0.5 * climate_.relations(Tie::hospital_municipality)) / (1 + effort(context));
  sim::Draws draws = context.draws(subject(i), question(Draw::assessment_time), episode.name);
  context.schedule(sim::from_days(sim::Exponential(mean_days)(draws)), subject(i), kind(Happening::notice_taken),
                   Nothing{});
}

// What the fee moves a municipality to do beside what it would do anyway.
double Home::effort(const Context& context) const {
  const auto& price = world_.scenario.prices;
  if (!rules(context).regime.money.discharge_fee) return 0;
  const sim::Resource& assessors = context.resource(nodes_.assessment);
  if (assessors.held() >= assessors.servers()) return 0;
  const double fee = price.discharge_fee + price.discharge_fee_state_early;
  return world_.scenario.disputes.fee_effort * fee / price.temporary_place_day;
}

// The municipal assessor chooses between care at home and a temporary place.
void Home::find_place(std::uint32_t i, Context& context) {
  Client& one = client(i);
  if (one.assessed == 0) one.assessed = second(context.now());
  if (one.in_nursing_home) return tell_place(i, Level::home_nursing, context);
  const Coordination& in_force = rules(context);
  const auto& own = world_.scenario.municipality;
  const Record record = known_to(i, Sector::municipality);
  Question asked;
  asked.who = people_.agent(i);
  asked.occurrence = next_occurrence(i);
  asked.point = Point::discharge;
  asked.by = Sector::municipality;
  asked.age = static_cast<std::uint8_t>(age(i, context.now()));
  asked.conditions = static_cast<std::uint8_t>(conditions(i));
  asked.under_rule = rule_holds(in_force.regime, asked.point, conditions(i));
  asked.difficulty = static_cast<double>(episode(i).difficulty);
  asked.information = in_force.quality.of(record, sim::day_of(context.now()));
  const double nursing = expected_wait_days(context.resource(nodes_.home_nursing), acute_first, own.home_nursing_days);
  const double place = expected_wait_days(context.resource(nodes_.temporary_places), acute_first, own.place_stay_days);
  // Who could manage at home is not kept waiting for long, if there is anything sooner.
  const double accepted = world_.scenario.disputes.place_wait_days;
  const bool soon = std::min(nursing, place) <= accepted && !one.round_the_clock;
  asked.longest_wait_days = soon ? accepted : std::numeric_limits<double>::infinity();
  asked.offer(Level::home_nursing, !one.round_the_clock, nursing, nursing);
  asked.offer(Level::acute_function, true, place, place);
  asked.foresee(in_force.quality, record, sim::day_of(context.now()));
  const auto verdict = decide(world_, in_force, climate_, context, asked);
  sim::invariant(verdict.has_value(), "a discharged patient has nowhere to go");
  if (quarrel(i, *verdict, context)) return;
  one.settled = second(context.now());
  count_decision(i, asked, *verdict, record, context);
  const sim::NodeId node = verdict->level == Level::home_nursing ? nodes_.home_nursing : nodes_.temporary_places;
  context.seize(node, claim(i, Purpose::after_stay, persons_[i].serial), acute_first);
}

// Who finds a patient much harder to care for than the hospital says does not take him without a quarrel, unless both
// have seen him together. It takes time where it must end in agreement; then it is looked at again.
bool Home::quarrel(std::uint32_t i, const Verdict& verdict, Context& context) {
  const auto& disputes = world_.scenario.disputes;
  const Regime& regime = rules(context).regime;
  Client& one = client(i);
  const double apart = verdict.perceived - static_cast<double>(one.hospital_view);
  if (one.argued || apart <= disputes.margin || calls_jointly(regime, world_.scenario, conditions(i))) return false;
  one.argued = true;
  count(Measure::disputes, i, context);
  ++week_.ties.disputes[index(Tie::hospital_municipality)];
  for (const Sector side : {Sector::hospital, Sector::municipality}) {
    week_.work(side, Work::disputes, world_.scenario.load.dispute_minutes);
  }
  const bool decided_at_once = regime.mandate.voting == Voting::majority || regime.mandate.voting == Voting::single;
  if (decided_at_once || disputes.days <= 0) return false;
  context.schedule(sim::from_days(disputes.days), subject(i), kind(Happening::dispute_over), Nothing{});
  return true;
}

void Home::tell_place(std::uint32_t i, Level level, Context& context) {
  Client& one = client(i);
  const std::uint32_t now = second(context.now());
  const std::uint32_t assessed = one.assessed == 0 ? now : one.assessed;
  context.send(hospital_, nodes_.to_hospital, subject(i), kind(Happening::place_found),
               PlaceFound{one.stay, assessed, std::max(assessed, one.settled), level});
  one.stay = nothing;
}

// The relapse that may follow a stay is decided by one unit exponential: hazard runs against it at one rate until the
// first visit and at another after it, both set by what is left of the illness and by what is known of the patient.
void Home::come_home(std::uint32_t i, const Discharged& discharged, Context& context) {
  const auto& after = world_.scenario.aftercare;
  Person& person = persons_[i];
  person.set(Person::in_bed_bit, false);
  if (discharged.elective) person.set(Person::elective_bit, false);
  Episode& episode = this->episode(i);
  episode.difficulty = discharged.difficulty;
  episode.level = discharged.destination;
  episode.phase = Phase::aftercare;
  ++person.serial;
  episode.step = std::max(episode.step, discharged.step);
  episode.name = discharged.episode;
  flow(index(Level::ward), index(discharged.destination), Why::discharged, context);
  log(i, Entry::goes_home, discharged.destination, static_cast<double>(episode.difficulty), {}, context);
  count_bed_days(i, context);
  const bool alone = discharged.destination == Level::self_care;
  if (!alone) hold_from_now(i, context);

  count(Measure::follow_ups, i, context);
  sim::Draws visit_draws = context.draws(subject(i), question(Draw::first_visit), episode.name);
  double visit_days = world_.first_visit_days(visit_draws);
  const bool orphaned = context.draws(subject(i), question(Draw::orphan), episode.name)
                            .chance(rules(context).handover.orphan_probability(
                                climate_.relations(alone ? Tie::hospital_practice : Tie::hospital_municipality),
                                has_coordinator(i, context)));
  if (orphaned) {
    sim::Draws found = context.draws(subject(i), question(Draw::orphan_detection), episode.name);
    const double days = sim::Exponential(after.orphan_detection_days)(found);
    visit_days += days;
    count(Measure::orphans, i, context);
    count(Measure::orphan_days, i, context, days);
    log(i, Entry::follow_up_orphaned, discharged.destination, days, {}, context);
  }

  const double known =
      alone ? 1.0 : rules(context).quality.of(known_to(i, Sector::municipality), sim::day_of(context.now()));
  sim::Draws relapse_draws = context.draws(subject(i), question(Draw::relapse), episode.name);
  episode.hazard_left = static_cast<float>(sim::Exponential(1.0)(relapse_draws));
  episode.hazard_rate =
      static_cast<float>(relapse_rate(static_cast<double>(episode.difficulty), discharged.destination, known, context));
  episode.hazard_from = episode.left_hospital = context.now();
  plan_relapse(i, context);
  context.schedule(sim::from_days(visit_days), subject(i), kind(Happening::first_visit), OfEpisode{person.serial});
}

// Of a stay that has ended, if the patient also had municipal care.
void Home::count_bed_days(std::uint32_t i, Context& context) {
  const bool municipal = has(i, LastingNeed::home_care) || has(i, LastingNeed::nursing_home);
  if (!municipal) return;
  count(Measure::hospital_with_municipal_task, i, context, sim::in_days(context.now() - episode(i).began));
}

// Replaces what was planned before; no relapse follows once the window after the stay is over.
bool Home::plan_relapse(std::uint32_t i, Context& context) {
  Episode& episode = this->episode(i);
  ++episode.relapse_plan;
  const Duration until = sim::from_days(std::max(0.0, static_cast<double>(episode.hazard_left / episode.hazard_rate)));
  const Duration gone = context.now() - episode.left_hospital;
  if (gone + until > sim::from_days(world_.scenario.aftercare.relapse_window_days)) return false;
  context.schedule(until, subject(i), kind(Happening::relapse),
                   PlannedRelapse{persons_[i].serial, episode.relapse_plan});
  return true;
}

double Home::relapse_rate(double difficulty, Level level, double information, const Context& context) const {
  const Effect& effect = rules(context).effect;
  return world_.relapse.per_day(difficulty, climate_.capability(effect, level) * effect.usable_share(information));
}

void Home::first_visit_due(std::uint32_t i, Context& context) {
  if (episode(i).level != Level::self_care) return first_visit(i, Sector::municipality, context);
  context.seize(practice(i), claim(i, Purpose::follow_up, persons_[i].serial), ordinary_next);
}

void Home::first_visit(std::uint32_t i, Sector by, Context& context) {
  Episode& episode = this->episode(i);
  const std::int64_t today = sim::day_of(context.now());
  const bool gp = by == Sector::general_practice;
  const Record record = known_to(i, by);
  const InformationQuality& quality = rules(context).quality;
  const double information = quality.of(record, today);
  const Level level = gp ? Level::general_practice : episode.level;
  books_.handover(quality, record, cell(i, context.now()), context.now());
  log(i, Entry::first_visit, level, information, {}, context);
  if (quality.critical_missing(record, today)) log(i, Entry::handover_failed, level, 0, {}, context);
  if (!gp) see(i, Holder::municipality, seen_at_home, context);
  const double days = sim::in_days(context.now() - episode.hazard_from);
  episode.hazard_left -= static_cast<float>(days) * episode.hazard_rate;
  episode.hazard_rate =
      static_cast<float>(relapse_rate(static_cast<double>(episode.difficulty), level, information, context));
  episode.hazard_from = context.now();
  if (!plan_relapse(i, context)) close(i, context);
}

void Home::relapse(std::uint32_t i, Context& context) {
  const Episode before = episode(i);
  count(Measure::relapses, i, context);
  log(i, Entry::relapses, before.level, static_cast<double>(before.difficulty), {}, context);
  fall_ill(i, before.name + relapse_name,
           static_cast<double>(before.difficulty) / world_.scenario.aftercare.difficulty_after_stay, context, &before);
}

void Home::begin_rehabilitation(std::uint32_t i, Duration waited, Context& context) {
  met(i, Provider::rehabilitation, Sector::municipality, information_of(i, Sector::municipality, context), context);
  wait(Measure::waits_rehabilitation, Measure::wait_days_rehabilitation, i, waited, context);
  charge(Payer::municipality, Reason::rehabilitation, 1, world_.scenario.prices.rehabilitation_plan, context);
  sim::Draws draws = context.draws(subject(i), question(Draw::rehabilitation_time), second(context.now()));
  context.schedule(sim::from_days(world_.rehabilitation_days(draws)), subject(i), kind(Happening::rehabilitation_over),
                   Nothing{}, sim::Rank::release);
}

}  // namespace klynge
