#include "models/referral/bound.h"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/bellman_ford_shortest_paths.hpp>
#include <boost/graph/successive_shortest_path_nonnegative_weights.hpp>
#include <boost/property_map/transform_value_property_map.hpp>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <map>
#include <optional>
#include <utility>

#include "sim/check.h"

namespace klynge {

namespace {

using Oere = std::int64_t;
using Whole = std::int64_t;  // tasks

constexpr double infinity = std::numeric_limits<double>::infinity();

Oere in_oere(double kroner) {
  sim::require(std::isfinite(kroner), "LEON bound: the cost of a feasible level must be a finite number");
  return std::llround(100 * kroner);
}

Whole whole(double tasks) { return std::llround(tasks); }

// A level at which a class may start, in a pool of limited room.
struct Option {
  std::size_t level = 0;
  std::size_t pool = 0;  // the number of a capacity
  Oere cost = 0;
};

// What a class has to choose from: a level with room for all, if there is one, and the limited ones that are cheaper.
struct Menu {
  std::optional<std::size_t> fallback;  // level
  Oere fallback_cost = 0;
  std::vector<Option> options;
};

// Finds out which capacities can matter at all, and what each class may choose from.
class Menus {
 public:
  Menus(const std::vector<TaskClass>& classes, const std::vector<LevelCapacity>& capacities) : classes_(classes) {
    for (std::size_t k = 0; k < capacities.size(); ++k) {
      const LevelCapacity& capacity = capacities[k];
      sim::require(capacity.tasks >= 0, "LEON bound: a capacity must not be negative");
      room_.push_back(std::isfinite(capacity.tasks) ? std::optional(static_cast<Whole>(std::floor(capacity.tasks)))
                                                    : std::nullopt);
      for (const std::size_t place : capacity.places) {
        const bool first = pool_of_.try_emplace({index(capacity.level), place}, k).second;
        sim::require(first, "LEON bound: two capacities name the same level of the same place");
      }
    }
    do {
      menus_.clear();
      for (const TaskClass& one : classes_) menus_.push_back(menu_of(one));
    } while (lift_limits());
  }

  const Menu& operator[](std::size_t task_class) const { return menus_[task_class]; }
  // Tasks that fit; nothing where all who would come fit.
  const std::vector<std::optional<Whole>>& room() const { return room_; }

 private:
  Menu menu_of(const TaskClass& one) const {
    Menu menu;
    std::vector<Option> limited;
    for (std::size_t l = 0; l < level_count; ++l) {
      if (!one.feasible[l]) continue;
      const Oere cost = in_oere(one.cost[l]);
      const auto pool = pool_of_.find({l, one.place});
      if (pool != pool_of_.end() && room_[pool->second]) {
        limited.push_back({l, pool->second, cost});
      } else if (!menu.fallback || cost < menu.fallback_cost) {
        menu.fallback = l;
        menu.fallback_cost = cost;
      }
    }
    for (const Option& option : limited) {
      if (!menu.fallback || option.cost < menu.fallback_cost) menu.options.push_back(option);
    }
    return menu;
  }

  // Where all fit who might come, there is no limit. That makes menus shorter, which may lift further limits.
  bool lift_limits() {
    std::vector<Whole> might_come(room_.size());
    for (std::size_t c = 0; c < classes_.size(); ++c) {
      for (const Option& option : menus_[c].options) might_come[option.pool] += whole(classes_[c].count);
    }
    bool lifted = false;
    for (std::size_t k = 0; k < room_.size(); ++k) {
      if (!room_[k] || might_come[k] > *room_[k]) continue;
      room_[k].reset();
      lifted = true;
    }
    return lifted;
  }

  const std::vector<TaskClass>& classes_;
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> pool_of_;  // by level and place
  std::vector<std::optional<Whole>> room_;                              // by capacity
  std::vector<Menu> menus_;                                             // by class
};

// ---------------------------------------------------------------------------------------------------------- the flow

using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::bidirectionalS>;
using Edge = Traits::edge_descriptor;
using Vertex = Traits::vertex_descriptor;

struct Arc {
  Whole capacity = 0;
  Whole residual = 0;
  Oere cost = 0;
  Edge reverse;
};

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, boost::no_property, Arc>;

// Source -> classes -> capacities -> sink; what needs no capacity or fits nowhere goes from its class to the sink.
// Costs are those above the class's cheapest level, so that none is negative.
class Flow {
 public:
  Flow(const std::vector<TaskClass>& classes, const Menus& menus) : menus_(menus), graph_(2) {
    for (const std::optional<Whole>& room : menus.room()) pools_.push_back(room ? add_pool(*room) : source);
    const Oere nowhere = price_of_nowhere(classes);
    for (std::size_t c = 0; c < classes.size(); ++c) {
      const Whole count = whole(classes[c].count);
      if (count > 0 && !menus[c].options.empty()) add_class(c, count, nowhere);
    }
    out_of_reach_ = nowhere / 2;
    boost::successive_shortest_path_nonnegative_weights(graph_, source, sink,
                                                        boost::capacity_map(boost::get(&Arc::capacity, graph_))
                                                            .residual_capacity_map(boost::get(&Arc::residual, graph_))
                                                            .weight_map(boost::get(&Arc::cost, graph_))
                                                            .reverse_edge_map(boost::get(&Arc::reverse, graph_)));
  }

