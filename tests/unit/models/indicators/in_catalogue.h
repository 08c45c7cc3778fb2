// in_catalogue.h - an indicator by name, and its value from a tally made by hand.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "models/indicators/indicator.h"

namespace tests {

inline const klynge::Indicator& named(std::string_view name, std::string_view sector = "all") {
  for (const klynge::Indicator& each : klynge::indicators()) {
    if (each.name == name && each.sector == sector) return each;
  }
  throw std::logic_error("no indicator " + std::string(name) + " of " + std::string(sector));
}

// Of residents in a group, all of them unless told otherwise.
inline double value(const klynge::Indicator& indicator, const klynge::Tally& tally,
                    const klynge::Group& group = klynge::groups[0]) {
  return indicator.scale * klynge::fraction(indicator, tally, group).value();
}

inline double value(std::string_view name, const klynge::Tally& tally) { return value(named(name), tally); }
inline double value(std::string_view name, std::string_view sector, const klynge::Tally& tally) {
  return value(named(name, sector), tally);
}

// Some cells: young and old, with and without several conditions.
inline constexpr klynge::Cell young = klynge::cell_of(40, 0, klynge::Education::medium);
inline constexpr klynge::Cell old = klynge::cell_of(70, 1, klynge::Education::medium);
inline constexpr klynge::Cell young_and_ill = klynge::cell_of(40, 2, klynge::Education::medium);
inline constexpr klynge::Cell old_and_ill = klynge::cell_of(70, 5, klynge::Education::medium);

}  // namespace tests
