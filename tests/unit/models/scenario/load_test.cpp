// Scenario files: what each layer sets, which layer wins, and what is said of each mistake.

#include <algorithm>
#include <cmath>
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

// What is said of `text` as scenario.toml on top of base.toml, whose line 1 is taken by `extends`.
Lines problems_on_top_of_base(const std::string& text) {
  const Folder folder;
  write_base(folder);
  const auto file = folder.write("scenario.toml", "extends = 'base.toml'\n" + text);
  return problems_of([&] { load_scenario(file); });
}

std::string problem_on_top_of_base(const std::string& text) {
  const Lines problems = problems_on_top_of_base(text);
  REQUIRE(problems.size() == 1);
  return problems.front();
}

Lines problems_with(const Overrides& overrides) {
  return problems_of([&] { with_overrides(small_scenario(), overrides); });
}

}  // namespace

TEST_CASE("a complete scenario loads with its numbers, texts and tables") {
  const Folder folder;
  write_base(folder);
  const Scenario scenario = load_scenario(folder.path() / "base.toml");
  CHECK(scenario.population.area == "North");
  CHECK(scenario.needs.emergency_share == 0.2);
  CHECK(scenario.needs.emergency_share.confidence == Confidence::assumed);
  CHECK(scenario.tables.levels.path == "data/levels.csv");
  CHECK(scenario.tables.levels.text == table_texts().at("data/levels.csv"));
  CHECK(scenario.run.days == 365);
  CHECK(std::isnan(scenario.hospital.beds));
}

TEST_CASE("every type of field is read") {
  const Scenario scenario = small_scenario({
      {"title", "'Many \"beds\"'"},
      {"run.first_day", "2025-02-28"},
      {"run.holidays", "[2025-12-25, '2025-12-26']"},
      {"run.days", "100"},
      {"sectors.hospital.beds", "{ value = 250, unit = 'beds', source = 'a count', confidence = 'published' }"},
      {"info.capacity_age_days", "inf"},
      {"decide.rule", "'net-benefit'"},
      {"money.discharge_fee", "false"},
  });
  CHECK(scenario.title == "Many \"beds\"");
  CHECK(sim::format_date(scenario.run.first_day) == "2025-02-28");
  REQUIRE(scenario.run.holidays.size() == 2);
  CHECK(sim::format_date(scenario.run.holidays[1]) == "2025-12-26");
  CHECK(scenario.run.days == 100);
  CHECK(scenario.hospital.beds == 250.0);
  CHECK(scenario.hospital.beds.source == "a count");
  CHECK(scenario.hospital.beds.confidence == Confidence::published);
  CHECK(std::isinf(scenario.info.capacity_age_days));
  CHECK(scenario.decide.rule == LeonRule::net_benefit);
  CHECK_FALSE(scenario.money.discharge_fee);
}

TEST_CASE("a number out of range is named with its file, line and limit") {
  CHECK(problem_on_top_of_base("sectors.hospital.beds = -3") ==
        "scenario.toml, line 2: sectors.hospital.beds = -3: expected at least 1 beds");
  CHECK(problem_on_top_of_base("[needs]\n\nsurgical_share = 1.5") ==
        "scenario.toml, line 4: needs.surgical_share = 1.5: expected at most 1 share");
  CHECK(problem_on_top_of_base("travel.detour = 0.5") ==
        "scenario.toml, line 2: travel.detour = 0.5: expected at least 1");
  CHECK(problem_on_top_of_base("travel.speed = inf") ==
        "scenario.toml, line 2: travel.speed = inf: expected at most 130 km/h");
  CHECK(problem_on_top_of_base("travel.speed = nan") ==
        "scenario.toml, line 2: travel.speed = nan: expected a number, 5 to 130 km/h");
  CHECK(problem_on_top_of_base("info.capacity_age_days = { value = 0 }") ==
        "scenario.toml, line 2: info.capacity_age_days = 0: expected at least 0.04 days");
  CHECK(problem_on_top_of_base("run.days = 0") == "scenario.toml, line 2: run.days = 0: expected at least 1 days");
}

