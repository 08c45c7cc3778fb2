#include "models/population/life_table.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace klynge {
namespace {

// Years lived during `years` by one who is alive at their start.
double years_lived(double mortality, double years) {
  return mortality > 0 ? -std::expm1(-mortality * years) / mortality : years;
}

int whole(double age) { return static_cast<int>(std::clamp(std::floor(age), 0.0, static_cast<double>(oldest_age))); }

}  // namespace

LifeTable::LifeTable(const std::vector<MortalityRow>& rows, double ratio) {
  for (const Sex sex : {Sex::female, Sex::male}) {
    OneSex& table = by_sex_[static_cast<std::size_t>(sex)];
    table.mortality = by_age(rows, sex, &MortalityRow::deaths_per_year);
    for (double& mortality : table.mortality) mortality *= ratio;
    double alive = 1;
    for (std::size_t age = 0; age < table.alive.size(); ++age) {
      const bool last = age + 1 == table.alive.size();
      const double mortality = table.mortality[age];
      table.alive[age] = alive;
      table.person_years[age] = alive * years_lived(mortality, last ? std::numeric_limits<double>::infinity() : 1);
      alive *= std::exp(-mortality);
    }
    double after = 0;
    for (std::size_t age = table.alive.size(); age-- > 0;) table.years_after[age] = after += table.person_years[age];
  }
}

double LifeTable::alive_at(const OneSex& sex, double age) const {
  const std::size_t birthday = age_index(whole(age));
  return sex.alive[birthday] * std::exp(-sex.mortality[birthday] * (age - static_cast<double>(birthday)));
}

double LifeTable::survival(Sex sex, double from, double to) const {
  const double alive = alive_at(of(sex), from);
  return alive > 0 ? alive_at(of(sex), to) / alive : 0;
}

double LifeTable::expected_remaining(Sex sex, double age) const {
  const OneSex& table = of(sex);
  const std::size_t birthday = age_index(whole(age));
  const double mortality = table.mortality[birthday];
  if (birthday + 1 == table.alive.size()) return years_lived(mortality, std::numeric_limits<double>::infinity());
  const double rest = static_cast<double>(birthday) + 1 - age;
  const double next = table.years_after[birthday + 1] / table.alive[birthday + 1];
  return years_lived(mortality, rest) + std::exp(-mortality * rest) * next;
}

double LifeTable::survive_year(Sex sex, int age) const {
  const OneSex& table = of(sex);
  const std::size_t now = age_index(age);
  if (now + 1 == table.alive.size()) return std::exp(-table.mortality[now]);
  const double before = table.person_years[now];
  // The next year's person-years are the oldest age's whole rest of life, of which one year is meant.
  const double next = now + 2 == table.alive.size() ? table.alive[now + 1] * years_lived(table.mortality[now + 1], 1)
                                                    : table.person_years[now + 1];
  return before > 0 ? next / before : 0;
}

}  // namespace klynge
