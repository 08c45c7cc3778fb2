// executor.h - who runs the partitions of a window: here, one after the other on the calling thread.
#pragma once

#include <functional>
#include <optional>

#include "sim/simulation.h"

namespace sim {

// Called about once a simulated day with the time reached; false stops the run at that point.
using KeepGoing = std::function<bool(Time)>;

struct ExecutorOptions {
  std::optional<Duration> longest_window;  // shorter windows than the lookahead allows give the same result
  KeepGoing keep_going;
};

// Returns whether `until` was reached.
bool run_sequential(Simulation& simulation, Time until, const ExecutorOptions& options = {});

}  // namespace sim
