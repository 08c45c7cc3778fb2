// What handovers lose, of tallies made by hand.
#include "tests/support/catch.h"
#include "tests/unit/models/indicators/in_catalogue.h"

namespace tests {
namespace {

using namespace klynge;

// Four handovers: nothing missing, nothing, a tenth, seven tenths of what should be known, the last two a failure.
TEST_CASE("severity tells a handover that loses much from one that loses little", "[unit]") {
  Tally tally;
  tally.add(Measure::handovers, old_and_ill, 4);
  tally.add(Measure::handover_failures, old_and_ill, 2);
  tally.add(Measure::handover_severity, old_and_ill, 0.1);
  tally.add(Measure::handover_severity, old_and_ill, 0.7);
  CHECK(value("handover_failure", tally) == Catch::Approx(50));
  CHECK(value("handover_severity", tally) == Catch::Approx(0.2));
}

}  // namespace
}  // namespace tests
