#include "tests/support/statistics.h"

#include "sim/rng.h"
#include "tests/support/catch.h"

namespace tests {
namespace {

// 1, 2, 3, 4: variance 5/3, so a standard error of sqrt(5/12). Student's t is 3.182446 at 5 % and 3 degrees of freedom.
TEST_CASE("an estimate is the mean and its interval is Student's", "[unit]") {
  const Estimate estimate = mean_of({1, 2, 3, 4});
  CHECK(estimate.mean == Catch::Approx(2.5));
  CHECK(estimate.standard_error == Catch::Approx(0.6454972244));
  CHECK(estimate.half_width(0.05) == Catch::Approx(3.182446305 * 0.6454972244));
}

// 4000 intervals at 20 %: the number of misses is binomial with standard deviation 25.3; five of them are 127.
TEST_CASE("an interval misses the true mean as often as it says", "[unit]") {
  sim::Draws draws = sim::Streams(1, 0).draws(sim::Subject(sim::AgentId{0}), 0, 0);
  int misses = 0;
  for (int trial = 0; trial < 4000; ++trial) {
    std::vector<double> samples;
    for (int i = 0; i < 20; ++i) samples.push_back(draws.uniform());
    const Estimate estimate = mean_of(samples);
    if (std::abs(estimate.mean - 0.5) > estimate.half_width(0.2)) ++misses;
  }
  CHECK(misses > 800 - 127);
  CHECK(misses < 800 + 127);
}

}  // namespace
}  // namespace tests
