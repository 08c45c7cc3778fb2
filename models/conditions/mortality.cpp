#include "models/conditions/mortality.h"

namespace klynge {

MortalityRatios::MortalityRatios(const TableData& tables, const Prevalence& prevalence)
    : ratios_(mortality_ratios(tables)) {
  for (const Sex sex : {Sex::female, Sex::male}) {
    for (int age = 0; age <= oldest_age; ++age) {
      double mean = 0;
      for (std::size_t e = 0; e < education_count; ++e) {
        const auto education = static_cast<Education>(e);
        const auto people = prevalence.in_bins(sex, age, education);
        double sum = 0;
        for (std::size_t bin = 0; bin < frailty_bin_count; ++bin) {
          sum += people[bin] * mean_product(prevalence.within({sex, age, education, bin}), ratios_);
        }
        mean += prevalence.education_mix(sex, age)[e] * sum;
      }
      mean_[static_cast<std::size_t>(sex)][static_cast<std::size_t>(age)] = mean;
    }
  }
}

double MortalityRatios::of(Sex sex, int age, std::uint32_t states) const {
  double product = 1;
  for_each_state(states, [&](std::size_t state) { product *= ratios_[state]; });
  return product / mean_[static_cast<std::size_t>(sex)][static_cast<std::size_t>(age)];
}

double MortalityRatios::mean(const Prevalence& prevalence, const Stratum& who) const {
  return mean_product(prevalence.within(who), ratios_) /
         mean_[static_cast<std::size_t>(who.sex)][static_cast<std::size_t>(who.age)];
}

double MortalityRatios::excess(const Prevalence& prevalence, const Stratum& who, std::size_t state) const {
  const auto shares = prevalence.within(who);
  const double all = mean_[static_cast<std::size_t>(who.sex)][static_cast<std::size_t>(who.age)];
  if (state == prevalence.nursing_home())
    return conditions_mean(shares) * (ratios_[state] - at_home_mean(shares)) / all;
  if (state == prevalence.home_care()) return conditions_mean(shares) * (ratios_[state] - 1) / all;
  const double without = mean_product(shares, ratios_) / (1 + (ratios_[state] - 1) * shares[state]);
  return without * (ratios_[state] - 1) / all;
}

double MortalityRatios::conditions_mean(std::span<const double> shares) const {
  double mean = 1;
  for (std::size_t c = 0; c + lasting_need_count < shares.size(); ++c) mean *= 1 + (ratios_[c] - 1) * shares[c];
  return mean;
}

double MortalityRatios::at_home_mean(std::span<const double> shares) const {
  const std::size_t home_care = shares.size() - lasting_need_count;
  return 1 + (ratios_[home_care] - 1) * shares[home_care];
}

}  // namespace klynge
