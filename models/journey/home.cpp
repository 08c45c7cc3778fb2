#include "models/journey/home.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "models/conditions/multimorbidity.h"
#include "models/draw.h"
#include "models/population/synthesis.h"

namespace klynge {

namespace {

using sim::Context;
using sim::Duration;
using sim::Subject;

constexpr std::size_t acute_first = 0;  // priority classes
constexpr std::size_t ordinary_next = 1;
constexpr int adult = 18;

// What names an episode in draws: the number of the deterioration, plus these for what follows from it, for stays that
// were planned, and for planned visits. 22 bits in all, so that what belongs to one episode can be told apart below them:
// attempts and decisions before a stay (0-8), letters from hospital (9, 10), the decision after a stay (11) and letters
// within the municipality (12-15).
constexpr std::uint32_t relapse_luck = 1u << 16;
constexpr std::uint32_t elective_luck = 1u << 20;
constexpr std::uint32_t visit_luck = 1u << 21;

constexpr std::array<Happening, process_count> need_events = {
    Happening::gp_contact_needed, Happening::other_contact_needed, Happening::outpatient_visit_needed,
    Happening::elective_admission_needed, Happening::deterioration};

}  // namespace

Home::Home(const World& world, std::size_t municipality, const sim::Streams& streams)
    : world_(world),
      nodes_(world.network.municipalities[municipality]),
      people_(synthesise(world.scenario, world.tables, world.tables.municipalities[municipality], streams)) {
  assign_conditions(people_, world.scenario, world.tables, streams);
  persons_.resize(people_.size());
  const double prior = world.scenario.decide.prior_wait_days;
  board_ = {prior, prior, prior, prior};
  for (std::uint32_t i = 0; i < people_.size(); ++i) {
    // Everybody is known to their GP when the run begins; the warm-up ages and renews that.
    persons_[i].gp.learn({Item::diagnosis, Item::medication, Item::contact}, 0);
    tally_.add(Measure::resident_years, cell(i), static_cast<double>(world.scenario.run.days) / 365.0);
  }
}

void Home::start(Context& context) {
  for (std::uint32_t i = 0; i < people_.size(); ++i) {
    for (std::size_t p = 0; p < process_count; ++p) schedule_next(i, static_cast<Process>(p), context);
  }
}

void Home::handle(const sim::Event& event, Context& context) {
  const std::uint32_t i = resident_of(event.subject.agent());
  Person& person = persons_[i];
  switch (static_cast<Happening>(event.kind)) {
    case Happening::gp_contact_needed:
    case Happening::other_contact_needed:
    case Happening::outpatient_visit_needed:
    case Happening::elective_admission_needed:
    case Happening::deterioration: {
      const auto process = static_cast<Process>(event.kind);
      schedule_next(i, process, context);
      return need_arises(i, process, context);
    }
    case Happening::gp_contact_over: {
      const auto over = event.get<GpContactOver>();
      context.release(nodes_.practice_of(i));
      const bool acute = static_cast<Purpose>(over.purpose) == Purpose::episode;
      if (acute && current(i, over.serial) && person.phase == Phase::gp) conclude(i, Sector::general_practice, context);
      return;
    }
    case Happening::other_contact_over: return context.release(nodes_.other_practice);
    case Happening::self_care_over:
      if (current(i, event.get<OfEpisode>().serial) && person.phase == Phase::self_care) {
        conclude(i, Sector::general_practice, context);
      }
      return;
    case Happening::nursing_over:
    case Happening::place_over: return hold_over(i, event.get<HoldOver>(), context);
    case Happening::patience_over: {
      const auto waiting = event.get<OfAttempt>();
      if (!current(i, waiting.serial) || waiting.attempt != person.attempt) return;
      if (person.phase != Phase::municipal || waiting.hold != person.hold) return;
      person.lowest = level_at(index(person.level) + 1);
      ++person.attempt;
      flow(index(person.level), index(Level::ward), Why::tired_of_waiting, context);
      return refer_acute(i, Door::emergency, context);
    }
    case Happening::assessed: return find_place(i, context);
    case Happening::first_visit:
      if (!current(i, event.get<OfEpisode>().serial) || person.phase != Phase::aftercare) return;
      if (person.level != Level::self_care) return first_visit(i, Sector::municipality, context);
      return context.seize(nodes_.practice_of(i), claim(i, Purpose::follow_up), ordinary_next);
    case Happening::relapse:
      if (!current(i, event.get<OfEpisode>().serial) || person.phase != Phase::aftercare) return;
      count(Measure::relapses, i, context);
      log(i, Entry::relapses, person.level, static_cast<double>(person.difficulty), {}, context);
      return fall_ill(i, person.luck + relapse_luck,
                      static_cast<double>(person.difficulty) / world_.scenario.aftercare.difficulty_after_stay,
                      context);
    case Happening::letter_arrives: {
      const auto letter = event.get<Letter>();
      (letter.to == Sector::general_practice ? person.gp : person.municipal).learn(letter.record);
      return log(i, Entry::letter_arrives,
                 letter.to == Sector::general_practice ? Level::general_practice : Level::home_nursing, 0, {}, context);
    }
    case Happening::sent_home: {
      const auto sent = event.get<SentHome>();
      if (!current(i, sent.serial) || person.phase != Phase::referred) return;
      if (sent.resolved) return close(i);
      person.lowest = sent.level;
      ++person.attempt;
      if (sent.level != Level::ward) return begin(i, sent.level, context);
      person.phase = Phase::self_care;
      return context.schedule(sim::from_days(world_.scenario.needs.self_care_days), subject(i),
                              kind(Happening::comes_back), OfEpisode{person.serial});
    }
    case Happening::comes_back:
      if (!current(i, event.get<OfEpisode>().serial) || person.phase != Phase::self_care) return;
      return begin(i, Level::ward, context);
    case Happening::admitted:
      give_up_hold(i, context);
      person.in_bed = true;
      person.phase = Phase::in_hospital;
      ++person.serial;
      return;
    case Happening::discharge_notice: return prepare_discharge(i, event.get<DischargeNotice>(), context);
    case Happening::discharged: return come_home(i, event.get<Discharged>(), context);
    default: sim::fail_internal("a municipality was told of something that happens in hospital");
  }
}

void Home::serve(sim::NodeId node, const sim::Claim& claimed, Duration waited, Context& context) {
  const std::uint32_t i = resident_of(claimed.who.agent());
  if (node == nodes_.other_practice) {
    count(Measure::other_contacts, i, context);
    count_wait(Measure::waits_other_practice, Measure::wait_days_other_practice, i, waited, context);
    charge(Payer::region, Reason::other_practice_contact, 1, world_.scenario.prices.other_practice_contact, context);
    sim::Draws draws = context.draws(claimed.who, question(Draw::other_contact_time), claimed.tag);
    context.schedule(sim::from_seconds(60 * world_.other_contact_minutes(draws)), claimed.who,
                     kind(Happening::other_contact_over), Nothing{}, sim::Rank::release);
  } else if (node == nodes_.home_nursing || node == nodes_.temporary_places || node == nodes_.acute_function) {
    serve_municipal(i, node, claimed, waited, context);
  } else {
    serve_practice(i, claimed, waited, context);
  }
}

// ---------------------------------------------------------------------------------------------------------- needs

void Home::schedule_next(std::uint32_t i, Process process, Context& context) {
  const double per_year = world_.needs.rate(process, people_, i);
  if (per_year <= 0) return;
  const std::uint16_t nth = persons_[i].needs[index(process)]++;
  sim::Draws draws = context.draws(subject(i), question(Draw::need_gap, static_cast<int>(process)), nth);
  const double gap_years = sim::Exponential(1 / per_year)(draws);
  sim::Time at = world_.end;
  switch (process) {
    case Process::gp_contact:
      at = world_.gp_clock.advance(context.now(), gap_years * world_.gp_clock.open_seconds_a_year());
      break;
    case Process::other_contact:
      at = world_.other_clock.advance(context.now(), gap_years * world_.other_clock.open_seconds_a_year());
      break;
    case Process::outpatient_visit:
    case Process::elective_admission:
      at = world_.outpatient_clock.advance(context.now(), gap_years * world_.outpatient_clock.open_seconds_a_year());
      break;
    case Process::deterioration: at = context.now() + sim::from_days(std::min(gap_years, 1000.0) * 365); break;
  }
  // A need beyond the end of the run never arises in it.
  if (at < world_.end) {
    context.schedule(at - context.now(), subject(i), kind(need_events[index(process)]), Nothing{});
  }
}

void Home::need_arises(std::uint32_t i, Process process, Context& context) {
  Person& person = persons_[i];
  if (person.in_bed) return;  // whoever lies in hospital is seen there
  switch (process) {
    case Process::gp_contact: return context.seize(nodes_.practice_of(i), claim(i, Purpose::ordinary), ordinary_next);
    case Process::other_contact:
      return context.seize(nodes_.other_practice, {subject(i), person.needs[index(process)]}, ordinary_next);
    case Process::outpatient_visit: return refer_visit(i, context);
    case Process::elective_admission: return refer_elective(i, context);
    case Process::deterioration:
      if (person.phase == Phase::well || person.phase == Phase::aftercare)
        fall_ill(i, person.needs[index(process)], 0, context);
      return;
  }
}

void Home::refer_visit(std::uint32_t i, Context& context) {
  const std::uint16_t nth = persons_[i].needs[index(Process::outpatient_visit)];
  Referral visit = referral(i, Door::planned_visit);
  visit.luck = visit_luck + nth;
  visit.condition = static_cast<std::int8_t>(world_.needs.condition_behind_visit(
      people_, i, context.draws(subject(i), question(Draw::outpatient_system), nth).uniform()));
  send_letter(i, persons_[i].gp, nodes_.to_hospital, visit.luck * 16, context);
  context.send(world_.network.hospital, nodes_.to_hospital, subject(i), kind(Happening::referred), visit);
}

void Home::refer_elective(std::uint32_t i, Context& context) {
  Person& person = persons_[i];
  if (person.elective_wanted) return;
  person.elective_wanted = true;
  Referral stay = referral(i, Door::elective);
  stay.luck = elective_luck + person.needs[index(Process::elective_admission)];
  stay.surgical = true;
  send_letter(i, person.gp, nodes_.to_hospital, stay.luck * 16, context);
  context.send(world_.network.hospital, nodes_.to_hospital, subject(i), kind(Happening::referred), stay);
}

// ------------------------------------------------------------------------------------------------- acute episodes

void Home::fall_ill(std::uint32_t i, std::uint32_t luck, double at_least, Context& context) {
  const auto& needs = world_.scenario.needs;
  Person& person = persons_[i];
  ++person.serial;
  person.luck = luck;
  person.attempt = 0;
  person.lowest = Level::self_care;
  sim::Draws difficulty_draws = context.draws(subject(i), question(Draw::difficulty), luck);
  const double difficulty = world_.difficulty(difficulty_draws) +
                            needs.difficulty_per_condition * std::popcount(people_.conditions[i]) +
                            needs.difficulty_frailty_slope * std::log(static_cast<double>(people_.frailty[i]));
  person.difficulty = static_cast<float>(std::clamp(std::max(difficulty, at_least), 0.0, 1.0));
  const double u = context.draws(subject(i), question(Draw::acuity), luck).uniform();
  person.acuity = u < needs.emergency_share                        ? Acuity::emergency
                  : u < needs.emergency_share + needs.urgent_share ? Acuity::urgent
                                                                   : Acuity::subacute;
  person.surgical = context.draws(subject(i), question(Draw::surgical), luck).chance(needs.surgical_share);
  count(Measure::episodes, i, context);
  log(i, Entry::falls_ill, Level::self_care, static_cast<double>(person.difficulty), {}, context);

  const bool unseen =
      person.acuity == Acuity::emergency ||
      (person.acuity == Acuity::urgent &&
       context.draws(subject(i), question(Draw::self_referral), luck).chance(needs.self_referral_share));
  if (unseen) {
    flow(Flows::outside, index(Level::ward), Why::emergency, context);
    return refer_acute(i, Door::emergency, context);
  }
  choose(i, Sector::general_practice, context);
}

Question Home::question_for(std::uint32_t i, Sector by, Context& context) const {
  const Person& person = persons_[i];
  const double longest = world_.longest_wait_days[index(person.acuity)];
  const std::int64_t today = sim::day_of(context.now());
  const auto& own = world_.scenario.municipality;
  const bool municipal = by == Sector::municipality;  // who knows his own capacity as it is now

  Question question;
  question.who = people_.agent(i);
  question.occurrence = occurrence(i);
  question.by = by;
  question.acuity = person.acuity;
  question.difficulty = static_cast<double>(person.difficulty);
  question.information = world_.quality.of(municipal ? person.municipal : person.gp, today);

  const sim::NodeId practice = nodes_.practice_of(i);
  const auto& gp = world_.network.resources[practice.index()];
  const double until_open = sim::in_days(world_.calendar.next_open(gp.hours, context.now()) - context.now());
  const double gp_wait =
      until_open + expected_wait_days(context.resource(practice), world_.consultation_minutes.mean() / 1440);
  const double nursing_wait = municipal
                                  ? expected_wait_days(context.resource(nodes_.home_nursing), own.home_nursing_days)
                                  : board_.home_nursing;
  const double acute_wait = municipal
                                ? expected_wait_days(context.resource(nodes_.acute_function), own.acute_function_days)
                                : board_.acute_function;

  const bool grown_up = people_.age[i] >= adult;
  const auto level = [&](Level l, bool lawful, double wait) {
    question.levels[index(l)] = {lawful && l >= person.lowest && wait <= longest, true, wait};
  };
  level(Level::self_care, person.acuity != Acuity::emergency, 0);
  level(Level::general_practice, true, gp_wait);
  level(Level::home_nursing, grown_up, nursing_wait);
  level(Level::acute_function, grown_up, acute_wait);
  level(Level::outpatient, person.acuity == Acuity::subacute, board_.clinics);
  level(Level::ward, true, 0);
  question.levels[index(Level::acute_function)].seen =
      municipal || context.draws(subject(i), klynge::question(Draw::acute_function_seen), person.luck)
                       .chance(world_.scenario.decide.level4_seen);
  return question;
}

void Home::choose(std::uint32_t i, Sector by, Context& context) {
  const Question asked = question_for(i, by, context);
  const auto verdict = decide(world_, context, asked);
  sim::invariant(verdict.has_value(), "an acute episode has nowhere to go");
  count(Measure::decisions, i, context);
  count(Measure::information, i, context, asked.information);
  count(Measure::regret, i, context, verdict->regret);
  if (verdict->best) count(Measure::net_benefit_choices, i, context);
  const Person& person = persons_[i];
  const std::size_t from = person.attempt == 0 ? Flows::outside : index(person.level);
  flow(from, index(verdict->level), verdict->against_rule ? Why::against_rule : Why::chosen, context);
  log(i, verdict->against_rule ? Entry::level_deviated : Entry::level_chosen, verdict->level, asked.information, {},
      context);
  begin(i, verdict->level, context);
}

void Home::begin(std::uint32_t i, Level level, Context& context) {
  Person& person = persons_[i];
  person.level = level;
  switch (level) {
    case Level::self_care:
      person.phase = Phase::self_care;
      return context.schedule(sim::from_days(world_.scenario.needs.self_care_days), subject(i),
                              kind(Happening::self_care_over), OfEpisode{person.serial});
    case Level::general_practice:
    case Level::other_practice:
      person.phase = Phase::gp;
      return context.seize(nodes_.practice_of(i), claim(i, Purpose::episode), acute_first);
    case Level::home_nursing:
    case Level::acute_function: return ask_municipality(i, level, context);
    case Level::outpatient: return refer_acute(i, Door::acute_visit, context);
    case Level::ward: return refer_acute(i, Door::emergency, context);
  }
}

void Home::refer_acute(std::uint32_t i, Door door, Context& context) {
  Person& person = persons_[i];
  person.phase = Phase::referred;
  person.level = door == Door::emergency ? Level::ward : Level::outpatient;
  // What the GP and the municipality know goes with the patient, as far as it is sent at all.
  Record known = person.gp;
  known.learn(person.municipal);
  send_letter(i, known, nodes_.to_hospital, occurrence(i), context);
  context.send(world_.network.hospital, nodes_.to_hospital, subject(i), kind(Happening::referred), referral(i, door));
}

// Care at a level outside hospital has ended: has it helped? If not, who gave it sends the patient on.
void Home::conclude(std::uint32_t i, Sector by, Context& context) {
  Person& person = persons_[i];
  const Record& record = by == Sector::municipality ? person.municipal : person.gp;
  const double information =
      person.level == Level::self_care ? 1.0 : world_.quality.of(record, sim::day_of(context.now()));
  const double odds = world_.effect.resolves(person.level, static_cast<double>(person.difficulty), information);
  const bool resolved = context.draws(subject(i), question(Draw::resolution), occurrence(i)).chance(odds);
  log(i, resolved ? Entry::resolved : Entry::not_resolved, person.level, 0, {}, context);
  if (resolved) {
    flow(index(person.level), Flows::outside, Why::ended, context);
    return close(i);
  }
  person.lowest = level_at(index(person.level) + 1);
  ++person.attempt;
  choose(i, by, context);
}

void Home::close(std::uint32_t i) { persons_[i].phase = Phase::well; }

// ---------------------------------------------------------------------------------------------- municipal servers

// The GP's letter goes along; whoever is not served within the wait that the episode can bear goes to hospital.
void Home::ask_municipality(std::uint32_t i, Level level, Context& context) {
  Person& person = persons_[i];
  person.phase = Phase::municipal;
  person.municipal.learn(
      world_.handover.letter(person.gp, people_.shared_plan[i] != 0,
                             context.draws(subject(i), question(Draw::transmission), occurrence(i) + 12)));
  context.schedule(sim::from_days(world_.longest_wait_days[index(person.acuity)]), subject(i),
                   kind(Happening::patience_over), OfAttempt{person.serial, person.attempt, person.hold});
  context.seize(level == Level::home_nursing ? nodes_.home_nursing : nodes_.acute_function, claim(i, Purpose::episode),
                ordinary_next);
}

void Home::serve_municipal(std::uint32_t i, sim::NodeId node, const sim::Claim& claimed, Duration waited,
                           Context& context) {
  Person& person = persons_[i];
  const bool after_stay = static_cast<Purpose>(claimed.tag & 0xFF) == Purpose::after_stay;
  const bool wanted = current(i, static_cast<std::uint16_t>(claimed.tag >> 8)) &&
                      person.phase == (after_stay ? Phase::in_hospital : Phase::municipal);
  if (!wanted) return context.release(node);  // the patient has gone another way while waiting
  count_wait(Measure::waits_municipality, Measure::wait_days_municipality, i, waited, context);
  give_up_hold(i, context);
  person.held = node;
  ++person.hold;
  const Level level = node == nodes_.home_nursing ? Level::home_nursing : Level::acute_function;
  if (after_stay) {
    person.level = level;
    return context.send(world_.network.hospital, nodes_.to_hospital, subject(i), kind(Happening::place_found),
                        PlaceFound{person.stay, level});
  }
  log(i, Entry::care_starts, level, sim::in_days(waited), node, context);
  hold_from_now(i, context);
}

void Home::hold_from_now(std::uint32_t i, Context& context) {
  Person& person = persons_[i];
  const bool nursing = person.held == nodes_.home_nursing;
  const bool temporary = person.held == nodes_.temporary_places;
  count(Measure::municipal_courses, i, context);
  person.municipal.learn({Item::function, Item::social, Item::plan, Item::contact}, sim::day_of(context.now()));

  sim::Draws draws =
      context.draws(subject(i), question(nursing ? Draw::nursing_time : Draw::place_stay), occurrence(i));
  const bool acute = person.phase == Phase::municipal;
  const double days = nursing     ? (acute ? world_.acute_nursing_days : world_.nursing_days)(draws)
                      : temporary ? world_.place_stay_days(draws)
                                  : world_.acute_function_days(draws);
  const auto& price = world_.scenario.prices;
  const auto& own = world_.scenario.municipality;
  if (nursing) {
    charge(Payer::municipality, Reason::home_nursing,
           days * (acute ? own.home_nursing_acute_hours : own.home_nursing_hours), price.home_nurse_hour, context);
  } else {
    charge(Payer::municipality, temporary ? Reason::temporary_place : Reason::acute_function, days,
           temporary ? price.temporary_place_day : price.acute_function_day, context);
  }
  context.schedule(sim::from_days(days), subject(i), kind(nursing ? Happening::nursing_over : Happening::place_over),
                   HoldOver{person.hold, person.serial}, sim::Rank::release);
}

void Home::give_up_hold(std::uint32_t i, Context& context) {
  Person& person = persons_[i];
  if (!person.held.valid()) return;
  const sim::NodeId node = person.held;
  person.held = {};
  context.release(node);
}

void Home::hold_over(std::uint32_t i, const HoldOver& over, Context& context) {
  Person& person = persons_[i];
  if (!person.held.valid() || person.hold != over.hold) return;
  give_up_hold(i, context);
  if (current(i, over.serial) && person.phase == Phase::municipal) conclude(i, Sector::municipality, context);
}

// --------------------------------------------------------------------------------------------------- after a stay

void Home::prepare_discharge(std::uint32_t i, const DischargeNotice& notice, Context& context) {
  Person& person = persons_[i];
  person.stay = notice.stay;
  person.luck = notice.luck;
  person.attempt = 0;
  person.round_the_clock = notice.round_the_clock;
  person.difficulty = notice.difficulty;
  const double mean_days =
      world_.scenario.municipality.assessment_days * (1 - 0.5 * world_.handover.relational_coordination());
  sim::Draws draws = context.draws(subject(i), question(Draw::assessment_time), person.luck);
  const sim::Time done = context.now() + sim::from_days(sim::Exponential(mean_days)(draws));
  context.schedule(world_.calendar.next_open(world_.assessment_hours, done) - context.now(), subject(i),
                   kind(Happening::assessed), Nothing{});
}

// The municipal assessor chooses between care at home and a temporary place.
void Home::find_place(std::uint32_t i, Context& context) {
  const Person& person = persons_[i];
  const auto& own = world_.scenario.municipality;
  Question asked;
  asked.who = people_.agent(i);
  asked.occurrence = occurrence(i) + 11;
  asked.by = Sector::municipality;
  asked.difficulty = static_cast<double>(person.difficulty);
  asked.information = world_.quality.of(person.municipal, sim::day_of(context.now()));
  asked.after_stay = true;
  asked.levels[index(Level::home_nursing)] = {
      !person.round_the_clock, true, expected_wait_days(context.resource(nodes_.home_nursing), own.home_nursing_days)};
  asked.levels[index(Level::acute_function)] = {
      true, true, expected_wait_days(context.resource(nodes_.temporary_places), own.place_stay_days)};
  const auto verdict = decide(world_, context, asked);
  count(Measure::decisions, i, context);
  count(Measure::information, i, context, asked.information);
  count(Measure::regret, i, context, verdict->regret);
  if (verdict->best) count(Measure::net_benefit_choices, i, context);
  log(i, Entry::level_chosen, verdict->level, asked.information, {}, context);
  const sim::NodeId node = verdict->level == Level::home_nursing ? nodes_.home_nursing : nodes_.temporary_places;
  context.seize(node, claim(i, Purpose::after_stay), acute_first);
}

// The relapse that may follow a stay is decided by one unit exponential: hazard runs against it at one rate until the
// first visit and at another after it, both set by what is left of the illness and by what is known of the patient.
void Home::come_home(std::uint32_t i, const Discharged& discharged, Context& context) {
  const auto& after = world_.scenario.aftercare;
  Person& person = persons_[i];
  person.in_bed = false;
  if (discharged.elective) person.elective_wanted = false;
  person.difficulty = discharged.difficulty;
  person.level = discharged.destination;
  person.phase = Phase::aftercare;
  ++person.serial;
  person.luck = discharged.luck;
  person.attempt = 0;
  const std::uint32_t luck = person.luck;
  flow(index(Level::ward), discharged.destination == Level::self_care ? Flows::outside : index(discharged.destination),
       Why::discharged, context);
  log(i, Entry::goes_home, discharged.destination, static_cast<double>(person.difficulty), {}, context);
  if (discharged.destination != Level::self_care && person.held.valid()) hold_from_now(i, context);

  count(Measure::follow_ups, i, context);
  sim::Draws visit_draws = context.draws(subject(i), question(Draw::first_visit), luck);
  double visit_days = world_.first_visit_days(visit_draws);
  double ratio = 1;
  const bool orphaned = context.draws(subject(i), question(Draw::orphan), luck)
                            .chance(world_.handover.orphan_probability(people_.coordinator[i] != 0));
  if (orphaned) {
    sim::Draws found = context.draws(subject(i), question(Draw::orphan_detection), luck);
    const double days = sim::Exponential(after.orphan_detection_days)(found);
    visit_days += days;
    ratio = after.orphan_relapse_ratio;
    count(Measure::orphans, i, context);
    log(i, Entry::follow_up_orphaned, discharged.destination, days, {}, context);
  }

  const bool alone = discharged.destination == Level::self_care;
  const double known = alone ? 1.0 : world_.quality.of(person.municipal, sim::day_of(context.now()));
  const double per_day = relapse_rate(i, discharged.destination, known) * ratio;
  sim::Draws relapse_draws = context.draws(subject(i), question(Draw::relapse), luck);
  const double threshold = sim::Exponential(1.0)(relapse_draws);
  const double exposed_days = std::min(visit_days, after.relapse_window_days.value);
  if (threshold < per_day * exposed_days) {
    return context.schedule(sim::from_days(threshold / per_day), subject(i), kind(Happening::relapse),
                            OfEpisode{person.serial});
  }
  person.hazard_left = static_cast<float>(threshold - per_day * exposed_days);
  person.left_hospital = static_cast<std::int32_t>(sim::day_of(context.now()));
  context.schedule(sim::from_days(visit_days), subject(i), kind(Happening::first_visit), OfEpisode{person.serial});
}

// Per day: e^(steepness x (difficulty left - usable capability)) times the rate where the two are equal.
double Home::relapse_rate(std::uint32_t i, Level level, double information) const {
  const auto& after = world_.scenario.aftercare;
  const double gap = static_cast<double>(persons_[i].difficulty) - world_.effect.usable_capability(level, information);
  return after.relapse_rate * std::exp(after.relapse_steepness * gap);
}

void Home::first_visit(std::uint32_t i, Sector by, Context& context) {
  Person& person = persons_[i];
  const std::int64_t today = sim::day_of(context.now());
  const bool gp = by == Sector::general_practice;
  const Record& record = gp ? person.gp : person.municipal;
  const double information = world_.quality.of(record, today);
  const Level level = gp ? Level::general_practice : person.level;
  count(Measure::handovers, i, context);
  log(i, Entry::first_visit, level, information, {}, context);
  if (world_.quality.critical_missing(record, today)) {
    count(Measure::handover_failures, i, context);
    log(i, Entry::handover_failed, level, 0, {}, context);
  }
  const double per_day = relapse_rate(i, level, information);
  const double days_left =
      world_.scenario.aftercare.relapse_window_days - static_cast<double>(today - person.left_hospital);
  const double hazard_left = static_cast<double>(person.hazard_left);
  if (days_left > 0 && hazard_left < per_day * days_left) {
    return context.schedule(sim::from_days(hazard_left / per_day), subject(i), kind(Happening::relapse),
                            OfEpisode{person.serial});
  }
  close(i);
}

// ------------------------------------------------------------------------------------------------------- services

void Home::serve_practice(std::uint32_t i, const sim::Claim& claimed, Duration waited, Context& context) {
  Person& person = persons_[i];
  const auto purpose = static_cast<Purpose>(claimed.tag & 0xFF);
  const auto serial = static_cast<std::uint16_t>(claimed.tag >> 8);
  const sim::NodeId practice = nodes_.practice_of(i);
  count(Measure::gp_contacts, i, context);
  count_wait(Measure::waits_general_practice, Measure::wait_days_general_practice, i, waited, context);
  charge(Payer::region, Reason::gp_consultation, 1, world_.scenario.prices.gp_consultation, context);
  log(i, Entry::care_starts, Level::general_practice, sim::in_days(waited), practice, context);
  if (purpose == Purpose::follow_up && current(i, serial) && person.phase == Phase::aftercare) {
    first_visit(i, Sector::general_practice, context);
  }
  person.gp.learn({Item::diagnosis, Item::medication, Item::contact}, sim::day_of(context.now()));
  const std::uint32_t nth = purpose == Purpose::ordinary ? person.needs[0] : elective_luck + occurrence(i);
  sim::Draws draws = context.draws(claimed.who, question(Draw::consultation_time), nth);
  context.schedule(sim::from_seconds(60 * world_.consultation_minutes(draws)), claimed.who,
                   kind(Happening::gp_contact_over), GpContactOver{static_cast<std::uint8_t>(purpose), serial},
                   sim::Rank::release);
}

sim::Claim Home::claim(std::uint32_t i, Purpose purpose) const {
  return {subject(i), static_cast<std::uint32_t>(purpose) | (std::uint32_t{persons_[i].serial} << 8)};
}

Referral Home::referral(std::uint32_t i, Door door) const {
  const Person& person = persons_[i];
  Referral referral;
  referral.difficulty = person.difficulty;
  referral.frailty = people_.frailty[i];
  referral.luck = person.luck;
  referral.serial = person.serial;
  referral.age = people_.age[i];
  referral.cell = cell(i);
  referral.acuity = person.acuity;
  referral.lowest = person.lowest;
  referral.door = door;
  referral.surgical = person.surgical;
  referral.shared_plan = people_.shared_plan[i] != 0;
  return referral;
}

void Home::send_letter(std::uint32_t i, const Record& record, Duration delay, std::uint32_t nth,
                       Context& context) const {
  const bool plan = people_.shared_plan[i] != 0;
  const Record passed =
      world_.handover.letter(record, plan, context.draws(subject(i), question(Draw::transmission), nth));
  if (passed.empty()) return;
  context.send(world_.network.hospital, delay, subject(i), kind(Happening::letter_to_hospital),
               Letter{passed, Sector::hospital});
}

// -------------------------------------------------------------------------------------------------------- records

Cell Home::cell(std::uint32_t i) const {
  const int elderly = people_.age[i] >= 65 ? 1 : 0;
  const int multimorbid = std::popcount(people_.conditions[i]) >= 2 ? 2 : 0;
  return static_cast<Cell>(elderly | multimorbid);
}

void Home::count(Measure measure, std::uint32_t i, Context& context, double amount) {
  if (world_.counts(context.now())) tally_.add(measure, cell(i), amount);
}

void Home::count_wait(Measure waits, Measure wait_days, std::uint32_t i, Duration waited, Context& context) {
  count(waits, i, context);
  count(wait_days, i, context, sim::in_days(waited));
}

void Home::flow(std::size_t from, std::size_t to, Why why, Context& context) {
  if (world_.counts(context.now())) flows_.add(from, to, why);
}

void Home::charge(Payer payer, Reason reason, double quantity, double price, Context& context) {
  if (world_.counts(context.now())) ledger_.charge(payer, reason, quantity, price);
}

void Home::log(std::uint32_t i, Entry entry, Level level, double value, sim::NodeId node, Context& context) const {
  if (!world_.follows(people_.agent(i))) return;
  context.record(
      {context.now(), subject(i), node, static_cast<std::uint16_t>(entry), static_cast<std::uint16_t>(level), value});
}

int Home::holders(sim::NodeId node) const {
  return static_cast<int>(
      std::count_if(persons_.begin(), persons_.end(), [&](const Person& person) { return person.held == node; }));
}

}  // namespace klynge
