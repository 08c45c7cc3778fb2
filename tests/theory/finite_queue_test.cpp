// Stations at which not everybody finds room: M/M/c/K, and Erlang B where nobody may wait.
#include "tests/support/catch.h"
#include "tests/support/queueing_theory.h"
#include "tests/support/reference_networks.h"
#include "tests/support/statistics.h"

namespace tests {
namespace {

struct Case {
  std::uint32_t seed;
  int servers;
  int room;
  double load;  // offered to each server; above 1 it is the room that holds the queue back
};

TEST_CASE("a queue with limited room loses and waits as M/M/c/K", "[theory]") {
  const auto [seed, servers, room, load] =
      GENERATE(Case{1, 1, 4, 0.8}, Case{2, 1, 1, 1.5}, Case{3, 3, 5, 0.9}, Case{4, 8, 4, 1.1}, Case{5, 20, 10, 0.95});
  CAPTURE(servers, room, load);
  const double rate = servers * load;
  const auto runs =
      replicate(station({.rate = rate, .servers = servers, .room = room, .warm_up = 200, .length = 40'000.0 / servers}),
                40, seed);
  const FiniteQueue expected = finite_queue(rate, 1, servers, servers + room);
  expect_mean(sample(runs, "refused", "station"), expected.loss, {.false_alarm = 1e-6});
  expect_mean(sample(runs, "lost"), expected.loss, {.false_alarm = 1e-6});
  expect_mean(sample(runs, "wait", "station"), expected.mean_wait, {.false_alarm = 1e-6});
  expect_mean(sample(runs, "queue", "station"), expected.mean_waiting, {.false_alarm = 1e-6});
  expect_mean(sample(runs, "busy", "station"), expected.mean_busy, {.false_alarm = 1e-6});
}

struct LossCase {
  std::uint32_t seed;
  Law service;
};

// Of the service only its mean matters (Sevastyanov, Theory of Probability and its Applications 2(1), 1957).
TEST_CASE("without room to wait Erlang B holds for services of any distribution", "[theory]") {
  const auto [seed, service] = GENERATE(LossCase{11, exponential(1)}, LossCase{12, fixed(1)},
                                        LossCase{13, hyperexponential(1, 2)}, LossCase{14, log_normal(1, 1.5)});
  CAPTURE(seed);
  const auto runs = replicate(
      station({.rate = 8, .servers = 10, .service = service, .room = 0, .warm_up = 200, .length = 5'000}), 40, seed);
  expect_mean(sample(runs, "refused", "station"), erlang_b(10, 8), {.false_alarm = 1e-6});
  expect_mean(sample(runs, "busy", "station"), 8 * (1 - erlang_b(10, 8)), {.false_alarm = 1e-6});
}

}  // namespace
}  // namespace tests
