// Stays in hospital and which might have been avoided, of tallies made by hand.
#include "tests/support/catch.h"
#include "tests/unit/models/indicators/in_catalogue.h"

namespace tests {
namespace {

using namespace klynge;

// 24 discharges, 16 of them of people of 65 or older, and 3 readmissions, all of those: 12.5 % of all and 18.75 % of 65+.
TEST_CASE("readmissions are a share of discharges", "[unit]") {
  Tally tally;
  tally.add(Measure::discharges, young, 8);
  tally.add(Measure::discharges, old, 6);
  tally.add(Measure::discharges, old_and_ill, 10);
  tally.add(Measure::readmissions, old_and_ill, 3);
  CHECK(value("readmission_30d", tally) == Catch::Approx(12.5));
  CHECK(value(named("readmission_30d"), tally, groups[1]) == Catch::Approx(18.75));
  CHECK(value(named("readmission_30d"), tally, groups[2]) == Catch::Approx(30));
}

TEST_CASE("preventable admissions and short stays are counted for a thousand residents", "[unit]") {
  Tally tally;
  tally.add(Measure::resident_years, young, 1'500);
  tally.add(Measure::resident_years, old_and_ill, 500);
  tally.add(Measure::sensitive_admissions, young, 5);
  tally.add(Measure::sensitive_admissions, old_and_ill, 25);
  tally.add(Measure::substitutable_stays, old_and_ill, 10);
  CHECK(value("sensitive_admissions", tally) == Catch::Approx(15));
  CHECK(value(named("sensitive_admissions"), tally, groups[1]) == Catch::Approx(50));
  CHECK(value("substitutable_stays", tally) == Catch::Approx(5));
}

TEST_CASE("who goes on to hospital is a share of the acute function's patients", "[unit]") {
  Tally tally;
  tally.add(Measure::acute_function_stays, old_and_ill, 50);
  tally.add(Measure::bounces, old_and_ill, 12);
  CHECK(value("bounces", "municipality", tally) == Catch::Approx(24));
}

}  // namespace
}  // namespace tests
