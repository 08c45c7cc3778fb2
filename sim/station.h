// station.h - a resource where it stands: with its staff's hours, its services under way, and who is stuck in it.
//
// Hours are looked up when somebody asks: a station nobody visits costs nothing. If somebody waits while nobody is on
// duty who could serve, an event is put in the calendar for the next change (see Context).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/archive.h"
#include "sim/calendar.h"
#include "sim/resource.h"
#include "sim/services.h"

namespace sim {

// A customer whose service is over and whose next place is not free.
struct Stuck {
  Claim claim;
  NodeId wants;
  std::size_t line = 0;  // in which it would stand there
};

class Station {
 public:
  Station(const ResourceSpec& spec, const Calendar& calendar, Time now);

  // Puts on duty whom the hours say; true if anybody came.
  bool catch_up(const Calendar& calendar, Time now);
  // Other hours, numbers and skills of the same groups, from now on.
  void set_staff(const std::vector<Staff>& staff, const Calendar& calendar, Time now);
  Time next_change() const { return next_change_; }
  // As at `now`, with the hours since the last event counted in.
  Usage usage(const Calendar& calendar, Time now) const;

  bool interruptible() const { return preemptive_ || pace_ != nullptr; }
  bool preemptive() const { return preemptive_; }
  void keep_pace(Time now);

  // Staff is kept if it was changed during the run; else whoever resumes may bring other staff.
  void state(Archive& archive, const Calendar& calendar, Time now);
  // After restoring into a scenario whose staff is not the one that was saved.
  bool has_other_staff() const { return has_other_staff_; }

  int priority(std::size_t line) const { return lines_[line].priority; }

  const NodeId node;
  const std::vector<NodeId> together_with;  // of each of these a server is needed too
  Resource resource;
  Services services;                      // only of interruptible stations
  std::vector<Stuck> stuck;               // the blocked
  std::vector<NodeId> helps;              // nodes that name this one in `together_with`
  Time change_scheduled = start_of_time;  // the change of staff that was put in the calendar last

 private:
  void schedule_from(const Calendar& calendar, Time now);

  std::vector<Staff> staff_;
  std::vector<LineSpec> lines_;
  bool preemptive_;
  Pace pace_;
  Time next_change_ = end_of_time;
  bool staff_changed_ = false;  // by set_staff(): no longer what the model's specification says
  bool has_other_staff_ = false;
};

}  // namespace sim
