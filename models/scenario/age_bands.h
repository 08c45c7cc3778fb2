// age_bands.h - whether the age bands of a table follow each other, for each area, sex or condition it speaks of.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/scenario/csv_table.h"

namespace klynge {

class AgeBands {
 public:
  // Reads age_from and age_to of a row, and an empty age_to as the oldest age. `group` is what the band is of.
  std::pair<int, int> add(const CsvRow& row, const std::string& group);

  // A row of this group cannot be read: its other rows are not held against each other.
  void distrust(const std::string& group) { groups_[group].readable = false; }

  // Each group's bands must follow each other without gap or overlap up to the oldest age, from `first` if it is given.
  void check(std::optional<int> first) const;

 private:
  struct Band {
    int from = 0;
    int to = 0;
    const CsvRow* row = nullptr;
  };
  struct Group {
    std::vector<Band> bands;
    bool readable = true;
  };
  std::map<std::string, Group> groups_;
};

}  // namespace klynge
