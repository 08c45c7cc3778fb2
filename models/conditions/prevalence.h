// prevalence.h - how common each lasting state of health is among people of one sex, age, education and frailty.
//
// A state is a chronic condition or a lasting need of municipal care, a bit of Residents::states. Its share at a year
// of age (age_curve.h) is split by education so that the odds of basic : medium : higher are OR : sqrt(OR) : 1 and the
// mean over the education mix of that sex and age is unchanged, and then over bins of frailty (frailty_bins.h).
//
// The frail have more of what people die of, so fewer of them grow old. How many of those born in each bin live at an
// age follows from age to age from the mortality of mortality.h (Vaupel, Manton and Stallard, Demography 16, 1979),
// and shares are such that the mean over those who live is what the table says. Without that, selection would carry
// prevalence and deaths away from their tables while a run goes on.
//
// Nobody in a nursing home has home care. The share of home care in a stratum is therefore told among those who are
// not in a nursing home; among all it is what the table says. That way states are independent within a stratum, but
// for this one exclusion.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "models/conditions/age_curve.h"
#include "models/conditions/frailty_bins.h"
#include "models/population/residents.h"
#include "models/scenario/scenario.h"

namespace klynge {

using EducationMix = std::array<double, education_count>;  // shares, sum 1

// Those among whom a state is equally likely.
struct Stratum {
  Sex sex = Sex::female;
  int age = 0;  // completed years
  Education education = Education::basic;
  std::size_t bin = 0;  // of frailty
};

constexpr std::size_t stratum_count = sex_count * (oldest_age + 1) * education_count * frailty_bin_count;
constexpr std::size_t index_of(const Stratum& who) {
  const auto row = static_cast<std::size_t>(who.sex) * (oldest_age + 1) + static_cast<std::size_t>(who.age);
  return (row * education_count + static_cast<std::size_t>(who.education)) * frailty_bin_count + who.bin;
}

class Prevalence {
 public:
  Prevalence(const Scenario& scenario, const TableData& tables);

  std::size_t states() const { return states_; }
  std::size_t home_care() const { return home_care_; }
  std::size_t nursing_home() const { return home_care_ + 1; }
  const FrailtyBins& bins() const { return bins_; }

  // By state; of home care, among those who are not in a nursing home.
  std::span<const double> within(const Stratum& who) const {
    return {shares_.data() + index_of(who) * states_, states_};
  }
  // How many of those of a sex, age and education are in each bin, sum 1.
  std::span<const double, frailty_bin_count> in_bins(Sex sex, int age, Education education) const {
    return std::span<const double, frailty_bin_count>(in_bins_.data() + index_of({sex, age, education, 0}),
                                                      frailty_bin_count);
  }
  // Of all people of a stratum, of an education, or of a sex and age.
  double of(std::size_t state, const Stratum& who) const;
  double of(std::size_t state, Sex sex, int age, Education education) const;
  double of(std::size_t state, Sex sex, int age) const;

  // As the table has it, but smoothed over the ages at which one band ends and another begins.
  const EducationMix& education_mix(Sex sex, int age) const {
    return mix_[static_cast<std::size_t>(sex)][static_cast<std::size_t>(age)];
  }
  Stratum stratum(const Residents& people, std::uint32_t row, std::int64_t day) const;

 private:
  // Shares of an age; its bins are filled already.
  void fill(const TableData& tables, const std::vector<double>& loadings, Sex sex, int age,
            const std::vector<ByAge>& curves);
  // Bins of the next age: who of this one lives to it.
  void survive(const std::vector<double>& ratios, const ByAge& deaths_per_year, Sex sex, int age);

  std::size_t states_;
  std::size_t home_care_;
  FrailtyBins bins_;
  std::array<std::array<EducationMix, oldest_age + 1>, sex_count> mix_;
  std::vector<double> shares_;   // by stratum, then state
  std::vector<double> in_bins_;  // by stratum
};

// The mean over a stratum of the product of mortality ratios, given its shares within; states are independent there,
// but for home care and nursing home, the last two.
double mean_product(std::span<const double> shares, const std::vector<double>& ratios);
std::vector<double> mortality_ratios(const TableData& tables);  // by state

// The share of each education with the odds of basic : medium : higher as ratio : sqrt(ratio) : 1 and the mean `share`.
EducationMix split_by_education(double share, double odds_ratio, const EducationMix& mix);

}  // namespace klynge
