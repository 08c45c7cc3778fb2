// Relational coordination of ties, of tallies made by hand.
#include "tests/support/catch.h"
#include "tests/unit/models/indicators/in_catalogue.h"

namespace tests {
namespace {

using namespace klynge;

// Two municipalities in one week: hospital and municipality at 2.8 and 3.4, the weakest ties 2.4 and 3.
TEST_CASE("ties are means over municipalities and weeks on a scale from 1 to 5", "[unit]") {
  Tally tally;
  tally.add(Measure::tie_weeks, 0, 2);
  tally.add(Measure::rc_hospital_municipality, 0, 2.8 + 3.4);
  tally.add(Measure::rc_gp_municipality, 0, 3 + 3.2);
  tally.add(Measure::rc_hospital_gp, 0, 2.7 + 3.1);
  tally.add(Measure::rc_other_practice, 0, 2.4 + 3);
  tally.add(Measure::rc_weakest, 0, 2.4 + 3);
  CHECK(value("rc_hospital_municipality", tally) == Catch::Approx(3.1));
  CHECK(value("rc_gp_municipality", tally) == Catch::Approx(3.1));
  CHECK(value("rc_hospital_gp", tally) == Catch::Approx(2.9));
  CHECK(value("rc_other_practice", tally) == Catch::Approx(2.7));
  CHECK(value("rc_weakest", tally) == Catch::Approx(2.7));
  CHECK(named("rc_weakest").kind == Kind::of_places);
}

}  // namespace
}  // namespace tests
