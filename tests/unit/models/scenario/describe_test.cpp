// A scenario as a list of fields, and the schema as the same list with nothing but defaults.

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "models/scenario/load.h"
#include "tests/support/catch.h"
#include "tests/support/scenario_files.h"

using namespace klynge;
using namespace tests;

namespace {

FieldView find(const std::vector<FieldView>& views, const std::string& key) {
  const auto found = std::find_if(views.begin(), views.end(), [&](const FieldView& view) { return view.key == key; });
  REQUIRE(found != views.end());
  return *found;
}

}  // namespace

TEST_CASE("a quantity is described with its provenance, range and origin") {
  const Scenario scenario =
      small_scenario({{"sectors.hospital.beds", "{ value = 1.5e2, source = 'a count', confidence = 'second-hand' }"}});
  const FieldView beds = find(describe(scenario), "sectors.hospital.beds");
  CHECK(beds.type == "number");
  CHECK(beds.value == "150");
  CHECK(beds.number == 150);
  CHECK(beds.unit == "beds");
  CHECK(beds.meaning == "hospital beds of the area; left out, they follow from beds_per_1000");
  CHECK(beds.source == "a count");
  CHECK(beds.confidence == "second-hand");
  CHECK(beds.origin.rfind("small.toml, line ", 0) == 0);
  CHECK(beds.least == 1);
  CHECK(beds.most == 100000);
  CHECK(beds.optional);
  CHECK(beds.choices.empty());
}

TEST_CASE("a field that is not set has no value, no origin and no confidence") {
  const FieldView beds = find(describe(small_scenario()), "sectors.hospital.beds");
  CHECK(beds.value.empty());
  CHECK(std::isnan(beds.number));
  CHECK(beds.origin.empty());
  CHECK(beds.confidence.empty());
}

TEST_CASE("every type of field has a name and a text") {
  const auto views = describe(small_scenario({{"run.holidays", "[2024-12-25, 2024-12-26]"}, {"title", "'æ'"}}));
  const auto shown = [&](const std::string& key) { return find(views, key).type + ": " + find(views, key).value; };
  CHECK(shown("title") == "text: æ");
  CHECK(shown("run.first_day") == "date: 2024-01-01");
  CHECK(shown("run.holidays") == "dates: 2024-12-25, 2024-12-26");
  CHECK(shown("run.days") == "whole number: 365");
  CHECK(shown("tables.needs") == "table: data/needs_by_age.csv");
  CHECK(shown("needs.emergency_share") == "number: 0.2");
  CHECK(shown("decide.rule") == "choice: own");
  CHECK(shown("money.discharge_fee") == "yes or no: true");
  CHECK(find(views, "run.days").number == 365);
  CHECK(std::isnan(find(views, "money.discharge_fee").number));
  CHECK(find(views, "decide.rule").choices == std::vector<std::string>{"own", "level", "cost", "net-benefit"});
}

TEST_CASE("a value set in code has the origin argument") {
  const Scenario scenario = with_overrides(small_scenario(), {{"run.days", std::int64_t{5}}});
  CHECK(find(describe(scenario), "run.days").origin == "argument");
}

TEST_CASE("a change is described as the whole regime that it brings") {
  const Scenario scenario = with_change(small_scenario(), {{"area", std::string("North")}, {"info.visibility", 0.25}});
  const auto changes = describe_changes(scenario);
  REQUIRE(changes.size() == 1);
  CHECK(find(changes[0], "area").value == "North");
  CHECK(find(changes[0], "from").value == "2024-01-01");
  CHECK(find(changes[0], "info.visibility").number == 0.25);
  CHECK(find(changes[0], "info.visibility").origin == "argument");
  CHECK(find(changes[0], "info.sync_days").number == scenario.info.sync_days);
  CHECK(find(changes[0], "info.sync_days").origin.empty());
}

TEST_CASE("the schema names every field once, with a meaning, and what a scenario must set has no value") {
  const auto fields = schema();
  std::set<std::string> keys;
  for (const FieldView& field : fields) {
    INFO(field.key);
    CHECK(keys.insert(field.key).second);
    CHECK_FALSE(field.meaning.empty());
    CHECK((field.value.empty() || field.optional));
    CHECK((field.type != "number" || !field.unit.empty()));
    CHECK(field.least <= field.most);
    CHECK(field.origin.empty());
  }
  CHECK(find(fields, "run.days").value == "365");  // a default

  std::size_t visited = 0;
  const Scenario scenario;
  for_each_field(scenario, [&](const std::string& key, const auto&, const FieldSpec&) {
    ++visited;
    CHECK(keys.count(key) == 1);
  });
  CHECK(fields.size() == visited);
}
