// The tables of people: what is read from them, and what is said of each mistake in them, all at once.

#include <string>
#include <vector>

#include "models/scenario/tables.h"
#include "tests/support/catch.h"
#include "tests/support/people.h"
#include "tests/support/scenario_files.h"

using namespace klynge;
using namespace tests;
using Lines = std::vector<std::string>;

namespace {

// What read_people() says of the small tables after each `from`, which stands there once, has become `to`.
struct Change {
  TableFile Scenario::Tables::*table;
  std::string from;
  std::string to;
};

Scenario changed(const std::vector<Change>& changes) {
  Scenario scenario = small_people();
  for (const Change& change : changes) {
    std::string& text = (scenario.tables.*change.table).text;
    const std::size_t at = text.find(change.from);
    REQUIRE(at != std::string::npos);
    REQUIRE(text.find(change.from, at + 1) == std::string::npos);
    text.replace(at, change.from.size(), change.to);
  }
  return scenario;
}

TableData read(const Scenario& scenario) { return people_of(scenario, small_places()); }

Lines problems_after(const std::vector<Change>& changes) {
  const Scenario scenario = changed(changes);
  return problems_of([&] { read(scenario); });
}

}  // namespace

TEST_CASE("residents are read for the regions that are needed, and for Denmark") {
  const TableData data = read(small_people());
  REQUIRE(data.population.size() == 12);  // of Coast and Denmark, not of Inland
  CHECK(data.population[0].area == "Denmark");
  CHECK(data.population[8].area == "Coast");
  CHECK(data.population[8].age_to == oldest_age);
  CHECK(data.population[9].sex == Sex::male);
  CHECK(data.population[9].residents == 41'000);
}

TEST_CASE("a municipality with rows of its own needs none of its region") {
  const TableData data = read(changed({{&Scenario::Tables::population, "Inland,female,0,", "Upper Town,female,0,"},
                                       {&Scenario::Tables::population, "Inland,male,0,", "Upper Town,male,0,"}}));
  CHECK(data.population.size() == 14);
  CHECK(data.population.back().area == "Upper Town");
}

TEST_CASE("mortality is that of everybody in 2020-2025") {
  const TableData data = read(small_people());
  REQUIRE(data.mortality.size() == 4);
  CHECK(data.mortality[0].deaths_per_year == 0.002);
  CHECK(data.mortality[1].age_from == 70);
  CHECK(data.mortality[3].deaths_per_year == 0.125);
}

TEST_CASE("percentages and rates per thousand become shares and rates") {
  const TableData data = read(small_people());
  REQUIRE(data.education.size() == 3);
  CHECK(data.education[0].share == std::array{0.25, 0.5, 0.25});
  CHECK(data.households[1].alone == 0.6);
  CHECK(data.fertility[1].births_per_year == 0.05);
  CHECK(data.migration[0].moves_per_year == 0.08);
  CHECK(data.migration[1].net_immigration_per_year == -0.001);
}

TEST_CASE("each table names file and row of what is wrong in it, and all are told at once") {
  using Tables = Scenario::Tables;
  CHECK(problems_after({
            {&Tables::population, "Coast,female,40,", "Coast,female,41,"},
            {&Tables::mortality, "2020-2025,male,all,70,,125", "2020-2025,male,all,70,,0"},
            {&Tables::education, "25,50,25", "25,50,24.8"},
            {&Tables::households, "female,65,,60", "female,65,,160"},
            {&Tables::fertility, "45,,0", "46,,-1"},
            {&Tables::migration, "30,,20,-1,,assumed", "30,,20,-101,,published"},
        }) ==
        Lines{"education.csv, row 2, column higher = 24.8: expected basic, medium and higher to sum to 100, not 99.8",
              "fertility.csv, row 4, column births_per_1000_women = -1: expected at least 0",
              "fertility.csv, row 4, column age_from = 46: expected 45, since row 3 ends at 44",
              "households.csv, row 3, column alone_percent = 160: expected at most 100",
              "migration.csv, row 3, column net_immigration_per_1000 = -101: expected at least -100",
              "migration.csv, row 3, column source = \"\": expected a source for what is not assumed",
              "mortality.csv, row 7, column deaths_per_1000_person_years = 0: expected above 0 in the last band, since "
              "nobody lives for ever",
              "population.csv, row 9, column age_from = 41: expected 40, since row 8 ends at 39 (Coast, female)"});
}

TEST_CASE("an area without rows is a problem that names the file") {
  const Scenario scenario = small_people();
  std::vector<MunicipalityRow> places = small_places();
  places[1].region = "Island";
  CHECK_THROWS_WITH(
      people_of(scenario, places),
      Catch::Matchers::ContainsSubstring(
          R"(population.csv: no row has area "Island": expected the residents of the region of "Upper Town")"));
}

TEST_CASE("a region where nobody lives is a problem") {
  CHECK(problems_after({{&Scenario::Tables::population, "Coast,female,0,39,40000", "Coast,female,0,39,0"},
                        {&Scenario::Tables::population, "Coast,female,40,79,30000", "Coast,female,40,79,0"},
                        {&Scenario::Tables::population, "Coast,female,80,,6000", "Coast,female,80,,0"},
                        {&Scenario::Tables::population, "Coast,male,0,39,41000", "Coast,male,0,39,0"},
                        {&Scenario::Tables::population, "Coast,male,40,79,29000", "Coast,male,40,79,0"},
                        {&Scenario::Tables::population, "Coast,male,80,,4000", "Coast,male,80,,0"}}) ==
        Lines{R"(population.csv: nobody lives in "Coast": expected at least one resident)"});
}

TEST_CASE("both sexes, ages from the start and a period that is read are asked for") {
  using Tables = Scenario::Tables;
  CHECK(problems_after({{&Tables::mortality, "2020-2025,female,all,0,69,2", "2020,female,all,0,69,2"},
                        {&Tables::mortality, "2020-2025,female,all,70,,100", "2020,female,all,70,,100"},
                        {&Tables::education, "male,18,,40,40,20", "male,20,,40,40,20"},
                        {&Tables::households, "male,18,,30", "male,16,,30"}}) ==
        Lines{"education.csv, row 4, column age_from = 20: expected 18 in the first band (education, male)",
              "households.csv, row 4, column age_from = 16: expected 18 in the first band (households, male)",
              "mortality.csv, row 7, column sex = \"male\": expected rows for female too (all in 2020-2025)"});
}

TEST_CASE("a table without the rows that are read says what it should have") {
  Scenario scenario = small_people();
  scenario.tables.fertility.text = "age_from,age_to,births_per_1000_women,source,confidence\n";
  scenario.tables.mortality.text =
      "year,sex,population,age_from,age_to,deaths_per_1000_person_years\n2016,male,all,0,,9\n";
  scenario.tables.households.text = "sex,age_from,age_to,source,confidence\nmale,18,,,assumed\n";
  CHECK(problems_of([&] { read(scenario); }) ==
        Lines{"fertility.csv: no rows: expected age bands from 0",
              "households.csv, row 1, column alone_percent is missing",
              R"(mortality.csv: no row has year 2020-2025 and population "all": expected both sexes from age 0)"});
}
