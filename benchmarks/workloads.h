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

// All of Denmark for a year, from its first day, with about so many residents; all there are, if more are asked for.
Scenario denmark(double residents, const Overrides& overrides = {});

std::uint64_t residents_of(const Scenario& scenario);

}  // namespace klynge::benchmarks
