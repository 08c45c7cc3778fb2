#include "models/coordination/handover.h"

#include <algorithm>

namespace klynge {

namespace {

// The share of a letter's usual time that the best of ties saves.
constexpr double time_saved_by_ties = 0.5;

// Item by item: diagnosis, medication, function, social, plan, pending, contact.
std::array<double, item_count> by_item(double medication, double function, double social, double plan) {
  return {medication, medication, function, social, plan, plan, social};
}

}  // namespace

Handover::Way Handover::way(const Regime::Information& info, const Shares& transmit, double latency_days) {
  return {transmit, sim::LogNormal(std::max(latency_days, 1e-6), info.latency_sigma), latency_days <= 0};
}

Handover::Handover(const Regime& regime, double orphan_share)
    : usual_(way(regime.info,
                 by_item(regime.info.transmit_medication, regime.info.transmit_function, regime.info.transmit_social,
                         regime.info.transmit_plan),
                 regime.info.latency_days)),
      boundary_(way(regime.info,
                    by_item(regime.info.boundary_medication, regime.info.boundary_function, regime.info.boundary_social,
                            regime.info.boundary_plan),
                    regime.info.boundary_latency_days)),
      relational_gain_(regime.info.relational_gain),
      sync_(sim::from_days(regime.info.sync_days)),
      orphan_(orphan_share * (regime.mandate.standards ? 1 - regime.decide.standard_cover : 1.0)) {}

Record Handover::letter(const Record& record, double tie_strength, double sending_factor, bool across_boundary,
                        sim::Draws draws) const {
  const Shares& bare = over(across_boundary).transmit;
  Record passed = record;
  for (std::size_t k = 0; k < item_count; ++k) {
    const double share = bare[k] + (1 - bare[k]) * relational_gain_ * tie_strength;
    if (!draws.chance(share * sending_factor)) passed.forget(static_cast<Item>(k));
  }
  return passed;
}

sim::Duration Handover::delay(double tie_strength, bool across_boundary, sim::Draws draws) const {
  const Way& way = over(across_boundary);
  if (way.latency_is_zero) return sim::Duration{0};
  return sim::from_days(way.latency_days(draws) * (1 - time_saved_by_ties * tie_strength));
}

}  // namespace klynge
