// Several things at once, of tallies made by hand.
#include "tests/support/catch.h"
#include "tests/unit/models/indicators/in_catalogue.h"

namespace tests {
namespace {

using namespace klynge;

TEST_CASE("parallel courses are counted for a thousand residents", "[unit]") {
  Tally tally;
  tally.add(Measure::resident_years, young, 900);
  tally.add(Measure::resident_years, old_and_ill, 100);
  tally.add(Measure::course_years, old_and_ill, 150);
  tally.add(Measure::parallel_course_years, old_and_ill, 20);
  CHECK(value("outpatient_courses", "hospital", tally) == Catch::Approx(150));
  CHECK(value("parallel_courses", "hospital", tally) == Catch::Approx(20));
  CHECK(value(named("parallel_courses", "hospital"), tally, groups[2]) == Catch::Approx(200));
}

TEST_CASE("hospital patients in municipal care are a share of bed days", "[unit]") {
  Tally tally;
  tally.add(Measure::bed_days, young, 60);
  tally.add(Measure::bed_days, old_and_ill, 140);
  tally.add(Measure::hospital_with_municipal_task, old_and_ill, 70);
  CHECK(value("hospital_with_municipal_task", "hospital", tally) == Catch::Approx(35));
}

}  // namespace
}  // namespace tests
