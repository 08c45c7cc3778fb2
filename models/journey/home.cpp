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

// What names an episode in draws (draw.h): the number of the deterioration, plus these for what follows from it, for
// stays that were planned, and for planned visits.
constexpr std::uint32_t relapse_episode = 1u << 16;
constexpr std::uint32_t planned_episode = 1u << 20;
constexpr std::uint32_t visit_episode = 1u << 21;

// What the municipality learns of somebody whom it cares for.
constexpr std::initializer_list<Item> seen_at_home = {Item::function, Item::social, Item::plan, Item::contact};

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
  board_ = {prior, prior, prior};
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

void Home::state(sim::Archive& archive) {
  archive.fixed(persons_);
  archive.value(board_);
  archive.value(tally_);
  archive.value(ledger_);
  archive.value(flows_);
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
      const bool acute = over.purpose == Purpose::episode;
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
      const bool nursing = person.level == Level::home_nursing;
      context.withdraw(nursing ? nodes_.home_nursing : nodes_.acute_function, claim(i, Purpose::episode));
      person.lowest = level_at(index(person.level) + 1);
      ++person.attempt;
      count(Measure::gave_up_waiting, i, context);
      flow(index(person.level), index(Level::ward), Why::tired_of_waiting, context);
      return refer_acute(i, Door::emergency, false, context);
    }
    case Happening::assessed: return find_place(i, context);
    case Happening::first_visit:
      if (!current(i, event.get<OfEpisode>().serial) || person.phase != Phase::aftercare) return;
      if (person.level != Level::self_care) return first_visit(i, Sector::municipality, context);
      context.seize(nodes_.practice_of(i), claim(i, Purpose::follow_up), ordinary_next);
      return;
    case Happening::relapse: {
      const auto planned = event.get<PlannedRelapse>();
      if (!current(i, planned.serial) || planned.plan != person.relapse_plan || person.phase != Phase::aftercare)
        return;
      count(Measure::relapses, i, context);
      log(i, Entry::relapses, person.level, static_cast<double>(person.difficulty), {}, context);
      return fall_ill(i, person.episode + relapse_episode,
                      static_cast<double>(person.difficulty) / world_.scenario.aftercare.difficulty_after_stay,
                      context);
    }
    case Happening::letter_arrives: {
      const auto letter = event.get<Letter>();
      (letter.to == Sector::general_practice ? person.gp : person.municipal).learn(letter.record);
      return log(i, Entry::letter_arrives,
                 letter.to == Sector::general_practice ? Level::general_practice : Level::home_nursing,
                 letter.record.items(), {}, context);
    }
    case Happening::sent_home: {
      const auto sent = event.get<SentHome>();
      if (!current(i, sent.serial) || person.phase != Phase::referred) return;
      person.step = sent.step;
      if (sent.level == Level::ward) person.level = Level::outpatient;  // has been treated without a bed
      if (sent.resolved) return close(i, context);
      person.lowest = sent.level;
      ++person.attempt;
      if (sent.level != Level::ward) return begin(i, sent.level, context);
      person.phase = Phase::self_care;
      return context.schedule(sim::from_days(world_.scenario.needs.self_care_days), subject(i),
                              kind(Happening::comes_back), OfEpisode{person.serial});
    }
    case Happening::comes_back:
      if (!current(i, event.get<OfEpisode>().serial) || person.phase != Phase::self_care) return;
      flow(index(Level::outpatient), index(Level::ward), Why::not_helped, context);
      return begin(i, Level::ward, context);
    case Happening::admitted:
      give_up_hold(i, context);
      if (event.get<Admitted>().elective) set_aside_episode(i, context);
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
    case Process::gp_contact: context.seize(nodes_.practice_of(i), claim(i, Purpose::ordinary), ordinary_next); return;
    case Process::other_contact:
      context.seize(nodes_.other_practice, {subject(i), person.needs[index(process)]}, ordinary_next);
      return;
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
  visit.episode = visit_episode + nth;
  visit.condition = static_cast<std::int8_t>(world_.needs.condition_behind_visit(
      people_, i, context.draws(subject(i), question(Draw::outpatient_system), nth).uniform()));
  send_letter(i, persons_[i].gp, nodes_.to_hospital, occurrence(visit.episode, 0), context);
  context.send(world_.network.hospital, nodes_.to_hospital, subject(i), kind(Happening::referred), visit);
}

