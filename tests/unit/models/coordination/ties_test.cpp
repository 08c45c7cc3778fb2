#include "models/coordination/ties.h"

#include <type_traits>
#include <vector>

#include "sim/archive.h"
#include "tests/support/catch.h"
#include "tests/unit/models/coordination/assumed_ties.h"

namespace tests {
namespace {

using namespace klynge;

constexpr std::array<Tie, tie_count> all_ties = {Tie::practice_municipality, Tie::hospital_municipality,
                                                 Tie::hospital_practice, Tie::other_practice};

TieWeek week_of(std::uint32_t handovers, std::uint32_t disputes) {
  TieWeek week;
  week.handovers.fill(handovers);
  week.disputes.fill(disputes);
  return week;
}

void pass(Ties& ties, int weeks, const TieWeek& week, const Regime& regime) {
  for (int w = 0; w < weeks; ++w) ties.week(week, regime);
}

Scenario at_the_start() {
  Scenario scenario = assumed_ties();
  scenario.ties.years_before.value = 0;
  return scenario;
}

TEST_CASE("a regime that has just begun finds the ties as they were before it", "[unit]") {
  const Ties ties(at_the_start(), with_structures(1.0, 0.02));
  CHECK(ties.on(Tie::practice_municipality).mean() == Catch::Approx(2.9));
  CHECK(ties.on(Tie::hospital_municipality).mean() == Catch::Approx(2.8));
  CHECK(ties.on(Tie::hospital_practice).mean() == Catch::Approx(2.7));
  CHECK(ties.on(Tie::other_practice).mean() == Catch::Approx(2.4));
  CHECK(ties.strength(Tie::other_practice) == Catch::Approx(0.35));
  CHECK(ties.weakest().mean() == Catch::Approx(2.4));
}

TEST_CASE("a regime that has been in force for years has shaped the ties", "[unit]") {
  Scenario scenario = assumed_ties();
  scenario.ties.years_before.value = 30;
  const Ties ties(scenario, with_structures(1.0, 0.02));
  for (const Tie tie : all_ties) {
    CHECK(ties.on(tie).mean() == Catch::Approx(3.87).margin(0.01));
    CHECK(ties.conflict(tie) == 0.02);
  }
}

// Before contacts are known they count as usual, and steady contacts are usual for ever.
TEST_CASE("steady contacts and disputes leave a settled tie as it is", "[unit]") {
  Scenario scenario = assumed_ties();
  scenario.ties.years_before.value = 30;
  const Regime regime = with_structures(0.4, 0.05);
  Ties ties(scenario, regime);
  const double before = ties.on(Tie::hospital_municipality).mean();
  pass(ties, 500, week_of(100, 5), regime);
  for (const Tie tie : all_ties) {
    CHECK(ties.conflict(tie) == Catch::Approx(0.05));
    CHECK(ties.on(tie).mean() == Catch::Approx(before).margin(1e-3));
  }
}

TEST_CASE("a tie without any handover lives on its structures", "[unit]") {
  const Regime regime = with_structures(0.8, 0.05);
  Ties ties(at_the_start(), regime);
  pass(ties, 2'000, week_of(0, 0), regime);
  const RelationDynamics dynamics(assumed_ties().ties, regime.relations);
  for (const Tie tie : all_ties) {
    CHECK(ties.conflict(tie) == 0.05);
    CHECK(ties.on(tie).mean() == Catch::Approx(dynamics.settled(0.05).mean()).margin(1e-3));
  }
}

TEST_CASE("disputes are counted for each handover and forgotten after a quarter of a year or two", "[unit]") {
  const Regime regime = with_structures(0.4, 0.05);
  Ties ties(at_the_start(), regime);
  pass(ties, 200, week_of(200, 30), regime);
  CHECK(ties.conflict(Tie::hospital_practice) == Catch::Approx(0.15).margin(1e-3));
  pass(ties, 13, week_of(200, 0), regime);
  CHECK(ties.conflict(Tie::hospital_practice) == Catch::Approx(0.15 / 2.72).margin(0.005));
  pass(ties, 39, week_of(200, 0), regime);
  CHECK(ties.conflict(Tie::hospital_practice) < 0.005);
}

// One handover a week: 20 handovers take longer than a quarter. A dispute adds one in twenty, in any week.
TEST_CASE("one dispute in a small municipality does not spoil its ties", "[unit]") {
  const Regime regime = with_structures(0.4, 0.05);
  Ties ties(at_the_start(), regime);
  pass(ties, 200, week_of(1, 0), regime);
  const double before = ties.conflict(Tie::hospital_municipality);
  Ties with_handover = ties;
  with_handover.week(week_of(1, 1), regime);
  CHECK(with_handover.conflict(Tie::hospital_municipality) == Catch::Approx(before + 0.05).margin(0.001));
  ties.week(week_of(0, 1), regime);
  CHECK(ties.conflict(Tie::hospital_municipality) == Catch::Approx(before + 0.05).margin(0.001));
}

TEST_CASE("conflict stays a share even when all is disputed at once", "[unit]") {
  const Regime regime = with_structures(0.4, 0.05);
  Ties ties(at_the_start(), regime);
  for (const TieWeek& week : {week_of(0, 50), week_of(1, 100), week_of(1'000, 0), week_of(3, 3)}) {
    ties.week(week, regime);
    for (const Tie tie : all_ties) CHECK((ties.conflict(tie) >= 0 && ties.conflict(tie) <= 1));
  }
}

TEST_CASE("disputes on one tie wear down that tie and no other", "[unit]") {
  const Regime regime = with_structures(0.4, 0.05);
  Ties quarrelling(at_the_start(), regime);
  Ties peaceful = quarrelling;
  TieWeek week = week_of(100, 5);
  pass(peaceful, 104, week, regime);
  week.disputes[index(Tie::hospital_municipality)] = 25;
  pass(quarrelling, 104, week, regime);
  for (const Tie tie : all_ties) {
    if (tie == Tie::hospital_municipality) {
      CHECK(quarrelling.on(tie).mean() < peaceful.on(tie).mean() - 0.2);
    } else {
      CHECK(quarrelling.on(tie).mean() == peaceful.on(tie).mean());
    }
  }
  CHECK(quarrelling.inside() == peaceful.inside());
}

TEST_CASE("more contacts than usual bring a tie forward until they are usual", "[unit]") {
  const Regime regime = with_structures(0.4, 0.05);
  Ties same(at_the_start(), regime);
  pass(same, 300, week_of(100, 5), regime);
  Ties more = same;
  Ties fewer = same;
  pass(same, 52, week_of(100, 5), regime);
  pass(more, 52, week_of(150, 7), regime);
  pass(fewer, 52, week_of(50, 3), regime);
  const Tie tie = Tie::practice_municipality;
  CHECK(more.on(tie).mean() > same.on(tie).mean() + 0.05);
  CHECK(fewer.on(tie).mean() < same.on(tie).mean() - 0.05);
  pass(same, 1'000, week_of(100, 5), regime);
  pass(more, 1'000, week_of(160, 8), regime);
  CHECK(more.on(tie).mean() == Catch::Approx(same.on(tie).mean()).margin(0.01));
}

TEST_CASE("support that a later regime withdraws lowers the ties within a year", "[unit]") {
  const Regime cluster = with_structures(0.8, 0.05);
  Ties ties(at_the_start(), cluster);
  pass(ties, 104, week_of(100, 5), cluster);
  const Ties then = ties;
  pass(ties, 52, week_of(100, 5), with_structures(0.2, 0.05));
  for (const Tie tie : all_ties) {
    CHECK(then.on(tie).mean() > 2.9);
    if (tie != Tie::other_practice) CHECK(ties.on(tie).mean() < then.on(tie).mean());
  }
}

TEST_CASE("a reorganisation that drives staff away is felt inside a sector too", "[unit]") {
  const Regime regime = with_structures(0.4, 0.05);
  Ties ties(at_the_start(), regime);
  CHECK(1 + 4 * ties.inside() == Catch::Approx(4.0).margin(0.05));
  const double before = ties.inside();
  pass(ties, 52, week_of(100, 5), with_structures(0.4, 0.05));
  CHECK(ties.inside() == Catch::Approx(before));
  pass(ties, 52, week_of(100, 5), with_structures(0.4, 0.05, 0.25));
  CHECK(ties.inside() < before - 0.01);
}

TEST_CASE("weeks seen in parts are added", "[unit]") {
  TieWeek week = week_of(3, 1);
  week += week_of(4, 2);
  CHECK(week.handovers[index(Tie::other_practice)] == 7);
  CHECK(week.disputes[index(Tie::practice_municipality)] == 3);
}

TEST_CASE("saved ties go on as if nothing had happened", "[unit]") {
  static_assert(std::is_trivially_copyable_v<Ties>);
  const Regime regime = with_structures(0.4, 0.05);
  Ties ties(at_the_start(), regime);
  pass(ties, 30, week_of(70, 5), regime);
  sim::Archive written;
  written.section("ties");
  written.value(ties);
  Ties restored(assumed_ties(), with_structures(1, 0));
  sim::Archive read(written.take_sections());
  read.section("ties");
  read.value(restored);
  pass(ties, 30, week_of(90, 1), regime);
  pass(restored, 30, week_of(90, 1), regime);
  for (const Tie tie : all_ties) CHECK(restored.on(tie).dimensions == ties.on(tie).dimensions);
}

}  // namespace
}  // namespace tests
