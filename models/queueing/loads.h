// loads.h - how many servers each node has and how many its customers would keep busy: what is known before any run.
#pragma once

#include "models/queueing/network.h"
#include "sim/storage/column.h"

namespace klynge::queueing {

// A row for each node: its copies, and of each copy the servers (infinity where nobody ever waits) and the offered load
// by the traffic equations, in servers and as a share of the servers that are there on average.
sim::storage::Table loads_table(const QueueingNetwork& network);

}  // namespace klynge::queueing
