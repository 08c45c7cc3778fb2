// fertility.h - how often women give birth, by their age; and whether the child is a boy.
#pragma once

#include "models/population/by_age.h"

namespace klynge {

class Fertility {
 public:
  Fertility(const Scenario& scenario, const TableData& data)
      : births_(by_age(data.fertility, &FertilityRow::births_per_year)), boys_(scenario.population.boys_share) {
    for (double& births : births_) births *= scenario.population.birth_ratio;
  }

  // Per woman of that age in completed years, with the scenario's birth_ratio.
  double births_per_year(int age) const { return births_[age_index(age)]; }
  // Children that a woman has who lives through all ages.
  double total() const {
    double sum = 0;
    for (const double births : births_) sum += births;
    return sum;
  }
  double boys_share() const { return boys_; }

 private:
  ByAge births_;
  double boys_;
};

}  // namespace klynge
