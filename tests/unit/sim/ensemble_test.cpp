#include "sim/ensemble.h"

#include <algorithm>
#include <atomic>
#include <stdexcept>
#include <vector>

#include "sim/check.h"
#include "tests/support/catch.h"

namespace tests {
namespace {

using sim::Report;
using sim::run_jobs;

bool always(double) { return true; }

TEST_CASE("every job runs once whatever the number of workers", "[unit]") {
  for (const std::size_t workers : {1, 2, 3, 4, 5}) {
    for (const std::size_t count : {0, 1, 3, 200}) {
      std::vector<std::atomic<int>> runs(count);
      const auto job = [&](std::size_t number, const Report&) { ++runs[number]; };
      run_jobs(count, workers, job, always);
      CAPTURE(workers, count);
      CHECK(std::all_of(runs.begin(), runs.end(), [](const std::atomic<int>& n) { return n == 1; }));
    }
  }
}

TEST_CASE("no more jobs run at once than there are workers", "[unit]") {
  for (const std::size_t workers : {1, 2, 3}) {
    std::atomic<std::size_t> running = 0;
    std::atomic<bool> crowded = false;
    const auto job = [&](std::size_t, const Report&) {
      if (++running > workers) crowded = true;
      --running;
    };
    run_jobs(300, workers, job, always);
    CHECK_FALSE(crowded.load());
  }
}

// Each of the two waits until the other has come.
TEST_CASE("two workers work at the same time", "[unit]") {
  std::atomic<int> present = 0;
  const auto job = [&](std::size_t, const Report&) {
    ++present;
    while (present < 2) {
    }
  };
  run_jobs(2, 2, job, always);
  CHECK(present.load() == 2);
}

TEST_CASE("a job's exception comes back to the caller", "[unit]") {
  const auto job = [](std::size_t number, const Report&) {
    if (number == 7) throw std::out_of_range("job 7");
  };
  for (const std::size_t workers : {1, 2, 3, 4, 5}) {
    CHECK_THROWS_AS(run_jobs(50, workers, job, always), std::out_of_range);
    CHECK_THROWS_WITH(run_jobs(50, workers, job, always), "job 7");
  }
}

TEST_CASE("after an exception no further job starts", "[unit]") {
  std::atomic<int> runs = 0;
  const auto job = [&](std::size_t, const Report&) {
    ++runs;
    throw std::runtime_error("the first fails");
  };
  CHECK_THROWS_AS(run_jobs(50, 1, job, always), std::runtime_error);
  CHECK(runs.load() == 1);
}

TEST_CASE("an exception tells the running jobs to stop", "[unit]") {
  std::atomic<bool> begun = false;
  std::atomic<bool> told = false;
  const auto job = [&](std::size_t number, const Report& report) {
    if (number == 0) {
      while (!begun) {
      }
      throw std::runtime_error("enough");
    }
    begun = true;
    while (report(0)) {
    }
    told = true;
  };
  CHECK_THROWS_AS(run_jobs(2, 2, job, always), std::runtime_error);
  CHECK(told.load());
}

TEST_CASE("who is asked to stop starts no further job and tells the running ones", "[unit]") {
  for (const std::size_t workers : {1, 2, 3}) {
    std::atomic<std::size_t> started = 0;
    std::atomic<std::size_t> told = 0;
    const auto job = [&](std::size_t, const Report& report) {
      ++started;
      while (report(0)) {
      }
      ++told;
    };
    run_jobs(100, workers, job, [&](double) { return started < workers; });  // stop once all workers are busy
    CAPTURE(workers);
    CHECK(started.load() == workers);
    CHECK(told.load() == workers);
  }
}

TEST_CASE("an exception of the watcher stops the jobs and comes back", "[unit]") {
  std::atomic<int> running = 0;
  const auto job = [&](std::size_t, const Report& report) {
    ++running;
    while (report(0)) {
    }
    --running;
  };
  const auto interrupted = [](double) -> bool { throw std::domain_error("interrupted"); };
  CHECK_THROWS_AS(run_jobs(2, 2, job, interrupted), std::domain_error);
  CHECK(running.load() == 0);
}

TEST_CASE("the watcher hears how far all jobs have come together", "[unit]") {
  std::vector<double> heard;
  std::atomic<bool> half_heard = false;
  const auto job = [&](std::size_t number, const Report& report) {
    report(number == 0 ? 1.0 : 0.0);
    while (!half_heard) {
    }
  };
  run_jobs(2, 2, job, [&](double done) {
    heard.push_back(done);
    if (done == 0.5) half_heard = true;
    return true;
  });
  CHECK(std::is_sorted(heard.begin(), heard.end()));
  CHECK(std::find(heard.begin(), heard.end(), 0.5) != heard.end());
}

TEST_CASE("the number of workers must make sense", "[unit]") {
  const auto nothing = [](std::size_t, const Report&) {};
  CHECK_THROWS_AS(run_jobs(1, 0, nothing, always), sim::InputError);
  const std::size_t too_many = 32 * sim::default_workers() + 1;
  CHECK_THROWS_AS(run_jobs(1, too_many, nothing, always), sim::InputError);
  CHECK(sim::default_workers() >= 1);
}

}  // namespace
}  // namespace tests
