#include "sim/executor.h"

#include <algorithm>

namespace sim {

bool run_sequential(Simulation& simulation, Time until, const ExecutorOptions& options) {
  std::optional<Duration> longest = options.longest_window;
  if (options.keep_going) longest = std::min<Duration>(longest.value_or(days{1}), days{1});
  std::int64_t reported_day = day_of(simulation.now());
  while (simulation.now() < until) {
    const Time end = simulation.window_end(until, longest);
    for (std::size_t p = 0; p < simulation.partitions(); ++p) simulation.run_partition(PartitionId{p}, end);
    simulation.close_window(end);
    if (options.keep_going && day_of(end) != reported_day) {
      reported_day = day_of(end);
      if (!options.keep_going(end)) return end == until;
    }
  }
  return true;
}

}  // namespace sim
