// Regimes that take over on a date, in an area: what a change says, what it leaves, and what is said of each mistake.

#include <algorithm>
#include <string>
#include <vector>

#include "models/scenario/load.h"
#include "sim/calendar.h"
#include "tests/support/catch.h"
#include "tests/support/scenario_files.h"

using namespace klynge;
using namespace tests;
using Lines = std::vector<std::string>;

namespace {

const std::string may_say =
    "a change may say area, from, regime, referral, coordination, and keys of info, relations, mandate, decide, money, "
    "authority";

Scenario on_top_of_base(const std::string& text, const Overrides& overrides = {}) {
  const Folder folder;
  write_base(folder);
  folder.write("presets/regime/r.toml", "relations.support = 1.5\ndecide.rule = 'level'");
  folder.write("presets/referral/f.toml", "decide.rule = 'cost'");
  const auto file = folder.write("scenario.toml", "extends = 'base.toml'\n" + text);
  return load_scenario(file, overrides);
}

Lines problems_on_top_of_base(const std::string& text) {
  return problems_of([&] { on_top_of_base(text); });
}

std::vector<std::string> days(const Scenario& scenario) {
  std::vector<std::string> days;
  for (const Change& change : scenario.changes) days.push_back(change.area + " " + sim::format_date(change.from));
  return days;
}

// Where, when and every switch, without where it was said.
std::vector<std::string> contents(const Scenario& scenario) {
  std::vector<std::string> lines;
  for (const auto& change : describe_changes(scenario)) {
    for (const FieldView& view : change) {
      lines.push_back(view.key + "|" + view.value + "|" + view.source + "|" + view.confidence);
    }
  }
  return lines;
}

Scenario written_and_read(const Scenario& scenario) {
  return parse_scenario(to_toml(scenario), "again.toml", tables_of(scenario));
}

}  // namespace

TEST_CASE("a change is the scenario's own regime but for what it says") {
  const Scenario scenario = on_top_of_base(R"(
    relations.turnover = 0.25
    [[change]]
    area = 'Upper Town'
    from = 2024-03-01
    regime = 'r'
    referral = 'f'
    info = { visibility = 0.75, weight.plan = 0.1 }
    relations.conflict = { value = 0.125, source = 'a count', confidence = 'published' }
    mandate.standards = true
    decide.owner = 'standard')");
  REQUIRE(scenario.changes.size() == 1);
  const Change& change = scenario.changes[0];
  CHECK(change.area == "Upper Town");
  CHECK(sim::format_date(change.from) == "2024-03-01");
  CHECK(change.regime.regime == "r");
  CHECK(change.regime.relations.support == 1.5);       // its preset
  CHECK(change.regime.decide.rule == LeonRule::cost);  // referral above regime
  CHECK(change.regime.info.visibility == 0.75);        // itself
  CHECK(change.regime.relations.conflict.source == "a count");
  CHECK(change.regime.mandate.standards);
  CHECK(change.regime.decide.owner == Owner::standard);
  CHECK(change.regime.relations.turnover == 0.25);  // the scenario's own
  CHECK(scenario.regime.empty());
  CHECK(scenario.decide.rule == LeonRule::own);
  CHECK(scenario.relations.support == 1.0);
}

TEST_CASE("a change that says neither where nor when holds everywhere from the first day") {
  const Scenario scenario = on_top_of_base("run.first_day = 2025-06-01\n[[change]]\ndecide.rule = 'level'");
  CHECK(days(scenario) == Lines{" 2025-06-01"});
  CHECK(days(with_overrides(scenario, {{"run.first_day", std::string("2025-07-01")}})) == Lines{" 2025-07-01"});
}

TEST_CASE("changes stand in order of date, those of one date as they were named") {
  const Scenario scenario = on_top_of_base(R"(
    [[change]]
    from = 2024-05-01
    area = 'Lower Town'
    [[change]]
    from = 2024-04-01
    area = 'Upper Town'
    [[change]]
    from = 2024-05-01
    area = 'North'
    decide.rule = 'level')");
  CHECK(days(scenario) == Lines{"Upper Town 2024-04-01", "Lower Town 2024-05-01", "North 2024-05-01"});
  CHECK(scenario.origins.at("change[0].area").line == 8);
  CHECK(scenario.origins.at("change[2].decide.rule").line == 12);
  CHECK(scenario.origins.count("change[1].decide.rule") == 0);
}

