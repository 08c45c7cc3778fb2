// One server with services that are not exponential, against the formula of Pollaczek and Khinchine: of the service
// only mean and coefficient of variation matter.
#include "tests/support/catch.h"
#include "tests/support/queueing_theory.h"
#include "tests/support/reference_networks.h"
#include "tests/support/statistics.h"

namespace tests {
namespace {

struct Case {
  std::uint32_t seed;
  Law service;
  double cv;
  double load;
  double length;
};

TEST_CASE("the wait in M/G/1 is what Pollaczek and Khinchine say", "[theory]") {
  const auto [seed, service, cv, load, length] =
      GENERATE(Case{1, fixed(1), 0, 0.8, 30'000}, Case{2, erlang(1, 2), 0.70710678, 0.8, 30'000},
               Case{3, gamma(1, 1.5), 1.5, 0.7, 60'000}, Case{4, log_normal(1, 1.5), 1.5, 0.7, 120'000},
               Case{5, hyperexponential(1, 1.5), 1.5, 0.7, 60'000}, Case{6, uniform(0.5, 1.5), 0.28867513, 0.9, 60'000},
               Case{7, empirical({0.5, 3}, {4, 1}), 1, 0.8, 60'000});
  CAPTURE(seed, cv, load);
  const auto runs =
      replicate(station({.rate = load, .service = service, .warm_up = 2'000, .length = length}), 40, seed);
  expect_mean(sample(runs, "wait", "station"), pollaczek_khinchine_wait(load, 1, cv * cv), {.false_alarm = 1e-6});
}

}  // namespace
}  // namespace tests
