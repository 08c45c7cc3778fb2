#include "models/conditions/dynamics.h"

#include <algorithm>

namespace klynge {

Dynamics::Dynamics(const Prevalence& prevalence, const MortalityRatios& ratios, const BySexAndAgeRate& deaths_per_year)
    : states_(prevalence.states()),
      home_care_(prevalence.home_care()),
      nursing_home_(prevalence.nursing_home()),
      onset_(stratum_count * states_),
      remission_(stratum_count * states_) {
  for (std::size_t sex = 0; sex < sex_count; ++sex) {
    for (int age = 0; age <= oldest_age; ++age) {
      const double deaths = deaths_per_year[sex][static_cast<std::size_t>(age)];
      for (std::size_t rest = 0; rest < education_count * frailty_bin_count; ++rest) {
        const auto education = static_cast<Education>(rest / frailty_bin_count);
        const Stratum who{static_cast<Sex>(sex), age, education, rest % frailty_bin_count};
        Stratum before = who, after = who;
        before.age = std::max(age - 1, 0);
        after.age = std::min(age + 1, oldest_age);
        for (std::size_t state = 0; state < states_; ++state) {
          // A share at a year of age is that in the middle of it; on a birthday it is between those of two years.
          const double here = prevalence.within(who)[state];
          const double first = 0.5 * (prevalence.within(before)[state] + here);
          const double last = 0.5 * (here + prevalence.within(after)[state]);
          const double share = 0.5 * (first + last);
          const double gain = last - first + share * (1 - share) * deaths * ratios.excess(prevalence, who, state);
          const std::size_t at = index_of(who) * states_ + state;
          if (gain > 0 && share < 1) onset_[at] = static_cast<float>(gain / (1 - share));
          if (gain < 0 && share > 0 && state != nursing_home_) remission_[at] = static_cast<float>(-gain / share);
        }
      }
    }
  }
}

double Dynamics::rate(const Stratum& who, std::uint32_t states, std::size_t state) const {
  if ((states >> state & 1u) != 0) return remission_rate(who, state);
  const bool excluded = state == home_care_ && (states >> nursing_home_ & 1u) != 0;
  return excluded ? 0 : onset_rate(who, state);
}

double Dynamics::total_onset(const Stratum& who, std::uint32_t states) const {
  double sum = 0;
  for (std::size_t state = 0; state < states_; ++state) {
    if ((states >> state & 1u) == 0) sum += rate(who, states, state);
  }
  return sum;
}

double Dynamics::total_rate(const Stratum& who, std::uint32_t states) const {
  double sum = 0;
  for (std::size_t state = 0; state < states_; ++state) sum += rate(who, states, state);
  return sum;
}

Dynamics::Change Dynamics::pick(const Stratum& who, std::uint32_t states, double u) const {
  double left = u * total_rate(who, states);
  std::size_t last = 0;
  for (std::size_t state = 0; state < states_; ++state) {
    const double each = rate(who, states, state);
    if (each <= 0) continue;
    last = state;  // rounding may leave a little after all of them
    left -= each;
    if (left < 0) break;
  }
  return {last, (states >> last & 1u) == 0};
}

std::uint32_t Dynamics::after(std::uint32_t states, Change change) const {
  const std::uint32_t bit = 1u << change.state;
  if (!change.onset) return states & ~bit;
  return change.state == nursing_home_ ? (states | bit) & ~(1u << home_care_) : states | bit;
}

}  // namespace klynge
