// frailty_bins.h - latent frailty in bins, and how a share of people spreads over them.
//
// A one-factor Gaussian copula (Li, J. Fixed Income 9(4), 2000, doi 10.3905/jfi.2000.319253): a state of health is
// present when loading x z + sqrt(1 - loading^2) x e exceeds a threshold, where z is the resident's standardised
// log-frailty and e is the state's own. Given z, states are independent; so they are, very nearly, within one of 16
// bins of z that hold equally many people. The share within a bin is the mean over it, and the threshold is such that
// the share of all comes out exactly, whatever the loading.
#pragma once

#include <array>
#include <cstddef>
#include <span>

namespace klynge {

inline constexpr std::size_t frailty_bin_count = 16;
using ByBin = std::array<double, frailty_bin_count>;

class FrailtyBins {
 public:
  // Of frailty that is log-normal with mean 1; with sigma 0 all are equal and in the lowest bin.
  explicit FrailtyBins(double sigma);

  std::size_t of(float frailty) const {
    std::size_t bin = 0;
    for (const float each : above_) bin += frailty > each ? 1 : 0;
    return bin;
  }
  // The frailty of somebody drawn as a newborn, at the same rank among survivors; `people` is how many are in each bin.
  float of_survivor(float frailty, std::span<const double, frailty_bin_count> people) const;

 private:
  double sigma_;
  std::array<float, frailty_bin_count - 1> above_{};  // the frailty above which the next bin begins
};

// The share of each bin's people, given the share of all. `people` is how many of all are in each bin, sum 1.
ByBin spread_over_bins(double share, double loading, const ByBin& people);

// As many in each bin.
ByBin equal_bins();

}  // namespace klynge