TEST_CASE("the changes of a higher layer take the place of all that lower ones name") {
  const Folder folder;
  write_base(folder);
  folder.write("below.toml", "extends = 'base.toml'\n[[change]]\narea = 'Upper Town'\n[[change]]\narea = 'Lower Town'");
  const auto load = [&](const std::string& text) {
    return load_scenario(folder.write("above.toml", "extends = 'below.toml'\n" + text));
  };
  CHECK(load("").changes.size() == 2);
  CHECK(load("change = []").changes.empty());
  CHECK(days(load("[[change]]\narea = 'North'")) == Lines{"North 2024-01-01"});
  CHECK(with_overrides(load(""), {{"change", std::vector<std::string>{}}}).changes.empty());
}

TEST_CASE("a change is laid over the regime of all layers, however late they come") {
  const Scenario scenario = on_top_of_base("[[change]]\nfrom = 2024-03-01\nregime = 'r'\ninfo.visibility = 0.25",
                                           {{"relations.turnover", 0.125}});
  CHECK(scenario.changes[0].regime.relations.turnover == 0.125);
  const Scenario later = with_overrides(scenario, {{"info.visibility", 0.875}, {"info.latency_days", 7.0}});
  REQUIRE(later.changes.size() == 1);
  CHECK(later.changes[0].regime.info.visibility == 0.25);  // it says so itself
  CHECK(later.changes[0].regime.info.latency_days == 7.0);
  CHECK(later.changes[0].regime.relations.support == 1.5);
  CHECK(days(later) == days(scenario));
}

TEST_CASE("one change more leaves those before it as they are") {
  const Scenario one = with_change(small_scenario(), {{"from", std::string("2024-06-01")}, {"info.visibility", 0.25}});
  const Scenario two = with_change(one, {{"area", std::string("Upper Town")}, {"decide.rule", std::string("level")}});
  CHECK(days(two) == Lines{"Upper Town 2024-01-01", " 2024-06-01"});
  CHECK(two.changes[0].regime.decide.rule == LeonRule::level);
  CHECK(two.changes[0].regime.info.visibility == one.info.visibility);
  CHECK(two.changes[1].regime.info.visibility == 0.25);
  CHECK(small_scenario().changes.empty());
}

TEST_CASE("changes survive being written and read, by area and by date") {
  const Scenario scenario = on_top_of_base(R"(
    info.capacity_age_days = inf
    [[change]]
    regime = 'r'
    [[change]]
    area = 'Lower Town; Upper Town'
    from = 2024-09-30
    referral = 'f'
    decide.cost = 'opportunity'
    money.discharge_fee = false
    info.weight.plan = { value = 0.1, source = "a 'guess'", confidence = 'derived' }
    [[change]]
    from = 2024-12-01)");
  const Scenario again = written_and_read(scenario);  // without the presets' files
  CHECK(contents(again) == contents(scenario));
  CHECK(days(again) == Lines{" 2024-01-01", "Lower Town; Upper Town 2024-09-30", " 2024-12-01"});
  CHECK(to_toml(again) == to_toml(scenario));
  CHECK_THAT(to_toml(scenario), Catch::Matchers::EndsWith("\n\n[[change]]\nfrom = 2024-12-01\n"));

  const Overrides later = {{"info.latency_days", 7.0}};  // what it says, and no more, has been written
  CHECK(contents(with_overrides(again, later)) == contents(with_overrides(scenario, later)));
}

TEST_CASE("a change that was made in code survives being written and read") {
  Scenario scenario = small_scenario();
  Change change{"Upper Town", std::chrono::year{2024} / 2 / 1, scenario};
  change.regime.info.visibility = {0.125, "a count", Confidence::published};
  change.regime.authority.home_nursing = true;
  scenario.changes = {change};
  CHECK(contents(written_and_read(scenario)) == contents(scenario));
}

TEST_CASE("only what a change says has an origin") {
  const Scenario scenario = on_top_of_base("[[change]]\nregime = 'r'\ninfo.visibility = 0.25");
  Lines said;
  const auto changes = describe_changes(scenario);
  for (const FieldView& view : changes.at(0)) {
    if (!view.origin.empty()) said.push_back(view.key + ": " + view.origin);
  }
  CHECK(said == Lines{"regime: scenario.toml, line 3", "info.visibility: scenario.toml, line 4",
                      "relations.support: presets/regime/r.toml, line 1",
                      "decide.rule: presets/regime/r.toml, line 2"});
}

