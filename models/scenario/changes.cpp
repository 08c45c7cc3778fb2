#include "models/scenario/changes.h"

#include <fmt/format.h>

#include <algorithm>
#include <any>
#include <map>
#include <numeric>
#include <type_traits>
#include <utility>
#include <vector>

namespace klynge {
namespace {

using Origins = std::map<std::string, Origin>;

Change unchanged(const Scenario& scenario) { return {{}, scenario.run.first_day, scenario}; }

// Every field by its key, to be copied into another change.
std::map<std::string, std::any> fields_of(const Change& change) {
  std::map<std::string, std::any> fields;
  for_each_change_field(change,
                        [&](const std::string& key, const auto& field, const FieldSpec&) { fields[key] = field; });
  return fields;
}

Origins without_changes(const Origins& origins) {
  Origins rest;
  for (const auto& [key, origin] : origins) {
    if (key.rfind("change[", 0) != 0) rest.emplace(key, origin);
  }
  return rest;
}

}  // namespace

std::string change_key(std::size_t change, std::string_view key) { return fmt::format("change[{}].{}", change, key); }

void add_change(Scenario& scenario) { scenario.changes.push_back(unchanged(scenario)); }

void renew_changes(Scenario& scenario) {
  for (std::size_t c = 0; c < scenario.changes.size(); ++c) {
    const auto said = fields_of(scenario.changes[c]);
    Change renewed = unchanged(scenario);
    for_each_change_field(renewed, [&](const std::string& key, auto& field, const FieldSpec&) {
      if (!scenario.origins.contains(change_key(c, key))) return;
      field = std::any_cast<std::remove_reference_t<decltype(field)>>(said.at(key));
    });
    scenario.changes[c] = std::move(renewed);
  }
}

void forget_changes(Scenario& scenario) {
  scenario.changes.clear();
  scenario.origins = without_changes(scenario.origins);
}

void sort_changes(Scenario& scenario) {
  std::vector<std::size_t> order(scenario.changes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return scenario.changes[a].from < scenario.changes[b].from; });
  Origins origins = without_changes(scenario.origins);
  std::vector<Change> changes;
  for (const std::size_t c : order) {
    const Change& change = scenario.changes[c];
    for_each_change_field(change, [&](const std::string& key, const auto&, const FieldSpec&) {
      const auto origin = scenario.origins.find(change_key(c, key));
      if (origin != scenario.origins.end()) origins[change_key(changes.size(), key)] = origin->second;
    });
    changes.push_back(change);
  }
  scenario.changes = std::move(changes);
  scenario.origins = std::move(origins);
}

}  // namespace klynge
