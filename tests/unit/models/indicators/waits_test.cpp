// How long people wait, of tallies made by hand.
#include "tests/support/catch.h"
#include "tests/unit/models/indicators/in_catalogue.h"

namespace tests {
namespace {

using namespace klynge;

TEST_CASE("waits are means over those who waited in the sector", "[unit]") {
  Tally tally;
  tally.add(Measure::waits_general_practice, young, 4);
  tally.add(Measure::wait_days_general_practice, young, 6);
  tally.add(Measure::waits_hospital, young, 10);
  tally.add(Measure::wait_days_hospital, young, 1);
  CHECK(value("wait_days", "general practice", tally) == Catch::Approx(1.5));
  CHECK(value("wait_days", "hospital", tally) == Catch::Approx(0.1));
}

}  // namespace
}  // namespace tests
