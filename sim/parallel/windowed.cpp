// windowed.cpp - the partitions of a window, several at once.
//
// Partitions share nothing within a window (simulation.h), so they need no lock, and who runs which is left to the
// scheduler. A thread that has to wait for the others of its window takes none but their work, so that it never gets
// stuck in another replication. If handlers throw, the error of the first partition is told, whoever was quicker.
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <numeric>
#include <vector>

#include "sim/executor.h"

namespace sim {

namespace {

// Waking another thread costs as much as some hundred events, so a window that promises fewer is run on this one.
constexpr std::uint64_t worth_sharing = 400;

}  // namespace

bool run_windowed(Simulation& simulation, Time until, const ExecutorOptions& options) {
  const std::size_t count = simulation.partitions();
  std::vector<std::uint64_t> handled(count, worth_sharing);  // in the last window, by partition
  std::vector<std::exception_ptr> thrown(count);
  std::vector<std::size_t> order(count);  // the busiest first, so that no long one is left for the end
  std::iota(order.begin(), order.end(), std::size_t{0});
  // What a lane reads was written before it began, and what it writes is read after it has ended. TBB sees to that, but a
  // thread sanitizer cannot look into TBB: this mutex, taken at both ends by both sides, shows it.
  static std::mutex hand_over;
  const auto pass_on = [] { const std::lock_guard lock(hand_over); };
  const auto run_one = [&](std::size_t p, Time end) {
    try {
      handled[p] = simulation.run_partition(PartitionId{p}, end);
    } catch (...) {
      thrown[p] = std::current_exception();
    }
  };
  return run_windows(simulation, until, options, [&](Time end) {
    const bool share = std::accumulate(handled.begin(), handled.end(), std::uint64_t{0}) >= worth_sharing;
    if (share) {
      std::stable_sort(order.begin(), order.end(),
                       [&](std::size_t a, std::size_t b) { return handled[a] > handled[b]; });
      tbb::this_task_arena::isolate([&] {
        std::atomic<std::size_t> next = 0;
        const auto lanes = std::min(count, static_cast<std::size_t>(tbb::this_task_arena::max_concurrency()));
        pass_on();
        tbb::parallel_for(std::size_t{0}, lanes, [&](std::size_t) {
          pass_on();
          for (std::size_t i = next.fetch_add(1); i < count; i = next.fetch_add(1)) run_one(order[i], end);
          pass_on();
        });
        pass_on();
      });
    } else {
      for (std::size_t p = 0; p < count; ++p) run_one(p, end);
    }
    for (const std::exception_ptr& error : thrown) {
      if (error) std::rethrow_exception(error);
    }
  });
}

}  // namespace sim
