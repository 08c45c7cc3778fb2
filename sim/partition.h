// partition.h - what the engine keeps for one owner of people and nodes: its calendar, its resources, its outbox.
//
// Nothing in a partition is ever touched by two handlers at once. What it has to say to another waits in the outbox
// until the window is over.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/event_calendar.h"
#include "sim/model.h"
#include "sim/recorder.h"
#include "sim/resource.h"

namespace sim {

struct Envelope {
  PartitionId to;
  Event event;
};

// A resource with its door; `opening` says whether an opening is already in the calendar.
struct Station {
  NodeId node;
  OpeningHours hours;
  Resource resource;
  bool opening = false;
};

struct Partition {
  PartitionId id;
  EventCalendar calendar;
  std::vector<Station> stations;
  std::vector<Envelope> outbox;
  Recorder recorder;
  std::uint32_t sequence = 0;
  std::uint64_t events = 0;
  std::uint64_t hash = 0;
};

}  // namespace sim
