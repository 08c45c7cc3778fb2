// mortality.h - how much likelier somebody dies than others of his sex and age, because of what he has.
//
// Mortality ratios of his states multiply (proportional hazards), and are divided by the mean of that product over the
// people of his sex and age as the model makes them. So deaths by sex and age come out as in the mortality table, and
// only who dies is told by the states. States are independent within a stratum (prevalence.h), so the mean is a
// product.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "models/conditions/prevalence.h"

namespace klynge {

class MortalityRatios {
 public:
  MortalityRatios(const TableData& tables, const Prevalence& prevalence);

  // A resident's mortality over that of all of his sex and age.
  double of(Sex sex, int age, std::uint32_t states) const;
  // The mean of that over a stratum.
  double mean(const Prevalence& prevalence, const Stratum& who) const;
  // Within a stratum, the mortality of those with a state less that of those without, over that of all of the sex and
  // age; of home care among those who are not in a nursing home.
  double excess(const Prevalence& prevalence, const Stratum& who, std::size_t state) const;

 private:
  double conditions_mean(std::span<const double> shares) const;  // of the product over chronic conditions
  double at_home_mean(std::span<const double> shares) const;     // what home care does to those not in a nursing home

  std::vector<double> ratios_;                                      // by state
  std::array<std::array<double, oldest_age + 1>, sex_count> mean_;  // of the product, by sex and age
};

}  // namespace klynge
