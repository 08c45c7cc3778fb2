#include "sim/blocking.h"

#include <algorithm>

namespace sim {

namespace {

// Each server is held by a customer who is stuck.
bool is_full_of_stuck(const Station* station) {
  return station != nullptr && station->resource.serving() == 0 && station->resource.blocked() > 0 &&
         station->resource.held() >= station->resource.servers();
}

std::string subject_name(Subject who) {
  return who.is_node() ? "node " + std::to_string(who.node().index()) : "customer " + std::to_string(who.agent().value);
}

}  // namespace

std::vector<NodeId> circle_of(NodeId node, const StationOf& station_of) {
  if (!is_full_of_stuck(station_of(node))) return {};
  std::vector<NodeId> caught = {node};  // at first all who might be, then without those who can move after all
  const auto add = [&](NodeId one) {
    if (std::find(caught.begin(), caught.end(), one) == caught.end()) caught.push_back(one);
  };
  for (std::size_t i = 0; i < caught.size(); ++i) {
    const Station* at = station_of(caught[i]);
    if (at == nullptr) continue;
    for (const NodeId helper : at->together_with) add(helper);
    if (!is_full_of_stuck(at)) continue;
    for (const Stuck& one : at->stuck) add(one.wants);
  }
  const auto is_caught = [&](NodeId one) { return std::find(caught.begin(), caught.end(), one) != caught.end(); };
  const auto can_move = [&](NodeId one) {
    const Station* at = station_of(one);
    if (at == nullptr) return true;
    const auto is_stuck_too = [&](NodeId helper) { return is_full_of_stuck(station_of(helper)) && is_caught(helper); };
    if (std::any_of(at->together_with.begin(), at->together_with.end(), is_stuck_too)) return false;
    return !is_full_of_stuck(at) ||
           std::any_of(at->stuck.begin(), at->stuck.end(), [&](const Stuck& stuck) { return !is_caught(stuck.wants); });
  };
  while (true) {
    const auto free = std::find_if(caught.begin(), caught.end(), can_move);
    if (free == caught.end()) return caught;
    if (*free == node) return {};
    caught.erase(free);
  }
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
