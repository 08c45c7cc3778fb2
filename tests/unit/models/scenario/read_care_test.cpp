// Care: needs, levels, other practices, known capacities and the acute profile, and what is said of each mistake.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <string>
#include <vector>

#include "models/scenario/tables.h"
#include "tests/support/catch.h"

using namespace klynge;
using Lines = std::vector<std::string>;

namespace {

// Factor 1 everywhere but in January and from Monday 0:00 to 1:00, where it is 3.
std::string profile() {
  std::string text = "kind,weekday,index,factor,source,confidence\n";
  for (int month = 1; month <= 12; ++month) text += fmt::format("month,,{},{},,assumed\n", month, month == 1 ? 3 : 1);
  for (const char* day : {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}) {
    for (int hour = 0; hour < 24; ++hour) {
      text += fmt::format("hour,{},{},{},,assumed\n", day, hour, day[0] == 'M' && hour == 0 ? 3 : 1);
    }
  }
  return text;
}

Scenario care() {
  Scenario scenario;
  scenario.tables.conditions.path = "conditions.csv";
  scenario.tables.municipalities.path = "m.csv";
  scenario.tables.needs = {"needs.csv",
                           "age_from,age_to,gp_contacts,other_practice_contacts,outpatient_visits,"
                           "elective_admissions,deteriorations,source,confidence\n"
                           "65,,5,1.5,1,0.05,0.2,,assumed\n"
                           "0,64,3,1,0.5,0.02,0.05,,assumed\n"};
  scenario.tables.levels = {"levels.csv",
                            "level,name,sector,capability,emergency,urgent,subacute,least_age,most_conditions,source,"
                            "confidence\n"
                            "0,self-care,home,0.25,no,yes,yes,0,4,,assumed\n"
                            "1,general practice,general practice,0.35,yes,yes,yes,0,,,assumed\n"
                            "2,other practice,other practice,0.45,no,no,no,0,,,assumed\n"
                            "3,home nursing,municipality,0.45,yes,yes,yes,18,,,assumed\n"
                            "4,acute function,municipality,0.62,yes,yes,yes,18,,,assumed\n"
                            "5,outpatient clinic,hospital,0.75,no,no,yes,0,,,assumed\n"
                            "6,ward,hospital,0.97,yes,yes,yes,0,,,assumed\n"};
  scenario.tables.other_practice = {"other.csv",
                                    "type,share,minutes,price,load,backlog_days,referral,source,confidence\n"
                                    "eye,0.4,15,500,0.95,70,no,,assumed\n"
                                    "physiotherapy,0.6,35,280,0.9,10,yes,,assumed\n"};
  scenario.tables.capacities = {"capacities.csv",
                                "municipality,service,amount,source,confidence\n"
                                "Big Town,temporary places,40,the municipality,published\n"};
  scenario.tables.acute_profile = {"profile.csv", profile()};
  return scenario;
}

// What the readers before have left.
TableData before() {
  TableData data;
  MunicipalityRow town;
  town.name = "Big Town";
  data.all_municipalities = {town};
  ConditionRow condition;
  condition.condition = "diabetes";
  condition.other_practice_contacts = 1;
  condition.other_practice_type = "eye";
  data.care = {condition};
  return data;
}

TableData read(const Scenario& scenario, TableData data = before()) {
  Problems problems;
  read_care(scenario, problems, data);
  problems.throw_if_any();
  return data;
}

Lines problems_of(const Scenario& scenario, const TableData& data = before()) {
  try {
    read(scenario, data);
  } catch (const ScenarioError& error) {
    return error.problems();
  }
  return {};
}

}  // namespace

TEST_CASE("care is read as it stands, in order") {
  const TableData data = read(care());
  REQUIRE(data.needs.size() == 2);
  CHECK(data.needs[0].age_from == 0);
  CHECK(data.needs[1].age_to == oldest_age);
  REQUIRE(data.levels.size() == 7);
  CHECK(data.levels[4].capability == 0.62);
  CHECK(data.levels[4].least_age == 18);
  CHECK(data.levels[4].most_conditions == 99);
  CHECK(data.levels[0].lawful == std::array{false, true, true});
  CHECK(data.levels[0].most_conditions == 4);
  CHECK(data.levels[5].lawful == std::array{false, false, true});
  REQUIRE(data.other_practice.size() == 2);
  CHECK(data.other_practice[0].backlog_days == 70);
  CHECK_FALSE(data.other_practice[0].referral);
  CHECK(data.other_practice[1].referral);
  REQUIRE(data.capacities.size() == 1);
  CHECK(data.capacities[0].service == MunicipalService::temporary_places);
  CHECK(data.capacities[0].amount == 40);
  CHECK(data.capacities[0].confidence == Confidence::published);
}

TEST_CASE("the highest level of care takes everybody") {
  Scenario scenario = care();
  std::string& text = scenario.tables.levels.text;
  const std::string ward = "0.97,yes,yes,yes,0,,";
  text.replace(text.find(ward), ward.size(), "0.97,yes,no,yes,18,5,");
  CHECK(problems_of(scenario) ==
        Lines{"levels.csv, row 8, column urgent = \"no\": expected yes: the highest level takes everybody",
              "levels.csv, row 8, column least_age = 18: expected 0: the highest level takes everybody",
              "levels.csv, row 8, column most_conditions = 5: expected nothing: the highest level takes everybody"});
}

