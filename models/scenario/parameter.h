// parameter.h - a number together with where it comes from, and the description of a field of the schema.
#pragma once

#include <array>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace klynge {

// How far a number may be trusted, best first.
enum class Confidence { published, second_hand, derived, assumed };

inline constexpr std::array<std::string_view, 4> confidence_names = {"published", "second-hand", "derived", "assumed"};

// A number that claims to describe the world. One without a source is assumed.
struct Quantity {
  double value = std::numeric_limits<double>::quiet_NaN();
  std::string source;
  Confidence confidence = Confidence::assumed;

  operator double() const { return value; }  // NOLINT(google-explicit-constructor): a quantity is used as its number
};

// An enumeration of the schema: its names in a scenario file, in the order of its values. Specialised beside each.
template <class Enum>
struct Names;
template <>
struct Names<Confidence> {
  static constexpr auto values = confidence_names;
};

inline constexpr double unbounded = std::numeric_limits<double>::infinity();

// What the schema says of one field, apart from its type and its place.
struct FieldSpec {
  std::string_view meaning;
  std::string_view unit = "";  // empty for text and choices
  double least = 0;
  double most = unbounded;
  bool optional = false;  // may be left out: then its default holds, or it is derived as its meaning says
};

}  // namespace klynge
