// Days in bed after being ready, of tallies made by hand.
#include "tests/support/catch.h"
#include "tests/unit/models/indicators/in_catalogue.h"

namespace tests {
namespace {

using namespace klynge;

// 2,000 residents for a year and a half, 30 delayed days: 10 for 1,000 resident-years.
TEST_CASE("delayed days are counted for a thousand residents and year", "[unit]") {
  Tally tally;
  tally.add(Measure::resident_years, young, 2'000);
  tally.add(Measure::resident_years, old_and_ill, 1'000);
  tally.add(Measure::delayed_days, old_and_ill, 22.5);
  tally.add(Measure::delayed_days, young, 7.5);
  CHECK(value("delayed_days", tally) == Catch::Approx(10));
  CHECK(value(named("delayed_days"), tally, groups[1]) == Catch::Approx(22.5));
}

// 60 stays of 300 days in all, 30 of them delayed: 9 for the assessment, 18 for a place, 3 in dispute.
TEST_CASE("delay is split by what the patient waits for", "[unit]") {
  Tally tally;
  tally.add(Measure::resident_years, old, 1'000);
  tally.add(Measure::bed_days, old, 300);
  tally.add(Measure::stays_ended, old, 60);
  tally.add(Measure::discharges, old, 50);
  tally.add(Measure::delayed_days, old, 30);
  tally.add(Measure::delayed_days_assessment, old, 9);
  tally.add(Measure::delayed_days_queue, old, 18);
  tally.add(Measure::delayed_days_dispute, old, 3);
  tally.add(Measure::disputes, old, 2);
  tally.add(Measure::joint_calls, old, 12);
  CHECK(value("delayed_days_assessment", tally) == Catch::Approx(9));
  CHECK(value("delayed_days_queue", tally) == Catch::Approx(18));
  CHECK(value("delayed_days_dispute", tally) == Catch::Approx(3));
  CHECK(value("delayed_share", "hospital", tally) == Catch::Approx(10));
  CHECK(value("wait_after_ready", "hospital", tally) == Catch::Approx(0.5));
  CHECK(value("disputes", tally) == Catch::Approx(4));
  CHECK(value("joint_calls", tally) == Catch::Approx(12));
}

}  // namespace
}  // namespace tests
