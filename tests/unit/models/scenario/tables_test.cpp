// The tables of a scenario: what is read from them, and what is said of each mistake in them.

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
const std::string needs = "data/needs_by_age.csv";
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

Lines problems_after(const std::vector<Change>& changes, const Texts& scenario = {}) {
  const Texts tables = changed(changes);
  return problems_of([&] { read_tables(small_scenario(scenario, tables)); });
}

}  // namespace

TEST_CASE("tables are read for the cluster and its region") {
  const TableData data = read_tables(small_scenario());
  CHECK(data.cluster.name == "North");
  CHECK(data.cluster.hospital == "North Hospital");
  CHECK(data.cluster.latitude == 56.46);

  REQUIRE(data.municipalities.size() == 2);  // by code
  CHECK(data.municipalities[0].code == 710);
  CHECK(data.municipalities[0].name == "Lower Town");
  CHECK(data.municipalities[1].residents == 60000);
  CHECK(data.municipalities[1].longitude == 10.04);

  REQUIRE(data.population.size() == 6);
  CHECK(data.population[2].age_from == 80);
  CHECK(data.population[2].age_to == oldest_age);
  CHECK(data.population[3].sex == Sex::male);
  CHECK(data.population[3].residents == 41000);

  CHECK(data.conditions == Lines{"COPD", "diabetes"});
  REQUIRE(data.prevalence.size() == 6);
  CHECK(data.prevalence[0].prevalence == 0.035);
  CHECK(data.prevalence[0].age_from == 16);

  REQUIRE(data.care.size() == 2);  // in the order of the conditions
  CHECK(data.care[0].condition == "COPD");
  CHECK(data.care[0].outpatient_visits == 1.5);
  CHECK(data.care[1].system == "endocrinology");
  CHECK(data.care[1].confidence == Confidence::published);

  REQUIRE(data.needs.size() == 2);
  CHECK(data.needs[1].elective_admissions == 0.05);
  CHECK(data.needs[1].age_to == oldest_age);

  REQUIRE(data.levels.size() == 7);
  CHECK(data.levels[4].name == "acute function");
  CHECK(data.levels[4].sector == "municipality");
  CHECK(data.levels[6].capability == 0.97);
}

TEST_CASE("the shape of a file does not matter: line endings, quotes, order of columns and rows, a byte order mark") {
  Texts tables = table_texts();
  std::string& text = tables.at(levels);
  text =
      "\xEF\xBB\xBFsector,\"level\",note,name,capability,confidence,source\r\n"
      "hospital,6,\"one, \"\"two\"\"\",ward,0.97,published,\"a, b\"\r\n"
      "home,0,,self-care,0.25,assumed,\r\n"
      "\r\n"
      "general practice, 1 ,,\"practice, \"\"general\"\"\",0.35,assumed,\r\n"
      "other practice,2,,other,0.45,assumed,\r\n"
      "municipality,3,,nursing,0.45,assumed,\r\n"
      "municipality,4,,acute,0.62,assumed,\r\n"
      "hospital,5,,clinic,0.75,assumed,";
  const TableData data = read_tables(small_scenario({}, tables));
  CHECK(data.levels[1].name == "practice, \"general\"");
  CHECK(data.levels[6].confidence == Confidence::published);
}

TEST_CASE("a missing column is told once, and nothing is said of its cells") {
  CHECK(
      problems_after({{municipalities, "code,name", "number,name"}, {levels, "capability,source", "ability,source"}}) ==
      Lines{"data/levels.csv, row 1, column capability is missing",
            "data/municipalities.csv, row 1, column code is missing"});
  CHECK(problems_after({{prevalence, "condition,sex", "illness,sex"}}) ==
        Lines{"data/prevalence.csv, row 1, column condition is missing"});
  CHECK(problems_after({{clusters, "cluster,acute", "name,acute"}}) ==
        Lines{"data/clusters.csv, row 1, column cluster is missing"});
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
              "data/municipalities.csv, row 4, 9 cells: expected 8 as in the header",
              "data/population.csv, row 7, a quote is not closed before the file ends",
              "data/prevalence.csv, row 5, a cell goes on after its closing quote: expected quotes within it doubled"});
}

TEST_CASE("a cell that is no number, or one out of range, is named with its row and column") {
  CHECK(problems_after({{municipalities, "60000", "many"}, {municipalities, "40000", "-1"}}) ==
        Lines{"data/municipalities.csv, row 2, column population = \"many\": expected a whole number, 0 to 1000000000",
              "data/municipalities.csv, row 3, column population = -1: expected at least 0"});
  CHECK(problems_after({{prevalence, "65,,12", "65,,130"}}) ==
        Lines{"data/prevalence.csv, row 3, column prevalence_percent = 130: expected at most 100"});
  CHECK(problems_after({{care, "3,0.2,1.5,0.4", "nan,-0.2,1.5x,0.4"}}) ==
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
      problems_after({{care, "a register,published", ",published"}, {care, "0.4,,assumed", "0.4,,guessed"}}) ==
      Lines{
          "data/conditions_care.csv, row 2, column source = \"\": expected a source for what is not assumed",
          "data/conditions_care.csv, row 3, column confidence = \"guessed\": expected one of: published, second-hand, "
          "derived, assumed"});
}

