// event_calendar.h - the pending events of one partition, handed out in the order of event.h.
//
// Two levels of buckets, after Brown's calendar queue (Commun. ACM 31(10), 1988, doi 10.1145/63039.63045): a bucket for
// each coming day; the day that is reached is dealt into quarter hours; the quarter that is reached is sorted. Pushing
// is an append, popping a step through a short sorted array, and neither depends on how many people wait in the far
// future. An event that falls into the quarter being read is inserted in its place.
//
// Not thread-safe on purpose: a calendar belongs to one partition; others reach it through its mailbox.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sim/event.h"

namespace sim {

class EventCalendar {
 public:
  EventCalendar();

  // The event must not lie before the last one popped.
  void push(const Event& event);

  // The next event if it lies before `end`, else nullptr. Valid until the next push or pop.
  const Event* next_before(Time end);
  void pop();

  std::size_t size() const { return size_; }

 private:
  static constexpr std::int64_t quarters_a_day = 96;
  static constexpr std::int64_t days_ahead = 4096;

  void open_day(std::int64_t day);
  void sort_quarter();

  std::int64_t day_ = 0;      // the day dealt into quarters_
  std::int64_t quarter_ = 0;  // the quarter of that day being read
  bool sorted_ = false;       // whether quarters_[quarter_] is in order from cursor_ on
  std::size_t cursor_ = 0;    // the next event in quarters_[quarter_]
  std::size_t size_ = 0;
  Time last_popped_ = start_of_time;
  std::array<std::vector<Event>, quarters_a_day> quarters_;
  std::vector<std::vector<Event>> days_;  // ring: day d waits in days_[d % days_ahead]
  std::vector<Event> far_;                // beyond the ring
  std::int64_t far_checked_ = 0;          // the last day on which far_ was looked through
};

}  // namespace sim
