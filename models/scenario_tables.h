// scenario_tables.h - what a scenario is made of, as tables: its residents, its nodes, the links between them.
#pragma once

#include <cstdint>

#include "models/scenario/scenario.h"
#include "sim/storage/column.h"

namespace klynge {

sim::storage::Table residents_table(const Scenario& scenario, std::uint32_t seed, std::uint32_t replication);
sim::storage::Table nodes_table(const Scenario& scenario);
sim::storage::Table links_table(const Scenario& scenario);

}  // namespace klynge
