// results.h - from a finished run to tables: indicators, time series, flows, ledger, journeys.
#pragma once

#include <vector>

#include "models/health_model.h"
#include "models/indicator_tables.h"
#include "sim/simulation.h"
#include "sim/storage/column.h"

namespace klynge {

// The tables of one run, in the order named above.
std::vector<sim::storage::Table> result_tables(const HealthModel& model, const sim::Simulation& simulation);

}  // namespace klynge
