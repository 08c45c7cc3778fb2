// care_network.h - the places of care of a cluster, with the capacities that its residents imply.
//
// One partition for each municipality, in order of code, and one for the hospital. A municipality holds its GP
// practices, its other practice sector (one pool), home nursing, temporary places and its acute function (acute places and
// a nursing team that treats at home); the hospital an
// emergency department, a medical and a surgical ward, and one outpatient clinic for each body system, besides a
// general one. Links carry patients and letters; the least delay between municipality and hospital is dispatch plus
// travel over a road estimated as the straight line times a detour factor.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/care/level.h"
#include "models/scenario/tables.h"
#include "sim/calendar.h"
#include "sim/model.h"
#include "sim/network.h"

namespace klynge {

enum class NodeKind : std::uint8_t {
  practice,
  other_practice,
  home_nursing,
  temporary_places,
  acute_function,
  emergency,
  medical_ward,
  surgical_ward,
  clinic,
};
inline constexpr std::array<std::string_view, 9> node_kind_names = {
    "GP practice",          "other practice", "home nursing",  "temporary places", "acute function",
    "emergency department", "medical ward",   "surgical ward", "outpatient clinic"};

constexpr Sector sector_of(NodeKind kind) {
  switch (kind) {
    case NodeKind::practice: return Sector::general_practice;
    case NodeKind::other_practice: return Sector::other_practice;
    case NodeKind::home_nursing:
    case NodeKind::temporary_places:
    case NodeKind::acute_function: return Sector::municipality;
    default: return Sector::hospital;
  }
}

struct CareNode : sim::Node {
  NodeKind kind = NodeKind::practice;
  std::string municipality;  // empty for the hospital
  int servers = 0;
};

struct CareLink : sim::Link {};

// The nodes of one municipality.
struct MunicipalNodes {
  sim::NodeId first_practice;
  std::uint32_t practices = 0;
  std::uint32_t doctors = 0;
  sim::NodeId other_practice;
  sim::NodeId home_nursing;
  sim::NodeId temporary_places;
  sim::NodeId acute_function;
  sim::Duration to_hospital{};

  // Residents are dealt out doctor by doctor, and doctors practice by practice, so that lists are as long as they can
  // be served.
  sim::NodeId practice_of(std::uint32_t resident) const {
    return sim::NodeId{first_practice.index() + resident % doctors % practices};
  }
};

struct CareNetwork {
  sim::Network<CareNode, CareLink> graph;
  std::vector<MunicipalNodes> municipalities;  // by partition
  sim::PartitionId hospital;
  sim::NodeId emergency;
  sim::NodeId medical_ward;
  sim::NodeId surgical_ward;
  sim::NodeId general_clinic;
  std::vector<sim::NodeId> clinic_of_condition;  // by condition
  std::vector<sim::ResourceSpec> resources;      // by node
};

// From hours of the day to the opening hours of an office on working days.
sim::OpeningHours office_hours(const Quantity& opens, const Quantity& closes);

// Every node can be reached from every other: patients and letters find their way.
CareNetwork build_care_network(const Scenario& scenario, const TableData& tables);

}  // namespace klynge