void Home::refer_elective(std::uint32_t i, Context& context) {
  Person& person = persons_[i];
  if (person.elective_wanted) return;
  person.elective_wanted = true;
  Referral stay = referral(i, Door::elective);
  stay.episode = planned_episode + person.needs[index(Process::elective_admission)];
  stay.difficulty = difficulty_of(i, stay.episode, context);
  stay.surgical = true;
  send_letter(i, person.gp, nodes_.to_hospital, occurrence(stay.episode, 0), context);
  context.send(world_.network.hospital, nodes_.to_hospital, subject(i), kind(Happening::referred), stay);
}

// ------------------------------------------------------------------------------------------------- acute episodes

float Home::difficulty_of(std::uint32_t i, std::uint32_t episode, Context& context) const {
  const auto& needs = world_.scenario.needs;
  sim::Draws draws = context.draws(subject(i), question(Draw::difficulty), episode);
  const double difficulty = world_.difficulty(draws) +
                            needs.difficulty_per_condition * std::popcount(people_.conditions[i]) +
                            needs.difficulty_frailty_slope * std::log(static_cast<double>(people_.frailty[i]));
  return static_cast<float>(std::clamp(difficulty, 0.0, 1.0));
}

void Home::fall_ill(std::uint32_t i, std::uint32_t episode, double at_least, Context& context) {
  const auto& needs = world_.scenario.needs;
  Person& person = persons_[i];
  if (person.phase == Phase::aftercare) flow(index(person.level), Flows::outside, Why::ended, context);
  ++person.serial;
  person.episode = episode;
  person.attempt = 0;
  person.step = 0;
  person.lowest = Level::self_care;
  person.difficulty = std::max(difficulty_of(i, episode, context), std::min(static_cast<float>(at_least), 1.0F));
  const double u = context.draws(subject(i), question(Draw::acuity), episode).uniform();
  person.acuity = u < needs.emergency_share                        ? Acuity::emergency
                  : u < needs.emergency_share + needs.urgent_share ? Acuity::urgent
                                                                   : Acuity::subacute;
  person.surgical = context.draws(subject(i), question(Draw::surgical), episode).chance(needs.surgical_share);
  count(Measure::episodes, i, context);
  log(i, Entry::falls_ill, Level::self_care, static_cast<double>(person.difficulty), {}, context);

  const bool unseen =
      person.acuity == Acuity::emergency ||
      (person.acuity == Acuity::urgent &&
       context.draws(subject(i), question(Draw::self_referral), episode).chance(needs.self_referral_share));
  if (unseen) {
    flow(Flows::outside, index(Level::ward), Why::emergency, context);
    return refer_acute(i, Door::emergency, true, context);
  }
  choose(i, Sector::general_practice, context);
}

Question Home::question_for(std::uint32_t i, Sector by, Context& context) {
  const Person& person = persons_[i];
  const double longest = world_.longest_wait_days[index(person.acuity)];
  const std::int64_t today = sim::day_of(context.now());
  const auto& own = world_.scenario.municipality;
  const bool municipal = by == Sector::municipality;  // who knows his own capacity as it is now

  Question question;
  question.who = people_.agent(i);
  question.occurrence = next_occurrence(i);
  question.by = by;
  question.acuity = person.acuity;
  question.difficulty = static_cast<double>(person.difficulty);
  question.information = world_.quality.of(municipal ? person.municipal : person.gp, today);

  const sim::NodeId practice = nodes_.practice_of(i);
  const sim::OpeningHours& open = world_.network.resources[practice.index()].staff.front().hours;
  const double until_open = sim::in_days(world_.calendar.next_open(open, context.now()) - context.now());
  const double gp_wait =
      until_open +
      expected_wait_days(context.resource(practice), office_days(world_.consultation_minutes.mean(), world_.gp_clock));
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
      municipal || context.draws(subject(i), klynge::question(Draw::acute_function_seen), question.occurrence)
                       .chance(world_.scenario.decide.level4_seen);
  return question;
}

void Home::choose(std::uint32_t i, Sector by, Context& context) {
  const Question asked = question_for(i, by, context);
  const auto verdict = decide(world_, context, asked);
  sim::invariant(verdict.has_value(), "an acute episode has nowhere to go");
  count_decision(i, asked, *verdict, context);
  const Person& person = persons_[i];
  const std::size_t from = person.attempt == 0 ? Flows::outside : index(person.level);
  flow(from, index(verdict->level), verdict->against_rule ? Why::against_rule : Why::chosen, context);
  begin(i, verdict->level, context);
}

