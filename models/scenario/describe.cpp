#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "models/scenario/changes.h"
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

// Gathers a view of each field that it is called with.
class Viewer {
 public:
  Viewer(const std::map<std::string, Origin>& origins, std::string prefix)
      : origins_(origins), prefix_(std::move(prefix)) {}

  template <class Field>
  void operator()(const std::string& key, const Field& field, const FieldSpec& spec) {
    FieldView view;
    view.key = key;
    view.number = std::numeric_limits<double>::quiet_NaN();
    view.unit = spec.unit;
    view.meaning = spec.meaning;
    view.least = spec.least;
    view.most = spec.most;
    view.optional = spec.optional;
    const auto origin = origins_.find(prefix_ + key);
    if (origin != origins_.end()) view.origin = place_name(origin->second);
    show(field, view);
    views.push_back(std::move(view));
  }

  std::vector<FieldView> views;

 private:
  const std::map<std::string, Origin>& origins_;
  std::string prefix_;  // of a key among the origins
};

}  // namespace

std::vector<FieldView> describe(const Scenario& scenario) {
  Viewer viewer(scenario.origins, "");
  for_each_field(scenario, viewer);
  return viewer.views;
}

std::vector<std::vector<FieldView>> describe_changes(const Scenario& scenario) {
  std::vector<std::vector<FieldView>> all;
  for (const Change& change : scenario.changes) {
    Viewer viewer(scenario.origins, change_key(all.size(), ""));
    for_each_change_field(change, viewer);
    all.push_back(std::move(viewer.views));
  }
  return all;
}

std::vector<FieldView> schema() { return describe(Scenario{}); }

std::vector<FieldView> change_schema() {
  Scenario scenario;
  add_change(scenario);
  return describe_changes(scenario).front();
}

std::map<std::string, std::string> tables_of(const Scenario& scenario) {
  std::map<std::string, std::string> texts;
  for_each_field(scenario, [&](const std::string&, const auto& field, const FieldSpec&) {
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(field)>, TableFile>) texts[field.path] = field.text;
  });
  return texts;
}

}  // namespace klynge
