// life_table.h - how long people live: mortality by sex and age, and what follows from it.
//
// Mortality is constant within each age band of the table, and for ever after the last, so that survival and the years
// that people live have closed forms (Preston, Heuveline and Guillot, Demography, 2001, chapter 3). `ratio` multiplies
// all of it; at 0 nobody dies and years left are infinite.
#pragma once

#include <array>
#include <vector>

#include "models/population/by_age.h"

namespace klynge {

class LifeTable {
 public:
  explicit LifeTable(const std::vector<MortalityRow>& rows, double ratio = 1);

  double deaths_per_year(Sex sex, int age) const { return of(sex).mortality[age_index(age)]; }

  // Of a person of exactly that age: the probability of reaching a later one, and the mean years left.
  double survival(Sex sex, double from, double to) const;
  double expected_remaining(Sex sex, double age) const;

  // Years that a newborn lives on average between his birthdays number `age` and the next; after it, at the oldest age.
  double person_years(Sex sex, int age) const { return of(sex).person_years[age_index(age)]; }
  // Of all who are of that age in completed years, the share alive a year later; of children born during a year, the
  // share alive at its end.
  double survive_year(Sex sex, int age) const;
  double survive_first_year(Sex sex) const { return person_years(sex, 0); }

 private:
  struct OneSex {
    ByAge mortality{};
    ByAge alive{};  // share of the newborn who reach that birthday
    ByAge person_years{};
    ByAge years_after{};  // from that birthday on, for each newborn
  };
  const OneSex& of(Sex sex) const { return by_sex_[static_cast<std::size_t>(sex)]; }
  double alive_at(const OneSex& sex, double age) const;

  std::array<OneSex, sex_count> by_sex_;
};

}  // namespace klynge
