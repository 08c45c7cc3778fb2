// partition.h - what the engine keeps for one owner of people and nodes: its calendar, its stations, its outbox.
//
// Nothing in a partition is ever touched by two handlers at once. What it has to say to another waits in the outbox
// until the window is over.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/event_calendar.h"
#include "sim/recorder.h"
#include "sim/station.h"

namespace sim {

struct Envelope {
  PartitionId to;
  Event event;
};

struct Partition {
  PartitionId id;
  EventCalendar calendar;
  std::vector<Station> stations;
  std::vector<Envelope> outbox;
  Recorder recorder;
  std::uint32_t sequence =
      0;  // of the last event it scheduled; may wrap, since time, subject and source differ long before
  std::uint64_t events = 0;
  std::uint64_t hash = 0;
};

}  // namespace sim
