// simulation.h - one replication of one model: its partitions, its random streams, and how far it has come.
//
// Time advances in windows no longer than the lookahead, the least delay of any message between partitions. What one
// partition sends during a window cannot concern another before the window is over, so within it partitions may be run
// in any order, or at once, with the same result: conservative synchronisation with time windows (Lubachevsky, Commun.
// ACM 32(1), 1989, doi 10.1145/63238.63247). An executor says in which order; run_partition() and close_window() are
// all it may call.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/model.h"
#include "sim/partition.h"
#include "sim/rng.h"

namespace sim {

class Simulation {
 public:
  Simulation(Model& model, Streams streams);

  Time now() const { return now_; }
  // The end of the window that begins now: at most `longest` and the lookahead away, and no later than the next global
  // event or `until`.
  Time window_end(Time until, std::optional<Duration> longest) const;
  void run_partition(PartitionId id, Time end);
  // Delivers the outboxes, moves the clock to `end`, and runs the global event if one is due.
  void close_window(Time end);

  std::size_t partitions() const { return partitions_.size(); }
  const Resource& resource(NodeId node) const;
  bool has_resource(NodeId node) const {
    return node.index() < places_.size() && places_[node.index()].partition.valid();
  }
  std::vector<Row> rows() const;
  std::uint64_t events() const;
  // Of all events that have been handled, in the order in which each partition saw them.
  std::uint64_t hash() const;

 private:
  friend class Context;

  struct Place {
    PartitionId partition;
    std::size_t station = 0;
  };

  Model& model_;
  Streams streams_;
  std::optional<Duration> lookahead_;
  std::vector<Partition> partitions_;
  std::vector<Place> places_;  // by node
  Time now_ = start_of_time;
};

}  // namespace sim
