// catalogue.cpp - all indicators, in the order in which tables show them.
#include <initializer_list>
#include <vector>

#include "models/indicators/subjects.h"

namespace klynge {

namespace {

std::vector<Indicator> gathered(std::initializer_list<std::span<const Indicator>> by_subject) {
  std::vector<Indicator> all;
  for (const std::span<const Indicator> subject : by_subject) all.insert(all.end(), subject.begin(), subject.end());
  return all;
}

}  // namespace

std::span<const Indicator> indicators() {
  static const std::vector<Indicator> all = gathered({
      subjects::waits(),
      subjects::contacts(),
      subjects::admissions(),
      subjects::hospital_stays(),
      subjects::delayed_discharge(),
      subjects::handover(),
      subjects::information(),
      subjects::orphaned_tasks(),
      subjects::leon_adherence(),
      subjects::leon_regret(),
      subjects::task_shift(),
      subjects::relations(),
      subjects::coordination_load(),
      subjects::continuity(),
      subjects::fragmentation(),
      subjects::parallel_courses(),
      subjects::treatment_conflicts(),
      subjects::burden(),
      subjects::outcome(),
      subjects::municipal_care(),
      subjects::places(),
      subjects::equity(),
      subjects::population(),
  });
  return all;
}

}  // namespace klynge
