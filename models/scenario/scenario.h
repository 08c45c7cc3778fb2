// scenario.h - the schema: everything that a scenario file may say, in one list.
//
// A Scenario is plain data. for_each_field() names each field once, with its key, unit, range and meaning; loading,
// checking, `klynge schema`, the JSON Schema for editors and the tables shown in notebooks are all made from that list.
// Numbers that describe the world are Quantities and have no default here: they live in scenario files, each with its
// source. What only says how to run has a default.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "models/scenario/parameter.h"
#include "models/scenario/regime.h"

namespace klynge {

// A CSV file that a scenario names, read when the scenario is loaded, so that a scenario is whole without its folder.
struct TableFile {
  std::string path;  // as written in the scenario file
  std::string text;
};

// Where a field's value was last set: "baseline.toml" and its line, or line 0 for a value set in code.
struct Origin {
  std::string file;
  int line = 0;
};

struct Scenario : Regime {
  std::map<std::string, Origin> origins;  // by key

  std::string title;
  std::string description;

  struct Run {
    std::chrono::year_month_day first_day{std::chrono::year{2024}, std::chrono::January, std::chrono::day{1}};
    std::vector<std::chrono::year_month_day> holidays;
    std::int64_t warm_up_days = 90;
    std::int64_t days = 365;
  } run;

  struct Tables {
    TableFile municipalities;
    TableFile clusters;
    TableFile landmasses;
    TableFile crossings;
    TableFile capacities;
    TableFile population;
    TableFile mortality;
    TableFile education;
    TableFile households;
    TableFile fertility;
    TableFile migration;
    TableFile prevalence;
    TableFile conditions;
    TableFile needs;
    TableFile levels;
    TableFile other_practice;
    TableFile acute_profile;
  } tables;

  struct Population {
    std::string area;
    Quantity share;
    std::int64_t year = 2024;
    std::int64_t table_year = 2020;
    std::int64_t count_year = 2024;
    Quantity mortality_decline;
    Quantity boys_share;
    Quantity birth_ratio;
    Quantity death_ratio;
    Quantity move_ratio;
    Quantity move_km;
    Quantity frailty_sigma;
    Quantity frailty_loading;
  } population;

  struct Travel {
    Quantity dispatch_minutes;
    Quantity speed;
    Quantity detour;
  } travel;

  struct GeneralPractice {
    Quantity residents_per_gp;
    Quantity residents_per_practice;
    Quantity list_limit;
    Quantity closed_share;
    Quantity telephone_share, e_consultation_share, home_visit_share;  // the rest is face to face
    Quantity face_to_face_minutes, telephone_minutes, e_consultation_minutes, home_visit_minutes;
    Quantity consultation_sigma;
    Quantity opens;
    Quantity closes;
  } general_practice;

  struct OutOfHours {
    Quantity doctors_per_100000;
    Quantity contact_minutes;
    Quantity contact_sigma;
  } out_of_hours;

  struct OtherPractice {
    Quantity contacts_per_resident;
    Quantity contact_sigma;
    Quantity opens;
    Quantity closes;
  } other_practice;

  struct Hospital {
    Quantity beds_per_1000;
    Quantity beds;                                                            // NaN: derived from beds_per_1000
    Quantity surgical_bed_share, geriatric_bed_share, psychiatric_bed_share;  // the rest is medical
    Quantity emergency_bays_per_1000;
    Quantity emergency_hours;
    Quantity emergency_sigma;
    Quantity outpatient_rooms_per_1000;
    Quantity outpatient_minutes;
    Quantity outpatient_sigma;
    Quantity outpatient_opens;
    Quantity outpatient_closes;
    Quantity acute_stay_days;
    Quantity elective_stay_days;
    Quantity stay_sigma;
    Quantity stay_frailty_slope;
  } hospital;

  struct Municipality {
    Quantity temporary_places_per_1000;
    Quantity acute_place_share;
    Quantity acute_nursing_per_1000;
    Quantity nursing_home_places_per_100;
    Quantity service_level;
    Quantity rehabilitation_plans_per_1000;
    Quantity rehabilitation_days;
    Quantity rehabilitation_sigma;
    Quantity rehabilitation_load;
    Quantity rehabilitation_backlog_days;
    Quantity place_stay_days;
    Quantity acute_function_days;
    Quantity place_stay_sigma;
    Quantity home_nursing_courses_per_1000;
    Quantity home_nursing_days;
    Quantity home_nursing_acute_days;
    Quantity home_nursing_sigma;
    Quantity home_nursing_hours;
    Quantity home_nursing_acute_hours;
    Quantity assessment_days;
    Quantity assessments_per_1000;
    Quantity assessment_minutes;
    Quantity assessment_sigma;
    Quantity assessment_load;
    Quantity assessment_opens;
    Quantity assessment_closes;
  } municipality;

  struct Absence {
    Quantity sickness;
    Quantity winter_sickness;
    Quantity summer_first_week;
    Quantity summer_weeks;
    Quantity summer_leave;
    Quantity summer_beds_closed;
  } absence;

