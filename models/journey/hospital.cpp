#include "models/journey/hospital.h"

#include <algorithm>

namespace klynge {

using sim::Context;
using sim::Duration;
using sim::Subject;

Hospital::Hospital(const World& world, std::size_t hospital, const std::vector<Climate>& climates)
    : world_(world),
      hospital_(hospital),
      nodes_(world.network.hospitals[hospital]),
      climates_(climates),
      patient_of_(world.tables.municipalities.size()),
      weeks_(world.tables.municipalities.size()),
      books_(world.tables.municipalities.size()) {
  for (std::size_t m = 0; m < patient_of_.size(); ++m) {
    if (world.network.municipalities[m].hospital != hospital) continue;
    patient_of_[m].assign(world.residents_of(m), nothing);
    books_of(m);
  }
}

void Hospital::handle(const sim::Event& event, Context& context) {
  const sim::AgentId who = event.subject.agent();
  switch (static_cast<Happening>(event.kind)) {
    case Happening::letter_to_hospital: return learn(who, event.get<Letter>().record, context);
    case Happening::referred: return arrive(who, event.get<Referral>(), context);
    case Happening::visit_booked: return book(who, event.get<Visit>(), context);
    case Happening::place_found: return place_found(who, event.get<PlaceFound>(), context);
    case Happening::died: return died(who, context);
    case Happening::clinic_over: return clinic_over(event.get<OfStay>().stay, context);
    default: break;
  }
  const auto planned = event.get<OfStay>();
  if (!holds(planned, event.subject)) return;
  switch (static_cast<Happening>(event.kind)) {
    case Happening::out_of_hours_over: return leave_out_of_hours(planned.stay, context);
    case Happening::emergency_over: return leave_emergency(planned.stay, context);
    case Happening::notice_due: return give_notice(planned.stay, context);
    case Happening::ready_early: return feel_pressure(planned.stay, context);
    case Happening::stay_over: return stay_over(planned.stay, context);
    default: sim::fail_internal("a hospital was told of something that happens in a municipality");
  }
}

void Hospital::serve(sim::NodeId node, const sim::Claim& claim, Duration waited, Context& context) {
  if (node == nodes_.out_of_hours) return serve_out_of_hours(claim.tag, waited, context);
  if (node == nodes_.emergency) return serve_emergency(claim.tag, waited, context);
  if (is_ward(node)) return admit(claim.tag, node, waited, context);
  serve_clinic(claim.tag, node, waited, context);
}

bool Hospital::is_ward(sim::NodeId node) const {
  return std::find(nodes_.wards.begin(), nodes_.wards.end(), node) != nodes_.wards.end();
}

Hospital::Patient& Hospital::patient(sim::AgentId who) {
  const std::size_t origin = world_.municipality_of(who);
  const std::uint32_t number = resident_of(who);
  if (number < patient_of_[origin].size()) {
    std::uint32_t& place = patient_of_[origin][number];
    if (place == nothing) place = patients_.take();
    return patients_[place];
  }
  const auto [found, is_new] = patient_of_others_.try_emplace(who.value, nothing);
  if (is_new) {
    found->second = patients_.take();
    others_.push_back(who);
    place_of_others_.push_back(found->second);
  }
  return patients_[found->second];
}

std::uint32_t Hospital::open_stay(sim::AgentId who, const Referral& referral, Context& context) {
  const std::uint32_t slot = stays_.take();
  Stay& stay = stays_[slot];
  stay.who = who;
  stay.referral = referral;
  stay.information = static_cast<float>(information_on(who, referral.home, context));
  stay.plan = ++plans_;
  stay.open = true;
  return slot;
}

void Hospital::close_stay(std::uint32_t slot) {
  Patient& known = patient(stays_[slot].who);
  if (known.stay == slot) known.stay = nothing;
  stays_.give_back(slot);
}

bool Hospital::holds(const OfStay& planned, Subject who) const {
  const Stay& stay = stays_[planned.stay];
  return stay.open && stay.plan == planned.plan && Subject(stay.who) == who;
}

// ------------------------------------------------------------------------------------------------- who knows what

void Hospital::learn(sim::AgentId who, const Record& news, Context& context) {
  Record& known = record(who);
  known.learn(news);
  if (world_.follows(who)) notes_.knowledge.push_back({context.now(), who, Holder::hospital, known});
}

void Hospital::see(sim::AgentId who, std::initializer_list<Item> items, Context& context) {
  Record seen;
  seen.learn(items, sim::day_of(context.now()));
  learn(who, seen, context);
}

double Hospital::information_on(sim::AgentId who, std::size_t home, Context& context) {
  return rules(home, context).quality.of(record(who), sim::day_of(context.now()));
}

// `across`: the border that is left where one authority runs a part of municipal care.
void Hospital::write_letter(sim::AgentId who, std::size_t home, Holder to, bool across, std::uint32_t nth,
                            Context& context) {
  const Tie tie = to == Holder::general_practice ? Tie::hospital_practice : Tie::hospital_municipality;
  Week& week = weeks_[home];
  ++week.ties.handovers[index(tie)];
  week.work(Sector::hospital, Work::handovers, world_.scenario.load.handover_minutes);
  const Climate& climate = climates_[home];
  const Handover& handover = rules(home, context).handover;
  const Record passed =
      handover.letter(record(who), climate.relations(tie), climate.load(Sector::hospital).sending_factor(), across,
                      context.draws(Subject(who), question(Draw::transmission), nth));
  if (passed.empty()) return;
  const Duration written =
      handover.delay(climate.relations(tie), across, context.draws(Subject(who), question(Draw::letter_delay), nth));
  context.send(sim::PartitionId{home}, std::max(written, to_home(home)), Subject(who), kind(Happening::letter_arrives),
               Letter{passed, to});
}

// In a joint call the municipality hears all that the hospital knows.
void Hospital::write_letter(Stay& stay, Holder to, Context& context) {
  const std::size_t home = stay.referral.home;
  const std::uint32_t nth = next_occurrence(stay);
  if (to == Holder::municipality && joins_in(stay, context)) {
    return tell_home(stay.who, home, Happening::letter_arrives, Letter{record(stay.who), to}, context);
  }
  const Regime& regime = rules(home, context).regime;
  const bool across = to == Holder::municipality && crosses_border(regime, stay.destination);
  write_letter(stay.who, home, to, across, nth, context);
}

bool Hospital::joins_in(const Stay& stay, Context& context) {
  const Regime& regime = rules(stay.referral.home, context).regime;
  return calls_jointly(regime, world_.scenario, conditions_of(stay.referral.cell));
}

// Members see it after the time that the plan takes to be brought up to date.
void Hospital::write_into_plan(sim::AgentId who, std::size_t home, std::uint32_t nth, Context& context) {
  weeks_[home].work(Sector::hospital, Work::plans, world_.scenario.plan.read_minutes);
  sim::Draws draws = context.draws(Subject(who), question(Draw::plan_written, static_cast<int>(Holder::hospital)), nth);
  const Record note =
      written(world_.scenario.plan, record(who), climates_[home].relations(Tie::hospital_practice), draws);
  if (note.empty()) return;
  context.send(sim::PartitionId{home}, std::max(rules(home, context).handover.sync(), to_home(home)), Subject(who),
               kind(Happening::letter_arrives), Letter{note, Holder::shared_plan});
}

Books& Hospital::books_of(std::size_t municipality) {
  if (!books_[municipality]) {
    books_[municipality] = std::make_unique<Books>();
    books_[municipality]->from = world_.counting_from;
  }
  return *books_[municipality];
}

const Books* Hospital::books(std::size_t municipality) const { return books_[municipality].get(); }

void Hospital::state(sim::Archive& archive) {
  for (std::vector<std::uint32_t>& places : patient_of_) archive.fixed(places);
  archive.vector(others_);
  archive.vector(place_of_others_);
  if (archive.reading()) {
    patient_of_others_.clear();
    for (std::size_t n = 0; n < others_.size(); ++n) patient_of_others_[others_[n].value] = place_of_others_[n];
  }
  patients_.state(archive);
  stays_.state(archive);
  attendances_.state(archive);
  archive.value(plans_);
  archive.fixed(weeks_);
  for (std::size_t m = 0; m < books_.size(); ++m) {
    bool any = books_[m] != nullptr;
    archive.value(any);
    if (!any) continue;
    books_of(m).state(archive);
  }
  notes_.state(archive);
}

std::vector<std::pair<sim::AgentId, sim::Time>> Hospital::in_beds() const {
  std::vector<std::pair<sim::AgentId, sim::Time>> patients;
  for (const Stay& stay : stays_.items()) {
    if (stay.open && stay.ward.valid()) patients.emplace_back(stay.who, stay.admitted);
  }
  return patients;
}

int Hospital::in_bed(sim::NodeId ward) const {
  return static_cast<int>(std::count_if(stays_.items().begin(), stays_.items().end(),
                                        [&](const Stay& stay) { return stay.open && stay.ward == ward; }));
}

void Hospital::log(const Stay& stay, Entry entry, Level level, double value, sim::NodeId node, Context& context) const {
  if (!world_.follows(stay.who)) return;
  context.record({context.now(), Subject(stay.who), node, static_cast<std::uint16_t>(entry),
                  static_cast<std::uint16_t>(level), value});
}

// At the level of care where the patient is.
void Hospital::log(const Stay& stay, Entry entry, double value, sim::NodeId node, Context& context) const {
  const Level level = stay.referral.door == Door::acute_visit    ? Level::outpatient
                      : stay.referral.door == Door::out_of_hours ? Level::general_practice
                                                                 : Level::ward;
  log(stay, entry, level, value, node, context);
}

}  // namespace klynge
