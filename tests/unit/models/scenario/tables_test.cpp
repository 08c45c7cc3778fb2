// The tables of a scenario together, and what is true of every table whatever it holds.

#include <string>
#include <vector>

#include "models/scenario/tables.h"
#include "tests/support/catch.h"
#include "tests/support/scenario_files.h"

using namespace klynge;
using namespace tests;
using Lines = std::vector<std::string>;

namespace {

const std::string municipalities = "data/municipalities.csv";
const std::string clusters = "data/clusters.csv";
const std::string population = "data/population.csv";
const std::string prevalence = "data/prevalence.csv";
const std::string care = "data/conditions_care.csv";
const std::string levels = "data/levels.csv";

struct Change {
  std::string table;
  std::string from;  // what stands in the table of scenario_files.cpp once
  std::string to;
};

Texts changed(const std::vector<Change>& changes) {
  Texts tables = table_texts();
  for (const Change& change : changes) {
    std::string& text = tables.at(change.table);
    const std::size_t at = text.find(change.from);
    REQUIRE(at != std::string::npos);
    REQUIRE(text.find(change.from, at + 1) == std::string::npos);
    text.replace(at, change.from.size(), change.to);
  }
  return tables;
}

Lines problems_after(const std::vector<Change>& changes) {
  const Texts tables = changed(changes);
  return problems_of([&] { read_tables(small_scenario({}, tables)); });
}

}  // namespace

TEST_CASE("all tables of a scenario are read together") {
  const TableData data = read_tables(small_scenario());
  REQUIRE(data.municipalities.size() == 2);  // of the cluster, by code
  CHECK(data.municipalities[0].code == 710);
  CHECK(data.municipalities[1].residents == 60000);
  CHECK(data.municipalities[1].longitude == 10.04);
  CHECK(data.all_municipalities.size() == 3);
  REQUIRE(data.hospitals.size() == 1);
  CHECK(data.hospitals[0].name == "North Hospital");
  CHECK(data.population.size() == 12);  // of Coast and Denmark
  CHECK(data.states == Lines{"COPD", "diabetes", "home care", "nursing home"});
  REQUIRE(data.care.size() == 4);
  CHECK(data.care[1].system == "endocrinology");
  CHECK(data.needs.size() == 2);
  CHECK(data.levels.size() == 7);
  CHECK(data.other_practice.size() == 3);
  CHECK(data.capacities.size() == 1);
}

TEST_CASE("the shape of a file does not matter: line endings, quotes, order of columns and rows, a byte order mark") {
  Texts tables = table_texts();
  std::string& text = tables.at(levels);
  text =
      "\xEF\xBB\xBFsector,\"level\",note,name,least_age,most_conditions,capability,subacute,urgent,emergency,"
      "confidence,"
      "source\r\n"
      "hospital,6,\"one, \"\"two\"\"\",ward,0,,0.97,yes,yes,yes,published,\"a, b\"\r\n"
      "home,0,,self-care,0,4,0.25,yes,yes,no,assumed,\r\n"
      "\r\n"
      "general practice, 1 ,,\"practice, \"\"general\"\"\",0,,0.35,yes,yes,yes,assumed,\r\n"
      "other practice,2,,other,0,,0.45,no,no,no,assumed,\r\n"
      "municipality,3,,nursing,18,,0.45,yes,yes,yes,assumed,\r\n"
      "municipality,4,,acute,18,,0.62,yes,yes,yes,assumed,\r\n"
      "hospital,5,,clinic,0,,0.75,yes,no,no,assumed,";
  const TableData data = read_tables(small_scenario({}, tables));
  CHECK(data.levels[1].name == "practice, \"general\"");
  CHECK(data.levels[6].confidence == Confidence::published);
}

TEST_CASE("a missing column is told once, and nothing is said of its cells") {
  CHECK(problems_after(
            {{municipalities, "code,name", "number,name"}, {levels, "capability,emergency", "ability,emergency"}}) ==
        Lines{"data/levels.csv, row 1, column capability is missing",
              "data/municipalities.csv, row 1, column code is missing"});
  CHECK(problems_after({{prevalence, "condition,sex", "illness,sex"}}) ==
        Lines{"data/prevalence.csv, row 1, column condition is missing"});
}