TEST_CASE("what is no switch of a regime cannot change") {
  CHECK(
      problems_on_top_of_base("[[change]]\nprices.bed_day = 3\n[[change]]\nsectors.hospital.beds = 7\nrun.days = 5") ==
      Lines{"scenario.toml, line 3: change[0].prices.bed_day is no switch of a regime; " + may_say,
            "scenario.toml, line 5: change[1].sectors.hospital.beds is no switch of a regime; " + may_say,
            "scenario.toml, line 6: change[1].run.days is no switch of a regime; " + may_say});
  CHECK(problems_on_top_of_base("[[change]]\ninfo.visibilty = 0.5\n[[change.change]]\narea = 'North'") ==
        Lines{"scenario.toml, line 3: change[0].info.visibilty is no switch of a regime: did you mean info.visibility?",
              "scenario.toml, line 4: change[0].change is no switch of a regime; " + may_say});
}

TEST_CASE("a preset of a change must set switches only") {
  const Folder folder;
  write_base(folder);
  folder.write("presets/regime/r.toml", "\ntravel.detour = 1.5");
  const auto file = folder.write("scenario.toml", "extends = 'base.toml'\n[[change]]\nregime = 'r'");
  CHECK(problems_of([&] { load_scenario(file); }) ==
        Lines{"presets/regime/r.toml, line 2: change[0].travel.detour is no switch of a regime; " + may_say});
}

TEST_CASE("a mistake in a change is named like any other, with its place in the list") {
  CHECK(
      problems_on_top_of_base("[[change]]\n[[change]]\ninfo.visibility = 2\ndecide.rule = 'lowest'\ninfo = 3").size() ==
      1);
  CHECK(problems_on_top_of_base("[[change]]\n[[change]]\ninfo.visibility = 2\ndecide.rule = 'lowest'") ==
        Lines{"scenario.toml, line 4: change[1].info.visibility = 2: expected at most 1 share",
              "scenario.toml, line 5: change[1].decide.rule = \"lowest\": expected one of: own, level, cost, "
              "net-benefit"});
  CHECK(problems_on_top_of_base("[[change]]\ninfo = 3\narea = 4\nfrom = 'May'\nexpanded = 1") ==
        Lines{"scenario.toml, line 3: change[0].info = 3: expected a table with weight, life, transmit, ...",
              "scenario.toml, line 4: change[0].area = 4: expected text",
              "scenario.toml, line 5: change[0].from = \"May\": expected a date, YYYY-MM-DD",
              "scenario.toml, line 6: expanded = 1: expected true or false"});
  CHECK(problems_on_top_of_base("[[change]]\nregime = 'x'") ==
        Lines{"scenario.toml, line 3: regime = \"x\": expected one of: r"});
  CHECK(problems_on_top_of_base("change = 'r'") ==
        Lines{"scenario.toml, line 2: change = \"r\": expected tables, each under [[change]]"});
  CHECK(problems_on_top_of_base("change = ['r']") ==
        Lines{"scenario.toml, line 2: change[0] = \"r\": expected a table"});
}

TEST_CASE("a change falls on a day of the run") {
  CHECK(problems_on_top_of_base("run.warm_up_days = 10\nrun.days = 21\n[[change]]\nfrom = 2024-01-31").empty());
  CHECK(problems_on_top_of_base(
            "run.warm_up_days = 10\nrun.days = 21\n[[change]]\nfrom = 2024-02-01\n[[change]]\nfrom = 2023-12-31") ==
        Lines{"scenario.toml, line 5: change[0].from = 2024-02-01: expected a day of the run, 2024-01-01 to 2024-01-31",
              "scenario.toml, line 7: change[1].from = 2023-12-31: expected a day of the run, 2024-01-01 to "
              "2024-01-31"});
  const Scenario scenario = with_change(small_scenario(), {{"from", std::string("2024-06-01")}});
  CHECK(problems_of([&] {
          with_overrides(scenario, {{"run.days", std::int64_t{5}}});
        }) == Lines{"argument: change[0].from = 2024-06-01: expected a day of the run, 2024-01-01 to 2024-04-04"});
}

TEST_CASE("the weights of information add up to one in every change") {
  const Lines problems = problems_on_top_of_base("[[change]]\ninfo.weight.plan = 0.3");
  REQUIRE(problems.size() == 1);
  CHECK_THAT(problems[0], Catch::Matchers::ContainsSubstring("change[0].info.weight.plan = 0.3"));
  CHECK_THAT(problems[0], Catch::Matchers::EndsWith("expected a sum of 1, not 1.2"));
  CHECK(problems_on_top_of_base("[[change]]\ninfo.weight = { plan = 0.05, contact = 0.15 }").empty());
}
