// reach.h - how many residents had something at least once in the last year of a run.
//
// Sums over contacts cannot tell whether a few had many or many had one, so each person remembers it in a bit.
#pragma once

#include "models/health_model.h"
#include "sim/storage/column.h"

namespace klynge {

// By municipality and group, of those who are there at the end; empty if less than a year was counted.
sim::storage::Table reach_table(const HealthModel& model);

}  // namespace klynge
