// hospital.h - what happens in a hospital: the part of the journey that its partition owns.
//
// The hospital knows a patient by what has been written to it and by what it has seen itself. An acute patient arrives
// through the emergency department, or by way of the out-of-hours service, which is its neighbour; others come to a
// clinic, or for a planned stay. Whoever leaves does so with a letter to the GP and, if the municipality is to care, one
// to it. The municipality is given notice some time before a patient who needs it is ready; until it has found a place
// the bed is blocked, and those days are delayed days.
//
// The parts lie in files of their own: hospital.cpp (what happens, to whom it is handed), hospital_emergency.cpp
// (out-of-hours service, emergency department), hospital_wards.cpp (stays), hospital_clinics.cpp (attendances).
#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "models/draw.h"
#include "models/journey/home.h"

namespace klynge {

class Hospital {
 public:
  // `climates`: by municipality.
  Hospital(const World& world, std::size_t hospital, const std::vector<Climate>& climates);

  void handle(const sim::Event& event, sim::Context& context);
  void serve(sim::NodeId node, const sim::Claim& claim, sim::Duration waited, sim::Context& context);

  void prefetch(sim::AgentId who) const {
    const std::vector<std::uint32_t>& places = patient_of_[world_.municipality_of(who)];
    if (resident_of(who) < places.size()) __builtin_prefetch(&places[resident_of(who)]);
  }
  // What has happened to residents of a municipality since this was last asked.
  Week take_week(std::size_t municipality) { return std::exchange(weeks_[municipality], {}); }
  void state(sim::Archive& archive);

  // What is written down of the residents of a municipality; nothing if none of them has been here.
  const Books* books(std::size_t municipality) const;
  const Notes& notes() const { return notes_; }
  // Who lies in a bed, and since when.
  std::vector<std::pair<sim::AgentId, sim::Time>> in_beds() const;
  // How many patients lie in a bed of this ward, counted patient by patient.
  int in_bed(sim::NodeId ward) const;

 private:
  struct Patient {
    Record record;             // the hospital's own, and what it has been sent
    bool present : 1 = false;  // in the emergency department or in a bed
    bool dead : 1 = false;
    bool after_medical : 1 = false;  // last discharge: from an acute stay that was not surgical
    bool after_short : 1 = false;    // and of at most 24 hours
    std::uint32_t stay = nothing;
    std::int32_t discharged = long_before;  // when last, in seconds of the run

    static constexpr std::int32_t long_before = -(1 << 30);
  };

  // An acute patient or one for a planned stay, from arrival to leaving; its place is used again when it is over.
  struct Stay {
    sim::AgentId who;
    Referral referral;
    sim::NodeId ward;  // invalid until a bed is given
    sim::Time admitted;
    sim::Time asked;                       // for a planned stay
    sim::Time ready;                       // for discharge
    std::uint32_t plan = 0;                // tells events of this stay, as last planned, from all others
    sim::Time assessed;                    // the municipality knew what was needed
    sim::Time settled;                     // and it was agreed on
    Level destination = Level::self_care;  // set when a municipal place has been found
    float information = 0;                 // of the hospital, when he came
    float rushed = 0;                      // how much of the pressure to leave early was felt
    bool municipal_care = false;           // needed after the stay
    bool announced = false;                // to the municipality
    bool outlier = false;                  // on another ward than the right one
    bool unresolved = false;               // even the ward did not resolve the episode
    bool blocked = false;                  // ready, but with nowhere to go
    bool open = false;
  };

  struct Attendance {
    sim::AgentId who;
    Visit visit;            // of an acute episode: `course` is its stay, and `opening` says so
    float information = 0;  // of the clinic, when the patient came
  };
  static constexpr std::uint16_t of_an_episode = 0xFFFF;

  // What is planned for a stay; ignored if it has been planned anew or is over.
  struct OfStay {
    std::uint32_t stay = 0;
    std::uint32_t plan = 0;
  };

  // ------------------------------------------------------------------ acute patients (hospital_emergency.cpp)
  void arrive(sim::AgentId who, const Referral& referral, sim::Context& context);
  void serve_out_of_hours(std::uint32_t slot, sim::Duration waited, sim::Context& context);
  void leave_out_of_hours(std::uint32_t slot, sim::Context& context);
  void serve_emergency(std::uint32_t slot, sim::Duration waited, sim::Context& context);
  void leave_emergency(std::uint32_t slot, sim::Context& context);
  void seek_bed(std::uint32_t slot, sim::Context& context);
  Question question_for(Stay& stay, Sector by, Point point, sim::Context& context);
  SentHome sent_home(const Stay& stay, bool resolved, bool tried, Level next) const;
  double wait_for_bed(Ward right, const sim::Context& context) const;
  void treat_and_send_home(Stay& stay, sim::Context& context);
  void count_decision(const Stay& stay, const Question& asked, const Verdict& verdict, Level from,
                      sim::Context& context);

