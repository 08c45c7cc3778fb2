// executor.h - who runs the partitions of a window: one after the other, or several at once. Both give the same run.
//
// run_windowed() takes the threads of the arena that it is called in (ensemble.h), so that replications and partitions
// fill the cores together, whichever are more.
#pragma once

#include <functional>
#include <optional>

#include "sim/simulation.h"

namespace sim {

// Called about once a simulated day with the time reached; false stops the run at that point.
using KeepGoing = std::function<bool(Time)>;

struct ExecutorOptions {
  // No window is longer; at most the lookahead, which is what it is if left out. Shorter ones give the same result.
  std::optional<Duration> window = std::nullopt;
  KeepGoing keep_going = {};
};

// Both return whether `until` was reached.
bool run_sequential(Simulation& simulation, Time until, const ExecutorOptions& options = {});
bool run_windowed(Simulation& simulation, Time until, const ExecutorOptions& options = {});

// The loop over windows that executors share: `run_all` runs every partition up to the end of the window.
bool run_windows(Simulation& simulation, Time until, const ExecutorOptions& options,
                 const std::function<void(Time end)>& run_all);

}  // namespace sim
