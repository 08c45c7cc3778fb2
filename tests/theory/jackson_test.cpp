// An open network of three sectors: each behaves like an M/M/c queue on its own.
#include "tests/support/catch.h"
#include "tests/support/queueing_theory.h"
#include "tests/support/reference_networks.h"
#include "tests/support/statistics.h"

namespace tests {
namespace {

TEST_CASE("three sectors that send patients to each other wait as Jackson says", "[theory]") {
  const OpenNetwork expected =
      open_jackson({{0.5, 3, 1}, {0.1, 4, 0}, {0.25, 3, 0}}, {{0, 0.2, 0.3}, {0, 0, 0.5}, {0.1, 0, 0}});
  REQUIRE(expected.stations[0].mean_wait == Catch::Approx(1.05649).margin(5e-6));
  REQUIRE(expected.stations[1].mean_wait == Catch::Approx(1.01762).margin(5e-6));
  REQUIRE(expected.stations[2].mean_wait == Catch::Approx(0.89928).margin(5e-6));
  REQUIRE(expected.time_in_system == Catch::Approx(7.52055).margin(5e-6));
  const auto runs = replicate(shipped("jackson.toml", 500, 40'000), 40, 1);
  const std::vector<std::string> nodes = {"gp", "hospital", "municipality"};
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    CAPTURE(nodes[i]);
    expect_mean(sample(runs, "arrivals", nodes[i]), expected.stations[i].arrival_rate, {.false_alarm = 1e-6});
    expect_mean(sample(runs, "wait", nodes[i]), expected.stations[i].mean_wait, {.false_alarm = 1e-6});
    expect_mean(sample(runs, "present", nodes[i]), expected.stations[i].mean_number, {.false_alarm = 1e-6});
  }
  expect_mean(sample(runs, "time_in_network"), expected.time_in_system, {.false_alarm = 1e-6});
  expect_mean(sample(runs, "throughput"), 1, {.false_alarm = 1e-6});
}

}  // namespace
}  // namespace tests
