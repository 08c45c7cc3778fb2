// need.h - from age, conditions and frailty to how often somebody needs what.
//
// Each resident runs Poisson processes of need: what age alone explains plus what each chronic condition adds. Frailty
// multiplies deteriorations only. Follow-up in general practice takes all of a person's conditions in one contact to the
// extent that encounters are joint: then the most demanding condition alone says how often. Deteriorations are proposed
// at the rate of somebody of whom everything is out of control, and accepted by what is: so the moments at which luck is
// asked are the same in every arm of a comparison.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "models/needs/agenda.h"
#include "models/scenario/tables.h"

namespace klynge {

// What a person's needs depend on.
struct Constitution {
  int age = 0;
  std::uint32_t states = 0;
  float frailty = 1;
};

class Needs {
 public:
  Needs(const Scenario& scenario, const TableData& tables);

  // Needs per year of the slots gp_contact, other_contact, course, elective and deterioration (proposed).
  double rate(Slot slot, const Constitution& who) const;

  // The share of contacts in general practice that are follow-up of conditions.
  double follow_up_share(const Constitution& who) const;
  // The share of those that deal with all of them at once: the most demanding condition brings those.
  double joint_share(const Constitution& who) const;
  // One of his conditions, by its share of those contacts; `u` in (0, 1).
  int followed_up(const Constitution& who, double u) const;

  // The condition behind a new outpatient course or a contact in other practice; -1: none.
  int cause(Slot slot, const Constitution& who, double u) const;
  // The same of a deterioration that has come to pass, with these conditions out of control.
  int cause_of_deterioration(const Constitution& who, std::uint32_t uncontrolled, double u) const;
  // Of a contact that no condition explains.
  std::size_t other_practice_type(double u) const;
  std::size_t other_practice_type_of(int condition) const { return type_of_condition_[at(condition)]; }

  // How likely a proposed deterioration happens; `unmet`: share of the need of home care that nobody meets.
  double accepted(const Constitution& who, std::uint32_t uncontrolled, double unmet) const;

  // How often a year one of these conditions gets out of control, and which of them it is; -1: none ever does.
  double loss_of_control(std::uint32_t states) const;
  int lost(std::uint32_t states, double u) const;
  // Open courses of somebody in the long run, for the start of a run.
  double open_courses(const Constitution& who) const;
  // Attendances of a course for a condition, or for none (-1).
  double visits_of(int condition) const { return condition < 0 ? general_visits_ : visits_; }

 private:
  static std::size_t at(int condition) { return static_cast<std::size_t>(condition); }
  double of_age(Slot slot, int age) const { return by_age_[at(std::clamp(age, 0, oldest_age))][index(slot)]; }
  // The condition of which the u-th part of all is, where what none of them explains comes first (-1).
  template <class Weight>
  int pick(std::uint32_t states, double unexplained, const Weight& weight, double u) const;
  double most(std::size_t condition) const;  // deteriorations of somebody in whom it is out of control
  double deteriorations(std::size_t condition, std::uint32_t uncontrolled) const {
    return (uncontrolled >> condition & 1u) != 0 ? most(condition)
                                                 : by_condition_[condition][index(Slot::deterioration)];
  }
  // What the follow-up contacts of all conditions, one by one, and of the most demanding one come to, per year.
  struct FollowUp {
    double sum = 0;
    double largest = 0;
  };
  FollowUp follow_up(const Constitution& who) const;

  std::vector<std::array<double, slot_count>> by_age_;
  std::vector<std::array<double, slot_count>> by_condition_;  // of chronic conditions
  std::vector<double> uncontrolled_ratio_;
  std::vector<double> loss_of_control_;
  std::vector<std::size_t> type_of_condition_;
  std::vector<double> type_upto_;
  std::uint32_t condition_bits_;
  std::uint32_t home_care_bit_;
  double joint_;
  double unmet_ratio_;
  double visits_;
  double general_visits_;
  double interval_years_;
};

}  // namespace klynge
