// statistics.h - assertions about means, each with a stated rate of false alarm.
//
// The samples are independent replications, each itself the mean of much, so that Student's t holds for their mean. A
// right engine fails an assertion with probability `false_alarm` when its seeds are drawn afresh. Seeds in tests are
// fixed: what passes keeps passing until the numbers change, and then the chance of a false alarm is the stated one.
#pragma once

#include <cstddef>
#include <source_location>
#include <vector>

namespace tests {

struct Estimate {
  double mean = 0;
  double standard_error = 0;
  std::size_t samples = 0;

  // Half the width of the interval that misses the true mean with probability `miss`.
  double half_width(double miss) const;
};

// Of at least two samples.
Estimate mean_of(const std::vector<double>& samples);

struct ErrorRate {
  double false_alarm;
};

// Fails, and prints estimate, interval and expected value, when the interval does not hold `expected`.
void expect_mean(const std::vector<double>& samples, double expected, ErrorRate rate,
                 std::source_location where = std::source_location::current());

}  // namespace tests
