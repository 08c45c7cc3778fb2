// The right level of care in three senses, of tallies made by hand.
#include "tests/support/catch.h"
#include "tests/unit/models/indicators/in_catalogue.h"

namespace tests {
namespace {

using namespace klynge;

TEST_CASE("decisions are held against three meanings of LEON", "[unit]") {
  Tally tally;
  tally.add(Measure::decisions, old, 200);
  tally.add(Measure::net_benefit_choices, old, 130);
  tally.add(Measure::lowest_level_choices, old, 100);
  tally.add(Measure::cheapest_choices, old, 120);
  tally.add(Measure::over_treated, old, 46);
  tally.add(Measure::under_treated, old, 24);
  CHECK(value("leon_adherence", tally) == Catch::Approx(65));
  CHECK(value("leon_lowest_level", tally) == Catch::Approx(50));
  CHECK(value("leon_cheapest", tally) == Catch::Approx(60));
  CHECK(value("over_treatment", tally) == Catch::Approx(23));
  CHECK(value("under_treatment", tally) == Catch::Approx(12));
}

}  // namespace
}  // namespace tests
