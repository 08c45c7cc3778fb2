// orphaned_tasks.cpp - follow-up tasks that nobody takes on, each sector thinking that another does.
//
// How many there are, and how long it takes until somebody notices: until then the patient goes without.
#include <array>

#include "models/indicators/subjects.h"

namespace klynge::subjects {

namespace {

using enum Measure;
using enum Direction;

constexpr std::array catalogue = {
    Indicator{"orphaned_tasks", "all", "Orphaned follow-ups", "per 1,000 follow-ups", lower, true,
              "follow-up tasks after discharge that nobody picked up in time", orphans, follow_ups, 1000},
    Indicator{"orphan_days", "all", "Days until an orphaned follow-up is found", "days", lower, false,
              "mean time from when a follow-up should have been taken on to when somebody notices that nobody did",
              orphan_days, orphans},
};

}  // namespace

std::span<const Indicator> orphaned_tasks() { return catalogue; }

}  // namespace klynge::subjects