// Eleven months of 1 and one of 3 have mean 14 / 12.
TEST_CASE("the acute profile moves illness and makes none") {
  const TableData data = read(care());
  CHECK(data.acute_by_month[0] == Catch::Approx(3 * 12.0 / 14));
  CHECK(data.acute_by_hour[0] == Catch::Approx(3 * 168.0 / 170));
  CHECK(data.acute_by_hour[167] == Catch::Approx(168.0 / 170));
  CHECK(std::accumulate(data.acute_by_month.begin(), data.acute_by_month.end(), 0.0) == Catch::Approx(12));
  CHECK(std::accumulate(data.acute_by_hour.begin(), data.acute_by_hour.end(), 0.0) == Catch::Approx(168));
}

TEST_CASE("a table of capacities may be empty below its header") {
  Scenario scenario = care();
  scenario.tables.capacities.text = "municipality,service,amount,source,confidence\n";
  CHECK(read(scenario).capacities.empty());
}

TEST_CASE("every problem of every table of care is told at once") {
  Scenario scenario = care();
  scenario.tables.needs.text += "70,80,-1,0,0,0,0,,assumed\n";
  scenario.tables.levels.text += "7,roof,attic,2,yes,maybe,no,-1,many,,guess\n";
  scenario.tables.other_practice.text += "eye,0.2,0,5,1.2,3,maybe,,published\n";
  scenario.tables.capacities.text +=
      "Big Twon,temporary places,0,,assumed\nBig Town,temporary places,5,,assumed\n"
      "Big Town,beds,5,,assumed\n";
  scenario.tables.acute_profile.text += "month,Monday,13,1,,assumed\nhour,Someday,24,-1,,assumed\nyear,,1,1,,assumed\n";
  TableData data = before();
  data.care[0].other_practice_type = "physio";
  CHECK(
      problems_of(scenario, data) ==
      Lines{
          "capacities.csv, row 3, column municipality = \"Big Twon\": expected a municipality of m.csv: did you mean "
          "Big Town?",
          "capacities.csv, row 3, column amount = 0: expected at least 0.01",
          "capacities.csv, row 4, column service = \"temporary places\": expected once for \"Big Town\", but row 2 "
          "has it too",
          "capacities.csv, row 5, column service = \"beds\": expected one of: general practitioners, assessors, home "
          "nursing, rehabilitation, temporary places, acute function, nursing home, home care hours",
          "conditions.csv: condition \"diabetes\": column other_practice_type = \"physio\": expected a type of "
          "other.csv: did you mean physiotherapy?",
          "levels.csv, row 9, column level = 7: expected at most 6",
          "levels.csv, row 9, column sector = \"attic\": expected one of: home, general practice, other practice, "
          "municipality, hospital",
          "levels.csv, row 9, column capability = 2: expected at most 1",
          "levels.csv, row 9, column urgent = \"maybe\": expected one of: no, yes",
          "levels.csv, row 9, column least_age = -1: expected at least 0",
          "levels.csv, row 9, column most_conditions = \"many\": expected a whole number, 0 to 99",
          "levels.csv, row 9, column confidence = \"guess\": expected one of: published, second-hand, derived, "
          "assumed",
          "needs.csv, row 4, column gp_contacts = -1: expected at least 0",
          "needs.csv, row 4, column age_from = 70: expected 121, since row 2 ends at 120",
          "needs.csv, row 4, column age_to = 80: expected nothing: the last band is open ended",
          "other.csv: column share sums to 1.2: expected 1",
          "other.csv, row 4, column type = \"eye\": expected once, but row 2 has it too",
          "other.csv, row 4, column minutes = 0: expected at least 1",
          "other.csv, row 4, column load = 1.2: expected at most 1",
          "other.csv, row 4, column referral = \"maybe\": expected one of: no, yes",
          "other.csv, row 4, column source = \"\": expected a source for what is not assumed",
          "profile.csv, row 182, column weekday = \"Monday\": expected nothing, because the row is of a month",
          "profile.csv, row 182, column index = 13: expected at most 12",
          "profile.csv, row 183, column factor = -1: expected at least 0",
          "profile.csv, row 183, column weekday = \"Someday\": expected one of: Monday, Tuesday, Wednesday, Thursday, "
          "Friday, Saturday, Sunday",
          "profile.csv, row 183, column index = 24: expected at most 23",
          "profile.csv, row 184, column kind = \"year\": expected one of: month, hour"});
}

TEST_CASE("each month and each hour that is missing is named, and so is one that comes twice") {
  Scenario scenario = care();
  std::string& text = scenario.tables.acute_profile.text;
  const auto replace = [&](const std::string& from, const std::string& to) {
    text.replace(text.find(from), from.size(), to);
  };
  replace("month,,5,1", "month,,6,1");
  replace("hour,Sunday,23,1,,assumed\n", "");
  CHECK(problems_of(scenario) == Lines{"profile.csv: month 5 is missing", "profile.csv: hour 23 of Sunday is missing",
                                       "profile.csv, row 7, column index = 6: expected once, but row 6 has it too"});
}

TEST_CASE("a profile without any illness is a problem") {
  Scenario scenario = care();
  std::string& text = scenario.tables.acute_profile.text;
  for (std::size_t at = text.find(",1,,"); at != std::string::npos; at = text.find(",1,,", at))
    text.replace(at, 4, ",0,,");
  for (std::size_t at = text.find(",3,,"); at != std::string::npos; at = text.find(",3,,", at))
    text.replace(at, 4, ",0,,");
  const Lines lines = problems_of(scenario);
  CHECK(std::find(lines.begin(), lines.end(), "profile.csv: the factors of all hours are 0: expected some above 0") !=
        lines.end());
}
