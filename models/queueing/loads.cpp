#include "models/queueing/loads.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "models/queueing/traffic.h"

namespace klynge::queueing {

sim::storage::Table loads_table(const QueueingNetwork& network) {
  const std::vector<Limit> resolved = resolved_servers(network);
  const Traffic all = traffic(network);
  std::vector<std::string> names;
  std::vector<std::int64_t> copies;
  std::vector<double> servers, offered, load;
  for (std::size_t n = 0; n < network.nodes.size(); ++n) {
    const Node& node = network.nodes[n];
    const double most =
        resolved[n].infinite() ? std::numeric_limits<double>::infinity() : static_cast<double>(resolved[n].count);
    names.push_back(node.name);
    copies.push_back(node.copies);
    servers.push_back(most);
    offered.push_back(demand(network, all, n).servers);
    load.push_back(offered.back() / (node.shifts.empty() ? most : mean_servers(node.shifts)));
  }
  return {"nodes",
          {{"node", std::move(names), "", ""},
           {"copies", std::move(copies), "", "at each site"},
           {"servers", std::move(servers), "servers", "of each copy; of shifts the most that are there at once"},
           {"offered", std::move(offered), "servers", "that customers would keep busy at each copy, on average"},
           {"load", std::move(load), "share", "offered over servers, over their weekly mean where there are shifts"}},
          {}};
}

}  // namespace klynge::queueing
