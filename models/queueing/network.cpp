#include "models/queueing/network.h"

#include <algorithm>
#include <cmath>

#include "sim/check.h"

namespace klynge::queueing {
namespace {

template <class Named>
std::optional<std::size_t> find(const std::vector<Named>& all, std::string_view name) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Named& each) { return each.name == name; });
  if (found == all.end()) return std::nullopt;
  return static_cast<std::size_t>(found - all.begin());
}

template <class Line>
const Law* law_of(const std::vector<Line>& lines, const std::string& node, const std::string& class_name) {
  const Law* of_every_class = nullptr;
  for (const Line& line : lines) {
    if (line.node != node) continue;
    if (line.class_name == class_name) return &line.time;
    if (line.class_name.empty()) of_every_class = &line.time;
  }
  return of_every_class;
}

double distance(const Node& a, const Node& b) {
  if (!a.position || !b.position) return 0;
  return std::hypot(a.position->east - b.position->east, a.position->north - b.position->north);
}

constexpr double week = 7 * 24;  // hours

// At this hour of the week, 0 at midnight before Monday.
std::int64_t on_duty(const std::vector<Shift>& shifts, double hour) {
  std::int64_t servers = 0;
  for (const Shift& shift : shifts) {
    for (std::size_t day = 0; day < shift.days.size(); ++day) {
      if (!shift.days[day]) continue;
      const double from = static_cast<double>(day) * 24 + shift.from;
      const double to = static_cast<double>(day) * 24 + shift.to;
      for (const double turn : {0.0, week}) {  // a night that began in the week before
        if (from - turn <= hour && hour < to - turn) servers += shift.servers;
      }
    }
  }
  return servers;
}

// Nobody comes or goes in the course of it.
struct Stretch {
  double hours = 0;
  std::int64_t servers = 0;  // of the list that has the fewest
};

std::vector<Stretch> week_of(const std::vector<std::vector<Shift>>& lists) {
  std::vector<double> changes = {0, week};
  for (const std::vector<Shift>& shifts : lists) {
    for (const Shift& shift : shifts) {
      for (int day = 0; day < 7; ++day) {
        changes.push_back(std::fmod(day * 24 + shift.from, week));
        changes.push_back(std::fmod(day * 24 + shift.to, week));
      }
    }
  }
  std::sort(changes.begin(), changes.end());
  std::vector<Stretch> stretches;
  for (std::size_t i = 0; i + 1 < changes.size(); ++i) {
    const double middle = (changes[i] + changes[i + 1]) / 2;
    std::int64_t fewest = std::numeric_limits<std::int64_t>::max();
    for (const std::vector<Shift>& shifts : lists) fewest = std::min(fewest, on_duty(shifts, middle));
    stretches.push_back({changes[i + 1] - changes[i], fewest});
  }
  return stretches;
}

}  // namespace

double seconds_in(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::seconds: return 1;
    case TimeUnit::minutes: return 60;
    case TimeUnit::hours: return 3600;
    case TimeUnit::days: return 86400;
  }
  sim::fail_internal("a time unit without a length");
}

double whole_run(const Run& run) { return run.warm_up + run.length; }

std::optional<std::size_t> find_node(const QueueingNetwork& network, std::string_view name) {
  return find(network.nodes, name);
}

std::optional<std::size_t> find_class(const QueueingNetwork& network, std::string_view name) {
  return find(network.classes, name);
}

const Law* service_of(const QueueingNetwork& network, std::size_t node, std::size_t customer_class) {
  return law_of(network.services, network.nodes[node].name, network.classes[customer_class].name);
}

const Law* patience_of(const QueueingNetwork& network, std::size_t node, std::size_t customer_class) {
  return law_of(network.patience, network.nodes[node].name, network.classes[customer_class].name);
}

std::vector<const Route*> routes_of(const QueueingNetwork& network, std::size_t node, std::size_t customer_class) {
  std::vector<const Route*> routes;
  for (const Route& route : network.routes) {
    const bool for_this_class = route.class_name.empty() || route.class_name == network.classes[customer_class].name;
    if (for_this_class && route.from == network.nodes[node].name) routes.push_back(&route);
  }
  return routes;
}

double share_that_leaves(const std::vector<const Route*>& routes) {
  double left = 1;
  for (const Route* route : routes) left -= route->probability;
  return left > rounding ? left : 0;
}

std::vector<std::size_t> overflow_of(const QueueingNetwork& network, std::size_t node) {
  const Node& full = network.nodes[node];
  std::vector<std::size_t> others;
  if (full.when_full != WhenFull::overflow) return others;
  for (const std::string& name : full.overflow.nodes) {
    if (const auto other = find_node(network, name)) others.push_back(*other);
  }
  if (!full.overflow.nearest) return others;
  for (std::size_t other = 0; other < network.nodes.size(); ++other) {
    if (other != node && network.nodes[other].kind == full.kind) others.push_back(other);
  }
  std::stable_sort(others.begin(), others.end(), [&](std::size_t a, std::size_t b) {
    return distance(full, network.nodes[a]) < distance(full, network.nodes[b]);
  });
  return others;
}

bool lists_skills(const Node& node) {
  return !node.skills.empty() ||
         std::any_of(node.shifts.begin(), node.shifts.end(), [](const Shift& each) { return !each.skills.empty(); });
}

bool can_serve(const std::vector<std::string>& skills, const CustomerClass& customer_class) {
  const auto& needed = customer_class.skills;
  return std::all_of(needed.begin(), needed.end(), [&](const std::string& skill) {
    return std::find(skills.begin(), skills.end(), skill) != skills.end();
  });
}

double mean_servers(const std::vector<Shift>& shifts) { return mean_together({shifts}); }

std::int64_t most_servers(const std::vector<Shift>& shifts) { return most_together({shifts}); }

double mean_together(const std::vector<std::vector<Shift>>& lists) {
  double server_hours = 0;
  for (const Stretch& each : week_of(lists)) server_hours += each.hours * static_cast<double>(each.servers);
  return server_hours / week;
}

std::int64_t most_together(const std::vector<std::vector<Shift>>& lists) {
  std::int64_t most = 0;
  for (const Stretch& each : week_of(lists)) most = std::max(most, each.servers);
  return most;
}

}  // namespace klynge::queueing
