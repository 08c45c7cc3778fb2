#include "models/conditions/age_curve.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace klynge;

double mean_of_band(const ByAge& curve, const ByAge& people, const AgeBandShare& band) {
  double sum = 0, all = 0;
  for (auto age = static_cast<std::size_t>(band.age_from); age <= static_cast<std::size_t>(band.age_to); ++age) {
    sum += people[age] * curve[age];
    all += people[age];
  }
  return sum / all;
}

ByAge fewer_each_year() {
  ByAge people{};
  for (std::size_t age = 0; age < people.size(); ++age) people[age] = age < 105 ? 105.0 - static_cast<double>(age) : 0;
  return people;
}

TEST_CASE("a curve keeps the mean of each band and rises where the bands rise", "[unit]") {
  const std::vector<AgeBandShare> bands = {
      {16, 44, 0.007}, {45, 64, 0.06}, {65, 74, 0.14}, {75, 84, 0.16}, {85, oldest_age, 0.17}};
  const ByAge people = fewer_each_year();
  const ByAge curve = age_curve(bands, people);
  for (const AgeBandShare& band : bands) {
    CAPTURE(band.age_from);
    CHECK(mean_of_band(curve, people, band) == Catch::Approx(band.share).epsilon(1e-6));
  }
  CHECK(curve[15] == 0);
  CHECK(std::is_sorted(curve.begin(), curve.end()));
  // No age begins what a band begins: the step into each band is small against what the bands differ by.
  CHECK(curve[45] - curve[44] < 0.1 * (0.06 - 0.007));
  CHECK(curve[65] - curve[64] < 0.1 * (0.14 - 0.06));
}

TEST_CASE("a curve follows bands that fall, and those of nobody and everybody exactly", "[unit]") {
  const ByAge people = fewer_each_year();
  const std::vector<AgeBandShare> bands = {{0, 9, 0}, {10, 19, 0.4}, {20, 29, 0.2}, {30, 39, 1}, {40, oldest_age, 0.3}};
  const ByAge curve = age_curve(bands, people);
  for (const AgeBandShare& band : bands) {
    CAPTURE(band.age_from);
    CHECK(mean_of_band(curve, people, band) == Catch::Approx(band.share).epsilon(1e-6));
  }
  CHECK(curve[9] == 0);
  CHECK(curve[35] == 1);
  CHECK(curve[90] == Catch::Approx(0.3));  // a band alone between such is level
  CHECK(std::is_sorted(curve.begin() + 10, curve.begin() + 29, std::greater<>()));
}

TEST_CASE("people of an area are those of its bands, and elsewhere a constant number is born", "[unit]") {
  TableData tables;
  tables.population = {{"Denmark", Sex::female, 0, 9, 1000},
                       {"Denmark", Sex::female, 10, oldest_age, 500},
                       {"Coast", Sex::female, 0, oldest_age, 7},
                       {"Denmark", Sex::male, 0, oldest_age, 3}};
  tables.mortality = {{Sex::female, 0, 9, 0.0}, {Sex::female, 10, oldest_age, 0.5}, {Sex::male, 0, oldest_age, 0.1}};
  const ByAge people = people_by_age(tables, Sex::female);
  CHECK(std::accumulate(people.begin(), people.begin() + 10, 0.0) == Catch::Approx(1000));
  CHECK(std::accumulate(people.begin() + 10, people.end(), 0.0) == Catch::Approx(500));
  const ByAge born = people_by_age(tables, Sex::female, "Nowhere");
  CHECK(born[5] == Catch::Approx(1));
  CHECK(born[12] == Catch::Approx(born[11] * std::exp(-0.5)));
}

}  // namespace
}  // namespace tests
