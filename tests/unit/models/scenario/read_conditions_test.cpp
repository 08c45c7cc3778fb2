// The tables of conditions: what is read from them, and what is said of each mistake in them.

#include <fmt/format.h>

#include <string>
#include <vector>

#include "models/scenario/tables.h"
#include "tests/support/catch.h"

using namespace klynge;
using Lines = std::vector<std::string>;

namespace {

const std::string prevalence =
    "condition,sex,age_from,age_to,prevalence_percent,source,confidence\n"
    "nursing home,female,75,,10,,assumed\n"
    "nursing home,male,75,,8,,assumed\n"
    "COPD,female,16,64,3.5,a survey,published\n"
    "COPD,female,65,,12,a survey,published\n"
    "COPD,male,16,,13,,assumed\n"
    "diabetes,female,16,,5,,assumed\n"
    "diabetes,male,16,,6,,assumed\n"
    "home care,female,65,,25,,assumed\n"
    "home care,male,65,,20,,assumed\n";

const std::string care =
    "condition,system,short_list,register_list,ambulatory_sensitive,loading,education_odds_ratio,mortality_ratio,gp_"
    "contacts,"
    "other_practice_contacts,other_practice_type,outpatient_visits,deteriorations,loss_of_control,uncontrolled_ratio,"
    "source,confidence\n"
    "diabetes,endocrinology,yes,yes,yes,,2,1.5,4,0.5,chiropody,1,0.05,0.5,2,a register,published\n"
    "home care,geriatrics,no,no,no,0.2,1.8,1.5,0,0,,0,0,0,1,,assumed\n"
    "nursing home,geriatrics,no,no,no,0.2,1.6,7,0,0,,0,0,0,1,,assumed\n"
    "COPD,lungs,yes,no,yes,0.3,3,1.7,3,0.2,physiotherapy,1.5,0.4,0.6,2.5,,assumed\n";

struct Change {
  std::string from;  // what stands in the text once
  std::string to;
};

std::string changed(std::string text, const std::vector<Change>& changes) {
  for (const Change& change : changes) {
    const std::size_t at = text.find(change.from);
    REQUIRE(at != std::string::npos);
    REQUIRE(text.find(change.from, at + 1) == std::string::npos);
    text.replace(at, change.from.size(), change.to);
  }
  return text;
}

TableData read(const std::string& prevalence_text, const std::string& care_text) {
  Scenario scenario;
  scenario.population.frailty_loading.value = 0.57;
  scenario.tables.prevalence = {"prevalence.csv", prevalence_text};
  scenario.tables.conditions = {"care.csv", care_text};
  Problems problems;
  TableData data;
  read_conditions(scenario, problems, data);
  problems.throw_if_any();
  return data;
}

Lines problems_after(const std::vector<Change>& in_prevalence, const std::vector<Change>& in_care = {}) {
  try {
    read(changed(prevalence, in_prevalence), changed(care, in_care));
  } catch (const ScenarioError& error) {
    return error.problems();
  }
  return {};
}

}  // namespace

TEST_CASE("states are the conditions in order of first appearance and then the lasting needs") {
  const TableData data = read(prevalence, care);
  CHECK(data.states == Lines{"COPD", "diabetes", "home care", "nursing home"});
  CHECK(data.conditions == 2);
  CHECK(data.condition_bits() == 0b11);
  CHECK(data.state_of(LastingNeed::nursing_home) == 3);
  REQUIRE(data.prevalence.size() == 9);
  CHECK(data.prevalence[3].prevalence == 0.12);
  CHECK(data.prevalence[3].age_to == oldest_age);

  REQUIRE(data.care.size() == 4);  // in the order of the states
  const ConditionRow& copd = data.care[0];
  CHECK(copd.condition == "COPD");
  CHECK(copd.short_list);
  CHECK_FALSE(copd.register_list);
  CHECK(copd.loading == 0.3);
  CHECK(copd.education_odds_ratio == 3);
  CHECK(copd.mortality_ratio == 1.7);
  CHECK(copd.other_practice_type == "physiotherapy");
  CHECK(copd.loss_of_control == 0.6);
  CHECK(copd.uncontrolled_ratio == 2.5);
  CHECK(data.care[1].loading == 0.57);  // the scenario's where the cell is empty
  CHECK(data.care[1].confidence == Confidence::published);
  CHECK(data.care[2].other_practice_type.empty());
  CHECK(data.care[3].mortality_ratio == 7);
}

