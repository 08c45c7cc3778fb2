// One server that serves urgent customers first and interrupts nobody, against Cobham's formula.
#include "sim/time.h"
#include "tests/support/catch.h"
#include "tests/support/queueing_model.h"
#include "tests/support/queueing_theory.h"
#include "tests/support/statistics.h"

namespace tests {
namespace {

constexpr double mean_service = 10'000;

std::vector<RunResult> two_classes(sim::Discipline discipline, std::uint32_t seed) {
  return replicate(
      {.stations = {{.mean_service = mean_service, .discipline = discipline}},
       .sources = {{.mean_gap = mean_service / 0.2, .priority = 0}, {.mean_gap = mean_service / 0.6, .priority = 1}}},
      {.seed = seed,
       .warm_up = sim::from_seconds(900 * mean_service),
       .length = sim::from_seconds(30'000 * mean_service)},
      40);
}

auto wait_of_class(std::size_t priority) {
  return [priority](const RunResult& run) { return run.mean_wait(0, priority) / mean_service; };
}

// lambda 0.2 and 0.6, mu 1: residual 0.8, so the first class waits 0.8 / 0.8 = 1 and the second 0.8 / (0.8 x 0.2) = 5.
TEST_CASE("waits of two priority classes match Cobham", "[theory]") {
  const auto waits = cobham_waits({{0.2, 1, 2}, {0.6, 1, 2}});
  REQUIRE(waits[0] == Catch::Approx(1));
  REQUIRE(waits[1] == Catch::Approx(5));
  const auto runs = two_classes(sim::by_priority, 1);
  expect_mean(sample(runs, wait_of_class(0)), waits[0], {.false_alarm = 1e-6});
  expect_mean(sample(runs, wait_of_class(1)), waits[1], {.false_alarm = 1e-6});
  // In the system: one service more.
  expect_mean(sample(runs, [](const RunResult& run) { return run.mean_stay(0, 0) / mean_service; }), 2,
              {.false_alarm = 1e-6});
  expect_mean(sample(runs, [](const RunResult& run) { return run.mean_stay(0, 1) / mean_service; }), 6,
              {.false_alarm = 1e-6});
}

// In order of arrival both classes wait as in M/M/1 at 80 %: 0.8 / 0.2 = 4 services.
TEST_CASE("first come first served makes no difference between classes", "[theory]") {
  const auto runs = two_classes(sim::first_come, 2);
  expect_mean(sample(runs, wait_of_class(0)), 4, {.false_alarm = 1e-6});
  expect_mean(sample(runs, wait_of_class(1)), 4, {.false_alarm = 1e-6});
}

// M/D/1 at 80 %: Pollaczek and Khinchine, 0.8 / (2 x 0.2) = 2 services, half of what M/M/1 waits.
TEST_CASE("fixed services halve the wait of exponential ones", "[theory]") {
  const double wait = cobham_waits({{0.8, 1, 1}})[0];
  REQUIRE(wait == Catch::Approx(2));
  const auto runs = replicate(
      {.stations = {{.mean_service = mean_service, .service = Service::fixed}},
       .sources = {{.mean_gap = mean_service / 0.8}}},
      {.seed = 3, .warm_up = sim::from_seconds(900 * mean_service), .length = sim::from_seconds(30'000 * mean_service)},
      40);
  expect_mean(sample(runs, wait_of_class(0)), wait, {.false_alarm = 1e-6});
}

}  // namespace
}  // namespace tests
