#include <fmt/format.h>

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

// "there are 3", "there are 2.5 on average", "there are 3 at speed 0.8"
std::string there_are(const Node& node, double servers, double speed) {
  return fmt::format("there are {:.6g}{}{}", servers, node.shifts.empty() ? "" : " on average",
                     speed == 1 ? "" : fmt::format(" at speed {:.6g}", speed));
}

}  // namespace

void check_growth(RuleBook& book) {
  constexpr double slack = 1e-9;
  const QueueingNetwork& network = book.network();
  if (network.run.until_empty) return;  // a queue that grows while they come is served after that
  const Traffic waiting = waiting_for_ever(network);
  const std::vector<Limit> resolved = resolved_servers(network);
  for (std::size_t at = 0; at < network.nodes.size(); ++at) {
    const Node& node = network.nodes[at];
    if (resolved[at].infinite()) continue;
    const double servers = node.shifts.empty() ? static_cast<double>(resolved[at].count) : mean_servers(node.shifts);
    const double speed = node.speed.factors.empty() ? 1 : node.speed.factors.back();
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
