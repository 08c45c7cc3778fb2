#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <type_traits>
#include <vector>

#include "models/scenario/load.h"
#include "models/scenario/wording.h"
#include "sim/calendar.h"

namespace klynge {
namespace {

void show(const Quantity& field, FieldView& view) {
  view.type = "number";
  view.number = field.value;
  if (std::isnan(field.value)) return;
  view.value = number_text(field.value);
  view.source = field.source;
  view.confidence = Names<Confidence>::values[static_cast<std::size_t>(field.confidence)];
}

void show(std::int64_t field, FieldView& view) {
  view.type = "whole number";
  view.number = static_cast<double>(field);
  view.value = fmt::format("{}", field);
}

void show(bool field, FieldView& view) {
  view.type = "yes or no";
  view.value = field ? "true" : "false";
}

void show(const std::string& field, FieldView& view) {
  view.type = "text";
  view.value = field;
}

void show(const TableFile& field, FieldView& view) {
  view.type = "table";
  view.value = field.path;
}

void show(std::chrono::year_month_day field, FieldView& view) {
  view.type = "date";
  view.value = sim::format_date(field);
}

void show(const std::vector<std::chrono::year_month_day>& field, FieldView& view) {
  view.type = "dates";
  for (const auto& date : field) view.value += (view.value.empty() ? "" : ", ") + sim::format_date(date);
}

template <class Enum>
requires std::is_enum_v<Enum>
void show(Enum field, FieldView& view) {
  const auto& names = Names<Enum>::values;
  view.type = "choice";
  view.value = names[static_cast<std::size_t>(field)];
  view.choices.assign(names.begin(), names.end());
}

}  // namespace

std::vector<FieldView> describe(const Scenario& scenario) {
  std::vector<FieldView> views;
  for_each_field(scenario, [&](const std::string& key, const auto& field, const FieldSpec& spec) {
    FieldView view;
    view.key = key;
    view.number = std::numeric_limits<double>::quiet_NaN();
    view.unit = spec.unit;
    view.meaning = spec.meaning;
    view.least = spec.least;
    view.most = spec.most;
    view.optional = spec.optional;
    const auto origin = scenario.origins.find(key);
    if (origin != scenario.origins.end()) view.origin = place_name(origin->second);
    show(field, view);
    views.push_back(std::move(view));
  });
  return views;
}

std::vector<FieldView> schema() { return describe(Scenario{}); }

std::map<std::string, std::string> tables_of(const Scenario& scenario) {
  std::map<std::string, std::string> texts;
  for_each_field(scenario, [&](const std::string&, const auto& field, const FieldSpec&) {
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(field)>, TableFile>) texts[field.path] = field.text;
  });
  return texts;
}

}  // namespace klynge
