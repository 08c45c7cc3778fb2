// distributions.h - sampling by inversion: one uniform word in, one value out.
//
// Inversion keeps common random numbers useful: the same word gives the same rank in both arms, so a shorter mean gives
// a shorter stay for everybody, and no draw is ever rejected. Quantile functions are Boost.Math's where they are not a
// line of arithmetic. Parameters are checked when a distribution is made, not when it is drawn.
#pragma once

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <iterator>
#include <numeric>
#include <utility>
#include <vector>

#include "sim/check.h"
#include "sim/rng.h"

namespace sim {

// Boost.Math evaluates in long double unless told otherwise, which is several times slower and no more exact than the
// 32 bits of a draw.
using InDouble = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

inline double normal_quantile(double u) {
  return boost::math::quantile(boost::math::normal_distribution<double, InDouble>(), u);
}

class Exponential {
 public:
  explicit Exponential(double mean) : mean_(mean) { require(mean > 0, "exponential: the mean must be above 0"); }
  double quantile(double u) const { return -mean_ * std::log(1 - u); }  // of a draw, 1 - u is exact
  double operator()(Draws& draws) const { return quantile(draws.uniform()); }
  double mean() const { return mean_; }

 private:
  double mean_;
};

class LogNormal {
 public:
  // sigma is the standard deviation of the logarithm.
  LogNormal(double median, double sigma) : log_median_(std::log(median)), sigma_(sigma) {
    require(median > 0 && sigma >= 0, "log-normal: the median must be above 0 and sigma at least 0");
  }
  static LogNormal with_mean(double mean, double sigma) { return {mean * std::exp(-0.5 * sigma * sigma), sigma}; }

  double quantile(double u) const { return std::exp(log_median_ + sigma_ * normal_quantile(u)); }
  double operator()(Draws& draws) const { return quantile(draws.uniform()); }
  double mean() const { return std::exp(log_median_ + 0.5 * sigma_ * sigma_); }

 private:
  double log_median_;
  double sigma_;
};

class Beta {
 public:
  Beta(double alpha, double beta) : distribution_(shape(alpha), shape(beta)) {}
  double quantile(double u) const { return boost::math::quantile(distribution_, u); }
  double operator()(Draws& draws) const { return quantile(draws.uniform()); }
  double mean() const { return boost::math::mean(distribution_); }

 private:
  // Before Boost.Math sees it, whose own check throws an error of another type.
  static double shape(double value) {
    require(value > 0 && std::isfinite(value), "beta: both shapes must be above 0");
    return value;
  }

  boost::math::beta_distribution<double, InDouble> distribution_;
};

class Fixed {
 public:
  explicit Fixed(double value) : value_(value) { require(value >= 0, "fixed: the value must be at least 0"); }
  double operator()(Draws&) const { return value_; }
  double mean() const { return value_; }

 private:
  double value_;
};

class Uniform {
 public:
  Uniform(double from, double to) : from_(from), to_(to) { require(from <= to, "uniform: expected from <= to"); }
  double quantile(double u) const { return from_ + (to_ - from_) * u; }
  double operator()(Draws& draws) const { return quantile(draws.uniform()); }
  double mean() const { return (from_ + to_) / 2; }

 private:
  double from_;
  double to_;
};

// cv is the coefficient of variation. An Erlang distribution of k stages is the gamma with cv = 1 / sqrt(k).
class Gamma {
 public:
  Gamma(double mean, double cv) : mean_(mean), distribution_(shape(mean, cv), mean * cv * cv) {}
  double quantile(double u) const { return boost::math::quantile(distribution_, u); }
  double operator()(Draws& draws) const { return quantile(draws.uniform()); }
  double mean() const { return mean_; }

 private:
  static double shape(double mean, double cv) {
    require(mean > 0 && cv > 0, "gamma: mean and coefficient of variation must be above 0");
    return 1 / (cv * cv);
  }

  double mean_;
  boost::math::gamma_distribution<double, InDouble> distribution_;
};

// Normal, given that it is at least `least`; mean and sd are those before it is cut.
class TruncatedNormal {
 public:
  TruncatedNormal(double mean, double sd, double least) : mean_(mean), sd_(sd) {
    require(sd > 0, "normal: the standard deviation must be above 0");
    below_ = cdf(boost::math::normal_distribution<double, InDouble>(), (least - mean) / sd);
    require(below_ < 1 - 1e-6, "normal: hardly anything lies above the least value");
  }
  double quantile(double u) const { return mean_ + sd_ * normal_quantile(below_ + u * (1 - below_)); }
  double operator()(Draws& draws) const { return quantile(draws.uniform()); }

 private:
  double mean_;
  double sd_;
  double below_;  // the share that is cut off
};

// One of two exponentials, chosen so that both bring the same share of the mean (balanced means; Morse, Queues,
// Inventories and Maintenance, 1958). Two words: which, and how long.
class HyperExponential {
 public:
  HyperExponential(double mean, double cv) : mean_(mean) {
    require(mean > 0 && cv >= 1,
            "hyperexponential: the mean must be above 0 and the coefficient of variation at least 1");
    const double square = cv * cv;
    short_share_ = (1 + std::sqrt((square - 1) / (square + 1))) / 2;
  }
  double operator()(Draws& draws) const {
    const double share = draws.chance(short_share_) ? short_share_ : 1 - short_share_;
    return Exponential(mean_ / (2 * share))(draws);
  }
  double mean() const { return mean_; }

 private:
  double mean_;
  double short_share_;
};

// One of the given values, each with its weight.
class Empirical {
 public:
  Empirical(std::vector<double> values, const std::vector<double>& weights) : values_(std::move(values)) {
    require(!values_.empty() && values_.size() == weights.size(), "empirical: expected a weight for each value");
    std::partial_sum(weights.begin(), weights.end(), std::back_inserter(upto_));
    require(upto_.back() > 0, "empirical: the weights must not all be 0");
  }
  double quantile(double u) const {
    const auto at = std::upper_bound(upto_.begin(), upto_.end() - 1, u * upto_.back());
    return values_[static_cast<std::size_t>(at - upto_.begin())];
  }
  double operator()(Draws& draws) const { return quantile(draws.uniform()); }

 private:
  std::vector<double> values_;
  std::vector<double> upto_;  // running sum of weights
};

inline double standard_normal(Draws& draws) { return normal_quantile(draws.uniform()); }

}  // namespace sim
