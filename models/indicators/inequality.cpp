#include "models/indicators/inequality.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace klynge {

namespace {

// Of sorted numbers; between two of them by linear interpolation.
double quantile(const std::vector<double>& sorted, double share) {
  const double position = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return std::lerp(sorted[below], sorted[above], position - static_cast<double>(below));
}

}  // namespace

Fraction concentration(std::span<const Fraction> ranked) {
  double all = 0, sum = 0;
  for (const Fraction& group : ranked) {
    all += group.below;
    sum += group.above;
  }
  if (std::count_if(ranked.begin(), ranked.end(), [](const Fraction& group) { return group.defined(); }) < 2) return {};
  const double mean = sum / all;
  double ranked_lower = 0, covariance = 0;
  for (const Fraction& group : ranked) {
    if (!group.defined()) continue;
    const double share = group.below / all;
    const double rank = ranked_lower + share / 2;  // 1/2 on average
    covariance += share * (group.value() - mean) * (rank - 0.5);
    ranked_lower += share;
  }
  return {2 * covariance, mean};
}

Fraction decile_spread(std::vector<double> rates) {
  if (rates.size() < 2) return {};
  std::sort(rates.begin(), rates.end());
  return {quantile(rates, 0.9), quantile(rates, 0.1)};
}

Fraction concentration(const Indicator& indicator, const Tally& tally, const Group& group) {
  std::array<Fraction, education_count> by_education{};
  for (std::size_t e = 0; e < education_count; ++e) {
    Group educated = group;
    educated.education = static_cast<int>(e);
    if (group.education < 0 || group.education == educated.education) {
      by_education[e] = fraction(indicator, tally, educated);
    }
  }
  return concentration(by_education);
}

Fraction decile_spread(const Indicator& indicator, std::span<const Tally* const> municipalities, const Group& group) {
  std::vector<double> rates;
  for (const Tally* tally : municipalities) {
    const Fraction rate = fraction(indicator, *tally, group);
    if (rate.defined()) rates.push_back(rate.value());
  }
  return decile_spread(std::move(rates));
}

}  // namespace klynge