  // ------------------------------------------------------------------ stays (hospital_wards.cpp)
  void admit(std::uint32_t slot, sim::NodeId ward, sim::Duration waited, sim::Context& context);
  void count_admission(const Stay& stay, const Patient& known, sim::Context& context);
  void feel_pressure(std::uint32_t slot, sim::Context& context);
  void give_notice(std::uint32_t slot, sim::Context& context);
  void stay_over(std::uint32_t slot, sim::Context& context);
  void place_found(sim::AgentId who, const PlaceFound& found, sim::Context& context);
  void discharge(std::uint32_t slot, sim::Context& context);
  void leave_bed(Stay& stay, std::uint32_t slot, sim::Context& context);
  void plan_rehabilitation(const Stay& stay, sim::Context& context);
  void count_delay(const Stay& stay, double days, sim::Context& context);
  void count_stay(const Stay& stay, sim::Context& context);
  void died(sim::AgentId who, sim::Context& context);
  double difficulty_left(const Stay& stay, double delayed_days) const;
  double information_on(sim::AgentId who, std::size_t home, sim::Context& context);
  const Coordination& rules(std::size_t home, const sim::Context& context) const {
    return world_.coordination(home, context.now());
  }
  void learn(sim::AgentId who, const Record& news, sim::Context& context);
  void see(sim::AgentId who, std::initializer_list<Item> items, sim::Context& context);
  bool needs_municipal_care(const Stay& stay, sim::Context& context) const;
  void charge_delay(const Stay& stay, double days, sim::Context& context);

  // ------------------------------------------------------------------ attendances (hospital_clinics.cpp)
  void book(sim::AgentId who, const Visit& visit, sim::Context& context);
  void serve_clinic(std::uint32_t attendance, sim::NodeId node, sim::Duration waited, sim::Context& context);
  void clinic_over(std::uint32_t attendance, sim::Context& context);
  sim::NodeId clinic_of(int condition) const;

  // ------------------------------------------------------------------ small things (hospital.cpp)
  Patient& patient(sim::AgentId who);  // makes one if nobody has heard of him here
  Record& record(sim::AgentId who) { return patient(who).record; }
  bool is_ward(sim::NodeId node) const;
  // For the next draw of a question that the episode may ask again.
  static std::uint32_t next_occurrence(Stay& stay) {
    sim::invariant(stay.referral.step < steps_of_an_episode, "an episode asked the same question too often");
    return occurrence(stay.referral.episode, ++stay.referral.step);
  }
  std::uint32_t open_stay(sim::AgentId who, const Referral& referral, sim::Context& context);
  void close_stay(std::uint32_t stay);
  bool holds(const OfStay& planned, sim::Subject who) const;
  const MunicipalNodes& home_of(std::size_t municipality) const { return world_.network.municipalities[municipality]; }
  sim::Duration to_home(std::size_t municipality) const { return world_.network.to_hospital(municipality, hospital_); }
  void write_letter(sim::AgentId who, std::size_t home, Holder to, bool across, std::uint32_t nth,
                    sim::Context& context);
  void write_letter(Stay& stay, Holder to, sim::Context& context);
  void write_into_plan(sim::AgentId who, std::size_t home, std::uint32_t nth, sim::Context& context);
  bool joins_in(const Stay& stay, sim::Context& context);
  template <class Message>
  void tell_home(sim::AgentId who, std::size_t home, Happening happening, const Message& message,
                 sim::Context& context) const {
    context.send(sim::PartitionId{home}, to_home(home), sim::Subject(who), kind(happening), message);
  }

  Books& books_of(std::size_t municipality);
  void count(Measure measure, const Stay& stay, sim::Context& context, double amount = 1) {
    books_of(stay.referral.home).count(measure, stay.referral.cell, context.now(), amount);
  }
  void wait(Measure waits, Measure days, const Stay& stay, sim::Duration waited, sim::Context& context) {
    books_of(stay.referral.home).wait(waits, days, stay.referral.cell, context.now(), waited);
  }
  void charge(const Stay& stay, Reason reason, double quantity, double price, sim::Context& context) {
    books_of(stay.referral.home).charge(Payer::region, reason, context.now(), quantity, price);
  }
  void log(const Stay& stay, Entry entry, Level level, double value, sim::NodeId node, sim::Context& context) const;
  void log(const Stay& stay, Entry entry, double value, sim::NodeId node, sim::Context& context) const;

  const World& world_;
  const std::size_t hospital_;
  const HospitalNodes& nodes_;
  const std::vector<Climate>& climates_;  // by municipality
  // By municipality and number, of those who lived in this hospital's area when the run began; others apart.
  std::vector<std::vector<std::uint32_t>> patient_of_;
  std::unordered_map<std::uint32_t, std::uint32_t> patient_of_others_;
  std::vector<sim::AgentId> others_;  // in order of their coming, with the place of their patient
  std::vector<std::uint32_t> place_of_others_;
  Pool<Patient> patients_;
  Pool<Stay> stays_;
  Pool<Attendance> attendances_;
  std::uint32_t plans_ = 0;
  std::vector<Week> weeks_;                    // by municipality
  std::vector<std::unique_ptr<Books>> books_;  // by municipality
  Notes notes_;
};

}  // namespace klynge
