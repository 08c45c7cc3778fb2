// measure.h - what is counted while a run goes on, for whom.
//
// A measure is a sum over the counted part of the run. Tallies are kept by municipality of residence and by cell
// (cell.h). Most measures are counted while the journey goes on; those of a whole history (history.h) are added when
// the run ends. What is counted of places, ties and sectors rather than of people lies in one cell, whichever it is:
// only its sum over all cells means something.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>

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
  days_ill,           // with an acute episode, outside hospital
  eligible_years,     // of those with two conditions or more, whom a plan or a coordinator is for
  plan_years,         // of those among them with an active shared care plan
  coordinator_years,  // of those among them with a named coordinator
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
  conflicts_averted,  // seen in a shared care plan before the treatment was given
  emergency_visits,
  emergency_sent_home,
  admissions,
  acute_admissions,
  elective_admissions,
  sensitive_admissions,  // acute, for a condition that good care outside hospital keeps from getting that bad
  substitutable_stays,   // acute, under 24 hours, age 65 or older: the acute function would have done
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
  delayed_days_assessment,  // until the municipality had assessed
  delayed_days_queue,       // until there was room
  delayed_days_dispute,     // until it was agreed what was needed
  disputes,
  joint_calls,                   // at which hospital and municipality decided together
  hospital_with_municipal_task,  // bed days of people who also have municipal care
  // acute episodes and decisions
  episodes,
  terminal_episodes,
  decisions,
  information,          // sum of information quality over decisions
  unseen_choices,       // decisions in which a feasible level did not come to mind
  medication_ages,            // decisions at which medication was known
  medication_age_days,  // sum over those
  function_ages,        // decisions at which functioning was known
  function_age_days,    // sum over those
  net_benefit_choices,
  lowest_level_choices,
  cheapest_choices,
  over_treated,   // level above the best one
  under_treated,  // level below the best one
  regret,         // sum over decisions, DKK, at average cost
  regret_marginal,
  regret_opportunity,
  regret_habit,  // these six: regret at average cost by why the choice was wrong, so that single ones may be negative
  regret_information,
  regret_visibility,
  regret_capacity,
  regret_own_view,
  regret_mandate,
  effect_lost,  // sum over decisions: chance to resolve the episode below that of the best level, may be negative
  tasks_home,   // acute episodes by the sector of the level chosen
  tasks_general_practice,
  tasks_municipality,
  tasks_hospital,
  handovers,
  handover_failures,
  handover_severity,  // sum over handovers of the weighted share of items missing
  follow_ups,
  orphans,
  orphan_days,  // until somebody noticed
  relapses,
  harms,
  // municipality
  municipal_courses,
  acute_function_stays,
  bounces,  // from the acute function to hospital within 24 hours
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
  // histories of a year (history.h), of those with contacts enough
  continuity_persons,    // how many they are
  few_contacts_persons,  // how many had contacts, but too few
  contacts,
  coc,
  upc,
  secon,
  gp_share,
  fci,
  distinct_providers,
  provider_transitions,
  sector_transitions,
  told_again,
  burden,
  high_burden,
  // of ties between sectors, week by week
  tie_weeks,
  rc_gp_municipality,  // sums over tie_weeks, on the scale from 1 to 5
  rc_hospital_municipality,
  rc_hospital_gp,
  rc_other_practice,
  rc_weakest,
  uptake,            // of the acute function by those who refer, sum over tie_weeks
  acute_capability,  // of the acute function, sum over tie_weeks
  // work of coordination, minutes
  patient_weeks,
  load_needed_general_practice,
  load_needed_municipality,
  load_needed_hospital,
  load_available_general_practice,
  load_available_municipality,
  load_available_hospital,
  load_undone_general_practice,
  load_undone_municipality,
  load_undone_hospital,
  // of places, not of people
  bed_days_held,
  bed_days_open,
  place_days_held,
  place_days_open,
};
inline constexpr std::size_t measure_count = static_cast<std::size_t>(Measure::place_days_open) + 1;

// One measure, or a few of one unit taken together.
class Sum {
 public:
  static constexpr std::size_t most = 4;

  constexpr Sum(Measure one) : measures_{one}, count_(1) {}  // implicit: most sums are of one measure
  constexpr Sum(std::initializer_list<Measure> several) {
    for (const Measure each : several) measures_.at(count_++) = each;
  }

  constexpr const Measure* begin() const { return measures_.data(); }
  constexpr const Measure* end() const { return measures_.data() + count_; }
  constexpr bool operator==(const Sum&) const = default;

 private:
  std::array<Measure, most> measures_{};
  std::size_t count_ = 0;
};

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

  double sum(const Sum& several, const Group& group) const {
    double total = 0;
    for (const Measure each : several) total += sum(each, group);
    return total;
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
