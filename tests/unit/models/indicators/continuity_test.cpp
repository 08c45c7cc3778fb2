// Continuity of care, of histories and days made by hand.
#include "models/indicators/history.h"
#include "tests/support/catch.h"
#include "tests/unit/models/indicators/a_year.h"
#include "tests/unit/models/indicators/in_catalogue.h"

namespace tests {
namespace {

using namespace klynge;

// One with eight contacts (COC 1/4), one with six at the GP (COC 1), one with three, and one who met nobody.
Tally four_residents() {
  Tally tally;
  add_history(tally, old_and_ill, eight_contacts(), 5, 0);
  add_history(tally, old, only_the_gp(6), 1, 0);
  add_history(tally, old, only_the_gp(3), 1, 0);
  add_history(tally, young, History{}, 0, 0);
  return tally;
}

TEST_CASE("continuity is a mean over people with contacts enough", "[unit]") {
  const Tally tally = four_residents();
  CHECK(tally.sum(Measure::continuity_persons, groups[0]) == 2);
  CHECK(value("continuity", tally) == Catch::Approx((0.25 + 1) / 2));
  CHECK(value("usual_provider", tally) == Catch::Approx(100 * (0.5 + 1) / 2));
  CHECK(value("sequential_continuity", tally) == Catch::Approx(100 * (2.0 / 7 + 1) / 2));
  CHECK(value("own_gp_share", "general practice", tally) == Catch::Approx(75));
  CHECK(value(named("continuity"), tally, groups[2]) == Catch::Approx(0.25));  // with two conditions or more
}

TEST_CASE("people with few contacts are left out of continuity and counted as such", "[unit]") {
  CHECK(value("few_contacts", four_residents()) == Catch::Approx(100.0 / 3));
}

TEST_CASE("a coordinator is there for a share of the days", "[unit]") {
  Tally tally;
  tally.add(Measure::eligible_years, old_and_ill, 40);
  tally.add(Measure::coordinator_years, old_and_ill, 10);
  CHECK(value("coordinator_continuity", tally) == 25);
}

}  // namespace
}  // namespace tests
