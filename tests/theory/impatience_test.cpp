// Customers who give up waiting (Erlang A), and customers who see the line and do not join it.
#include <algorithm>

#include "tests/support/catch.h"
#include "tests/support/queueing_theory.h"
#include "tests/support/reference_networks.h"
#include "tests/support/statistics.h"

namespace tests {
namespace {

struct Case {
  std::uint32_t seed;
  double rate;
  int servers;
  double patience;
};

TEST_CASE("impatient customers wait and give up as Erlang A says", "[theory]") {
  const auto [seed, rate, servers, patience] =
      GENERATE(Case{1, 0.9, 1, 2}, Case{2, 6, 5, 1}, Case{3, 19, 20, 0.5}, Case{4, 2, 1, 3});
  CAPTURE(rate, servers, patience);
  const auto runs = replicate(station({.rate = rate,
                                       .servers = servers,
                                       .patience = exponential(patience),
                                       .warm_up = 200,
                                       .length = 30'000.0 / servers}),
                              40, seed);
  const ImpatientQueue expected = erlang_a(rate, 1, servers, patience);
  expect_mean(sample(runs, "gave_up", "station"), expected.abandonment, {.false_alarm = 1e-6});
  expect_mean(sample(runs, "lost"), expected.abandonment, {.false_alarm = 1e-6});
  expect_mean(sample(runs, "wait_of_all", "station"), expected.mean_wait, {.false_alarm = 1e-6});
  expect_mean(sample(runs, "wait", "station"), expected.mean_wait_of_served, {.false_alarm = 1e-6});
  expect_mean(sample(runs, "queue", "station"), expected.mean_waiting, {.false_alarm = 1e-6});
}

// Who sees n waiting stays away with the nth chance: a birth-death chain, whose arrivals that nobody sees are balked.
TEST_CASE("a queue that scares customers away is the birth-death chain with fewer births", "[theory]") {
  const auto servers = GENERATE(1, 4);
  CAPTURE(servers);
  const double rate = 1.3 * servers;
  const std::vector<double> balking = {0.05, 0.2, 0.5, 0.7, 0.9};
  const auto joining = [&](int present) {
    const auto waiting = static_cast<std::size_t>(std::max(present - servers, 0));
    return rate * (1 - balking[std::min(waiting, balking.size() - 1)]);
  };
  const BirthDeath expected = birth_death(joining, [&](int present) { return std::min(present, servers); });
  const auto runs = replicate(
      station({.rate = rate, .servers = servers, .balking = balking, .warm_up = 200, .length = 40'000.0 / servers}), 40,
      static_cast<std::uint32_t>(10 + servers));
  expect_mean(sample(runs, "balked", "station"), 1 - expected.throughput / rate, {.false_alarm = 1e-6});
  expect_mean(sample(runs, "present", "station"), expected.mean_number, {.false_alarm = 1e-6});
  expect_mean(sample(runs, "stay", "station"), expected.mean_stay(), {.false_alarm = 1e-6});
  expect_mean(sample(runs, "throughput"), expected.throughput, {.false_alarm = 1e-6});
}

}  // namespace
}  // namespace tests
