#include "models/conditions/multimorbidity.h"

#include <bit>
#include <cmath>
#include <numbers>

#include "models/population/synthesis.h"
#include "tests/support/catch.h"
#include "tests/support/statistics.h"

namespace tests {
namespace {

using namespace klynge;

// 2,000 women of 70 and as many men of 30, and what they have.
struct Town {
  Scenario scenario;
  TableData tables;

  explicit Town(double loading, double sigma = 0.5) {
    scenario.population.share.value = 1;
    scenario.population.frailty_sigma.value = sigma;
    scenario.population.frailty_loading.value = loading;
    scenario.info.shared_plan.value = 0.4;
    scenario.decide.coordinator_share.value = 0.3;
    tables.municipalities = {{.code = 730, .name = "Town", .region = "", .cluster = "", .residents = 4'000}};
    tables.population = {{"Coast", Sex::female, 70, 70, 1}, {"Coast", Sex::male, 30, 30, 1}};
  }

  // Prevalence among the women, and among the men.
  Town& has(const std::string& condition, double women, double men) {
    tables.conditions.push_back(condition);
    tables.prevalence.push_back({condition, Sex::female, 16, 64, 0.99});  // of other ages: to be passed over
    tables.prevalence.push_back({condition, Sex::female, 65, oldest_age, women});
    tables.prevalence.push_back({condition, Sex::male, 16, oldest_age, men});
    return *this;
  }

  Residents people(std::uint32_t replication) const {
    const sim::Streams streams(12, replication);
    Residents people = synthesise(scenario, tables, tables.municipalities[0], streams);
    assign_conditions(people, scenario, tables, streams);
    return people;
  }

  // The share of women, or of men, of whom `holds` is true, by replication.
  template <class Holds>
  std::vector<double> shares(bool women, Holds holds) const {
    std::vector<double> found;
    for (std::uint32_t replication = 0; replication < 40; ++replication) {
      const Residents all = people(replication);
      double of = 0, with = 0;
      for (std::uint32_t i = 0; i < all.size(); ++i) {
        if ((all.female[i] != 0) != women) continue;
        of += 1;
        with += holds(all, i) ? 1 : 0;
      }
      found.push_back(with / of);
    }
    return found;
  }
};

auto has_all(std::uint32_t conditions) {
  return [conditions](const Residents& people, std::uint32_t i) {
    return (people.conditions[i] & conditions) == conditions;
  };
}

bool multimorbid(const Residents& people, std::uint32_t i) { return std::popcount(people.conditions[i]) >= 2; }

TEST_CASE("each condition is as common as its table says whatever the loading", "[unit]") {
  for (const double loading : {0.0, 0.3, 0.9}) {
    const Town town = Town(loading).has("COPD", 0.12, 0.04).has("diabetes", 0.3, 0.005).has("asthma", 0.75, 0.5);
    CAPTURE(loading);
    for (std::size_t c = 0; c < 3; ++c) {
      CAPTURE(c);
      const std::array<double, 3> women = {0.12, 0.3, 0.75};
      const std::array<double, 3> men = {0.04, 0.005, 0.5};
      expect_mean(town.shares(true, has_all(1u << c)), women[c], {.false_alarm = 1e-6});
      expect_mean(town.shares(false, has_all(1u << c)), men[c], {.false_alarm = 1e-6});
    }
  }
}

TEST_CASE("what nobody has nobody gets and what all have everybody gets", "[unit]") {
  const Town town = Town(0.5).has("never", 0, 0).has("always", 1, 1).has("half", 0.5, 0.5);
  const Residents people = town.people(0);
  for (std::uint32_t i = 0; i < people.size(); ++i) REQUIRE((people.conditions[i] & 0b011) == 0b010);
}

// Independent: 0.3 x 0.5.
TEST_CASE("without loading two conditions come together as often as chance has it", "[unit]") {
  const Town town = Town(0).has("A", 0.3, 0.1).has("B", 0.5, 0.2);
  expect_mean(town.shares(true, has_all(0b11)), 0.3 * 0.5, {.false_alarm = 1e-6});
  expect_mean(town.shares(false, has_all(0b11)), 0.1 * 0.2, {.false_alarm = 1e-6});
}

TEST_CASE("where all are equally frail the loading has nothing to act on", "[unit]") {
  const Town town = Town(0.8, 0).has("A", 0.3, 0.1).has("B", 0.5, 0.2);
  expect_mean(town.shares(true, has_all(0b11)), 0.3 * 0.5, {.false_alarm = 1e-6});
}

// Two conditions that half of all have, loading 0.6, correlate by 0.36: both with 1/4 + asin(0.36) / (2 pi) (Sheppard 1899).
TEST_CASE("with loading two conditions come together as the copula says", "[unit]") {
  const Town town = Town(0.6).has("A", 0.5, 0.5).has("B", 0.5, 0.5);
  const double both = 0.25 + std::asin(0.6 * 0.6) / (2 * std::numbers::pi);
  expect_mean(town.shares(true, has_all(0b11)), both, {.false_alarm = 1e-6});
}

TEST_CASE("loading raises multimorbidity", "[unit]") {
  double before = 0;
  for (const double loading : {0.0, 0.3, 0.6, 0.9}) {
    Town town(loading);
    for (const char* condition : {"A", "B", "C", "D", "E"}) town.has(condition, 0.1, 0.02);
    const double share = mean_of(town.shares(true, multimorbid)).mean;
    CHECK(share > before);
    before = share;
  }
}

TEST_CASE("with loading the frail have more conditions", "[unit]") {
  const Town town = Town(0.6).has("A", 0.3, 0.3).has("B", 0.3, 0.3).has("C", 0.3, 0.3);
  const Residents people = town.people(0);
  double frail = 0, robust = 0, frail_has = 0, robust_has = 0;
  for (std::uint32_t i = 0; i < people.size(); ++i) {
    const bool above = people.frailty[i] > 1;
    (above ? frail : robust) += 1;
    (above ? frail_has : robust_has) += std::popcount(people.conditions[i]);
  }
  CHECK(frail_has / frail > robust_has / robust);
}

TEST_CASE("a more common condition takes nobody's away", "[unit]") {
  const Residents rare = Town(0.4).has("A", 0.1, 0.05).has("B", 0.2, 0.1).people(0);
  const Residents common = Town(0.4).has("A", 0.15, 0.06).has("B", 0.2, 0.1).people(0);
  CHECK(rare.conditions != common.conditions);
  for (std::uint32_t i = 0; i < rare.size(); ++i) {
    REQUIRE((rare.conditions[i] & ~common.conditions[i]) == 0);
    REQUIRE((rare.conditions[i] & 0b10) == (common.conditions[i] & 0b10));
  }
}

TEST_CASE("plans and coordinators are for those with two conditions or more", "[unit]") {
  const Town town = Town(0.3).has("A", 0.6, 0.5).has("B", 0.6, 0.5);
  const Residents people = town.people(0);
  for (std::uint32_t i = 0; i < people.size(); ++i) {
    REQUIRE((people.shared_plan[i] == 0 || multimorbid(people, i)));
    REQUIRE((people.coordinator[i] == 0 || multimorbid(people, i)));
  }
  std::vector<double> plans, coordinators;
  for (std::uint32_t replication = 0; replication < 40; ++replication) {
    const Residents drawn = town.people(replication);
    double of = 0, plan = 0, coordinator = 0;
    for (std::uint32_t i = 0; i < drawn.size(); ++i) {
      of += multimorbid(drawn, i) ? 1 : 0;
      plan += drawn.shared_plan[i];
      coordinator += drawn.coordinator[i];
    }
    plans.push_back(plan / of);
    coordinators.push_back(coordinator / of);
  }
  expect_mean(plans, 0.4, {.false_alarm = 1e-6});
  expect_mean(coordinators, 0.3, {.false_alarm = 1e-6});
}

}  // namespace
}  // namespace tests
