// values.h - the values that a field of a queueing network can hold: how each is read, written and shown in the schema.
//
// For each type T of value: read() sets the field, or complains and leaves it as it was; expectation() says what stands
// there; written() is its TOML, empty for what is left out; show() fills in type, number and choices of its view.
#pragma once

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "models/queueing/fields.h"
#include "models/scenario/load.h"
#include "models/scenario/value.h"
#include "models/scenario/wording.h"

namespace klynge::queueing {

// Takes what is wrong: which part of the field (".2", or empty for all of it), as it was given, what was expected.
using Complain = std::function<void(const std::string& part, const Value& given, const std::string& expected)>;

using Date = std::chrono::year_month_day;
using Texts = std::vector<std::string>;
using Numbers = std::vector<double>;

bool read(const Value&, const Spec&, const Complain&, bool& field);
bool read(const Value&, const Spec&, const Complain&, double& field);
bool read(const Value&, const Spec&, const Complain&, std::int64_t& field);
bool read(const Value&, const Spec&, const Complain&, Limit& field);
bool read(const Value&, const Spec&, const Complain&, std::string& field);
bool read(const Value&, const Spec&, const Complain&, Date& field);
bool read(const Value&, const Spec&, const Complain&, Weekdays& field);
bool read(const Value&, const Spec&, const Complain&, Texts& field);
bool read(const Value&, const Spec&, const Complain&, Numbers& field);
bool read(const Value&, const Spec&, const Complain&, Speed& field);
bool read(const Value&, const Spec&, const Complain&, Overflow& field);
bool read(const Value&, const Spec&, const Complain&, Position& field);

std::string expectation(bool, const Spec&);
std::string expectation(double, const Spec&);
std::string expectation(std::int64_t, const Spec&);
std::string expectation(const Limit&, const Spec&);
std::string expectation(const std::string&, const Spec&);
std::string expectation(const Date&, const Spec&);
std::string expectation(const Weekdays&, const Spec&);
std::string expectation(const Texts&, const Spec&);
std::string expectation(const Numbers&, const Spec&);
std::string expectation(const Speed&, const Spec&);
std::string expectation(const Overflow&, const Spec&);
std::string expectation(const Position&, const Spec&);

std::string written(bool);
std::string written(double);
std::string written(std::int64_t);
std::string written(const Limit&);
std::string written(const std::string&);
std::string written(const Date&);
std::string written(const Weekdays&);
std::string written(const Texts&);
std::string written(const Numbers&);
std::string written(const Speed&);
std::string written(const Overflow&);
std::string written(const Position&);

void show(bool, FieldView&);
void show(double, FieldView&);
void show(std::int64_t, FieldView&);
void show(const Limit&, FieldView&);
void show(const std::string&, FieldView&);
void show(const Date&, FieldView&);
void show(const Weekdays&, FieldView&);
void show(const Texts&, FieldView&);
void show(const Numbers&, FieldView&);
void show(const Speed&, FieldView&);
void show(const Overflow&, FieldView&);
void show(const Position&, FieldView&);

template <class Enum>
requires std::is_enum_v<Enum> std::string expectation(Enum, const Spec&) {
  return fmt::format("one of: {}", fmt::join(Names<Enum>::values, ", "));
}

template <class Enum>
requires std::is_enum_v<Enum>
bool read(const Value& value, const Spec& spec, const Complain& complain, Enum& field) {
  const auto* name = std::get_if<std::string>(&value.is);
  const auto& names = Names<Enum>::values;
  const auto found = name ? std::find(names.begin(), names.end(), *name) : names.end();
  if (found == names.end()) return complain("", value, expectation(field, spec)), false;
  field = static_cast<Enum>(found - names.begin());
  return true;
}

template <class Enum>
requires std::is_enum_v<Enum> std::string written(Enum field) {
  return in_quotes(Names<Enum>::values[static_cast<std::size_t>(field)]);
}

template <class Enum>
requires std::is_enum_v<Enum>
void show(Enum, FieldView& view) {
  const auto& names = Names<Enum>::values;
  view.type = "choice";
  view.choices.assign(names.begin(), names.end());
}

// What may be left out.

template <class T>
bool read(const Value& value, const Spec& spec, const Complain& complain, std::optional<T>& field) {
  T found = field.value_or(T{});
  if (!read(value, spec, complain, found)) return false;
  field = found;
  return true;
}

template <class T>
std::string expectation(const std::optional<T>&, const Spec& spec) {
  return expectation(T{}, spec);
}

template <class T>
std::string written(const std::optional<T>& field) {
  return field ? written(*field) : "";
}

template <class T>
void show(const std::optional<T>&, FieldView& view) {
  show(T{}, view);
}

// A TOML key: bare if it may be, else in quotes.
std::string written_key(const std::string& name);

}  // namespace klynge::queueing