void Home::count_decision(std::uint32_t i, const Question& asked, const Verdict& verdict, Context& context) {
  count(Measure::decisions, i, context);
  count(Measure::information, i, context, asked.information);
  count(Measure::regret, i, context, verdict.regret);
  if (verdict.best) count(Measure::net_benefit_choices, i, context);
  log(i, verdict.against_rule ? Entry::level_deviated : Entry::level_chosen, verdict.level, asked.information, {},
      context);
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
      context.seize(nodes_.practice_of(i), claim(i, Purpose::episode), acute_first);
      return;
    case Level::home_nursing:
    case Level::acute_function: return ask_municipality(i, level, context);
    case Level::outpatient: return refer_acute(i, Door::acute_visit, false, context);
    case Level::ward: return refer_acute(i, Door::emergency, false, context);
  }
}

void Home::refer_acute(std::uint32_t i, Door door, bool unseen, Context& context) {
  Person& person = persons_[i];
  person.phase = Phase::referred;
  person.level = door == Door::emergency ? Level::ward : Level::outpatient;
  // A GP who has seen the patient writes a referral, which goes along; the municipality is told and sends its report.
  if (!unseen) send_letter(i, person.gp, nodes_.to_hospital, next_occurrence(i), context);
  const std::uint32_t report = next_occurrence(i);
  const Duration written = world_.handover.delay(people_.shared_plan[i] != 0,
                                                 context.draws(subject(i), question(Draw::letter_delay), report));
  send_letter(i, person.municipal, std::max(written, nodes_.to_hospital), report, context);
  context.send(world_.network.hospital, nodes_.to_hospital, subject(i), kind(Happening::referred), referral(i, door));
}

// Care at a level outside hospital has ended: has it helped? If not, who gave it sends the patient on.
void Home::conclude(std::uint32_t i, Sector by, Context& context) {
  Person& person = persons_[i];
  const Record& record = by == Sector::municipality ? person.municipal : person.gp;
  const double information =
      person.level == Level::self_care ? 1.0 : world_.quality.of(record, sim::day_of(context.now()));
  const double odds = world_.effect.resolves(person.level, static_cast<double>(person.difficulty), information);
  const bool resolved = context.draws(subject(i), question(Draw::resolution), next_occurrence(i)).chance(odds);
  log(i, resolved ? Entry::resolved : Entry::not_resolved, person.level, 0, {}, context);
  if (resolved) return close(i, context);
  person.lowest = level_at(index(person.level) + 1);
  ++person.attempt;
  choose(i, by, context);
}

void Home::close(std::uint32_t i, Context& context) {
  flow(index(persons_[i].level), Flows::outside, Why::ended, context);
  persons_[i].phase = Phase::well;
}

// A planned stay begins while an acute episode runs: the hospital takes that over too.
void Home::set_aside_episode(std::uint32_t i, Context& context) {
  Person& person = persons_[i];
  if (person.phase == Phase::municipal) {
    context.withdraw(person.level == Level::home_nursing ? nodes_.home_nursing : nodes_.acute_function,
                     claim(i, Purpose::episode));
  }
  const std::size_t from = person.phase == Phase::well ? Flows::outside : index(person.level);
  flow(from, index(Level::ward), Why::planned_stay, context);
}

// ---------------------------------------------------------------------------------------------- municipal servers

// The GP's letter goes along; whoever is not served within the wait that the episode can bear goes to hospital.
void Home::ask_municipality(std::uint32_t i, Level level, Context& context) {
  Person& person = persons_[i];
  person.phase = Phase::municipal;
  person.municipal.learn(
      world_.handover.letter(person.gp, people_.shared_plan[i] != 0,
                             context.draws(subject(i), question(Draw::transmission), next_occurrence(i))));
  context.schedule(sim::from_days(world_.longest_wait_days[index(person.acuity)]), subject(i),
                   kind(Happening::patience_over), OfAttempt{person.serial, person.attempt, person.hold});
  context.seize(level == Level::home_nursing ? nodes_.home_nursing : nodes_.acute_function, claim(i, Purpose::episode),
                ordinary_next);
}