TEST_CASE("a header that cannot be read is a problem of its file") {
  Texts tables = table_texts();
  tables.at(levels) = "";
  CHECK(problems_of([&] { read_tables(small_scenario({}, tables)); }) ==
        Lines{"data/levels.csv, row 1, nothing: expected a header"});
  CHECK(problems_after({{levels, "level,name", "level,level,name"}, {levels, "6,ward", "6,6,ward"}}).front() ==
        "data/levels.csv, row 1, column level: expected once, but it is there twice");
}

TEST_CASE("a row with too few cells, too many or a stray quote is named, and says nothing of other rows") {
  CHECK(problems_after({{clusters, "South,South Hospital", "South"},
                        {municipalities, "Far Town,", "Far Town,,"},
                        {population, "Coast,male,80,,4000", "Coast,male,80,,\"4000"},
                        {prevalence, "COPD,male,65,", "\"COPD\"D,male,65,"}}) ==
        Lines{"data/clusters.csv, row 3, 4 cells: expected 5 as in the header",
              "data/municipalities.csv, row 4, 10 cells: expected 9 as in the header",
              "data/population.csv, row 7, a quote is not closed before the file ends",
              "data/prevalence.csv, row 5, a cell goes on after its closing quote: expected quotes within it doubled"});
}

TEST_CASE("a cell that is no number, or one out of range, is named with its row and column") {
  CHECK(problems_after({{municipalities, "60000", "many"}, {municipalities, "40000", "-1"}}) ==
        Lines{"data/municipalities.csv, row 2, column population = \"many\": expected a whole number, 0 to 1000000000",
              "data/municipalities.csv, row 3, column population = -1: expected at least 0"});
  CHECK(problems_after({{prevalence, "65,,12,", "65,,130,"}}) ==
        Lines{"data/prevalence.csv, row 3, column prevalence_percent = 130: expected at most 100"});
  CHECK(problems_after({{care, "3,0.2,physiotherapy,1.5,0.4", "nan,-0.2,physiotherapy,1.5x,0.4"}}) ==
        Lines{"data/conditions_care.csv, row 3, column gp_contacts = nan: expected a number, 0 to 1000",
              "data/conditions_care.csv, row 3, column other_practice_contacts = -0.2: expected at least 0",
              "data/conditions_care.csv, row 3, column outpatient_visits = \"1.5x\": expected a number, 0 to 1000"});
  CHECK(
      problems_after({{levels, "ward,hospital,0.97", "ward,hospital,1.97"}, {levels, "self-care,home", ",house"}}) ==
      Lines{
          "data/levels.csv, row 2, column name = \"\": expected text",
          "data/levels.csv, row 2, column sector = \"house\": expected one of: home, general practice, other practice, "
          "municipality, hospital",
          "data/levels.csv, row 8, column capability = 1.97: expected at most 1"});
  CHECK(problems_after({{clusters, "56.14,8.95", "156.14,"}}) ==
        Lines{"data/clusters.csv, row 3, column lat = 156.14: expected at most 90",
              "data/clusters.csv, row 3, column lon = \"\": expected a number, -180 to 180"});
}

TEST_CASE("confidence is one of four words, and whoever claims more than an assumption has a source") {
  CHECK(
      problems_after({{care, "a register,published", ",published"}, {care, "2.5,,assumed", "2.5,,guessed"}}) ==
      Lines{
          "data/conditions_care.csv, row 2, column source = \"\": expected a source for what is not assumed",
          "data/conditions_care.csv, row 3, column confidence = \"guessed\": expected one of: published, second-hand, "
          "derived, assumed"});
}

TEST_CASE("a table speaks of nothing twice") {
  CHECK(problems_after({{levels, "5,outpatient", "4,outpatient"}}) ==
        Lines{"data/levels.csv: level 5 is missing",
              "data/levels.csv, row 7, column level = 4: expected once, but row 6 has it too"});
  CHECK(problems_after({{prevalence, "COPD,male,65,,13,,assumed,\n",
                         "COPD,male,65,,13,,assumed,\nCOPD,male,65,,13,,assumed,\n"}}) ==
        Lines{"data/prevalence.csv, row 6, column age_from = 65: expected 121, since row 5 ends at 120 (COPD, male)"});
}

TEST_CASE("problems of all tables are told at once") {
  CHECK(problems_after({{municipalities, "56.46", "x"},
                        {clusters, "10.03", "y"},
                        {population, "Coast,female,40,79,30000", "Coast,female,40,79,z"}})
            .size() == 3);
}