TEST_CASE("a value of the wrong type is named with what was expected") {
  CHECK(problem_on_top_of_base("travel.speed = 'fast'") ==
        "scenario.toml, line 2: travel.speed = \"fast\": expected a number, 5 to 130 km/h");
  CHECK(problem_on_top_of_base("travel.speed = true") ==
        "scenario.toml, line 2: travel.speed = true: expected a number, 5 to 130 km/h");
  CHECK(problem_on_top_of_base("info.capacity_age_days = 'never'") ==
        "scenario.toml, line 2: info.capacity_age_days = \"never\": expected a number, at least 0.04 days");
  CHECK(problem_on_top_of_base("run.days = 365.0") ==
        "scenario.toml, line 2: run.days = 365: expected a whole number, 1 to 36600 days");
  CHECK(problem_on_top_of_base("title = 3") == "scenario.toml, line 2: title = 3: expected text");
  CHECK(problem_on_top_of_base("population.area = ''") ==
        "scenario.toml, line 2: population.area = \"\": expected text");
  CHECK(problem_on_top_of_base("money.discharge_fee = 'no'") ==
        "scenario.toml, line 2: money.discharge_fee = \"no\": expected true or false");
  CHECK(problem_on_top_of_base("decide.rule = 'lowest'") ==
        "scenario.toml, line 2: decide.rule = \"lowest\": expected one of: own, level, cost, net-benefit");
  CHECK(problem_on_top_of_base("run.first_day = 12:30:00") ==
        "scenario.toml, line 2: run.first_day = 12:30:00: expected a date, YYYY-MM-DD");
  CHECK(problem_on_top_of_base("run.first_day = '2025-02-29'") ==
        "scenario.toml, line 2: run.first_day = \"2025-02-29\": expected a date, YYYY-MM-DD");
  CHECK(problem_on_top_of_base("run.first_day = '2025-2-1'") ==
        "scenario.toml, line 2: run.first_day = \"2025-2-1\": expected a date, YYYY-MM-DD");
  CHECK(problem_on_top_of_base("run.holidays = 2025-01-01") ==
        "scenario.toml, line 2: run.holidays = 2025-01-01: expected a list of dates, YYYY-MM-DD");
  CHECK(problem_on_top_of_base("run.holidays = [\n2025-01-01,\n'Easter',\n]") ==
        "scenario.toml, line 4: run.holidays[1] = \"Easter\": expected a date, YYYY-MM-DD");
  CHECK(problem_on_top_of_base("run.days = { value = 3 }") ==
        "scenario.toml, line 2: run.days = { value = 3 }: expected a whole number, 1 to 36600 days");
  CHECK(problem_on_top_of_base("tables.levels = 7") ==
        "scenario.toml, line 2: tables.levels = 7: expected the path of a CSV file");
  CHECK(problem_on_top_of_base("travel = 3") ==
        "scenario.toml, line 2: travel = 3: expected a table with dispatch_minutes, speed, detour");
  CHECK(problem_on_top_of_base("run = [1, 2]") ==
        "scenario.toml, line 2: run = [1, 2]: expected a table with first_day, holidays, warm_up_days, days");
  CHECK(problem_on_top_of_base("sectors.hospital = 1") ==
        "scenario.toml, line 2: sectors.hospital = 1: expected a table with beds_per_1000, beds, surgical_bed_share, "
        "...");
}

TEST_CASE("a long value is cut short between two letters") {
  CHECK(problem_on_top_of_base("travel.speed = '" + std::string(31, 'x') + "ææææææææææææææææææææ'") ==
        "scenario.toml, line 2: travel.speed = \"" + std::string(31, 'x') +
            "ææææææææææææ...: expected a number, 5 to 130 km/h");
}

