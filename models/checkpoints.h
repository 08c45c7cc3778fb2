// checkpoints.h - a folder in which the runs of a study are saved from time to time, so that being killed costs little.
//
// One file for each run, "<arm>-<replication>.h5", and for each warm-up that arms share, "warm-up-<replication>.h5",
// written anew at every save and at the end. What is found there is
// taken up again; a file that is of another scenario, seed or version of Klynge is refused, never written over.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/experiment.h"
#include "sim/archive.h"
#include "sim/time.h"

namespace klynge {

struct Checkpoints {
  std::filesystem::path folder;
  std::int64_t every_days = 30;  // simulated
};

// What a saved run must be of to be taken up again.
struct RunIdentity {
  const Arm& arm;
  std::size_t arm_number = 0;
  std::uint32_t seed = 0;
  std::uint32_t replication = 0;
  const std::vector<std::uint32_t>& follow;
  std::string warm_up_of;   // the arm whose warm-up it shares, or empty
  bool is_warm_up = false;  // that warm-up itself
};

// Makes the folder; throws InputError, before anything runs, if a file in it cannot be taken up again. What killed runs
// have left half written is removed.
void open_checkpoints(const Checkpoints& where, const std::vector<RunIdentity>& runs);

void save_run(const Checkpoints& where, const RunIdentity& run, sim::Simulation& simulation);
// Nothing if this run has not been saved yet.
std::optional<sim::Archive> saved_run(const Checkpoints& where, const RunIdentity& run);

}  // namespace klynge
