#include "models/economics/shadow_price.h"

#include <algorithm>
#include <cmath>

#include "sim/check.h"

namespace klynge {

ShadowPrice::ShadowPrice(const Terms& terms) : terms_(terms) {
  sim::require(terms.window_days > 0, "shadow price: the window must be longer than 0 days");
}

void ShadowPrice::observe_day(double blocked, double waiting, double in_use, double servers) {
  const double kept = std::exp(-1 / terms_.window_days);
  loss_ = kept * loss_ + terms_.blocked_day * blocked + terms_.waiting_day * waiting;
  in_use_ = kept * in_use_ + in_use;
  servers_ = kept * servers_ + servers;
}

double ShadowPrice::cap(double average_cost, double marginal_cost) const {
  return terms_.cap_share * std::max(0.0, average_cost - marginal_cost);
}

double ShadowPrice::of_service(double mean_days, double average_cost, double marginal_cost) const {
  return std::min(per_day() * mean_days, cap(average_cost, marginal_cost));
}

}  // namespace klynge
