#include "models/conditions/decline.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace klynge {

namespace {

struct Means {
  double product = 0;
  double square = 0;
};

Means means(const Prevalence& prevalence, const std::vector<double>& ratios, const std::vector<double>& squares,
            Sex sex, int age) {
  Means sum;
  for (std::size_t e = 0; e < education_count; ++e) {
    const auto education = static_cast<Education>(e);
    const auto bins = prevalence.in_bins(sex, age, education);
    for (std::size_t bin = 0; bin < frailty_bin_count; ++bin) {
      const double weight = prevalence.education_mix(sex, age)[e] * bins[bin];
      const auto shares = prevalence.within({sex, age, education, bin});
      sum.product += weight * mean_product(shares, ratios);
      sum.square += weight * mean_product(shares, squares);
    }
  }
  return sum;
}

}  // namespace

Decline::Decline(const TableData& tables, const Prevalence& prevalence, const MortalityRatios& ratios,
                 const LifeTable& life_table, double years)
    : ratios_(&ratios), years_(years) {
  const std::vector<double> each = mortality_ratios(tables);
  std::vector<double> squares = each;
  for (double& ratio : squares) ratio *= ratio;
  for (const Sex sex : {Sex::female, Sex::male}) {
    for (int age = 0; age <= oldest_age; ++age) {
      const Means mean = means(prevalence, each, squares, sex, age);
      const double in_decline = std::min(0.5, life_table.deaths_per_year(sex, age) * years);
      const double others = (1 - in_decline * mean.square / (mean.product * mean.product)) / (1 - in_decline);
      // On average a birthday passes in decline for as large a share of people as the decline is of a year.
      const double later = std::fmod(years, 1.0);
      const int whole = static_cast<int>(years);
      const double then = (1 - later) * life_table.deaths_per_year(sex, std::min(age + whole, oldest_age)) +
                          later * life_table.deaths_per_year(sex, std::min(age + whole + 1, oldest_age));
      rate_[static_cast<std::size_t>(sex)][static_cast<std::size_t>(age)] = then / std::max(others, 0.1);
    }
  }
}

double Decline::begins_per_year(Sex sex, int age, std::uint32_t states) const {
  const int known = std::min(age, oldest_age);
  return rate_[static_cast<std::size_t>(sex)][static_cast<std::size_t>(known)] * ratios_->of(sex, known, states);
}

}  // namespace klynge
