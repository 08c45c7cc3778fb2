// table_reading.h - what the readers of tables share: shares, rates, confidence, and rows by sex and age.
#pragma once

#include <fmt/format.h>

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "models/scenario/age_bands.h"
#include "models/scenario/csv_table.h"
#include "models/scenario/tables.h"

namespace klynge {

inline constexpr double most_a_year = 1000;  // of anything that happens to one person; more is a slip of the pen
inline const std::vector<std::string_view> sex_names = {"female", "male"};

inline double a_year(const CsvRow& row, std::string_view column) {
  return row.real(column, 0, most_a_year).value_or(0);
}
inline double share(const CsvRow& row, std::string_view column) { return row.real(column, 0, 1).value_or(0); }
// True for "yes", false for "no".
inline bool yes(const CsvRow& row, std::string_view column) {
  return row.one_of(column, {"no", "yes"}).value_or(0) == 1;
}

// What is not assumed needs a source.
Confidence confidence_of(const CsvRow& row);

// Rows that speak of something (an area, a condition) by sex and age: both sex_names, each with bands in unbroken order.
class BySexAndAge {
 public:
  // Fills sex, age_from and age_to.
  template <class Row>
  void read(const CsvRow& row, const std::string& what, Row& out) {
    const auto sex = row.one_of("sex", sex_names);
    if (!sex) {
      for (const std::string_view each : sex_names) bands_.distrust(group(what, each));
      return;
    }
    out.sex = static_cast<Sex>(*sex);
    std::tie(out.age_from, out.age_to) = bands_.add(row, group(what, sex_names[*sex]));
    rows_[what][*sex] = &row;
  }

  void check(std::optional<int> first_age) const {
    bands_.check(first_age);
    for (const auto& [what, by_sex] : rows_) {
      if (by_sex[0] && by_sex[1]) continue;
      const std::size_t there = by_sex[0] ? 0 : 1;
      by_sex[there]->expected("sex", fmt::format("rows for {} too ({})", sex_names[1 - there], what));
    }
  }

 private:
  static std::string group(const std::string& what, std::string_view sex) { return fmt::format("{}, {}", what, sex); }

  AgeBands bands_;
  std::map<std::string, std::array<const CsvRow*, 2>> rows_;  // a row of each sex
};

}  // namespace klynge
