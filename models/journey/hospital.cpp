#include "models/journey/hospital.h"

#include <algorithm>
#include <cmath>

#include "models/draw.h"
#include "models/population/synthesis.h"

namespace klynge {

namespace {

using sim::Context;
using sim::Duration;
using sim::Subject;

constexpr sim::days try_again{14};  // a planned stay of somebody who lies in hospital already

struct OfStay {
  std::uint32_t stay = 0;
};

}  // namespace

Hospital::Hospital(const World& world)
    : world_(world),
      boards_(world.tables.municipalities.size()),
      tallies_(world.tables.municipalities.size()),
      ledgers_(world.tables.municipalities.size()) {
  for (const MunicipalityRow& row : world.tables.municipalities) {
    patients_.emplace_back(resident_count(world.scenario, row));
  }
  const double prior = world.scenario.decide.prior_wait_days;
  std::fill(boards_.begin(), boards_.end(), Board{prior, prior, prior});
}

void Hospital::state(sim::Archive& archive) {
  for (std::vector<Patient>& municipality : patients_) archive.fixed(municipality);
  archive.vector(stays_);
  archive.vector(free_stays_);
  archive.fixed(boards_);
  archive.fixed(tallies_);
  archive.fixed(ledgers_);
  archive.value(flows_);
}

void Hospital::handle(const sim::Event& event, Context& context) {
  switch (static_cast<Happening>(event.kind)) {
    case Happening::letter_to_hospital: return patient(event.subject.agent()).record.learn(event.get<Letter>().record);
    case Happening::referred: return arrive(event.subject.agent(), event.get<Referral>(), context);
    case Happening::emergency_over: return leave_emergency(event.get<OfStay>().stay, context);
    case Happening::visit_over: return visit_over(event.get<OfStay>().stay, context);
    case Happening::stay_over: return stay_over(event.get<OfStay>().stay, context);
    case Happening::notice_due: return give_notice(event.get<OfStay>().stay, context);
    case Happening::place_found: {
      const auto found = event.get<PlaceFound>();
      stays_[found.stay].destination = found.level;
      if (stays_[found.stay].blocked) discharge(found.stay, context);
      return;
    }
    default: sim::fail_internal("the hospital was told of something that happens in a municipality");
  }
}

void Hospital::arrive(sim::AgentId who, const Referral& referral, Context& context) {
  Patient& known = patient(who);
  switch (referral.door) {
    case Door::emergency: {
      if (known.present) {
        // Already in hospital: the new episode is dealt with there.
        return tell_home(who, Happening::sent_home, SentHome{referral.serial, referral.step, true, Level::ward},
                         context);
      }
      known.present = true;
      const std::uint32_t stay = open_stay(who, referral);
      count(Measure::emergency_visits, stays_[stay], context);
      log(stays_[stay], Entry::arrives_emergency, 0, world_.network.emergency, context);
      const bool first = referral.acuity == Acuity::emergency;
      context.seize(world_.network.emergency, {Subject(who), stay}, first ? acute_first : ordinary_next);
      return;
    }
    case Door::acute_visit:
    case Door::planned_visit: {
      const bool first = referral.door == Door::acute_visit;
      context.seize(clinic_of(referral), {Subject(who), open_stay(who, referral)}, first ? acute_first : ordinary_next);
      return;
    }
    case Door::elective:
      context.seize(world_.network.surgical_ward, {Subject(who), open_stay(who, referral)}, ordinary_next);
      return;
  }
}

void Hospital::serve(sim::NodeId node, const sim::Claim& claim, Duration waited, Context& context) {
  const std::uint32_t stay = claim.tag;
  if (node == world_.network.medical_ward || node == world_.network.surgical_ward) {
    return admit(stay, node, waited, context);
  }
  count_wait(stays_[stay], waited, context);
  const std::int64_t today = sim::day_of(context.now());
  Record& record = patient(claim.who.agent()).record;
  if (node == world_.network.emergency) {
    record.learn({Item::diagnosis, Item::pending, Item::contact}, today);
    charge(stays_[stay], Reason::emergency_visit, 1, world_.scenario.prices.emergency_visit, context);
    sim::Draws draws = context.draws(claim.who, question(Draw::emergency_time), next_occurrence(stays_[stay]));
    return context.schedule(sim::from_seconds(3600 * world_.emergency_hours(draws)), claim.who,
                            kind(Happening::emergency_over), OfStay{stay}, sim::Rank::release);
  }
  record.learn({Item::diagnosis, Item::medication, Item::plan, Item::pending, Item::contact}, today);
  count(Measure::outpatient_visits, stays_[stay], context);
  charge(stays_[stay], Reason::outpatient_visit, 1, world_.scenario.prices.outpatient_visit, context);
  log(stays_[stay], Entry::care_starts, sim::in_days(waited), node, context);
  sim::Draws draws = context.draws(claim.who, question(Draw::outpatient_time), next_occurrence(stays_[stay]));
  context.schedule(sim::from_seconds(60 * world_.visit_minutes(draws)), claim.who, kind(Happening::visit_over),
                   OfStay{stay}, sim::Rank::release);
}

void Hospital::visit_over(std::uint32_t slot, Context& context) {
  Stay stay = stays_[slot];
  const Referral& referral = stay.referral;
  context.release(clinic_of(referral));
  write_letter(stay, Sector::general_practice, context);
  close_stay(slot);
  if (referral.door == Door::planned_visit) return;
  treat_and_send_home(stay, context);
}

// The emergency department chooses: treat and send home, hand on to the municipality, or a bed.
void Hospital::leave_emergency(std::uint32_t slot, Context& context) {
  Stay& stay = stays_[slot];
  const Referral& referral = stay.referral;
  const bool grown_up = referral.age >= adult;
  const double longest = world_.longest_wait_days[index(referral.acuity)];
  const Board& board = boards_[world_.municipality_of(stay.who)];

  Question asked;
  asked.who = stay.who;
  asked.occurrence = next_occurrence(stay);
  asked.in_emergency = true;
  asked.by = Sector::hospital;
  asked.acuity = referral.acuity;
  asked.difficulty = static_cast<double>(referral.difficulty);
  asked.information = world_.quality.of(patient(stay.who).record, sim::day_of(context.now()));
  const auto level = [&](Level l, bool lawful, double wait) {
    asked.levels[index(l)] = {lawful && l >= referral.lowest && wait <= longest, true, wait};
  };
  level(Level::home_nursing, grown_up, board.home_nursing);
  level(Level::acute_function, grown_up, board.acute_function);
  level(Level::outpatient, true, 0);  // treated here and sent home
  level(Level::ward, true, 0);
  const bool municipality_seen = context.draws(Subject(stay.who), question(Draw::acute_function_seen), asked.occurrence)
                                     .chance(world_.scenario.decide.level4_seen);
  asked.levels[index(Level::home_nursing)].seen = municipality_seen;
  asked.levels[index(Level::acute_function)].seen = municipality_seen;

  const auto verdict = decide(world_, context, asked);
  sim::invariant(verdict.has_value(), "the emergency department has nowhere to send a patient");
  count(Measure::decisions, stay, context);
  count(Measure::information, stay, context, asked.information);
  count(Measure::regret, stay, context, verdict->regret);
  if (verdict->best) count(Measure::net_benefit_choices, stay, context);
  if (world_.counts(context.now())) {
    flows_.add(index(Level::ward), index(verdict->level), verdict->against_rule ? Why::against_rule : Why::chosen);
  }
  log(stay, verdict->against_rule ? Entry::level_deviated : Entry::level_chosen, asked.information, {}, context);

  if (verdict->level == Level::ward) {
    // Until there is a bed the patient stays in the bay.
    context.block(world_.network.emergency, {Subject(stay.who), slot}, ward_of(referral));
    context.seize(ward_of(referral), {Subject(stay.who), slot}, acute_first);
    return;
  }
  context.release(world_.network.emergency);
  patient(stay.who).present = false;
  Stay leaving = stays_[slot];
  close_stay(slot);
  write_letter(leaving, Sector::general_practice, context);
  if (verdict->level == Level::outpatient) return treat_and_send_home(leaving, context);
  write_letter(leaving, Sector::municipality, context);
  tell_home(leaving.who, Happening::sent_home,
            SentHome{leaving.referral.serial, leaving.referral.step, false, verdict->level}, context);
}

// Whether an attendance has resolved the episode shows at home.
void Hospital::treat_and_send_home(Stay& stay, Context& context) {
  const Referral& referral = stay.referral;
  const double information = world_.quality.of(patient(stay.who).record, sim::day_of(context.now()));
  const double odds = world_.effect.resolves(Level::outpatient, static_cast<double>(referral.difficulty), information);
  const bool resolved =
      context.draws(Subject(stay.who), question(Draw::resolution), next_occurrence(stay)).chance(odds);
  log(stay, resolved ? Entry::resolved : Entry::not_resolved, 0, {}, context);
  tell_home(stay.who, Happening::sent_home, SentHome{referral.serial, referral.step, resolved, Level::ward}, context);
}

void Hospital::admit(std::uint32_t slot, sim::NodeId ward, Duration waited, Context& context) {
  Stay& stay = stays_[slot];
  Patient& known = patient(stay.who);
  const Referral referral = stay.referral;
  const bool elective = referral.door == Door::elective;
  if (elective && known.present) {
    context.schedule(try_again, Subject(stay.who), kind(Happening::referred), referral, sim::Rank::message);
    close_stay(slot);
    return context.release(ward);
  }
  if (!elective) context.release_blocked(world_.network.emergency, {Subject(stay.who), slot});
  known.present = true;
  stay.ward = ward;
  stay.admitted = context.now();
  count_wait(stay, waited, context);
  count(Measure::admissions, stay, context);
  if (!elective) {
    count(Measure::acute_admissions, stay, context);
    if (context.now() - known.last_discharge <= sim::days{30}) count(Measure::readmissions, stay, context);
  }
  log(stay, Entry::admitted, sim::in_days(waited), ward, context);
  tell_home(stay.who, Happening::admitted, Admitted{elective}, context);

  sim::Draws draws = context.draws(Subject(stay.who), question(Draw::ward_stay), referral.episode);
  const double mean_stay = (elective ? world_.elective_stay_days : world_.acute_stay_days)(draws);
  const double days =
      mean_stay * std::pow(static_cast<double>(referral.frailty), world_.scenario.hospital.stay_frailty_slope);
  const Duration length = sim::from_days(days);
  stay.municipal_care = needs_municipal_care(stay, context);
  context.schedule(length, Subject(stay.who), kind(Happening::stay_over), OfStay{slot}, sim::Rank::release);
  if (stay.municipal_care) {
    const Duration ahead = sim::from_days(world_.scenario.info.discharge_notice_days);
    context.schedule(std::max(length - ahead, Duration{0}), Subject(stay.who), kind(Happening::notice_due),
                     OfStay{slot});
  }
}

void Hospital::give_notice(std::uint32_t slot, Context& context) {
  Stay& stay = stays_[slot];
  const bool round_the_clock = context.draws(Subject(stay.who), question(Draw::round_the_clock), stay.referral.episode)
                                   .chance(world_.scenario.aftercare.round_the_clock_share);
  write_letter(stay, Sector::municipality, context);
  tell_home(stay.who, Happening::discharge_notice,
            DischargeNotice{slot, static_cast<float>(difficulty_left(stay)), stay.referral.episode, stay.referral.step,
                            round_the_clock},
            context);
}

void Hospital::stay_over(std::uint32_t slot, Context& context) {
  Stay& stay = stays_[slot];
  stay.ready = context.now();
  const Referral& referral = stay.referral;
  Record& record = patient(stay.who).record;
  record.learn({Item::diagnosis, Item::medication, Item::function, Item::plan, Item::pending, Item::contact},
               sim::day_of(context.now()));
  if (referral.door != Door::elective) {
    const double information = world_.quality.of(record, sim::day_of(context.now()));
    const double odds = world_.effect.resolves(Level::ward, static_cast<double>(referral.difficulty), information);
    stay.unresolved = !context.draws(Subject(stay.who), question(Draw::resolution), next_occurrence(stay)).chance(odds);
    if (stay.unresolved) {
      count(Measure::harms, stay, context);
      log(stay, Entry::unresolved_at_top, 0, stay.ward, context);
    }
  }
  log(stay, Entry::ready_for_discharge, sim::in_days(stay.ready - stay.admitted), stay.ward, context);
  if (!stay.municipal_care || stay.destination != Level::self_care) return discharge(slot, context);
  stay.blocked = true;
  // Which place it will be is the municipality's to say.
  context.block(stay.ward, {Subject(stay.who), slot}, home_of(stay.who).temporary_places);
}

void Hospital::discharge(std::uint32_t slot, Context& context) {
  Stay stay = stays_[slot];
  const Referral& referral = stay.referral;
  const double delayed = sim::in_days(context.now() - stay.ready);
  if (!stay.blocked) {
    context.release(stay.ward);
  } else {
    context.release_blocked(stay.ward, {Subject(stay.who), slot});
    count(Measure::delayed_days, stay, context, delayed);
    log(stay, Entry::discharge_delayed, delayed, stay.ward, context);
    if (world_.counts(context.now())) charge_delay(stay, delayed);
  }
  count(Measure::discharges, stay, context);
  charge(stay, Reason::bed_day, sim::in_days(context.now() - stay.admitted), world_.scenario.prices.bed_day, context);

  Patient& known = patient(stay.who);
  known.present = false;
  known.last_discharge = context.now();
  write_letter(stay, Sector::general_practice, context);
  if (stay.municipal_care) write_letter(stay, Sector::municipality, context);
  close_stay(slot);
  tell_home(stay.who, Happening::discharged,
            Discharged{static_cast<float>(difficulty_left(stay)), referral.episode, referral.step, stay.destination,
                       referral.door == Door::elective},
            context);
}

double Hospital::difficulty_left(const Stay& stay) const {
  const double difficulty = static_cast<double>(stay.referral.difficulty);
  return stay.unresolved ? difficulty : difficulty * world_.scenario.aftercare.difficulty_after_stay;
}

// Logistic in age and frailty.
bool Hospital::needs_municipal_care(const Stay& stay, Context& context) const {
  const auto& after = world_.scenario.aftercare;
  if (stay.referral.age < adult) return false;
  const double odds = after.municipal_need_base + after.municipal_need_per_decade * (stay.referral.age - 70) / 10.0 +
                      after.municipal_need_frailty * std::log(static_cast<double>(stay.referral.frailty));
  return context.draws(Subject(stay.who), question(Draw::municipal_need), stay.referral.episode)
      .chance(1 / (1 + std::exp(-odds)));
}

// Sundhedsloven section 238: a base charge to the region, and a supplement to the state that rises after two days.
void Hospital::charge_delay(const Stay& stay, double days) {
  if (!world_.scenario.money.discharge_fee) return;
  const auto& price = world_.scenario.prices;
  Ledger& ledger = ledgers_[world_.municipality_of(stay.who)];
  ledger.transfer(Payer::municipality, Payer::region, Reason::discharge_fee, days * price.discharge_fee);
  const double early = std::min(days, 2.0);
  ledger.transfer(Payer::municipality, Payer::state, Reason::discharge_fee,
                  early * price.discharge_fee_state_early + (days - early) * price.discharge_fee_state_late);
}

void Hospital::write_letter(Stay& stay, Sector to, Context& context) {
  const Record& record = patient(stay.who).record;
  const std::uint32_t nth = next_occurrence(stay);
  const bool plan = stay.referral.shared_plan;
  const Record passed =
      world_.handover.letter(record, plan, context.draws(Subject(stay.who), question(Draw::transmission), nth));
  if (passed.empty()) return;
  const Duration written =
      world_.handover.delay(plan, context.draws(Subject(stay.who), question(Draw::letter_delay), nth));
  const sim::PartitionId home{world_.municipality_of(stay.who)};
  context.send(home, std::max(written, home_of(stay.who).to_hospital), Subject(stay.who),
               kind(Happening::letter_arrives), Letter{passed, to});
}

template <class Message>
void Hospital::tell_home(sim::AgentId who, Happening happening, const Message& message, Context& context) const {
  context.send(sim::PartitionId{world_.municipality_of(who)}, home_of(who).to_hospital, Subject(who), kind(happening),
               message);
}

std::uint32_t Hospital::open_stay(sim::AgentId who, const Referral& referral) {
  if (free_stays_.empty()) {
    free_stays_.push_back(static_cast<std::uint32_t>(stays_.size()));
    stays_.emplace_back();
  }
  const std::uint32_t slot = free_stays_.back();
  free_stays_.pop_back();
  stays_[slot] = {};
  stays_[slot].who = who;
  stays_[slot].referral = referral;
  stays_[slot].open = true;
  return slot;
}

void Hospital::close_stay(std::uint32_t slot) {
  stays_[slot].open = false;
  free_stays_.push_back(slot);
}

sim::NodeId Hospital::clinic_of(const Referral& referral) const {
  if (referral.condition < 0) return world_.network.general_clinic;
  return world_.network.clinic_of_condition[static_cast<std::size_t>(referral.condition)];
}

sim::NodeId Hospital::ward_of(const Referral& referral) const {
  return referral.surgical ? world_.network.surgical_ward : world_.network.medical_ward;
}

const MunicipalNodes& Hospital::home_of(sim::AgentId who) const {
  return world_.network.municipalities[world_.municipality_of(who)];
}

std::vector<std::pair<sim::AgentId, sim::Time>> Hospital::in_beds() const {
  std::vector<std::pair<sim::AgentId, sim::Time>> patients;
  for (const Stay& stay : stays_) {
    if (stay.open && stay.ward.valid()) patients.emplace_back(stay.who, stay.admitted);
  }
  return patients;
}

int Hospital::in_bed(sim::NodeId ward) const {
  return static_cast<int>(
      std::count_if(stays_.begin(), stays_.end(), [&](const Stay& stay) { return stay.open && stay.ward == ward; }));
}

void Hospital::count(Measure measure, const Stay& stay, Context& context, double amount) {
  if (world_.counts(context.now())) tallies_[world_.municipality_of(stay.who)].add(measure, stay.referral.cell, amount);
}

void Hospital::count_wait(const Stay& stay, Duration waited, Context& context) {
  count(Measure::waits_hospital, stay, context);
  count(Measure::wait_days_hospital, stay, context, sim::in_days(waited));
}

void Hospital::charge(const Stay& stay, Reason reason, double quantity, double price, Context& context) {
  if (world_.counts(context.now()))
    ledgers_[world_.municipality_of(stay.who)].charge(Payer::region, reason, quantity, price);
}

void Hospital::log(const Stay& stay, Entry entry, double value, sim::NodeId node, Context& context) const {
  if (!world_.follows(stay.who)) return;
  const Level level = stay.referral.door == Door::planned_visit || stay.referral.door == Door::acute_visit
                          ? Level::outpatient
                          : Level::ward;
  context.record({context.now(), Subject(stay.who), node, static_cast<std::uint16_t>(entry),
                  static_cast<std::uint16_t>(level), value});
}

}  // namespace klynge
