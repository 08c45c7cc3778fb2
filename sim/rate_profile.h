// rate_profile.h - arrivals that come more often at some hours than at others: a Poisson process whose rate repeats.
//
// The next arrival is where the integral of the rate has grown by an exponential amount of mean 1 (inversion; Cinlar,
// Introduction to Stochastic Processes, 1975, chapter 4.7), found in constant time whatever the gap.
#pragma once

#include <vector>

#include "sim/time.h"

namespace sim {

class RateProfile {
 public:
  // One rate per second for each hour of the period, which begins `offset` before the start of time.
  RateProfile(const std::vector<double>& hourly_rates, Duration offset);

  // When the integral of the rate since `from` reaches `amount`.
  Time advance(Time from, double amount) const;

 private:
  double grown_by(double second) const;  // within a period, up to this second

  std::vector<double> rates_;
  std::vector<double> upto_;  // integral before each hour; one more: of the whole period
  Duration offset_;
};

}  // namespace sim
