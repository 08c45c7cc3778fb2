// context.h - all that a handler may do.
//
// The parallel contract: a handler reads and writes only its own partition, the nodes and the people that belong to it.
// Everything else is a message, sent with at least the lookahead's delay. Asking for another partition's resource is an
// internal error, not a slow path.
#pragma once

#include <algorithm>
#include <optional>
#include <span>

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
  const Calendar& calendar() const { return simulation_.calendar_; }

  Draws draws(Subject subject, Decision decision, std::uint32_t occurrence) const {
    return simulation_.streams_.draws(subject, decision, occurrence);
  }

  // An event for this partition, after `delay`.
  template <class Payload>
  void schedule(Duration delay, Subject subject, EventKind kind, const Payload& payload, Rank rank = Rank::ordinary) {
    Event& event = partition_.calendar.add(now_ + delay, rank, subject, source_, partition_.sequence++);
    event.kind = kind;
    event.put(payload);
  }
  // An event for another partition, after a delay that no window can outrun.
  template <class Payload>
  void send(PartitionId to, Duration delay, Subject subject, EventKind kind, const Payload& payload) {
    // Whole, not by schedule(): another partition's message may be alike in all but kind and payload.
    if (to == partition_.id) return partition_.calendar.push(make(now_ + delay, subject, kind, payload, Rank::message));
    invariant(to.index() < simulation_.partitions(), "a message was sent to a partition that does not exist");
    invariant(simulation_.lookahead_ && delay >= *simulation_.lookahead_, "a message is quicker than the lookahead");
    partition_.outbox.push_back({to, make(now_ + delay, subject, kind, payload, Rank::message)});
  }

  // Asks for a server of a node of this partition. The model's serve() is called when it is given, maybe at once; its
  // leave() when `patience` has passed in vain. Nothing is kept of a claim that is refused.
  Admission seize(NodeId node, Claim claim, std::size_t line = 0, Duration patience = forever);
  // Overflow: the first of these nodes where a claim would start at once, else the first that has room to wait; an
  // invalid id if all would refuse it.
  NodeId first_open(std::span<const NodeId> nodes, std::size_t line = 0);
  // Whether a claim of this line would start at once; whether it would be let in at all. (Looked at in the very instant
  // in which a door opens, first lets those begin who stood in front of it.)
  bool can_start(NodeId node, std::size_t line = 0) { return can_start(station_now(node), line); }
  bool admits(NodeId node, std::size_t line = 0) { return can_start(node, line) || resource(node).has_room(); }
  // Somebody came, saw the line and went.
  void balk(NodeId node) { station(node).resource.balk(); }
  // Gives up waiting; false if the claim does not wait there.
  bool withdraw(NodeId node, Claim claim);

  // To be told by this event when a service that has just begun is over, after `length` seconds of work: later if it is
  // interrupted or slowed down.
  template <class Payload>
  void finish_after(double length, NodeId node, Claim claim, EventKind kind, const Payload& payload) {
    Station& at = station(node);
    if (!at.interruptible()) return schedule(from_seconds(length), claim.who, kind, payload, Rank::release);
    at.services.set_length(claim, length, make(now_, claim.who, kind, payload, Rank::release));
    announce_ending(at);
  }
  // The service is over, and its customer cannot leave before there is a place at `wants`, to be asked for in that line.
  void block(NodeId node, Claim claim, NodeId wants, std::size_t line = 0);
  // The claim may be left out where all servers are alike and none is ever interrupted.
  void release(NodeId node, Claim claim = {});
  void release_blocked(NodeId node, Claim claim);
  const Resource& resource(NodeId node) const {
    Station& at = station(node);
    at.catch_up(calendar(), now_);
    return at.resource;
  }

  void record(const Row& row) { partition_.recorder.add(row); }

 private:
  friend class Simulation;

  // What engine events carry.
  struct Patience {
    NodeId node;
    std::uint32_t line;
    std::uint64_t arrival;
  };

  Station& station(NodeId node) const;
  // The same, with whoever is on duty at this moment.
  Station& station_now(NodeId node);
  bool can_start(Station& at, std::size_t line);
  bool others_free(const Station& at);
  void serve(Station& at, const Waiting& claim);
  void release_others(const Station& at, Claim claim);
  void start_waiting(Station& at);
  void servers_freed(Station& at);
  void await_change(Station& at);
  void schedule_change(Station& at);
  void keep_pace(Station& at);
  void announce_ending(Station& at);
  void handle_engine(const Event& event);

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
