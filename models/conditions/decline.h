// decline.h - when the end of life begins, such that people die as often as the mortality table says.
//
// A death is announced by a time of decline of fixed length: who will die then begins to decline now. Those in decline
// already can not begin again, and they are the less healthy ones, so the others' mean mortality is lower than that of
// all. With x the share of all who are in decline (mortality times its length), and m1 and m2 the means of the product of
// mortality ratios and of its square over all, the mean over the others is m1 (1 - x m2 / m1^2) / (1 - x): the hazard is
// divided by that over m1. So deaths by sex and age stay those of the table.
#pragma once

#include <array>
#include <cstdint>

#include "models/conditions/mortality.h"
#include "models/population/life_table.h"

namespace klynge {

class Decline {
 public:
  Decline(const TableData& tables, const Prevalence& prevalence, const MortalityRatios& ratios,
          const LifeTable& life_table, double years);

  double years() const { return years_; }
  // Of somebody of that age now who is not in decline, per year.
  double begins_per_year(Sex sex, int age, std::uint32_t states) const;

 private:
  const MortalityRatios* ratios_;
  double years_;
  // By sex and age: mortality at the end of a decline that begins now, divided as said above.
  std::array<std::array<double, oldest_age + 1>, sex_count> rate_{};
};

}  // namespace klynge
