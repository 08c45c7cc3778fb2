#include "models/sectors/roads.h"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <cmath>
#include <map>
#include <numeric>
#include <string>

#include "models/scenario/great_circle.h"
#include "sim/check.h"

namespace klynge {
namespace {

struct Place {
  double latitude = 0;
  double longitude = 0;
  std::string landmass;
};

struct Road {
  double minutes = 0;
  double km = 0;
};

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, Place, Road>;

double km_between(const Place& a, const Place& b) {
  return great_circle_km(a.latitude, a.longitude, b.latitude, b.longitude);
}

// Nodes are all towns, in the order of TableData::all_municipalities, then the hospitals.
class Builder {
 public:
  Builder(const Scenario& scenario, const TableData& tables) : scenario_(scenario), tables_(tables) {}

  Graph build() {
    add_places();
    join_landmasses();
    add_crossings();
    return std::move(graph_);
  }

 private:
  void add_places() {
    std::map<std::string, std::string> landmass_of;
    for (const LandmassRow& each : tables_.landmasses) landmass_of[each.municipality] = each.landmass;
    for (const MunicipalityRow& each : tables_.all_municipalities) {
      place_of_[each.name] = boost::add_vertex({each.latitude, each.longitude, landmass_of[each.name]}, graph_);
    }
    const std::size_t towns = boost::num_vertices(graph_);
    sim::invariant(towns > 0, "roads were asked for without a town");
    for (const HospitalRow& each : tables_.hospitals) {
      Place place{each.latitude, each.longitude, ""};
      std::size_t nearest = 0;
      for (std::size_t town = 1; town < towns; ++town) {
        if (km_between(place, graph_[town]) < km_between(place, graph_[nearest])) nearest = town;
      }
      place.landmass = graph_[nearest].landmass;
      boost::add_vertex(place, graph_);
    }
  }

  void join_landmasses() {
    const std::size_t places = boost::num_vertices(graph_);
    for (std::size_t a = 0; a < places; ++a) {
      for (std::size_t b = a + 1; b < places; ++b) {
        if (graph_[a].landmass != graph_[b].landmass || !are_neighbours(a, b)) continue;
        const double km = scenario_.travel.detour * km_between(graph_[a], graph_[b]);
        add_road(a, b, {60 * km / scenario_.travel.speed, km});
      }
    }
  }

  bool are_neighbours(std::size_t a, std::size_t b) const {
    constexpr double rounding = 1e-9;  // places at one point are not in each other's way
    const auto squared = [&](std::size_t x, std::size_t y) { return std::pow(km_between(graph_[x], graph_[y]), 2); };
    const double apart = squared(a, b);
    for (std::size_t other = 0; other < boost::num_vertices(graph_); ++other) {
      if (other == a || other == b || graph_[other].landmass != graph_[a].landmass) continue;
      if (squared(a, other) + squared(b, other) < apart - rounding) return false;
    }
    return true;
  }

  void add_crossings() {
    for (const CrossingRow& each : tables_.crossings) {
      const std::size_t a = place_of_.at(each.from);
      const std::size_t b = place_of_.at(each.to);
      add_road(a, b, {each.minutes, scenario_.travel.detour * km_between(graph_[a], graph_[b])});
    }
  }

  // The faster of two roads between the same places.
  void add_road(std::size_t a, std::size_t b, const Road& road) {
    const auto [edge, is_there] = boost::edge(a, b, graph_);
    if (!is_there) {
      boost::add_edge(a, b, road, graph_);
    } else if (road.minutes < graph_[edge].minutes) {
      graph_[edge] = road;
    }
  }

  const Scenario& scenario_;
  const TableData& tables_;
  std::map<std::string, std::size_t> place_of_;  // by municipality
  Graph graph_;
};

std::vector<Way> ways_from(std::size_t place, const Graph& graph) {
  const std::size_t places = boost::num_vertices(graph);
  std::vector<double> minutes(places);
  std::vector<std::size_t> before(places);
  const auto index = boost::get(boost::vertex_index, graph);
  boost::dijkstra_shortest_paths(graph, place,
                                 boost::weight_map(boost::get(&Road::minutes, graph))
                                     .distance_map(boost::make_iterator_property_map(minutes.begin(), index))
                                     .predecessor_map(boost::make_iterator_property_map(before.begin(), index)));
  std::vector<Way> ways(places);
  for (std::size_t p = 0; p < places; ++p) {
    sim::invariant(p == place || before[p] != p, "a place cannot be reached by road");
    ways[p].minutes = minutes[p];
    for (std::size_t at = p; at != place; at = before[at]) {
      ways[p].km += graph[boost::edge(before[at], at, graph).first].km;
    }
  }
  return ways;
}

}  // namespace

Roads::Roads(const Scenario& scenario, const TableData& tables) {
  const Graph graph = Builder(scenario, tables).build();
  const std::size_t towns = tables.all_municipalities.size();
  std::vector<std::size_t> place;  // of each municipality of the area
  for (const MunicipalityRow& row : tables.municipalities) {
    const auto found = std::find_if(tables.all_municipalities.begin(), tables.all_municipalities.end(),
                                    [&](const MunicipalityRow& each) { return each.code == row.code; });
    sim::invariant(found != tables.all_municipalities.end(), "a municipality of the area is not among all");
    place.push_back(static_cast<std::size_t>(found - tables.all_municipalities.begin()));
  }
  for (const std::size_t from : place) {
    const std::vector<Way> ways = ways_from(from, graph);
    to_hospital_.emplace_back(ways.begin() + static_cast<std::ptrdiff_t>(towns), ways.end());
    std::vector<Way>& row = between_.emplace_back();
    for (const std::size_t to : place) row.push_back(ways[to]);
  }
  for (std::size_t h = 0; h < tables.hospitals.size(); ++h) {
    const std::vector<Way> ways = ways_from(towns + h, graph);
    between_hospitals_.emplace_back(ways.begin() + static_cast<std::ptrdiff_t>(towns), ways.end());
  }
}

std::vector<std::size_t> Roads::nearest_hospitals(std::size_t municipality) const {
  const std::vector<Way>& ways = to_hospital_[municipality];
  std::vector<std::size_t> order(ways.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return ways[a].minutes < ways[b].minutes; });
  return order;
}

}  // namespace klynge
