// multimorbidity.h - who has which states of health when the run begins, and how many have several conditions.
//
// Given his stratum (prevalence.h) a resident's states are independent, but that nobody in a nursing home has home
// care. So the number of conditions is a sum of independent yes or no within a stratum, and the share of residents
// with two or more needs no simulation. A draw belongs to a resident and a state: a state that becomes more common takes
// nobody's away who is as frail as before.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/conditions/prevalence.h"
#include "sim/rng.h"

namespace klynge {

// The chances of Prevalence as whole numbers, to be held against random words. Made once for all municipalities.
class StateChances {
 public:
  explicit StateChances(const Prevalence& prevalence);

  std::uint32_t states_of(const Stratum& who, sim::Draws draws) const;

 private:
  std::size_t states_;
  std::uint32_t home_care_bit_;
  std::uint32_t nursing_home_bit_;
  std::vector<std::uint32_t>
      least_;                   // by stratum and state: present if the random word is below this; `always` is sure
  std::vector<bool> possible_;  // by stratum: whether anything is
};

// Fills Residents::states. Frailty is taken to be drawn as of newborn, and becomes that of those of them who live to
// their age, in the same order.
void assign_states(Residents& people, const Prevalence& prevalence, const StateChances& chances,
                   const sim::Streams& streams);

// The states of the short list of 16 conditions that published counts of multimorbidity use, and of the public
// registers.
std::uint32_t short_list(const TableData& tables);
std::uint32_t register_list(const TableData& tables);

// The expected share of an area of TableData::population, aged from ... to, who have two or more of `states`.
double share_with_several(const TableData& tables, const Prevalence& prevalence, std::uint32_t states, int age_from,
                          int age_to, const std::string& area = "Denmark");
// The same of a sex, age and education.
double share_with_several(const Prevalence& prevalence, std::uint32_t states, Sex sex, int age, Education education);

}  // namespace klynge
