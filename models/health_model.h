// health_model.h - a scenario as a model that the engine can run: one partition for each municipality and one for each
// hospital, once a day a look at all of them, and once a week a new rota.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "models/journey/home.h"
#include "models/journey/hospital.h"
#include "models/journey/world.h"
#include "sim/model.h"
#include "sim/simulation.h"

namespace klynge {

// The state of one node at midnight, after warm-up.
struct NodeDay {
  std::int32_t day = 0;  // of the run, warm-up included
  std::uint32_t node = 0;
  std::int32_t arrivals = 0;  // since the midnight before
  std::int32_t waiting = 0;
  std::int32_t serving = 0;
  std::int32_t blocked = 0;
  std::int32_t servers = 0;  // on duty this week
};

// How well sectors worked together in one municipality, at the end of a week after warm-up.
struct ClimateWeek {
  std::int32_t week = 0;  // of the run
  std::uint32_t municipality = 0;
  std::array<Relation, tie_count> ties;
  double weakest = 0;  // relational coordination of the worst tie, 1 to 5
  std::array<Workload, coordinating_sectors> load;
  double uptake = 0;
  double acute_capability = 0;
};

class HealthModel : public sim::Model {
 public:
  HealthModel(const World& world, const sim::Streams& streams);

  const sim::Calendar& calendar() const override { return world_.calendar; }
  std::size_t partitions() const override { return homes_.size() + hospitals_.size(); }
  std::optional<sim::Duration> lookahead() const override { return world_.network.graph.lookahead(); }
  std::vector<sim::ResourceSpec> resources() const override;  // with the staff of the first week
  void start(sim::Context& context) override;
  void handle(const sim::Event& event, sim::Context& context) override;
  void serve(sim::NodeId node, const sim::Claim& claim, sim::Duration waited, sim::Context& context) override;
  void prefetch(sim::PartitionId partition, const sim::Event& event) const override;
  std::optional<sim::Time> next_global(sim::Time now) const override;
  void global(sim::Time now, sim::Simulation& simulation) override;
  std::string name(sim::NodeId node) const override { return world_.network.graph[node].name; }

  void state(sim::Archive& archive) override;
  std::string shape() const override;

  const World& world() const { return world_; }
  const std::vector<std::unique_ptr<Home>>& homes() const { return homes_; }
  const std::vector<std::unique_ptr<Hospital>>& hospitals() const { return hospitals_; }
  const std::vector<NodeDay>& days() const { return days_; }
  const std::vector<ClimateWeek>& weeks() const { return weeks_; }
  // What has been written down of the residents of a municipality, at home and in hospitals.
  Books books(std::size_t municipality) const;
  // By node: what flowed through it after the warm-up.
  std::vector<sim::Usage> usage(const sim::Simulation& simulation) const;

 private:
  bool is_home(sim::PartitionId partition) const { return partition.index() < homes_.size(); }
  Home& home(sim::PartitionId partition) { return *homes_[partition.index()]; }
  Hospital& hospital(sim::PartitionId partition) { return *hospitals_[partition.index() - homes_.size()]; }
  bool is_told(std::size_t municipality, sim::Time now) const;
  void end_week(std::size_t municipality, sim::Time now);
  std::vector<sim::Staff> staff_of(sim::NodeId node, sim::Time from) const;  // in the week that begins then
  void new_rota(sim::Time now, sim::Simulation& simulation) const;
  void record_day(sim::Time now, const sim::Simulation& simulation);

  const World& world_;
  std::vector<Climate> climates_;                     // by municipality; they stay where they are
  std::vector<std::unique_ptr<Home>> homes_;          // by partition
  std::vector<std::unique_ptr<Hospital>> hospitals_;  // by partition, after the homes
  std::vector<sim::Usage> before_counting_;           // by node, at the end of the warm-up
  std::vector<std::uint64_t> arrived_yesterday_;      // by node, up to the last midnight
  std::vector<NodeDay> days_;
  std::vector<ClimateWeek> weeks_;
};

}  // namespace klynge
