#include "benchmarks/workloads.h"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <vector>

#include "models/population/age_mix.h"
#include "models/queueing/load.h"
#include "models/queueing/traffic.h"
#include "models/scenario/tables.h"

namespace klynge::benchmarks {

namespace {

const std::filesystem::path folder = std::filesystem::path(KLYNGE_SOURCE_DIR) / "scenarios";

// From the first day.
const Overrides a_year = {{"run.warm_up_days", std::int64_t{0}}, {"run.days", std::int64_t{365}}};

Overrides with(Overrides overrides, const Overrides& more) {
  overrides.insert(overrides.end(), more.begin(), more.end());
  return overrides;
}

}  // namespace

queueing::QueueingNetwork network(const std::string& name, const Overrides& overrides) {
  const auto asked_for = queueing::load_network(folder / "queueing" / (name + ".toml"), overrides);
  const std::vector<queueing::Limit> servers = queueing::resolved_servers(asked_for);
  Overrides resolved;
  for (std::size_t n = 0; n < servers.size(); ++n) {
    const queueing::Node& node = asked_for.nodes[n];
    if (node.load) resolved.emplace_back("nodes." + node.name + ".servers", servers[n].count);
  }
  return queueing::with_overrides(asked_for, resolved);
}

Scenario randers(const Overrides& overrides) {
  return load_scenario(folder / "randers.toml", with(a_year, overrides), {{folder}});
}

Scenario denmark(double residents, const Overrides& overrides) {
  const Scenario whole = load_scenario(folder / "denmark.toml", a_year, {{folder}});
  const double share = std::clamp(residents / static_cast<double>(residents_of(whole)), 0.001, 1.0);
  return with_overrides(whole, with({{"population.share", share}}, overrides), {{folder}});
}

std::uint64_t residents_of(const Scenario& scenario) {
  const TableData tables = read_tables(scenario);
  const AgeMix age_mix(scenario, tables);
  std::uint64_t sum = 0;
  for (const MunicipalityRow& each : tables.municipalities) sum += static_cast<std::uint64_t>(age_mix.residents(each));
  return sum;
}

}  // namespace klynge::benchmarks
