// experiment.h - what an arm of a study may be: a health scenario or a reference queueing network.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "models/queueing/network.h"
#include "models/scenario/scenario.h"
#include "models/trial.h"

namespace klynge {

using Experiment = std::variant<Scenario, queueing::QueueingNetwork>;

struct Arm {
  std::string name;
  Experiment experiment;
};

std::unique_ptr<Setup> set_up(const Experiment& experiment, const std::vector<std::uint32_t>& follow);

// All that it is made from: the scenario as TOML, and the text of each table it names, by path.
std::string text_of(const Experiment& experiment);
std::map<std::string, std::string> tables_of(const Experiment& experiment);

}  // namespace klynge
