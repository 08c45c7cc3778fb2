// fields.h - the list behind for_each_field(): key, field, meaning, unit, least, most.
//
// A capacity that patients cannot do without is above 0: a queue in front of nothing would only grow.
#pragma once

#include <type_traits>

namespace klynge {

template <class S, class Visit>
void for_each_field(S& s, Visit&& visit) {
  const auto text = [](std::string_view meaning) { return FieldSpec{.meaning = meaning, .optional = true}; };

  visit("title", s.title, text("what the scenario is about, in a few words"));
  visit("description", s.description, text("the same in a sentence or two"));
  for_each_preset(s, visit);

  visit("run.first_day", s.run.first_day, text("the first simulated day, warm-up included"));
  visit("run.holidays", s.run.holidays, text("public holidays on which offices are closed"));
  visit("run.warm_up_days", s.run.warm_up_days,
        FieldSpec{"days simulated before anything is counted", "days", 0, 3660, true});
  visit("run.days", s.run.days, FieldSpec{"days counted after the warm-up", "days", 1, 36600, true});

  const auto table = [](std::string_view meaning) { return FieldSpec{.meaning = meaning}; };
  visit("tables.municipalities", s.tables.municipalities,
        table("municipalities: residents, cluster, health council, main town"));
  visit("tables.clusters", s.tables.clusters, table("health clusters: acute hospital and its place"));
  visit("tables.landmasses", s.tables.landmasses, table("which land each main town lies on"));
  visit("tables.crossings", s.tables.crossings, table("bridges and ferries between lands, with their time"));
  visit("tables.capacities", s.tables.capacities, table("capacities of single municipalities, where they are known"));
  visit("tables.population", s.tables.population, table("residents by area, sex and five-year age band"));
  visit("tables.mortality", s.tables.mortality, table("mortality by sex and age"));
  visit("tables.education", s.tables.education, table("longest education by sex and age"));
  visit("tables.households", s.tables.households, table("share who live alone, by sex and age"));
  visit("tables.fertility", s.tables.fertility, table("births by age of the mother"));
  visit("tables.migration", s.tables.migration, table("moves between municipalities, and net immigration, by age"));
  visit("tables.prevalence", s.tables.prevalence,
        table("prevalence of chronic conditions and lasting care needs by sex and age band"));
  visit("tables.conditions", s.tables.conditions,
        table("what goes with each condition: care, mortality, control, education"));
  visit("tables.needs", s.tables.needs, table("needs by age that no chronic condition explains"));
  visit("tables.levels", s.tables.levels, table("levels of care: sector and capability"));
  visit("tables.other_practice", s.tables.other_practice, table("practices beside the GPs, by type"));
  visit("tables.acute_profile", s.tables.acute_profile, table("acute illness by month and by hour of the week"));

  visit("population.area", s.population.area,
        FieldSpec{.meaning =
                      "who is simulated: Denmark, a region, a health cluster, a health council or a municipality, by "
                      "name; several are separated by semicolons"});
  visit("population.share", s.population.share,
        FieldSpec{"share of residents simulated; capacities shrink in proportion", "share", 0.001, 1});
  visit("population.year", s.population.year,
        FieldSpec{"the year whose residents are simulated, projected from the year of the table", "year", 2020, 2040,
                  true});
  visit("population.table_year", s.population.table_year,
        FieldSpec{"the year of the table of residents by sex and age", "year", 2015, 2040, true});
  visit("population.count_year", s.population.count_year,
        FieldSpec{"the year of the number of residents in the table of municipalities", "year", 2015, 2040, true});
  visit("population.mortality_decline", s.population.mortality_decline,
        FieldSpec{"fall of mortality from one year to the next; in the projection of the age mix, not in a run",
                  "share", -0.1, 0.1});
  visit("population.boys_share", s.population.boys_share, FieldSpec{"share of boys among the newborn", "share", 0, 1});
  visit("population.birth_ratio", s.population.birth_ratio,
        FieldSpec{"births while the run goes on, over those of the table; 0: none", "1", 0, 3});
  visit("population.death_ratio", s.population.death_ratio,
        FieldSpec{"mortality while the run goes on, over that of the table; 0: nobody dies", "1", 0, 3});
  visit("population.move_ratio", s.population.move_ratio,
        FieldSpec{"moves between municipalities while the run goes on, over those of the table; 0: none", "1", 0, 3});
  visit("population.move_km", s.population.move_km,
        FieldSpec{"distance at which a municipality draws 1/e as many who move as next door", "km", 1, 1000});
  visit("population.frailty_sigma", s.population.frailty_sigma,
        FieldSpec{"spread of latent frailty: standard deviation of its logarithm (mean 1)", "1", 0, 2});
  visit("population.frailty_loading", s.population.frailty_loading,
        FieldSpec{"correlation of conditions with latent frailty on the normal scale, where their table has none", "1",
                  0, 0.95});

  visit("travel.dispatch_minutes", s.travel.dispatch_minutes,
        FieldSpec{"time before a transfer or a message sets out", "minutes", 1, 1440});
  visit("travel.speed", s.travel.speed, FieldSpec{"speed of travel", "km/h", 5, 130});
  visit("travel.detour", s.travel.detour,
        FieldSpec{"road distance over straight line between neighbouring towns", "1", 1, 3});

  visit("sectors.general_practice.residents_per_gp", s.general_practice.residents_per_gp,
        FieldSpec{"residents for each full-time general practitioner", "residents", 100, 20000});
  visit("sectors.general_practice.residents_per_practice", s.general_practice.residents_per_practice,
        FieldSpec{"residents for each practice", "residents", 100, 50000});
  visit("sectors.general_practice.list_limit", s.general_practice.list_limit,
        FieldSpec{"residents for each GP up to which a practice that is open takes new ones", "residents", 100, 20000});
  visit("sectors.general_practice.closed_share", s.general_practice.closed_share,
        FieldSpec{"share of practices that take a new resident only when one has left", "share", 0, 1});
  visit("sectors.general_practice.telephone_share", s.general_practice.telephone_share,
        FieldSpec{"share of contacts by telephone; what these three leave is face to face", "share", 0, 0.4});
  visit("sectors.general_practice.e_consultation_share", s.general_practice.e_consultation_share,
        FieldSpec{"share of contacts in writing or by video", "share", 0, 0.4});
  visit("sectors.general_practice.home_visit_share", s.general_practice.home_visit_share,
        FieldSpec{"share of contacts in the patient's home", "share", 0, 0.15});
  visit("sectors.general_practice.face_to_face_minutes", s.general_practice.face_to_face_minutes,
        FieldSpec{"mean time of a contact face to face in the practice", "minutes", 0.5, 120});
  visit("sectors.general_practice.telephone_minutes", s.general_practice.telephone_minutes,
        FieldSpec{"mean time of a contact by telephone", "minutes", 0.5, 120});
  visit("sectors.general_practice.e_consultation_minutes", s.general_practice.e_consultation_minutes,
        FieldSpec{"mean time of a contact in writing or by video", "minutes", 0.5, 120});
  visit("sectors.general_practice.home_visit_minutes", s.general_practice.home_visit_minutes,
        FieldSpec{"mean time of a visit to the patient's home, travel included", "minutes", 0.5, 240});
  visit("sectors.general_practice.consultation_sigma", s.general_practice.consultation_sigma,
        FieldSpec{"spread of that time: standard deviation of its logarithm", "1", 0, 2});
  visit("sectors.general_practice.opens", s.general_practice.opens,
        FieldSpec{"opening on working days", "hour of day", 0, 23});
  visit("sectors.general_practice.closes", s.general_practice.closes,
        FieldSpec{"closing on working days", "hour of day", 1, 24});

  visit("sectors.out_of_hours.doctors_per_100000", s.out_of_hours.doctors_per_100000,
        FieldSpec{"doctors on duty while general practice is closed", "doctors per 100,000 residents", 0.01, 1000});
  visit("sectors.out_of_hours.contact_minutes", s.out_of_hours.contact_minutes,
        FieldSpec{"mean time of a contact, telephone and visits together", "minutes", 0.5, 120});
  visit("sectors.out_of_hours.contact_sigma", s.out_of_hours.contact_sigma,
        FieldSpec{"spread of that time: standard deviation of its logarithm", "1", 0, 2});

  visit("sectors.other_practice.contacts_per_resident", s.other_practice.contacts_per_resident,
        FieldSpec{"contacts that all other practices together are manned for", "contacts per resident and year", 0.01,
                  100});
  visit("sectors.other_practice.contact_sigma", s.other_practice.contact_sigma,
        FieldSpec{"spread of that time: standard deviation of its logarithm", "1", 0, 2});
  visit("sectors.other_practice.opens", s.other_practice.opens,
        FieldSpec{"opening on working days", "hour of day", 0, 23});
  visit("sectors.other_practice.closes", s.other_practice.closes,
        FieldSpec{"closing on working days", "hour of day", 1, 24});

  visit("sectors.hospital.beds_per_1000", s.hospital.beds_per_1000,
        FieldSpec{"hospital beds", "beds per 1,000 residents", 0.01, 50});
  visit("sectors.hospital.beds", s.hospital.beds,
        FieldSpec{"hospital beds of the area; left out, they follow from beds_per_1000", "beds", 1, 100000, true});
  visit("sectors.hospital.surgical_bed_share", s.hospital.surgical_bed_share,
        FieldSpec{"share of beds on surgical wards; what these three leave is medical", "share", 0.01, 0.6});
  visit("sectors.hospital.geriatric_bed_share", s.hospital.geriatric_bed_share,
        FieldSpec{"share of beds on geriatric wards", "share", 0.001, 0.15});
  visit("sectors.hospital.psychiatric_bed_share", s.hospital.psychiatric_bed_share,
        FieldSpec{"share of beds on psychiatric wards", "share", 0.001, 0.24});
  visit("sectors.hospital.emergency_bays_per_1000", s.hospital.emergency_bays_per_1000,
        FieldSpec{"places in the emergency department", "bays per 1,000 residents", 0.001, 50});
  visit("sectors.hospital.emergency_hours", s.hospital.emergency_hours,
        FieldSpec{"mean time in the emergency department", "hours", 0.1, 72});
  visit("sectors.hospital.emergency_sigma", s.hospital.emergency_sigma,
        FieldSpec{"spread of that time: standard deviation of its logarithm", "1", 0, 2});
  visit("sectors.hospital.outpatient_rooms_per_1000", s.hospital.outpatient_rooms_per_1000,
        FieldSpec{"consulting rooms of the outpatient clinics", "rooms per 1,000 residents", 0.001, 50});
  visit("sectors.hospital.outpatient_minutes", s.hospital.outpatient_minutes,
        FieldSpec{"mean time of an attendance", "minutes", 1, 480});
  visit("sectors.hospital.outpatient_sigma", s.hospital.outpatient_sigma,
        FieldSpec{"spread of that time: standard deviation of its logarithm", "1", 0, 2});
  visit("sectors.hospital.outpatient_opens", s.hospital.outpatient_opens,
        FieldSpec{"opening of clinics on working days", "hour of day", 0, 23});
  visit("sectors.hospital.outpatient_closes", s.hospital.outpatient_closes,
        FieldSpec{"closing of clinics on working days", "hour of day", 1, 24});
  visit("sectors.hospital.acute_stay_days", s.hospital.acute_stay_days,
        FieldSpec{"mean acute stay until ready for discharge", "days", 0.1, 90});
  visit("sectors.hospital.elective_stay_days", s.hospital.elective_stay_days,
        FieldSpec{"mean planned stay until ready for discharge", "days", 0.1, 90});
  visit("sectors.hospital.stay_sigma", s.hospital.stay_sigma,
        FieldSpec{"spread of stays: standard deviation of the logarithm", "1", 0, 2});
  visit("sectors.hospital.stay_frailty_slope", s.hospital.stay_frailty_slope,
        FieldSpec{"how stays lengthen with frailty: exponent of frailty", "1", 0, 2});

  visit("sectors.municipality.temporary_places_per_1000", s.municipality.temporary_places_per_1000,
        FieldSpec{"temporary places, acute places included", "places per 1,000 aged 65 and over", 0.001, 200});
  visit("sectors.municipality.acute_place_share", s.municipality.acute_place_share,
        FieldSpec{"share of temporary places that are acute places", "share", 0, 1});
  visit("sectors.municipality.acute_nursing_per_1000", s.municipality.acute_nursing_per_1000,
        FieldSpec{"patients whom the acute nursing team can treat at home at once",
                  "patients per 1,000 aged 65 and over", 0, 200});
  visit("sectors.municipality.nursing_home_places_per_100", s.municipality.nursing_home_places_per_100,
        FieldSpec{"places in nursing homes", "places per 100 aged 80 and over", 0.01, 100});
  visit("sectors.municipality.service_level", s.municipality.service_level,
        FieldSpec{"share of the assessed need of home care that the budget covers", "share", 0.1, 2});
  visit(
      "sectors.municipality.rehabilitation_plans_per_1000", s.municipality.rehabilitation_plans_per_1000,
      FieldSpec{"courses of rehabilitation that there is staff for", "plans per 1,000 residents and year", 0.01, 1000});
  visit("sectors.municipality.rehabilitation_days", s.municipality.rehabilitation_days,
        FieldSpec{"mean length of a course of rehabilitation", "days", 0.5, 365});
  visit("sectors.municipality.rehabilitation_sigma", s.municipality.rehabilitation_sigma,
        FieldSpec{"spread of that length: standard deviation of its logarithm", "1", 0, 2});
  visit("sectors.municipality.rehabilitation_load", s.municipality.rehabilitation_load,
        FieldSpec{"share of all courses that can run at once which are running, when plans come as expected", "share",
                  0.1, 1});
  visit("sectors.municipality.rehabilitation_backlog_days", s.municipality.rehabilitation_backlog_days,
        FieldSpec{"how long the queue for rehabilitation is when the run begins", "days", 0, 365});
  visit("sectors.municipality.place_stay_days", s.municipality.place_stay_days,
        FieldSpec{"mean stay in a temporary place", "days", 0.5, 365});
  visit("sectors.municipality.acute_function_days", s.municipality.acute_function_days,
        FieldSpec{"mean time in the care of the acute function, in an acute place or at home", "days", 0.5, 365});
  visit("sectors.municipality.place_stay_sigma", s.municipality.place_stay_sigma,
        FieldSpec{"spread of those stays: standard deviation of the logarithm", "1", 0, 2});
  visit("sectors.municipality.home_nursing_courses_per_1000", s.municipality.home_nursing_courses_per_1000,
        FieldSpec{"courses of home nursing after illness that can run at once", "courses per 1,000 aged 65 and over",
                  0.001, 1000});
  visit("sectors.municipality.home_nursing_days", s.municipality.home_nursing_days,
        FieldSpec{"mean length of such a course", "days", 0.5, 365});
  visit("sectors.municipality.home_nursing_acute_days", s.municipality.home_nursing_acute_days,
        FieldSpec{"mean length of a course in an acute episode, until it has helped or not", "days", 0.5, 365});
  visit("sectors.municipality.home_nursing_sigma", s.municipality.home_nursing_sigma,
        FieldSpec{"spread of that length: standard deviation of its logarithm", "1", 0, 2});
  visit("sectors.municipality.home_nursing_hours", s.municipality.home_nursing_hours,
        FieldSpec{"nursing time in a course", "hours per day", 0, 24});
  visit("sectors.municipality.home_nursing_acute_hours", s.municipality.home_nursing_acute_hours,
        FieldSpec{"nursing time in a course in an acute episode", "hours per day", 0, 24});
  visit("sectors.municipality.assessment_days", s.municipality.assessment_days,
        FieldSpec{"mean time until an assessor knows what he must of a discharged patient, when relations are absent",
                  "days", 0.01, 60});
  visit("sectors.municipality.assessments_per_1000", s.municipality.assessments_per_1000,
        FieldSpec{"assessments of needs that there is staff for", "assessments per 1,000 aged 65 and over and year",
                  0.1, 20000});
  visit("sectors.municipality.assessment_minutes", s.municipality.assessment_minutes,
        FieldSpec{"an assessor's time for one assessment", "minutes", 1, 960});
  visit("sectors.municipality.assessment_sigma", s.municipality.assessment_sigma,
        FieldSpec{"spread of that time: standard deviation of its logarithm", "1", 0, 2});
  visit("sectors.municipality.assessment_load", s.municipality.assessment_load,
        FieldSpec{"share of assessors' hours that assessments fill, when they come as expected", "share", 0.1, 1});
  visit("sectors.municipality.assessment_opens", s.municipality.assessment_opens,
        FieldSpec{"opening of the assessment office on working days", "hour of day", 0, 23});
  visit("sectors.municipality.assessment_closes", s.municipality.assessment_closes,
        FieldSpec{"closing of the assessment office on working days", "hour of day", 1, 24});

  visit("sectors.absence.sickness", s.absence.sickness,
        FieldSpec{"share of staff of daytime services away through illness, April to November", "share", 0, 0.5});
  visit("sectors.absence.winter_sickness", s.absence.winter_sickness,
        FieldSpec{"the same from December to March", "share", 0, 0.5});
  visit("sectors.absence.summer_first_week", s.absence.summer_first_week,
        FieldSpec{"first week of the summer holidays, by ISO number", "week", 1, 52});
  visit("sectors.absence.summer_weeks", s.absence.summer_weeks,
        FieldSpec{"length of the summer holidays", "weeks", 0, 12});
  visit("sectors.absence.summer_leave", s.absence.summer_leave,
        FieldSpec{"share of staff of daytime services on leave in those weeks", "share", 0, 0.9});
  visit("sectors.absence.summer_beds_closed", s.absence.summer_beds_closed,
        FieldSpec{"share of hospital beds closed in those weeks", "share", 0, 0.9});

  visit("needs.difficulty_alpha", s.needs.difficulty_alpha,
        FieldSpec{"difficulty of an episode: first shape of its beta distribution", "1", 0.1, 50});
  visit("needs.difficulty_beta", s.needs.difficulty_beta,
        FieldSpec{"difficulty of an episode: second shape of its beta distribution", "1", 0.1, 50});
  visit("needs.difficulty_per_condition", s.needs.difficulty_per_condition,
        FieldSpec{"rise of difficulty for each chronic condition", "1", 0, 0.5});
  visit("needs.difficulty_frailty_slope", s.needs.difficulty_frailty_slope,
        FieldSpec{"rise of difficulty with the logarithm of frailty", "1", 0, 1});
  visit("needs.emergency_share", s.needs.emergency_share,
        FieldSpec{"share of acute episodes that are emergencies", "share", 0, 1});
  visit("needs.urgent_share", s.needs.urgent_share,
        FieldSpec{"share of acute episodes that are urgent; the rest are subacute", "share", 0, 1});
  visit("needs.emergency_wait_days", s.needs.emergency_wait_days,
        FieldSpec{"longest acceptable wait in an emergency", "days", 0, 60});
  visit("needs.urgent_wait_days", s.needs.urgent_wait_days,
        FieldSpec{"longest acceptable wait in an urgent episode", "days", 0, 60});
  visit("needs.subacute_wait_days", s.needs.subacute_wait_days,
        FieldSpec{"longest acceptable wait in a subacute episode", "days", 0, 60});
  visit("needs.surgical_share", s.needs.surgical_share,
        FieldSpec{"share of acute admissions to surgical wards", "share", 0, 1});
  visit("needs.self_care_days", s.needs.self_care_days,
        FieldSpec{"time after which self-care has worked or not", "days", 0.1, 60});
  visit("needs.self_referral_share", s.needs.self_referral_share,
        FieldSpec{"share of urgent episodes that go to the emergency department unseen by a GP", "share", 0, 1});
  visit("needs.control_restored", s.needs.control_restored,
        FieldSpec{"probability that a contact about a condition that is out of control brings it under control",
                  "probability", 0, 1});

  visit("needs.joint_encounters", s.needs.joint_encounters,
        FieldSpec{"share of follow-up in general practice in which one contact serves all conditions of a person",
                  "share", 0, 1});
  visit(
      "needs.nursing_referral_share", s.needs.nursing_referral_share,
      FieldSpec{"share of GP contacts of people with home care that lead to a course of home nursing", "share", 0, 1});
  visit("needs.terminal_days", s.needs.terminal_days,
        FieldSpec{"how long before death the end of life begins to show", "days", 0, 365});
  visit("needs.terminal_episodes", s.needs.terminal_episodes,
        FieldSpec{"mean number of further acute episodes in that time", "episodes", 0, 20});

  constexpr auto multiplier = [](std::string_view meaning) { return FieldSpec{meaning, "ratio", 0.01, 100}; };
  visit("calibration.gp_contacts", s.calibration.gp_contacts,
        multiplier("planned contacts in general practice, over what the tables say"));
  visit("calibration.other_practice_contacts", s.calibration.other_practice_contacts,
        multiplier("contacts in other practice, over what the tables say"));
  visit("calibration.outpatient_visits", s.calibration.outpatient_visits,
        multiplier("outpatient attendances, over what the tables say"));
  visit("calibration.elective_admissions", s.calibration.elective_admissions,
        multiplier("planned admissions, over what the tables say"));
  visit("calibration.deteriorations", s.calibration.deteriorations,
        multiplier("acute deteriorations, over what the tables say"));
  visit("calibration.severity", s.calibration.severity,
        multiplier("difficulty of acute episodes, over what needs.difficulty_* say"));
  visit("calibration.acute_stays", s.calibration.acute_stays,
        multiplier("length of acute stays, over what sectors.hospital.acute_stay_days says"));
  visit("calibration.relapses", s.calibration.relapses,
        multiplier("rate of relapse after a stay, over what aftercare.relapse_rate says"));
  visit("calibration.rehabilitation_plans", s.calibration.rehabilitation_plans,
        multiplier("rehabilitation plans, over what aftercare.rehabilitation_share_* say"));

  visit(
      "courses.specialisation", s.courses.specialisation,
      FieldSpec{"share of conditions that get an outpatient course of their own though one in the same body system is "
                "open",
                "share", 0, 1});
  visit("courses.visits", s.courses.visits,
        FieldSpec{"mean number of attendances in an outpatient course for a chronic condition", "attendances", 1, 100});
  visit("courses.general_visits", s.courses.general_visits,
        FieldSpec{"mean number of attendances in any other outpatient course", "attendances", 1, 100});
  visit("courses.interval_days", s.courses.interval_days,
        FieldSpec{"mean time between two attendances of a course", "days", 1, 365});
  visit("courses.interval_cv", s.courses.interval_cv,
        FieldSpec{"spread of that time: standard deviation over mean", "1", 0.05, 3});
  visit("courses.duplicate_rate", s.courses.duplicate_rate,
        FieldSpec{"duplicated tests for each pair of open courses that know nothing of each other", "per 30 days", 0,
                  10});
  visit("courses.conflict_rate", s.courses.conflict_rate,
        FieldSpec{"treatments in conflict for each pair of open courses that know nothing of each other", "per 30 days",
                  0, 10});

  visit("access.missed_share", s.access.missed_share,
        FieldSpec{"share of booked attendances that the patient misses, with one open course", "share", 0, 1});
  visit("access.missed_per_course", s.access.missed_per_course,
        FieldSpec{"its rise with each further open course (treatment burden)", "share", 0, 1});
  visit("access.patience_days", s.access.patience_days,
        FieldSpec{"mean time somebody waits for other practice before seeking care elsewhere or giving up", "days", 1,
                  3650});
  visit("access.patience_frailty_slope", s.access.patience_frailty_slope,
        FieldSpec{"how patience changes with frailty: exponent of frailty", "1", -2, 2});
  visit(
      "access.first_contact_share", s.access.first_contact_share,
      FieldSpec{"share of contacts with other practice that are the first of a series, for which a GP must refer where "
                "the type asks for it",
                "share", 0, 1});
  visit("access.hospital_instead_share", s.access.hospital_instead_share,
        FieldSpec{"share of those who give up waiting for other practice who are referred to a hospital clinic instead",
                  "share", 0, 1});

  visit("wards.geriatric_age", s.wards.geriatric_age,
        FieldSpec{"age from which an acute stay may be geriatric", "years", 18, 120});
  visit("wards.geriatric_share", s.wards.geriatric_share,
        FieldSpec{"share of medical acute stays from that age on that are geriatric, at frailty 1", "share", 0, 1});
  visit("wards.psychiatric_stay_ratio", s.wards.psychiatric_stay_ratio,
        FieldSpec{"length of a psychiatric stay, over that of another acute stay", "ratio", 0.1, 20});
  visit("wards.outlier_stay_ratio", s.wards.outlier_stay_ratio,
        FieldSpec{"length of a stay on another ward than the right one, over its length there", "ratio", 1, 5});
  visit("wards.corridor_share", s.wards.corridor_share,
        FieldSpec{"beds put up beside the regular ones when wards are full, over those", "share", 0, 1});
  visit("wards.early_from", s.wards.early_from,
        FieldSpec{"share of the ward's beds in use from which on patients are declared ready early", "share", 0, 1});
  visit("wards.early_share", s.wards.early_share,
        FieldSpec{"how much of the stay is cut where all beds are in use", "share", 0, 0.9});
  visit("wards.early_difficulty", s.wards.early_difficulty,
        FieldSpec{"rise of the difficulty that is left when a stay is cut", "1", 0, 1});
  visit("wards.outpatient_backlog_days", s.wards.outpatient_backlog_days,
        FieldSpec{"how many days of first attendances wait when the run begins", "days", 0, 730});
  visit("wards.elective_backlog_days", s.wards.elective_backlog_days,
        FieldSpec{"how many days of planned admissions wait when the run begins", "days", 0, 730});

  visit("home_care.hours_a_week", s.home_care.hours_a_week,
        FieldSpec{"mean need of somebody with home care", "hours per week", 0.1, 168});
  visit("home_care.hours_sigma", s.home_care.hours_sigma,
        FieldSpec{"spread of that need: standard deviation of its logarithm", "1", 0, 3});
  visit("home_care.hours_frailty_slope", s.home_care.hours_frailty_slope,
        FieldSpec{"how that need grows with frailty: exponent of frailty", "1", 0, 2});
  visit("home_care.most_hours_a_week", s.home_care.most_hours_a_week,
        FieldSpec{"the most that a municipality grants one person", "hours per week", 0.1, 168});
  visit("home_care.unmet_ratio", s.home_care.unmet_ratio,
        FieldSpec{"deteriorations of somebody of whose need nothing is met, over those of somebody whose need is met",
                  "ratio", 1, 20});

  visit("aftercare.municipal_need_base", s.aftercare.municipal_need_base,
        FieldSpec{"municipal care after an acute stay, log-odds at age 70 and frailty 1", "log-odds", -20, 20});
  visit("aftercare.municipal_need_per_decade", s.aftercare.municipal_need_per_decade,
        FieldSpec{"its rise with age", "log-odds per 10 years", -10, 10});
  visit("aftercare.municipal_need_frailty", s.aftercare.municipal_need_frailty,
        FieldSpec{"its rise with the logarithm of frailty", "log-odds", -10, 10});
  visit("aftercare.round_the_clock_share", s.aftercare.round_the_clock_share,
        FieldSpec{"share of those who need municipal care after a stay and cannot yet be cared for at home", "share", 0,
                  1});
  visit("aftercare.difficulty_after_stay", s.aftercare.difficulty_after_stay,
        FieldSpec{"difficulty that is left when a stay is over, as a share of what it was", "share", 0, 1});
  visit("aftercare.first_visit_days", s.aftercare.first_visit_days,
        FieldSpec{"median time from discharge to the first visit by whoever follows up", "days", 0.1, 60});
  visit("aftercare.first_visit_sigma", s.aftercare.first_visit_sigma,
        FieldSpec{"spread of that time: standard deviation of its logarithm", "1", 0, 2});
  visit("aftercare.relapse_rate", s.aftercare.relapse_rate,
        FieldSpec{"rate of relapse after discharge where capability equals difficulty", "per day", 0, 1});
  visit("aftercare.relapse_steepness", s.aftercare.relapse_steepness,
        FieldSpec{"how relapse grows with difficulty beyond capability", "1", 0, 20});
  visit("aftercare.relapse_window_days", s.aftercare.relapse_window_days,
        FieldSpec{"how long after discharge a relapse can follow", "days", 1, 365});
  visit("aftercare.orphan_share", s.aftercare.orphan_share,
        FieldSpec{"share of follow-up tasks that nobody picks up where ties are absent (grey zones)", "share", 0, 1});
  visit("aftercare.orphan_detection_days", s.aftercare.orphan_detection_days,
        FieldSpec{"mean time until an orphaned task is found", "days", 0.1, 365});
  visit("aftercare.rehabilitation_share_surgical", s.aftercare.rehabilitation_share_surgical,
        FieldSpec{"share of surgical stays after which there is a rehabilitation plan", "share", 0, 1});
  visit("aftercare.rehabilitation_share_medical", s.aftercare.rehabilitation_share_medical,
        FieldSpec{"share of other stays of older people after which there is one", "share", 0, 1});
  visit("aftercare.rehabilitation_from_age", s.aftercare.rehabilitation_from_age,
        FieldSpec{"age from which the latter holds", "years", 0, 120});

  constexpr auto share = [](std::string_view meaning) { return FieldSpec{meaning, "share", 0, 1}; };
  constexpr auto price = [](std::string_view meaning, std::string_view unit) {
    return FieldSpec{meaning, unit, 0, 1e6};
  };
  visit("prices.gp_consultation", s.prices.gp_consultation,
        price("a contact face to face in general practice", "DKK per contact"));
  visit("prices.gp_telephone", s.prices.gp_telephone,
        price("a contact by telephone with general practice", "DKK per contact"));
  visit("prices.gp_e_consultation", s.prices.gp_e_consultation,
        price("a contact in writing or by video with general practice", "DKK per contact"));
  visit("prices.gp_home_visit", s.prices.gp_home_visit, price("a GP's visit to the home", "DKK per contact"));
  visit("prices.other_practice_contact", s.prices.other_practice_contact,
        price("a contact in the other practice sector", "DKK per contact"));
  visit("prices.home_nurse_hour", s.prices.home_nurse_hour, price("home nursing", "DKK per hour"));
  visit("prices.temporary_place_day", s.prices.temporary_place_day, price("a day in a temporary place", "DKK per day"));
  visit("prices.acute_function_day", s.prices.acute_function_day,
        price("a day in the care of the acute function", "DKK per day"));
  visit("prices.outpatient_visit", s.prices.outpatient_visit, price("an outpatient attendance", "DKK per visit"));
  visit("prices.emergency_visit", s.prices.emergency_visit,
        price("a visit to the emergency department", "DKK per visit"));
  visit("prices.bed_day", s.prices.bed_day, price("a day in a hospital bed", "DKK per day"));
  visit("prices.out_of_hours_contact", s.prices.out_of_hours_contact,
        price("a contact with the out-of-hours service", "DKK per contact"));
  visit("prices.duplicated_test", s.prices.duplicated_test,
        price("tests done twice at an attendance", "DKK per attendance"));
  visit("prices.home_care_hour", s.prices.home_care_hour, price("home care", "DKK per hour"));
  visit("prices.rehabilitation_plan", s.prices.rehabilitation_plan,
        price("a course of municipal rehabilitation", "DKK per course"));
  visit("prices.nursing_home_day", s.prices.nursing_home_day, price("a day in a nursing home", "DKK per day"));
  visit("prices.variable_share", s.prices.variable_share,
        share("share of any price that varies with one patient more or less"));
  visit("prices.discharge_fee", s.prices.discharge_fee,
        price("what a municipality pays the region for a day after declared ready", "DKK per day"));
  visit("prices.discharge_fee_state_early", s.prices.discharge_fee_state_early,
        price("what it pays the state besides, days 1 and 2", "DKK per day"));
  visit("prices.discharge_fee_state_late", s.prices.discharge_fee_state_late,
        price("what it pays the state besides, from day 3", "DKK per day"));

  constexpr auto minutes = [](std::string_view meaning) { return FieldSpec{meaning, "minutes", 0, 1e5}; };
  visit("plan.setup_minutes", s.plan.setup_minutes, minutes("coordinator's time to set up a shared care plan"));
  visit("plan.upkeep_minutes", s.plan.upkeep_minutes, minutes("coordinator's time to keep one up, a month"));
  visit("plan.read_minutes", s.plan.read_minutes, minutes("time to read one before a decision"));
  visit("plan.write_share", s.plan.write_share,
        share("chance that a member writes down an item in it, where relations are absent"));
  visit("plan.write_gain", s.plan.write_gain, share("how much perfect relations add to that"));
  visit("plan.decay", s.plan.decay,
        FieldSpec{"chance a month that a plan falls asleep whose coordinator is overloaded", "share", 0, 1});
  visit("plan.flag_share", s.plan.flag_share, share("chance that a plan shows a conflict between two courses in time"));

  visit("load.base_minutes", s.load.base_minutes, minutes("coordination of a patient in treatment, a week"));
  visit("load.handover_minutes", s.load.handover_minutes, minutes("coordination at a handover"));
  visit("load.pair_minutes", s.load.pair_minutes, minutes("coordination of each pair of parallel courses, a week"));
  visit("load.no_coordinator_minutes", s.load.no_coordinator_minutes,
        minutes("coordination besides, where nobody is named to do it, a week"));
  visit("load.joint_call_minutes", s.load.joint_call_minutes, minutes("a joint call, for each side"));
  visit("load.dispute_minutes", s.load.dispute_minutes, minutes("a dispute, for each side"));
  visit("load.general_practice", s.load.general_practice,
        FieldSpec{"time that general practice has for coordination", "minutes per week and 1,000 residents", 0.1, 1e6});
  visit("load.municipality", s.load.municipality,
        FieldSpec{"the same for the municipality", "minutes per week and 1,000 residents", 0.1, 1e6});
  visit("load.hospital", s.load.hospital,
        FieldSpec{"the same for the hospital", "minutes per week and 1,000 residents", 0.1, 1e6});

  constexpr auto scale = [](std::string_view meaning) { return FieldSpec{meaning, "scale 1-5", 1, 5}; };
  visit("ties.practice_municipality", s.ties.practice_municipality,
        scale("relational coordination of general practice and municipality before the regime"));
  visit("ties.hospital_municipality", s.ties.hospital_municipality, scale("of hospital and municipality"));
  visit("ties.hospital_practice", s.ties.hospital_practice, scale("of hospital and general practice"));
  visit("ties.other_practice", s.ties.other_practice, scale("of other practice and anybody"));
  visit("ties.years_before", s.ties.years_before,
        FieldSpec{"how long the first regime has been in force when the run begins", "years", 0, 100});
  visit("ties.inside_support", s.ties.inside_support,
        FieldSpec{"structures that support relations inside a sector", "1", 0, 2});
  constexpr auto coefficient = [](std::string_view meaning) { return FieldSpec{meaning, "1", -10, 10}; };
  visit("ties.intercept", s.ties.intercept, coefficient("log odds of the best relations without any support"));
  visit("ties.support_gain", s.ties.support_gain, coefficient("what support adds to them"));
  visit("ties.turnover_loss", s.ties.turnover_loss, coefficient("what turnover above the usual takes away"));
  visit("ties.usual_turnover", s.ties.usual_turnover,
        FieldSpec{"staff turnover at which it takes nothing", "per year", 0, 1});
  visit("ties.conflict_loss", s.ties.conflict_loss, coefficient("what disputes take away"));
  visit("ties.contact_gain", s.ties.contact_gain, coefficient("what contacts above the usual number add"));
  constexpr auto weeks = [](std::string_view meaning) { return FieldSpec{meaning, "weeks", 1, 1000}; };
  visit("ties.communication_weeks", s.ties.communication_weeks, weeks("how fast communication follows"));
  visit("ties.relation_weeks", s.ties.relation_weeks, weeks("how fast goals, knowledge and respect follow"));
  visit("ties.communication_pull", s.ties.communication_pull,
        FieldSpec{"how strongly relationships pull communication along", "per week", 0, 1});
  visit("ties.relation_pull", s.ties.relation_pull,
        FieldSpec{"how strongly communication pulls relationships along", "per week", 0, 1});

  visit(
      "shift.uptake_start", s.shift.uptake_start,
      share("share of decisions in which the acute function comes to a GP's mind, or any municipal care to a hospital "
            "doctor's, before the task is shifted"));
  visit("shift.uptake_full", s.shift.uptake_full, share("the same when trust in it has grown"));
  visit("shift.uptake_days", s.shift.uptake_days, FieldSpec{"how fast it grows", "days", 1, 36600});
  visit("shift.years_before", s.shift.years_before,
        FieldSpec{"how long the task has been shifted when the run begins, if it is in the first regime's mandate",
                  "years", 0, 100});
  visit("shift.capability_start", s.shift.capability_start,
        FieldSpec{"capability of the acute function before it has practice, over that of table levels", "ratio", 0, 1});
  visit("shift.capability_days", s.shift.capability_days, FieldSpec{"how fast practice comes", "days", 1, 36600});
  visit("shift.volume", s.shift.volume,
        FieldSpec{"stays at which practice comes twice as fast", "stays per year and 1,000 residents", 0.001, 1e4});
  visit("shift.turnover_loss", s.shift.turnover_loss,
        FieldSpec{"capability lost to staff turnover, for a turnover of 1 per year", "1", 0, 1});
  visit("shift.back_up_gain", s.shift.back_up_gain,
        FieldSpec{"capability that a hospital specialist on the telephone adds", "1", 0, 1});
  visit("shift.back_up_minutes", s.shift.back_up_minutes, minutes("a specialist's time for such a call"));

  visit("disputes.margin", s.disputes.margin,
        FieldSpec{"by how much two sectors may differ on a patient's difficulty before they quarrel", "1", 0, 1});
  visit("disputes.days", s.disputes.days,
        FieldSpec{"how long a quarrel lasts that must end in agreement", "days", 0, 60});
  visit("disputes.complex_from", s.disputes.complex_from,
        FieldSpec{"number of conditions from which a joint call is made", "conditions", 0, 20});
  visit("disputes.place_wait_days", s.disputes.place_wait_days,
        FieldSpec{"longest wait for a place after a stay that an assessor accepts for somebody who could go home",
                  "days", 0, 60});
  visit("disputes.fee_effort", s.disputes.fee_effort,
        FieldSpec{
            "how much faster a municipality assesses, with assessors at hand, for each time the discharge fee is the "
            "price of a place",
            "1", 0, 10});
  visit("disputes.erosion", s.disputes.erosion,
        FieldSpec{"what a delayed day in bed adds to the difficulty left, of somebody frail", "per day", 0, 0.1});
  visit("disputes.erosion_frailty", s.disputes.erosion_frailty,
        FieldSpec{"frailty from which somebody is frail in that sense", "1", 0, 10});

  visit("scarcity.blocked_day", s.scarcity.blocked_day,
        FieldSpec{"what a blocked bed is worth to those who cannot use it", "DKK per day", 0, 1e6});
  visit("scarcity.waiting_day", s.scarcity.waiting_day,
        FieldSpec{"what a day of waiting for a place is worth to patients", "DKK per day", 0, 1e6});
  visit("scarcity.window_days", s.scarcity.window_days, FieldSpec{"memory of shadow prices", "days", 1, 366});
  visit("scarcity.from_occupancy", s.scarcity.from_occupancy, share("occupancy from which a place has a shadow price"));
  visit("scarcity.cap", s.scarcity.cap,
        FieldSpec{"the most a shadow price may be, over fixed cost per service", "ratio", 0, 10});

  for_each_switch(static_cast<std::conditional_t<std::is_const_v<S>, const Regime, Regime>&>(s), visit);
}

}  // namespace klynge
