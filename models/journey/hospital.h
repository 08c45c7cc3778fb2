// hospital.h - what happens in hospital: the part of the journey that the hospital's partition owns.
//
// The hospital knows a patient by what has been written to it and by what it has seen itself. A patient arrives with a
// referral, through the emergency department, to a clinic, or for a planned stay; leaves with a letter to the GP and
// one to the municipality. The municipality is given notice some time before a patient who needs it is ready; until it has
// found a place the bed is blocked, and those days are delayed days.
#pragma once

#include <cstdint>
#include <vector>

#include "models/draw.h"
#include "models/journey/home.h"

namespace klynge {

class Hospital {
 public:
  explicit Hospital(const World& world);

  void handle(const sim::Event& event, sim::Context& context);
  void serve(sim::NodeId node, const sim::Claim& claim, sim::Duration waited, sim::Context& context);

  void publish(std::size_t municipality, const Board& board) { boards_[municipality] = board; }
  void state(sim::Archive& archive);

  // By municipality of residence.
  const std::vector<Tally>& tallies() const { return tallies_; }
  const std::vector<Ledger>& ledgers() const { return ledgers_; }
  const Flows& flows() const { return flows_; }
  // Who lies in a bed, and since when.
  std::vector<std::pair<sim::AgentId, sim::Time>> in_beds() const;
  // How many patients lie in a bed of this ward, counted patient by patient.
  int in_bed(sim::NodeId ward) const;

 private:
  struct Patient {
    Record record;  // the hospital's own, and what it has been sent
    sim::Time last_discharge = sim::start_of_time - sim::days{3650};
    bool present = false;  // in the emergency department or in a bed
  };

  // An attendance of any kind, from arrival to leaving; its place is used again when it is over.
  struct Stay {
    sim::AgentId who;
    Referral referral;
    sim::NodeId ward;  // invalid until a bed is given
    sim::Time admitted;
    sim::Time ready;                       // for discharge
    Level destination = Level::self_care;  // set when a municipal place has been found
    bool municipal_care = false;           // needed after the stay
    bool unresolved = false;               // even the ward did not resolve the episode
    bool blocked = false;                  // ready, but with nowhere to go
    bool open = false;
  };

  void arrive(sim::AgentId who, const Referral& referral, sim::Context& context);
  void leave_emergency(std::uint32_t stay, sim::Context& context);
  void treat_and_send_home(Stay& stay, sim::Context& context);
  void admit(std::uint32_t stay, sim::NodeId ward, sim::Duration waited, sim::Context& context);
  void give_notice(std::uint32_t stay, sim::Context& context);
  void stay_over(std::uint32_t stay, sim::Context& context);
  void discharge(std::uint32_t stay, sim::Context& context);
  void visit_over(std::uint32_t stay, sim::Context& context);

  Patient& patient(sim::AgentId who) { return patients_[world_.municipality_of(who)][resident_of(who)]; }
  // For the next draw of a question that the episode may ask again.
  static std::uint32_t next_occurrence(Stay& stay) { return occurrence(stay.referral.episode, ++stay.referral.step); }
  std::uint32_t open_stay(sim::AgentId who, const Referral& referral);
  void close_stay(std::uint32_t stay);
  sim::NodeId clinic_of(const Referral& referral) const;
  sim::NodeId ward_of(const Referral& referral) const;
  const MunicipalNodes& home_of(sim::AgentId who) const;
  double difficulty_left(const Stay& stay) const;
  bool needs_municipal_care(const Stay& stay, sim::Context& context) const;
  void charge_delay(const Stay& stay, double days);
  void write_letter(Stay& stay, Sector to, sim::Context& context);
  template <class Message>
  void tell_home(sim::AgentId who, Happening happening, const Message& message, sim::Context& context) const;

  void count(Measure measure, const Stay& stay, sim::Context& context, double amount = 1);
  void count_wait(const Stay& stay, sim::Duration waited, sim::Context& context);
  void charge(const Stay& stay, Reason reason, double quantity, double price, sim::Context& context);
  void log(const Stay& stay, Entry entry, double value, sim::NodeId node, sim::Context& context) const;

  const World& world_;
  std::vector<std::vector<Patient>> patients_;  // by municipality and resident
  std::vector<Stay> stays_;
  std::vector<std::uint32_t> free_stays_;
  std::vector<Board> boards_;  // by municipality
  std::vector<Tally> tallies_;
  std::vector<Ledger> ledgers_;
  Flows flows_;
};

}  // namespace klynge
