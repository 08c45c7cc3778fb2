// value.h - what a file or a caller says of one key, before it is held against a schema.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace klynge {

struct Value {
  using List = std::vector<Value>;
  using Members = std::vector<std::pair<std::string, Value>>;
  struct ClockTime {  // TOML has times of day; no field does
    std::string text;
  };

  std::variant<bool, std::int64_t, double, std::string, std::chrono::year_month_day, List, Members, ClockTime> is;
  int line = 0;
};

// As it would stand in a scenario file, cut short if it is long.
std::string shown(const Value& value);
std::string cut_short(const std::string& text);

// A whole number counts as a number, and text that is written like a date as a date.
std::optional<double> as_number(const Value& value);
std::optional<std::chrono::year_month_day> as_date(const Value& value);

}  // namespace klynge
