// measure.h - what is counted while a run goes on, for whom.
//
// A measure is a sum over the counted part of the run. Tallies are kept by municipality of residence and by cell
// (cell.h).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/indicators/cell.h"

namespace klynge {

enum class Measure : std::uint8_t {
  // people
  resident_years,
  births,
  deaths,
  moves,
  onsets,
  controlled_condition_years,
  condition_years,
  // general practice and out of hours
  gp_contacts,
  gp_face_to_face,
  gp_telephone,
  gp_e_consultations,
  gp_home_visits,
  gp_chronic_contacts,
  gp_conditions_served,
  missed_contacts,
  out_of_hours_contacts,
  // other practice
  other_contacts,
  other_refused,
  // hospital
  outpatient_visits,
  outpatient_missed,
  course_visits,
  outpatient_conditions_served,
  course_needs,
  courses_joined,
  course_years,
  parallel_course_years,  // of those with three open courses or more
  duplicated_tests,
  treatment_conflicts,
  emergency_visits,
  emergency_sent_home,
  admissions,
  acute_admissions,
  elective_admissions,
  outliers,
  early_discharges,
  discharges,   // alive
  stays_ended,  // those who died included
  medical_discharges,
  short_medical_stays,
  readmissions,
  readmissions_after_medical,
  readmissions_after_short,
  bed_days,
  delayed_days,
  // acute episodes and decisions
  episodes,
  terminal_episodes,
  decisions,
  information,  // sum of information quality over decisions
  net_benefit_choices,
  regret,  // sum over decisions, DKK
  handovers,
  handover_failures,
  follow_ups,
  orphans,
  relapses,
  harms,
  // municipality
  municipal_courses,
  gave_up_waiting,
  assessments,
  rehabilitation_plans,
  rehabilitation_plans_on_time,
  home_care_years,
  home_care_hours_needed,
  home_care_hours_given,
  nursing_home_years,
  // waits: how many, and how long in days
  waits_general_practice,
  waits_other_practice,
  waits_municipality,
  waits_hospital,
  waits_first_visit,
  waits_elective,
  waits_rehabilitation,
  waits_nursing_home,
  wait_days_general_practice,
  wait_days_other_practice,
  wait_days_municipality,
  wait_days_hospital,
  wait_days_first_visit,
  wait_days_elective,
  wait_days_rehabilitation,
  wait_days_nursing_home,
  // patients' travel
  journeys,
  journey_hours,
  // of places, not of people
  bed_days_held,
  bed_days_open,
  place_days_held,
  place_days_open,
};
inline constexpr std::size_t measure_count = static_cast<std::size_t>(Measure::place_days_open) + 1;

class Tally {
 public:
  void add(Measure measure, Cell cell, double amount = 1) { sums_[static_cast<std::size_t>(measure)][cell] += amount; }

  double sum(Measure measure, const Group& group) const {
    double sum = 0;
    for (std::size_t cell = 0; cell < cell_count; ++cell) {
      if (group.contains(static_cast<Cell>(cell))) sum += sums_[static_cast<std::size_t>(measure)][cell];
    }
    return sum;
  }

  Tally& operator+=(const Tally& other) {
    for (std::size_t m = 0; m < measure_count; ++m) {
      for (std::size_t cell = 0; cell < cell_count; ++cell) sums_[m][cell] += other.sums_[m][cell];
    }
    return *this;
  }

 private:
  std::array<std::array<double, cell_count>, measure_count> sums_{};
};

}  // namespace klynge