TEST_CASE("provenance must be whole and in the unit of the schema") {
  CHECK(problem_on_top_of_base("prices.bed_day = { value = 5000, unit = 'DKK' }") ==
        "scenario.toml, line 2: prices.bed_day.unit = \"DKK\": expected \"DKK per day\"");
  CHECK(
      problem_on_top_of_base("prices.bed_day = { value = 5000, confidence = 'sure' }") ==
      "scenario.toml, line 2: prices.bed_day.confidence = \"sure\": expected one of: published, second-hand, derived, "
      "assumed");
  CHECK(problem_on_top_of_base("prices.bed_day = { value = 5000, confidence = 'derived' }") ==
        "scenario.toml, line 2: prices.bed_day.confidence = \"derived\": expected a source beside it");
  CHECK(problem_on_top_of_base("prices.bed_day = { value = 5000, source = 7 }") ==
        "scenario.toml, line 2: prices.bed_day.source = 7: expected text");
  CHECK(problem_on_top_of_base("prices.bed_day = { source = 'a tariff' }") ==
        "scenario.toml, line 2: prices.bed_day = { source = \"a tariff\" }: expected a value in it");
  CHECK(problem_on_top_of_base("[prices.bed_day]\nvalue = 5000\nsauce = 'a tariff'") ==
        "scenario.toml, line 4: unknown key prices.bed_day.sauce: did you mean source?");
}

TEST_CASE("an unknown key is answered with the nearest known one, if one is near") {
  CHECK(problem_on_top_of_base("sectors.hospital.bed = 3") ==
        "scenario.toml, line 2: unknown key sectors.hospital.bed: did you mean sectors.hospital.beds?");
  CHECK(problem_on_top_of_base("hospital.beds = 3") ==
        "scenario.toml, line 2: unknown key hospital: did you mean sectors.hospital?");
  CHECK(problem_on_top_of_base("prices.bedday = { value = 3 }") ==
        "scenario.toml, line 2: unknown key prices.bedday: did you mean prices.bed_day?");
  CHECK(problem_on_top_of_base("speed = 3") == "scenario.toml, line 2: unknown key speed: did you mean travel.speed?");
  CHECK(problem_on_top_of_base("weather = 'fine'") == "scenario.toml, line 2: unknown key weather");
}

TEST_CASE("a missing field is named with its unit and meaning") {
  CHECK(problems_of([] {
          small_scenario({{"prices.bed_day", ""}, {"population.area", ""}, {"tables.needs", ""}});
        }) ==
        Lines{"small.toml: tables.needs is missing: expected the path of a CSV file (needs by age that no chronic "
              "condition "
              "explains)",
              "small.toml: population.area is missing: expected text (who is simulated: Denmark, a region, a health "
              "cluster, a health council or a municipality, by name; several are separated by semicolons)",
              "small.toml: prices.bed_day is missing: expected a number, 0 to 1000000 DKK per day (a day in a hospital "
              "bed)"});

  const auto fields = schema();
  const auto required =
      std::count_if(fields.begin(), fields.end(), [](const FieldView& view) { return !view.optional; });
  CHECK(static_cast<std::ptrdiff_t>(problems_of([] { parse_scenario("", "empty.toml", {}); }).size()) == required);
}

TEST_CASE("a field that is wrong is not missing besides") {
  CHECK(problems_of([] { small_scenario({{"prices.bed_day", "'dear'"}}); }).size() == 1);
  CHECK(problems_of([] { small_scenario({{"population.area", "3"}}); }).size() == 1);
}

TEST_CASE("a table that is not there is named with where it was looked for") {
  const Folder folder;
  write_base(folder);
  const auto file = folder.write("scenario.toml", "extends = 'base.toml'\ntables.levels = 'levels.csv'");
  CHECK(problems_of([&] { load_scenario(file, {}, {{"/nowhere"}}); }) ==
        Lines{"scenario.toml, line 2: tables.levels = \"levels.csv\": expected a file that can be read in " +
              folder.path().string() + " or in /nowhere"});
}

