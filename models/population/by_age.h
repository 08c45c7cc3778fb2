// by_age.h - a number for each year of age, from a table that gives it by age band.
//
// Within a band the number is the same for every age, as the table says it: rates and shares are not smoothed. (Counts
// are: single_years.h.)
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "models/scenario/tables.h"

namespace klynge {

using ByAge = std::array<double, static_cast<std::size_t>(oldest_age) + 1>;

inline std::size_t age_index(int age) { return static_cast<std::size_t>(std::clamp(age, 0, oldest_age)); }

template <class Row>
void spread(const Row& row, double number, ByAge& by_age) {
  for (int age = row.age_from; age <= row.age_to; ++age) by_age[age_index(age)] = number;
}

template <class Row>
ByAge by_age(const std::vector<Row>& rows, double Row::*number) {
  ByAge result{};
  for (const Row& row : rows) spread(row, row.*number, result);
  return result;
}

template <class Row>
ByAge by_age(const std::vector<Row>& rows, Sex sex, double Row::*number) {
  ByAge result{};
  for (const Row& row : rows) {
    if (row.sex == sex) spread(row, row.*number, result);
  }
  return result;
}

}  // namespace klynge
