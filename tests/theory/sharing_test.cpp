// Servers whose speed depends on how many are present: processor sharing, and speeds given one by one.
#include <algorithm>

#include "tests/support/catch.h"
#include "tests/support/queueing_theory.h"
#include "tests/support/reference_networks.h"
#include "tests/support/statistics.h"

namespace tests {
namespace {

struct Case {
  std::uint32_t seed;
  int servers;
  Law service;
  double length;
};

// The number present is that of the birth-death chain with min(n, servers) at work, whatever the law of the service
// (Kleinrock, volume 2, chapter 4): at one server and load 0.7 the mean stay is 1 / 0.3.
TEST_CASE("customers who share servers stay as long whatever the law of their service", "[theory]") {
  const auto [seed, servers, service, length] =
      GENERATE(Case{1, 1, exponential(1), 20'000}, Case{2, 1, fixed(1), 20'000},
               Case{3, 1, hyperexponential(1, 2), 30'000}, Case{4, 3, gamma(1, 1.5), 10'000});
  CAPTURE(seed, servers);
  const double rate = 0.7 * servers;
  const BirthDeath expected =
      birth_death([&](int) { return rate; }, [&](int present) { return std::min(present, servers); });
  const auto runs = replicate(station({.rate = rate,
                                       .servers = servers,
                                       .service = service,
                                       .speed = {.shared = true, .factors = {}},
                                       .warm_up = 500,
                                       .length = length}),
                              40, seed);
  expect_mean(sample(runs, "stay", "station"), expected.mean_stay(), {.false_alarm = 1e-6});
  expect_mean(sample(runs, "present", "station"), expected.mean_number, {.false_alarm = 1e-6});
}

// Three servers who slow down in a crowd.
TEST_CASE("a station whose speed depends on how many are present is a birth-death chain", "[theory]") {
  const std::vector<double> speed = {1.2, 1, 0.9, 0.9, 0.8, 0.7};
  const auto serving = [&](int present) {
    return std::min(present, 3) * speed[std::min(static_cast<std::size_t>(present), speed.size()) - 1];
  };
  const BirthDeath expected = birth_death([](int) { return 1.6; }, serving);
  const auto runs = replicate(
      station(
          {.rate = 1.6, .servers = 3, .speed = {.shared = false, .factors = speed}, .warm_up = 500, .length = 20'000}),
      40, 5);
  expect_mean(sample(runs, "stay", "station"), expected.mean_stay(), {.false_alarm = 1e-6});
  expect_mean(sample(runs, "present", "station"), expected.mean_number, {.false_alarm = 1e-6});
}

}  // namespace
}  // namespace tests
