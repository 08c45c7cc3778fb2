// care_network.h - the places of care of an area, who works there, and how long it takes from one to another.
//
// One partition for each municipality of the area, in order of code, then one for each hospital. A municipality has its
// GP practices, the other practices by type (one pool each), and what it runs itself: assessment, home nursing,
// rehabilitation, temporary places, the acute function (acute places and nurses who treat at home) and nursing homes. A
// hospital holds the out-of-hours doctors, an emergency department, four wards, and one outpatient clinic for each body
// system besides a general one. Links carry patients and letters; whatever crosses from one partition to another takes
// dispatch and travel by road, and every two partitions are linked, so that the lookahead holds for all of them.
// Servers follow capacities.h, roads roads.h.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "models/scenario/tables.h"
#include "models/sectors/capacities.h"
#include "models/sectors/node_kind.h"
#include "models/sectors/staffing.h"
#include "sim/network.h"
#include "sim/resource_spec.h"

namespace klynge {

struct CareNode : sim::Node {
  NodeKind kind = NodeKind::practice;
  std::string municipality;  // empty for a hospital's
  int servers = 0;
  double speed = 1;  // at which each server works: what takes an hour of staff time takes 1 / speed hours
};

struct CareLink : sim::Link {};

// The nodes of one municipality.
struct MunicipalNodes {
  sim::NodeId first_practice;
  std::uint32_t practices = 0;
  std::uint32_t doctors = 0;
  std::vector<sim::NodeId> other_practice;  // by row of TableData::other_practice
  sim::NodeId assessment;
  sim::NodeId home_nursing;
  sim::NodeId rehabilitation;
  sim::NodeId temporary_places;
  sim::NodeId acute_function;
  sim::NodeId nursing_home;
  std::size_t hospital = 0;  // its acute hospital, in CareNetwork::hospitals
  sim::Duration to_hospital{};
  std::vector<std::size_t> nearest_hospitals;  // all of the area, by travel time
  double home_care_hours_a_week = 0;           // that the budget covers
  std::vector<std::uint32_t> list_limit;       // by practice: the longest list with which it takes another resident

  // Residents are dealt out doctor by doctor, and doctors practice by practice, so that lists are as long as they can
  // be served.
  std::uint32_t practice_number_of(std::uint32_t resident) const { return resident % doctors % practices; }
  sim::NodeId practice_of(std::uint32_t resident) const { return practice(practice_number_of(resident)); }
  sim::NodeId practice(std::uint32_t number) const { return sim::NodeId{first_practice.index() + number}; }
  std::uint32_t doctors_of(std::uint32_t practice) const {
    return doctors / practices + (practice < doctors % practices ? 1 : 0);
  }
};

// The nodes of one hospital.
struct HospitalNodes {
  sim::PartitionId partition;
  sim::NodeId out_of_hours;
  sim::NodeId emergency;
  std::array<sim::NodeId, ward_count> wards{};
  sim::NodeId general_clinic;
  std::vector<sim::NodeId> clinic_of_condition;  // by chronic condition

  sim::NodeId ward(Ward ward) const { return wards[index(ward)]; }
};

struct CareNetwork {
  sim::Network<CareNode, CareLink> graph;
  std::vector<MunicipalNodes> municipalities;  // by partition
  std::vector<HospitalNodes> hospitals;
  std::vector<sim::ResourceSpec> resources;  // by node; line 0 is for the acute, line 1 for all others

  // The least time from one to another: dispatch and travel; dispatch alone within one.
  sim::Duration between(std::size_t from, std::size_t to) const { return between_municipalities[from][to]; }
  sim::Duration to_hospital(std::size_t municipality, std::size_t hospital) const {
    return municipality_to_hospital[municipality][hospital];
  }

  std::vector<std::vector<sim::Duration>> between_municipalities;
  std::vector<std::vector<sim::Duration>> municipality_to_hospital;
  std::vector<std::vector<sim::Duration>> between_hospitals;
};

// Every node can be reached from every other: patients and letters find their way. `residents` and
// `denmark` as for capacities_for().
CareNetwork build_care_network(const Scenario& scenario, const TableData& tables,
                               const std::vector<AgeCounts>& residents, const AgeCounts& denmark = {});

}  // namespace klynge
