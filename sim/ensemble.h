// ensemble.h - independent jobs, such as replications, on several cores, watched by the thread that asked for them.
//
// Jobs share nothing, so they need no order and no lock. The calling thread does not compute: it waits, and every tenth
// of a second asks `watch`, which is where a progress bar is drawn and Ctrl-C is noticed. How it is done stands in
// parallel/ensemble.cpp, so that whoever includes this knows nothing of threads.
#pragma once

#include <cstddef>
#include <functional>

namespace sim {

// A job tells how far it has come, from 0 to 1; false asks it to stop.
using Report = std::function<bool(double done)>;
// The watcher is told how far all jobs have come together, from 0 to 1; false stops them.
using Watch = std::function<bool(double done)>;

// Cores to use when a user names no number.
std::size_t default_workers();

// Calls job(0) ... job(count - 1), at most `workers` at a time. Once `watch` has answered false no further job starts.
// The first exception that a job throws is thrown again here, after all have ended.
void run_jobs(std::size_t count, std::size_t workers,
              const std::function<void(std::size_t job, const Report& report)>& job, const Watch& watch);

// Does this while no other thread does anything through here: for libraries that bear one thread only.
void one_at_a_time(const std::function<void()>& work);

}  // namespace sim
