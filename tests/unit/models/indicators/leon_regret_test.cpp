// What wrong levels of care cost and why, of tallies made by hand.
#include <string>

#include "tests/support/catch.h"
#include "tests/unit/models/indicators/in_catalogue.h"

namespace tests {
namespace {

using namespace klynge;

// 50 decisions with 20,000 DKK of regret at average cost, of which two causes made up for 1,000.
Tally fifty_decisions() {
  Tally tally;
  tally.add(Measure::decisions, old, 50);
  tally.add(Measure::regret, old, 20'000);
  tally.add(Measure::regret_marginal, old, 12'500);
  tally.add(Measure::regret_opportunity, old, 15'000);
  tally.add(Measure::regret_habit, old, 1'500);
  tally.add(Measure::regret_information, old, 6'000);
  tally.add(Measure::regret_visibility, old, 4'000);
  tally.add(Measure::regret_capacity, old, -1'000);
  tally.add(Measure::regret_own_view, old, 9'000);
  tally.add(Measure::regret_mandate, old, 500);
  tally.add(Measure::effect_lost, old, 2.5);
  return tally;
}

TEST_CASE("regret is priced at average and marginal and opportunity cost", "[unit]") {
  const Tally tally = fifty_decisions();
  CHECK(value("leon_regret", tally) == Catch::Approx(400));
  CHECK(value("leon_regret_marginal", tally) == Catch::Approx(250));
  CHECK(value("leon_regret_opportunity", tally) == Catch::Approx(300));
  CHECK(value("effect_lost", tally) == Catch::Approx(0.05));
}

TEST_CASE("regret by cause adds up to all regret", "[unit]") {
  const Tally tally = fifty_decisions();
  double sum = 0;
  for (const char* cause : {"habit", "information", "visibility", "capacity", "own_view", "mandate"}) {
    sum += value(std::string("leon_regret_") + cause, tally);
  }
  CHECK(sum == Catch::Approx(value("leon_regret", tally)));
  CHECK(value("leon_regret_own_view", tally) == Catch::Approx(180));
  CHECK(value("leon_regret_capacity", tally) == Catch::Approx(-20));
}

}  // namespace
}  // namespace tests
