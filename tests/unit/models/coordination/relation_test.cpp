#include "models/coordination/relation.h"

#include "sim/rng.h"
#include "tests/support/catch.h"
#include "tests/unit/models/coordination/assumed_ties.h"

namespace tests {
namespace {

using namespace klynge;

constexpr std::array<double, 7> mixed_dimensions = {1, 5, 2.2, 3.9, 4.4, 1.3, 2.8};

RelationDynamics under(double support, double turnover = 0.15) {
  return {assumed_ties().ties, with_structures(support, 0, turnover).relations};
}

// The five regimes, separate sectors to integrated care: support by structures, disputes for each handover, and where
// relational coordination ends up with staff turnover of 0.15 a year.
struct Expected {
  double support, conflict, mean;
};
constexpr std::array<Expected, 5> five_regimes = {
    {{0.2, 0.05, 2.8}, {0.4, 0.05, 3.1}, {1.0, 0.02, 3.9}, {0.8, 0.05, 3.6}, {0.6, 0.03, 3.4}}};

TEST_CASE("relational coordination is the mean of seven dimensions from 1 to 5", "[unit]") {
  Relation relation;
  relation.dimensions = mixed_dimensions;
  CHECK(relation.mean() == Catch::Approx(2.942857));
  CHECK(relation.strength() == Catch::Approx(0.485714));
  CHECK(Relation::level(1).strength() == 0);
  CHECK(Relation::level(5).strength() == 1);
}

TEST_CASE("ties settle at the fixed points of the five regimes wherever they begin", "[unit]") {
  for (const Expected& regime : five_regimes) {
    CAPTURE(regime.support, regime.conflict);
    const RelationDynamics dynamics = under(regime.support);
    CHECK(dynamics.settled(regime.conflict).mean() == Catch::Approx(regime.mean).margin(0.1));
    Relation mixed;
    mixed.dimensions = mixed_dimensions;
    for (const Relation& start : {Relation::level(1), Relation::level(5), mixed}) {
      const Relation end = dynamics.after(start, 20, regime.conflict);
      for (const double x : end.dimensions) {
        CHECK(x == Catch::Approx(dynamics.settled(regime.conflict).mean()).margin(1e-3));
      }
    }
  }
}

TEST_CASE("staff that come and go while care is reorganised cost a tie two tenths of a point", "[unit]") {
  CHECK(under(0.6, 0.25).settled(0.03).mean() == Catch::Approx(3.2).margin(0.05));
}

TEST_CASE("ties inside a sector are good in every regime", "[unit]") {
  for (const Expected& regime : five_regimes) {
    const Regime::Relations relations = with_structures(regime.support, regime.conflict).relations;
    CHECK(inside(assumed_ties().ties, relations).settled(0).mean() == Catch::Approx(4.0).margin(0.05));
  }
}

TEST_CASE("ties grow with support and contact and suffer from turnover and disputes", "[unit]") {
  const double base = under(0.4).target(0.05, 1);
  CHECK(under(0.5).target(0.05, 1) > base);
  CHECK(under(0.4, 0.25).target(0.05, 1) < base);
  CHECK(under(0.4).target(0.06, 1) < base);
  CHECK(under(0.4).target(0.05, 1.2) > base);
  CHECK(under(0.4).target(0.05, 0.8) < base);
}

// A thousand weeks in a world that changes every week at random, within what a scenario may say.
TEST_CASE("relational coordination stays between 1 and 5 whatever happens", "[unit]") {
  sim::Draws draws = sim::Streams(3, 0).draws(sim::Subject{sim::AgentId{0}}, 0, 0);
  Relation relation = Relation::level(2.5);
  for (int week = 0; week < 1'000; ++week) {
    Scenario scenario = assumed_ties();
    scenario.ties.communication_weeks.value = 1 + draws.uniform();
    scenario.ties.relation_weeks.value = 1 + draws.uniform();
    scenario.ties.communication_pull.value = draws.uniform();
    scenario.ties.relation_pull.value = draws.uniform();
    const Regime regime = with_structures(2 * draws.uniform(), 0, draws.uniform());
    RelationDynamics(scenario.ties, regime.relations).week(relation, draws.uniform(), 2 * draws.uniform());
    for (const double x : relation.dimensions) REQUIRE((x >= 1 && x <= 5));
    REQUIRE((relation.strength() >= 0 && relation.strength() <= 1));
  }
}

TEST_CASE("communication follows new structures sooner than shared goals and respect do", "[unit]") {
  const Relation relation = under(1.0).after(Relation::level(2.8), 0.5, 0.02);
  for (std::size_t c = 0; c < communication_count; ++c) {
    for (std::size_t r = communication_count; r < dimension_count; ++r) {
      CHECK(relation.dimensions[c] > relation.dimensions[r]);
    }
  }
  CHECK(relation.dimensions[dimension_count - 1] > 2.8);
}

TEST_CASE("good relationships pull poor communication along and good communication poor relationships", "[unit]") {
  const RelationDynamics dynamics = under(0.2);
  Relation warm = Relation::level(2.8);
  for (std::size_t k = communication_count; k < dimension_count; ++k) warm.dimensions[k] = 5;
  Relation talkative = Relation::level(2.8);
  for (std::size_t k = 0; k < communication_count; ++k) talkative.dimensions[k] = 5;
  Relation plain = Relation::level(2.8);
  for (Relation* relation : {&warm, &talkative, &plain}) dynamics.week(*relation, 0.05, 1);
  CHECK(warm.dimensions.front() > plain.dimensions.front());
  CHECK(talkative.dimensions.back() > plain.dimensions.back());
}

TEST_CASE("support that is withdrawn after two years is missed within another year", "[unit]") {
  for (const double supported : {0.6, 0.8, 1.0}) {
    const Relation then = under(supported).after(Relation::level(2.8), 2, 0.05);
    const Relation kept = under(supported).after(then, 1, 0.05);
    const Relation withdrawn = under(0.2).after(then, 1, 0.05);
    CAPTURE(supported);
    CHECK(kept.mean() > then.mean());
    CHECK(withdrawn.mean() < then.mean());
  }
}

TEST_CASE("years are taken week by week", "[unit]") {
  const RelationDynamics dynamics = under(0.8);
  Relation relation = Relation::level(2.4);
  for (int week = 0; week < 52; ++week) dynamics.week(relation, 0.05, 1);
  CHECK(dynamics.after(Relation::level(2.4), 1, 0.05).dimensions == relation.dimensions);
  CHECK(dynamics.after(Relation::level(2.4), 0, 0.05).mean() == 2.4);
}

}  // namespace
}  // namespace tests
