// Capacities: the levels that are given, how demand shares them out, what is known of single places, whole servers.
#include "models/sectors/capacities.h"

#include <limits>
#include <string>
#include <vector>

#include "models/sectors/staffing.h"
#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace klynge;

// Everybody under 65 needs 1 of each kind of care a year and everybody older 3; half of Denmark is older.
TableData tables() {
  TableData data;
  for (const Sex sex : {Sex::female, Sex::male}) {
    data.population.push_back({"Denmark", sex, 0, 64, 50'000});
    data.population.push_back({"Denmark", sex, 65, oldest_age, 50'000});
  }
  data.needs = {{0, 64, 1, 1, 1, 0, 1, Confidence::assumed}, {65, oldest_age, 3, 3, 3, 0, 3, Confidence::assumed}};
  data.other_practice = {{"eye", 0.25, 15, 500, 0.9, 0, false, Confidence::assumed},
                         {"teeth", 0.75, 30, 300, 0.8, 0, false, Confidence::assumed}};
  MunicipalityRow young, old;
  young.name = "Young";
  old.name = "Old";
  old.code = 1;
  data.municipalities = {young, old};
  data.hospitals = {{"Hospital", "", 56, 10}};
  return data;
}

Scenario levels() {
  Scenario scenario;
  scenario.population.share.value = 1;
  scenario.general_practice.residents_per_gp.value = 1000;
  scenario.other_practice.contacts_per_resident.value = 4;
  scenario.other_practice.opens.value = 8;
  scenario.other_practice.closes.value = 16;
  scenario.out_of_hours.doctors_per_100000.value = 10;
  scenario.hospital.beds_per_1000.value = 2;
  scenario.hospital.surgical_bed_share.value = 0.3;
  scenario.hospital.geriatric_bed_share.value = 0.05;
  scenario.hospital.psychiatric_bed_share.value = 0.15;
  scenario.hospital.emergency_bays_per_1000.value = 0.2;
  scenario.hospital.outpatient_rooms_per_1000.value = 0.4;
  auto& own = scenario.municipality;
  own.temporary_places_per_1000.value = 4;
  own.acute_place_share.value = 0.25;
  own.acute_nursing_per_1000.value = 1;
  own.nursing_home_places_per_100.value = 10;
  own.service_level.value = 0.5;
  own.rehabilitation_plans_per_1000.value = 36.525;
  own.rehabilitation_days.value = 50;
  own.rehabilitation_load.value = 0.5;
  own.home_nursing_courses_per_1000.value = 60;
  own.assessments_per_1000.value = 254;
  own.assessment_minutes.value = 60;
  own.assessment_load.value = 0.5;
  own.assessment_opens.value = 8;
  own.assessment_closes.value = 16;
  scenario.home_care.hours_a_week.value = 3;
  for (Quantity* none : {&scenario.absence.sickness, &scenario.absence.winter_sickness, &scenario.absence.summer_leave,
                         &scenario.absence.summer_beds_closed, &scenario.absence.summer_weeks}) {
    none->value = 0;
  }
  scenario.absence.summer_first_week.value = 28;
  return scenario;
}

AgeCounts people(double young, double old) {
  AgeCounts counts;
  counts.at[0][30] = young;
  counts.at[1][80] = old;
  return counts;
}

// 20,000 people of 30 years, who need half of what a Dane needs on average (1 of 2), and 10,000 of 80 (3 of 2).
const std::vector<AgeCounts> residents = {people(20'000, 0), people(0, 10'000)};

}  // namespace

TEST_CASE("residents of an area are spread within its bands", "[unit]") {
  TableData data = tables();
  data.population.push_back({"Coast", Sex::male, 0, 9, 100});
  const AgeCounts denmark = age_counts_of(data, "Denmark");
  CHECK(denmark.total() == Catch::Approx(200'000));
  CHECK(denmark.aged_from(65) == Catch::Approx(100'000));
  CHECK(denmark.at[0][10] == Catch::Approx(50'000.0 / 65));
  CHECK(age_counts_of(data, "Coast").at[1][9] == Catch::Approx(10));
  CHECK(age_counts_of(data, "Nowhere").total() == 0);
}

TEST_CASE("expected care is that of the tables, conditions and lasting needs included", "[unit]") {
  TableData data = tables();
  data.states = {"diabetes", "home care", "nursing home"};
  data.conditions = 1;
  for (const Sex sex : {Sex::female, Sex::male}) {
    data.prevalence.push_back({"diabetes", sex, 65, oldest_age, sex == Sex::male ? 0.2 : 0.9});
    data.prevalence.push_back({"home care", sex, 80, oldest_age, 0.3});
  }
  data.care.resize(3);
  data.care[0].condition = "diabetes";
  data.care[0].system = "endocrinology";
  data.care[0].gp_contacts = 5;
  data.care[0].outpatient_visits = 2;
  data.care[0].deteriorations = 0.5;
  data.care[0].other_practice_contacts = 4;
  data.care[0].other_practice_type = "eye";
  data.care[1].condition = "home care";
  data.care[2].condition = "nursing home";
  const ExpectedCare care = expected_care(data, people(1000, 100));  // 20 with diabetes
  CHECK(care.gp_contacts == Catch::Approx(1000 + 300 + 20 * 5));
  CHECK(care.general_outpatient == Catch::Approx(1300));
  CHECK(care.outpatient.at("endocrinology") == Catch::Approx(40));
  CHECK(care.deteriorations == Catch::Approx(1300 + 10));
  CHECK(care.other_practice[0] == Catch::Approx(0.25 * 1300 + 80));
  CHECK(care.other_practice[1] == Catch::Approx(0.75 * 1300));
  CHECK(care.home_care_recipients == Catch::Approx(30));
}

TEST_CASE("levels are shared out by what residents need", "[unit]") {
  const Capacities all = capacities_for(levels(), tables(), residents);
  CHECK(all.municipalities[0].doctors == Catch::Approx(10));  // 20,000 / 1,000 x 1/2
  CHECK(all.municipalities[1].doctors == Catch::Approx(15));  // 10,000 / 1,000 x 3/2
  // 4 x 10,000 x 3/2 contacts, a quarter of 15 minutes at 90 % of 254 x 8 hours.
  CHECK(all.municipalities[1].other_practice[0] == Catch::Approx(60'000 * 0.25 * 0.25 / (254 * 8 * 0.9)));
  CHECK(all.municipalities[1].other_practice[1] == Catch::Approx(60'000 * 0.75 * 0.5 / (254 * 8 * 0.8)));
  // 36.525 plans per 1,000 x 1/2 are a plan a day; 50 at once, at half load twice as many.
  CHECK(all.municipalities[0].rehabilitation == Catch::Approx(100));
  const HospitalCapacity& hospital = all.hospitals.at(0);  // 30,000 residents who need 5/6 of the average
  CHECK(hospital.beds[index(Ward::medical)] == Catch::Approx(25));
  CHECK(hospital.beds[index(Ward::surgical)] == Catch::Approx(15));
  CHECK(hospital.beds[index(Ward::geriatric)] == Catch::Approx(2.5));
  CHECK(hospital.beds[index(Ward::psychiatric)] == Catch::Approx(7.5));
  CHECK(hospital.emergency == Catch::Approx(5));
  CHECK(hospital.out_of_hours == Catch::Approx(2.5));
  CHECK(hospital.general_clinic == Catch::Approx(10));
}

TEST_CASE("municipal services follow the old", "[unit]") {
  const Capacities all = capacities_for(levels(), tables(), residents);
  const MunicipalCapacity& old = all.municipalities[1];
  CHECK(old.temporary_places == Catch::Approx(30));
  CHECK(old.acute_function == Catch::Approx(20));  // 10 acute places and 10 at home
  CHECK(old.nursing_home == Catch::Approx(1000));
  CHECK(old.home_nursing == Catch::Approx(600));
  CHECK(old.assessors == Catch::Approx(2.5));  // 2,540 hours at half of 254 x 8
  CHECK(all.municipalities[0].temporary_places == 0);
}

TEST_CASE("absence is made up for by more staff, except of GPs, whose number is given", "[unit]") {
  Scenario scenario = levels();
  scenario.absence.sickness.value = scenario.absence.winter_sickness.value = 0.2;
  const Capacities without = capacities_for(levels(), tables(), residents);
  const Capacities with = capacities_for(scenario, tables(), residents);
  CHECK(with.municipalities[1].assessors == Catch::Approx(without.municipalities[1].assessors / 0.8));
  CHECK(with.municipalities[1].doctors == Catch::Approx(without.municipalities[1].doctors));
}

TEST_CASE("what is known of a municipality goes before what its residents imply", "[unit]") {
  TableData data = tables();
  data.capacities = {{"Old", MunicipalService::temporary_places, 12, Confidence::published},
                     {"Old", MunicipalService::general_practitioners, 3, Confidence::published},
                     {"Elsewhere", MunicipalService::assessors, 99, Confidence::published}};
  Scenario scenario = levels();
  scenario.population.share.value = 0.5;
  const Capacities all = capacities_for(scenario, data, residents);
  CHECK(all.municipalities[1].temporary_places == Catch::Approx(6));
  CHECK(all.municipalities[1].doctors == Catch::Approx(1.5));
  CHECK(all.municipalities[1].assessors == Catch::Approx(2.5));
}

TEST_CASE("beds that are named are shared out among hospitals by need", "[unit]") {
  TableData data = tables();
  data.hospitals.push_back({"Other", "", 55, 9});
  data.municipalities[1].hospital = 1;
  Scenario scenario = levels();
  scenario.hospital.beds.value = 100;
  const Capacities all = capacities_for(scenario, data, residents);  // needs 20,000 and 30,000
  CHECK(all.hospitals[0].beds[index(Ward::surgical)] == Catch::Approx(12));
  CHECK(all.hospitals[1].beds[index(Ward::surgical)] == Catch::Approx(18));
}

TEST_CASE("without Denmark in the tables the area is its own measure", "[unit]") {
  TableData data = tables();
  data.population.clear();
  const Capacities all = capacities_for(levels(), data, residents);
  CHECK(all.municipalities[0].doctors + all.municipalities[1].doctors == Catch::Approx(30));
  CHECK(all.municipalities[1].doctors / all.municipalities[0].doctors == Catch::Approx(1.5));
}

TEST_CASE("whole servers do exactly what is wanted, none much faster than one can work", "[unit]") {
  for (double wanted = 0.02; wanted < 40; wanted *= 1.03) {
    const Servers found = servers_for(wanted);
    CAPTURE(wanted);
    CHECK(found.servers >= 1);
    CHECK(found.servers * found.speed == Catch::Approx(wanted));
    CHECK(found.speed <= 1.15);
  }
  CHECK(servers_for(0.5).servers == 1);
  CHECK(servers_for(0.5).speed == 0.5);
  CHECK(servers_for(1.1).servers == 1);
  CHECK(servers_for(1.2).servers == 2);
  CHECK(servers_for(12).speed == 1);
  CHECK(servers_for(0).speed > 0);
  CHECK(places_for(0.2) == 1);
  CHECK(places_for(7.6) == 8);
}

}  // namespace tests
