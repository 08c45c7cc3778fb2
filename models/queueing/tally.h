// tally.h - what is counted of a queueing network between the end of the warm-up and the end of the run.
//
// A wait counts when its service begins, a stay when it ends, a time in the network when its customer leaves it: each is
// then the mean over a stretch of a steady process, and no long one is missed because it began before or ended after.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/time.h"

namespace klynge::queueing {

// Of one class at one node, all copies together.
struct NodeTally {
  std::uint64_t arrived = 0;  // balkers and those who were refused included
  std::uint64_t refused = 0;  // found no room, and were lost or sent on
  std::uint64_t balked = 0;
  std::uint64_t gave_up = 0;  // waited in vain
  std::uint64_t started = 0;
  std::uint64_t waited = 0;    // of those: not at once
  std::uint64_t finished = 0;  // left the node after their service
  std::int64_t wait_seconds = 0;
  std::int64_t vain_seconds = 0;  // waited by those who gave up
  std::int64_t stay_seconds = 0;  // from arrival to leaving, of the finished

  NodeTally& operator+=(const NodeTally& more);
};

// Of one class in the network.
struct ClassTally {
  std::uint64_t entered = 0;
  std::uint64_t left = 0;           // after the last service
  std::uint64_t lost = 0;           // by balking, refusal or lost patience
  std::int64_t inside_seconds = 0;  // of those who left

  ClassTally& operator+=(const ClassTally& more);
};

// How many are at a delay, whose servers no resource counts.
struct Presence {
  std::int64_t now = 0;
  std::int64_t integral = 0;  // seconds x customers
  sim::Time upto = sim::start_of_time;

  void change(std::int64_t by, sim::Time at) {
    integral += now * (at - upto).count();
    upto = at;
    now += by;
  }
  std::int64_t integral_until(sim::Time at) const { return integral + now * (at - upto).count(); }
};

// Of one site.
struct Tally {
  std::vector<NodeTally> nodes;  // by node and class
  std::vector<ClassTally> classes;
  std::vector<Presence> presence;  // by node
  sim::Time last_departure = sim::start_of_time;
};

}  // namespace klynge::queueing
