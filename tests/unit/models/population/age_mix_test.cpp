// How many live where, in which year.

#include "models/population/age_mix.h"

#include "sim/check.h"
#include "tests/support/catch.h"
#include "tests/support/people.h"

using namespace klynge;
using namespace tests;
using Catch::Approx;

namespace {

std::int64_t all_danes(Scenario scenario) {
  const std::vector<MunicipalityRow> places = danish_places();
  const AgeMix mix(scenario, people_of(scenario, places));
  std::int64_t sum = 0;
  for (const MunicipalityRow& place : places) sum += mix.residents(place);
  return sum;
}

}  // namespace

// Danmarks Statistik has 5,967,824 with the 92 of Christiansø, which is no municipality.
TEST_CASE("in 2024 and in full every municipality has its residents to the head") {
  const Scenario scenario = danish_people();
  const std::vector<MunicipalityRow> places = danish_places();
  const AgeMix mix(scenario, people_of(scenario, places));
  REQUIRE(places.size() == 98);
  for (const MunicipalityRow& place : places) CHECK(mix.residents(place) == place.residents);
  CHECK(all_danes(scenario) == 5'967'824 - 92);
}

TEST_CASE("a share and another year change the number in proportion") {
  Scenario scenario = danish_people();
  scenario.population.share.value = 0.05;
  CHECK(all_danes(scenario) == Approx(5'967'732 * 0.05).epsilon(1e-4));
  scenario = danish_people();
  scenario.population.year = 2030;
  CHECK(all_danes(scenario) == 6'087'866);
  const AgeMix mix(scenario, people_of(scenario, danish_places()));
  const MunicipalityRow place = danish_places().front();
  CHECK(static_cast<double>(mix.residents(place)) ==
        Approx(static_cast<double>(place.residents) * mix.of("Region Hovedstaden").growth).epsilon(1e-5));
}

TEST_CASE("in the year of the table the mix is the table's") {
  Scenario scenario = small_people();
  scenario.population.year = 2020;
  const AgeMix mix(scenario, people_of(scenario, small_places()));
  const AgeSex& coast = mix.of(small_places()[0]).residents;
  CHECK(coast.total() == Approx(150'000));
  CHECK(coast.between(0, 39) == Approx(81'000));
  CHECK(coast.between(80, AgeSex::last_age) == Approx(10'000));
  CHECK(&mix.of(small_places()[0]) == &mix.of("Coast"));
}

TEST_CASE("a municipality with rows of its own has its own mix") {
  Scenario scenario = small_people();
  scenario.population.year = 2020;
  scenario.tables.population.text += "Upper Town,female,0,,500\nUpper Town,male,0,19,300\nUpper Town,male,20,,0\n";
  const AgeMix mix(scenario, people_of(scenario, small_places()));
  CHECK(mix.of(small_places()[1]).residents.total() == Approx(800));
  CHECK(mix.of(small_places()[0]).residents.total() == Approx(150'000));
}

TEST_CASE("a mother is as old as the births say") {
  const Scenario scenario = small_people();
  const AgeMix mix(scenario, people_of(scenario, small_places()));
  CHECK(mix.generation() == Approx(32.5));  // births from 20 to 44, all ages alike
}

TEST_CASE("residents are not projected backwards, and every area is there") {
  Scenario scenario = small_people();
  const TableData data = people_of(scenario, small_places());
  CHECK_THROWS_AS(AgeMix(scenario, data).of("Inland"), sim::InputError);
  scenario.population.table_year = 2025;
  CHECK_THROWS_AS(AgeMix(scenario, data), sim::InputError);
}
