// Tasks that nobody takes on, of tallies made by hand.
#include "tests/support/catch.h"
#include "tests/unit/models/indicators/in_catalogue.h"

namespace tests {
namespace {

using namespace klynge;

TEST_CASE("orphaned follow-ups are counted for a thousand and timed by those found", "[unit]") {
  Tally tally;
  tally.add(Measure::follow_ups, old, 200);
  tally.add(Measure::orphans, old, 5);
  tally.add(Measure::orphan_days, old, 70);
  CHECK(value("orphaned_tasks", tally) == Catch::Approx(25));
  CHECK(value("orphan_days", tally) == Catch::Approx(14));
}

}  // namespace
}  // namespace tests
