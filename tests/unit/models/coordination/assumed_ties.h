// assumed_ties.h - a world in which ties come and go as the model assumes, for tests of relations.
#pragma once

#include "models/scenario/scenario.h"

namespace tests {

inline klynge::Scenario assumed_ties() {
  klynge::Scenario scenario;
  auto& ties = scenario.ties;
  ties.practice_municipality.value = 2.9;
  ties.hospital_municipality.value = 2.8;
  ties.hospital_practice.value = 2.7;
  ties.other_practice.value = 2.4;
  ties.years_before.value = 5;
  ties.inside_support.value = 1.1;
  ties.intercept.value = -0.31;
  ties.support_gain.value = 1.3;
  ties.turnover_loss.value = 2;
  ties.usual_turnover.value = 0.15;
  ties.conflict_loss.value = 3;
  ties.contact_gain.value = 0.5;
  ties.communication_weeks.value = 26;
  ties.relation_weeks.value = 78;
  ties.communication_pull.value = 0.05;
  ties.relation_pull.value = 0.02;
  return scenario;
}

inline klynge::Regime with_structures(double support, double conflict, double turnover = 0.15) {
  klynge::Regime regime;
  regime.relations.support.value = support;
  regime.relations.conflict.value = conflict;
  regime.relations.turnover.value = turnover;
  return regime;
}

}  // namespace tests
