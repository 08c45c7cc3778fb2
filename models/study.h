// study.h - several arms, several replications, one file: what a user runs.
//
// Every arm meets the same seed and the same replications, so replication r of one arm is paired with replication r of
// every other: the same people with the same luck. Runs are independent jobs over all cores; a result does not depend
// on how many there are.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "models/scenario/scenario.h"
#include "sim/storage/column.h"

namespace klynge {

struct Arm {
  std::string name;
  Scenario scenario;
};

struct StudyPlan {
  std::vector<Arm> arms;
  std::uint32_t seed = 2026;
  std::uint32_t first_replication = 0;
  std::uint32_t replications = 1;
  std::size_t workers = 0;            // 0: one for each core
  std::vector<std::uint32_t> follow;  // residents whose journeys are recorded, besides the scenario's own sample
};

// One arm, one replication. Tables, by path: "indicators", "timeseries", "flows", "ledger", "journeys".
struct RunResult {
  std::size_t arm = 0;
  std::uint32_t replication = 0;
  std::uint64_t hash = 0;    // of the event stream
  std::uint64_t events = 0;  // handled, warm-up included
  std::vector<sim::storage::Table> tables;
};

// Called about ten times a second with the share done, 0 to 1; false stops the study, keeping what is finished.
using Progress = std::function<bool(double done)>;

// The finished runs, by arm and replication: all of them unless `progress` stopped the study.
std::vector<RunResult> run_study(const StudyPlan& plan, const Progress& progress = {});

// Writes /meta, the catalogue of indicators, the nodes, and every result table with columns `arm` and `replication` in
// front. `meta` adds what the core does not know (version, command line, wall time).
void write_study(const std::filesystem::path& file, const StudyPlan& plan, const std::vector<RunResult>& results,
                 const std::map<std::string, std::string>& meta);

// What a scenario is made of, as tables: its residents, its nodes and links, its indicators.
sim::storage::Table residents_table(const Scenario& scenario, std::uint32_t seed, std::uint32_t replication);
sim::storage::Table nodes_table(const Scenario& scenario);
sim::storage::Table links_table(const Scenario& scenario);
sim::storage::Table indicator_catalogue();

}  // namespace klynge
