// resource.h - servers, beds or slots, and the lines in front of them.
//
// A claim seizes a server at once when one is free, nobody waits and the door is open; else it waits in the line of its
// priority class. A server that has finished may be *blocked*: it stays held, serving nobody, until its patient's next
// place is free (blocking after service). Closing the door stops new starts; what has begun is finished.
// At every instant: held servers = serving + blocked <= servers, unless servers were taken away while held.
//
// A resource knows no clock and schedules nothing: it is told the time, and says who starts. The context acts on that.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "sim/disciplines.h"
#include "sim/time.h"

namespace sim {

// What has flowed through a resource so far; time integrals are in seconds x servers or seconds x waiting claims.
struct Usage {
  std::uint64_t arrived = 0;
  std::uint64_t started = 0;
  std::uint64_t finished = 0;
  std::uint64_t withdrawn = 0;
  std::int64_t waited_seconds = 0;  // summed over started claims
  std::int64_t serving_integral = 0;
  std::int64_t blocked_integral = 0;
  std::int64_t waiting_integral = 0;
};

// What flowed through between two readings.
Usage operator-(const Usage& later, const Usage& earlier);

class Resource {
 public:
  Resource(int servers, std::size_t priority_classes, Discipline discipline);

  // True: a server was free and is now held. False: the claim waits.
  bool seize(Claim claim, std::size_t priority, Time now);
  // The service is over but the claim cannot leave yet.
  void block(Time now);
  void release(Time now);
  void release_blocked(Time now);

  // Takes a waiting claim out of its line; false if it does not wait.
  bool withdraw(Claim claim, Time now);

  // Lets the next waiting claim start if a server is free and the door is open. Call until it returns nothing.
  std::optional<Waiting> start_next(Time now);

  void set_open(bool open, Time now);
  bool open() const { return open_; }

  int servers() const { return servers_; }
  int serving() const { return serving_; }
  int blocked() const { return blocked_; }
  int held() const { return serving_ + blocked_; }
  int free() const { return servers_ - held(); }
  int waiting() const { return waiting_; }

  Usage usage(Time now) const;

 private:
  void integrate(Time now);

  int servers_;
  int serving_ = 0;
  int blocked_ = 0;
  int waiting_ = 0;
  bool open_ = true;
  Discipline discipline_;
  std::vector<std::deque<Waiting>> lines_;
  Usage usage_;
  Time integrated_to_ = start_of_time;
};

}  // namespace sim
