#include "models/queueing/traffic.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <string>
#include <utility>

#include "models/queueing/paths.h"
#include "sim/check.h"

namespace klynge::queueing {
namespace {

using Row = std::vector<double>;

// Solves the linear equations `rows` x = `right` by Gaussian elimination with partial pivoting.
Row solve(std::vector<Row> rows, Row right) {
  const std::size_t n = right.size();
  for (std::size_t i = 0; i < n; ++i) {
    std::size_t pivot = i;
    for (std::size_t j = i + 1; j < n; ++j) {
      if (std::abs(rows[j][i]) > std::abs(rows[pivot][i])) pivot = j;
    }
    std::swap(rows[i], rows[pivot]);
    std::swap(right[i], right[pivot]);
    sim::invariant(rows[i][i] != 0, "traffic equations without a solution, and the rules let them pass");
    for (std::size_t j = i + 1; j < n; ++j) {
      const double factor = rows[j][i] / rows[i][i];
      if (factor == 0) continue;
      for (std::size_t k = i; k < n; ++k) rows[j][k] -= factor * rows[i][k];
      right[j] -= factor * right[i];
    }
  }
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t k = i + 1; k < n; ++k) right[i] -= rows[i][k] * right[k];
    right[i] /= rows[i][i];
  }
  return right;
}

// How often each state is visited: from outside, and by those whom `passes` lets go on to where `ends` is not.
template <class Passes, class Ends>
Row visits(const Paths& paths, const Row& from_outside, Passes&& passes, Ends&& ends) {
  std::vector<Row> rows(paths.states(), Row(paths.states()));
  for (std::size_t from = 0; from < paths.states(); ++from) {
    rows[from][from] += 1;
    if (!passes(from)) continue;
    for (const Paths::Step& step : paths.steps(from)) {
      if (!ends(step.to)) rows[step.to][from] -= step.probability;
    }
  }
  return solve(std::move(rows), from_outside);
}

constexpr auto nowhere = [](std::size_t) { return false; };
constexpr auto everywhere = [](std::size_t) { return true; };

std::vector<Row> at_a_copy(const QueueingNetwork& network, const Paths& paths, const Row& rates) {
  std::vector<Row> by_node(network.nodes.size(), Row(network.classes.size()));
  for (std::size_t state = 0; state < rates.size(); ++state) {
    const std::size_t node = paths.node_of(state);
    by_node[node][paths.class_of(state)] = rates[state] / static_cast<double>(network.nodes[node].copies);
  }
  return by_node;
}

double mean_service(const QueueingNetwork& network, std::size_t node, std::size_t customer_class) {
  const Law* law = service_of(network, node, customer_class);
  return law ? mean(*law) : 0;
}

// From one visit of a customer to the next one's start, if nobody waits.
double mean_time_at(const QueueingNetwork& network, const Paths& paths, std::size_t state) {
  double time = mean_service(network, paths.node_of(state), paths.class_of(state));
  for (const Paths::Step& step : paths.steps(state)) time += step.probability * step.delay;
  return time;
}

Row closed_rates(const QueueingNetwork& network, const Paths& paths) {
  Row rates(paths.states());
  for (std::size_t each = 0; each < network.classes.size(); ++each) {
    if (network.classes[each].population == 0) continue;
    const std::size_t start = paths.start_of(each);
    const std::vector<bool> reached = paths.reached_from({start});
    Row once(paths.states());
    once[start] = 1;
    // Only what is reached is asked: elsewhere there may be customers who never end.
    const Row ratios = visits(
        paths, once, [&](std::size_t state) { return reached[state]; },
        [&](std::size_t state) { return state == start; });
    double round = 0;
    for (std::size_t state = 0; state < ratios.size(); ++state) {
      round += ratios[state] * mean_time_at(network, paths, state);
    }
    const double at_a_site = static_cast<double>(network.classes[each].population) / static_cast<double>(network.sites);
    for (std::size_t state = 0; state < ratios.size(); ++state) rates[state] += ratios[state] * at_a_site / round;
  }
  return rates;
}

