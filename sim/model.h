// model.h - what the engine asks of a model.
//
// A model owns the state of its agents, partition by partition. The engine owns time, order, resources and messages. A
// model may be handed two partitions at once by two threads, never one partition to two: what handle(), serve() and
// left() touch must belong to the context's partition or be constant during the run. global() runs alone.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "sim/archive.h"
#include "sim/calendar.h"
#include "sim/event.h"
#include "sim/ids.h"
#include "sim/resource_spec.h"
#include "sim/time.h"

namespace sim {

class Context;
class Simulation;

class Model {
 public:
  virtual ~Model() = default;

  virtual const Calendar& calendar() const = 0;
  virtual std::size_t partitions() const = 0;
  // No message between two partitions takes less; nothing where partitions never speak.
  virtual std::optional<Duration> lookahead() const = 0;
  // Node ids index this list's nodes; each node has at most one resource.
  virtual std::vector<ResourceSpec> resources() const = 0;
  // What a node is called in messages to the user.
  virtual std::string name(NodeId node) const { return "node " + std::to_string(node.index()); }

  // Schedules a partition's first events.
  virtual void start(Context& context) = 0;
  virtual void handle(const Event& event, Context& context) = 0;
  // A claim has been given a server of this node, after having waited that long (zero: at once).
  virtual void serve(NodeId node, const Claim& claim, Duration waited, Context& context) = 0;
  // A claim that was given a patience has waited in vain.
  virtual void leave(NodeId node, const Claim& claim, Duration waited, Context& context);
  // A node has other servers or hours than before, without any event: a run goes on in another scenario than it was saved
  // in, or global() has changed them. Those who wait in its lines have been called already.
  virtual void capacity_changed(NodeId, Context&) {}
  // The event of this partition will be handled soon: a hint to fetch what it will touch. Must change nothing.
  virtual void prefetch(PartitionId, const Event&) const {}

  // The first instant after `now` at which all partitions must stand still for global(); nothing if never again.
  virtual std::optional<Time> next_global(Time now) const = 0;
  virtual void global(Time now, Simulation& simulation) = 0;

  // All that the model remembers, for saving and resuming; see archive.h.
  virtual void state(Archive& archive);
  // What a scenario must have in common with the one that was saved for its state to make sense there, in lines: who
  // lives where, which nodes there are.
  virtual std::string shape() const { return {}; }
};

}  // namespace sim