TEST_CASE("a mistake in the syntax has a line, and nothing is said of what the file might have held") {
  const Lines problems = problems_on_top_of_base("travel.speed = 50\ntravel.speed = 60");
  REQUIRE(problems.size() == 1);
  CHECK_THAT(problems[0], Catch::Matchers::StartsWith("scenario.toml, line 3: not TOML: "));
}

TEST_CASE("a file that cannot be found is said to be missing") {
  CHECK(problems_of([] { load_scenario("/nowhere/at/all.toml"); }) == Lines{"/nowhere/at/all.toml: no such file"});
  CHECK(problems_of([] { load_scenario("not-a-scenario.toml", {}, {{"/nowhere"}}); }) ==
        Lines{"not-a-scenario.toml: no such file in the current folder or in /nowhere"});
  const Folder folder;
  const auto file = folder.write("scenario.toml", "\nextends = 'basis.toml'");
  CHECK(problems_of([&] { load_scenario(file); }) ==
        Lines{"scenario.toml, line 2: extends = \"basis.toml\": expected a file in " + folder.path().string()});
  folder.write("scenario.toml", "extends = ['a', 'b']");
  CHECK(problems_of([&] { load_scenario(file); }) ==
        Lines{"scenario.toml, line 1: extends = [\"a\", \"b\"]: expected the path of a scenario file"});
}

TEST_CASE("files that extend each other are a circle") {
  const Folder folder;
  folder.write("one.toml", "extends = 'more/two.toml'");
  folder.write("more/two.toml", "\nextends = '../one.toml'");
  CHECK(problems_of([&] { load_scenario(folder.path() / "one.toml"); }) ==
        Lines{"more/two.toml, line 2: extends = \"../one.toml\": expected no circle, but found one.toml -> "
              "more/two.toml -> "
              "one.toml"});
}

TEST_CASE("all problems of all layers are told at once, by file and line") {
  const Folder folder;
  write_base(folder);
  folder.write("below.toml",
               "extends = 'base.toml'\n[run]\ndays = -1\nlength = 3\n[travel]\nspeed = 'fast'\ndetour = 9");
  const auto file = folder.write("above.toml", "extends = 'below.toml'\ntravel.speed = 60\nmoney.discharge_fee = 1");
  CHECK(problems_of([&] {
          load_scenario(file, {{"run.days", std::int64_t{0}}});
        }) == Lines{"above.toml, line 3: money.discharge_fee = 1: expected true or false",
                    "argument: run.days = 0: expected at least 1 days",
                    "below.toml, line 3: run.days = -1: expected at least 1 days",
                    "below.toml, line 4: unknown key run.length",
                    "below.toml, line 6: travel.speed = \"fast\": expected a number, 5 to 130 km/h",
                    "below.toml, line 7: travel.detour = 9: expected at most 3"});
}

TEST_CASE("what() holds every problem, a line each") {
  const ScenarioError error({"one", "two"});
  CHECK(std::string(error.what()) == "one\ntwo");
}

TEST_CASE("a higher layer wins: base, then presets, then the file itself, then overrides") {
  const Folder folder;
  write_base(folder);
  folder.write("presets/regime/r.toml", "travel.speed = 21\nprices.bed_day = 21\nprices.gp_consultation = 21");
  folder.write("presets/referral/f.toml",
               "prices.bed_day = 22\nprices.gp_consultation = 22\nprices.outpatient_visit = 22");
  folder.write("presets/coordination/c.toml", "prices.gp_consultation = 23\nprices.outpatient_visit = 23");
  folder.write("presets/coordination/d.toml", "prices.variable_share = 0.25");
  const auto file = folder.write("scenario.toml", R"(
    extends = 'base.toml'
    coordination = 'c'
    referral = 'f'
    regime = 'r'
    prices.outpatient_visit = 24)");

  const Scenario scenario = load_scenario(file, {{"coordination", std::string("d")}, {"needs.surgical_share", 0.75}});
  CHECK(scenario.travel.detour == 2.0);             // base
  CHECK(scenario.travel.speed == 21.0);             // regime
  CHECK(scenario.prices.bed_day == 22.0);           // referral above regime
  CHECK(scenario.prices.gp_consultation == 23.0);   // coordination above both
  CHECK(scenario.prices.outpatient_visit == 24.0);  // the file itself above its presets
  CHECK(scenario.prices.variable_share == 0.25);    // a preset among the overrides
  CHECK(scenario.needs.surgical_share == 0.75);     // an override
  CHECK(scenario.regime == "r");
  CHECK(scenario.coordination == "d");
}

