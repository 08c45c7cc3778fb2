// node_kind.h - the kinds of places where care is given, by name and by sector.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "models/care/level.h"

namespace klynge {

enum class NodeKind : std::uint8_t {
  practice,
  other_practice,
  assessment,
  home_nursing,
  rehabilitation,
  temporary_places,
  acute_function,
  nursing_home,
  out_of_hours,
  emergency,
  medical_ward,
  surgical_ward,
  geriatric_ward,
  psychiatric_ward,
  clinic,
};
inline constexpr std::size_t node_kind_count = 15;
inline constexpr std::array<std::string_view, node_kind_count> node_kind_names = {
    "GP practice",      "other practice", "assessment office", "home nursing",     "rehabilitation",
    "temporary places", "acute function", "nursing home",      "out-of-hours",     "emergency department",
    "medical ward",     "surgical ward",  "geriatric ward",    "psychiatric ward", "outpatient clinic"};

constexpr std::size_t index(NodeKind kind) { return static_cast<std::size_t>(kind); }

constexpr Sector sector_of(NodeKind kind) {
  switch (kind) {
    case NodeKind::practice:
    case NodeKind::out_of_hours: return Sector::general_practice;  // manned by GPs, though at the hospital
    case NodeKind::other_practice: return Sector::other_practice;
    case NodeKind::assessment:
    case NodeKind::home_nursing:
    case NodeKind::rehabilitation:
    case NodeKind::temporary_places:
    case NodeKind::acute_function:
    case NodeKind::nursing_home: return Sector::municipality;
    default: return Sector::hospital;
  }
}

enum class Ward : std::uint8_t { medical, surgical, geriatric, psychiatric };
inline constexpr std::size_t ward_count = 4;

constexpr std::size_t index(Ward ward) { return static_cast<std::size_t>(ward); }
constexpr NodeKind kind_of(Ward ward) {
  return static_cast<NodeKind>(index(NodeKind::medical_ward) + static_cast<std::size_t>(ward));
}
constexpr bool is_ward(NodeKind kind) { return kind >= NodeKind::medical_ward && kind <= NodeKind::psychiatric_ward; }

}  // namespace klynge
