#include "sim/context.h"

namespace sim {

namespace {

constexpr EventKind opening = first_engine_kind;

}  // namespace

Station& Context::station(NodeId node) const {
  invariant(simulation_.has_resource(node), "a node without a resource was asked for it");
  const auto place = simulation_.places_[node.index()];
  invariant(place.partition == partition_.id, "a handler reached for another partition's resource");
  return partition_.stations[place.station];
}

void Context::seize(NodeId node, Claim claim, std::size_t priority) {
  Station& at = station(node);
  at.resource.set_open(calendar().is_open(at.hours, now_), now_);
  if (at.resource.seize(claim, priority, now_)) {
    simulation_.model_.serve(node, claim, Duration{0}, *this);
  } else {
    open_when_due(at);
  }
}

bool Context::withdraw(NodeId node, Claim claim) { return station(node).resource.withdraw(claim, now_); }

void Context::block(NodeId node) { station(node).resource.block(now_); }

void Context::release(NodeId node) {
  Station& at = station(node);
  at.resource.release(now_);
  start_waiting(at);
}

void Context::release_blocked(NodeId node) {
  Station& at = station(node);
  at.resource.release_blocked(now_);
  start_waiting(at);
}

void Context::start_waiting(Station& at) {
  at.resource.set_open(calendar().is_open(at.hours, now_), now_);
  while (const auto next = at.resource.start_next(now_)) {
    simulation_.model_.serve(at.node, next->claim, now_ - next->since, *this);
  }
  open_when_due(at);
}

// Somebody waits behind a closed door: make sure that it opens.
void Context::open_when_due(Station& at) {
  if (at.resource.open() || at.resource.waiting() == 0 || at.opening) return;
  at.opening = true;
  const Duration until_open = calendar().next_open(at.hours, now_) - now_;
  schedule(until_open, Subject(at.node), opening, std::byte{}, Rank::open);
}

void Context::handle_opening(const Event& event) {
  invariant(event.kind == opening, "an engine event of unknown kind");
  Station& at = station(event.subject.node());
  at.opening = false;
  start_waiting(at);
}

}  // namespace sim
