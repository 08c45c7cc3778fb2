// Customers who circulate for ever, against the product-form solution.
#include <fmt/format.h>

#include "models/queueing/load.h"
#include "tests/support/catch.h"
#include "tests/support/queueing_theory.h"
#include "tests/support/reference_networks.h"
#include "tests/support/statistics.h"

namespace tests {
namespace {

// Home, a desk with one server, a ward with four and a transport of half an hour from the ward home.
QueueingNetwork round_trip(int population) {
  return network(fmt::format(R"(
run = {{ time_unit = "hours", warm_up = 500, length = 8000 }}

[classes.patient]
population = {}
starts_at = "home"

[nodes.home]
servers = "infinite"

[nodes.desk]
servers = 1

[nodes.ward]
servers = 4

[[services]]
node = "home"
time = {{ law = "gamma", mean = 10, cv = 0.5 }}  # at a delay only the mean matters

[[services]]
node = "desk"
time = {{ law = "exponential", mean = 0.5 }}

[[services]]
node = "ward"
time = {{ law = "exponential", mean = 4 }}

[[routes]]
from = "home"
to = "desk"

[[routes]]
from = "desk"
to = "ward"
probability = 0.4

[[routes]]
from = "desk"
to = "home"
probability = 0.6

[[routes]]
from = "ward"
to = "home"
delay = 0.5
)",
                             population));
}

TEST_CASE("a closed network of delay and queues has the product-form solution", "[theory]") {
  const auto population = GENERATE(1, 12, 40);
  CAPTURE(population);
  const auto expected =
      closed_network({{10, unlimited, 1}, {0.5, 1, 1}, {4, 4, 0.4}, {0.5, unlimited, 0.4}}, population);
  const auto runs = replicate(round_trip(population), 40, static_cast<std::uint32_t>(population));
  const std::vector<std::string> nodes = {"home", "desk", "ward"};
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    CAPTURE(nodes[i]);
    expect_mean(sample(runs, "present", nodes[i]), expected[i].mean_number, {.false_alarm = 1e-6});
    expect_mean(sample(runs, "served", nodes[i]), expected[i].throughput, {.false_alarm = 1e-6});
    expect_mean(sample(runs, "stay", nodes[i]), expected[i].mean_response, {.false_alarm = 1e-6});
    if (i == 0) continue;
    expect_mean(sample(runs, "utilisation", nodes[i]), expected[i].utilisation, {.false_alarm = 1e-6});
  }
}

TEST_CASE("three single servers in a ring share their customers as Buzen's convolution says", "[theory]") {
  const auto ring = network(R"(
run = { time_unit = "hours", warm_up = 500, length = 20000 }
[classes.job]
population = 6
starts_at = "slow"
[nodes.slow]
servers = 1
[nodes.middle]
servers = 1
[nodes.fast]
servers = 1
[[services]]
node = "slow"
time = { law = "exponential", mean = 1 }
[[services]]
node = "middle"
time = { law = "exponential", mean = 0.8 }
[[services]]
node = "fast"
time = { law = "exponential", mean = 0.4 }
[[routes]]
from = "slow"
to = "middle"
[[routes]]
from = "middle"
to = "fast"
[[routes]]
from = "fast"
to = "slow"
)");
  const auto expected = closed_network({{1, 1, 1}, {0.8, 1, 1}, {0.4, 1, 1}}, 6);
  const auto runs = replicate(ring, 40, 3);
  const std::vector<std::string> nodes = {"slow", "middle", "fast"};
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    CAPTURE(nodes[i]);
    expect_mean(sample(runs, "present", nodes[i]), expected[i].mean_number, {.false_alarm = 1e-6});
    expect_mean(sample(runs, "utilisation", nodes[i]), expected[i].utilisation, {.false_alarm = 1e-6});
  }
}

// Two sites and 2 000 people, wards and care with the fewest servers for a load of 0.95. Care, at 0.91 in the end,
// forgets in 240 / (19 (1 - sqrt(0.91))^2) = 6 000 hours that everybody was at home. Who is admitted in the other cluster is of another
// class, but served like everybody: to the product form they are the same. Visits are per round from home, over two
// sites: all of home and general practice, 0.135 + 0.015 of a ward, 0.4 x 0.135 of care, and 0.015 twice on the way.
TEST_CASE("the benchmark W2 scaled down has the product-form solution", "[theory]") {
  const QueueingNetwork small =
      queueing::with_overrides(shipped("w2.toml", 40'000, 40'000), {{"sites", std::int64_t{2}},
                                                                    {"classes.patient.population", std::int64_t{2'000}},
                                                                    {"nodes.gp.copies", std::int64_t{1}},
                                                                    {"nodes.ward.copies", std::int64_t{1}},
                                                                    {"nodes.ward.load", 0.95},
                                                                    {"nodes.care.copies", std::int64_t{1}},
                                                                    {"nodes.care.load", 0.95}});
  const int wards = 16;  // 1.34 people an hour leave home at a site: 0.2 x 72 and 0.073 x 240 servers are needed
  const int carers = 19;
  const auto expected = closed_network({{720, unlimited, 1},
                                        {0.25, 1, 0.5},
                                        {0.25, 1, 0.5},
                                        {72, wards, 0.075},
                                        {72, wards, 0.075},
                                        {240, carers, 0.027},
                                        {240, carers, 0.027},
                                        {1, unlimited, 0.03}},
                                       2'000);
  const auto runs = replicate(small, 20, 4);
  REQUIRE(sample(runs, "on_duty", "ward")[0] == Catch::Approx(2 * wards));
  REQUIRE(sample(runs, "on_duty", "care")[0] == Catch::Approx(2 * carers));
  expect_mean(sample(runs, "present", "home"), expected[0].mean_number, {.false_alarm = 1e-6});
  const auto expect_pair = [&](const std::string& node, const ClosedStationResult& one) {
    CAPTURE(node);
    expect_mean(sample(runs, "present", node), 2 * one.mean_number, {.false_alarm = 1e-6});
    expect_mean(sample(runs, "served", node), 2 * one.throughput, {.false_alarm = 1e-6});
    expect_mean(sample(runs, "stay", node), one.mean_response, {.false_alarm = 1e-6});
  };
  expect_pair("gp", expected[1]);
  expect_pair("ward", expected[3]);
  expect_pair("care", expected[5]);
}

}  // namespace
}  // namespace tests
