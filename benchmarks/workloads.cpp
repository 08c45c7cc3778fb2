#include "benchmarks/workloads.h"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <map>
#include <utility>
#include <vector>

#include "models/population/synthesis.h"
#include "models/queueing/load.h"
#include "models/queueing/traffic.h"
#include "models/scenario/csv.h"
#include "models/scenario/tables.h"
#include "sim/check.h"

namespace klynge::benchmarks {

namespace {

const std::filesystem::path folder = std::filesystem::path(KLYNGE_SOURCE_DIR) / "scenarios";

Overrides with(Overrides overrides, const Overrides& more) {
  overrides.insert(overrides.end(), more.begin(), more.end());
  return overrides;
}

std::string quoted(const std::string& cell) {
  std::string text = "\"";
  for (const char each : cell) text += each == '"' ? "\"\"" : std::string(1, each);
  return text + '"';
}

// The table with one text in all cells of each of these columns.
std::string with_columns(const std::string& csv, const std::map<std::string, std::string>& columns) {
  std::vector<CsvLine> lines = parse_csv(csv);
  sim::require(!lines.empty(), "benchmarks: a table without a header");
  const std::vector<std::string> header = lines.front().cells;
  for (const auto& [name, text] : columns) {
    const auto column = std::find(header.begin(), header.end(), name);
    sim::require(column != header.end(), "benchmarks: the table of municipalities has no column " + name);
    for (std::size_t i = 1; i < lines.size(); ++i) {
      lines[i].cells[static_cast<std::size_t>(column - header.begin())] = text;
    }
  }
  std::string written;
  for (const CsvLine& line : lines) {
    for (const std::string& cell : line.cells) written += (&cell == line.cells.data() ? "" : ",") + quoted(cell);
    written += '\n';
  }
  return written;
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
  const Overrides year = {{"run.warm_up_days", std::int64_t{0}}, {"run.days", std::int64_t{365}}};
  return load_scenario(folder / "randers.toml", with(year, overrides), {{folder}});
}

Scenario denmark(double residents, const Overrides& overrides) {
  const Scenario cluster = randers();
  const std::string region = read_tables(cluster).cluster.region;
  auto tables = tables_of(cluster);
  std::string& municipalities = tables.at(cluster.tables.municipalities.path);
  municipalities = with_columns(municipalities, {{"cluster", cluster.population.cluster}, {"region", region}});
  const Scenario whole = parse_scenario(to_toml(cluster), "Denmark as one cluster", tables, {{folder}});
  const double share = std::min(residents / static_cast<double>(residents_of(whole)), 1.0);
  return with_overrides(whole, with({{"population.share", share}}, overrides), {{folder}});
}

std::uint64_t residents_of(const Scenario& scenario) {
  std::uint64_t sum = 0;
  for (const MunicipalityRow& each : read_tables(scenario).municipalities) sum += resident_count(scenario, each);
  return sum;
}

}  // namespace klynge::benchmarks
