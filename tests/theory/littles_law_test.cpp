// Little's law, L = lambda W (J. D. C. Little, Operations Research 9(3), 1961, doi 10.1287/opre.9.3.383). Between two
// instants at which a network is empty it is an identity, and since time is whole seconds it must hold to the second.
#include <cmath>

#include "tests/support/catch.h"
#include "tests/support/queueing_theory.h"
#include "tests/support/reference_networks.h"
#include "tests/support/statistics.h"

namespace tests {
namespace {

// Three stations at each of two sites, in a loop that 30 % of the customers take again, some at the other site; one
// keeps office hours, one is left by who loses patience, and one blocks the server before it.
QueueingNetwork loop() {
  return network(R"(
sites = 2
run = { time_unit = "hours", length = 3000, until_empty = true }
[classes.urgent]
priority = 0
[classes.other]
priority = 1
[nodes.ward]
servers = 2
discipline = "pre-emptive"
[nodes.bridge]
servers = 1
room = 1
when_full = "block"
[nodes.clinic]
shifts = [{ servers = 3, from = 8, to = 16, days = ["Mon", "Tue", "Wed", "Thu", "Fri"] }]
discipline = "random order"
[[arrivals]]
class = "other"
node = "ward"
rate = 0.4
[[arrivals]]
class = "urgent"
node = "ward"
rate = 0.2
[[services]]
node = "ward"
time = { law = "gamma", mean = 1.5, cv = 1.2 }
[[services]]
node = "bridge"
time = { law = "exponential", mean = 0.7 }
[[services]]
node = "clinic"
time = { law = "log-normal", mean = 0.5, cv = 0.5 }
[[patience]]
node = "clinic"
class = "urgent"
time = { law = "exponential", mean = 20 }
[[routes]]
from = "ward"
to = "bridge"
[[routes]]
from = "bridge"
to = "clinic"
delay = 0.25
[[routes]]
from = "clinic"
to = "ward"
probability = 0.2
[[routes]]
from = "clinic"
to = "ward"
site = "other"
delay = 2
probability = 0.1
)");
}

TEST_CASE("from empty to empty Little's law holds to the second", "[theory]") {
  for (const auto& measured : replicate(loop(), 10, 3)) {
    const auto of = [&](std::string_view measure, std::string_view node, std::string_view who = queueing::all) {
      return queueing::figure(measured, measure, node, who);
    };
    const double seconds = 3600 * of("end", queueing::all);
    const auto near = [](double sum) { return Catch::Approx(sum).epsilon(0).margin(0.01); };
    for (const char* node : {"ward", "bridge", "clinic"}) {
      CAPTURE(node);
      const double came = std::round(of("arrivals", node) * seconds / 3600);
      const double served = std::round(of("served", node) * seconds / 3600);
      const double gave_up = std::round(of("gave_up", node) * came);
      CHECK(came > 1'000);
      CHECK(came == served + gave_up);
      // Stays of those served and waits in vain, against the integral of how many are there.
      const double in_vain = 3600 * (of("wait_of_all", node) * came - of("wait", node) * served);
      CHECK(3600 * of("stay", node) * served + in_vain == near(of("present", node) * seconds));
      if (std::string_view(node) == "ward")
        continue;  // where waits of the interrupted are no waits until service began
      CHECK(3600 * of("wait_of_all", node) * came == near(of("queue", node) * seconds));
    }
    CHECK(of("entered", queueing::all) ==
          of("left", queueing::all) + std::round(of("gave_up", "clinic") * of("arrivals", "clinic") * seconds / 3600));
  }
}

// M/M/3 at 80 %, measured over a stretch of its life: L = lambda W but for those who are there at its ends.
TEST_CASE("in steady state the number present is the rate of arrivals times their stay", "[theory]") {
  const double wait = erlang_c_wait(2.4, 1, 3);
  const auto runs = replicate(station({.rate = 2.4, .servers = 3, .warm_up = 300, .length = 12'000}), 40, 11);
  const auto present = sample(runs, "present", "station");
  const auto arrivals = sample(runs, "arrivals", "station");
  const auto stays = sample(runs, "stay", "station");
  std::vector<double> differences;
  for (std::size_t i = 0; i < runs.size(); ++i) differences.push_back(present[i] - arrivals[i] * stays[i]);
  expect_mean(present, 2.4 * (wait + 1), {.false_alarm = 1e-6});
  expect_mean(arrivals, 2.4, {.false_alarm = 1e-6});
  expect_mean(stays, wait + 1, {.false_alarm = 1e-6});
  expect_mean(differences, 0, {.false_alarm = 1e-6});
}

}  // namespace
}  // namespace tests