TEST_CASE("an override wins over the presets among the overrides, in whatever order they come") {
  const Folder folder;
  folder.write("presets/regime/r.toml", "referral = 'f'\ntravel.speed = 21");
  folder.write("presets/referral/f.toml", "travel.speed = 22\ntravel.detour = 1.5");
  const LoadOptions options{{folder.path()}};
  const Scenario base = small_scenario();
  const Scenario scenario = with_overrides(base, {{"travel.detour", 1.25}, {"regime", std::string("r")}}, options);
  CHECK(scenario.travel.speed == 21.0);  // a preset above the preset that it names
  CHECK(scenario.travel.detour == 1.25);
  CHECK(scenario.referral == "f");
  CHECK(scenario.travel.dispatch_minutes == base.travel.dispatch_minutes);
}

TEST_CASE("a bare number on top of a sourced one takes its source away") {
  const Scenario base =
      small_scenario({{"prices.bed_day", "{ value = 1, source = 'a tariff', confidence = 'published' }"}});
  const Scenario scenario = with_overrides(base, {{"prices.bed_day", std::int64_t{2}}});
  CHECK(scenario.prices.bed_day == 2.0);
  CHECK(scenario.prices.bed_day.source.empty());
  CHECK(scenario.prices.bed_day.confidence == Confidence::assumed);
}

TEST_CASE("every field that was set has an origin, named from the folder of the scenario") {
  const Folder folder;
  write_base(folder);
  folder.write("presets/regime/r.toml", "\ntravel.speed = 21");
  folder.write("far/search/presets/referral/f.toml", "travel.detour = 2.5");
  const auto file =
      folder.write("arms/scenario.toml", "extends = '../base.toml'\nregime = 'r'\nreferral = 'f'\n[run]\ndays = 9");

  const LoadOptions options{{folder.path() / "far/search"}};
  const Scenario scenario =
      load_scenario(file, {{"run.warm_up_days", std::int64_t{7}}}, {{folder.path(), options.search[0]}});
  const auto place = [&](const std::string& key) {
    const Origin& origin = scenario.origins.at(key);
    return origin.file + ":" + std::to_string(origin.line);
  };
  CHECK(place("travel.dispatch_minutes").rfind("../base.toml:", 0) == 0);
  CHECK(place("travel.speed") == "presets/regime/r.toml:2");
  CHECK(place("travel.detour") == "presets/referral/f.toml:1");
  CHECK(place("run.days") == "scenario.toml:5");
  CHECK(place("run.warm_up_days") == "argument:0");
  CHECK(scenario.origins.count("run.first_day") == 0);
}

TEST_CASE("an unknown preset is answered with the known ones") {
  const Folder folder;
  write_base(folder);
  folder.write("presets/referral/leon.toml", "");
  folder.write("elsewhere/presets/referral/cost.toml", "");
  const auto file =
      folder.write("scenario.toml", "extends = 'base.toml'\nreferral = 'lean'\nregime = 'r'\ncoordination = 3");
  CHECK(problems_of([&] { load_scenario(file, {}, {{folder.path() / "elsewhere"}}); }) ==
        Lines{"scenario.toml, line 2: referral = \"lean\": expected one of: cost, leon",
              "scenario.toml, line 3: regime = \"r\": expected a file presets/regime/r.toml in " +
                  folder.path().string() + " or in " + (folder.path() / "elsewhere").string(),
              "scenario.toml, line 4: coordination = 3: expected text"});
}