void Home::serve_municipal(std::uint32_t i, sim::NodeId node, const sim::Claim& claimed, Duration waited,
                           Context& context) {
  Person& person = persons_[i];
  const bool after_stay = static_cast<Purpose>(claimed.tag & 0xFF) == Purpose::after_stay;
  sim::invariant(person.phase == (after_stay ? Phase::in_hospital : Phase::municipal),
                 "municipal care was given to somebody who no longer waits for it");
  count_wait(Measure::waits_municipality, Measure::wait_days_municipality, i, waited, context);
  give_up_hold(i, context);
  person.held = node;
  person.held_since = context.now();
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
  const bool acute = person.phase == Phase::municipal;
  person.acute_hold = acute;
  // After a stay the municipality gets to know the patient at the first visit.
  if (acute) person.municipal.learn(seen_at_home, sim::day_of(context.now()));

  sim::Draws draws =
      context.draws(subject(i), question(nursing ? Draw::nursing_time : Draw::place_stay), next_occurrence(i));
  const double days = nursing     ? (acute ? world_.acute_nursing_days : world_.nursing_days)(draws)
                      : temporary ? world_.place_stay_days(draws)
                                  : world_.acute_function_days(draws);
  context.schedule(sim::from_days(days), subject(i), kind(nursing ? Happening::nursing_over : Happening::place_over),
                   HoldOver{person.hold, person.serial}, sim::Rank::release);
}

void Home::give_up_hold(std::uint32_t i, Context& context) {
  Person& person = persons_[i];
  if (!person.held.valid()) return;
  const sim::NodeId node = person.held;
  person.held = {};
  const double days = sim::in_days(context.now() - person.held_since);
  const auto& price = world_.scenario.prices;
  const auto& own = world_.scenario.municipality;
  if (node == nodes_.home_nursing) {
    charge(Payer::municipality, Reason::home_nursing,
           days * (person.acute_hold ? own.home_nursing_acute_hours : own.home_nursing_hours), price.home_nurse_hour,
           context);
  } else if (node == nodes_.temporary_places) {
    charge(Payer::municipality, Reason::temporary_place, days, price.temporary_place_day, context);
  } else {
    charge(Payer::municipality, Reason::acute_function, days, price.acute_function_day, context);
  }
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
  person.episode = notice.episode;
  person.step = notice.step;
  person.round_the_clock = notice.round_the_clock;
  person.difficulty = notice.difficulty;
  const double mean_days =
      world_.scenario.municipality.assessment_days * (1 - 0.5 * world_.handover.relational_coordination());
  sim::Draws draws = context.draws(subject(i), question(Draw::assessment_time), person.episode);
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
  asked.occurrence = next_occurrence(i);
  asked.by = Sector::municipality;
  asked.difficulty = static_cast<double>(person.difficulty);
  asked.information = world_.quality.of(person.municipal, sim::day_of(context.now()));
  asked.after_stay = true;
  asked.levels[index(Level::home_nursing)] = {
      !person.round_the_clock, true, expected_wait_days(context.resource(nodes_.home_nursing), own.home_nursing_days)};
  asked.levels[index(Level::acute_function)] = {
      true, true, expected_wait_days(context.resource(nodes_.temporary_places), own.place_stay_days)};
  const auto verdict = decide(world_, context, asked);
  sim::invariant(verdict.has_value(), "a discharged patient has nowhere to go");
  count_decision(i, asked, *verdict, context);
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
  person.step = std::max(person.step, discharged.step);
  const std::uint32_t episode = person.episode = discharged.episode;
  flow(index(Level::ward), index(discharged.destination), Why::discharged, context);
  log(i, Entry::goes_home, discharged.destination, static_cast<double>(person.difficulty), {}, context);
  if (discharged.destination != Level::self_care) hold_from_now(i, context);

  count(Measure::follow_ups, i, context);
  sim::Draws visit_draws = context.draws(subject(i), question(Draw::first_visit), episode);
  double visit_days = world_.first_visit_days(visit_draws);
  double ratio = 1;
  const bool orphaned = context.draws(subject(i), question(Draw::orphan), episode)
                            .chance(world_.handover.orphan_probability(people_.coordinator[i] != 0));
  if (orphaned) {
    sim::Draws found = context.draws(subject(i), question(Draw::orphan_detection), episode);
    const double days = sim::Exponential(after.orphan_detection_days)(found);
    visit_days += days;
    ratio = after.orphan_relapse_ratio;
    count(Measure::orphans, i, context);
    log(i, Entry::follow_up_orphaned, discharged.destination, days, {}, context);
  }

  const bool alone = discharged.destination == Level::self_care;
  const double known = alone ? 1.0 : world_.quality.of(person.municipal, sim::day_of(context.now()));
  sim::Draws relapse_draws = context.draws(subject(i), question(Draw::relapse), episode);
  person.hazard_left = static_cast<float>(sim::Exponential(1.0)(relapse_draws));
  person.hazard_rate = static_cast<float>(relapse_rate(i, discharged.destination, known) * ratio);
  person.hazard_from = person.left_hospital = context.now();
  plan_relapse(i, context);
  context.schedule(sim::from_days(visit_days), subject(i), kind(Happening::first_visit), OfEpisode{person.serial});
}

