// Stations in a row without enough room between them: who is finished stays, and blocks the server, until there is.
#include <fmt/format.h>

#include "sim/check.h"
#include "tests/support/catch.h"
#include "tests/support/queueing_theory.h"
#include "tests/support/reference_networks.h"
#include "tests/support/statistics.h"

namespace tests {
namespace {

TEST_CASE("three stations without room between them block each other as their Markov chain says", "[theory]") {
  const BlockingTandem expected = blocking_tandem(0.4, {1, 1, 1}, {0, 0});
  const auto runs = replicate(shipped("tandem.toml", 1'000, 30'000), 40, 1);
  const std::vector<std::string> nodes = {"first", "second", "third"};
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    CAPTURE(nodes[i]);
    expect_mean(sample(runs, "present", nodes[i]), expected.mean_number[i], {.false_alarm = 1e-6});
    if (i == 2) continue;
    expect_mean(sample(runs, "blocked", nodes[i]), expected.blocked[i], {.false_alarm = 1e-6});
  }
  expect_mean(sample(runs, "throughput"), expected.throughput, {.false_alarm = 1e-6});
}

// So much comes that the first station hardly ever runs idle; who does not find one of its three places is lost.
TEST_CASE("two stations with a little room lose and block as their Markov chain says", "[theory]") {
  const auto row = network(R"(
run = { time_unit = "hours", warm_up = 300, length = 20000 }
[classes.customer]
[nodes.first]
servers = 1
room = 3
[nodes.second]
servers = 1
room = 2
when_full = "block"
[[arrivals]]
class = "customer"
node = "first"
rate = 1.5
[[services]]
node = "first"
time = { law = "exponential", mean = 1 }
[[services]]
node = "second"
time = { law = "exponential", mean = 1.25 }
[[routes]]
from = "first"
to = "second"
)");
  const BlockingTandem expected = blocking_tandem(1.5, {1, 0.8}, {2}, 3);
  const auto runs = replicate(row, 40, 2);
  expect_mean(sample(runs, "throughput"), expected.throughput, {.false_alarm = 1e-6});
  expect_mean(sample(runs, "refused", "first"), 1 - expected.throughput / 1.5, {.false_alarm = 1e-6});
  expect_mean(sample(runs, "blocked", "first"), expected.blocked[0], {.false_alarm = 1e-6});
  expect_mean(sample(runs, "present", "first"), expected.mean_number[0], {.false_alarm = 1e-6});
  expect_mean(sample(runs, "present", "second"), expected.mean_number[1], {.false_alarm = 1e-6});
}

// A row that always has a next customer carries 22/39 an hour (Hunt 1956), offered ten times as much 0.01 % less.
TEST_CASE("three stations without room carry 22 customers in 39 hours at most", "[theory]") {
  QueueingNetwork full = shipped("tandem.toml", 300, 20'000);
  full.arrivals[0].rate = 10;
  full.nodes[0].room = {5};
  const double carried = blocking_tandem(10, {1, 1, 1}, {0, 0}, 5).throughput;
  REQUIRE(carried == Catch::Approx(22.0 / 39).epsilon(1e-4));
  expect_mean(sample(replicate(full, 40, 3), "throughput"), carried, {.false_alarm = 1e-6});
}

// Who all wait for each other would wait for ever.
QueueingNetwork circle(double rate, const std::string& room) {
  return network(fmt::format(R"(
run = {{ time_unit = "hours", length = 1000000 }}
[classes.customer]
[nodes.a]
servers = 1
room = {1}
when_full = "block"
[nodes.b]
servers = 1
room = {1}
when_full = "block"
[nodes.c]
servers = 1
room = {1}
when_full = "block"
[[arrivals]]
class = "customer"
node = "a"
rate = {0}
[[services]]
node = "a"
time = {{ law = "exponential", mean = 1 }}
[[services]]
node = "b"
time = {{ law = "exponential", mean = 1 }}
[[services]]
node = "c"
time = {{ law = "exponential", mean = 1 }}
[[routes]]
from = "a"
to = "b"
[[routes]]
from = "b"
to = "c"
[[routes]]
from = "c"
to = "a"
probability = 0.5
)",
                             rate, room));
}

TEST_CASE("circular blocking ends the run and tells who waits for whom", "[theory]") {
  const auto [room, rate] = GENERATE(std::pair("0", 2.0), std::pair("2", 0.5));
  try {
    replicate(circle(rate, room), 1, 1);
    FAIL("nobody noticed");
  } catch (const sim::InputError& error) {
    CAPTURE(error.what());
    for (const char* part : {"customer ", " at a waits for b", " at b waits for c", " at c waits for a"}) {
      CHECK_THAT(error.what(), Catch::Matchers::ContainsSubstring(part));
    }
  }
}

}  // namespace
}  // namespace tests
