#include "sim/context.h"

#include "sim/blocking.h"

namespace sim {

namespace {

enum EngineEvent : EventKind { staff_changes = first_engine_kind, patience_ends, service_ends };

}  // namespace

Station& Context::station(NodeId node) const {
  invariant(simulation_.has_resource(node), "a node without a resource was asked for it");
  const auto place = simulation_.places_[node.index()];
  invariant(place.partition == partition_.id, "a handler reached for another partition's resource");
  return partition_.stations[place.station];
}

Station& Context::station_now(NodeId node) {
  Station& at = station(node);
  if (at.next_change() != end_of_time) {
    at.catch_up(calendar(), now_);
    // A door that opens at this very instant lets in first who stood in front of it.
    if (at.resource.waiting() > 0) start_waiting(at);
  }
  return at;
}

Admission Context::seize(NodeId node, Claim claim, std::size_t line, Duration patience) {
  Station& at = station_now(node);
  if (at.preemptive() && !at.resource.has_server_for(line)) {
    const auto suits = [&](Claim held) { return at.resource.would_free(held, line); };
    if (const auto interrupted = at.services.interrupt_for(at.priority(line), now_, suits)) {
      at.resource.interrupt(*interrupted, now_);
    }
  }
  const Admission admission = at.resource.seize(claim, line, now_, others_free(at));
  if (admission == Admission::starts) {
    serve(at, {claim, static_cast<std::uint32_t>(line), false, now_, at.resource.last_arrival()});
    await_change(at);  // of whom it has interrupted
  } else if (admission == Admission::waits) {
    if (patience != forever) {
      schedule(patience, claim.who, patience_ends,
               Patience{node, static_cast<std::uint32_t>(line), at.resource.last_arrival()}, Rank::leave);
    }
    await_change(at);
    keep_pace(at);
  }
  return admission;
}

NodeId Context::first_open(std::span<const NodeId> nodes, std::size_t line) {
  const auto found = [&](auto suits) { return std::find_if(nodes.begin(), nodes.end(), suits); };
  auto node = found([&](NodeId each) { return can_start(each, line); });
  if (node == nodes.end()) node = found([&](NodeId each) { return resource(each).has_room(); });
  return node == nodes.end() ? NodeId{} : *node;
}

bool Context::withdraw(NodeId node, Claim claim) {
  Station& at = station(node);
  at.catch_up(calendar(), now_);
  if (!at.resource.withdraw(claim, now_)) return false;
  if (at.interruptible()) at.services.end(claim);
  keep_pace(at);
  return true;
}

void Context::block(NodeId node, Claim claim, NodeId wants, std::size_t line) {
  Station& at = station(node);
  at.catch_up(calendar(), now_);
  at.resource.block(now_);
  if (at.interruptible()) at.services.end(claim);
  at.stuck.push_back({claim, wants, line});
  keep_pace(at);
  release_others(at, claim);
  simulation_.check_circle(node, &partition_);
}

void Context::release(NodeId node, Claim claim) {
  Station& at = station(node);
  at.catch_up(calendar(), now_);
  if (at.interruptible()) at.services.end(claim);
  at.resource.release(claim, now_);
  servers_freed(at);
  release_others(at, claim);
}

void Context::release_blocked(NodeId node, Claim claim) {
  Station& at = station(node);
  at.catch_up(calendar(), now_);
  const auto one =
      std::find_if(at.stuck.begin(), at.stuck.end(), [&](const Stuck& stuck) { return stuck.claim == claim; });
  invariant(one != at.stuck.end(), "a claim was let go that is not blocked there");
  at.stuck.erase(one);
  at.resource.release_blocked(claim, now_);
  servers_freed(at);
}

// Whether each of the other nodes that a service here needs has a server free.
bool Context::others_free(const Station& at) {
  return std::all_of(at.together_with.begin(), at.together_with.end(), [&](NodeId other) {
    Station& helper = station(other);
    helper.catch_up(calendar(), now_);
    return helper.resource.has_server();
  });
}

bool Context::can_start(Station& at, std::size_t line) {
  if (at.resource.has_server_for(line)) return others_free(at);
  return at.preemptive() && at.services.can_interrupt_for(
                                at.priority(line), [&](Claim held) { return at.resource.would_free(held, line); });
}

void Context::serve(Station& at, const Waiting& claim) {
  for (const NodeId other : at.together_with) station(other).resource.seize_jointly(claim.claim, now_);
  if (!at.interruptible()) return simulation_.model_.serve(at.node, claim.claim, now_ - claim.since, *this);
  if (claim.interrupted) {
    at.services.resume(claim, at.priority(claim.line), now_);
  } else {
    at.services.begin(claim, at.priority(claim.line), now_);
    simulation_.model_.serve(at.node, claim.claim, now_ - claim.since, *this);
  }
  keep_pace(at);
}

void Context::release_others(const Station& at, Claim claim) {
  for (const NodeId other : at.together_with) {
    Station& helper = station(other);
    helper.catch_up(calendar(), now_);
    helper.resource.release(claim, now_);
  }
  for (const NodeId other : at.together_with) servers_freed(station(other));
}

void Context::start_waiting(Station& at) {
  while (others_free(at)) {
    const auto next = at.resource.start_next(now_);
    if (!next) break;
    serve(at, *next);
  }
  await_change(at);
  keep_pace(at);
}

// Claims that need a server of this station and of another come first: they are the harder ones to serve.
void Context::servers_freed(Station& at) {
  for (const NodeId other : at.helps) start_waiting(station_now(other));
  start_waiting(at);
}

// Somebody waits who could be served if more were on duty, here or where else a server is needed: look again when the
// staff changes.
void Context::await_change(Station& at) {
  if (at.resource.waiting() == 0) return;
  schedule_change(at);
  for (const NodeId other : at.together_with) schedule_change(station(other));
}

void Context::schedule_change(Station& at) {
  at.catch_up(calendar(), now_);
  if (at.next_change() == end_of_time || at.next_change() == at.change_scheduled) return;
  at.change_scheduled = at.next_change();
  schedule(at.next_change() - now_, Subject(at.node), staff_changes, std::byte{}, Rank::open);
}

void Context::keep_pace(Station& at) {
  if (!at.interruptible()) return;
  at.keep_pace(now_);
  announce_ending(at);
}

void Context::announce_ending(Station& at) {
  if (const auto ending = at.services.next_ending(now_)) {
    schedule(ending->when - now_, Subject(at.node), service_ends, ending->serial, Rank::release);
  }
}

void Context::handle_engine(const Event& event) {
  switch (event.kind) {
    case staff_changes: {
      Station& at = station(event.subject.node());
      at.catch_up(calendar(), now_);
      return servers_freed(at);
    }
    case patience_ends: {
      const auto patience = event.get<Patience>();
      Station& at = station(patience.node);
      at.catch_up(calendar(), now_);
      const auto left = at.resource.withdraw(patience.line, patience.arrival, now_);
      if (!left) return;
      keep_pace(at);
      return simulation_.model_.leave(patience.node, left->claim, now_ - left->since, *this);
    }
    case service_ends: {
      Station& at = station(event.subject.node());
      const auto ended = at.services.take_ended(event.get<std::uint32_t>(), now_);
      if (!ended) return;
      source_ = ended->end.subject;
      Event told = ended->end;
      told.time = now_;
      simulation_.model_.handle(told, *this);
      return announce_ending(at);
    }
    default: fail_internal("an engine event of unknown kind");
  }
}

}  // namespace sim
