#include "sim/distributions.h"

#include <limits>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/statistics.h"

namespace tests {
namespace {

using namespace sim;

// Means of `draw` over 100 batches.
template <class Draw>
std::vector<double> batch_means(Draw draw, std::size_t batch_size = 5'000) {
  std::vector<double> means;
  for (std::uint32_t batch = 0; batch < 100; ++batch) {
    double sum = 0;
    for (std::size_t i = 0; i < batch_size; ++i) {
      Draws draws = Streams(17, 0).draws(Subject{AgentId{i}}, 0, batch);
      sum += draw(draws);
    }
    means.push_back(sum / static_cast<double>(batch_size));
  }
  return means;
}

template <class Distribution>
bool rises(const Distribution& distribution) {
  double before = distribution.quantile(0x1p-33);  // the least uniform that can be drawn
  for (int i = 1; i < 10'000; ++i) {
    const double value = distribution.quantile(i / 10'000.0);
    if (!(value > before)) return false;
    before = value;
  }
  const double last = distribution.quantile(1 - 0x1p-33);
  return last > before && std::isfinite(last);
}

TEST_CASE("an exponential has its mean and its median and its variance", "[unit]") {
  const Exponential distribution(20);
  CHECK(distribution.mean() == 20);
  CHECK(distribution.quantile(0.5) == Catch::Approx(20 * std::log(2)));
  CHECK(distribution.quantile(1 - std::exp(-1)) == Catch::Approx(20));
  expect_mean(batch_means([&](Draws& draws) { return distribution(draws); }), 20, {.false_alarm = 1e-6});
  expect_mean(batch_means([&](Draws& draws) { return std::pow(distribution(draws) - 20, 2); }), 400,
              {.false_alarm = 1e-6});
}

// Median 3, sigma 0.8: mean 3 exp(0.32); at one standard deviation 3 exp(0.8).
TEST_CASE("a log-normal has its median and its mean and its spread", "[unit]") {
  const LogNormal distribution(3, 0.8);
  CHECK(distribution.mean() == Catch::Approx(3 * std::exp(0.32)));
  CHECK(distribution.quantile(0.5) == Catch::Approx(3));
  CHECK(distribution.quantile(0.8413447460685429) == Catch::Approx(3 * std::exp(0.8)));
  CHECK(LogNormal::with_mean(5, 1.2).mean() == Catch::Approx(5));
  expect_mean(batch_means([&](Draws& draws) { return distribution(draws); }), distribution.mean(),
              {.false_alarm = 1e-6});
  expect_mean(batch_means([&](Draws& draws) { return std::pow(std::log(distribution(draws) / 3), 2); }), 0.64,
              {.false_alarm = 1e-6});
}

TEST_CASE("a log-normal without spread is its median", "[unit]") {
  CHECK(LogNormal(3, 0).quantile(0.001) == Catch::Approx(3));
  CHECK(LogNormal(3, 0).mean() == Catch::Approx(3));
}

// Shapes 2 and 3: mean 2/5, variance 6 / (25 x 6). The distribution of shape (2, 1) is u^2.
TEST_CASE("a beta has its mean and its variance and its quantiles", "[unit]") {
  const Beta distribution(2, 3);
  CHECK(distribution.mean() == Catch::Approx(0.4));
  CHECK(Beta(1, 1).quantile(0.3) == Catch::Approx(0.3));
  CHECK(Beta(2, 1).quantile(0.25) == Catch::Approx(0.5));
  expect_mean(batch_means([&](Draws& draws) { return distribution(draws); }, 500), 0.4, {.false_alarm = 1e-6});
  expect_mean(batch_means([&](Draws& draws) { return std::pow(distribution(draws) - 0.4, 2); }, 500), 0.04,
              {.false_alarm = 1e-6});
}

TEST_CASE("normal quantiles are those of the tables", "[unit]") {
  CHECK(normal_quantile(0.5) == Catch::Approx(0).margin(1e-15));
  CHECK(normal_quantile(0.975) == Catch::Approx(1.959963984540054));
  CHECK(normal_quantile(0.001) == Catch::Approx(-3.090232306167813));
}

TEST_CASE("a standard normal has mean 0 and variance 1", "[unit]") {
  expect_mean(batch_means([](Draws& draws) { return standard_normal(draws); }), 0, {.false_alarm = 1e-6});
  expect_mean(batch_means([](Draws& draws) { return std::pow(standard_normal(draws), 2); }), 1, {.false_alarm = 1e-6});
}

TEST_CASE("quantiles rise and stay finite", "[unit]") {
  CHECK(rises(Exponential(20)));
  CHECK(rises(LogNormal(3, 0.8)));
  CHECK(rises(Beta(2, 3)));
  CHECK(Exponential(20).quantile(0x1p-33) > 0);
  CHECK(LogNormal(3, 0.8).quantile(0x1p-33) > 0);
}

TEST_CASE("one value costs one word", "[unit]") {
  Draws used = Streams(1, 0).draws(Subject{AgentId{std::size_t{1}}}, 0, 0);
  Draws words = used;
  Exponential(20)(used);
  LogNormal(3, 0.8)(used);
  standard_normal(used);
  Beta(2, 3)(used);
  for (int i = 0; i < 4; ++i) words();
  CHECK(used() == words());
}

TEST_CASE("the same luck gives the same rank in two distributions", "[unit]") {
  const Exponential shorter(10);
  const Exponential longer(20);
  for (std::size_t i = 0; i < 100; ++i) {
    Draws here = Streams(1, 0).draws(Subject{AgentId{i}}, 0, 0);
    Draws there = here;
    CHECK(shorter(here) * 2 == Catch::Approx(longer(there)));
  }
}

TEST_CASE("impossible parameters are refused", "[unit]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_AS(Exponential(0), InputError);
  CHECK_THROWS_AS(Exponential(-1), InputError);
  CHECK_THROWS_AS(Exponential(nan), InputError);
  CHECK_THROWS_AS(LogNormal(0, 1), InputError);
  CHECK_THROWS_AS(LogNormal(-2, 1), InputError);
  CHECK_THROWS_AS(LogNormal(1, -0.1), InputError);
  CHECK_THROWS_AS(LogNormal(1, nan), InputError);
  CHECK_THROWS_AS(Beta(0, 1), InputError);
  CHECK_THROWS_AS(Beta(1, -2), InputError);
  CHECK_THROWS_AS(Beta(nan, 1), InputError);
}

}  // namespace
}  // namespace tests
