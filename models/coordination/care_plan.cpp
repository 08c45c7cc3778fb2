#include "models/coordination/care_plan.h"

namespace klynge {

Record written(const Scenario::Plan& plan, const Record& by_member, double tie_strength, sim::Draws& draws) {
  const double share = plan.write_share + plan.write_gain * tie_strength;
  Record items = by_member;
  for (std::size_t k = 0; k < item_count; ++k) {
    if (!draws.chance(share)) items.forget(static_cast<Item>(k));
  }
  return items;
}

bool falls_asleep(const Scenario::Plan& plan, bool owner_overloaded, sim::Draws draws) {
  return owner_overloaded && draws.chance(plan.decay);
}

}  // namespace klynge
