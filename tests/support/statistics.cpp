#include "tests/support/statistics.h"

#include <fmt/format.h>

#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <numeric>

#include "sim/check.h"
#include "tests/support/catch.h"

namespace tests {

double Estimate::half_width(double miss) const {
  const boost::math::students_t t(static_cast<double>(samples - 1));
  return standard_error * boost::math::quantile(boost::math::complement(t, miss / 2));
}

Estimate mean_of(const std::vector<double>& samples) {
  sim::require(samples.size() >= 2, "mean_of: expected at least two samples");
  const double n = static_cast<double>(samples.size());
  const double mean = std::accumulate(samples.begin(), samples.end(), 0.0) / n;
  double squares = 0;
  for (const double sample : samples) squares += (sample - mean) * (sample - mean);
  return {mean, std::sqrt(squares / (n - 1) / n), samples.size()};
}

void expect_mean(const std::vector<double>& samples, double expected, ErrorRate rate, std::source_location where) {
  const Estimate estimate = mean_of(samples);
  const double margin = estimate.half_width(rate.false_alarm);
  INFO(fmt::format("{}:{}", where.file_name(), where.line()));
  INFO(fmt::format("mean of {} samples {:.6g}, standard error {:.3g}, interval {:.6g} to {:.6g} at false alarm {:g}",
                   estimate.samples, estimate.mean, estimate.standard_error, estimate.mean - margin,
                   estimate.mean + margin, rate.false_alarm));
  INFO(fmt::format("expected {:.6g}", expected));
  CHECK(std::abs(estimate.mean - expected) <= margin);
}

}  // namespace tests
