#include "models/health_setup.h"

#include "models/health_model.h"
#include "models/results.h"

namespace klynge {

namespace {

class HealthTrial : public Trial {
 public:
  HealthTrial(const World& world, const sim::Streams& streams, sim::Archive* saved)
      : end_(world.end), model_(world, streams), simulation_(model_, streams, saved) {}

  sim::Simulation& simulation() override { return simulation_; }
  bool over() const override { return simulation_.now() >= end_; }
  sim::Time next_stop() const override { return end_; }
  std::vector<sim::storage::Table> tables() const override { return result_tables(model_, simulation_); }

 private:
  const sim::Time end_;
  HealthModel model_;
  sim::Simulation simulation_;
};

}  // namespace

std::unique_ptr<Trial> HealthSetup::trial(const sim::Streams& streams, sim::Archive* saved) const {
  return std::make_unique<HealthTrial>(world_, streams, saved);
}

}  // namespace klynge
