#include "models/study_file.h"

#include <fmt/format.h>

#include "models/queueing/measures.h"
#include "models/results.h"
#include "models/scenario_tables.h"
#include "sim/check.h"
#include "sim/storage/file.h"

namespace klynge {

namespace {

using sim::storage::Column;
using sim::storage::Table;

// One table of all runs, with who it belongs to in front.
Table stack(const StudyPlan& plan, const std::vector<RunResult>& results, std::size_t which) {
  Table all = results.front().tables[which];
  for (Column& column : all.columns) std::visit([](auto& values) { values.clear(); }, column.values);
  std::vector<std::string> arm;
  std::vector<std::uint32_t> replication;
  for (const RunResult& result : results) {
    const Table& table = result.tables[which];
    for (std::size_t c = 0; c < all.columns.size(); ++c) {
      std::visit(
          [&](auto& values) {
            const auto& more = std::get<std::decay_t<decltype(values)>>(table.columns[c].values);
            values.insert(values.end(), more.begin(), more.end());
          },
          all.columns[c].values);
    }
    const std::size_t rows = sim::storage::rows(table.columns.front());
    arm.insert(arm.end(), rows, plan.arms[result.arm].name);
    replication.insert(replication.end(), rows, result.replication);
  }
  all.columns.insert(all.columns.begin(), {{"arm", std::move(arm), "", "which arm of the study"},
                                           {"replication", std::move(replication), "", "which draw of luck"}});
  return all;
}

Table runs_table(const StudyPlan& plan, const std::vector<RunResult>& results) {
  std::vector<std::string> arm, hash;
  std::vector<std::uint32_t> replication;
  std::vector<std::int64_t> events;
  for (const RunResult& result : results) {
    arm.push_back(plan.arms[result.arm].name);
    replication.push_back(result.replication);
    hash.push_back(fmt::format("{:016x}", result.hash));
    events.push_back(static_cast<std::int64_t>(result.events));
  }
  return {"runs",
          {{"arm", std::move(arm), "", ""},
           {"replication", std::move(replication), "", ""},
           {"hash", std::move(hash), "", "of the event stream, hexadecimal"},
           {"events", std::move(events), "events", "handled, warm-up included"}},
          {}};
}

Table catalogue_of(const Experiment& experiment) {
  const auto* network = std::get_if<queueing::QueueingNetwork>(&experiment);
  return network != nullptr ? queueing::meanings_table(*network) : indicator_catalogue_table();
}

}  // namespace

void write_study(const std::filesystem::path& path, const StudyPlan& plan, const std::vector<RunResult>& results,
                 const std::map<std::string, std::string>& meta) {
  check(plan);
  sim::require(!results.empty(), "study: there is no finished run to write");
  sim::storage::FileWriter file(path);
  for (const Arm& arm : plan.arms) {
    file.write_text("/meta/scenarios/" + arm.name, text_of(arm.experiment));
    for (const auto& [table, text] : tables_of(arm.experiment)) {
      // HDF5 separates groups by '/', so a table keeps its path as an attribute of its own.
      const std::string place =
          fmt::format("/meta/tables/{}/{}", arm.name, std::filesystem::path(table).filename().string());
      file.write_text(place, text);
      file.attribute(place, "path", table);
    }
  }
  file.attribute("/meta", "seed", static_cast<std::int64_t>(plan.seed));
  file.attribute("/meta", "first_replication", static_cast<std::int64_t>(plan.first_replication));
  file.attribute("/meta", "replications", static_cast<std::int64_t>(plan.replications));
  for (const auto& [name, text] : meta) file.attribute("/meta", name, text);
  file.write(catalogue_of(plan.arms.front().experiment));
  for (const Arm& arm : plan.arms) {
    const auto* scenario = std::get_if<Scenario>(&arm.experiment);
    if (scenario == nullptr) continue;
    Table nodes = nodes_table(*scenario);
    nodes.path = "nodes/" + arm.name;
    file.write(nodes);
  }
  file.write(runs_table(plan, results));
  for (std::size_t t = 0; t < results.front().tables.size(); ++t) file.write(stack(plan, results, t));
  file.commit();
}

}  // namespace klynge