TEST_CASE("a file is looked for beside the one that names it, then beside those above, then along the search path") {
  const Folder folder;
  write_base(folder);
  folder.write("scenarios/near.toml", "extends = 'middle/middle.toml'");
  folder.write("scenarios/middle/middle.toml", "extends = 'base.toml'\nregime = 'r'\ntravel.speed = 20");
  folder.write("scenarios/presets/regime/r.toml", "travel.detour = 1.5");
  folder.write("presets/regime/r.toml", "travel.detour = 2.5");
  const LoadOptions options{{folder.path()}};
  const Scenario scenario = load_scenario("scenarios/near.toml", {}, options);
  CHECK(scenario.travel.detour == 1.5);
  CHECK(scenario.travel.speed == 20.0);
  CHECK(scenario.origins.at("travel.speed").file == "middle/middle.toml");
  CHECK(scenario.tables.needs.text == table_texts().at("data/needs_by_age.csv"));
}

TEST_CASE("overrides are checked like files, at the place called argument") {
  CHECK(problems_with({{"sectors.hospital.beds", std::int64_t{-3}}, {"run.days", 2.5}, {"hospital.beds", 1.0}}) ==
        Lines{"argument: run.days = 2.5: expected a whole number, 1 to 36600 days",
              "argument: sectors.hospital.beds = -3: expected at least 1 beds",
              "argument: unknown key hospital.beds: did you mean sectors.hospital.beds?"});
  CHECK(problems_with({{"extends", std::string("base.toml")}}) == Lines{"argument: unknown key extends"});
  CHECK(
      problems_with({{"sectors.hospital", std::string("big")}}) ==
      Lines{
          "argument: sectors.hospital = \"big\": expected a table with beds_per_1000, beds, surgical_bed_share, ..."});
  const Lines no_preset = problems_with({{"regime", std::string("r")}});
  CHECK(no_preset == Lines{"argument: regime = \"r\": expected a file presets/regime/r.toml in the current folder"});
}

TEST_CASE("overrides set every type, and the last of one key wins") {
  const Folder folder;
  const auto table = folder.write("levels.csv", "level\n");
  const Scenario scenario = with_overrides(small_scenario(), {{"run.holidays", std::vector<std::string>{"2024-12-25"}},
                                                              {"run.first_day", std::string("2024-03-01")},
                                                              {"decide.rule", std::string("cost")},
                                                              {"money.discharge_fee", false},
                                                              {"travel.speed", 20.0},
                                                              {"travel.speed", 30.0},
                                                              {"tables.levels", table.string()}});
  CHECK(scenario.run.holidays.size() == 1);
  CHECK(sim::format_date(scenario.run.first_day) == "2024-03-01");
  CHECK(scenario.decide.rule == LeonRule::cost);
  CHECK_FALSE(scenario.money.discharge_fee);
  CHECK(scenario.travel.speed == 30.0);
  CHECK(scenario.tables.levels.text == "level\n");
}

TEST_CASE("a scenario from text takes its tables from the texts that came with it") {
  Texts tables = table_texts();
  CHECK(small_scenario({}, tables).tables.clusters.text == tables.at("data/clusters.csv"));
  tables.erase("data/clusters.csv");
  const Lines problems = problems_of([&] { small_scenario({}, tables); });
  REQUIRE(problems.size() == 1);
  CHECK_THAT(problems[0],
             Catch::Matchers::EndsWith("tables.clusters = \"data/clusters.csv\": expected a file that can be "
                                       "read among the tables that came with it"));
}

TEST_CASE("presets that are expanded already are names only") {
  const Scenario scenario = small_scenario({{"regime", "'a_preset_that_no_file_holds'\nexpanded = true"}});
  CHECK(scenario.regime == "a_preset_that_no_file_holds");
  CHECK(problems_on_top_of_base("expanded = 'yes'") ==
        Lines{"scenario.toml, line 2: expanded = \"yes\": expected true or false"});
}
