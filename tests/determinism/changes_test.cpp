// Regimes that take over on a date, each in its own municipality: who runs the parts and whether the run is interrupted
// on the way changes nothing.
#include "models/scenario/changes.h"

#include <array>
#include <string>
#include <vector>

#include "models/study.h"
#include "sim/ensemble.h"
#include "sim/executor.h"
#include "tests/support/catch.h"
#include "tests/support/shipped_scenarios.h"

namespace tests {
namespace {

using namespace klynge;

// Between the end of the warm-up and the end, on days that are no end of a week.
Scenario two_take_over() {
  const Scenario apart = reduced("randers", {{"regime", std::string("separate_sectors")}});
  const Scenario one = changed(apart, "Favrskov", "2024-01-18", "cluster_leadership");
  return changed(one, "Syddjurs", "2024-01-25", "agreements");
}

std::uint64_t run_hash(const Setup& setup, std::size_t workers) {
  std::uint64_t hash = 0;
  sim::run_jobs(
      1, workers,
      [&](std::size_t, const sim::Report&) {
        const auto trial = setup.trial({2026, 1});
        while (!trial->over()) sim::run_windowed(trial->simulation(), trial->next_stop());
        hash = trial->simulation().hash();
      },
      [](double) { return true; });
  return hash;
}

TEST_CASE("threads do not change a run in which regimes take over", "[determinism]") {
  const Scenario scenario = two_take_over();
  REQUIRE(scenario.changes.size() == 2);
  const auto setup = set_up(scenario, {});
  const std::uint64_t expected = run_hash(*setup, 1);
  for (const std::size_t workers : {2, 3}) {
    CAPTURE(workers);
    CHECK(run_hash(*setup, workers) == expected);
  }
  const auto without = set_up(reduced("randers", {{"regime", std::string("separate_sectors")}}), {});
  CHECK(run_hash(*without, 1) != expected);
}

// Also on the very midnights on which they take over.
TEST_CASE("a run in which regimes take over may be saved at any time and gone on with", "[determinism]") {
  const auto setup = set_up(two_take_over(), {});
  const auto whole = setup->trial({2026, 1});
  while (!whole->over()) sim::run_sequential(whole->simulation(), whole->next_stop());
  for (const sim::Duration step : std::array<sim::Duration, 2>{sim::days{1}, sim::days{3} + sim::hours{7}}) {
    auto trial = setup->trial({2026, 1});
    while (!trial->over()) {
      sim::run_sequential(trial->simulation(), std::min(trial->next_stop(), trial->simulation().now() + step));
      sim::Archive archive;
      trial->simulation().save(archive);
      sim::Archive saved(archive.take_sections());
      trial = setup->trial({2026, 1}, &saved);
    }
    CHECK(trial->simulation().hash() == whole->simulation().hash());
    CHECK((trial->tables() == whole->tables()));
  }
}

TEST_CASE("a study in which regimes take over is the same on any number of workers", "[determinism]") {
  StudyPlan study;
  study.arms = {{"two take over", two_take_over()}, {"apart", reduced("randers")}};
  study.replications = 2;
  study.workers = 1;
  const std::vector<RunResult> expected = run_study(study);
  for (const std::size_t workers : {2, 3}) {
    study.workers = workers;
    const std::vector<RunResult> results = run_study(study);
    REQUIRE(results.size() == expected.size());
    for (std::size_t r = 0; r < results.size(); ++r) {
      CAPTURE(workers, r);
      CHECK(results[r].hash == expected[r].hash);
      CHECK((results[r].tables == expected[r].tables));
    }
  }
}

}  // namespace
}  // namespace tests
