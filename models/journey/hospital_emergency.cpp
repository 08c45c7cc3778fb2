// Acute patients: the out-of-hours service, the emergency department, and acute attendances at a clinic.

#include <algorithm>

#include "models/journey/hospital.h"

namespace klynge {

using sim::Context;
using sim::Duration;
using sim::Subject;

void Hospital::arrive(sim::AgentId who, const Referral& referral, Context& context) {
  Patient& known = patient(who);
  switch (referral.door) {
    case Door::out_of_hours:
      context.seize(nodes_.out_of_hours, {Subject(who), open_stay(who, referral)}, ordinary_next);
      return;
    case Door::emergency: {
      if (known.present) {
        // Already in hospital: the new episode is dealt with there.
        return tell_home(who, referral.home, Happening::sent_home,
                         SentHome{referral.serial, referral.step, true, false, Level::ward}, context);
      }
      known.present = true;
      const std::uint32_t stay = open_stay(who, referral);
      known.stay = stay;
      count(Measure::emergency_visits, stays_[stay], context);
      log(stays_[stay], Entry::arrives_emergency, 0, nodes_.emergency, context);
      const bool first = referral.acuity == Acuity::emergency;
      context.seize(nodes_.emergency, {Subject(who), stay}, first ? acute_first : ordinary_next);
      return;
    }
    case Door::acute_visit: {
      // As an attendance, but of an episode and not of a course.
      const std::uint32_t stay = open_stay(who, referral);
      const std::uint32_t attendance = attendances_.take();
      attendances_[attendance].who = who;
      attendances_[attendance].visit.course = stay;
      attendances_[attendance].visit.condition = referral.condition;
      attendances_[attendance].visit.opening = of_an_episode;
      context.seize(clinic_of(referral.condition), {Subject(who), attendance}, acute_first);
      return;
    }
    case Door::elective: {
      const std::uint32_t stay = open_stay(who, referral);
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
  Question asked = question_for(stay, Sector::general_practice, context);
  const auto level = [&](Level l, bool lawful, double wait_days) {
    const bool bearable = wait_days <= world_.longest_wait_days[index(stay.referral.acuity)];
    asked.levels[index(l)] = {lawful && bearable, asked.levels[index(l)].seen, wait_days};
  };
  level(Level::self_care, true, 0);
  level(Level::general_practice, true, world_.days_to_opening(context.now()));
  level(Level::outpatient, false, 0);
  const auto verdict = decide(world_, context, asked);
  sim::invariant(verdict.has_value(), "the out-of-hours service has nowhere to send a patient");
  count_decision(stay, asked, *verdict, Level::general_practice, context);
  Referral onwards = stay.referral;
  const sim::AgentId who = stay.who;
  if (verdict->level == Level::ward) {
    write_letter(stay, Sector::general_practice, context);
    onwards = stay.referral;
    close_stay(slot);
    onwards.door = Door::emergency;
    return arrive(who, onwards, context);
  }
  const SentHome message{stay.referral.serial, stay.referral.step, false, false, verdict->level};
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
  record(stay.who).learn({Item::diagnosis, Item::pending, Item::contact}, sim::day_of(context.now()));
  charge(stay, Reason::emergency_visit, 1, world_.scenario.prices.emergency_visit, context);
  sim::Draws draws = context.draws(Subject(stay.who), question(Draw::emergency_time), next_occurrence(stay));
  context.schedule(sim::from_seconds(3600 * world_.emergency_hours(draws)), Subject(stay.who),
                   kind(Happening::emergency_over), OfStay{slot, stay.plan}, sim::Rank::release);
}

Question Hospital::question_for(Stay& stay, Sector by, Context& context) {
  const Referral& referral = stay.referral;
  const bool grown_up = referral.age >= adult;
  const double longest = world_.longest_wait_days[index(referral.acuity)];
  const Board& board = boards_[referral.home];
  Question asked;
  asked.who = stay.who;
  asked.occurrence = next_occurrence(stay);
  asked.by = by;
  asked.acuity = referral.acuity;
  asked.difficulty = static_cast<double>(referral.difficulty);
  asked.information = world_.quality.of(record(stay.who), sim::day_of(context.now()));
  const bool seen = context.draws(Subject(stay.who), question(Draw::acute_function_seen), asked.occurrence)
                        .chance(world_.scenario.decide.level4_seen);
  const auto level = [&](Level l, bool lawful, double wait_days, bool comes_to_mind) {
    asked.levels[index(l)] = {lawful && l >= referral.lowest && wait_days <= longest, comes_to_mind, wait_days};
  };
  level(Level::home_nursing, grown_up, board.home_nursing, seen);
  level(Level::acute_function, grown_up, board.acute_function, seen);
  level(Level::outpatient, true, 0, true);  // treated here and sent home
  level(Level::ward, true, 0, true);
  return asked;
}

void Hospital::count_decision(const Stay& stay, const Question& asked, const Verdict& verdict, Level from,
                              Context& context) {
  Books& books = books_of(stay.referral.home);
  books.decision(asked, verdict, stay.referral.cell, context.now());
  books.flow(index(from), index(verdict.level), verdict.why(), context.now());
  log(stay, verdict.entry(), asked.information, {}, context);
}

// The emergency department chooses: treat and send home, hand on to the municipality, or a bed.
void Hospital::leave_emergency(std::uint32_t slot, Context& context) {
  Stay& stay = stays_[slot];
  if (patient(stay.who).dead) {
    close_stay(slot);
    return context.release(nodes_.emergency);
  }
  Question asked = question_for(stay, Sector::hospital, context);
  asked.in_emergency = true;
  const auto verdict = decide(world_, context, asked);
  sim::invariant(verdict.has_value(), "the emergency department has nowhere to send a patient");
  count_decision(stay, asked, *verdict, Level::ward, context);
  if (verdict->level == Level::ward) return seek_bed(slot, context);

  context.release(nodes_.emergency);
  count(Measure::emergency_sent_home, stay, context);
  patient(stay.who).present = false;
  write_letter(stay, Sector::general_practice, context);
  if (verdict->level == Level::outpatient) {
    treat_and_send_home(stay, context);
  } else {
    write_letter(stay, Sector::municipality, context);
    tell_home(stay.who, stay.referral.home, Happening::sent_home,
              SentHome{stay.referral.serial, stay.referral.step, false, true, verdict->level}, context);
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
  const double information = world_.quality.of(record(stay.who), sim::day_of(context.now()));
  const double odds = world_.effect.resolves(Level::outpatient, static_cast<double>(referral.difficulty), information);
  const bool resolved =
      context.draws(Subject(stay.who), question(Draw::resolution), next_occurrence(stay)).chance(odds);
  log(stay, resolved ? Entry::resolved : Entry::not_resolved, 0, {}, context);
  tell_home(stay.who, referral.home, Happening::sent_home,
            SentHome{referral.serial, referral.step, resolved, true, Level::ward}, context);
}

}  // namespace klynge
