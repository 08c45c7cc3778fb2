// world.h - all that is fixed during a run: the scenario, its tables and network, and the rules compiled from them.
//
// One World serves every replication of an arm at once, from any thread, because nothing in it changes.
#pragma once

#include <array>
#include <cstdint>
#include <unordered_set>
#include <vector>

#include "models/care/effect.h"
#include "models/coordination/handover.h"
#include "models/coordination/perception.h"
#include "models/coordination/record.h"
#include "models/economics/ledger.h"
#include "models/needs/need.h"
#include "models/scenario/scenario.h"
#include "models/scenario/tables.h"
#include "models/sectors/care_network.h"
#include "sim/distributions.h"
#include "sim/office_clock.h"

namespace klynge {

class World {
 public:
  // `follow`: residents whose journeys are recorded, by their number in the run.
  World(const Scenario& scenario, const std::vector<std::uint32_t>& follow);

  const Scenario scenario;
  const TableData tables;
  const CareNetwork network;
  const sim::Calendar calendar;
  const sim::Time counting_from;
  const sim::Time end;

  const Needs needs;
  const Effect effect;
  const InformationQuality quality;
  const Perception perception;
  const Handover handover;

  const sim::Beta difficulty;
  const sim::LogNormal consultation_minutes;
  const sim::LogNormal other_contact_minutes;
  const sim::LogNormal emergency_hours;
  const sim::LogNormal visit_minutes;
  const sim::LogNormal acute_stay_days;
  const sim::LogNormal elective_stay_days;
  const sim::LogNormal place_stay_days;
  const sim::LogNormal acute_function_days;
  const sim::LogNormal nursing_days;
  const sim::LogNormal acute_nursing_days;
  const sim::LogNormal first_visit_days;

  const sim::OfficeClock gp_clock;
  const sim::OfficeClock other_clock;
  const sim::OfficeClock outpatient_clock;
  const sim::OpeningHours assessment_hours;

  const std::array<double, acuity_count> longest_wait_days;

  // What an episode of care at a level costs to all together, by the scenario's cost concept or in full, DKK.
  // After a stay, care is a long course of home nursing or a temporary place; before, a short one or the acute function.
  double joint_cost(Level level, bool after_stay, CostConcept concept_) const;

  double emergency_visit_cost(CostConcept concept_) const;

  bool counts(sim::Time now) const { return now >= counting_from; }
  bool follows(sim::AgentId agent) const { return followed_.contains(agent.value); }

  // A resident's number in the run, from 0, in order of municipality code, and back.
  std::uint32_t number_of(sim::AgentId agent) const;
  sim::AgentId agent_numbered(std::uint32_t number) const;
  std::uint32_t residents() const { return first_number_.back(); }
  std::size_t municipality_of(sim::AgentId agent) const;

 private:
  std::vector<std::uint32_t> first_number_;  // by municipality, and the total
  std::unordered_set<std::uint32_t> followed_;
};

}  // namespace klynge