  // Calls place(class, level or nothing, tasks) for all that has been decided.
  template <class Place>
  void allocate(Place place) const {
    for (const Sent& sent : sent_) {
      const Arc& arc = graph_[sent.edge];
      place(sent.task_class, sent.level, static_cast<double>(arc.capacity - arc.residual));
    }
  }

  // Room for one task more closes a circle of moves that ends there: the cheapest way from the sink in what is left.
  std::vector<double> prices() const {
    constexpr Oere unreached = std::numeric_limits<Oere>::max();
    const auto weight = boost::make_transform_value_property_map(
        [](const Arc& arc) { return arc.residual > 0 ? arc.cost : unreached; }, boost::get(boost::edge_bundle, graph_));
    std::vector<Oere> distance(boost::num_vertices(graph_), unreached);
    const bool no_circle = boost::bellman_ford_shortest_paths(
        graph_, static_cast<int>(boost::num_vertices(graph_)),
        boost::weight_map(weight)
            .distance_map(boost::make_iterator_property_map(distance.begin(), boost::get(boost::vertex_index, graph_)))
            .root_vertex(sink));
    sim::invariant(no_circle, "LEON bound: the allocation is not the cheapest");
    std::vector<double> prices;
    for (const Vertex pool : pools_) {
      const bool limited = pool != source && distance[pool] != unreached;
      const Oere saving = limited ? std::max(Oere{0}, -distance[pool]) : 0;
      prices.push_back(saving > out_of_reach_ ? infinity : static_cast<double>(saving) / 100);
    }
    return prices;
  }

 private:
  static constexpr Vertex source = 0;
  static constexpr Vertex sink = 1;

  struct Sent {
    std::size_t task_class = 0;
    std::optional<std::size_t> level;  // nothing: nowhere
    Edge edge;
  };

  Edge add_arc(Vertex from, Vertex to, Whole capacity, Oere cost) {
    const Edge forth = boost::add_edge(from, to, Arc{capacity, 0, cost, {}}, graph_).first;
    const Edge back = boost::add_edge(to, from, Arc{0, 0, -cost, forth}, graph_).first;
    graph_[forth].reverse = back;
    return forth;
  }

  Vertex add_pool(Whole room) {
    const Vertex pool = boost::add_vertex(graph_);
    add_arc(pool, sink, room, 0);
    return pool;
  }

  void add_class(std::size_t c, Whole count, Oere nowhere) {
    const Menu& menu = menus_[c];
    const Oere least = cheapest(menu);
    const Vertex vertex = boost::add_vertex(graph_);
    add_arc(source, vertex, count, 0);
    for (const Option& option : menu.options) {
      sent_.push_back({c, option.level, add_arc(vertex, pools_[option.pool], count, option.cost - least)});
    }
    const Oere otherwise = (menu.fallback ? menu.fallback_cost : nowhere) - least;
    sent_.push_back({c, menu.fallback, add_arc(vertex, sink, count, otherwise)});
  }

  // Every option is cheaper than the fallback.
  static Oere cheapest(const Menu& menu) {
    Oere least = menu.options.front().cost;
    for (const Option& option : menu.options) least = std::min(least, option.cost);
    return least;
  }

  // More than twice what any chain of moves could cost that makes room for one task: it passes a capacity once at most.
  Oere price_of_nowhere(const std::vector<TaskClass>& classes) const {
    Oere dearest = 0;
    for (std::size_t c = 0; c < classes.size(); ++c) {
      const Menu& menu = menus_[c];
      if (menu.fallback) dearest = std::max(dearest, std::abs(menu.fallback_cost));
      for (const Option& option : menu.options) dearest = std::max(dearest, std::abs(option.cost));
    }
    return 4 * (static_cast<Oere>(pools_.size()) + 1) * (dearest + 1);
  }

  const Menus& menus_;
  Graph graph_;
  std::vector<Vertex> pools_;  // by capacity; the source stands for those without limit
  std::vector<Sent> sent_;
  Oere out_of_reach_ = 0;
};

}  // namespace

Bound cheapest_allocation(const std::vector<TaskClass>& classes, const std::vector<LevelCapacity>& capacities) {
  const Menus menus(classes, capacities);
  const Flow flow(classes, menus);
  Bound bound;
  bound.allocated.resize(classes.size());
  const auto place = [&](std::size_t c, std::optional<std::size_t> level, double tasks) {
    if (!level) {
      bound.unplaced += tasks;
      return;
    }
    bound.allocated[c][*level] += tasks;
    bound.cost += tasks * classes[c].cost[*level];
  };
  for (std::size_t c = 0; c < classes.size(); ++c) {
    if (menus[c].options.empty()) place(c, menus[c].fallback, static_cast<double>(whole(classes[c].count)));
  }
  flow.allocate(place);
  bound.price = flow.prices();
  return bound;
}

}  // namespace klynge
