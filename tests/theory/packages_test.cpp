// Patients who cannot leave a ward before a package of care is free, with the numbers of a teaching model of delayed
// discharge: 20 admissions a day, stays of 5 days, and 5 % who then need a package that lasts 730 days. By Little's law
// that is 100 beds and 730 packages, whatever the distributions; with fewer packages the ward fills with people who are
// done there.
#include <fmt/format.h>

#include "tests/support/catch.h"
#include "tests/support/reference_networks.h"
#include "tests/support/statistics.h"

namespace tests {
namespace {

constexpr double admissions_a_day = 20;
constexpr double stay_days = 5;
constexpr double package_share = 0.05;
constexpr double package_days = 730;

// Whoever finds no bed goes elsewhere. Without a free package whoever needs one stays in bed.
QueueingNetwork ward_and_packages(const std::string& ward, const std::string& packages, double warm_up, double length) {
  return network(fmt::format(R"(
run = {{ time_unit = "days", warm_up = {}, length = {} }}
[classes.patient]
[nodes.ward]
{}
[nodes.package]
{}
[[arrivals]]
class = "patient"
node = "ward"
rate = {}
[[services]]
node = "ward"
time = {{ law = "gamma", mean = {}, cv = 0.7 }}
[[services]]
node = "package"
time = {{ law = "exponential", mean = {} }}
[[routes]]
from = "ward"
to = "package"
probability = {}
[[routes]]
from = "ward"
to = "out"
probability = {}
)",
                             warm_up, length, ward, packages, admissions_a_day, stay_days, package_days, package_share,
                             1 - package_share));
}

// After ten mean durations hardly anything is left of the empty beginning: e^-10 of 730 is 0.03.
TEST_CASE("twenty admissions a day fill a hundred beds and need 730 packages", "[theory]") {
  const auto runs =
      replicate(ward_and_packages("servers = \"infinite\"", "servers = \"infinite\"", 7'300, 20'000), 20, 31);
  expect_mean(sample(runs, "present", "ward"), admissions_a_day * stay_days, {.false_alarm = 1e-6});
  expect_mean(sample(runs, "present", "package"), admissions_a_day * package_share * package_days, {.false_alarm = 1e-6});
  expect_mean(sample(runs, "throughput"), admissions_a_day, {.false_alarm = 1e-6});
}

// A ward for 150 that is offered 20 a day. All packages are taken, so packages / 730 days become free a day, and 20 times
// as many patients pass through the ward; their stays take 5 days each, and in every other bed lies somebody who waits.
TEST_CASE("with too few packages the ward fills with patients who are done there", "[theory]") {
  constexpr double beds = 150;
  std::vector<double> waiting;
  for (const int packages : {600, 500, 400}) {
    CAPTURE(packages);
    const auto runs = replicate(
        ward_and_packages("servers = 150\nroom = 50",
                          fmt::format("servers = {}\nroom = 0\nwhen_full = \"block\"", packages), 7'300, 20'000),
        8, static_cast<std::uint32_t>(packages));
    const double passing = packages / package_days / package_share;  // patients a day
    const double in_use = mean_of(sample(runs, "busy", "ward")).mean;
    const double blocked = mean_of(sample(runs, "blocked", "ward")).mean;
    CHECK(mean_of(sample(runs, "busy", "package")).mean == Catch::Approx(packages).epsilon(0.002));
    CHECK(in_use == Catch::Approx(passing * stay_days).epsilon(0.02));
    CHECK(blocked == Catch::Approx(beds - passing * stay_days).epsilon(0.02));
    CHECK(mean_of(sample(runs, "refused", "ward")).mean == Catch::Approx(1 - passing / admissions_a_day).epsilon(0.03));
    if (!waiting.empty()) CHECK(blocked > waiting.back());
    waiting.push_back(blocked);
  }
}

// With room for all who need one, nobody waits in bed.
TEST_CASE("enough packages leave no bed blocked", "[theory]") {
  const auto runs = replicate(
      ward_and_packages("servers = 150", "servers = 900\nroom = 0\nwhen_full = \"block\"", 7'300, 5'000), 8, 33);
  CHECK(mean_of(sample(runs, "blocked", "ward")).mean == 0);
  expect_mean(sample(runs, "busy", "package"), 730, {.false_alarm = 1e-6});
}

}  // namespace
}  // namespace tests
