// indicator.h - what is reported: two sums of measures, one over the other, with a unit, a direction and a sentence that
// defines it.
//
// Every indicator is a fraction of two numbers that tallies give (Fraction), so that a table can show both. Of most they
// are plain sums; for those of inequality (inequality.h) they are made from the sums of several groups of education or
// of several municipalities. Definitions stand by subject (subjects.h), one file each.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "models/indicators/measure.h"

namespace klynge {

enum class Direction : std::uint8_t { lower, higher, neutral };  // which way is better
inline constexpr std::array<std::string_view, 3> direction_names = {"lower", "higher", "neutral"};

enum class Kind : std::uint8_t {
  of_residents,   // a ratio of sums over any group of residents
  of_places,      // a ratio of sums that belong to places, ties or sectors, so not to any group of residents
  concentration,  // how unevenly the ratio is spread over education
  spread,         // how far municipalities lie apart in it
};

struct Indicator {
  std::string_view name;
  std::string_view sector;  // "all" unless the indicator is about one sector
  std::string_view title;
  std::string_view unit;
  Direction direction = Direction::neutral;
  bool headline = false;  // belongs in the short table
  std::string_view definition;
  Sum numerator;
  Sum denominator;
  double scale = 1;
  Kind kind = Kind::of_residents;
};

// An indicator's value is scale x above / below; there is none unless something is below.
struct Fraction {
  double above = 0;
  double below = 0;

  bool defined() const { return below > 0; }
  double value() const { return above / below; }
};

inline Fraction fraction(const Indicator& indicator, const Tally& tally, const Group& group) {
  return {tally.sum(indicator.numerator, group), tally.sum(indicator.denominator, group)};
}

// Every indicator made from measures, subject by subject. Cost per resident comes from the ledger instead (see
// indicator_tables.cpp).
std::span<const Indicator> indicators();

}  // namespace klynge
