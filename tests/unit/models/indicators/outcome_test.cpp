// How people fare, of tallies made by hand.
#include "tests/support/catch.h"
#include "tests/unit/models/indicators/in_catalogue.h"

namespace tests {
namespace {

using namespace klynge;

TEST_CASE("outcomes are counted for residents and by what they follow", "[unit]") {
  Tally tally;
  tally.add(Measure::resident_years, young, 900);
  tally.add(Measure::resident_years, old_and_ill, 100);
  tally.add(Measure::deaths, old_and_ill, 9);
  tally.add(Measure::harms, old_and_ill, 2);
  tally.add(Measure::days_ill, young, 1'800);
  tally.add(Measure::days_ill, old_and_ill, 2'200);
  tally.add(Measure::discharges, old_and_ill, 40);
  tally.add(Measure::relapses, old_and_ill, 6);
  CHECK(value("deaths", tally) == Catch::Approx(9));
  CHECK(value("harms", tally) == Catch::Approx(2));
  CHECK(value("relapses", tally) == Catch::Approx(15));
  CHECK(value("days_ill", tally) == Catch::Approx(4));
  CHECK(value(named("days_ill"), tally, groups[2]) == Catch::Approx(22));
}

}  // namespace
}  // namespace tests
