// dynamics.h - when a state of health begins and ends, such that each stays as common at each age as it is.
//
// In the illness-death model the share p with a state changes with age as
//   dp/da = (1 - p) (i - p (m1 - m0)) - r p,
// where i is onset among those without, r remission, and m1 and m0 the mortality with and without (Brinks and
// Landwehr, Theor. Popul. Biol. 92, 2014, 62-68, with remission). Solved for i, or for r where the share falls faster
// with age than mortality explains: one of the two is 0, so of flows in both directions only the difference is
// modelled. Solved for each stratum (prevalence.h) by itself, in which the mortality of those with a state is told by
// mortality.h.
//
// A nursing home has no remission, and home care ends when a nursing home begins. Below the first age band of a state
// nobody has it; its first share is reached over the year before and the year after that age.
#pragma once

#include <cstdint>
#include <vector>

#include "models/conditions/mortality.h"

namespace klynge {

class Dynamics {
 public:
  Dynamics(const Prevalence& prevalence, const MortalityRatios& ratios, const BySexAndAgeRate& deaths_per_year);

  // Per year, of somebody who does not have the state, or has it.
  double onset_rate(const Stratum& who, std::size_t state) const { return onset_[index_of(who) * states_ + state]; }
  double remission_rate(const Stratum& who, std::size_t state) const {
    return remission_[index_of(who) * states_ + state];
  }

  struct Change {
    std::size_t state = 0;
    bool onset = true;
  };

  // Per year, of any onset alone, and of any change, of somebody with these states.
  double total_onset(const Stratum& who, std::uint32_t states) const;
  double total_rate(const Stratum& who, std::uint32_t states) const;
  // Which change it is, of a resident whose total rate is above 0; u is uniform between 0 and 1.
  Change pick(const Stratum& who, std::uint32_t states, double u) const;
  std::uint32_t after(std::uint32_t states, Change change) const;

 private:
  // Per year, of the one change that can happen to a state: its onset if it is absent, its remission if present.
  double rate(const Stratum& who, std::uint32_t states, std::size_t state) const;

  std::size_t states_;
  std::size_t home_care_;
  std::size_t nursing_home_;
  std::vector<float> onset_;      // by stratum, then state
  std::vector<float> remission_;  // likewise
};

}  // namespace klynge
