// distributions.h - sampling by inversion: one uniform word in, one value out.
//
// Inversion keeps common random numbers useful: the same word gives the same rank in both arms, so a shorter mean gives
// a shorter stay for everybody, and no draw is ever rejected. Quantile functions are Boost.Math's where they are not a
// line of arithmetic. Parameters are checked when a distribution is made, not when it is drawn.
#pragma once

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>

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
  double quantile(double u) const { return -mean_ * std::log1p(-u); }
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

inline double standard_normal(Draws& draws) { return normal_quantile(draws.uniform()); }

}  // namespace sim
