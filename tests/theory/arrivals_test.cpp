// Customers who come more often at some hours than at others: how many come in each hour is a Poisson count.
#include <array>
#include <chrono>

#include "tests/support/catch.h"
#include "tests/support/queueing_theory.h"
#include "tests/support/reference_networks.h"
#include "tests/support/statistics.h"

namespace tests {
namespace {

constexpr std::size_t week = 168;  // hours
constexpr std::size_t weeks = 20;  // a replication
constexpr std::uint32_t replications = 40;

// Quiet nights, two peaks a day.
std::vector<double> a_day() {
  return {0, 0, 0, 0.5, 0.5, 1, 2, 6, 12, 14, 10, 8, 6, 8, 12, 9, 5, 4, 3, 2, 1, 1, 0.5, 0};
}

// The same from Monday to Friday, each day a little less; half of it at the weekend.
std::vector<double> a_week() {
  std::vector<double> rates;
  for (const double of_day : {1.0, 0.95, 0.9, 0.85, 0.8, 0.5, 0.4}) {
    for (const double rate : a_day()) rates.push_back(of_day * rate);
  }
  return rates;
}

struct Case {
  std::uint32_t seed;
  std::vector<double> profile;
  int day;            // of January 2025, on which the run begins
  double first_hour;  // of the profile, at that moment: the 1st was a Wednesday
};

TEST_CASE("in each hour as many come as the profile says and their number is Poisson", "[theory]") {
  const auto [seed, profile, day, first_hour] =
      GENERATE(Case{1, a_day(), 1, 0}, Case{2, a_week(), 1, 48}, Case{3, a_week(), 5, 144}, Case{4, a_week(), 6, 0});
  CAPTURE(seed, profile.size());
  QueueingNetwork open_all_day = station({.servers = 1'000'000, .length = week * weeks});
  open_all_day.run.first_day = std::chrono::year{2025} / std::chrono::January / day;
  open_all_day.arrivals[0].rate = std::nullopt;
  open_all_day.arrivals[0].profile = profile;

  std::array<double, week> expected{};
  for (std::size_t hour = 0; hour < week; ++hour) {
    const double from = first_hour + static_cast<double>(hour);
    expected[hour] = expected_arrivals(profile, from, from + 1);
  }
  std::array<std::vector<double>, week> means;
  std::vector<double> dispersions;  // squared distance from the mean over the mean: 1 for a Poisson count
  for (std::uint32_t replication = 0; replication < replications; ++replication) {
    std::vector<double> counts(week * weeks);
    watch(open_all_day, replication, seed, [&](const Beginning& one) {
      ++counts[static_cast<std::size_t>((one.now - sim::start_of_time) / sim::hours{1})];
    });
    double dispersion = 0;
    double hours = 0;
    for (std::size_t hour = 0; hour < week; ++hour) {
      double sum = 0;
      for (std::size_t at = hour; at < counts.size(); at += week) {
        sum += counts[at];
        if (expected[hour] == 0) continue;
        dispersion += (counts[at] - expected[hour]) * (counts[at] - expected[hour]) / expected[hour];
        ++hours;
      }
      means[hour].push_back(sum / weeks);
    }
    dispersions.push_back(dispersion / hours);
  }
  for (std::size_t hour = 0; hour < week; ++hour) {
    CAPTURE(hour);
    expect_mean(means[hour], expected[hour], {.false_alarm = 1e-6});
  }
  expect_mean(dispersions, 1, {.false_alarm = 1e-6});
}

// Gaps of two exponential stages: half as unequal as a Poisson process, as many in the mean.
TEST_CASE("gaps of any law bring one customer in each mean gap", "[theory]") {
  QueueingNetwork renewal = station({.servers = std::nullopt, .warm_up = 100, .length = 10'000});
  renewal.arrivals[0].rate = std::nullopt;
  renewal.arrivals[0].gap = erlang(0.5, 2);
  const auto runs = replicate(renewal, 40, 5);
  expect_mean(sample(runs, "arrivals", "station"), 2, {.false_alarm = 1e-6});
  expect_mean(sample(runs, "present", "station"), 2, {.false_alarm = 1e-6});
}

}  // namespace
}  // namespace tests
