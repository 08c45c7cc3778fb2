#include "models/scenario/age_bands.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "models/scenario/tables.h"

namespace klynge {

std::pair<int, int> AgeBands::add(const CsvRow& row, const std::string& group) {
  const auto from = row.whole("age_from", 0, oldest_age);
  const auto to = row.is_empty("age_to") ? oldest_age : row.whole("age_to", from.value_or(0), oldest_age);
  Group& bands = groups_[group];
  if (!from || !to) {
    bands.readable = false;
    return {0, oldest_age};
  }
  bands.bands.push_back({static_cast<int>(*from), static_cast<int>(*to), &row});
  return {bands.bands.back().from, bands.bands.back().to};
}

void AgeBands::check(std::optional<int> first) const {
  for (const auto& [name, group] : groups_) {
    if (!group.readable || group.bands.empty()) continue;
    const std::string of_whom = name.empty() ? "" : fmt::format(" ({})", name);
    std::vector<Band> bands = group.bands;
    std::sort(bands.begin(), bands.end(), [](const Band& a, const Band& b) {
      return std::tuple(a.from, a.row->number()) < std::tuple(b.from, b.row->number());
    });
    if (first && bands.front().from != *first) {
      bands.front().row->expected("age_from", fmt::format("{} in the first band{}", *first, of_whom));
    }
    for (std::size_t i = 1; i < bands.size(); ++i) {
      const Band& before = bands[i - 1];
      if (bands[i].from == before.to + 1) continue;
      bands[i].row->expected("age_from", fmt::format("{}, since row {} ends at {}{}", before.to + 1,
                                                     before.row->number(), before.to, of_whom));
    }
    if (bands.back().to < oldest_age) {
      bands.back().row->expected("age_to", "nothing: the last band is open ended" + of_whom);
    }
  }
}

}  // namespace klynge
