// Servers who stand in for each other, and servers of whom several are needed at once, where nobody may wait.
#include "tests/support/catch.h"
#include "tests/support/queueing_theory.h"
#include "tests/support/reference_networks.h"
#include "tests/support/statistics.h"

namespace tests {
namespace {

// Narrow customers come at 4 an hour and stay 1 / 0.8 hours, broad ones at 3 and 1 / 1.25.
const LossPool expected = loss_pool({4, 0.8}, {3, 1.25}, 4, 5);

TEST_CASE("specialists and generalists lose as the Markov chain of their pool says", "[theory]") {
  const auto pool = network(R"(
run = { time_unit = "hours", warm_up = 100, length = 5000 }
[classes.narrow]
skills = ["sew"]
[classes.broad]
skills = ["x-ray"]
[nodes.pool]
room = 0
shifts = [
  { servers = 4, from = 0, to = 24, skills = ["sew"] },
  { servers = 5, from = 0, to = 24, skills = ["sew", "x-ray"] },
]
[[arrivals]]
class = "narrow"
node = "pool"
rate = 4
[[arrivals]]
class = "broad"
node = "pool"
rate = 3
[[services]]
node = "pool"
class = "narrow"
time = { law = "exponential", mean = 1.25 }
[[services]]
node = "pool"
class = "broad"
time = { law = "exponential", mean = 0.8 }
)");
  const auto runs = replicate(pool, 40, 1);
  expect_mean(sample(runs, "refused", "pool", "narrow"), expected.narrow_loss, {.false_alarm = 1e-6});
  expect_mean(sample(runs, "refused", "pool", "broad"), expected.broad_loss, {.false_alarm = 1e-6});
  expect_mean(sample(runs, "busy", "pool"), expected.mean_busy_specialists + expected.mean_busy_generalists,
              {.false_alarm = 1e-6});
}

TEST_CASE("a group that overflows to another loses as the Markov chain of both says", "[theory]") {
  const auto groups = network(R"(
run = { time_unit = "hours", warm_up = 100, length = 5000 }
[classes.narrow]
[classes.broad]
[nodes.primary]
servers = 4
room = 0
when_full = "overflow"
overflow = ["secondary"]
[nodes.secondary]
servers = 5
room = 0
[[arrivals]]
class = "narrow"
node = "primary"
rate = 4
[[arrivals]]
class = "broad"
node = "secondary"
rate = 3
[[services]]
node = "primary"
time = { law = "exponential", mean = 1.25 }
[[services]]
node = "secondary"
class = "narrow"
time = { law = "exponential", mean = 1.25 }
[[services]]
node = "secondary"
class = "broad"
time = { law = "exponential", mean = 0.8 }
)");
  const auto runs = replicate(groups, 40, 2);
  expect_mean(sample(runs, "refused", "primary"), expected.overflow, {.false_alarm = 1e-6});
  expect_mean(sample(runs, "lost", queueing::all, "narrow"), expected.narrow_loss, {.false_alarm = 1e-6});
  expect_mean(sample(runs, "lost", queueing::all, "broad"), expected.broad_loss, {.false_alarm = 1e-6});
  expect_mean(sample(runs, "busy", "primary"), expected.mean_busy_specialists, {.false_alarm = 1e-6});
  expect_mean(sample(runs, "busy", "secondary"), expected.mean_busy_generalists, {.false_alarm = 1e-6});
}

// Beds alone, surgeons alone, and both at once: the loss of each is Kelly's, whatever the law of the services.
TEST_CASE("who needs two servers at once is lost as often as theory says", "[theory]") {
  const auto both = network(R"(
run = { time_unit = "hours", warm_up = 100, length = 10000 }
[classes.bed_only]
[classes.surgeon_only]
[classes.both]
[nodes.bed]
servers = 3
room = 0
[nodes.surgeon]
servers = 4
room = 0
[nodes.operation]
servers = 3  # never fewer than beds
room = 0
together_with = ["bed", "surgeon"]
[[arrivals]]
class = "bed_only"
node = "bed"
rate = 1.5
[[arrivals]]
class = "surgeon_only"
node = "surgeon"
rate = 2
[[arrivals]]
class = "both"
node = "operation"
rate = 1
[[services]]
node = "bed"
time = { law = "exponential", mean = 1 }
[[services]]
node = "surgeon"
time = { law = "fixed", value = 1.25 }
[[services]]
node = "operation"
time = { law = "gamma", mean = 2, cv = 0.7 }
)");
  const auto loss = joint_loss({3, 4}, {{1.5, {1, 0}}, {2.5, {0, 1}}, {2, {1, 1}}});
  const auto runs = replicate(both, 40, 3);
  expect_mean(sample(runs, "refused", "bed", "bed_only"), loss[0], {.false_alarm = 1e-6});
  expect_mean(sample(runs, "refused", "surgeon", "surgeon_only"), loss[1], {.false_alarm = 1e-6});
  expect_mean(sample(runs, "refused", "operation", "both"), loss[2], {.false_alarm = 1e-6});
  expect_mean(sample(runs, "busy", "bed"), 1.5 * (1 - loss[0]) + 2 * (1 - loss[2]), {.false_alarm = 1e-6});
  expect_mean(sample(runs, "busy", "surgeon"), 2.5 * (1 - loss[1]) + 2 * (1 - loss[2]), {.false_alarm = 1e-6});
}

}  // namespace
}  // namespace tests
