// The catalogue as a whole: every indicator says what it is, once.
#include <algorithm>
#include <cctype>
#include <set>
#include <string>
#include <utility>

#include "models/care/level.h"
#include "models/indicators/subjects.h"
#include "tests/support/catch.h"
#include "tests/unit/models/indicators/in_catalogue.h"

namespace tests {
namespace {

using namespace klynge;

TEST_CASE("an indicator is told by name and sector", "[unit]") {
  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (const Indicator& each : indicators()) {
    CAPTURE(each.name, each.sector);
    CHECK(seen.emplace(each.name, each.sector).second);
    CHECK((each.sector == "all" || std::count(sector_names.begin(), sector_names.end(), each.sector) == 1));
    CHECK(each.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos);
  }
}

TEST_CASE("every indicator has a title and a unit and one sentence that says what it is", "[unit]") {
  std::set<std::string_view> titles;
  for (const Indicator& each : indicators()) {
    CAPTURE(each.name, each.definition);
    CHECK(titles.insert(each.title).second);
    CHECK(each.title.size() <= 60);
    CHECK_FALSE(each.unit.empty());
    CHECK(static_cast<std::size_t>(each.direction) < direction_names.size());
    CHECK(std::count(each.definition.begin(), each.definition.end(), ' ') >= 2);
    CHECK(std::islower(static_cast<unsigned char>(each.definition.front())));
    CHECK(std::isalpha(static_cast<unsigned char>(each.definition.back())));
    CHECK(each.definition.find(". ") == std::string_view::npos);
  }
}

TEST_CASE("an indicator is one sum over another on a scale that its unit tells", "[unit]") {
  for (const Indicator& each : indicators()) {
    CAPTURE(each.name, each.unit);
    CHECK_FALSE(each.numerator == each.denominator);
    CHECK(each.numerator.begin() != each.numerator.end());
    CHECK(each.denominator.begin() != each.denominator.end());
    const bool percent = each.unit.starts_with("%");
    const bool per_thousand = each.unit.starts_with("per 1,000");
    const bool a_week = each.unit == "hours per week";
    CHECK(each.scale == (percent ? 100 : per_thousand ? 1000 : a_week ? 7.0 / 365 : 1));
  }
}

TEST_CASE("the short table is short and says which way is better or tells how much there is", "[unit]") {
  const auto in_short_table = [](const Indicator& each) { return each.headline; };
  CHECK(std::count_if(indicators().begin(), indicators().end(), in_short_table) <= 16);
  CHECK(named("continuity").headline);
  CHECK(named("leon_regret").headline);
  CHECK(named("patient_burden").headline);
}

TEST_CASE("the catalogue has what every subject defines", "[unit]") {
  std::size_t defined = 0;
  for (const auto& subject : {subjects::waits(),
                              subjects::contacts(),
                              subjects::admissions(),
                              subjects::hospital_stays(),
                              subjects::delayed_discharge(),
                              subjects::handover(),
                              subjects::information(),
                              subjects::orphaned_tasks(),
                              subjects::leon_adherence(),
                              subjects::leon_regret(),
                              subjects::task_shift(),
                              subjects::relations(),
                              subjects::coordination_load(),
                              subjects::continuity(),
                              subjects::fragmentation(),
                              subjects::parallel_courses(),
                              subjects::treatment_conflicts(),
                              subjects::burden(),
                              subjects::outcome(),
                              subjects::municipal_care(),
                              subjects::places(),
                              subjects::equity(),
                              subjects::population()}) {
    CHECK_FALSE(subject.empty());
    defined += subject.size();
  }
  CHECK(indicators().size() == defined);
}

TEST_CASE("a group has the sum over its cells", "[unit]") {
  Tally tally;
  tally.add(Measure::discharges, young, 1);
  tally.add(Measure::discharges, old, 10);
  tally.add(Measure::discharges, young_and_ill, 100);
  tally.add(Measure::discharges, old_and_ill, 1'000);
  REQUIRE(groups_by_municipality == 3);
  CHECK(groups[0].name == "all");
  CHECK(tally.sum(Measure::discharges, groups[0]) == 1'111);
  CHECK(groups[1].name == "65+");
  CHECK(tally.sum(Measure::discharges, groups[1]) == 1'010);
  CHECK(groups[2].name == "2+ conditions");
  CHECK(tally.sum(Measure::discharges, groups[2]) == 1'100);
  CHECK(tally.sum(Measure::admissions, groups[0]) == 0);
}

TEST_CASE("several measures are summed like one", "[unit]") {
  Tally tally;
  tally.add(Measure::discharges, young, 1);
  tally.add(Measure::orphans, old, 10);
  const Sum both = {Measure::discharges, Measure::orphans};
  CHECK(tally.sum(both, groups[0]) == 11);
  CHECK(tally.sum(both, groups[1]) == 10);
  CHECK(tally.sum(Sum{}, groups[0]) == 0);
  CHECK(tally.sum(Sum(Measure::orphans), groups[0]) == 10);
}

TEST_CASE("tallies add up measure by measure and cell by cell", "[unit]") {
  Tally one;
  one.add(Measure::discharges, old);
  Tally other;
  other.add(Measure::discharges, old, 2);
  other.add(Measure::orphans, young, 5);
  one += other;
  CHECK(one.sum(Measure::discharges, groups[1]) == 3);
  CHECK(one.sum(Measure::orphans, groups[0]) == 5);
  CHECK(one.sum(Measure::orphans, groups[1]) == 0);
}

}  // namespace
}  // namespace tests
