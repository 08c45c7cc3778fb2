// network.h - nodes and the links between them, as a Boost.Graph adjacency list with bundled properties.
//
// The engine asks three things of a node (which partition it belongs to, where it lies, what it is called) and one of a
// link (the least time anything needs to cross it); a model adds its own properties by deriving from Node and Link.
// The least delay over links that join two partitions is the lookahead: how far partitions may run without hearing from
// one another (see simulation.h).
#pragma once

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/property_map/transform_value_property_map.hpp>
#include <concepts>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "sim/check.h"
#include "sim/ids.h"
#include "sim/time.h"

namespace sim {

struct Node {
  std::string name;
  PartitionId partition;
  double latitude = 0;   // degrees north, WGS84
  double longitude = 0;  // degrees east, WGS84
};

struct Link {
  Duration delay{};  // least time from one end to the other
};

template <std::derived_from<Node> NodeProperties, std::derived_from<Link> LinkProperties>
class Network {
 public:
  using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, NodeProperties, LinkProperties>;

  NodeId add_node(NodeProperties node) { return NodeId{boost::add_vertex(std::move(node), graph_)}; }

  void add_link(NodeId from, NodeId to, LinkProperties link) {
    require(from.index() < size() && to.index() < size(), "network: a link must join two nodes that exist");
    require(link.delay >= Duration{0}, "network: a link's delay must not be negative");
    boost::add_edge(from.index(), to.index(), std::move(link), graph_);
  }

  std::size_t size() const { return boost::num_vertices(graph_); }
  const NodeProperties& operator[](NodeId node) const { return graph_[node.index()]; }
  const Graph& graph() const { return graph_; }

  const LinkProperties* link(NodeId from, NodeId to) const {
    const auto [edge, found] = boost::edge(from.index(), to.index(), graph_);
    return found ? &graph_[edge] : nullptr;
  }

  // The least delay from one partition into another; nothing where no link joins two partitions.
  std::optional<Duration> lookahead() const {
    std::optional<Duration> least;
    for (auto [it, end] = boost::edges(graph_); it != end; ++it) {
      const bool crosses = graph_[boost::source(*it, graph_)].partition != graph_[boost::target(*it, graph_)].partition;
      if (crosses && (!least || graph_[*it].delay < *least)) least = graph_[*it].delay;
    }
    return least;
  }

  // Nodes that satisfy `wanted`, nearest first by the sum of delays along links; unreachable ones are left out.
  template <std::predicate<const NodeProperties&> Wanted>
  std::vector<NodeId> by_distance(NodeId from, Wanted wanted) const {
    std::vector<std::int64_t> delays(size(), std::numeric_limits<std::int64_t>::max());
    const auto weight = boost::make_transform_value_property_map(
        [](const LinkProperties& link) { return link.delay.count(); }, boost::get(boost::edge_bundle, graph_));
    boost::dijkstra_shortest_paths(
        graph_, from.index(),
        boost::weight_map(weight)
            .distance_map(boost::make_iterator_property_map(delays.begin(), boost::get(boost::vertex_index, graph_)))
            .distance_inf(std::numeric_limits<std::int64_t>::max()));
    std::vector<NodeId> found;
    for (std::size_t i = 0; i < size(); ++i) {
      const bool reached = delays[i] != std::numeric_limits<std::int64_t>::max();
      if (reached && wanted(graph_[i])) found.push_back(NodeId{i});
    }
    std::stable_sort(found.begin(), found.end(),
                     [&](NodeId a, NodeId b) { return delays[a.index()] < delays[b.index()]; });
    return found;
  }

  // How many groups of nodes have no link to one another, direction aside; a sound network is one group.
  std::size_t components() const {
    boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS> undirected(size());
    for (auto [it, end] = boost::edges(graph_); it != end; ++it) {
      boost::add_edge(boost::source(*it, graph_), boost::target(*it, graph_), undirected);
    }
    std::vector<std::size_t> component(size());
    return boost::connected_components(undirected, component.data());
  }

 private:
  Graph graph_;
};

}  // namespace sim
