// blocking.h - circular blocking: customers who wait for one another's servers and will wait for ever.
//
// What a customer wants can never be had when each server that could serve them there, or a server that is needed
// together with it, is held by customers who are stuck themselves and want what can never be had: a knot in the wait-for
// graph (Holt, Some deadlock properties of computer systems, ACM Computing Surveys 4(3), 1972, doi
// 10.1145/356603.356607).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sim/station.h"

namespace sim {

// The station of a node; nothing if it has none or cannot be seen from here (then it counts as one that will move).
using StationOf = std::function<const Station*(NodeId)>;

// The nodes of the circle that a customer stuck at this one is caught in, itself first; empty if nobody is.
std::vector<NodeId> circle_of(NodeId node, const StationOf& station_of);

// "ward: patient 17 waits for care; care: patient 4 waits for ward"
std::string who_waits_for_whom(const std::vector<NodeId>& circle, const StationOf& station_of,
                               const std::function<std::string(NodeId)>& name);

}  // namespace sim
