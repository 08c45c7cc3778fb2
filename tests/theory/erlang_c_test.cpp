// M/M/c from nearly idle to nearly full, against Erlang's second formula.
#include "tests/support/catch.h"
#include "tests/support/queueing_theory.h"
#include "tests/support/reference_networks.h"
#include "tests/support/statistics.h"

namespace tests {
namespace {

struct Case {
  std::uint32_t seed;
  int servers;
  double load;  // of each server
  double warm_up;
  double length;
};

// A queue forgets where it began in about 1 / (c (1 - sqrt(load))^2) services; warm-ups are ten times that. At load
// 0.98 this is 9 900 services for one server and 495 for twenty: a run of 40 and more of them has that many independent
// parts, 40 runs have 1 600 and more, and each part errs about as much as the mean wait is long.
TEST_CASE("the wait in M/M/c is what Erlang C says", "[theory]") {
  const auto [seed, servers, load, warm_up, length] =
      GENERATE(Case{1, 1, 0.15, 30, 30'000}, Case{2, 1, 0.5, 120, 30'000}, Case{3, 1, 0.8, 900, 30'000},
               Case{4, 1, 0.9, 3'800, 60'000}, Case{5, 1, 0.98, 99'000, 400'000}, Case{6, 2, 0.15, 15, 30'000},
               Case{7, 3, 0.75, 200, 12'000}, Case{8, 5, 0.5, 25, 12'000}, Case{9, 5, 0.85, 350, 12'000},
               Case{10, 20, 0.8, 50, 3'000}, Case{11, 20, 0.9, 190, 6'000}, Case{12, 20, 0.98, 5'000, 20'000});
  CAPTURE(servers, load);
  const double rate = servers * load;
  const auto runs =
      replicate(station({.rate = rate, .servers = servers, .warm_up = warm_up, .length = length}), 40, seed);
  const double wait = erlang_c_wait(rate, 1, servers);
  expect_mean(sample(runs, "wait", "station"), wait, {.false_alarm = 1e-6});
  expect_mean(sample(runs, "share_waiting", "station"), erlang_c(servers, rate), {.false_alarm = 1e-6});
  expect_mean(sample(runs, "queue", "station"), rate * wait, {.false_alarm = 1e-6});
  expect_mean(sample(runs, "utilisation", "station"), load, {.false_alarm = 1e-6});
}

TEST_CASE("twenty servers at load 0.15 are busy with three customers and nobody waits", "[theory]") {
  const auto runs = replicate(station({.rate = 3, .servers = 20, .warm_up = 30, .length = 2'000}), 20, 21);
  expect_mean(sample(runs, "busy", "station"), 3, {.false_alarm = 1e-6});
  expect_mean(sample(runs, "stay", "station"), 1, {.false_alarm = 1e-6});
  for (const double wait : sample(runs, "wait", "station")) CHECK(wait < 1e-4);  // 1e-10 in the mean
}

// The mark that benchmarks and README state.
TEST_CASE("the shipped network W1 waits 0.27538 service times", "[theory]") {
  const auto runs = replicate(shipped("w1.toml", 190, 6'000), 40, 22);
  expect_mean(sample(runs, "wait", "counter"), 0.27538, {.false_alarm = 1e-6});
}

}  // namespace
}  // namespace tests
