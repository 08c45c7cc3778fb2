// The life table against hand calculation and its own input.

#include "models/population/life_table.h"

#include <cmath>

#include "tests/support/catch.h"
#include "tests/support/people.h"

using namespace klynge;
using namespace tests;
using Catch::Approx;

namespace {

// Two in a thousand until 70, a tenth after it (small_people()).
LifeTable small_table(double ratio = 1) {
  return LifeTable(people_of(small_people(), small_places()).mortality, ratio);
}

}  // namespace

TEST_CASE("mortality is that of the table in every year of a band") {
  const LifeTable table = small_table();
  CHECK(table.deaths_per_year(Sex::female, 0) == 0.002);
  CHECK(table.deaths_per_year(Sex::female, 69) == 0.002);
  CHECK(table.deaths_per_year(Sex::male, 70) == 0.125);
  CHECK(table.deaths_per_year(Sex::male, 130) == 0.125);
  CHECK(small_table(2).deaths_per_year(Sex::female, 90) == 0.2);
}

TEST_CASE("survival and years left have closed forms while mortality is constant") {
  const LifeTable table = small_table();
  CHECK(table.survival(Sex::female, 10, 60.5) == Approx(std::exp(-0.002 * 50.5)));
  CHECK(table.survival(Sex::female, 65, 75) == Approx(std::exp(-0.002 * 5 - 0.1 * 5)));
  CHECK(table.survival(Sex::male, 119.5, 125) == Approx(std::exp(-0.125 * 5.5)));
  CHECK(table.expected_remaining(Sex::female, 85.25) == Approx(10));
  CHECK(table.expected_remaining(Sex::male, 120) == Approx(8));
  const double to_70 = (1 - std::exp(-0.002 * 70)) / 0.002;
  CHECK(table.expected_remaining(Sex::female, 0) == Approx(to_70 + std::exp(-0.002 * 70) * 10));
}

TEST_CASE("whoever is of an age survives the year as the person-years say") {
  const LifeTable table = small_table();
  CHECK(table.survive_year(Sex::female, 30) == Approx(std::exp(-0.002)));
  CHECK(table.survive_year(Sex::female, 119) == Approx(std::exp(-0.1)));
  CHECK(table.survive_year(Sex::female, 120) == Approx(std::exp(-0.1)));
  CHECK(table.survive_first_year(Sex::male) == Approx((1 - std::exp(-0.004)) / 0.004));
}

TEST_CASE("without mortality everybody lives for ever") {
  const LifeTable table = small_table(0);
  CHECK(table.survival(Sex::male, 0, 100) == 1);
  CHECK(table.survive_year(Sex::male, 90) == 1);
  CHECK(std::isinf(table.expected_remaining(Sex::male, 50)));
}

// Deaths over person-years lived within a band is what the band says, whatever the table does elsewhere.
TEST_CASE("the Danish life table gives its input back") {
  const TableData data = people_of(danish_people(), danish_places());
  const LifeTable table(data.mortality);
  REQUIRE(data.mortality.size() == 44);
  for (const MortalityRow& row : data.mortality) {
    if (row.age_to == oldest_age) continue;
    CAPTURE(row.age_from, static_cast<int>(row.sex));
    double years = 0;
    for (int age = row.age_from; age <= row.age_to; ++age) years += table.person_years(row.sex, age);
    const double reach = table.survival(row.sex, 0, row.age_from);
    const double deaths = reach - table.survival(row.sex, 0, row.age_to + 1);
    CHECK(deaths / years == Approx(row.deaths_per_year));
  }
}

// 79.5 and 83.3 years: Danmarks Statistik's order of magnitude for 2020-2023; the input is a projection of the UN.
TEST_CASE("a Dane lives about as long as is published") {
  const LifeTable table(people_of(danish_people(), danish_places()).mortality);
  CHECK(table.expected_remaining(Sex::male, 0) == Approx(79.83).margin(0.01));
  CHECK(table.expected_remaining(Sex::female, 0) == Approx(83.63).margin(0.01));
  CHECK(table.expected_remaining(Sex::male, 0) == Approx(79.5).margin(0.5));
  CHECK(table.expected_remaining(Sex::female, 0) == Approx(83.3).margin(0.5));
}
