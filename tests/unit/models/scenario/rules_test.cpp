// What must hold between fields, and that each problem names all of them with their values and origins.

#include <fmt/format.h>

#include <string>
#include <vector>

#include "models/scenario/load.h"
#include "tests/support/catch.h"
#include "tests/support/scenario_files.h"

using namespace klynge;
using namespace tests;
using Lines = std::vector<std::string>;

namespace {

// Where a key stands in scenario_text().
std::string place(const std::string& key) {
  return fmt::format("small.toml, line {}", small_scenario().origins.at(key).line);
}

Lines problems_with(const Overrides& overrides) {
  return problems_of([&] { with_overrides(small_scenario(), overrides); });
}

}  // namespace

TEST_CASE("the weights of information add up to one") {
  CHECK(problems_with({{"info.weight.diagnosis", 0.3}}) ==
        Lines{fmt::format(
            "argument: info.weight.diagnosis = 0.3, info.weight.medication = 0.2 ({}), info.weight.function = "
            "0.2 ({}), info.weight.social = 0.1 ({}), info.weight.plan = 0.1 ({}), info.weight.pending = 0.1 "
            "({}), info.weight.contact = 0.1 ({}): expected a sum of 1, not 1.1",
            place("info.weight.medication"), place("info.weight.function"), place("info.weight.social"),
            place("info.weight.plan"), place("info.weight.pending"), place("info.weight.contact"))});
  CHECK(problems_with({{"info.weight.diagnosis", 0.3}, {"info.weight.plan", 0.0}}).empty());
  CHECK(problems_with({{"info.weight.diagnosis", 0.2000001}}).empty());
}

TEST_CASE("emergencies and urgent episodes are shares of one whole") {
  CHECK(
      problems_with({{"needs.urgent_share", 0.9}}) ==
      Lines{
          place("needs.emergency_share") +
          ": needs.emergency_share = 0.2, needs.urgent_share = 0.9 (argument): expected a sum of at most 1, not 1.1"});
  CHECK(problems_with({{"needs.urgent_share", 0.8}}).empty());
}

TEST_CASE("every door opens before it closes") {
  const std::vector<std::string> doors = {"sectors.general_practice.", "sectors.other_practice.",
                                          "sectors.hospital.outpatient_", "sectors.municipality.assessment_"};
  for (const std::string& door : doors) {
    CHECK(problems_with({{door + "opens", 16.0}, {door + "closes", 16.0}}) ==
          Lines{fmt::format("argument: {0}opens = 16, {0}closes = 16 (argument): expected to open before closing",
                            door)});
  }
}

TEST_CASE("the more urgent does not wait longer") {
  CHECK(problems_with({{"needs.emergency_wait_days", 3.0}, {"needs.urgent_wait_days", 2.0}}) ==
        Lines{"argument: needs.emergency_wait_days = 3, needs.urgent_wait_days = 2 (argument), "
              "needs.subacute_wait_days = 30 (" +
              place("needs.subacute_wait_days") + "): expected each at least the one before it"});
}

TEST_CASE("one path names one table") {
  const Folder folder;
  write_base(folder);
  folder.write("arm/data/clusters.csv", "cluster\nanother\n");
  folder.write("arm/arm.toml", "extends = '../base.toml'\ntables.needs = 'data/clusters.csv'");
  const Lines problems = problems_of([&] { load_scenario(folder.path() / "arm/arm.toml"); });
  REQUIRE(problems.size() == 1);
  CHECK_THAT(problems[0], Catch::Matchers::StartsWith(
                              "arm.toml, line 2: tables.needs = \"data/clusters.csv\": expected another path than "
                              "tables.clusters (../base.toml, line "));
}

TEST_CASE("a rule says nothing of fields that are wrong by themselves") {
  CHECK(problems_with({{"needs.urgent_share", 1.5}}) ==
        Lines{"argument: needs.urgent_share = 1.5: expected at most 1 share"});
  CHECK(problems_of([] { small_scenario({{"info.weight.plan", ""}}); }).size() == 1);
}

TEST_CASE("rules are held against all layers together") {
  CHECK(problems_of([] {
          small_scenario({{"needs.emergency_share", "0.6"}, {"needs.urgent_share", "0.6"}});
        }).size() == 1);
}
