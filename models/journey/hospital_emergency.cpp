// Acute patients: the out-of-hours service, the emergency department, and acute attendances at a clinic.

#include <algorithm>

#include "models/coordination/seen.h"
#include "models/journey/hospital.h"

namespace klynge {

using sim::Context;
using sim::Duration;
using sim::Subject;

void Hospital::arrive(sim::AgentId who, const Referral& referral, Context& context) {
  Patient& known = patient(who);
  switch (referral.door) {
    case Door::out_of_hours:
      context.seize(nodes_.out_of_hours, {Subject(who), open_stay(who, referral, context)}, ordinary_next);
      return;
    case Door::emergency: {
      if (known.present) {
        // Already in hospital: the new episode is dealt with there.
        return tell_home(who, referral.home, Happening::sent_home,
                         SentHome{1, referral.serial, referral.step, true, false, Level::ward, referral.door}, context);
      }
      known.present = true;
      const std::uint32_t stay = open_stay(who, referral, context);
      known.stay = stay;
      count(Measure::emergency_visits, stays_[stay], context);
      log(stays_[stay], Entry::arrives_emergency, 0, nodes_.emergency, context);
      const bool first = referral.acuity == Acuity::emergency;
      context.seize(nodes_.emergency, {Subject(who), stay}, first ? acute_first : ordinary_next);
      return;
    }
    case Door::acute_visit: {
      // As an attendance, but of an episode and not of a course.
      const std::uint32_t stay = open_stay(who, referral, context);
      const std::uint32_t attendance = attendances_.take();
      attendances_[attendance].who = who;
      attendances_[attendance].visit.course = stay;
      attendances_[attendance].visit.condition = referral.condition;
      attendances_[attendance].visit.opening = of_an_episode;
      context.seize(clinic_of(referral.condition), {Subject(who), attendance}, acute_first);
      return;
    }
    case Door::elective: {
      const std::uint32_t stay = open_stay(who, referral, context);
      stays_[stay].asked = context.now();
      context.seize(nodes_.ward(Ward::surgical), {Subject(who), stay}, ordinary_next);
      return;
    }
  }
}

// ------------------------------------------------------------------------------------------------- out of hours

void Hospital::serve_out_of_hours(std::uint32_t slot, Duration, Context& context) {
  Stay& stay = stays_[slot];
  count(Measure::out_of_hours_contacts, stay, context);
  charge(stay, Reason::out_of_hours_contact, 1, world_.scenario.prices.out_of_hours_contact, context);
  sim::Draws draws = context.draws(Subject(stay.who), question(Draw::consultation_out_of_hours), next_occurrence(stay));
  context.schedule(
      sim::from_seconds(60 * world_.out_of_hours_minutes(draws) / world_.network.graph[nodes_.out_of_hours].speed),
      Subject(stay.who), kind(Happening::out_of_hours_over), OfStay{slot, stay.plan}, sim::Rank::release);
}

// A doctor who has never seen the patient chooses what a GP would.
void Hospital::leave_out_of_hours(std::uint32_t slot, Context& context) {
  Stay& stay = stays_[slot];
  context.release(nodes_.out_of_hours, {Subject(stay.who), slot});
  if (patient(stay.who).dead) return close_stay(slot);
  const Question asked = question_for(stay, Sector::general_practice, Point::out_of_hours, context);
  const std::size_t home = stay.referral.home;
  const auto verdict = decide(world_, rules(home, context), climates_[home], context, asked);
  sim::invariant(verdict.has_value(), "the out-of-hours service has nowhere to send a patient");
  count_decision(stay, asked, *verdict, Level::general_practice, context);
  Referral onwards = stay.referral;
  const sim::AgentId who = stay.who;
  if (verdict->level == Level::ward) {
    write_letter(stay, Holder::general_practice, context);
    onwards = stay.referral;
    close_stay(slot);
    onwards.door = Door::emergency;
    return arrive(who, onwards, context);
  }
  if (sector_of(verdict->level) == Sector::municipality) {
    stay.destination = verdict->level;
    write_letter(stay, Holder::municipality, context);
  }
  const SentHome message = sent_home(stay, false, false, verdict->level);
  close_stay(slot);
  tell_home(who, onwards.home, Happening::sent_home, message, context);
}

// ---------------------------------------------------------------------------------------- emergency department

void Hospital::serve_emergency(std::uint32_t slot, Duration waited, Context& context) {
  Stay& stay = stays_[slot];
  if (patient(stay.who).dead) {
    close_stay(slot);
    return context.release(nodes_.emergency);
  }
  wait(Measure::waits_hospital, Measure::wait_days_hospital, stay, waited, context);
  see(stay.who, seen_in_emergency, context);
  charge(stay, Reason::emergency_visit, 1, world_.scenario.prices.emergency_visit, context);
  sim::Draws draws = context.draws(Subject(stay.who), question(Draw::emergency_time), next_occurrence(stay));
  context.schedule(sim::from_seconds(3600 * world_.emergency_hours(draws)), Subject(stay.who),
                   kind(Happening::emergency_over), OfStay{slot, stay.plan}, sim::Rank::release);
}

Question Hospital::question_for(Stay& stay, Sector by, Point point, Context& context) {
  const Referral& referral = stay.referral;
  const Climate& climate = climates_[referral.home];
  const Board& told = climate.told();
  const Board& latest = climate.latest();
  Question asked;
  asked.who = stay.who;
  asked.occurrence = next_occurrence(stay);
  asked.point = point;
  asked.by = by;
  asked.acuity = referral.acuity;
  asked.age = referral.age;
  asked.conditions = static_cast<std::uint8_t>(conditions_of(referral.cell));
  asked.under_rule = rule_holds(rules(referral.home, context).regime, point, asked.conditions);
  asked.difficulty = static_cast<double>(referral.difficulty);
  asked.information = information_on(stay.who, referral.home, context);
  asked.capacity_age_days = climate.told_age_days(context.now());
  asked.longest_wait_days = world_.longest_wait_days[index(referral.acuity)];
  const auto offer = [&](Level level, double believed, double true_wait) {
    const bool lawful = world_.allowed(level, referral.acuity, referral.age, asked.conditions);
    asked.offer(level, lawful && level >= referral.lowest, believed, true_wait);
  };
  offer(Level::home_nursing, told.home_nursing, latest.home_nursing);
  offer(Level::acute_function, told.acute_function, latest.acute_function);
  if (point == Point::out_of_hours) {
    asked.offer(Level::ward, true, 0, 0);
    const double opens = world_.days_to_opening(context.now());
    offer(Level::self_care, 0, 0);
    offer(Level::general_practice, opens, opens);
  } else {
    // Whom nothing less has helped waits for a bed as long as it takes.
    const double bed = referral.lowest == Level::ward ? 0 : wait_for_bed(referral.ward, context);
    asked.offer(Level::ward, true, bed, bed);
    asked.offer(Level::outpatient, referral.lowest <= Level::outpatient, 0, 0);  // treated here and sent home
  }
  const bool seen = context.draws(Subject(stay.who), question(Draw::acute_function_seen), asked.occurrence)
                        .chance(climate.shift().uptake());
  for (const Level level : {Level::home_nursing, Level::acute_function}) asked.levels[index(level)].seen = seen;
  show_own(rules(referral.home, context).regime, asked);
  asked.foresee(rules(referral.home, context).quality, record(stay.who), sim::day_of(context.now()));
  return asked;
}

SentHome Hospital::sent_home(const Stay& stay, bool resolved, bool tried, Level next) const {
  return {stay.information, stay.referral.serial, stay.referral.step, resolved, tried, next, stay.referral.door};
}

// Days until there is a bed on a ward that would take him; whoever sits in the waiting room may need one before him.
double Hospital::wait_for_bed(Ward right, const Context& context) const {
  int ahead = context.resource(nodes_.emergency).waiting() + 1;
  int beds = 0;
  for (const Ward ward : {Ward::medical, Ward::geriatric, Ward::surgical, Ward::psychiatric}) {
    if ((ward == Ward::psychiatric) != (right == Ward::psychiatric)) continue;
    const sim::Resource& place = context.resource(nodes_.ward(ward));
    ahead += place.waiting() - std::max(0, place.servers() - place.held());
    beds += place.servers();
  }
  return ahead <= 0 ? 0.0 : ahead * world_.scenario.hospital.acute_stay_days / std::max(beds, 1);
}

void Hospital::count_decision(const Stay& stay, const Question& asked, const Verdict& verdict, Level from,
                              Context& context) {
  Books& books = books_of(stay.referral.home);
  if (stay.referral.shared_plan) {
    weeks_[stay.referral.home].work(asked.by, Work::plans, world_.scenario.plan.read_minutes);
  }
  books.decision(asked, verdict, record(stay.who), stay.referral.cell, context.now());
  if (world_.follows(stay.who)) notes_.decisions.push_back({context.now(), asked, verdict});
  books.flow(index(from), index(verdict.level), verdict.why(), context.now());
  log(stay, verdict.entry(), verdict.level, asked.information, {}, context);
}

// The emergency department chooses: treat and send home, hand on to the municipality, or a bed.
void Hospital::leave_emergency(std::uint32_t slot, Context& context) {
  Stay& stay = stays_[slot];
  if (patient(stay.who).dead) {
    close_stay(slot);
    return context.release(nodes_.emergency);
  }
  const Question asked = question_for(stay, Sector::hospital, Point::emergency_department, context);
  const std::size_t home = stay.referral.home;
  const auto verdict = decide(world_, rules(home, context), climates_[home], context, asked);
  sim::invariant(verdict.has_value(), "the emergency department has nowhere to send a patient");
  count_decision(stay, asked, *verdict, Level::ward, context);
  if (verdict->level == Level::ward) return seek_bed(slot, context);

  context.release(nodes_.emergency);
  count(Measure::emergency_sent_home, stay, context);
  patient(stay.who).present = false;
  write_letter(stay, Holder::general_practice, context);
  if (stay.referral.shared_plan) write_into_plan(stay.who, home, next_occurrence(stay), context);
  if (verdict->level == Level::outpatient) {
    treat_and_send_home(stay, context);
  } else {
    stay.destination = verdict->level;
    write_letter(stay, Holder::municipality, context);
    tell_home(stay.who, stay.referral.home, Happening::sent_home, sent_home(stay, false, true, verdict->level),
              context);
  }
  close_stay(slot);
}

// Until there is a bed the patient stays in the bay. Where the right ward is full but another has a bed he becomes an
// outlier there; psychiatric patients stay among themselves.
void Hospital::seek_bed(std::uint32_t slot, Context& context) {
  Stay& stay = stays_[slot];
  sim::NodeId ward = nodes_.ward(stay.referral.ward);
  if (stay.referral.ward != Ward::psychiatric && !context.can_start(ward, acute_first)) {
    for (const Ward other : {Ward::medical, Ward::geriatric, Ward::surgical}) {
      if (!context.can_start(nodes_.ward(other), acute_first)) continue;
      ward = nodes_.ward(other);
      stay.outlier = true;
      break;
    }
  }
  const sim::Claim claim{Subject(stay.who), slot};
  context.block(nodes_.emergency, claim, ward);
  context.seize(ward, claim, acute_first);
}

// Whether an attendance has resolved the episode shows at home.
void Hospital::treat_and_send_home(Stay& stay, Context& context) {
  const Referral& referral = stay.referral;
  const double information = information_on(stay.who, referral.home, context);
  const double odds = rules(referral.home, context)
                          .effect.resolves(Level::outpatient, static_cast<double>(referral.difficulty), information);
  const bool resolved =
      context.draws(Subject(stay.who), question(Draw::resolution), next_occurrence(stay)).chance(odds);
  log(stay, resolved ? Entry::resolved : Entry::not_resolved, 0, {}, context);
  tell_home(stay.who, referral.home, Happening::sent_home, sent_home(stay, resolved, true, Level::ward), context);
}

}  // namespace klynge
