#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "models/care/level.h"
#include "models/indicators/indicator.h"
#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace klynge;

const Indicator& named(std::string_view name, std::string_view sector = "all") {
  for (const Indicator& each : indicators()) {
    if (each.name == name && each.sector == sector) return each;
  }
  throw std::logic_error("no indicator " + std::string(name));
}

// Young and old, with and without several conditions.
const Cell young = cell_of(40, 0, Education::medium);
const Cell old = cell_of(70, 1, Education::medium);
const Cell young_and_ill = cell_of(40, 2, Education::medium);
const Cell old_and_ill = cell_of(70, 5, Education::medium);

double value(const Indicator& indicator, const Tally& tally, const Group& group) {
  return indicator.scale * tally.sum(indicator.numerator, group) / tally.sum(indicator.denominator, group);
}

TEST_CASE("an indicator is told by name and sector", "[unit]") {
  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (const Indicator& each : indicators()) {
    CAPTURE(each.name, each.sector);
    CHECK(seen.emplace(each.name, each.sector).second);
    CHECK((each.sector == "all" || std::count(sector_names.begin(), sector_names.end(), each.sector) == 1));
    CHECK(each.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos);
  }
}

TEST_CASE("every indicator has a title and a unit and a sentence that says what it is", "[unit]") {
  std::set<std::string_view> titles;
  for (const Indicator& each : indicators()) {
    CAPTURE(each.name, each.definition);
    CHECK(titles.insert(each.title).second);
    CHECK_FALSE(each.unit.empty());
    CHECK(std::count(each.definition.begin(), each.definition.end(), ' ') >= 2);
    CHECK(std::islower(static_cast<unsigned char>(each.definition.front())));
    CHECK(std::isalpha(static_cast<unsigned char>(each.definition.back())));
  }
}

TEST_CASE("an indicator is one measure over another on a scale that its unit tells", "[unit]") {
  for (const Indicator& each : indicators()) {
    CAPTURE(each.name, each.unit);
    CHECK(each.numerator != each.denominator);
    const bool percent = each.unit.starts_with("%");
    const bool per_thousand = each.unit.starts_with("per 1,000");
    const bool a_week = each.unit == "hours per week";
    CHECK(each.scale == (percent ? 100 : per_thousand ? 1000 : a_week ? 7.0 / 365 : 1));
  }
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

// 24 discharges, 16 of them of people of 65 or older, and 3 readmissions, all of those: 12.5 % of all and 18.75 % of 65+.
TEST_CASE("readmissions are a share of discharges", "[unit]") {
  Tally tally;
  tally.add(Measure::discharges, young, 8);
  tally.add(Measure::discharges, old, 6);
  tally.add(Measure::discharges, old_and_ill, 10);
  tally.add(Measure::readmissions, old_and_ill, 3);
  CHECK(value(named("readmission_30d"), tally, groups[0]) == Catch::Approx(12.5));
  CHECK(value(named("readmission_30d"), tally, groups[1]) == Catch::Approx(18.75));
  CHECK(value(named("readmission_30d"), tally, groups[2]) == Catch::Approx(30));
}

// 2,000 residents for a year and a half, 30 delayed days: 10 for 1,000 resident-years.
TEST_CASE("delayed days are counted for a thousand residents and year", "[unit]") {
  Tally tally;
  tally.add(Measure::resident_years, young, 2'000);
  tally.add(Measure::resident_years, old_and_ill, 1'000);
  tally.add(Measure::delayed_days, old_and_ill, 22.5);
  tally.add(Measure::delayed_days, young, 7.5);
  CHECK(value(named("delayed_days"), tally, groups[0]) == Catch::Approx(10));
  CHECK(value(named("delayed_days"), tally, groups[1]) == Catch::Approx(22.5));
}

TEST_CASE("waits are means over those who waited in the sector", "[unit]") {
  Tally tally;
  tally.add(Measure::waits_general_practice, young, 4);
  tally.add(Measure::wait_days_general_practice, young, 6);
  tally.add(Measure::waits_hospital, young, 10);
  tally.add(Measure::wait_days_hospital, young, 1);
  CHECK(value(named("wait_days", "general practice"), tally, groups[0]) == Catch::Approx(1.5));
  CHECK(value(named("wait_days", "hospital"), tally, groups[0]) == Catch::Approx(0.1));
}

}  // namespace
}  // namespace tests
