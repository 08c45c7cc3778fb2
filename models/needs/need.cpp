#include "models/needs/need.h"

#include <bit>

namespace klynge {

Needs::Needs(const TableData& tables) : by_age_(static_cast<std::size_t>(oldest_age) + 1) {
  for (const NeedRow& row : tables.needs) {
    for (int age = row.age_from; age <= row.age_to; ++age) {
      by_age_[static_cast<std::size_t>(age)] = {row.gp_contacts, row.other_practice_contacts, row.outpatient_visits,
                                                row.elective_admissions, row.deteriorations};
    }
  }
  for (const ConditionRow& row : tables.care) {
    by_condition_.push_back(
        {row.gp_contacts, row.other_practice_contacts, row.outpatient_visits, 0, row.deteriorations});
  }
}

double Needs::rate(Process process, const Residents& people, std::uint32_t resident) const {
  double rate = by_age_[people.age[resident]][index(process)];
  for (std::uint32_t left = people.conditions[resident]; left != 0; left &= left - 1) {
    rate += by_condition_[static_cast<std::size_t>(std::countr_zero(left))][index(process)];
  }
  return process == Process::deterioration ? rate * static_cast<double>(people.frailty[resident]) : rate;
}

int Needs::condition_behind_visit(const Residents& people, std::uint32_t resident, double u) const {
  double left_over = u * rate(Process::outpatient_visit, people, resident);
  for (std::uint32_t left = people.conditions[resident]; left != 0; left &= left - 1) {
    const int condition = std::countr_zero(left);
    left_over -= by_condition_[static_cast<std::size_t>(condition)][index(Process::outpatient_visit)];
    if (left_over < 0) return condition;
  }
  return -1;
}

}  // namespace klynge
