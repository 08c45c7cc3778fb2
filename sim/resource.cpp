#include "sim/resource.h"

#include <algorithm>

#include "sim/check.h"

namespace sim {

Usage operator-(const Usage& later, const Usage& earlier) {
  return {.arrived = later.arrived - earlier.arrived,
          .started = later.started - earlier.started,
          .finished = later.finished - earlier.finished,
          .withdrawn = later.withdrawn - earlier.withdrawn,
          .waited_seconds = later.waited_seconds - earlier.waited_seconds,
          .serving_integral = later.serving_integral - earlier.serving_integral,
          .blocked_integral = later.blocked_integral - earlier.blocked_integral,
          .waiting_integral = later.waiting_integral - earlier.waiting_integral};
}

Resource::Resource(int servers, std::size_t priority_classes, Discipline discipline)
    : servers_(servers), discipline_(discipline), lines_(priority_classes) {
  require(servers >= 0, "resource: the number of servers must be at least 0");
  require(priority_classes >= 1, "resource: there must be at least one priority class");
}

bool Resource::seize(Claim claim, std::size_t priority, Time now) {
  invariant(priority < lines_.size(), "a claim has a priority class that its resource does not know");
  integrate(now);
  ++usage_.arrived;
  if (open_ && waiting_ == 0 && free() > 0) {
    ++usage_.started;
    ++serving_;
    return true;
  }
  lines_[priority].push_back({claim, now, usage_.arrived});
  ++waiting_;
  return false;
}

void Resource::block(Time now) {
  invariant(serving_ > 0, "a server was blocked that serves nobody");
  integrate(now);
  --serving_;
  ++blocked_;
}

void Resource::release(Time now) {
  invariant(serving_ > 0, "a server was released that serves nobody");
  integrate(now);
  --serving_;
  ++usage_.finished;
}

void Resource::release_blocked(Time now) {
  invariant(blocked_ > 0, "a blocked server was released where none is blocked");
  integrate(now);
  --blocked_;
  ++usage_.finished;
}

bool Resource::withdraw(Claim claim, Time now) {
  for (auto& line : lines_) {
    const auto at =
        std::find_if(line.begin(), line.end(), [&](const Waiting& waiting) { return waiting.claim == claim; });
    if (at == line.end()) continue;
    integrate(now);
    line.erase(at);
    --waiting_;
    ++usage_.withdrawn;
    return true;
  }
  return false;
}

std::optional<Waiting> Resource::start_next(Time now) {
  if (!open_ || waiting_ == 0 || free() <= 0) return std::nullopt;
  integrate(now);
  auto& line = lines_[discipline_(lines_)];
  const Waiting next = line.front();
  line.pop_front();
  --waiting_;
  ++serving_;
  ++usage_.started;
  usage_.waited_seconds += (now - next.since).count();
  return next;
}

void Resource::set_open(bool open, Time now) {
  integrate(now);
  open_ = open;
}

Usage Resource::usage(Time now) const {
  const std::int64_t elapsed = (now - integrated_to_).count();
  invariant(elapsed >= 0, "a resource was told of an earlier time than before");
  Usage upto = usage_;
  upto.serving_integral += elapsed * serving_;
  upto.blocked_integral += elapsed * blocked_;
  upto.waiting_integral += elapsed * waiting_;
  return upto;
}

void Resource::integrate(Time now) {
  usage_ = usage(now);
  integrated_to_ = now;
}

}  // namespace sim
