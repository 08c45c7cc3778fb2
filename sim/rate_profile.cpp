#include "sim/rate_profile.h"

#include <algorithm>
#include <cmath>

#include "sim/check.h"

namespace sim {

namespace {

constexpr double hour = 3600;

}  // namespace

RateProfile::RateProfile(const std::vector<double>& hourly_rates, Duration offset)
    : rates_(hourly_rates), upto_{0}, offset_(offset) {
  for (const double rate : rates_) {
    require(rate >= 0 && std::isfinite(rate), "rate profile: a rate must be at least 0");
    upto_.push_back(upto_.back() + rate * hour);
  }
  require(upto_.back() > 0, "rate profile: at least one rate must be above 0");
}

Time RateProfile::advance(Time from, double amount) const {
  const double period = hour * static_cast<double>(rates_.size());
  const double position = static_cast<double>((from - start_of_time + offset_).count());
  const double within = position - std::floor(position / period) * period;
  const double target = grown_by(within) + amount;
  const double periods = std::floor(target / upto_.back());
  const double rest = target - periods * upto_.back();
  // The first hour at whose end the integral is above the rest, so that an hour of rate 0 is never chosen.
  const auto after = std::upper_bound(upto_.begin() + 1, upto_.end() - 1, rest);
  const auto at = static_cast<std::size_t>(after - upto_.begin()) - 1;
  const double second = hour * static_cast<double>(at) + (rates_[at] > 0 ? (rest - upto_[at]) / rates_[at] : hour);
  return from + from_seconds(periods * period + second - within);
}

double RateProfile::grown_by(double second) const {
  const auto at = std::min(static_cast<std::size_t>(second / hour), rates_.size() - 1);
  return upto_[at] + rates_[at] * (second - hour * static_cast<double>(at));
}

}  // namespace sim
