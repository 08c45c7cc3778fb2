#include "models/conditions/multimorbidity.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "models/draw.h"

namespace klynge {

namespace {

constexpr std::uint32_t always = 0xFFFF'FFFFu;

std::uint32_t as_word(double chance) {
  return chance >= 1 ? always : static_cast<std::uint32_t>(std::floor(std::max(0.0, chance) * 4294967295.0));
}

std::uint32_t listed(const TableData& tables, bool ConditionRow::*list) {
  std::uint32_t states = 0;
  for (std::size_t c = 0; c < tables.conditions; ++c) states |= tables.care[c].*list ? 1u << c : 0;
  return states;
}

}  // namespace

StateChances::StateChances(const Prevalence& prevalence)
    : states_(prevalence.states()),
      home_care_bit_(1u << prevalence.home_care()),
      nursing_home_bit_(1u << prevalence.nursing_home()),
      least_(stratum_count * states_),
      possible_(stratum_count) {
  for (const Sex sex : {Sex::female, Sex::male}) {
    for (int age = 0; age <= oldest_age; ++age) {
      for (std::size_t e = 0; e < education_count; ++e) {
        for (std::size_t bin = 0; bin < frailty_bin_count; ++bin) {
          const Stratum who{sex, age, static_cast<Education>(e), bin};
          const auto share = prevalence.within(who);
          const std::size_t at = index_of(who);
          for (std::size_t state = 0; state < states_; ++state) {
            least_[at * states_ + state] = as_word(share[state]);
            possible_[at] = possible_[at] || share[state] > 0;
          }
        }
      }
    }
  }
}

std::uint32_t StateChances::states_of(const Stratum& who, sim::Draws draws) const {
  const std::size_t at = index_of(who);
  if (!possible_[at]) return 0;
  const std::uint32_t* const least = least_.data() + at * states_;
  std::uint32_t states = 0;
  for (std::size_t state = 0; state < states_; ++state) {
    const std::uint32_t present = draws() < least[state] || least[state] == always ? 1 : 0;
    states |= present << state;
  }
  return (states & nursing_home_bit_) != 0 ? states & ~home_care_bit_ : states;
}

void assign_states(Residents& people, const Prevalence& prevalence, const StateChances& chances,
                   const sim::Streams& streams) {
  for (std::uint32_t row = 0; row < people.size(); ++row) {
    const sim::Subject who{people.agent(row)};
    const Stratum born = prevalence.stratum(people, row, 0);
    people.frailty[row] =
        prevalence.bins().of_survivor(people.frailty[row], prevalence.in_bins(born.sex, born.age, born.education));
    people.states[row] =
        chances.states_of(prevalence.stratum(people, row, 0), streams.draws(who, question(Draw::conditions), 0));
  }
}

std::uint32_t short_list(const TableData& tables) { return listed(tables, &ConditionRow::short_list); }
std::uint32_t register_list(const TableData& tables) { return listed(tables, &ConditionRow::register_list); }

double share_with_several(const Prevalence& prevalence, std::uint32_t states, Sex sex, int age, Education education) {
  double several = 0;
  const auto people = prevalence.in_bins(sex, age, education);
  for (std::size_t bin = 0; bin < frailty_bin_count; ++bin) {
    const auto share = prevalence.within({sex, age, education, bin});
    double none = 1, one = 0;
    for (std::size_t state = 0; state < share.size(); ++state) {
      if ((states >> state & 1u) == 0) continue;
      one = one * (1 - share[state]) + none * share[state];
      none *= 1 - share[state];
    }
    several += people[bin] * (1 - none - one);
  }
  return several;
}

double share_with_several(const TableData& tables, const Prevalence& prevalence, std::uint32_t states, int age_from,
                          int age_to, const std::string& area) {
  double several = 0, all = 0;
  for (const Sex sex : {Sex::female, Sex::male}) {
    const ByAge people = people_by_age(tables, sex, area);
    for (int age = age_from; age <= age_to; ++age) {
      const double here = people[static_cast<std::size_t>(age)];
      all += here;
      for (std::size_t e = 0; e < education_count; ++e) {
        several += here * prevalence.education_mix(sex, age)[e] *
                   share_with_several(prevalence, states, sex, age, static_cast<Education>(e));
      }
    }
  }
  return all > 0 ? several / all : 0;
}

}  // namespace klynge
