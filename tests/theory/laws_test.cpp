// Every law that a file can name has the mean and the spread that it promises, seen through the whole model: each
// sample is the service of the one customer of a replication.
#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "tests/support/catch.h"
#include "tests/support/reference_networks.h"
#include "tests/support/statistics.h"

namespace tests {
namespace {

struct Case {
  std::uint32_t seed;
  Law law;
  double mean;
  double cv;
};

// The normal law with mean 1 and sd 0.5, cut at 0.5: one sd below its mean.
Case cut_normal() {
  const boost::math::normal standard;
  const double hazard = boost::math::pdf(standard, -1) / (1 - boost::math::cdf(standard, -1));
  const double mean = 1 + 0.5 * hazard;
  const double sd = 0.5 * std::sqrt(1 - hazard - hazard * hazard);
  return {6, normal(1, 0.5, 0.5), mean, sd / mean};
}

TEST_CASE("every law has the mean and the spread that it promises", "[theory]") {
  const auto [seed, law, mean, cv] =
      GENERATE(Case{1, exponential(1), 1, 1}, Case{2, erlang(1, 3), 1, std::sqrt(1.0 / 3)},
               Case{3, gamma(2, 1.5), 2, 1.5}, Case{4, gamma(2, 0.2), 2, 0.2}, Case{5, log_normal(1.5, 0.7), 1.5, 0.7},
               cut_normal(), Case{7, uniform(1, 3), 2, 1 / std::sqrt(12.0)}, Case{8, hyperexponential(1, 1.5), 1, 1.5},
               Case{9, empirical({1, 2, 6}, {3, 2, 1}), 13.0 / 6, std::sqrt(47.0 / 6 - 169.0 / 36) / (13.0 / 6)},
               Case{10, empirical({1, 2, 6}, {}), 3, std::sqrt(14.0 / 3) / 3});
  CAPTURE(seed);
  QueueingNetwork one_customer = station({.servers = std::nullopt, .service = law, .length = 1});
  one_customer.run.until_empty = true;
  one_customer.arrivals[0].rate = std::nullopt;
  one_customer.arrivals[0].times = {0};
  const std::vector<double> times = sample(replicate(one_customer, 60'000, seed), "stay", "station");
  expect_mean(times, mean, {.false_alarm = 1e-6});
  std::vector<double> squares;
  for (const double time : times) squares.push_back((time - mean) * (time - mean));
  expect_mean(squares, mean * mean * cv * cv, {.false_alarm = 1e-6});
}

TEST_CASE("a fixed time is always the same", "[theory]") {
  QueueingNetwork always = station({.rate = 1, .servers = std::nullopt, .service = fixed(1.25), .length = 1'000});
  for (const double stay : sample(replicate(always, 3, 1), "stay", "station")) CHECK(stay == 1.25);
}

}  // namespace
}  // namespace tests
