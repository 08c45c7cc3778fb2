// cell.h - the smallest groups of residents that are counted apart: age, number of chronic conditions, education.
//
// Groups that are shown are unions of cells, so that any of them can be formed after a run.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "models/population/residents.h"

namespace klynge {

// (age class x 7 + conditions, at most 6) x 3 + education.
using Cell = std::uint8_t;

inline constexpr std::array<int, 6> age_class_from = {0, 16, 60, 65, 70, 80};
inline constexpr int most_conditions_told_apart = 6;
inline constexpr std::size_t cell_count = age_class_from.size() * (most_conditions_told_apart + 1) * education_count;

constexpr Cell cell_of(int age, int conditions, Education education) {
  int age_class = 0;
  while (age_class + 1 < static_cast<int>(age_class_from.size()) &&
         age >= age_class_from[static_cast<std::size_t>(age_class) + 1]) {
    ++age_class;
  }
  const int told_apart = std::min(conditions, most_conditions_told_apart);
  return static_cast<Cell>((age_class * (most_conditions_told_apart + 1) + told_apart) * 3 +
                           static_cast<int>(education));
}

constexpr int youngest_of(Cell cell) {
  return age_class_from[static_cast<std::size_t>(cell / 3 / (most_conditions_told_apart + 1))];
}
constexpr int conditions_of(Cell cell) { return cell / 3 % (most_conditions_told_apart + 1); }
constexpr Education education_of(Cell cell) { return static_cast<Education>(cell % 3); }

// Residents from an age class on up to another, with a number of conditions in a range, of some or any education.
struct Group {
  std::string_view name;
  int from_age = 0;
  int below_age = 1000;
  int least_conditions = 0;
  int most_conditions = most_conditions_told_apart;
  int education = -1;  // any

  constexpr bool contains(Cell cell) const {
    const int age = youngest_of(cell);
    const int conditions = conditions_of(cell);
    return age >= from_age && age < below_age && conditions >= least_conditions && conditions <= most_conditions &&
           (education < 0 || static_cast<int>(education_of(cell)) == education);
  }
};

// The first three are also shown for every municipality.
inline constexpr std::size_t groups_by_municipality = 3;
inline constexpr std::array<Group, 20> groups = {{
    {"all"},
    {"65+", 65},
    {"2+ conditions", 0, 1000, 2},
    {"2+ conditions 16+", 16, 1000, 2},
    {"0-15", 0, 16},
    {"16-59", 16, 60},
    {"60-69", 60, 70},
    {"60+", 60},
    {"70-79", 70, 80},
    {"80+", 80},
    {"0 conditions", 0, 1000, 0, 0},
    {"1 condition", 0, 1000, 1, 1},
    {"2 conditions", 0, 1000, 2, 2},
    {"3 conditions", 0, 1000, 3, 3},
    {"4 conditions", 0, 1000, 4, 4},
    {"5 conditions", 0, 1000, 5, 5},
    {"6+ conditions", 0, 1000, 6},
    {"basic education", 0, 1000, 0, most_conditions_told_apart, 0},
    {"medium education", 0, 1000, 0, most_conditions_told_apart, 1},
    {"higher education", 0, 1000, 0, most_conditions_told_apart, 2},
}};

}  // namespace klynge
