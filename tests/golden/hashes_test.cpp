// The event stream of everything that is shipped, reduced: every scenario under each regime, and every network.
#include <fmt/format.h>

#include "sim/executor.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/shipped_scenarios.h"

namespace tests {
namespace {

using namespace klynge;

TEST_CASE("everything that is shipped runs as it ran before, event by event", "[golden]") {
  Lines lines = {"arm,hash of events"};
  for (const Arm& arm : everything_reduced()) {
    const auto setup = set_up(arm.experiment, {});
    const auto trial = setup->trial({2026, 0});
    while (!trial->over()) sim::run_sequential(trial->simulation(), trial->next_stop());
    lines.push_back(fmt::format("{},{:016x}", arm.name, trial->simulation().hash()));
  }
  check_golden("hashes.csv", lines);
}

}  // namespace
}  // namespace tests
