// single_years.h - residents by sex and single year of age, from a table of age bands.
//
// Between the bands' edges the count of those below an age is drawn as a monotone cubic curve (Fritsch and Carlson,
// SIAM Journal on Numerical Analysis 17, 1980), so that ages within a band lean towards the larger neighbour, no age
// has fewer than nobody, and every band keeps its exact total. The open last band is shared out as a life table would.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "models/population/life_table.h"

namespace klynge {

// Residents by sex and age, people on a scale of real numbers; the last age holds all who are older.
struct AgeSex {
  static constexpr int last_age = 110;
  static constexpr std::size_t ages = static_cast<std::size_t>(last_age) + 1;

  std::array<std::array<double, ages>, sex_count> residents{};

  double at(Sex sex, int age) const { return residents[static_cast<std::size_t>(sex)][static_cast<std::size_t>(age)]; }
  double between(int from, int to) const;  // both sexes, both ages included
  double total() const { return between(0, last_age); }
};

// Rows of other areas are passed over.
AgeSex single_years(const std::vector<PopulationRow>& rows, const std::string& area, const LifeTable& life_table);

}  // namespace klynge
