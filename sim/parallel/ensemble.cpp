#include "sim/ensemble.h"

#include <tbb/global_control.h>
#include <tbb/task_arena.h>
#include <tbb/task_group.h>

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <numeric>
#include <utility>
#include <vector>

#include "sim/check.h"

namespace sim {

std::size_t default_workers() { return static_cast<std::size_t>(tbb::info::default_concurrency()); }

void run_jobs(std::size_t count, std::size_t workers, const std::function<void(std::size_t, const Report&)>& job,
              const Watch& watch) {
  const std::size_t most = 32 * default_workers();
  require(workers >= 1 && workers <= most,
          fmt::format("workers = {}: expected 1 to {}, 32 for each core", workers, most));
  // One more than the workers, because the calling thread only watches.
  const tbb::global_control threads(tbb::global_control::max_allowed_parallelism, workers + 1);
  tbb::task_arena arena(static_cast<int>(workers), 0);

  std::mutex mutex;
  std::condition_variable changed;
  std::size_t ended = 0;
  std::exception_ptr failure;
  std::atomic<bool> stop = false;
  std::atomic<std::size_t> next = 0;
  std::vector<std::atomic<double>> done(count);
  const auto all_done = [&] {
    const auto add = [](double sum, const std::atomic<double>& one) {
      return sum + one.load(std::memory_order_relaxed);
    };
    return count == 0 ? 1.0 : std::accumulate(done.begin(), done.end(), 0.0, add) / static_cast<double>(count);
  };

  // What a lane reads was written before it was enqueued. TBB sees to that, but a thread sanitizer cannot look into TBB:
  // this mutex, held while lanes are enqueued and taken once by each, shows it.
  static std::mutex hand_over;
  std::unique_lock enqueuing(hand_over);
  const std::size_t lanes = std::min(count, workers);
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    arena.enqueue([&] {
      std::unique_lock(hand_over).unlock();
      std::exception_ptr thrown;
      try {
        while (!stop) {
          const std::size_t mine = next.fetch_add(1);
          if (mine >= count) break;
          job(mine, [&, mine](double share) {
            done[mine].store(share, std::memory_order_relaxed);
            return !stop.load(std::memory_order_relaxed);
          });
          done[mine].store(1, std::memory_order_relaxed);
        }
      } catch (...) {
        thrown = std::current_exception();
        stop = true;
      }
      const std::lock_guard lock(mutex);
      if (thrown && !failure) failure = std::move(thrown);
      ++ended;
      changed.notify_one();
    });
  }

  enqueuing.unlock();

  std::unique_lock lock(mutex);
  while (ended < lanes) {
    changed.wait_for(lock, std::chrono::milliseconds(100));
    lock.unlock();
    try {
      if (!watch(all_done())) stop = true;
    } catch (...) {
      stop = true;
      lock.lock();
      changed.wait(lock, [&] { return ended == lanes; });
      throw;
    }
    lock.lock();
  }
  if (failure) std::rethrow_exception(failure);
}

void one_at_a_time(const std::function<void()>& work) {
  static std::mutex taken;
  const std::lock_guard lock(taken);
  work();
}

}  // namespace sim
