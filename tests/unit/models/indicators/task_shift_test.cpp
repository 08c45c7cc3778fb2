// Who treats acute illness, of tallies made by hand.
#include "tests/support/catch.h"
#include "tests/unit/models/indicators/in_catalogue.h"

namespace tests {
namespace {

using namespace klynge;

TEST_CASE("sectors share acute episodes among them", "[unit]") {
  Tally tally;
  tally.add(Measure::tasks_home, young, 10);
  tally.add(Measure::tasks_general_practice, young, 50);
  tally.add(Measure::tasks_municipality, old_and_ill, 15);
  tally.add(Measure::tasks_hospital, old_and_ill, 25);
  CHECK(value("task_share", "home", tally) == Catch::Approx(10));
  CHECK(value("task_share", "general practice", tally) == Catch::Approx(50));
  CHECK(value("task_share", "municipality", tally) == Catch::Approx(15));
  CHECK(value("task_share", "hospital", tally) == Catch::Approx(25));
  CHECK(value(named("task_share", "hospital"), tally, groups[1]) == Catch::Approx(62.5));
}

// Two municipalities for four weeks each.
TEST_CASE("uptake and competence of the acute function are means over municipalities and weeks", "[unit]") {
  Tally tally;
  for (int week = 0; week < 4; ++week) {
    tally.add(Measure::tie_weeks, 0, 2);
    tally.add(Measure::uptake, 0, 0.2);
    tally.add(Measure::uptake, 0, 0.4);
    tally.add(Measure::acute_capability, 0, 0.6 + 0.7);
  }
  CHECK(value("acute_function_uptake", "municipality", tally) == Catch::Approx(0.3));
  CHECK(value("acute_function_capability", "municipality", tally) == Catch::Approx(0.65));
  CHECK(named("acute_function_uptake", "municipality").kind == Kind::of_places);
}

}  // namespace
}  // namespace tests
