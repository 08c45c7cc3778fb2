#include "models/scenario/rules.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/scenario/wording.h"

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
  rules.sum_is_one({"info.weight.diagnosis", "info.weight.medication", "info.weight.function", "info.weight.social",
                    "info.weight.plan", "info.weight.pending", "info.weight.contact"});
}

}  // namespace klynge
