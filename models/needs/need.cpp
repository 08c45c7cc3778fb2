#include "models/needs/need.h"

#include <algorithm>

#include "models/population/residents.h"

namespace klynge {

namespace {

std::array<double, slot_count> per_year(const Scenario& scenario, double gp, double other, double courses,
                                        double elective, double deteriorations) {
  const auto& times = scenario.calibration;
  std::array<double, slot_count> rates{};
  rates[index(Slot::gp_contact)] = gp * times.gp_contacts;
  rates[index(Slot::other_contact)] = other * times.other_practice_contacts;
  rates[index(Slot::course)] = courses * times.outpatient_visits;
  rates[index(Slot::elective)] = elective * times.elective_admissions;
  rates[index(Slot::deterioration)] = deteriorations * times.deteriorations;
  return rates;
}

}  // namespace

Needs::Needs(const Scenario& scenario, const TableData& tables)
    : by_age_(static_cast<std::size_t>(oldest_age) + 1),
      condition_bits_(tables.condition_bits()),
      home_care_bit_(1u << tables.state_of(LastingNeed::home_care)),
      joint_(scenario.needs.joint_encounters),
      unmet_ratio_(scenario.home_care.unmet_ratio),
      visits_(scenario.courses.visits),
      general_visits_(scenario.courses.general_visits),
      interval_years_(scenario.courses.interval_days / 365) {
  for (const NeedRow& row : tables.needs) {
    for (int age = row.age_from; age <= row.age_to; ++age) {
      by_age_[at(age)] = per_year(scenario, row.gp_contacts, row.other_practice_contacts,
                                  row.outpatient_visits / general_visits_, row.elective_admissions, row.deteriorations);
    }
  }
  double upto = 0;
  for (const OtherPracticeRow& row : tables.other_practice) type_upto_.push_back(upto += row.share);
  for (std::size_t c = 0; c < tables.conditions; ++c) {
    const ConditionRow& row = tables.care[c];
    by_condition_.push_back(per_year(scenario, row.gp_contacts, row.other_practice_contacts,
                                     row.outpatient_visits / visits_, 0, row.deteriorations));
    uncontrolled_ratio_.push_back(row.uncontrolled_ratio);
    loss_of_control_.push_back(row.loss_of_control);
    std::size_t type = 0;
    for (std::size_t t = 0; t < tables.other_practice.size(); ++t) {
      if (tables.other_practice[t].type == row.other_practice_type) type = t;
    }
    type_of_condition_.push_back(type);
  }
}

double Needs::most(std::size_t condition) const {
  return by_condition_[condition][index(Slot::deterioration)] * std::max(1.0, uncontrolled_ratio_[condition]);
}

double Needs::rate(Slot slot, const Constitution& who) const {
  double rate = of_age(slot, who.age);
  const std::uint32_t conditions = who.states & condition_bits_;
  if (slot == Slot::gp_contact) {
    const FollowUp contacts = follow_up(who);
    return rate + joint_ * contacts.largest + (1 - joint_) * contacts.sum;
  }
  if (slot != Slot::deterioration) {
    for_each_state(conditions, [&](std::size_t c) { rate += by_condition_[c][index(slot)]; });
    return rate;
  }
  for_each_state(conditions, [&](std::size_t c) { rate += most(c); });
  return rate * static_cast<double>(who.frailty) * ((who.states & home_care_bit_) != 0 ? unmet_ratio_ : 1.0);
}

Needs::FollowUp Needs::follow_up(const Constitution& who) const {
  FollowUp contacts;
  for_each_state(who.states & condition_bits_, [&](std::size_t c) {
    const double one = by_condition_[c][index(Slot::gp_contact)];
    contacts.sum += one;
    contacts.largest = std::max(contacts.largest, one);
  });
  return contacts;
}

double Needs::joint_share(const Constitution& who) const {
  const FollowUp contacts = follow_up(who);
  const double all = joint_ * contacts.largest + (1 - joint_) * contacts.sum;
  return all > 0 ? joint_ * contacts.largest / all : 0;
}

double Needs::follow_up_share(const Constitution& who) const {
  const double all = rate(Slot::gp_contact, who);
  return all > 0 ? 1 - of_age(Slot::gp_contact, who.age) / all : 0;
}

template <class Weight>
int Needs::pick(std::uint32_t states, double unexplained, const Weight& weight, double u) const {
  double sum = unexplained;
  for_each_state(states & condition_bits_, [&](std::size_t c) { sum += weight(c); });
  double left = u * sum - unexplained;
  int found = -1;
  for_each_state(states & condition_bits_, [&](std::size_t c) {
    if (left >= 0) found = static_cast<int>(c);
    left -= weight(c);
  });
  return found;
}

int Needs::followed_up(const Constitution& who, double u) const {
  return pick(
      who.states, 0, [&](std::size_t c) { return by_condition_[c][index(Slot::gp_contact)]; }, u);
}

int Needs::cause(Slot slot, const Constitution& who, double u) const {
  return pick(
      who.states, of_age(slot, who.age), [&](std::size_t c) { return by_condition_[c][index(slot)]; }, u);
}

int Needs::cause_of_deterioration(const Constitution& who, std::uint32_t uncontrolled, double u) const {
  const auto weight = [&](std::size_t c) { return deteriorations(c, uncontrolled); };
  return pick(who.states, of_age(Slot::deterioration, who.age), weight, u);
}

double Needs::loss_of_control(std::uint32_t states) const {
  double sum = 0;
  for_each_state(states & condition_bits_, [&](std::size_t c) { sum += loss_of_control_[c]; });
  return sum;
}

int Needs::lost(std::uint32_t states, double u) const {
  return pick(
      states, 0, [&](std::size_t c) { return loss_of_control_[c]; }, u);
}

std::size_t Needs::other_practice_type(double u) const {
  const auto found = std::upper_bound(type_upto_.begin(), type_upto_.end() - 1, u * type_upto_.back());
  return static_cast<std::size_t>(found - type_upto_.begin());
}

double Needs::accepted(const Constitution& who, std::uint32_t uncontrolled, double unmet) const {
  double proposed = of_age(Slot::deterioration, who.age);
  double real = proposed;
  for_each_state(who.states & condition_bits_, [&](std::size_t c) {
    proposed += most(c);
    real += deteriorations(c, uncontrolled);
  });
  if ((who.states & home_care_bit_) != 0) real *= (1 + (unmet_ratio_ - 1) * unmet) / unmet_ratio_;
  return proposed > 0 ? real / proposed : 0;
}

double Needs::open_courses(const Constitution& who) const {
  double open = of_age(Slot::course, who.age) * (general_visits_ - 1);
  for_each_state(who.states & condition_bits_,
                 [&](std::size_t c) { open += by_condition_[c][index(Slot::course)] * (visits_ - 1); });
  return open * interval_years_;
}

}  // namespace klynge
