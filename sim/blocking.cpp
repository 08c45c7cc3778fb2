#include "sim/blocking.h"

#include <algorithm>

namespace sim {

namespace {

// A place that somebody wants: a server of this node that can serve this line.
struct Demand {
  NodeId node;
  std::size_t line = 0;

  friend bool operator==(const Demand&, const Demand&) = default;
};

bool contains(const std::vector<Demand>& demands, const Demand& wanted) {
  return std::find(demands.begin(), demands.end(), wanted) != demands.end();
}

// Whether it will never be met if none of the others will be: each server that could meet it, or one that is needed
// together with it, is held by customers who are stuck and want one of those.
bool is_hopeless(const Demand& demand, const std::vector<Demand>& others, const StationOf& station_of) {
  const Station* at = station_of(demand.node);
  if (at == nullptr) return false;
  const auto full_of_the_hopeless = [&](const Station* station, std::size_t line) {
    std::vector<Claim> hopeless;
    for (const Stuck& one : station->stuck) {
      if (contains(others, {one.wants, one.line})) hopeless.push_back(one.claim);
    }
    return !hopeless.empty() && station->resource.all_held_by(hopeless, line);
  };
  if (full_of_the_hopeless(at, demand.line)) return true;
  return std::any_of(at->together_with.begin(), at->together_with.end(), [&](NodeId helper) {
    const Station* other = station_of(helper);
    return other != nullptr && full_of_the_hopeless(other, 0);
  });
}

std::string subject_name(Subject who) {
  return who.is_node() ? "node " + std::to_string(who.node().index()) : "customer " + std::to_string(who.agent().value);
}

}  // namespace

std::vector<NodeId> circle_of(NodeId node, const StationOf& station_of) {
  const Station* start = station_of(node);
  if (start == nullptr || start->stuck.empty()) return {};
  // Nearly always the places that they want have somebody at work, who will be finished one day.
  const auto surely_moves = [&](const Stuck& one) {
    const Station* at = station_of(one.wants);
    return at == nullptr ||
           (at->resource.serving() > 0 && at->resource.servers_are_alike() && at->together_with.empty());
  };
  if (std::all_of(start->stuck.begin(), start->stuck.end(), surely_moves)) return {};
  // All that could be part of a circle, and then without what can be met after all.
  std::vector<Demand> demands;
  const auto add_wants_of = [&](const Station* at) {
    if (at == nullptr) return;
    for (const Stuck& one : at->stuck) {
      if (!contains(demands, {one.wants, one.line})) demands.push_back({one.wants, one.line});
    }
  };
  add_wants_of(start);
  for (std::size_t i = 0; i < demands.size(); ++i) {
    const Station* at = station_of(demands[i].node);
    add_wants_of(at);
    if (at == nullptr) continue;
    for (const NodeId helper : at->together_with) add_wants_of(station_of(helper));
  }
  while (true) {
    const auto met = std::find_if(demands.begin(), demands.end(),
                                  [&](const Demand& one) { return !is_hopeless(one, demands, station_of); });
    if (met == demands.end()) break;
    demands.erase(met);
  }
  const auto is_caught = [&](const Stuck& one) { return contains(demands, {one.wants, one.line}); };
  if (std::none_of(start->stuck.begin(), start->stuck.end(), is_caught)) return {};
  std::vector<NodeId> circle = {node};
  for (const Demand& one : demands) {
    if (std::find(circle.begin(), circle.end(), one.node) == circle.end()) circle.push_back(one.node);
  }
  return circle;
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
