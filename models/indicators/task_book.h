// task_book.h - what was decided of levels of care, month by month, in groups of decisions that are alike.
//
// Enough is kept to ask afterwards how the same decisions could have been made together: how many there were, at which
// levels each could have started, and what that would have been expected to cost, the true difficulty known. Alike are
// decisions of one month, occasion, acuity, tenth of difficulty and set of levels that could be had, and that came to
// the same; so what they cost as they were made is kept exactly, and only the alternatives are means.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <vector>

#include "models/care/level.h"
#include "sim/archive.h"
#include "sim/time.h"

namespace klynge {

// What is decided: who treats an illness, asked outside hospital or in its emergency department, or where to go after a
// stay. The same level is another service on each: to the emergency department `outpatient` is to treat and send home.
enum class Occasion : std::uint8_t { illness, emergency, after_stay };
inline constexpr std::size_t occasion_count = 3;
constexpr std::size_t index(Occasion occasion) { return static_cast<std::size_t>(occasion); }

inline constexpr std::int64_t days_a_task_month = 30;
constexpr std::int64_t task_month(sim::Time now, sim::Time counting_from) {
  return (sim::day_of(now) - sim::day_of(counting_from)) / days_a_task_month;
}

struct TaskKind {
  std::int32_t month = 0;
  Occasion occasion = Occasion::illness;
  Acuity acuity = Acuity::emergency;
  std::uint8_t tenth = 0;  // of true difficulty: 0 below 0.1, 9 from 0.9 on
  Level used = Level::self_care;
  std::uint32_t feasible = 0;  // a bit for each level

  bool may_use(Level level) const { return (feasible >> index(level) & 1) != 0; }
  auto operator<=>(const TaskKind&) const = default;
};
static_assert(std::has_unique_object_representations_v<TaskKind>);  // no padding: what is saved is the same every time

struct Tasks {
  TaskKind kind;
  std::uint32_t count = 0;
  std::array<double, level_count> cost{};  // of starting at that level, summed over the tasks, DKK; 0 if not feasible

  double achieved() const { return cost[index(kind.used)]; }
};
static_assert(sizeof(Tasks) == sizeof(TaskKind) + sizeof(std::uint32_t) + level_count * sizeof(double));

class TaskBook {
 public:
  // `true_cost`: expected, of starting there, DKK. `feasible`: lawful and to be had in time, whether or not it came to
  // mind; the level used counts as feasible even where it was had too late.
  void add(std::int64_t month, Acuity acuity, double difficulty, Occasion occasion,
           const std::array<double, level_count>& true_cost, const std::array<bool, level_count>& feasible, Level used);
  TaskBook& operator+=(const TaskBook& other);
  void state(sim::Archive& archive) { archive.vector(tasks_); }

  const std::vector<Tasks>& tasks() const { return tasks_; }  // in order of kind, and so by month

 private:
  Tasks& of(const TaskKind& kind);

  std::vector<Tasks> tasks_;
};

}  // namespace klynge
