// Acute illness, from its beginning to recovery or admission.

#include <algorithm>
#include <cmath>

#include "models/journey/home.h"

namespace klynge {

using sim::Context;
using sim::Duration;

float Home::difficulty_of(std::uint32_t i, std::uint32_t name, Context& context) const {
  const auto& needs = world_.scenario.needs;
  sim::Draws draws = context.draws(subject(i), question(Draw::difficulty), name);
  const double difficulty = world_.difficulty(draws) + needs.difficulty_per_condition * conditions(i) +
                            needs.difficulty_frailty_slope * std::log(static_cast<double>(people_.frailty[i]));
  return static_cast<float>(std::clamp(difficulty * world_.scenario.calibration.severity, 0.0, 1.0));
}

Ward Home::ward_of(std::uint32_t i, std::uint32_t name, int condition, Context& context) const {
  const auto& wards = world_.scenario.wards;
  if (condition >= 0 && world_.is_psychiatric(condition)) return Ward::psychiatric;
  sim::Draws draws = context.draws(subject(i), question(Draw::ward), name);
  if (condition < 0 && draws.chance(world_.scenario.needs.surgical_share)) return Ward::surgical;
  const double geriatric = wards.geriatric_share * static_cast<double>(people_.frailty[i]);
  if (age(i, context.now()) >= wards.geriatric_age && draws.chance(geriatric)) return Ward::geriatric;
  return Ward::medical;
}

void Home::fall_ill(std::uint32_t i, std::uint32_t name, double at_least, Context& context, const Episode* relapse_of) {
  const auto& needs = world_.scenario.needs;
  Person& person = persons_[i];
  if (phase(i) == Phase::aftercare) flow(index(episode(i).level), Flows::outside, Why::ended, context);
  if (person.episode == nothing) person.episode = episodes_.take();
  ++person.serial;
  Episode& episode = episodes_[person.episode];
  episode = Episode{};
  episode.name = name;
  episode.began = context.now();
  episode.difficulty = std::max(difficulty_of(i, name, context), std::min(static_cast<float>(at_least), 1.0F));
  const double u = context.draws(subject(i), question(Draw::acuity), name).uniform();
  episode.acuity = u < needs.emergency_share                        ? Acuity::emergency
                   : u < needs.emergency_share + needs.urgent_share ? Acuity::urgent
                                                                    : Acuity::subacute;
  if (relapse_of != nullptr) {
    episode.condition = relapse_of->condition;
    episode.ward = relapse_of->ward;
  } else {
    episode.condition = static_cast<std::int8_t>(
        world_.needs.cause_of_deterioration(constitution(i, context.now()), people_.uncontrolled[i],
                                            context.draws(subject(i), question(Draw::acute_cause), name).uniform()));
    episode.ward = ward_of(i, name, episode.condition, context);
  }
  count(Measure::episodes, i, context);
  log(i, Entry::falls_ill, Level::self_care, static_cast<double>(episode.difficulty), {}, context);

  const bool unseen =
      episode.acuity == Acuity::emergency ||
      (episode.acuity == Acuity::urgent &&
       context.draws(subject(i), question(Draw::self_referral), name).chance(needs.self_referral_share));
  if (unseen) {
    flow(Flows::outside, index(Level::ward), Why::emergency, context);
    return refer_acute(i, Door::emergency, Sector::home, context);
  }
  // What cannot wait until the practice opens is told to the out-of-hours service.
  const sim::OpeningHours& open = world_.network.resources[practice(i).index()].staff.front().hours;
  if (episode.acuity == Acuity::urgent && !world_.calendar.is_open(open, context.now())) {
    return refer_acute(i, Door::out_of_hours, Sector::home, context);
  }
  episode.phase = Phase::triage;
  context.seize(practice(i), claim(i, Purpose::triage, person.serial), acute_first);
}

Question Home::question_for(std::uint32_t i, Sector by, const Record& record, Context& context) {
  const Episode& episode = this->episode(i);
  const auto& own = world_.scenario.municipality;
  const bool municipal = by == Sector::municipality;  // who knows his own capacity as it is now

  Question question;
  question.who = people_.agent(i);
  question.occurrence = next_occurrence(i);
  question.by = by;
  question.acuity = episode.acuity;
  question.age = static_cast<std::uint8_t>(age(i, context.now()));
  question.conditions = static_cast<std::uint8_t>(conditions(i));
  question.under_rule = rule_holds(rules(context).regime, question.point, conditions(i));
  question.difficulty = static_cast<double>(episode.difficulty);
  question.information = rules(context).quality.of(record, sim::day_of(context.now()));
  question.longest_wait_days = world_.longest_wait_days[index(episode.acuity)];
  question.capacity_age_days = municipal ? 0 : climate_.told_age_days(context.now());

  const sim::OpeningHours& open = world_.network.resources[practice(i).index()].staff.front().hours;
  const double until_open = sim::in_days(world_.calendar.next_open(open, context.now()) - context.now());
  const double gp_wait = until_open + expected_wait_days(context.resource(practice(i)), acute_first, world_.gp_days);
  const Board& told = climate_.told();
  const double nursing =
      expected_wait_days(context.resource(nodes_.home_nursing), ordinary_next, own.home_nursing_days);
  const double acute =
      expected_wait_days(context.resource(nodes_.acute_function), ordinary_next, own.acute_function_days);

  const auto offer = [&](Level level, double believed, double true_wait) {
    const bool lawful = world_.allowed(level, episode.acuity, question.age, question.conditions);
    question.offer(level, lawful && level >= episode.lowest, believed, true_wait);
  };
  offer(Level::self_care, 0, 0);
  offer(Level::general_practice, gp_wait, gp_wait);
  offer(Level::home_nursing, municipal ? nursing : told.home_nursing, nursing);
  offer(Level::acute_function, municipal ? acute : told.acute_function, acute);
  const double clinics_open = sim::in_days(world_.outpatient_open(context.now()) - context.now());
  offer(Level::outpatient, clinics_open + told.clinics, clinics_open + climate_.latest().clinics);
  offer(Level::ward, 0, 0);
  question.levels[index(Level::acute_function)].seen =
      municipal || context.draws(subject(i), klynge::question(Draw::acute_function_seen), question.occurrence)
                       .chance(climate_.shift().uptake());
  show_own(rules(context).regime, question);
  question.foresee(rules(context).quality, record, sim::day_of(context.now()));
  return question;
}

void Home::choose(std::uint32_t i, Sector by, Context& context) {
  const Record record = known_to(i, by);
  const Question asked = question_for(i, by, record, context);
  const auto verdict = decide(world_, rules(context), climate_, context, asked);
  sim::invariant(verdict.has_value(), "an acute episode has nowhere to go");
  count_decision(i, asked, *verdict, record, context);
  const Episode& episode = this->episode(i);
  const std::size_t from = episode.attempt == 0 ? Flows::outside : index(episode.level);
  flow(from, index(verdict->level), verdict->why(), context);
  begin(i, verdict->level, by, context);
}

void Home::count_decision(std::uint32_t i, const Question& asked, const Verdict& verdict, const Record& record,
                          Context& context) {
  if (active_plan(i) != nullptr) week_.work(asked.by, Work::plans, world_.scenario.plan.read_minutes);
  books_.decision(asked, verdict, record, cell(i, context.now()), context.now());
  if (world_.follows(asked.who)) notes_.decisions.push_back({context.now(), asked, verdict});
  log(i, verdict.entry(), verdict.level, asked.information, {}, context);
}

// `by`: who sends the patient there.
void Home::begin(std::uint32_t i, Level level, Sector by, Context& context) {
  Episode& episode = this->episode(i);
  if (sector_of(level) == Sector::hospital) count_bounce(i, context);
  episode.level = level;
  switch (level) {
    case Level::self_care:
      episode.phase = Phase::self_care;
      return context.schedule(sim::from_days(world_.scenario.needs.self_care_days), subject(i),
                              kind(Happening::self_care_over), OfEpisode{persons_[i].serial});
    case Level::general_practice:
    case Level::other_practice:
      episode.phase = Phase::gp;
      context.seize(practice(i), claim(i, Purpose::episode, persons_[i].serial), acute_first);
      return;
    case Level::home_nursing:
    case Level::acute_function: return ask_municipality(i, level, by, context);
    case Level::outpatient: return refer_acute(i, Door::acute_visit, by, context);
    case Level::ward: return refer_acute(i, Door::emergency, by, context);
  }
}

void Home::refer_acute(std::uint32_t i, Door door, Sector by, Context& context) {
  Episode& episode = this->episode(i);
  episode.phase = Phase::referred;
  episode.level = door == Door::acute_visit ? Level::outpatient : Level::ward;
  inform_hospital(i, by, context);
  // A doctor who does not know him; the hospital itself tells how much it knew.
  if (door == Door::out_of_hours) met(i, Provider::out_of_hours, Sector::general_practice, 0, context);
  travel_to_hospital(i, context);
  context.send(hospital_, nodes_.to_hospital, subject(i), kind(Happening::referred), referral(i, door, context.now()));
}

// A GP who has seen the patient writes a referral, which goes along, as does the shared plan. The municipality is told
// and sends its report, unless the hospital calls it at once.
void Home::inform_hospital(std::uint32_t i, Sector by, Context& context) {
  if (by == Sector::general_practice) {
    const Record referral = passed_on(i, persons_[i].gp, Sector::general_practice, Tie::hospital_practice, false,
                                      next_occurrence(i), context);
    send_to_hospital(i, referral, nodes_.to_hospital, context);
  }
  share_plan_with_hospital(i, context);
  if (persons_[i].client == nothing) return;
  const Record report = what_municipality_knows(i);
  if (joins_in(i, context)) return send_to_hospital(i, report, nodes_.to_hospital, context);
  const std::uint32_t nth = next_occurrence(i);
  const bool across = crosses_border(rules(context).regime, Level::home_nursing);
  sim::Draws draws = context.draws(subject(i), question(Draw::letter_delay), nth);
  const Duration written = rules(context).handover.delay(climate_.relations(Tie::hospital_municipality), across, draws);
  const Record passed = passed_on(i, report, Sector::municipality, Tie::hospital_municipality, across, nth, context);
  send_to_hospital(i, passed, std::max(written, nodes_.to_hospital), context);
}

// Sent on to hospital within a day by the acute function.
void Home::count_bounce(std::uint32_t i, Context& context) {
  if (episode(i).level != Level::acute_function || persons_[i].client == nothing) return;
  const Client& one = client(i);
  if (one.hold == 0 || context.now() - one.held_since > sim::days{1}) return;
  count(Measure::bounces, i, context);
}

void Home::sent_home(std::uint32_t i, const SentHome& sent, Context& context) {
  if (!current(i, sent.serial) || phase(i) != Phase::referred) return;
  Episode& episode = this->episode(i);
  episode.step = sent.step;
  if (sent.level == Level::ward) episode.level = Level::outpatient;  // has been treated without a bed
  if (sent.door == Door::emergency) {
    met(i, Provider::emergency_department, Sector::hospital, static_cast<double>(sent.information), context);
  } else if (sent.door == Door::acute_visit) {
    met(i, clinic_provider(0), Sector::hospital, static_cast<double>(sent.information), context);
  }
  if (sent.resolved) return close(i, context);
  if (sent.tried) {
    episode.lowest = sent.level;
    ++episode.attempt;
  }
  if (sent.level != Level::ward) return begin(i, sent.level, Sector::hospital, context);
  episode.phase = Phase::self_care;
  context.schedule(sim::from_days(world_.scenario.needs.self_care_days), subject(i), kind(Happening::comes_back),
                   OfEpisode{persons_[i].serial});
}

// A planned stay may begin while an acute episode runs: the hospital takes that over too.
void Home::admitted(std::uint32_t i, const Admitted& message, Context& context) {
  Person& person = persons_[i];
  reach(i, Person::admitted_bit, context);
  give_up_hold(i, context);
  const auto information = static_cast<double>(message.information);
  if (!message.elective) met(i, Provider::emergency_department, Sector::hospital, information, context);
  met(i, Provider::ward, Sector::hospital, message.elective ? information : 1, context);
  if (message.elective) {
    if (phase(i) == Phase::municipal) wait_no_longer(i, context);
    const std::size_t from = phase(i) == Phase::well ? Flows::outside : index(episode(i).level);
    flow(from, index(Level::ward), Why::planned_stay, context);
  }
  ill_no_longer(i, context);
  if (person.episode == nothing) person.episode = episodes_.take();
  episode(i).phase = Phase::in_hospital;
  episode(i).began = context.now();
  person.set(Person::in_bed_bit, true);
  ++person.serial;
}

// Care at a level outside hospital has ended: has it helped? If not, who gave it sends the patient on.
void Home::conclude(std::uint32_t i, Sector by, Context& context) {
  Episode& episode = this->episode(i);
  const Coordination& in_force = rules(context);
  const double information =
      episode.level == Level::self_care ? 1.0 : in_force.quality.of(known_to(i, by), sim::day_of(context.now()));
  const double capability = climate_.capability(in_force.effect, episode.level);
  const double odds = in_force.effect.resolves_with(capability, static_cast<double>(episode.difficulty), information);
  const bool resolved = context.draws(subject(i), question(Draw::resolution), next_occurrence(i)).chance(odds);
  log(i, resolved ? Entry::resolved : Entry::not_resolved, episode.level, 0, {}, context);
  if (resolved) return close(i, context);
  episode.lowest = level_at(index(episode.level) + 1);
  ++episode.attempt;
  choose(i, by, context);
}

// Days with an acute episode, up to recovery or admission.
void Home::ill_no_longer(std::uint32_t i, Context& context) {
  const Phase now = phase(i);
  if (now == Phase::well || now == Phase::in_hospital || now == Phase::aftercare) return;
  count(Measure::days_ill, i, context, sim::in_days(context.now() - episode(i).began));
}

void Home::close(std::uint32_t i, Context& context) {
  ill_no_longer(i, context);
  flow(index(episode(i).level), Flows::outside, Why::ended, context);
  forget_episode(i);
}

void Home::forget_episode(std::uint32_t i) {
  if (persons_[i].episode == nothing) return;
  episodes_.give_back(persons_[i].episode);
  persons_[i].episode = nothing;
}

}  // namespace klynge
