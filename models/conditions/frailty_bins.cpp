#include "models/conditions/frailty_bins.h"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <limits>
#include <numbers>

namespace klynge {

namespace {

constexpr std::size_t points_per_bin = 6;
constexpr std::size_t point_count = frailty_bin_count * points_per_bin;

// z at equally spaced ranks, as many in each bin: their mean is the mean over the bin.
const std::array<double, point_count>& ranks() {
  static const auto points = [] {
    std::array<double, point_count> z{};
    const boost::math::normal standard;
    for (std::size_t i = 0; i < point_count; ++i) {
      z[i] = boost::math::quantile(standard, (static_cast<double>(i) + 0.5) / static_cast<double>(point_count));
    }
    return z;
  }();
  return points;
}

double upper_tail(double x) { return 0.5 * std::erfc(x / std::numbers::sqrt2); }
double density(double x) { return std::exp(-0.5 * x * x) / std::sqrt(2 * std::numbers::pi); }

}  // namespace

FrailtyBins::FrailtyBins(double sigma) : sigma_(sigma) {
  const boost::math::normal standard;
  for (std::size_t bin = 1; bin < frailty_bin_count; ++bin) {
    const double rank = static_cast<double>(bin) / static_cast<double>(frailty_bin_count);
    above_[bin - 1] =
        sigma > 0 ? static_cast<float>(std::exp(sigma * boost::math::quantile(standard, rank) - 0.5 * sigma * sigma))
                  : std::numeric_limits<float>::infinity();
  }
}

float FrailtyBins::of_survivor(float frailty, std::span<const double, frailty_bin_count> people) const {
  constexpr double equal = 1.0 / static_cast<double>(frailty_bin_count);
  if (sigma_ <= 0 || people[0] == equal) return frailty;  // nobody has died of frailty yet
  const double z = std::log(static_cast<double>(frailty)) / sigma_ + 0.5 * sigma_;
  double left = upper_tail(-z);  // the rank, and then how far it lies beyond the bins passed
  std::size_t bin = 0;
  while (bin + 1 < frailty_bin_count && left >= people[bin]) left -= people[bin++];
  const double within = people[bin] > 0 ? std::clamp(left / people[bin], 1e-6, 1 - 1e-6) : 0.5;
  const double rank = (static_cast<double>(bin) + within) * equal;
  return static_cast<float>(
      std::exp(sigma_ * boost::math::quantile(boost::math::normal(), rank) - 0.5 * sigma_ * sigma_));
}

ByBin equal_bins() {
  ByBin people;
  people.fill(1.0 / static_cast<double>(frailty_bin_count));
  return people;
}

ByBin spread_over_bins(double share, double loading, const ByBin& people) {
  ByBin within;
  within.fill(share);
  if (loading <= 0 || share <= 0 || share >= 1) return within;
  const double own = std::sqrt(1 - loading * loading);
  // The threshold of the continuous copula, put right by Newton's method for z at points.
  double threshold = boost::math::quantile(complement(boost::math::normal(), share));
  for (int step = 0; step < 50; ++step) {
    double all = 0, slope = 0;
    for (std::size_t bin = 0; bin < frailty_bin_count; ++bin) {
      double sum = 0, steep = 0;
      for (std::size_t i = bin * points_per_bin; i < (bin + 1) * points_per_bin; ++i) {
        const double x = (threshold - loading * ranks()[i]) / own;
        sum += upper_tail(x);
        steep += density(x) / own;
      }
      within[bin] = sum / points_per_bin;
      all += people[bin] * within[bin];
      slope += people[bin] * steep / points_per_bin;
    }
    if (std::abs(all - share) <= 1e-9 * share * (1 - share) || slope <= 0) break;
    // On the scale of log-odds the share is nearly straight in the threshold, also far out in a tail.
    const double wrong = std::log(all / (1 - all)) - std::log(share / (1 - share));
    threshold += wrong * all * (1 - all) / slope;
  }
  return within;
}

}  // namespace klynge
