// The residents of a municipality: as many and as old as the mix says, each with luck of his own.

#include "models/population/synthesis.h"

#include <array>
#include <cmath>
#include <cstdlib>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/people.h"
#include "tests/support/statistics.h"

using namespace klynge;
using namespace tests;
using Catch::Approx;

namespace {

Residents residents_of(const MunicipalityRow& place, const Scenario& scenario, std::uint32_t replication = 0) {
  const TableData data = people_of(scenario, small_places());
  return synthesise(scenario, data, AgeMix(scenario, data), place, sim::Streams(7, replication));
}

double share_of(const Residents& people, std::uint32_t count, Sex sex, int from, int to) {
  int found = 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    const int age = people.age(i, 0);
    found += people.sex(i) == sex && age >= from && age <= to;
  }
  return static_cast<double>(found) / count;
}

}  // namespace

TEST_CASE("a municipality has its residents, healthy, with room for more") {
  const Residents people = residents_of(small_places()[1], small_people());
  CHECK(people.size() == 60'000);
  CHECK(people.first_residents() == 60'000);
  CHECK(people.municipality_code() == 730);
  CHECK(people.agent(59'999) == agent_of(730, 59'999));
  CHECK(people.born.capacity() >= 64'800);
  for (std::uint32_t i = 0; i < people.size(); ++i) {
    REQUIRE(people.states[i] == 0);
    REQUIRE(people.uncontrolled[i] == 0);
    REQUIRE(people.present(i));
    REQUIRE(people.born[i] < 0);
  }
}

TEST_CASE("one more resident changes nobody else, and a share keeps the first ones as they are") {
  MunicipalityRow more = small_places()[0];
  more.residents += 1;
  Scenario tenth = small_people();
  tenth.population.share.value = 0.1;
  const Residents people = residents_of(small_places()[0], small_people());
  for (const Residents& others : {residents_of(more, small_people()), residents_of(small_places()[0], tenth)}) {
    for (std::uint32_t i = 0; i < std::min(people.size(), others.size()); ++i) {
      REQUIRE(people.agent(i) == others.agent(i));
      REQUIRE(people.born[i] == others.born[i]);
      REQUIRE(people.flags[i] == others.flags[i]);
      REQUIRE(people.frailty[i] == others.frailty[i]);
    }
  }
}

// A fraction of the circle holds n times its length of the first n points, give or take what grows with log n; for the
// golden ratio less than 1 + log(n) / log(golden ratio) / 2 (Kuipers and Niederreiter 1974, chapter 2).
TEST_CASE("every beginning of the residents has the sexes and ages of all") {
  const Scenario scenario = small_people();
  const TableData data = people_of(scenario, small_places());
  const AgeSex mix = AgeMix(scenario, data).of("Coast").residents;
  for (const std::uint32_t replication : {0u, 1u, 2u}) {
    const Residents people = residents_of(small_places()[1], scenario, replication);
    for (const std::uint32_t count : {10u, 100u, 1'000u, 10'000u, 60'000u}) {
      const double most = 1 + std::log(count) / std::log(1.618) / 2;
      for (const auto& [from, to] : {std::pair{0, 17}, {18, 39}, {40, 64}, {65, 79}, {80, AgeSex::last_age}}) {
        for (const Sex sex : {Sex::female, Sex::male}) {
          CAPTURE(replication, count, from, static_cast<int>(sex));
          double expected = 0;
          for (int age = from; age <= to; ++age) expected += mix.at(sex, age) / mix.total();
          CHECK(std::abs(share_of(people, count, sex, from, to) - expected) * count < most);
        }
      }
    }
  }
}

TEST_CASE("replications and municipalities start elsewhere on the circle") {
  const Residents first = residents_of(small_places()[0], small_people(), 0);
  const Residents second = residents_of(small_places()[0], small_people(), 1);
  const Residents other = residents_of(small_places()[1], small_people(), 0);
  int same_replication = 0;
  int same_place = 0;
  for (std::uint32_t i = 0; i < 1'000; ++i) {
    same_replication += first.age(i, 0) == second.age(i, 0);
    same_place += first.age(i, 0) == other.age(i, 0);
  }
  CHECK(same_replication < 100);
  CHECK(same_place < 100);
}

TEST_CASE("born on any of these days, one is of that age on the first day of the run") {
  for (int age = 0; age <= AgeSex::last_age; ++age) {
    CAPTURE(age);
    const BirthDays days = birth_days(age);
    CHECK(Residents::age_on(-days.first, 0) == age);
    CHECK(Residents::age_on(-days.last, 0) == age);
    CHECK(Residents::age_on(-days.last - 1, 0) == age + 1);
    if (age > 0) CHECK(Residents::age_on(-days.first + 1, 0) == age - 1);
    CHECK(days.last - days.first >= 364);
    CHECK(days.last - days.first <= 365);
  }
  CHECK(birth_days(0).first == 1);
}

// 60 replications of 2,000 residents; shares of small_people().
TEST_CASE("education, living alone, birthdays and frailty are as the tables say") {
  Scenario scenario = small_people();
  scenario.population.share.value = 0.05;
  std::vector<double> mothers_medium, old_basic, men_higher, old_women_alone, men_alone, first_half, frailty;
  for (std::uint32_t replication = 0; replication < 60; ++replication) {
    const Residents people = residents_of(small_places()[0], scenario, replication);
    std::array<double, 2> children{}, women_45{}, men{}, women_65{}, alone{}, birthdays{};
    double sum = 0;
    for (std::uint32_t i = 0; i < people.size(); ++i) {
      const int age = people.age(i, 0);
      const auto count = [](std::array<double, 2>& which, bool yes) { ++which[0], which[1] += yes; };
      if (age < 11) count(children, people.education(i) == Education::medium);  // their mothers are up to 44
      if (age < 18) REQUIRE_FALSE(people.alone(i));
      if (people.female(i) && age >= 45) count(women_45, people.education(i) == Education::basic);
      if (!people.female(i) && age >= 18) count(men, people.education(i) == Education::higher);
      if (people.female(i) && age >= 65) count(women_65, people.alone(i));
      if (!people.female(i) && age >= 18) count(alone, people.alone(i));
      const BirthDays days = birth_days(age);
      count(birthdays, 2 * (-people.born[i] - days.first) < days.last - days.first);
      sum += static_cast<double>(people.frailty[i]);
    }
    mothers_medium.push_back(children[1] / children[0]);
    old_basic.push_back(women_45[1] / women_45[0]);
    men_higher.push_back(men[1] / men[0]);
    old_women_alone.push_back(women_65[1] / women_65[0]);
    men_alone.push_back(alone[1] / alone[0]);
    first_half.push_back(birthdays[1] / birthdays[0]);
    frailty.push_back(sum / people.size());
  }
  CHECK(mean_of(old_basic).mean == 1);
  expect_mean(mothers_medium, 0.5, {.false_alarm = 1e-6});
  expect_mean(men_higher, 0.2, {.false_alarm = 1e-6});
  expect_mean(old_women_alone, 0.6, {.false_alarm = 1e-6});
  expect_mean(men_alone, 0.3, {.false_alarm = 1e-6});
  expect_mean(first_half, 0.5, {.false_alarm = 1e-6});
  expect_mean(frailty, 1, {.false_alarm = 1e-6});
}
