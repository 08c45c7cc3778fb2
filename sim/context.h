// context.h - all that a handler may do.
//
// The parallel contract: a handler reads and writes only its own partition, the nodes and the people that belong to it.
// Everything else is a message, sent with at least the lookahead's delay. Asking for another partition's resource is an
// internal error, not a slow path.
#pragma once

#include "sim/check.h"
#include "sim/simulation.h"

namespace sim {

// Kinds from here up are the engine's own.
inline constexpr EventKind first_engine_kind = 0xFF00;

class Context {
 public:
  Context(Simulation& simulation, Partition& partition, Time now)
      : simulation_(simulation), partition_(partition), now_(now) {}

  Time now() const { return now_; }
  PartitionId partition() const { return partition_.id; }
  const Calendar& calendar() const { return simulation_.model_.calendar(); }

  Draws draws(Subject subject, Decision decision, std::uint32_t occurrence) const {
    return simulation_.streams_.draws(subject, decision, occurrence);
  }

  // An event for this partition, after `delay`.
  template <class Payload>
  void schedule(Duration delay, Subject subject, EventKind kind, const Payload& payload, Rank rank = Rank::ordinary) {
    partition_.calendar.push(make(now_ + delay, subject, kind, payload, rank));
  }
  // An event for another partition, after a delay that no window can outrun.
  template <class Payload>
  void send(PartitionId to, Duration delay, Subject subject, EventKind kind, const Payload& payload) {
    if (to == partition_.id) return schedule(delay, subject, kind, payload, Rank::message);
    invariant(to.index() < simulation_.partitions(), "a message was sent to a partition that does not exist");
    invariant(simulation_.lookahead_ && delay >= *simulation_.lookahead_, "a message is quicker than the lookahead");
    partition_.outbox.push_back({to, make(now_ + delay, subject, kind, payload, Rank::message)});
  }

  // Asks for a server of a node of this partition; the model's serve() is called when it is given, maybe at once.
  void seize(NodeId node, Claim claim, std::size_t priority = 0);
  // Gives up waiting; false if the claim does not wait there.
  bool withdraw(NodeId node, Claim claim);
  void block(NodeId node);
  void release(NodeId node);
  void release_blocked(NodeId node);
  const Resource& resource(NodeId node) const { return station(node).resource; }

  void record(const Row& row) { partition_.recorder.add(row); }

 private:
  friend class Simulation;

  Station& station(NodeId node) const;
  void start_waiting(Station& station);
  void open_when_due(Station& station);
  void handle_opening(const Event& event);

  template <class Payload>
  Event make(Time time, Subject subject, EventKind kind, const Payload& payload, Rank rank) {
    Event event;
    event.time = time;
    event.subject = subject;
    event.source = source_;
    event.sequence = partition_.sequence++;
    event.kind = kind;
    event.rank = rank;
    event.put(payload);
    return event;
  }

  Simulation& simulation_;
  Partition& partition_;
  Time now_;
  Subject source_;
};

}  // namespace sim
