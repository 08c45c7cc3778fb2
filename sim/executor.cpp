#include "sim/executor.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/check.h"

namespace sim {

bool run_windows(Simulation& simulation, Time until, const ExecutorOptions& options,
                 const std::function<void(Time)>& run_all) {
  std::optional<Duration> longest = options.window;
  if (longest) {
    const auto lookahead = simulation.lookahead();
    require(*longest > Duration{0}, fmt::format("window = {} s: expected more than 0 s", longest->count()));
    require(!lookahead || *longest <= *lookahead,
            fmt::format("window = {} s: longer than the least delay between partitions, {} s", longest->count(),
                        lookahead ? lookahead->count() : 0));
  }
  if (options.keep_going) longest = std::min<Duration>(longest.value_or(days{1}), days{1});
  std::int64_t reported_day = day_of(simulation.now());
  while (simulation.now() < until) {
    const Time end = simulation.window_end(until, longest);
    run_all(end);
    simulation.close_window(end);
    if (options.keep_going && day_of(end) != reported_day) {
      reported_day = day_of(end);
      if (!options.keep_going(end)) return end == until;
    }
  }
  return true;
}

bool run_sequential(Simulation& simulation, Time until, const ExecutorOptions& options) {
  return run_windows(simulation, until, options, [&](Time end) {
    for (std::size_t p = 0; p < simulation.partitions(); ++p) simulation.run_partition(PartitionId{p}, end);
  });
}

}  // namespace sim
