// study.h - several arms, several replications: what a user runs.
//
// Every arm meets the same seed and the same replications, so replication r of one arm is paired with replication r of
// every other: the same people with the same luck. Replications and, within each, partitions are run by the same threads
// (sim/ensemble.h), and a result does not depend on how many there are.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "models/checkpoints.h"
#include "models/experiment.h"
#include "sim/storage/column.h"

namespace klynge {

struct StudyPlan {
  std::vector<Arm> arms;
  std::uint32_t seed = 2026;
  std::uint32_t first_replication = 0;
  std::uint32_t replications = 1;
  std::size_t workers = 0;            // 0: one for each core
  std::vector<std::uint32_t> follow;  // residents whose journeys are recorded, besides the scenario's own sample
  // One burn-in, many futures: all arms go on from the first arm's state at the end of the warm-up.
  bool shared_warm_up = false;
  std::optional<Checkpoints> checkpoints;  // where to save, and to go on from what is saved there
};

// One arm, one replication. Tables, by path: "indicators", "reach", "timeseries", "flows", "ledger", "journeys"; of a
// queueing network "measures".
struct RunResult {
  std::size_t arm = 0;
  std::uint32_t replication = 0;
  std::uint64_t hash = 0;    // of the event stream
  std::uint64_t events = 0;  // handled, warm-up included
  std::vector<sim::storage::Table> tables;
};

// Called about ten times a second with the share done, 0 to 1; false stops the study, keeping what is finished.
using Progress = std::function<bool(double done)>;

// Throws InputError if the plan makes no sense.
void check(const StudyPlan& plan);

// The finished runs, by arm and replication: all of them unless `progress` stopped the study.
std::vector<RunResult> run_study(const StudyPlan& plan, const Progress& progress = {});

}  // namespace klynge