// Replaces what was planned before; no relapse follows once the window after the stay is over.
void Home::plan_relapse(std::uint32_t i, Context& context) {
  Person& person = persons_[i];
  ++person.relapse_plan;
  const Duration until = sim::from_days(std::max(0.0, static_cast<double>(person.hazard_left / person.hazard_rate)));
  const Duration gone = context.now() - person.left_hospital;
  if (gone + until > sim::from_days(world_.scenario.aftercare.relapse_window_days)) return;
  context.schedule(until, subject(i), kind(Happening::relapse), PlannedRelapse{person.serial, person.relapse_plan});
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
  if (!gp) person.municipal.learn(seen_at_home, today);
  const double days = sim::in_days(context.now() - person.hazard_from);
  person.hazard_left -= static_cast<float>(days) * person.hazard_rate;
  person.hazard_rate = static_cast<float>(relapse_rate(i, level, information));
  person.hazard_from = context.now();
  plan_relapse(i, context);
}

// ------------------------------------------------------------------------------------------------------- services

void Home::serve_practice(std::uint32_t i, const sim::Claim& claimed, Duration waited, Context& context) {
  Person& person = persons_[i];
  const auto purpose = static_cast<Purpose>(claimed.tag & 0xFF);
  const auto number = static_cast<std::uint16_t>(claimed.tag >> 8);
  const sim::NodeId practice = nodes_.practice_of(i);
  const bool ordinary = purpose == Purpose::ordinary;
  // Whoever has been admitted, or has fallen ill anew, while waiting does not come.
  if (person.in_bed || (!ordinary && !current(i, number))) {
    count(Measure::missed_contacts, i, context);
    return context.release(practice);
  }

  count(Measure::gp_contacts, i, context);
  count_wait(Measure::waits_general_practice, Measure::wait_days_general_practice, i, waited, context);
  charge(Payer::region, Reason::gp_consultation, 1, world_.scenario.prices.gp_consultation, context);
  log(i, Entry::care_starts, Level::general_practice, sim::in_days(waited), practice, context);
  if (purpose == Purpose::follow_up) first_visit(i, Sector::general_practice, context);
  person.gp.learn({Item::diagnosis, Item::medication, Item::contact}, sim::day_of(context.now()));
  sim::Draws draws = ordinary
                         ? context.draws(claimed.who, question(Draw::consultation_time), number)
                         : context.draws(claimed.who, question(Draw::episode_consultation_time), next_occurrence(i));
  context.schedule(sim::from_seconds(60 * world_.consultation_minutes(draws)), claimed.who,
                   kind(Happening::gp_contact_over), GpContactOver{purpose, ordinary ? person.serial : number},
                   sim::Rank::release);
}

sim::Claim Home::claim(std::uint32_t i, Purpose purpose) const {
  const Person& person = persons_[i];
  const std::uint32_t number = purpose == Purpose::ordinary ? person.needs[index(Process::gp_contact)] : person.serial;
  return {subject(i), static_cast<std::uint32_t>(purpose) | (number << 8)};
}

Referral Home::referral(std::uint32_t i, Door door) const {
  const Person& person = persons_[i];
  Referral referral;
  referral.difficulty = person.difficulty;
  referral.frailty = people_.frailty[i];
  referral.episode = person.episode;
  referral.serial = person.serial;
  referral.step = person.step;
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
