#include "sim/services.h"

#include <algorithm>

#include "sim/check.h"

namespace sim {

void Services::begin(const Waiting& claim, int priority, Time now) {
  advance(now);
  running_.push_back({.claim = claim, .priority = priority, .timed = false, .left = 0, .began = now, .end = {}});
}

void Services::set_length(Claim claim, double length, const Event& end) {
  const auto service = find(claim);
  invariant(service != running_.end(), "the length of a service was set that is not under way");
  service->timed = true;
  service->left = length;
  service->end = end;
  announced_ = false;
}

void Services::resume(const Waiting& claim, int priority, Time now) {
  advance(now);
  const auto same = [&](const Service& service) { return service.claim.claim == claim.claim; };
  const auto service = std::find_if(suspended_.begin(), suspended_.end(), same);
  invariant(service != suspended_.end(), "a service was resumed that was not interrupted");
  running_.push_back(*service);
  running_.back().priority = priority;
  running_.back().began = now;
  suspended_.erase(service);
  announced_ = false;
}

std::optional<Waiting> Services::interrupt_for(int priority, Time now, const Suits& suit) {
  const auto victim = victim_of(priority, suit);
  if (victim == running_.end()) return std::nullopt;
  advance(now);
  Waiting claim = victim->claim;
  claim.interrupted = true;
  claim.since = now;
  suspended_.push_back(*victim);
  running_.erase(victim);
  announced_ = false;
  return claim;
}

void Services::end(Claim claim) {
  std::erase_if(suspended_, [&](const Service& service) { return service.claim.claim == claim; });
  const auto service = find(claim);
  if (service == running_.end()) return;  // its end has been told already
  running_.erase(service);
  announced_ = false;
}

void Services::set_speed(double speed, Time now) {
  require(speed > 0, "pace: the speed of service must be above 0");
  if (speed == speed_) return;
  advance(now);
  speed_ = speed;
  announced_ = false;
}

void Services::advance(Time now) {
  const double gone = static_cast<double>((now - advanced_to_).count()) * speed_;
  advanced_to_ = now;
  if (gone == 0) return;
  for (Service& service : running_) {
    if (service.timed) service.left -= gone;
  }
}

std::optional<Services::Ending> Services::next_ending(Time now) {
  if (announced_) return std::nullopt;
  announced_ = true;
  ++serial_;
  const auto first = first_to_end();
  if (first == running_.end()) return std::nullopt;
  advance(now);
  return Ending{now + from_seconds(std::max(0.0, first->left) / speed_), serial_};
}

std::optional<Services::Service> Services::take_ended(std::uint32_t serial, Time now) {
  if (serial != serial_ || !announced_) return std::nullopt;
  advance(now);
  const auto first = first_to_end();
  invariant(first != running_.end(), "a service ended that is not under way");
  const Service ended = *first;
  running_.erase(first);
  announced_ = false;
  return ended;
}

std::vector<Services::Service>::iterator Services::victim_of(int priority, const Suits& suit) {
  auto victim = running_.end();
  for (auto service = running_.begin(); service != running_.end(); ++service) {
    if (!service->timed || service->priority <= priority) continue;
    const bool rather = victim == running_.end() || service->priority > victim->priority ||
                        (service->priority == victim->priority &&
                         (service->began > victim->began ||
                          (service->began == victim->began && service->claim.arrival > victim->claim.arrival)));
    if (rather && suit(service->claim.claim)) victim = service;
  }
  return victim;
}

std::vector<Services::Service>::iterator Services::find(Claim claim) {
  return std::find_if(running_.begin(), running_.end(),
                      [&](const Service& service) { return service.claim.claim == claim; });
}

std::vector<Services::Service>::iterator Services::first_to_end() {
  auto first = running_.end();
  for (auto service = running_.begin(); service != running_.end(); ++service) {
    if (!service->timed) continue;
    const bool sooner = first == running_.end() || service->left < first->left ||
                        (service->left == first->left && service->claim.arrival < first->claim.arrival);
    if (sooner) first = service;
  }
  return first;
}

void Services::state(Archive& archive) {
  archive.vector(running_);
  archive.vector(suspended_);
  archive.value(speed_);
  archive.value(advanced_to_);
  archive.value(serial_);
  archive.value(announced_);
}

}  // namespace sim
