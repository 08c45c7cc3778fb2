#include <fmt/format.h>

#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "models/queueing/rule_book.h"
#include "models/queueing/traffic.h"

namespace klynge::queueing {
namespace {

constexpr std::string_view an_hour(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::seconds: return "a second";
    case TimeUnit::minutes: return "a minute";
    case TimeUnit::hours: return "an hour";
    case TimeUnit::days: return "a day";
  }
  return "";
}

// Of what comes, what joins and stays however long the queue is: nobody who has patience to lose, and nobody where room
// is limited.
Traffic waiting_for_ever(const QueueingNetwork& network) {
  Traffic all = lasting_traffic(network);
  for (std::size_t at = 0; at < network.nodes.size(); ++at) {
    const Node& node = network.nodes[at];
    const double joining = node.balking.empty() ? 1 : 1 - node.balking.back();
    for (std::size_t each = 0; each < network.classes.size(); ++each) {
      const bool stays = node.room.infinite() && !patience_of(network, at, each);
      all.open[at][each] *= stays ? joining : 0;
    }
  }
  return all;
}

// Those who need servers of several nodes at once are served only while they are on duty together.
void check_together(RuleBook& book, const Traffic& waiting, const std::vector<Limit>& resolved, std::size_t at) {
  constexpr double slack = 1e-9;
  const QueueingNetwork& network = book.network();
  const Node& node = network.nodes[at];
  if (node.together_with.empty()) return;
  std::vector<std::vector<Shift>> lists;
  const auto add = [&](std::size_t one) {
    const Shift always{.servers = resolved[one].count, .from = 0, .to = 24, .skills = {}};
    lists.push_back(network.nodes[one].shifts.empty() ? std::vector{always} : network.nodes[one].shifts);
  };
  add(at);
  for (const std::string& name : node.together_with) add(*find_node(network, name));
  const double together = mean_together(lists);
  const Demand own = own_demand(network, waiting, at);
  const double mean_here = mean_together({lists.front()});
  if (own.servers == 0 || own.servers < together * (1 - slack) || together == mean_here) return;
  const std::string key = node_key(node) + ".together_with";
  book.breach(key, fmt::format("{}: {:.6g} customers {}{} need {:.6g} servers of each node, and there are {:.6g} "
                               "together on average: the queue would grow without limit",
                               key, own.customers, an_hour(network.run.time_unit),
                               node.copies > 1 ? " at each copy" : "", own.servers, together));
}

// Everybody who will ever come has a number of their own (QueueingModel::schedule_appearance): as many for each line of
// arrivals at each site as the busiest of them needs. How many come is left to chance, so there must be some to spare.
void check_numbers(RuleBook& book) {
  const QueueingNetwork& network = book.network();
  double population = 0;
  for (const CustomerClass& each : network.classes) population += static_cast<double>(each.population);
  const double lines = static_cast<double>(network.arrivals.size()) * static_cast<double>(network.sites);
  for (std::size_t i = 0; i < network.arrivals.size(); ++i) {
    const double expected = mean_rate(network.arrivals[i], network.run) * whole_run(network.run);
    const double numbers = population + (expected + 10 * std::sqrt(expected) + 1) * lines;
    if (numbers < 0x1p31) continue;
    const std::string key = line_key("arrivals", i);
    return book.breach(
        key, fmt::format("{}: about {:.3g} customers will come at each site until the end of run.length, and for each "
                         "of {} lines of arrivals at {} sites so many numbers are kept, {:.3g} with some to spare: "
                         "expected less than {:.3g}",
                         key, expected, network.arrivals.size(), network.sites, numbers, 0x1p31));
  }
}

// "there are 3", "there are 2.5 on average", "there are 3 at speed 0.8"
std::string there_are(const Node& node, double servers, double speed) {
  return fmt::format("there are {:.6g}{}{}", servers, node.shifts.empty() ? "" : " on average",
                     speed == 1 ? "" : fmt::format(" at speed {:.6g}", speed));
}

}  // namespace

void check_growth(RuleBook& book) {
  constexpr double slack = 1e-9;
  const QueueingNetwork& network = book.network();
  check_numbers(book);
  if (network.run.until_empty) return;  // a queue that grows while they come is served after that
  const Traffic waiting = waiting_for_ever(network);
  const std::vector<Limit> resolved = resolved_servers(network);
  for (std::size_t at = 0; at < network.nodes.size(); ++at) {
    const Node& node = network.nodes[at];
    if (resolved[at].infinite()) continue;
    const double servers = node.shifts.empty() ? static_cast<double>(resolved[at].count) : mean_servers(node.shifts);
    const double speed = node.speed.factors.empty() ? 1 : node.speed.factors.back();
    check_together(book, waiting, resolved, at);
    const Demand coming = demand(network, waiting, at);
    if (coming.servers == 0 || coming.servers < servers * speed * (1 - slack)) continue;
    const std::string key = node_key(node);
    book.breach(
        key, fmt::format("{}: {:.6g} customers {}{} need {:.6g} servers, and {}: the queue would grow without "
                         "limit",
                         key, coming.customers, an_hour(network.run.time_unit), node.copies > 1 ? " at each copy" : "",
                         coming.servers, there_are(node, servers, speed)));
  }
}

}  // namespace klynge::queueing
