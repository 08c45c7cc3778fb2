// jobs.h - independent jobs on several cores, watched by the thread that asked for them.
//
// Replications share nothing, so they need no order and no lock. The calling thread does not compute: it waits, and
// every tenth of a second asks `keep_going`, which is where a progress bar is drawn and Ctrl-C is noticed.
#pragma once

#include <cstddef>
#include <functional>

namespace sim::parallel {

// Cores to use when a user names no number.
std::size_t default_workers();

// Calls job(0) ... job(count - 1), at most `workers` at a time. Once keep_going() is false no further job starts and
// `stopping()` is true for those that run. The first exception a job throws is thrown again here, after all have ended.
void run_jobs(std::size_t count, std::size_t workers,
              const std::function<void(std::size_t job, const std::function<bool()>& stopping)>& job,
              const std::function<bool()>& keep_going);

}  // namespace sim::parallel
