// workloads.h - what the benchmarks run: shipped networks and scenarios, at any size.
#pragma once

#include <cstdint>
#include <string>

#include "models/queueing/network.h"
#include "models/scenario/load.h"

namespace klynge::benchmarks {

// A shipped network ("w1", "w2") with the servers of each node written out.
queueing::QueueingNetwork network(const std::string& name, const Overrides& overrides = {});

// The Randers cluster for a year, from its first day.
Scenario randers(const Overrides& overrides = {});

// All municipalities of the table, scaled to so many residents, with one hospital for all: a scenario names one cluster,
// so all municipalities are put into Randers' cluster and region.
Scenario denmark(double residents, const Overrides& overrides = {});

std::uint64_t residents_of(const Scenario& scenario);

}  // namespace klynge::benchmarks
