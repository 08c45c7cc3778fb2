// simulation.h - one replication of one model: its partitions, its random streams, and how far it has come.
//
// Time advances in windows no longer than the lookahead, the least delay of any message between partitions. What one
// partition sends during a window cannot concern another before the window is over, so within it partitions may be run
// in any order, or at once, with the same result: conservative synchronisation (Chandy and Misra, IEEE Trans. Software
// Eng. SE-5(5), 1979, doi 10.1109/TSE.1979.230182) with time windows (Lubachevsky, Commun. ACM 32(1), 1989, doi
// 10.1145/63238.63247; Nicol, J. ACM 40(2), 1993, doi 10.1145/151261.151266). An executor says in which order;
// run_partition() and close_window() are all it may call.
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
  // Restores `saved`, if it is given, instead of starting.
  Simulation(Model& model, Streams streams, Archive* saved = nullptr);

  Time now() const { return now_; }
  std::optional<Duration> lookahead() const { return lookahead_; }
  // The end of the window that begins now: at most `longest` and the lookahead away, and no later than the next global
  // event or `until`.
  Time window_end(Time until, std::optional<Duration> longest) const;
  // Handles the partition's events before `end`; how many there were.
  std::uint64_t run_partition(PartitionId id, Time end);
  // Delivers the outboxes, moves the clock to `end`, and runs the global event if one is due.
  void close_window(Time end);

  std::size_t partitions() const { return partitions_.size(); }
  bool has_resource(NodeId node) const {
    return node.index() < places_.size() && places_[node.index()].partition.valid();
  }
  // As the node's last event left it; who has come on duty or gone home since then shows in usage().
  const Resource& resource(NodeId node) const;
  Usage usage(NodeId node) const;
  std::vector<Row> rows() const;
  std::uint64_t events() const;
  // Events that are still to happen.
  std::size_t pending() const;
  // Of all events that have been handled, in the order in which each partition saw them.
  std::uint64_t hash() const;

  // Between windows (Model::global()): to schedule events, and to change who serves at a node from now on.
  Context context(PartitionId id);
  void set_staff(NodeId node, const std::vector<Staff>& staff);

  // Between windows: writes the state of the run, the model's included.
  void save(Archive& archive);

 private:
  friend class Context;

  struct Place {
    PartitionId partition;
    std::size_t station = 0;
  };

  void add_stations();
  void start();
  void announce_other_staff();
  void state(Archive& archive);
  void check_shape(Archive& archive) const;
  Station& station(NodeId node);
  const Station& station(NodeId node) const;
  // Throws if this node is caught in circular blocking; `within` sees no other partition's nodes.
  void check_circle(NodeId node, const Partition* within);
  void check_circles();

  Model& model_;
  const Calendar& calendar_;
  Streams streams_;
  std::optional<Duration> lookahead_;
  std::vector<Partition> partitions_;
  std::vector<Place> places_;  // by node
  Time now_ = start_of_time;
};

}  // namespace sim
