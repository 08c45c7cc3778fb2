// What is known at decisions, of tallies made by hand.
#include "tests/support/catch.h"
#include "tests/unit/models/indicators/in_catalogue.h"

namespace tests {
namespace {

using namespace klynge;

// Ten decisions: information 6 in all, medication known at 8 and 96 days old in all, functioning at 5 and 20 days old, a
// level overlooked at 3.
TEST_CASE("information is told by quality and by age and by what nobody thought of", "[unit]") {
  Tally tally;
  tally.add(Measure::decisions, old_and_ill, 10);
  tally.add(Measure::information, old_and_ill, 6);
  tally.add(Measure::medication_ages, old_and_ill, 8);
  tally.add(Measure::medication_age_days, old_and_ill, 96);
  tally.add(Measure::function_ages, old_and_ill, 5);
  tally.add(Measure::function_age_days, old_and_ill, 20);
  tally.add(Measure::unseen_choices, old_and_ill, 3);
  CHECK(value("information_quality", tally) == Catch::Approx(0.6));
  CHECK(value("medication_known", tally) == Catch::Approx(80));
  CHECK(value("medication_age", tally) == Catch::Approx(12));
  CHECK(value("function_known", tally) == Catch::Approx(50));
  CHECK(value("function_age", tally) == Catch::Approx(4));
  CHECK(value("unseen_levels", tally) == Catch::Approx(30));
}

TEST_CASE("plans cover a share of the days of those whom they are for", "[unit]") {
  Tally tally;
  tally.add(Measure::resident_years, young, 1'000);
  tally.add(Measure::eligible_years, old_and_ill, 50);
  tally.add(Measure::plan_years, old_and_ill, 15);
  CHECK(value("shared_plans", tally) == Catch::Approx(30));
}

}  // namespace
}  // namespace tests
