#include "models/experiment.h"

#include "models/health_setup.h"
#include "models/queueing/load.h"
#include "models/queueing/run.h"
#include "models/scenario/load.h"
#include "sim/check.h"

namespace klynge {

std::unique_ptr<Setup> set_up(const Experiment& experiment, const std::vector<std::uint32_t>& follow) {
  if (const auto* scenario = std::get_if<Scenario>(&experiment)) {
    return std::make_unique<HealthSetup>(*scenario, follow);
  }
  sim::require(follow.empty(), "follow: customers of a queueing network leave no journeys");
  return std::make_unique<queueing::NetworkSetup>(std::get<queueing::QueueingNetwork>(experiment));
}

std::string text_of(const Experiment& experiment) {
  return std::visit([](const auto& each) { return to_toml(each); }, experiment);
}

std::map<std::string, std::string> tables_of(const Experiment& experiment) {
  const auto* scenario = std::get_if<Scenario>(&experiment);
  return scenario != nullptr ? tables_of(*scenario) : std::map<std::string, std::string>{};
}

}  // namespace klynge
