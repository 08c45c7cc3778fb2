#include "models/population/projection.h"

#include <algorithm>

namespace klynge {

Projection::Projection(const LifeTable& life_table, const ByAge& births_per_woman, const ByAge& immigration,
                       double boys)
    : life_table_(life_table), births_(births_per_woman), immigration_(immigration), boys_(boys) {}

Projection::Flows Projection::one_year(AgeSex& residents) const {
  Flows flows;
  const AgeSex before = residents;
  for (const Sex sex : {Sex::female, Sex::male}) {
    auto& after = residents.residents[static_cast<std::size_t>(sex)];
    after.fill(0);
    for (int age = 0; age <= AgeSex::last_age; ++age) {
      const double immigrants = before.at(sex, age) * immigration_[age_index(age)];
      const double at_start = before.at(sex, age) + immigrants / 2;
      const double survivors = at_start * life_table_.survive_year(sex, age);
      after[static_cast<std::size_t>(std::min(age + 1, AgeSex::last_age))] += survivors;
      after[static_cast<std::size_t>(age)] += immigrants / 2;
      flows.deaths += at_start - survivors;
      flows.immigrants += immigrants;
    }
  }
  // Nobody is a mother in the year in which she is born, so the women are known by now.
  for (int age = 0; age <= AgeSex::last_age; ++age) {
    const double women = (before.at(Sex::female, age) + residents.at(Sex::female, age)) / 2;
    flows.births += women * births_[age_index(age)];
  }
  for (const Sex sex : {Sex::female, Sex::male}) {
    const double born = flows.births * (sex == Sex::male ? boys_ : 1 - boys_);
    const double survivors = born * life_table_.survive_first_year(sex);
    residents.residents[static_cast<std::size_t>(sex)][0] += survivors;
    flows.deaths += born - survivors;
  }
  return flows;
}

}  // namespace klynge
