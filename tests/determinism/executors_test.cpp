// Who runs the partitions of a window, in which order and on how many threads, changes nothing: on every shipped scenario
// under each regime, and on every shipped network.
#include "sim/executor.h"

#include <cstdint>
#include <functional>

#include "sim/ensemble.h"
#include "tests/support/catch.h"
#include "tests/support/shipped_scenarios.h"

namespace tests {
namespace {

using namespace klynge;

using Executor = std::function<void(sim::Simulation&, sim::Time until)>;

std::uint64_t hash_by(const Executor& execute, const Setup& setup) {
  const auto trial = setup.trial({2026, 1});
  while (!trial->over()) execute(trial->simulation(), trial->next_stop());
  return trial->simulation().hash();
}

void sequential(sim::Simulation& simulation, sim::Time until) { sim::run_sequential(simulation, until); }

void windowed(sim::Simulation& simulation, sim::Time until) { sim::run_windowed(simulation, until); }

void backwards(sim::Simulation& simulation, sim::Time until) {
  sim::run_windows(simulation, until, {}, [&](sim::Time end) {
    for (std::size_t p = simulation.partitions(); p-- > 0;) simulation.run_partition(sim::PartitionId{p}, end);
  });
}

TEST_CASE("threads do not change a run of anything that is shipped", "[determinism]") {
  for (const Arm& arm : everything_reduced()) {
    const auto setup = set_up(arm.experiment, {});
    const std::uint64_t expected = hash_by(sequential, *setup);
    for (const std::size_t workers : {1, 2, 3, 5, 8}) {
      CAPTURE(arm.name, workers);
      // Fewer jobs than workers, so that partitions fill the cores.
      std::uint64_t hash = 0;
      sim::run_jobs(
          1, workers, [&](std::size_t, const sim::Report&) { hash = hash_by(windowed, *setup); },
          [](double) { return true; });
      CHECK(hash == expected);
    }
  }
}

TEST_CASE("the order in which partitions are run does not change anything that is shipped", "[determinism]") {
  for (const Arm& arm : everything_reduced()) {
    CAPTURE(arm.name);
    const auto setup = set_up(arm.experiment, {});
    CHECK(hash_by(backwards, *setup) == hash_by(sequential, *setup));
  }
}

}  // namespace
}  // namespace tests
