#include "models/indicators/task_book.h"

#include <algorithm>

namespace klynge {

namespace {

constexpr double tenths = 10;

std::uint8_t tenth_of(double difficulty) {
  return static_cast<std::uint8_t>(std::clamp(tenths * difficulty, 0.0, tenths - 1));
}

}  // namespace

// New kinds are rare, and those of a new month come last.
Tasks& TaskBook::of(const TaskKind& kind) {
  const auto at = std::lower_bound(tasks_.begin(), tasks_.end(), kind,
                                   [](const Tasks& one, const TaskKind& wanted) { return one.kind < wanted; });
  if (at != tasks_.end() && at->kind == kind) return *at;
  return *tasks_.insert(at, Tasks{kind, 0, {}});
}

void TaskBook::add(std::int64_t month, Acuity acuity, double difficulty, Occasion occasion,
                   const std::array<double, level_count>& true_cost, const std::array<bool, level_count>& feasible,
                   Level used) {
  TaskKind kind{static_cast<std::int32_t>(month), occasion, acuity, tenth_of(difficulty), used, 0};
  for (std::size_t l = 0; l < level_count; ++l) {
    if (feasible[l] || l == index(used)) kind.feasible |= std::uint32_t{1} << l;
  }
  Tasks& alike = of(kind);
  ++alike.count;
  for (std::size_t l = 0; l < level_count; ++l) {
    if (kind.may_use(level_at(l))) alike.cost[l] += true_cost[l];
  }
}

TaskBook& TaskBook::operator+=(const TaskBook& other) {
  for (const Tasks& more : other.tasks_) {
    Tasks& alike = of(more.kind);
    alike.count += more.count;
    for (std::size_t l = 0; l < level_count; ++l) alike.cost[l] += more.cost[l];
  }
  return *this;
}

}  // namespace klynge
