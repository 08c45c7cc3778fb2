// A scenario written out is the same scenario when it is read again.

#include <cmath>
#include <string>
#include <vector>

#include "models/scenario/load.h"
#include "tests/support/catch.h"
#include "tests/support/scenario_files.h"

using namespace klynge;
using namespace tests;
using Catch::Matchers::ContainsSubstring;

namespace {

// All that describe() says but where it was said.
std::vector<std::string> contents(const Scenario& scenario) {
  std::vector<std::string> lines;
  for (const FieldView& view : describe(scenario)) {
    lines.push_back(view.key + "|" + view.value + "|" + view.source + "|" + view.confidence);
  }
  return lines;
}

Scenario written_and_read(const Scenario& scenario) {
  return parse_scenario(to_toml(scenario), "again.toml", tables_of(scenario));
}

}  // namespace

TEST_CASE("a scenario survives being written and read") {
  const Scenario scenario = small_scenario({
      {"title", R"("quotes \" and \\, tab \t, bell \u0007, delete \u007f, newline \n, æøå")"},
      {"run.first_day", "2031-12-31"},
      {"run.holidays", "[2024-12-25, 2024-12-26]"},
      {"sectors.hospital.beds", "250"},
      {"prices.bed_day", "{ value = 4873.1, unit = 'DKK per day', source = \"a 'tariff'\", confidence = 'published' }"},
      {"info.capacity_age_days", "inf"},
      {"aftercare.municipal_need_base", "-2.5e-7"},
      {"decide.view", "'joint'"},
      {"money.discharge_fee", "false"},
  });
  const Scenario again = written_and_read(scenario);
  CHECK(contents(again) == contents(scenario));
  CHECK(tables_of(again) == tables_of(scenario));
  CHECK(to_toml(again) == to_toml(scenario));
}

TEST_CASE("what is not set stays so, and defaults become explicit") {
  const Scenario again = written_and_read(small_scenario());
  CHECK(std::isnan(again.hospital.beds));
  CHECK(again.origins.count("sectors.hospital.beds") == 0);
  CHECK(again.origins.count("run.days") == 1);
}

TEST_CASE("doubles are written so that they read back exactly") {
  for (const double number : {0.1 + 0.2, 1.0 / 3, 1e-300, 5e-324, 123456.789, 9999999.999999998, 1e7, -0.0}) {
    const Scenario scenario = with_overrides(small_scenario(), {{"decide.harm", number}});
    CHECK(scenario.decide.harm == number);
    CHECK(written_and_read(scenario).decide.harm == number);
  }
}

TEST_CASE("presets are written as names, their work being done") {
  const Folder folder;
  folder.write("presets/referral/f.toml", "travel.speed = 22");
  const Scenario scenario = with_overrides(small_scenario(), {{"referral", std::string("f")}}, {{folder.path()}});
  const Scenario again = written_and_read(scenario);  // without the preset's file
  CHECK(again.referral == "f");
  CHECK(again.travel.speed == 22.0);
  CHECK(contents(again) == contents(scenario));
}

TEST_CASE("fields stand in the tables of the schema, each opened once") {
  const std::string toml = to_toml(small_scenario({{"title", "'A title'"}}));
  CHECK_THAT(toml,
             Catch::Matchers::StartsWith("title = \"A title\"\n\n[run]\nfirst_day = 2024-01-01\nholidays = []\n"));
  CHECK_THAT(toml, ContainsSubstring("\n\n[sectors.general_practice]\nresidents_per_gp = { value = "));
  CHECK_THAT(toml, ContainsSubstring(
                       "\n\n[info]\nweight.diagnosis = { value = 0.2, unit = \"share\", confidence = \"assumed\" }"));
  CHECK_THAT(toml, !ContainsSubstring("[info.weight]"));
}
