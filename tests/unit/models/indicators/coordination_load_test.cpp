// Minutes of coordination, of tallies made by hand.
#include "tests/support/catch.h"
#include "tests/unit/models/indicators/in_catalogue.h"

namespace tests {
namespace {

using namespace klynge;

// 100 patient-weeks. General practice needs 400 minutes and has 500; the municipality needs 600, has 500, and the
// hospital 1,000 and 800.
TEST_CASE("coordination is needed and had and left undone by sector", "[unit]") {
  Tally tally;
  tally.add(Measure::patient_weeks, old_and_ill, 100);
  tally.add(Measure::load_needed_general_practice, 0, 400);
  tally.add(Measure::load_needed_municipality, 0, 600);
  tally.add(Measure::load_needed_hospital, 0, 1'000);
  tally.add(Measure::load_available_general_practice, 0, 500);
  tally.add(Measure::load_available_municipality, 0, 500);
  tally.add(Measure::load_available_hospital, 0, 800);
  tally.add(Measure::load_undone_municipality, 0, 100);
  tally.add(Measure::load_undone_hospital, 0, 200);
  CHECK(value("coordination_load", "general practice", tally) == Catch::Approx(4));
  CHECK(value("coordination_load", "hospital", tally) == Catch::Approx(10));
  CHECK(value("coordination_load", tally) == Catch::Approx(20));
  CHECK(value("coordination_pressure", "general practice", tally) == Catch::Approx(80));
  CHECK(value("coordination_pressure", "municipality", tally) == Catch::Approx(120));
  CHECK(value("coordination_pressure", "hospital", tally) == Catch::Approx(125));
  CHECK(value("coordination_undone", "general practice", tally) == 0);
  CHECK(value("coordination_undone", "hospital", tally) == Catch::Approx(20));
  CHECK(value("coordination_undone", tally) == Catch::Approx(15));
}

}  // namespace
}  // namespace tests
