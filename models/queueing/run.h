// run.h - a queueing network as a study runs it.
#pragma once

#include <memory>
#include <vector>

#include "models/queueing/measures.h"
#include "models/queueing/model.h"
#include "models/queueing/plan.h"
#include "models/trial.h"
#include "sim/executor.h"
#include "sim/rng.h"
#include "sim/simulation.h"

namespace klynge::queueing {

class Replication : public Trial {
 public:
  Replication(const Plan& plan, const sim::Streams& streams, sim::Archive* saved = nullptr)
      : plan_(plan), model_(plan), simulation_(model_, streams, saved) {}

  // Whether there is nothing left to do: the end has been reached and, where the network says so, everybody has left.
  bool over() const override;
  sim::Time next_stop() const override;
  sim::Simulation& simulation() override { return simulation_; }
  std::vector<sim::storage::Table> tables() const override { return {measures_table(measured())}; }
  const sim::Simulation& simulation() const { return simulation_; }
  std::vector<Measurement> measured() const { return measurements(model_, simulation_); }

 private:
  const Plan& plan_;
  QueueingModel model_;
  sim::Simulation simulation_;
};

class NetworkSetup : public Setup {
 public:
  explicit NetworkSetup(const QueueingNetwork& network) : plan_(network) {}

  std::unique_ptr<Trial> trial(const sim::Streams& streams, sim::Archive* saved) const override {
    return std::make_unique<Replication>(plan_, streams, saved);
  }
  sim::Time counting_from() const override { return plan_.counting_from; }
  sim::Time end() const override { return plan_.end; }

 private:
  const Plan plan_;
};

// A whole replication on the calling thread.
std::unique_ptr<Replication> replicate(const Plan& plan, const sim::Streams& streams);

}  // namespace klynge::queueing
