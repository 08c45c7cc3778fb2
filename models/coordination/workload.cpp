#include "models/coordination/workload.h"

#include <numeric>

namespace klynge {

namespace {

constexpr double recent_weeks = 4;

double sum(const std::array<double, work_count>& minutes) {
  return std::accumulate(minutes.begin(), minutes.end(), 0.0);
}

}  // namespace

void Workload::week(double minutes_available) {
  ++weeks_;
  closed_ = so_far_;
  so_far_.fill(0);
  available_ = minutes_available;
  // A mean of the past that fades; a plain mean as long as the past is short.
  const double share = 1 / std::min(recent_weeks, static_cast<double>(weeks_));
  recent_needed_ += share * (needed() - recent_needed_);
  recent_available_ += share * (available_ - recent_available_);
}

double Workload::needed() const { return sum(closed_); }

bool Workload::has_minutes(double minutes) const {
  return weeks_ == 0 || std::max(sum(so_far_), recent_needed_) + minutes <= available_;
}

double coordination_need(const Scenario::Load& load, int courses, bool coordinator) {
  if (courses <= 0) return 0;
  const double pairs = 0.5 * courses * (courses - 1);
  return load.base_minutes + load.pair_minutes * pairs + (coordinator ? 0.0 : load.no_coordinator_minutes.value);
}

}  // namespace klynge
