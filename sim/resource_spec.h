// resource_spec.h - what a model says of a node at which something must be seized: who serves there, and who queues.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "sim/calendar.h"
#include "sim/disciplines.h"
#include "sim/ids.h"

namespace sim {

// One bit for each skill; a server can do what asks for no bit that it lacks.
using Skills = std::uint32_t;

// More servers than anybody could ask for: nobody waits.
inline constexpr int unlimited = 1 << 24;

// Servers that are alike: the same hours, the same skills.
struct Staff {
  int servers = 1;
  OpeningHours hours = OpeningHours::always();
  Skills skills = 0;
};

// Claims that are alike.
struct LineSpec {
  int priority = 0;
  Skills needs = 0;
};

// How fast each service runs, by how many are present (in service or waiting): 1 is the speed at which its length counts.
using Pace = std::function<double(int present)>;

struct ResourceSpec {
  NodeId node;
  PartitionId partition;
  std::vector<Staff> staff = {{}};
  std::vector<LineSpec> lines = {{}};
  // Nodes of the same partition of which one server each is needed together with this node's: all or none are seized.
  std::vector<NodeId> together_with = {};
  Discipline discipline = by_priority;
  std::optional<int> room = std::nullopt;  // how many may wait; nothing: no limit
  // A more urgent claim takes the server of a less urgent one, who resumes later; goes with by_priority only.
  bool preemptive = false;
  Pace pace = nullptr;  // nothing: services run at speed 1
};

}  // namespace sim
