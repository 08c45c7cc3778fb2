// measure.h - what is counted while a run goes on, for whom.
//
// A measure is a sum over the counted part of the run. Tallies are kept by municipality of residence and by a cell:
// whether the resident is 65 or older, and whether they have two chronic conditions or more. Groups that are shown are
// unions of cells.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace klynge {

enum class Measure : std::uint8_t {
  resident_years,
  gp_contacts,
  missed_contacts,
  other_contacts,
  outpatient_visits,
  emergency_visits,
  admissions,
  acute_admissions,
  discharges,
  readmissions,
  delayed_days,
  episodes,
  decisions,
  information,  // sum of information quality over decisions
  net_benefit_choices,
  regret,  // sum over decisions, DKK
  handovers,
  handover_failures,
  follow_ups,
  orphans,
  relapses,
  harms,
  municipal_courses,
  gave_up_waiting,
  waits_general_practice,
  waits_other_practice,
  waits_municipality,
  waits_hospital,
  wait_days_general_practice,
  wait_days_other_practice,
  wait_days_municipality,
  wait_days_hospital,
  bed_days_held,
  bed_days_open,
  place_days_held,
  place_days_open,
};
inline constexpr std::size_t measure_count = static_cast<std::size_t>(Measure::place_days_open) + 1;

// Cells: bit 0 set: 65 or older; bit 1 set: two conditions or more.
using Cell = std::uint8_t;
inline constexpr std::size_t cell_count = 4;

struct Group {
  std::string_view name;
  std::array<bool, cell_count> cells;
};
inline constexpr std::array<Group, 3> groups = {{
    {"all", {true, true, true, true}},
    {"65+", {false, true, false, true}},
    {"2+ conditions", {false, false, true, true}},
}};

class Tally {
 public:
  void add(Measure measure, Cell cell, double amount = 1) { sums_[static_cast<std::size_t>(measure)][cell] += amount; }

  double sum(Measure measure, const Group& group) const {
    double sum = 0;
    for (std::size_t cell = 0; cell < cell_count; ++cell) {
      if (group.cells[cell]) sum += sums_[static_cast<std::size_t>(measure)][cell];
    }
    return sum;
  }

  Tally& operator+=(const Tally& other) {
    for (std::size_t m = 0; m < measure_count; ++m) {
      for (std::size_t cell = 0; cell < cell_count; ++cell) sums_[m][cell] += other.sums_[m][cell];
    }
    return *this;
  }

 private:
  std::array<std::array<double, cell_count>, measure_count> sums_{};
};

}  // namespace klynge
