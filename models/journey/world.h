// world.h - all that is fixed during a run: the scenario, its tables and network, and the rules compiled from them.
//
// One World serves every replication of an arm at once, from any thread, because nothing in it changes.
#pragma once

#include <array>
#include <cstdint>
#include <unordered_set>
#include <vector>

#include "models/care/relapse.h"
#include "models/conditions/decline.h"
#include "models/conditions/dynamics.h"
#include "models/conditions/mortality.h"
#include "models/conditions/multimorbidity.h"
#include "models/coordination/coordination.h"
#include "models/economics/ledger.h"
#include "models/needs/need.h"
#include "models/population/age_mix.h"
#include "models/population/fertility.h"
#include "models/population/life_table.h"
#include "models/population/moves.h"
#include "models/scenario/scenario.h"
#include "models/scenario/tables.h"
#include "models/sectors/care_network.h"
#include "sim/distributions.h"
#include "sim/office_clock.h"
#include "sim/rate_profile.h"

namespace klynge {

enum class ContactMode : std::uint8_t { face_to_face, telephone, e_consultation, home_visit };
inline constexpr std::size_t contact_mode_count = 4;

// Days that a service of this many minutes takes up where the door is open only part of the time.
double office_days(double minutes, const sim::OfficeClock& clock);

class World {
 public:
  // `follow`: residents whose journeys are recorded, by their number in the run.
  World(const Scenario& scenario, const std::vector<std::uint32_t>& follow);
  World(const World&) = delete;  // its parts point to one another
  World& operator=(const World&) = delete;

  const Scenario scenario;
  const TableData tables;

  // Who lives there, and how lives go.
  const AgeMix age_mix;
  const LifeTable life_table;
  const Fertility fertility;
  const Moves moves;
  const Prevalence prevalence;
  const MortalityRatios mortality;
  const Decline end_of_life;
  const Dynamics dynamics;
  const StateChances chances;

  const CareNetwork network;
  const sim::Calendar calendar;
  const sim::Time counting_from;
  const sim::Time end;
  const sim::Time last_year_from;
  const sim::Duration decline;  // the time before a death in which the end of life shows

  const Needs needs;
  const Relapse relapse;
  const double control_restored;

  const sim::LogNormal frailty;
  const sim::Beta difficulty;
  const sim::LogNormal emergency_hours;
  const sim::LogNormal visit_minutes;
  const sim::LogNormal out_of_hours_minutes;
  const sim::LogNormal assessment_minutes;
  const sim::LogNormal acute_stay_days;
  const sim::LogNormal elective_stay_days;
  const sim::LogNormal place_stay_days;
  const sim::LogNormal acute_function_days;
  const sim::LogNormal nursing_days;
  const sim::LogNormal acute_nursing_days;
  const sim::LogNormal rehabilitation_days;
  const sim::LogNormal first_visit_days;
  const sim::LogNormal home_care_hours;  // a week
  const sim::LogNormal visit_interval_days;

  const std::vector<sim::LogNormal> other_contact_minutes;  // by row of TableData::other_practice
  const double longest_backlog_days;                        // of other practice, when the run begins

  const sim::OfficeClock gp_clock;
  const sim::OfficeClock other_clock;
  const sim::OfficeClock outpatient_clock;
  const sim::RateProfile acute_clock;  // by month and hour of the week, mean 1 over a year, per day
  const double gp_minutes;             // mean over all contacts
  const double gp_days, visit_days;    // that a contact, or an attendance at a clinic, takes up with closed hours

  const std::array<double, acuity_count> longest_wait_days;

  // How care is coordinated for the residents of a municipality from now on.
  const Coordination& coordination(std::size_t municipality, sim::Time now) const;

  // Whether the law and the patient's complexity allow a level.
  bool allowed(Level level, Acuity acuity, int age, int conditions) const;

  // What an episode of care at a level costs to all together, by the scenario's cost concept or in full, DKK.
  // After a stay, care is a long course of home nursing or a temporary place; before, a short one or the acute function.
  // By the concept `opportunity` this is the marginal cost alone: what scarcity adds is the climate's to say.
  double joint_cost(Level level, bool after_stay, CostConcept concept_) const;

  double emergency_visit_cost(CostConcept concept_) const;

  // The residents of a municipality on the first day.
  Residents people_of(std::size_t municipality, const sim::Streams& streams) const;
  std::uint32_t residents_of(std::size_t municipality) const {
    return first_number_[municipality + 1] - first_number_[municipality];
  }

  // When a need arises, after so much of a year at its rate: planned ones in office hours.
  sim::Time advance(Slot slot, sim::Time from, double years) const;
  sim::Time outpatient_open(sim::Time t) const { return calendar.next_open(outpatient_hours_, t); }
  double days_to_opening(sim::Time t) const { return sim::in_days(calendar.next_open(gp_hours_, t) - t); }

  ContactMode contact_mode(double u) const;
  const sim::LogNormal& minutes_of(ContactMode mode) const { return contact_minutes_[static_cast<std::size_t>(mode)]; }
  double price_of(ContactMode mode) const;

  bool is_psychiatric(int condition) const;
  bool is_ambulatory_sensitive(int condition) const;  // -1: no chronic condition
  // Conditions with the same number have the same clinic.
  std::size_t clinic_of(int condition) const { return clinic_of_condition_[static_cast<std::size_t>(condition)]; }
  // One way, dispatch aside.
  double hours_to_hospital(std::size_t municipality) const;

  bool counts(sim::Time now) const { return now >= counting_from; }
  // Whether it belongs to the last year of the run, or to what is counted if that is shorter.
  bool in_history(sim::Time now) const { return now >= counting_from && now >= last_year_from; }
  bool follows(sim::AgentId agent) const { return followed_.contains(agent.value); }

  // A resident's number in the run, from 0, in order of municipality code, and back.
  std::uint32_t number_of(sim::AgentId agent) const;
  sim::AgentId agent_numbered(std::uint32_t number) const;
  std::uint32_t residents() const { return first_number_.back(); }
  std::size_t municipality_of(sim::AgentId agent) const;

 private:
  // A regime and the moment from which it holds.
  struct InForce {
    sim::Time from;
    std::size_t coordination = 0;
  };
  void adopt_regimes();

  std::vector<Coordination> coordinations_;
  std::vector<std::vector<InForce>> in_force_;  // by municipality, in order of time
  std::vector<std::uint32_t> first_number_;     // by municipality, and the total
  std::vector<std::uint16_t> municipality_of_code_;
  std::unordered_set<std::uint32_t> followed_;
  std::array<sim::LogNormal, contact_mode_count> contact_minutes_;
  std::vector<std::size_t> clinic_of_condition_;
  sim::OpeningHours gp_hours_;
  sim::OpeningHours outpatient_hours_;
};

}  // namespace klynge
