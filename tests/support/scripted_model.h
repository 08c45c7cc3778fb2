// scripted_model.h - a model whose every answer a test writes down: for hand traces through the real engine.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sim/context.h"
#include "sim/model.h"

namespace tests {

class ScriptedModel : public sim::Model {
 public:
  sim::Calendar civil{std::chrono::year{2024} / 1 / 1, {}};  // day 0 is a Monday
  std::size_t partition_count = 1;
  std::optional<sim::Duration> least_delay;
  std::vector<sim::ResourceSpec> stations;
  std::vector<sim::Time> globals;  // in order

  std::function<void(sim::Context&)> on_start = [](sim::Context&) {};
  std::function<void(const sim::Event&, sim::Context&)> on_event = [](const sim::Event&, sim::Context&) {};
  std::function<void(sim::NodeId, const sim::Claim&, sim::Duration, sim::Context&)> on_serve =
      [](sim::NodeId, const sim::Claim&, sim::Duration, sim::Context&) {};
  std::function<void(sim::NodeId, const sim::Claim&, sim::Duration, sim::Context&)> on_leave =
      [](sim::NodeId, const sim::Claim&, sim::Duration, sim::Context&) {};
  std::function<void(sim::Time, sim::Simulation&)> on_global = [](sim::Time, sim::Simulation&) {};
  std::function<void(sim::Archive&)> on_state = [](sim::Archive&) {};
  std::vector<std::string> names;  // of nodes; those beyond are called by their number

  const sim::Calendar& calendar() const override { return civil; }
  std::size_t partitions() const override { return partition_count; }
  std::optional<sim::Duration> lookahead() const override { return least_delay; }
  std::vector<sim::ResourceSpec> resources() const override { return stations; }
  std::string name(sim::NodeId node) const override {
    return node.index() < names.size() ? names[node.index()] : sim::Model::name(node);
  }
  void start(sim::Context& context) override { on_start(context); }
  void handle(const sim::Event& event, sim::Context& context) override { on_event(event, context); }
  void serve(sim::NodeId node, const sim::Claim& claim, sim::Duration waited, sim::Context& context) override {
    on_serve(node, claim, waited, context);
  }
  std::optional<sim::Time> next_global(sim::Time now) const override {
    for (const sim::Time time : globals) {
      if (time > now) return time;
    }
    return std::nullopt;
  }
  void leave(sim::NodeId node, const sim::Claim& claim, sim::Duration waited, sim::Context& context) override {
    on_leave(node, claim, waited, context);
  }
  void global(sim::Time now, sim::Simulation& simulation) override { on_global(now, simulation); }
  void state(sim::Archive& archive) override { on_state(archive); }
};

}  // namespace tests
