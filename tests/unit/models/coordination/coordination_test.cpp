#include "models/coordination/coordination.h"

#include "tests/support/catch.h"
#include "tests/unit/models/coordination/assumed_ties.h"

namespace tests {
namespace {

using namespace klynge;

// A world in which everything a regime does not say is the same.
Scenario world() {
  Scenario scenario = assumed_ties();
  scenario.aftercare.orphan_share.value = 0.25;
  return scenario;
}

Regime regime(double support) {
  Regime regime = with_structures(support, 0.05);
  regime.info.sync_days.value = support;
  regime.info.noise_floor.value = 0;
  regime.info.noise_unknown.value = 0;
  regime.info.bias_hospital.value = support / 10;
  regime.info.knowledge_floor.value = support;
  regime.info.weight_medication.value = support;
  regime.info.life_medication.value = 30;
  regime.info.latency_days.value = 0;
  regime.info.latency_sigma.value = 0.8;
  regime.info.boundary_latency_days.value = 0;
  regime.decide.standard_cover.value = support;
  regime.mandate.standards = true;
  return regime;
}

TEST_CASE("a regime brings its own switches into the same world", "[unit]") {
  const Scenario scenario = world();
  const TableData tables;
  Record record;
  record.learn(Item::medication, 1);
  const sim::Draws draws = sim::Streams(1, 0).draws(sim::Subject{sim::AgentId{0}}, 0, 0);
  for (const double support : {0.2, 0.8}) {
    const Coordination rules(regime(support), scenario, tables);
    CAPTURE(support);
    CHECK(rules.regime.relations.support == support);
    CHECK(rules.quality.of(record, 1) == Catch::Approx(support));
    CHECK(rules.perception.perceived(0.5, Sector::hospital, 1, draws) == Catch::Approx(0.5 + support / 10));
    CHECK(rules.handover.sync() == sim::from_days(support));
    CHECK(rules.handover.orphan_probability(0, false) == Catch::Approx(0.25 * (1 - support)));
    CHECK(rules.effect.usable_share(0) == Catch::Approx(support));
  }
}

}  // namespace
}  // namespace tests
