// indicator.h - what is reported: a ratio of two measures, with its unit, its direction and a sentence that defines it.
#pragma once

#include <span>
#include <string_view>

#include "models/indicators/measure.h"

namespace klynge {

enum class Direction : std::uint8_t { lower, higher, neutral };  // which way is better
inline constexpr std::array<std::string_view, 3> direction_names = {"lower", "higher", "neutral"};

struct Indicator {
  std::string_view name;
  std::string_view sector;  // "all" unless the indicator is about one sector
  std::string_view title;
  std::string_view unit;
  Direction direction = Direction::neutral;
  bool headline = false;  // belongs in the short table
  std::string_view definition;
  Measure numerator;
  Measure denominator;
  double scale = 1;
};

// Every indicator that is a ratio of measures. Cost per resident comes from the ledger instead (see results.cpp).
std::span<const Indicator> indicators();

}  // namespace klynge
