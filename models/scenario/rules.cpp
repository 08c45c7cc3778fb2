#include "models/scenario/rules.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/scenario/changes.h"
#include "models/scenario/wording.h"
#include "sim/calendar.h"

namespace klynge {
namespace {

// Shares are written with a few decimals: sevenths as 0.143 would be wrong by 0.001, and that is not meant to pass.
constexpr double rounding = 1e-6;

using Keys = std::vector<std::string>;

class Rules {
 public:
  Rules(const Scenario& scenario, Problems& problems) : scenario_(scenario), problems_(problems) {
    for_each_field(scenario,
                   [&](const std::string& key, const auto& field, const FieldSpec&) { remember(key, field); });
  }

  // For one of its changes.
  Rules(const Scenario& scenario, std::size_t change, Problems& problems) : scenario_(scenario), problems_(problems) {
    for_each_change_field(scenario.changes[change], [&](const std::string& key, const auto& field, const FieldSpec&) {
      remember(change_key(change, key), field);
    });
  }

  void sum_is_one(const Keys& keys) {
    const auto sum = sum_of(keys);
    if (sum && std::abs(*sum - 1) > rounding) broken(keys, "a sum of 1, not " + rounded(*sum));
  }

  void sum_is_at_most_one(const Keys& keys) {
    const auto sum = sum_of(keys);
    if (sum && *sum > 1 + rounding) broken(keys, "a sum of at most 1, not " + rounded(*sum));
  }

  void before(const std::string& opens, const std::string& closes) {
    if (number(opens) >= number(closes)) broken({opens, closes}, "to open before closing");
  }

  void ascending(const Keys& keys) {
    for (std::size_t i = 1; i < keys.size(); ++i) {
      if (number(keys[i - 1]) > number(keys[i])) return broken(keys, "each at least the one before it");
    }
  }

  void one_text_a_path() {
    std::map<std::string, std::string> first_key;  // by path
    for (const auto& [key, table] : tables_) {
      const auto [first, is_new] = first_key.emplace(table->path, key);
      if (is_new || tables_.at(first->second)->text == table->text) continue;
      problems_.add(place(key), fmt::format("{} = {}: expected another path than {}{}, which is another file", key,
                                            in_quotes(table->path), first->second, in_brackets(first->second)));
    }
  }

 private:
  void remember(const std::string& key, const Quantity& field) { numbers_[key] = field.value; }
  void remember(const std::string& key, const TableFile& field) { tables_[key] = &field; }
  template <class Field>
  void remember(const std::string&, const Field&) {}

  double number(const std::string& key) const {  // NaN if it is not set: then every comparison is false
    const auto found = numbers_.find(key);
    sim::invariant(found != numbers_.end(), "a rule names a field that is not in the schema");
    return found->second;
  }

  std::optional<double> sum_of(const Keys& keys) const {
    double sum = 0;
    for (const std::string& key : keys) sum += number(key);
    return std::isnan(sum) ? std::nullopt : std::optional(sum);
  }

  static std::string rounded(double number) { return fmt::format("{:.9g}", number); }

  Origin place(const std::string& key) const {
    const auto found = scenario_.origins.find(key);
    return found == scenario_.origins.end() ? Origin{"scenario", 0} : found->second;
  }

  std::string in_brackets(const std::string& key) const { return fmt::format(" ({})", place_name(place(key))); }

  void broken(const Keys& keys, const std::string& expected) {
    std::vector<std::string> fields;
    for (const std::string& key : keys) {
      fields.push_back(fmt::format("{} = {}{}", key, number_text(number(key)), fields.empty() ? "" : in_brackets(key)));
    }
    problems_.add(place(keys.front()), fmt::format("{}: expected {}", fmt::join(fields, ", "), expected));
  }

  const Scenario& scenario_;
  Problems& problems_;
  std::map<std::string, double> numbers_;
  std::map<std::string, const TableFile*> tables_;
};

const Keys information_weights = {"info.weight.diagnosis", "info.weight.medication", "info.weight.function",
                                  "info.weight.social",    "info.weight.plan",       "info.weight.pending",
                                  "info.weight.contact"};

Keys keys_of_change(std::size_t change, const Keys& keys) {
  Keys found;
  for (const std::string& key : keys) found.push_back(change_key(change, key));
  return found;
}

// What a change does not say was held against the rules with the scenario's own regime.
bool says_one_of(const Scenario& scenario, std::size_t change, const Keys& keys) {
  return std::any_of(keys.begin(), keys.end(),
                     [&](const std::string& key) { return scenario.origins.contains(change_key(change, key)); });
}

void check_day(const Scenario& scenario, std::size_t change, Problems& problems) {
  const std::chrono::sys_days first(scenario.run.first_day), from(scenario.changes[change].from);
  const auto last = first + std::chrono::days(scenario.run.warm_up_days + scenario.run.days - 1);
  if (first <= from && from <= last) return;
  const std::string key = change_key(change, "from");
  const auto origin = scenario.origins.find(key);
  problems.add(
      origin == scenario.origins.end() ? Origin{"scenario", 0} : origin->second,
      fmt::format("{} = {}: expected a day of the run, {} to {}", key, sim::format_date(scenario.changes[change].from),
                  sim::format_date(scenario.run.first_day), sim::format_date(last)));
}

}  // namespace

void check_rules(const Scenario& scenario, Problems& problems) {
  Rules rules(scenario, problems);
  rules.one_text_a_path();
  rules.before("sectors.general_practice.opens", "sectors.general_practice.closes");
  rules.before("sectors.other_practice.opens", "sectors.other_practice.closes");
  rules.before("sectors.hospital.outpatient_opens", "sectors.hospital.outpatient_closes");
  rules.before("sectors.municipality.assessment_opens", "sectors.municipality.assessment_closes");
  rules.sum_is_at_most_one({"needs.emergency_share", "needs.urgent_share"});
  rules.ascending({"needs.emergency_wait_days", "needs.urgent_wait_days", "needs.subacute_wait_days"});
  rules.sum_is_one(information_weights);
  for (std::size_t c = 0; c < scenario.changes.size(); ++c) {
    check_day(scenario, c, problems);
    if (says_one_of(scenario, c, information_weights)) {
      Rules(scenario, c, problems).sum_is_one(keys_of_change(c, information_weights));
    }
  }
}

}  // namespace klynge
