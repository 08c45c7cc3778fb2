#include "models/queueing/values.h"

#include <cctype>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <utility>

#include "sim/calendar.h"

namespace klynge::queueing {
namespace {

// "a number, at least 0 time units", "numbers, ..."
std::string with_range(const std::string& what, const Spec& spec) { return what + ", " + range_text(spec); }

std::string join(const Texts& items) { return items.empty() ? "" : fmt::format("[{}]", fmt::join(items, ", ")); }

std::string each_in_quotes(const Texts& texts) {
  Texts items;
  for (const std::string& text : texts) items.push_back(in_quotes(text));
  return join(items);
}

// Items read one by one, each complained of by itself. `{ 3 = 0.5 }` changes one item of a list that is there.
template <class Item>
bool read_items(const Value& value, const Spec& spec, const Complain& complain, const std::string& expected,
                std::vector<Item>& field) {
  bool good = true;
  const auto item_of = [&](const std::string& part, const Value& given, Item& item) {
    const Complain of_item = [&](const std::string&, const Value& wrong, const std::string& what) {
      complain("." + part, wrong, what);
    };
    good = read(given, spec, of_item, item) && good;
  };
  if (const auto* list = std::get_if<Value::List>(&value.is); list && !list->empty()) {
    std::vector<Item> items(list->size());
    for (std::size_t i = 0; i < items.size(); ++i) item_of(std::to_string(i), (*list)[i], items[i]);
    if (good) field = std::move(items);
    return good;
  }
  const auto* members = std::get_if<Value::Members>(&value.is);
  if (!members || field.empty()) return complain("", value, expected), false;
  for (const auto& [part, given] : *members) {
    std::size_t at = field.size();
    std::from_chars(part.data(), part.data() + part.size(), at);
    if (at >= field.size() || part != std::to_string(at)) {
      complain("." + part, given, fmt::format("a place in the list, 0 to {}", field.size() - 1));
      good = false;
    } else {
      item_of(part, given, field[at]);
    }
  }
  return good;
}

}  // namespace

bool read(const Value& value, const Spec& spec, const Complain& complain, bool& field) {
  const auto* found = std::get_if<bool>(&value.is);
  if (!found) return complain("", value, expectation(field, spec)), false;
  field = *found;
  return true;
}

bool read(const Value& value, const Spec& spec, const Complain& complain, double& field) {
  const std::optional<double> found = as_number(value);
  std::string amiss = found ? what_is_amiss(*found, spec) : expectation(field, spec);
  if (found && amiss.empty() && std::isinf(*found)) amiss = "a finite number";
  if (!amiss.empty()) return complain("", value, amiss), false;
  field = *found;
  return true;
}

bool read(const Value& value, const Spec& spec, const Complain& complain, std::int64_t& field) {
  const auto* found = std::get_if<std::int64_t>(&value.is);
  if (!found) return complain("", value, expectation(field, spec)), false;
  const std::string amiss = what_is_amiss(static_cast<double>(*found), spec);
  if (!amiss.empty()) return complain("", value, amiss), false;
  field = *found;
  return true;
}

bool read(const Value& value, const Spec& spec, const Complain& complain, Limit& field) {
  if (const auto* text = std::get_if<std::string>(&value.is); text && *text == "infinite") return field = {}, true;
  if (!std::holds_alternative<std::int64_t>(value.is)) return complain("", value, expectation(field, spec)), false;
  return read(value, spec, complain, field.count);
}

bool read(const Value& value, const Spec& spec, const Complain& complain, std::string& field) {
  const auto* found = std::get_if<std::string>(&value.is);
  if (!found || (found->empty() && !spec.optional)) return complain("", value, expectation(field, spec)), false;
  field = *found;
  return true;
}

bool read(const Value& value, const Spec& spec, const Complain& complain, Date& field) {
  const auto found = as_date(value);
  if (!found) return complain("", value, expectation(field, spec)), false;
  field = *found;
  return true;
}

bool read(const Value& value, const Spec& spec, const Complain& complain, Weekdays& field) {
  const auto* list = std::get_if<Value::List>(&value.is);
  Weekdays found = {};
  bool good = list && !list->empty();
  for (std::size_t i = 0; good && i < list->size(); ++i) {
    const auto* name = std::get_if<std::string>(&(*list)[i].is);
    const auto day = name ? std::find(weekday_names.begin(), weekday_names.end(), *name) : weekday_names.end();
    good = day != weekday_names.end();
    if (good) found[static_cast<std::size_t>(day - weekday_names.begin())] = true;
  }
  if (!good) return complain("", value, expectation(field, spec)), false;
  field = found;
  return true;
}

bool read(const Value& value, const Spec& spec, const Complain& complain, Texts& field) {
  if (const auto* list = std::get_if<Value::List>(&value.is); list && list->empty()) return field.clear(), true;
  return read_items(value, spec, complain, expectation(field, spec), field);
}

bool read(const Value& value, const Spec& spec, const Complain& complain, Numbers& field) {
  return read_items(value, spec, complain, expectation(field, spec), field);
}

bool read(const Value& value, const Spec& spec, const Complain& complain, Speed& field) {
  if (const auto* text = std::get_if<std::string>(&value.is); text && *text == "shared")
    return field = {true, {}}, true;
  if (!read_items(value, spec, complain, expectation(field, spec), field.factors)) return false;
  field.shared = false;
  return true;
}

bool read(const Value& value, const Spec& spec, const Complain& complain, Overflow& field) {
  if (const auto* text = std::get_if<std::string>(&value.is); text && *text == "nearest") {
    return field = {true, {}}, true;
  }
  if (!read_items(value, spec, complain, expectation(field, spec), field.nodes)) return false;
  field.nearest = false;
  return true;
}

bool read(const Value& value, const Spec& spec, const Complain& complain, Position& field) {
  const auto* list = std::get_if<Value::List>(&value.is);
  if (!list || list->size() != 2) return complain("", value, expectation(field, spec)), false;
  const auto east = as_number((*list)[0]);
  const auto north = as_number((*list)[1]);
  if (!east || !north || !std::isfinite(*east) || !std::isfinite(*north)) {
    return complain("", value, expectation(field, spec)), false;
  }
  field = {*east, *north};
  return true;
}

std::string expectation(bool, const Spec&) { return "true or false"; }
std::string expectation(double, const Spec& spec) { return with_range("a number", spec); }
std::string expectation(std::int64_t, const Spec& spec) { return with_range("a whole number", spec); }
std::string expectation(const Limit&, const Spec& spec) {
  return with_range("a whole number", spec) + ", or \"infinite\"";
}
std::string expectation(const std::string&, const Spec& spec) {
  switch (spec.refers) {
    case Refers::nothing: break;
    case Refers::node: return "the name of a node";
    case Refers::node_or_out: return "the name of a node, or \"out\"";
    case Refers::customer_class: return "the name of a class";
  }
  return "text";
}
std::string expectation(const Date&, const Spec&) { return "a date, YYYY-MM-DD"; }
std::string expectation(const Weekdays&, const Spec&) {
  return fmt::format("a list of days out of {}", fmt::join(weekday_names, ", "));
}
std::string expectation(const Texts&, const Spec& spec) {
  return spec.refers == Refers::node ? "a list of names of nodes" : "a list of texts";
}
std::string expectation(const Numbers&, const Spec& spec) { return with_range("a list of numbers", spec); }
std::string expectation(const Speed&, const Spec& spec) {
  return with_range("a list of numbers", spec) + ", or \"shared\"";
}
std::string expectation(const Overflow&, const Spec&) { return "a list of names of nodes, or \"nearest\""; }
std::string expectation(const Position&, const Spec&) { return "km east and km north, as in [1.5, -3]"; }

std::string written(bool field) { return field ? "true" : "false"; }
std::string written(double field) { return number_text(field); }
std::string written(std::int64_t field) { return fmt::format("{}", field); }
std::string written(const Limit& field) { return field.infinite() ? in_quotes("infinite") : written(field.count); }
std::string written(const std::string& field) { return field.empty() ? "" : in_quotes(field); }
std::string written(const Date& field) { return sim::format_date(field); }
std::string written(const Weekdays& field) {
  Texts names;
  for (std::size_t day = 0; day < field.size(); ++day) {
    if (field[day]) names.emplace_back(weekday_names[day]);
  }
  return each_in_quotes(names);
}
std::string written(const Texts& field) { return each_in_quotes(field); }
std::string written(const Numbers& field) {
  Texts items;
  for (const double number : field) items.push_back(number_text(number));
  return join(items);
}
std::string written(const Speed& field) { return field.shared ? in_quotes("shared") : written(field.factors); }
std::string written(const Overflow& field) { return field.nearest ? in_quotes("nearest") : written(field.nodes); }
std::string written(const Position& field) { return written(Numbers{field.east, field.north}); }

void show(bool, FieldView& view) { view.type = "yes or no"; }
void show(double field, FieldView& view) {
  view.type = "number";
  view.number = field;
}
void show(std::int64_t field, FieldView& view) {
  view.type = "whole number";
  view.number = static_cast<double>(field);
}
void show(const Limit&, FieldView& view) {
  view.type = "whole number";
  view.choices = {"infinite"};
}
void show(const std::string&, FieldView& view) { view.type = "text"; }
void show(const Date&, FieldView& view) { view.type = "date"; }
void show(const Weekdays&, FieldView& view) {
  view.type = "texts";
  view.choices.assign(weekday_names.begin(), weekday_names.end());
}
void show(const Texts&, FieldView& view) { view.type = "texts"; }
void show(const Numbers&, FieldView& view) { view.type = "numbers"; }
void show(const Speed&, FieldView& view) {
  view.type = "numbers";
  view.choices = {"shared"};
}
void show(const Overflow&, FieldView& view) {
  view.type = "texts";
  view.choices = {"nearest"};
}
void show(const Position&, FieldView& view) { view.type = "numbers"; }

std::string written_key(const std::string& name) {
  const bool bare = std::all_of(name.begin(), name.end(),
                                [](unsigned char c) { return (c < 0x80 && std::isalnum(c)) || c == '_' || c == '-'; });
  return bare && !name.empty() ? name : in_quotes(name);
}

}  // namespace klynge::queueing