TEST_CASE("each mistake in the prevalence table is told, all at once") {
  CHECK(problems_after(
            {{"16,64,3.5", "16,64,130"}, {"male,16,,6", "male,16,,-1"}, {"COPD,female,65", "COPD,female,64"}}) ==
        Lines{"prevalence.csv, row 4, column prevalence_percent = 130: expected at most 100",
              "prevalence.csv, row 5, column age_from = 64: expected 65, since row 4 ends at 64 "
              "(COPD, female)",
              "prevalence.csv, row 8, column prevalence_percent = -1: expected at least 0"});
  CHECK(problems_after({{"COPD,female,65", "COPD,female,67"}}).size() == 1);
  CHECK(problems_after({{"diabetes,male,16,,6,,assumed\n", ""}}) ==
        Lines{"prevalence.csv, row 7, column sex = \"female\": expected rows for male too (diabetes)"});
  CHECK(problems_after({{"3.5,a survey", "3.5,"}}) ==
        Lines{"prevalence.csv, row 4, column source = \"\": expected a source for what is not assumed"});
}

TEST_CASE("home care and nursing home are required, and are not more than everybody together") {
  CHECK(problems_after({{"home care,female,65,,25,,assumed\n", ""}, {"home care,male,65,,20,,assumed\n", ""}}) ==
        Lines{"care.csv, row 3, column condition = \"home care\": expected a condition of prevalence.csv",
              "prevalence.csv: no row has condition \"home care\": expected its prevalence"});
  CHECK(problems_after({{"home care,female,65,,25", "home care,female,65,,91"}}) ==
        Lines{"prevalence.csv, row 9, column prevalence_percent = 91: expected at most 100 together with the other of "
              "home care and nursing home"});
}

TEST_CASE("each condition needs a row in both tables, once") {
  CHECK(problems_after({}, {{"diabetes,endo", "diabetis,endo"}}) ==
        Lines{"care.csv, row 2, column condition = \"diabetis\": expected a condition of prevalence.csv: did you mean "
              "diabetes?",
              "prevalence.csv, row 7, column condition = \"diabetes\": expected a row in care.csv"});
  CHECK(problems_after(
            {}, {{"0.6,2.5,,assumed\n", "0.6,2.5,,assumed\nCOPD,lungs,yes,no,yes,,3,1.7,3,0.2,skin,1,0,0,2,,assumed\n"}}) ==
        Lines{"care.csv, row 6, column condition = \"COPD\": expected once, but row 5 has it too"});
}

TEST_CASE("each mistake in the table of conditions is told, all at once") {
  CHECK(problems_after({}, {{"yes,yes,yes,,2,1.5", "perhaps,yes,yes,0.97,0,high"}, {"chiropody", ""}}) ==
        Lines{"care.csv, row 2, column short_list = \"perhaps\": expected one of: no, yes",
              "care.csv, row 2, column loading = 0.97: expected at most 0.95",
              "care.csv, row 2, column education_odds_ratio = 0: expected at least 0.02",
              "care.csv, row 2, column mortality_ratio = \"high\": expected a number, 0.02 to 50",
              "care.csv, row 2, column other_practice_type = \"\": expected text"});
  CHECK(problems_after({}, {{",loading,", ",load,"}}) == Lines{"care.csv, row 1, column loading is missing"});
}

TEST_CASE("there may be 28 conditions and no more") {
  std::string more = prevalence, rows = care;
  for (int c = 3; c <= 28; ++c) {
    more += fmt::format("c{},female,0,,1,,assumed\nc{},male,0,,1,,assumed\n", c, c);
    rows += fmt::format("c{},none,no,no,no,,1,1,0,0,,0,0,0,1,,assumed\n", c);
  }
  CHECK(read(more, rows).conditions == 28);
  more += "one more,female,0,,1,,assumed\none more,male,0,,1,,assumed\n";
  rows += "one more,none,no,no,no,,1,1,0,0,,0,0,0,1,,assumed\n";
  try {
    read(more, rows);
    FAIL("29 conditions were taken");
  } catch (const ScenarioError& error) {
    CHECK(error.problems() ==
          Lines{"prevalence.csv, row 63, column condition = \"one more\": expected at most 28 chronic "
                "conditions, but there are 29"});
  }
}
