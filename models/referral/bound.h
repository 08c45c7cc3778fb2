// bound.h - the cheapest way in which all tasks of a period could have been given to levels of care, had one known
// everything about them at once.
//
// No rule that decides patient by patient can do better, so the distance of a rule from this bound is what better
// decisions could still save; the rest is a matter of capacity. It is a transportation problem: tasks that are alike
// are a class, every level at which a class may start has a cost, and some levels have room for so many tasks of some
// places. Solved in whole tasks and whole oere as a minimum-cost flow by successive shortest paths (Ahuja, Magnanti and
// Orlin, Network Flows, 1993, ch. 9).
//
// The shadow price of a capacity is what room for one task more would save: the steepest descent that is then open, not
// merely one of the dual prices, of which there may be many.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "models/care/level.h"

namespace klynge {

struct TaskClass {
  std::size_t place = 0;                   // who may use which capacity is said by place
  double count = 0;                        // tasks, rounded to whole ones
  std::array<double, level_count> cost{};  // expected, of starting one such task at that level, DKK
  std::array<bool, level_count> feasible{};
};

// Room at a level that some places share. A level of a place that no capacity names has room for all.
struct LevelCapacity {
  Level level = Level::self_care;
  std::vector<std::size_t> places;  // that may use it
  double tasks = 0;                 // rounded down to whole ones; infinity: no limit
};

struct Bound {
  double cost = 0;                                         // of the tasks that were placed, DKK
  std::vector<std::array<double, level_count>> allocated;  // by class: tasks at each level
  std::vector<double> price;  // by capacity, DKK per task; infinity: room for a task that now fits nowhere
  double unplaced = 0;        // tasks that fit nowhere; as few as can be
};

// No two capacities may name the same level of the same place.
Bound cheapest_allocation(const std::vector<TaskClass>& classes, const std::vector<LevelCapacity>& capacities);

}  // namespace klynge
