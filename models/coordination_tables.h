// coordination_tables.h - how care was coordinated, as tables: decisions and how they turned out, who knew what, ties
// between sectors and the work of coordination.
#pragma once

#include <vector>

#include "models/health_model.h"
#include "sim/storage/column.h"

namespace klynge {

// Of followed residents: "decisions", "alternatives", "knowledge". Of all: "audit", "levels", "ties", "load".
std::vector<sim::storage::Table> coordination_tables(const HealthModel& model);

}  // namespace klynge
