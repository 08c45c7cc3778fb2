#include "models/queueing/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "models/queueing/traffic.h"
#include "sim/check.h"

namespace klynge::queueing {

namespace {

sim::Discipline discipline(Discipline wanted) {
  switch (wanted) {
    case Discipline::first_come: return sim::first_come;
    case Discipline::last_come: return sim::last_come;
    case Discipline::random_order: return sim::by_lot;
    case Discipline::priority:
    case Discipline::preemptive: return sim::by_priority;
  }
  sim::fail_internal("a discipline of unknown kind");
}

sim::OpeningHours opening(const Shift& shift) {
  sim::OpeningHours hours;
  hours.from = sim::from_seconds(3600 * shift.from);
  hours.to = sim::from_seconds(3600 * shift.to);
  for (std::size_t day = 0; day < 7; ++day) hours.weekdays[(day + 1) % 7] = shift.days[day];  // Sunday first there
  return hours;
}

int count_of(const Limit& limit) {
  return limit.infinite() ? sim::unlimited : static_cast<int>(std::min<std::int64_t>(limit.count, sim::unlimited));
}

sim::Pace pace(const Node& node, int servers) {
  if (node.speed.shared) return [servers](int present) { return present <= servers ? 1.0 : 1.0 * servers / present; };
  if (node.speed.factors.empty()) return nullptr;
  return [factors = node.speed.factors](int present) {
    return factors[std::min(static_cast<std::size_t>(present), factors.size()) - 1];
  };
}

// Nobody needs a resource here: nobody waits, nobody has to stay because there is no room at the next node, and nobody
// asks whether there is room here.
bool is_delay(const QueueingNetwork& network, std::size_t number) {
  const Node& node = network.nodes[number];
  if (!node.servers || !node.servers->infinite() || node.speed.shared || !node.speed.factors.empty()) return false;
  const bool may_block = std::any_of(network.routes.begin(), network.routes.end(), [&](const Route& route) {
    return route.from == node.name && route.to != out &&
           network.nodes[*find_node(network, route.to)].when_full == WhenFull::block;
  });
  bool takes_overflow = false;
  for (std::size_t other = 0; other < network.nodes.size(); ++other) {
    if (network.nodes[other].when_full != WhenFull::overflow) continue;
    const std::vector<std::size_t> others = overflow_of(network, other);
    takes_overflow = takes_overflow || std::find(others.begin(), others.end(), number) != others.end();
  }
  return node.together_with.empty() && !may_block && !takes_overflow;
}

// Each name of a skill gets a bit.
sim::Skills skills_of(const std::vector<std::string>& names, const std::vector<std::string>& all) {
  sim::Skills skills = 0;
  for (const std::string& name : names) {
    const auto at = std::find(all.begin(), all.end(), name);
    if (at != all.end()) skills |= sim::Skills{1} << (at - all.begin());
  }
  return skills;
}

std::vector<std::string> all_skills(const QueueingNetwork& network) {
  std::set<std::string> all;
  for (const CustomerClass& each : network.classes) all.insert(each.skills.begin(), each.skills.end());
  sim::require(all.size() <= 32, fmt::format("classes: {} skills are needed: expected at most 32", all.size()));
  return {all.begin(), all.end()};
}

}  // namespace

Plan::Plan(const QueueingNetwork& described)
    : network(described),
      calendar(described.run.first_day, {}),
      unit(seconds_in(described.run.time_unit)),
      counting_from(sim::start_of_time + sim::from_seconds(described.run.warm_up * unit)),
      end(sim::start_of_time + sim::from_seconds(whole_run(described.run) * unit)),
      sites(static_cast<std::uint32_t>(described.sites)) {
  sim::require(whole_run(described.run) * unit < static_cast<double>(longest_run.count()),
               fmt::format("run.length: with the warm-up the run takes {:.4g} years: expected at most 544",
                           whole_run(described.run) * unit / (365.25 * 86'400)));
  sim::require(network.classes.size() <= 64,
               fmt::format("classes: there are {}: expected at most 64", network.classes.size()));
  for (const Node& node : network.nodes) {
    PlannedNode planned;
    planned.first = nodes_a_site;
    planned.copies = static_cast<std::uint32_t>(node.copies);
    nodes_a_site += planned.copies;
    nodes.push_back(std::move(planned));
  }
  for (std::uint32_t site = 0; site < sites; ++site) {
    for (std::uint32_t node = 0; node < nodes.size(); ++node) {
      for (std::uint32_t copy = 0; copy < nodes[node].copies; ++copy) places_.push_back({site, node, copy});
    }
  }
  for (std::uint32_t node = 0; node < nodes.size(); ++node) plan_node(node);
  overflow_.resize(places_.size());
  for (std::size_t id = 0; id < places_.size(); ++id) plan_overflow(sim::NodeId{id});
  const std::vector<Limit> servers = resolved_servers(network);
  for (std::uint32_t site = 0; site < sites; ++site) {
    for (std::uint32_t node = 0; node < nodes.size(); ++node) {
      if (nodes[node].delay) continue;
      for (std::uint32_t copy = 0; copy < nodes[node].copies; ++copy) plan_resource(site, node, copy, servers[node]);
    }
  }
  for (const Arrivals& line : network.arrivals) {
    PlannedArrivals planned;
    planned.node = static_cast<std::uint32_t>(*find_node(network, line.node));
    planned.customer_class = static_cast<std::uint16_t>(*find_class(network, line.class_name));
    if (line.gap) planned.gap.emplace(*line.gap, unit);
    if (line.rate && *line.rate > 0) {
      Law poisson;
      poisson.mean = 1 / *line.rate;
      planned.gap.emplace(poisson, unit);
    }
    if (!line.profile.empty()) {
      std::vector<double> rates;
      for (const double rate : line.profile) rates.push_back(rate / unit);
      const auto weekday = calendar.weekday(sim::start_of_time).iso_encoding() - 1;  // Monday: 0
      planned.profile.emplace(rates, sim::days{rates.size() > 24 ? weekday : 0});
    }
    for (const double time : line.times) planned.times.push_back(sim::start_of_time + duration(time));
    std::sort(planned.times.begin(), planned.times.end());
    arrivals.push_back(std::move(planned));
  }
  std::int64_t population = 0;
  for (const CustomerClass& each : network.classes) population += each.population;
  sim::require(population < std::int64_t{1} << 30,
               fmt::format("classes: {} customers circulate: expected fewer than 2^30", population));
  customers = static_cast<std::uint32_t>(population);
}

sim::Duration Plan::duration(double length) const { return sim::from_seconds(length * unit); }

void Plan::plan_node(std::uint32_t number) {
  const Node& node = network.nodes[number];
  PlannedNode& planned = nodes[number];
  planned.delay = is_delay(network, number);
  planned.blocks_before = node.when_full == WhenFull::block;
  planned.balking = node.balking;
  planned.lottery = node.discipline == Discipline::random_order;
  for (const Shift& shift : node.shifts) planned.doors.push_back(opening(shift));
  for (const std::string& other : node.together_with) {
    const auto helper = *find_node(network, other);
    planned.shares = nodes[helper].shares = true;
    for (const Shift& shift : network.nodes[helper].shifts) planned.doors.push_back(opening(shift));
  }
  for (std::size_t c = 0; c < network.classes.size(); ++c) {
    const Law* service = service_of(network, number, c);
    planned.service.push_back(service ? std::optional<Sampler>({*service, unit}) : std::nullopt);
    const Law* patience = patience_of(network, number, c);
    planned.patience.push_back(patience ? std::optional<Sampler>({*patience, unit}) : std::nullopt);
    std::vector<Way> ways;
    const std::vector<const Route*> routes = routes_of(network, number, c);
    double upto = 0;
    for (const Route* route : routes) {
      upto += route->probability;
      Way way;
      way.upto = upto;
      if (route->to != out) way.to = static_cast<std::uint32_t>(*find_node(network, route->to));
      way.delay = duration(route->delay);
      way.site = route->site;
      way.becomes = static_cast<std::uint16_t>(route->becomes.empty() ? c : *find_class(network, route->becomes));
      if (sites > 1 && route->site != SiteChoice::same) {
        lookahead = lookahead ? std::min(*lookahead, way.delay) : way.delay;
      }
      ways.push_back(way);
    }
    // What rounding leaves over goes the last way.
    if (!ways.empty() && share_that_leaves(routes) == 0) ways.back().upto = 1;
    planned.ways.push_back(std::move(ways));
  }
}

void Plan::plan_overflow(sim::NodeId id) {
  for (const std::size_t found : overflow_of(network, node_of(id))) {
    const auto other = static_cast<std::uint32_t>(found);
    overflow_[id.index()].push_back(node_id(site_of(id), other, copy_of(id) % nodes[other].copies));
  }
}

void Plan::plan_resource(std::uint32_t site, std::uint32_t number, std::uint32_t copy, const Limit& servers) {
  const Node& node = network.nodes[number];
  const std::vector<std::string> all = all_skills(network);
  sim::ResourceSpec spec;
  spec.node = node_id(site, number, copy);
  spec.partition = sim::PartitionId{site};
  // Where nobody's skills are listed, everybody can serve everybody.
  const bool skilled = lists_skills(node);
  const auto group = [&](int count, const sim::OpeningHours& hours, const std::vector<std::string>& names) {
    return sim::Staff{count, hours, skilled ? skills_of(names, all) : ~sim::Skills{0}};
  };
  spec.staff.clear();
  if (node.shifts.empty()) {
    const int count = node.speed.shared ? sim::unlimited : count_of(servers);
    spec.staff.push_back(group(count, sim::OpeningHours::always(), node.skills));
  }
  for (const Shift& shift : node.shifts) {
    spec.staff.push_back(group(static_cast<int>(shift.servers), opening(shift), shift.skills));
  }
  spec.lines.clear();
  for (const CustomerClass& each : network.classes) {
    spec.lines.push_back({static_cast<int>(each.priority), skills_of(each.skills, all)});
  }
  for (const std::string& other : node.together_with) {
    const auto with = static_cast<std::uint32_t>(*find_node(network, other));
    spec.together_with.push_back(node_id(site, with, copy % nodes[with].copies));
  }
  spec.discipline = discipline(node.discipline);
  if (!node.room.infinite()) spec.room = count_of(node.room);
  spec.preemptive = node.discipline == Discipline::preemptive;
  spec.pace = pace(node, count_of(servers));
  resources.push_back(std::move(spec));
}

std::string Plan::shape() const {
  std::string text = fmt::format("sites = {}\ntime_unit = {}\n", network.sites,
                                 Names<TimeUnit>::values[static_cast<std::size_t>(network.run.time_unit)]);
  for (std::size_t n = 0; n < nodes.size(); ++n) {
    text += fmt::format("node {}, copies = {}{}\n", network.nodes[n].name, nodes[n].copies,
                        nodes[n].delay ? ", servers = \"infinite\"" : "");
  }
  for (const CustomerClass& each : network.classes) {
    text += fmt::format("class {}, population = {}, starts_at = {}\n", each.name, each.population, each.starts_at);
  }
  for (const Arrivals& line : network.arrivals)
    text += fmt::format("arrivals of {} at {}\n", line.class_name, line.node);
  return text;
}

std::string Plan::name(sim::NodeId id) const {
  const std::uint32_t node = node_of(id);
  std::string text = network.nodes[node].name;
  if (nodes[node].copies > 1) text += fmt::format(" {}", copy_of(id) + 1);
  if (sites > 1) text += fmt::format(" at site {}", site_of(id) + 1);
  return text;
}

}  // namespace klynge::queueing
