#include "sim/blocking.h"

#include <algorithm>

namespace sim {

namespace {

bool can_move(const Station* station) {
  return station == nullptr || station->resource.serving() > 0 || station->resource.blocked() == 0 ||
         station->resource.held() < station->resource.servers();
}

std::string subject_name(Subject who) {
  return who.is_node() ? "node " + std::to_string(who.node().index()) : "customer " + std::to_string(who.agent().value);
}

}  // namespace

std::vector<NodeId> circle_of(NodeId node, const StationOf& station_of) {
  if (can_move(station_of(node))) return {};
  std::vector<NodeId> reached = {node};
  for (std::size_t i = 0; i < reached.size(); ++i) {
    const Station* at = station_of(reached[i]);
    if (can_move(at)) return {};
    for (const Stuck& one : at->stuck) {
      if (std::find(reached.begin(), reached.end(), one.wants) == reached.end()) reached.push_back(one.wants);
    }
  }
  return reached;
}

std::string who_waits_for_whom(const std::vector<NodeId>& circle, const StationOf& station_of,
                               const std::function<std::string(NodeId)>& name) {
  std::string text;
  for (const NodeId node : circle) {
    for (const Stuck& one : station_of(node)->stuck) {
      if (!text.empty()) text += "; ";
      text += subject_name(one.claim.who) + " at " + name(node) + " waits for " + name(one.wants);
    }
  }
  return text;
}

}  // namespace sim
