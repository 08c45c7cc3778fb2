// shipped_scenarios.h - every scenario and preset that comes with Klynge, found by itself, and a small form for tests.
//
// A new file in scenarios/ is met by every test that asks here, without a line in any of them.
#pragma once

#include <string>
#include <vector>

#include "models/experiment.h"
#include "models/scenario/load.h"

namespace tests {

// Names without extension, in alphabetical order: of the files that stand in scenarios/ itself, and of the presets in
// scenarios/presets/<kind>.
std::vector<std::string> shipped_scenarios();
std::vector<std::string> shipped_presets(const std::string& kind);

// The reference networks that stand in scenarios/queueing, by name, each made small and short enough for a test.
std::vector<std::string> shipped_networks();
klynge::queueing::QueueingNetwork reduced_network(const std::string& name);

// All that is shipped, reduced: scenarios under each regime, and networks.
std::vector<klynge::Arm> everything_reduced();

// A scenario as it is shipped, with other values on top; presets among them are found.
klynge::Scenario shipped(const std::string& name, const klynge::Overrides& overrides = {});

// A scenario with a change: a preset regime that takes over in an area on a date.
klynge::Scenario changed(const klynge::Scenario& scenario, const std::string& area, const std::string& from,
                         const std::string& regime);

// A scenario as it is shipped, with about 4,000 residents, half as many more where the scenario itself simulates
// everybody, 10 days of warm-up and 40 days counted, so that it runs in a second or a few; `overrides` lie on top.
klynge::Scenario reduced(const std::string& name, const klynge::Overrides& overrides = {});

// What makes queues: a third of the staff and municipal places, half of the beds, a fifth of the nurses, and patients
// who soon look for care elsewhere.
klynge::Overrides scarce(const klynge::Scenario& scenario);

}  // namespace tests
