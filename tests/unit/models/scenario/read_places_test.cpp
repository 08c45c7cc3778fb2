// Places: who belongs to an area, which hospitals serve it, what lies between, and what is said of each mistake.
#include <algorithm>
#include <string>
#include <vector>

#include "models/scenario/tables.h"
#include "tests/support/catch.h"

using namespace klynge;
using Lines = std::vector<std::string>;

namespace {

// Two clusters share the hospital of Big Town; Isle is an island with a hospital of its own.
Scenario places() {
  Scenario scenario;
  scenario.population.area = "Denmark";
  scenario.tables.municipalities = {"m.csv",
                                    "code,name,region,cluster,health_council_2026,population,main_town_lat,"
                                    "main_town_lon\n"
                                    "30,Small Town,Coast,South,Council A,20000,56.1,9.9\n"
                                    "10,Big Town,Coast,North,Council A,60000,56.4,10.0\n"
                                    "20,Isle,Coast,Sea,Council B,5000,55.9,10.9\n"};
  scenario.tables.clusters = {"c.csv",
                              "cluster,acute_hospital,region,lat,lon\n"
                              "North,\"Big Hospital (opened, 2020)\",Coast,56.4,10.0\n"
                              "South,Big Hospital (shared),Coast,56.4,10.0\n"
                              "Sea,Isle Hospital,Coast,55.9,10.9\n"};
  scenario.tables.landmasses = {"l.csv",
                                "municipality,landmass,source,confidence\n"
                                "Big Town,Mainland,,assumed\nSmall Town,Mainland,,assumed\nIsle,Isle,,assumed\n"};
  scenario.tables.crossings = {"x.csv", "from,to,minutes,source,confidence\nSmall Town,Isle,90,own estimate,assumed\n"};
  return scenario;
}

Scenario changed(TableFile Scenario::Tables::*table, const std::string& from, const std::string& to) {
  Scenario scenario = places();
  std::string& text = (scenario.tables.*table).text;
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  text.replace(at, from.size(), to);
  return scenario;
}

TableData read(const Scenario& scenario) {
  Problems problems;
  TableData data;
  read_places(scenario, problems, data);
  problems.throw_if_any();
  return data;
}

Lines problems_of(const Scenario& scenario) {
  try {
    read(scenario);
  } catch (const ScenarioError& error) {
    return error.problems();
  }
  return {};
}

std::vector<int> codes_of(const std::string& area) {
  Scenario scenario = places();
  scenario.population.area = area;
  std::vector<int> codes;
  for (const MunicipalityRow& row : read(scenario).municipalities) codes.push_back(row.code);
  return codes;
}

}  // namespace

TEST_CASE("an area is the union of what is named, in order of code") {
  CHECK(codes_of("Denmark") == std::vector{10, 20, 30});
  CHECK(codes_of("Coast") == std::vector{10, 20, 30});
  CHECK(codes_of("North") == std::vector{10});
  CHECK(codes_of("Council A") == std::vector{10, 30});
  CHECK(codes_of("Isle") == std::vector{20});
  CHECK(codes_of("Small Town;North ; South;") == std::vector{10, 30});
  Scenario scenario = places();
  scenario.population.area = "Isle";
  CHECK(read(scenario).all_municipalities.size() == 3);
}

TEST_CASE("clusters whose hospital stands at one place share it") {
  const TableData data = read(places());
  REQUIRE(data.hospitals.size() == 2);
  CHECK(data.hospitals[0].name == "Big Hospital");
  CHECK(data.hospitals[1].name == "Isle Hospital");
  CHECK(data.municipalities[0].hospital == 0);
  CHECK(data.municipalities[1].hospital == 1);
  CHECK(data.municipalities[2].hospital == 0);
  CHECK(data.crossings.front().minutes == 90);
}

TEST_CASE("each unknown name of an area is told with its neighbours, and an empty area is a problem") {
  Scenario scenario = places();
  scenario.population.area = "Nort; Isle; Smal Town";
  scenario.origins["population.area"] = {"test.toml", 7};
  const Lines lines = problems_of(scenario);
  REQUIRE(lines.size() == 2);
  CHECK_THAT(lines[0], Catch::Matchers::ContainsSubstring("test.toml, line 7: population.area = \"Nort\": expected"));
  CHECK_THAT(lines[0], Catch::Matchers::ContainsSubstring("\"North\""));
  CHECK_THAT(lines[1], Catch::Matchers::ContainsSubstring("\"Small Town\""));
  for (const std::string area : {"", " ; "}) {
    scenario.population.area = area;
    REQUIRE(problems_of(scenario).size() == 1);
    CHECK_THAT(problems_of(scenario)[0], Catch::Matchers::ContainsSubstring("expected the name of an area"));
  }
}

TEST_CASE("every problem of every table of places is told at once") {
  Scenario scenario =
      changed(&Scenario::Tables::municipalities, "30,Small Town,Coast,South", "10,Small Town,Shore,Sout");
  scenario.tables.clusters.text += "Sea,Other,Coast,95,x\n";
  scenario.tables.landmasses.text += "Atlantis,Sea floor,,assumed\nIsle,Isle,,assumed\n";
  scenario.tables.crossings.text += "Isle,Isle,0,,published\nIsle,Big Twon,30,,assumed\n";
  CHECK(problems_of(scenario) ==
        Lines{"c.csv, row 5, column cluster = \"Sea\": expected once, but row 4 has it too",
              "c.csv, row 5, column lat = 95: expected at most 90",
              "c.csv, row 5, column lon = \"x\": expected a number, -180 to 180",
              "l.csv, row 5, column municipality = \"Atlantis\": expected a municipality of m.csv",
              "l.csv, row 6, column municipality = \"Isle\": expected once, but row 4 has it too",
              "m.csv, row 2, column cluster = \"Sout\": expected a cluster of c.csv: did you mean South?",
              "m.csv, row 3, column code = 10: expected once, but row 2 has it too",
              "x.csv, row 3, column minutes = 0: expected at least 1",
              "x.csv, row 3, column source = \"\": expected a source for what is not assumed",
              "x.csv, row 3, column to = \"Isle\": expected another municipality",
              "x.csv, row 4, column to = \"Big Twon\": expected a municipality of m.csv: did you mean Big Town?"});
}

TEST_CASE("a municipality without a landmass is named") {
  CHECK(problems_of(changed(&Scenario::Tables::landmasses, "Isle,Isle,,assumed\n", "")) ==
        Lines{"l.csv: no row has municipality \"Isle\": expected one for each of m.csv"});
}

TEST_CASE("a landmass that no crossing reaches is named") {
  CHECK(problems_of(changed(&Scenario::Tables::crossings, "Small Town,Isle", "Small Town,Big Town")) ==
        Lines{"x.csv: no way from landmass \"Mainland\" to \"Isle\": expected crossings that join all landmasses"});
}

TEST_CASE("a missing column is told once, and nothing is said of what hangs on it") {
  CHECK(problems_of(changed(&Scenario::Tables::municipalities, "health_council_2026", "council")) ==
        Lines{"m.csv, row 1, column health_council_2026 is missing"});
  CHECK(problems_of(changed(&Scenario::Tables::clusters, "acute_hospital", "hospital")) ==
        Lines{"c.csv, row 1, column acute_hospital is missing"});
}
