// Residents by single year: totals are kept, nobody is negative, and ages lean towards the larger neighbour.

#include "models/population/single_years.h"

#include <algorithm>
#include <cmath>

#include "tests/support/catch.h"
#include "tests/support/people.h"

using namespace klynge;
using namespace tests;
using Catch::Approx;

namespace {

PopulationRow band(int from, int to, std::int64_t residents) { return {"Coast", Sex::female, from, to, residents}; }

AgeSex split(const std::vector<PopulationRow>& rows) {
  const LifeTable life_table(people_of(small_people(), small_places()).mortality);
  return single_years(rows, "Coast", life_table);
}

}  // namespace

TEST_CASE("every band of the Danish table keeps its total, in every area") {
  const TableData data = people_of(danish_people(), danish_places());
  const LifeTable life_table(data.mortality);
  REQUIRE(data.population.size() == 240);
  for (const PopulationRow& row : data.population) {
    CAPTURE(row.area, row.age_from);
    const AgeSex residents = single_years(data.population, row.area, life_table);
    double sum = 0;
    for (int age = row.age_from; age <= std::min(row.age_to, AgeSex::last_age); ++age) {
      CHECK(residents.at(row.sex, age) >= 0);
      sum += residents.at(row.sex, age);
    }
    CHECK(sum == Approx(static_cast<double>(row.residents)).epsilon(1e-12));
  }
}

TEST_CASE("equal bands have equal ages, and a steep one leans") {
  const AgeSex level = split({band(0, 9, 1000), band(10, 19, 1000), band(20, oldest_age, 900)});
  for (int age = 0; age < 10; ++age) CHECK(level.at(Sex::female, age) == Approx(100));
  const AgeSex steep = split({band(0, 9, 1000), band(10, 19, 500), band(20, 29, 100), band(30, oldest_age, 0)});
  for (int age = 10; age < 20; ++age) {
    CAPTURE(age);
    CHECK(steep.at(Sex::female, age) < steep.at(Sex::female, age - 1));
  }
}

// Mortality 0.1 a year from 70 on: each age has exp(-0.1) of the one before, and the last all that is left.
TEST_CASE("the open band falls as the life table does") {
  const AgeSex residents = split({band(0, 79, 1000), band(80, oldest_age, 500)});
  const double kept = std::exp(-0.1);
  CHECK(residents.at(Sex::female, 80) == Approx(500 * (1 - kept)));
  CHECK(residents.at(Sex::female, 100) == Approx(residents.at(Sex::female, 99) * kept));
  CHECK(residents.at(Sex::female, AgeSex::last_age) == Approx(500 * std::pow(kept, 30)));
  CHECK(residents.at(Sex::male, 80) == 0);
}

TEST_CASE("one band for everybody and bands of nobody can be split") {
  CHECK(split({band(0, oldest_age, 300)}).total() == Approx(300));
  const AgeSex gap = split({band(0, 9, 100), band(10, 19, 0), band(20, oldest_age, 100)});
  for (int age = 10; age < 20; ++age) CHECK(gap.at(Sex::female, age) == Approx(0).margin(1e-9));
  CHECK(gap.between(0, 9) == Approx(100));
}
