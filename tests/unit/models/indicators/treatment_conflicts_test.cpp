// Courses that know too little of each other, of tallies made by hand.
#include "tests/support/catch.h"
#include "tests/unit/models/indicators/in_catalogue.h"

namespace tests {
namespace {

using namespace klynge;

// 2,000 residents have 500 courses open for a year; 30 tests are repeated and 20 treatments conflict.
TEST_CASE("clashes are counted for residents and for courses", "[unit]") {
  Tally tally;
  tally.add(Measure::resident_years, old_and_ill, 2'000);
  tally.add(Measure::course_years, old_and_ill, 500);
  tally.add(Measure::duplicated_tests, old_and_ill, 30);
  tally.add(Measure::treatment_conflicts, old_and_ill, 20);
  tally.add(Measure::conflicts_averted, old_and_ill, 8);
  CHECK(value("duplicated_tests", "hospital", tally) == Catch::Approx(15));
  CHECK(value("treatment_conflicts", "hospital", tally) == Catch::Approx(10));
  CHECK(value("course_clashes", "hospital", tally) == Catch::Approx(100));
  CHECK(value("conflicts_averted", "hospital", tally) == Catch::Approx(4));
}

}  // namespace
}  // namespace tests