  struct Needs {
    Quantity difficulty_alpha;
    Quantity difficulty_beta;
    Quantity difficulty_per_condition;
    Quantity difficulty_frailty_slope;
    Quantity emergency_share;
    Quantity urgent_share;
    Quantity emergency_wait_days;
    Quantity urgent_wait_days;
    Quantity subacute_wait_days;
    Quantity surgical_share;
    Quantity self_care_days;
    Quantity self_referral_share;
    Quantity control_restored;
    Quantity joint_encounters;
    Quantity nursing_referral_share;
    Quantity terminal_days;
    Quantity terminal_episodes;
  } needs;

  struct Calibration {
    Quantity gp_contacts;
    Quantity other_practice_contacts;
    Quantity outpatient_visits;
    Quantity elective_admissions;
    Quantity deteriorations;
    Quantity severity;
    Quantity acute_stays;
    Quantity relapses;
    Quantity rehabilitation_plans;
  } calibration;

  struct Courses {
    Quantity specialisation;
    Quantity visits;
    Quantity general_visits;
    Quantity interval_days;
    Quantity interval_cv;
    Quantity duplicate_rate;
    Quantity conflict_rate;
  } courses;

  struct Access {
    Quantity missed_share;
    Quantity missed_per_course;
    Quantity patience_days;
    Quantity patience_frailty_slope;
    Quantity hospital_instead_share;
    Quantity first_contact_share;
  } access;

  struct Wards {
    Quantity geriatric_age;
    Quantity geriatric_share;
    Quantity psychiatric_stay_ratio;
    Quantity outlier_stay_ratio;
    Quantity corridor_share;
    Quantity early_from;
    Quantity early_share;
    Quantity early_difficulty;
    Quantity outpatient_backlog_days;
    Quantity elective_backlog_days;
  } wards;

  struct HomeCare {
    Quantity hours_a_week;
    Quantity hours_sigma;
    Quantity hours_frailty_slope;
    Quantity most_hours_a_week;
    Quantity unmet_ratio;
  } home_care;

  struct Aftercare {
    Quantity municipal_need_base;
    Quantity municipal_need_per_decade;
    Quantity municipal_need_frailty;
    Quantity round_the_clock_share;
    Quantity difficulty_after_stay;
    Quantity first_visit_days;
    Quantity first_visit_sigma;
    Quantity relapse_rate;
    Quantity relapse_steepness;
    Quantity relapse_window_days;
    Quantity orphan_share;
    Quantity orphan_detection_days;
    Quantity rehabilitation_share_surgical;
    Quantity rehabilitation_share_medical;
    Quantity rehabilitation_from_age;
  } aftercare;

  struct Prices {
    Quantity gp_consultation;
    Quantity gp_telephone;
    Quantity gp_e_consultation;
    Quantity gp_home_visit;
    Quantity other_practice_contact;
    Quantity home_nurse_hour;
    Quantity temporary_place_day;
    Quantity acute_function_day;
    Quantity outpatient_visit;
    Quantity emergency_visit;
    Quantity bed_day;
    Quantity out_of_hours_contact;
    Quantity duplicated_test;
    Quantity home_care_hour;
    Quantity rehabilitation_plan;
    Quantity nursing_home_day;
    Quantity variable_share;
    Quantity discharge_fee;
    Quantity discharge_fee_state_early;
    Quantity discharge_fee_state_late;
  } prices;

  // What a shared care plan takes and does.
  struct Plan {
    Quantity setup_minutes, upkeep_minutes, read_minutes;
    Quantity write_share, write_gain;
    Quantity decay;
    Quantity flag_share;
  } plan;

  // Coordination as work.
  struct Load {
    Quantity base_minutes, handover_minutes, pair_minutes, no_coordinator_minutes;
    Quantity joint_call_minutes, dispute_minutes;
    Quantity general_practice, municipality, hospital;
  } load;

  // How relational coordination comes and goes.
  struct Ties {
    Quantity practice_municipality, hospital_municipality, hospital_practice, other_practice;
    Quantity years_before;
    Quantity inside_support;
    Quantity intercept, support_gain, turnover_loss, usual_turnover, conflict_loss, contact_gain;
    Quantity communication_weeks, relation_weeks;
    Quantity communication_pull, relation_pull;
  } ties;

  // Acute care as a task that moves to the municipal acute function.
  struct Shift {
    Quantity uptake_start, uptake_full, uptake_days;
    Quantity years_before;
    Quantity capability_start, capability_days;
    Quantity volume;
    Quantity turnover_loss;
    Quantity back_up_gain, back_up_minutes;
  } shift;

  // Between hospital and municipality when a patient is ready for discharge.
  struct Disputes {
    Quantity margin;
    Quantity days;
    Quantity complex_from;
    Quantity place_wait_days;
    Quantity fee_effort;
    Quantity erosion, erosion_frailty;
  } disputes;

  // What it is worth to others that a place is not taken.
  struct Scarcity {
    Quantity blocked_day, waiting_day;
    Quantity window_days;
    Quantity from_occupancy;
    Quantity cap;
  } scarcity;

  std::vector<Change> changes;
};

// Calls visit(key, field, spec) for every field, in the order in which they are shown. S is Scenario or const Scenario.
template <class S, class Visit>
void for_each_field(S& s, Visit&& visit);

}  // namespace klynge

#include "models/scenario/fields.h"
