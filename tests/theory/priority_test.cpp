// One server and two classes: the urgent first, without interrupting anybody (Cobham) and with (pre-emptive resume).
#include <fmt/format.h>

#include "tests/support/catch.h"
#include "tests/support/queueing_theory.h"
#include "tests/support/reference_networks.h"
#include "tests/support/statistics.h"

namespace tests {
namespace {

// 0.2 urgent customers and 0.6 others an hour, each with a service of their own.
QueueingNetwork two_classes(const std::string& discipline, const std::string& urgent, const std::string& other) {
  return network(fmt::format(R"(
run = {{ time_unit = "hours", warm_up = 1000, length = 40000 }}

[classes.urgent]
priority = 0

[classes.other]
priority = 1

[nodes.doctor]
servers = 1
discipline = "{}"

[[arrivals]]
class = "urgent"
node = "doctor"
rate = 0.2

[[arrivals]]
class = "other"
node = "doctor"
rate = 0.6

[[services]]
node = "doctor"
class = "urgent"
time = {}

[[services]]
node = "doctor"
class = "other"
time = {}
)",
                             discipline, urgent, other));
}

const std::string an_hour = R"({ law = "exponential", mean = 1 })";

// lambda 0.2 and 0.6, mu 1: residual 0.8, so the first class waits 0.8 / 0.8 = 1 and the second 0.8 / (0.8 x 0.2) = 5.
TEST_CASE("waits of two priority classes match Cobham", "[theory]") {
  const auto waits = cobham_waits({{0.2, 1, 2}, {0.6, 1, 2}});
  REQUIRE(waits[0] == Catch::Approx(1));
  REQUIRE(waits[1] == Catch::Approx(5));
  const auto runs = replicate(shipped("priority.toml", 1'000, 40'000), 40, 1);
  expect_mean(sample(runs, "wait", "doctor", "urgent"), waits[0], {.false_alarm = 1e-6});
  expect_mean(sample(runs, "wait", "doctor", "other"), waits[1], {.false_alarm = 1e-6});
  expect_mean(sample(runs, "stay", "doctor", "urgent"), 2, {.false_alarm = 1e-6});
  expect_mean(sample(runs, "stay", "doctor", "other"), 6, {.false_alarm = 1e-6});
}

// In order of arrival both classes wait as in M/M/1 at 80 %: 0.8 / 0.2 = 4 services.
TEST_CASE("first come first served makes no difference between classes", "[theory]") {
  const auto runs = replicate(two_classes("first come", an_hour, an_hour), 40, 2);
  expect_mean(sample(runs, "wait", "doctor", "urgent"), 4, {.false_alarm = 1e-6});
  expect_mean(sample(runs, "wait", "doctor", "other"), 4, {.false_alarm = 1e-6});
}

// For the urgent the others do not exist: 1 / 0.8 = 1.25. All together stay as in M/M/1: 0.8 / 0.2 = 4 in the system.
TEST_CASE("who may interrupt stays as if alone and the others stay longer", "[theory]") {
  const auto stays = preemptive_stays({{0.2, 1, 2}, {0.6, 1, 2}});
  REQUIRE(stays[0] == Catch::Approx(1.25));
  REQUIRE(stays[1] == Catch::Approx(6.25));
  const auto runs = replicate(two_classes("pre-emptive", an_hour, an_hour), 40, 3);
  expect_mean(sample(runs, "stay", "doctor", "urgent"), stays[0], {.false_alarm = 1e-6});
  expect_mean(sample(runs, "stay", "doctor", "other"), stays[1], {.false_alarm = 1e-6});
  expect_mean(sample(runs, "present", "doctor"), 4, {.false_alarm = 1e-6});
  expect_mean(sample(runs, "utilisation", "doctor"), 0.8, {.false_alarm = 1e-6});
}

// A fixed service of 1.5 for the urgent; the others' hour varies by 1.5, so the mean of its square is 1 + 2.25.
TEST_CASE("priorities match theory for services of any distribution", "[theory]") {
  const std::vector<PriorityClass> classes = {{0.2, 1.5, 2.25}, {0.6, 1, 3.25}};
  const std::string urgent = R"({ law = "fixed", value = 1.5 })";
  const std::string other = R"({ law = "gamma", mean = 1, cv = 1.5 })";
  const auto waiting = replicate(lasting(two_classes("priority", urgent, other), 3'000, 60'000), 40, 4);
  expect_mean(sample(waiting, "wait", "doctor", "urgent"), cobham_waits(classes)[0], {.false_alarm = 1e-6});
  expect_mean(sample(waiting, "wait", "doctor", "other"), cobham_waits(classes)[1], {.false_alarm = 1e-6});
  const auto interrupted = replicate(lasting(two_classes("pre-emptive", urgent, other), 3'000, 60'000), 40, 5);
  expect_mean(sample(interrupted, "stay", "doctor", "urgent"), preemptive_stays(classes)[0], {.false_alarm = 1e-6});
  expect_mean(sample(interrupted, "stay", "doctor", "other"), preemptive_stays(classes)[1], {.false_alarm = 1e-6});
}

}  // namespace
}  // namespace tests
