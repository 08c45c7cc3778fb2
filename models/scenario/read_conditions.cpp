// read_conditions.cpp - the chronic conditions and the two lasting needs of municipal care, from two tables.
//
// The prevalence table says which states there are and how common each is; the table of conditions what goes with each.
// A new condition is a row or more in both, and no code. The lasting needs are always last, wherever their rows stand.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/scenario/table_reading.h"
#include "models/scenario/tables.h"
#include "models/scenario/wording.h"

namespace klynge {
namespace {

constexpr std::size_t most_conditions = 28;  // with the lasting needs as bits of 32, and two to spare
constexpr double least_ratio = 0.02;
constexpr double most_ratio = 50;
constexpr double highest_loading = 0.95;

bool is_lasting_need(const std::string& state) {
  const auto& names = Names<LastingNeed>::values;
  return std::find(names.begin(), names.end(), state) != names.end();
}

class ConditionReader {
 public:
  ConditionReader(const Scenario& scenario, Problems& problems, TableData& data)
      : scenario_(scenario), problems_(problems), data_(data) {}

  void read() {
    read_prevalence();
    read_care();
  }

 private:
  void read_prevalence() {
    const CsvTable table(scenario_.tables.prevalence,
                         {"condition", "sex", "age_from", "age_to", "prevalence_percent", "source", "confidence"},
                         problems_);
    BySexAndAge order;
    for (const CsvRow& row : table.rows()) {
      PrevalenceRow part;
      part.condition = row.text("condition");
      order.read(row, part.condition, part);
      part.prevalence = row.real("prevalence_percent", 0, 100).value_or(0) / 100;
      confidence_of(row);
      if (part.condition.empty()) continue;
      if (first_row_.emplace(part.condition, row.number()).second && !is_lasting_need(part.condition)) {
        data_.states.push_back(part.condition);
      }
      note_sum(row, part);
      data_.prevalence.push_back(std::move(part));
    }
    data_.conditions = data_.states.size();
    for (const std::string_view need : Names<LastingNeed>::values) data_.states.emplace_back(need);
    if (!table.is_whole()) return first_row_.clear();
    order.check(std::nullopt);  // below the first band nobody has the condition
    check_states(table);
  }

  // Nobody has home care and lives in a nursing home.
  void note_sum(const CsvRow& row, const PrevalenceRow& part) {
    if (!is_lasting_need(part.condition)) return;
    auto& by_age = cared_for_[static_cast<std::size_t>(part.sex)];
    bool too_much = false;
    for (int age = std::max(part.age_from, 0); age <= std::min(part.age_to, oldest_age); ++age) {
      by_age[static_cast<std::size_t>(age)] += part.prevalence;
      too_much = too_much || by_age[static_cast<std::size_t>(age)] > 1 + 1e-9;
    }
    if (too_much && part.prevalence <= 1) {
      row.expected("prevalence_percent", "at most 100 together with the other of home care and nursing home");
    }
  }

  void check_states(const CsvTable& table) {
    if (data_.conditions > most_conditions) {
      const std::string& first_too_many = data_.states[most_conditions];
      problems_.add_row(table.file(), first_row_.at(first_too_many),
                        fmt::format("column condition = {}: expected at most {} chronic conditions, but there are {}",
                                    in_quotes(first_too_many), most_conditions, data_.conditions));
    }
    for (const std::string_view need : Names<LastingNeed>::values) {
      if (first_row_.contains(std::string(need))) continue;
      problems_.add({table.file(), 0},
                    fmt::format("no row has condition {}: expected its prevalence", in_quotes(need)));
    }
  }

  void read_care() {
    const CsvTable table(
        scenario_.tables.conditions,
        {"condition", "system", "short_list", "register_list", "ambulatory_sensitive", "loading",
         "education_odds_ratio", "mortality_ratio", "gp_contacts", "other_practice_contacts", "other_practice_type",
         "outpatient_visits", "deteriorations", "loss_of_control", "uncontrolled_ratio", "source", "confidence"},
        problems_);
    std::map<std::string, int> seen;
    std::map<std::string, ConditionRow> care;
    for (const CsvRow& row : table.rows()) {
      row.once("condition", seen);
      const ConditionRow condition = condition_of(row);
      if (!first_row_.empty() && !condition.condition.empty() && !first_row_.contains(condition.condition)) {
        row.expected("condition", "a condition of " + scenario_.tables.prevalence.path +
                                      did_you_mean(condition.condition, states_with_prevalence()));
      }
      care.emplace(condition.condition, condition);
    }
    if (!table.is_whole()) return;
    for (const std::string& state : data_.states) {
      if (const auto found = care.find(state); found != care.end()) {
        data_.care.push_back(found->second);
      } else if (const auto row = first_row_.find(state); row != first_row_.end()) {
        problems_.add_row(scenario_.tables.prevalence.path, row->second,
                          fmt::format("column condition = {}: expected a row in {}", in_quotes(state), table.file()));
      }
    }
  }

  std::vector<std::string> states_with_prevalence() const {
    std::vector<std::string> states;
    for (const auto& each : first_row_) states.push_back(each.first);
    return states;
  }

  ConditionRow condition_of(const CsvRow& row) const {
    ConditionRow condition;
    condition.condition = row.text("condition");
    condition.system = row.text("system");
    condition.short_list = yes(row, "short_list");
    condition.register_list = yes(row, "register_list");
    condition.ambulatory_sensitive = yes(row, "ambulatory_sensitive");
    condition.loading = row.is_empty("loading") ? scenario_.population.frailty_loading.value
                                                : row.real("loading", 0, highest_loading).value_or(0);
    condition.education_odds_ratio = row.real("education_odds_ratio", least_ratio, most_ratio).value_or(1);
    condition.mortality_ratio = row.real("mortality_ratio", least_ratio, most_ratio).value_or(1);
    condition.gp_contacts = a_year(row, "gp_contacts");
    condition.other_practice_contacts = a_year(row, "other_practice_contacts");
    if (condition.other_practice_contacts > 0 || !row.is_empty("other_practice_type")) {
      condition.other_practice_type = row.text("other_practice_type");
    }
    condition.outpatient_visits = a_year(row, "outpatient_visits");
    condition.deteriorations = a_year(row, "deteriorations");
    condition.loss_of_control = a_year(row, "loss_of_control");
    condition.uncontrolled_ratio = row.real("uncontrolled_ratio", 1, most_ratio).value_or(1);
    condition.confidence = confidence_of(row);
    return condition;
  }

  const Scenario& scenario_;
  Problems& problems_;
  TableData& data_;
  std::map<std::string, int> first_row_;                                   // in which each state has a prevalence
  std::array<std::array<double, oldest_age + 1>, sex_count> cared_for_{};  // home care and nursing home together
};

}  // namespace

void read_conditions(const Scenario& scenario, Problems& problems, TableData& data) {
  ConditionReader(scenario, problems, data).read();
}

}  // namespace klynge
