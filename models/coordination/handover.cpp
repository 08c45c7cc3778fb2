#include "models/coordination/handover.h"

#include <algorithm>
#include <cmath>

namespace klynge {

namespace {

// Item by item, the class of item whose transmission the scenario gives.
std::array<double, item_count> transmission(const Scenario& scenario, double relations) {
  const auto& info = scenario.info;
  const std::array<double, item_count> bare = {
      info.transmit_medication, info.transmit_medication, info.transmit_function, info.transmit_social,
      info.transmit_plan,       info.transmit_plan,       info.transmit_social};
  std::array<double, item_count> passed{};
  for (std::size_t k = 0; k < item_count; ++k) passed[k] = bare[k] + (1 - bare[k]) * info.relational_gain * relations;
  return passed;
}

}  // namespace

double relational_coordination(const Scenario& scenario) {
  const auto& ties = scenario.relations;
  const double drive = -0.31 + 1.3 * ties.support - 2.0 * (ties.turnover - 0.15) - 3.0 * ties.conflict;
  return 1 / (1 + std::exp(-drive));
}

Handover::Handover(const Scenario& scenario)
    : relations_(klynge::relational_coordination(scenario)),
      transmit_(transmission(scenario, relations_)),
      latency_days_(std::max(scenario.info.latency_days * (1 - 0.5 * relations_), 1e-6), scenario.info.latency_sigma),
      latency_is_zero_(scenario.info.latency_days <= 0),
      sync_(sim::from_days(scenario.info.sync_days)),
      orphan_(scenario.aftercare.orphan_share * (1 - relations_) * (1 - scenario.decide.standard_cover)) {}

Record Handover::letter(const Record& record, bool shared_plan, sim::Draws draws) const {
  Record passed = record;
  if (shared_plan) return passed;
  for (std::size_t k = 0; k < item_count; ++k) {
    if (!draws.chance(transmit_[k])) passed.forget(static_cast<Item>(k));
  }
  return passed;
}

sim::Duration Handover::delay(bool shared_plan, sim::Draws draws) const {
  if (shared_plan) return sync_;
  return latency_is_zero_ ? sim::Duration{0} : sim::from_days(latency_days_(draws));
}

}  // namespace klynge
