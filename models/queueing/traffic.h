// traffic.h - how often customers come to each node, by the traffic equations, and how many servers that takes.
//
// Open classes: what comes to a state is what comes from outside and what other states send there (Jackson 1957).
// Closed classes: visits in proportion to the same equations, and as many as if nobody ever waited: the population over
// the mean time from one start to the next, so that this is what comes at most. Both count as if nobody found a node
// full, lost patience or balked. Rates are per time unit at one copy of a node at one site.
#pragma once

#include <cstddef>
#include <vector>

#include "models/queueing/network.h"

namespace klynge::queueing {

struct Traffic {
  std::vector<std::vector<double>> open;    // by node and class
  std::vector<std::vector<double>> closed;  // by node and class
};

// Of a network that the rules have passed. Arrivals at given times count as if they were spread over the whole run.
Traffic traffic(const QueueingNetwork& network);

// What comes for certain and without end: open classes only, not at given times, and not through nodes where somebody
// may be lost. A queue that cannot bear this grows without limit.
Traffic lasting_traffic(const QueueingNetwork& network);

// Who takes servers of each copy of `node`, its own customers and those of nodes that take its servers together with
// theirs: how many come per time unit, and how many servers they keep busy on average if each works at speed 1.
struct Demand {
  double customers = 0;
  double servers = 0;
};
Demand own_demand(const QueueingNetwork& network, const Traffic& traffic, std::size_t node);  // by its own customers
Demand demand(const QueueingNetwork& network, const Traffic& traffic, std::size_t node);

// The servers of each copy of each node: as given, as `load` asks for, or the most that its shifts ever bring at once.
std::vector<Limit> resolved_servers(const QueueingNetwork& network);

// The mean rate of a line of arrivals at one site.
double mean_rate(const Arrivals& line, const Run& run);

}  // namespace klynge::queueing
