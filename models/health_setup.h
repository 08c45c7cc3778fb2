// health_setup.h - a health scenario as a study runs it.
#pragma once

#include <memory>
#include <vector>

#include "models/journey/world.h"
#include "models/trial.h"

namespace klynge {

class HealthSetup : public Setup {
 public:
  // `follow`: residents whose journeys are recorded, by their number in the run.
  HealthSetup(const Scenario& scenario, const std::vector<std::uint32_t>& follow) : world_(scenario, follow) {}

  std::unique_ptr<Trial> trial(const sim::Streams& streams, sim::Archive* saved) const override;
  sim::Time counting_from() const override { return world_.counting_from; }
  sim::Time end() const override { return world_.end; }

 private:
  const World world_;
};

}  // namespace klynge