template <class Counts, class Passes>
Row open_rates(const QueueingNetwork& network, const Paths& paths, Counts&& counts, Passes&& passes) {
  Row from_outside(paths.states());
  std::vector<std::size_t> starts;
  for (std::size_t line = 0; line < network.arrivals.size(); ++line) {
    if (!counts(network.arrivals[line])) continue;
    from_outside[paths.arrivals()[line]] += mean_rate(network.arrivals[line], network.run);
    starts.push_back(paths.arrivals()[line]);
  }
  const std::vector<bool> reached = paths.reached_from(starts);
  return visits(
      paths, from_outside, [&](std::size_t state) { return reached[state] && passes(state); }, nowhere);
}

// Whether somebody who comes there may be gone before being served.
bool may_lose(const QueueingNetwork& network, std::size_t node, std::size_t customer_class) {
  const Node& at = network.nodes[node];
  const bool from_outside = std::any_of(network.arrivals.begin(), network.arrivals.end(),
                                        [&](const Arrivals& line) { return line.node == at.name; });
  const bool has_room = at.room.infinite() || (at.when_full == WhenFull::block && !from_outside);
  return !has_room || !at.balking.empty() || patience_of(network, node, customer_class);
}

}  // namespace

double mean_rate(const Arrivals& line, const Run& run) {
  if (line.rate) return *line.rate;
  if (line.gap) return 1 / mean(*line.gap);
  if (!line.profile.empty()) {
    return std::accumulate(line.profile.begin(), line.profile.end(), 0.0) / static_cast<double>(line.profile.size());
  }
  return static_cast<double>(line.times.size()) / whole_run(run);
}

Traffic traffic(const QueueingNetwork& network) {
  const Paths paths(network);
  return {at_a_copy(network, paths,
                    open_rates(
                        network, paths, [](const Arrivals&) { return true; }, everywhere)),
          at_a_copy(network, paths, closed_rates(network, paths))};
}

Traffic lasting_traffic(const QueueingNetwork& network) {
  const Paths paths(network);
  const Row rates = open_rates(
      network, paths, [](const Arrivals& line) { return line.times.empty(); },
      [&](std::size_t state) { return !may_lose(network, paths.node_of(state), paths.class_of(state)); });
  return {at_a_copy(network, paths, rates), at_a_copy(network, paths, Row(paths.states()))};
}

Demand own_demand(const QueueingNetwork& network, const Traffic& traffic, std::size_t node) {
  Demand sum;
  for (std::size_t each = 0; each < network.classes.size(); ++each) {
    const double rate = traffic.open[node][each] + traffic.closed[node][each];
    sum.customers += rate;
    sum.servers += rate * mean_service(network, node, each);
  }
  return sum;
}

Demand demand(const QueueingNetwork& network, const Traffic& traffic, std::size_t node) {
  Demand sum;
  const Node& own = network.nodes[node];
  for (std::size_t at = 0; at < network.nodes.size(); ++at) {
    const Node& other = network.nodes[at];
    const auto& with = other.together_with;
    if (at != node && std::find(with.begin(), with.end(), own.name) == with.end()) continue;
    const double share = static_cast<double>(other.copies) / static_cast<double>(own.copies);
    const Demand more = own_demand(network, traffic, at);
    sum.customers += more.customers * share;
    sum.servers += more.servers * share;
  }
  return sum;
}

std::vector<Limit> resolved_servers(const QueueingNetwork& network) {
  constexpr double slack = 1e-9;  // 2.4 / 0.8 is 3, not 4
  const Traffic all = traffic(network);
  std::vector<Limit> servers;
  for (std::size_t node = 0; node < network.nodes.size(); ++node) {
    const Node& each = network.nodes[node];
    if (each.load) {
      const double least = std::ceil(demand(network, all, node).servers / *each.load - slack);
      servers.push_back({std::max<std::int64_t>(1, std::llround(least))});
    } else {
      servers.push_back(each.servers ? *each.servers : Limit{most_servers(each.shifts)});
    }
  }
  return servers;
}

}  // namespace klynge::queueing
