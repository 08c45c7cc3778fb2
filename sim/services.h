// services.h - services under way that may lose their server or change speed: pre-emption and load-dependent service.
//
// Each keeps how much of its length is left, at speed 1. Only the one that ends first has an event in the calendar; when
// somebody is interrupted or the speed changes, that event is out of date (its serial tells) and another is scheduled.
// What is left is kept in fractions of a second, so that many interruptions do not add up many roundings.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "sim/archive.h"
#include "sim/disciplines.h"
#include "sim/event.h"
#include "sim/time.h"

namespace sim {

class Services {
 public:
  struct Service {
    Waiting claim;  // as it stood in its line
    int priority = 0;
    bool timed = false;  // whether the model has said how long it takes
    double left = 0;     // seconds at speed 1
    Time began;          // this time
    Event end;           // what the model wants to be told when it is over
  };

  // A claim has got a server; how long its service takes follows by set_length(), at once.
  void begin(const Waiting& claim, int priority, Time now);
  void set_length(Claim claim, double length, const Event& end);
  // An interrupted claim has got a server again.
  void resume(const Waiting& claim, int priority, Time now);
  // Takes the server from the least urgent service if `priority` is more urgent, from the latest among equals. Only
  // those that `suit` are asked: whose server would be of use.
  using Suits = std::function<bool(Claim)>;
  std::optional<Waiting> interrupt_for(
      int priority, Time now, const Suits& suit = [](Claim) { return true; });
  bool can_interrupt_for(int priority, const Suits& suit) { return victim_of(priority, suit) != running_.end(); }
  // The service is over, or has been broken off, or will not be resumed.
  void end(Claim claim);

  // Everybody works at this speed from now on.
  void set_speed(double speed, Time now);
  void advance(Time now);

  // When the first service will be over, and a serial for the event that says so; nothing if that is known already.
  struct Ending {
    Time when;
    std::uint32_t serial;
  };
  std::optional<Ending> next_ending(Time now);
  // The service that is over, if the event with this serial is not out of date. It is taken out.
  std::optional<Service> take_ended(std::uint32_t serial, Time now);

  void state(Archive& archive);

 private:
  std::vector<Service>::iterator find(Claim claim);
  std::vector<Service>::iterator victim_of(int priority, const Suits& suit);
  std::vector<Service>::iterator first_to_end();

  std::vector<Service> running_;
  std::vector<Service> suspended_;  // interrupted, waiting in line
  double speed_ = 1;
  Time advanced_to_ = start_of_time;
  std::uint32_t serial_ = 0;
  bool announced_ = false;  // whether the calendar holds the event for the first ending
};

}  // namespace sim