TEST_CASE("sex is one of two words, and both are there") {
  CHECK(problems_after({{population, "Coast,male,80", "Coast,man,80"}}) ==
        Lines{"data/population.csv, row 7, column sex = \"man\": expected one of: female, male"});
  CHECK(problems_after({{prevalence, "diabetes,male,16,,6\n", ""}}) ==
        Lines{"data/prevalence.csv, row 6, column sex = \"female\": expected rows for male too (diabetes)"});
}

TEST_CASE("age bands have neither gap nor overlap nor repetition") {
  CHECK(problems_after({{population, "Coast,female,40,79", "Coast,female,45,79"}}) ==
        Lines{"data/population.csv, row 3, column age_from = 45: expected 40, since row 2 ends at 39 (Coast, female)"});
  CHECK(problems_after({{population, "Coast,male,40,79", "Coast,male,40,85"}}) ==
        Lines{"data/population.csv, row 7, column age_from = 80: expected 86, since row 6 ends at 85 (Coast, male)"});
  CHECK(problems_after({{population, "Coast,male,0,39", "Coast,male,5,39"}}) ==
        Lines{"data/population.csv, row 5, column age_from = 5: expected 0 in the first band (Coast, male)"});
  CHECK(problems_after({{prevalence, "COPD,male,65,,13", "COPD,male,65,94,13"}}) ==
        Lines{"data/prevalence.csv, row 5, column age_to = 94: expected nothing: the last band is open ended (COPD, "
              "male)"});
  CHECK(problems_after({{prevalence, "COPD,male,65,,13\n", "COPD,male,65,,13\nCOPD,male,65,,13\n"}}) ==
        Lines{"data/prevalence.csv, row 6, column age_from = 65: expected 121, since row 5 ends at 120 (COPD, male)"});
  CHECK(problems_after({{needs, "65,,5", "66,,5"}}) ==
        Lines{"data/needs_by_age.csv, row 3, column age_from = 66: expected 65, since row 2 ends at 64"});
  CHECK(problems_after({{needs, "0,64,3", "64,0,3"}}) ==
        Lines{"data/needs_by_age.csv, row 2, column age_to = 0: expected at least 64"});
}

TEST_CASE("rows are not repeated") {
  CHECK(problems_after({{municipalities, "760,Far", "730,Far"}}) ==
        Lines{"data/municipalities.csv, row 4, column code = 730: expected once, but row 2 has it too"});
  CHECK(problems_after({{clusters, "South,South", "North,South"}}) ==
        Lines{"data/clusters.csv, row 3, column cluster = \"North\": expected once, but row 2 has it too",
              "data/municipalities.csv, row 4, column cluster = \"South\": expected a cluster of data/clusters.csv, "
              "such as "
              "\"North\""});
  CHECK(
      problems_after({{care, "diabetes,endo", "COPD,endo"}}) ==
      Lines{"data/conditions_care.csv, row 3, column condition = \"COPD\": expected once, but row 2 has it too",
            "data/prevalence.csv, row 6, column condition = \"diabetes\": expected a row in data/conditions_care.csv"});
  CHECK(problems_after({{levels, "5,outpatient", "4,outpatient"}}) ==
        Lines{"data/levels.csv: level 5 is missing",
              "data/levels.csv, row 7, column level = 4: expected once, but row 6 has it too"});
}

TEST_CASE("the cluster is in its table and has municipalities and residents") {
  const Lines unknown = problems_after({}, {{"population.cluster", "'Nord'"}});
  REQUIRE(unknown.size() == 1);
  CHECK_THAT(unknown[0], Catch::Matchers::StartsWith("small.toml, line "));
  CHECK_THAT(unknown[0],
             Catch::Matchers::EndsWith("population.cluster = \"Nord\": expected a cluster of data/clusters.csv, "
                                       "such as \"North\", \"South\""));
  CHECK(problems_after({{clusters, "South,South Hospital,Coast", "East,East Hospital,Hills"}},
                       {{"population.cluster", "'East'"}}) ==
        Lines{"data/municipalities.csv: no row has cluster \"East\": expected at least one municipality",
              "data/municipalities.csv, row 4, column cluster = \"South\": expected a cluster of data/clusters.csv, "
              "such as "
              "\"North\"",
              "data/population.csv: no row has area \"Hills\": expected the residents of the region of \"East\""});
  CHECK(
      problems_after({{municipalities, "Far Town,Coast", "Far Town,Hills"}}) ==
      Lines{
          "data/municipalities.csv, row 4, column region = \"Hills\": expected \"Coast\", the region of its cluster"});
}

TEST_CASE("every condition has a prevalence and care") {
  CHECK(problems_after({{care, "COPD,lungs", "COPT,lungs"}}) ==
        Lines{"data/conditions_care.csv, row 3, column condition = \"COPT\": expected a condition of "
              "data/prevalence.csv: did "
              "you mean COPD?",
              "data/prevalence.csv, row 2, column condition = \"COPD\": expected a row in data/conditions_care.csv"});
}

TEST_CASE("problems of all tables are told at once") {
  CHECK(problems_after({{municipalities, "56.46", "x"}, {clusters, "10.03", "y"}, {population, "30000", "z"}}).size() ==
        3);
}
