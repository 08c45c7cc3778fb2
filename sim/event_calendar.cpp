#include "sim/event_calendar.h"

#include <algorithm>

#include "sim/check.h"

namespace sim {

namespace {

std::int64_t quarter_of(Time t) { return time_of_day(t) / minutes{15}; }

}  // namespace

EventCalendar::EventCalendar() : days_(static_cast<std::size_t>(days_ahead)) {}

void EventCalendar::push(const Event& event) {
  invariant(event.time >= last_popped_, "an event was scheduled in the past");
  ++size_;
  const std::int64_t day = day_of(event.time);
  if (day > day_) {
    if (day - day_ < days_ahead) {
      days_[static_cast<std::size_t>(day % days_ahead)].push_back(event);
    } else {
      far_.push_back(event);
    }
    return;
  }
  const std::int64_t quarter = quarter_of(event.time);
  if (day == day_ && quarter >= quarter_) {
    auto& bucket = quarters_[static_cast<std::size_t>(quarter)];
    if (quarter == quarter_ && sorted_) {
      bucket.insert(std::upper_bound(bucket.begin() + static_cast<std::ptrdiff_t>(cursor_), bucket.end(), event),
                    event);
    } else {
      bucket.push_back(event);
    }
    return;
  }
  fail_internal("an event was scheduled behind the quarter hour being read");
}

const Event* EventCalendar::next_before(Time end) {
  while (true) {
    auto& bucket = quarters_[static_cast<std::size_t>(quarter_)];
    if (cursor_ < bucket.size()) {
      sort_quarter();
      return bucket[cursor_].time < end ? &bucket[cursor_] : nullptr;
    }
    // Never step past the window's end: a message may still arrive for any instant from there on.
    const Time next_start = midnight(day_) + (quarter_ + 1) * minutes{15};
    if (next_start >= end || size_ == 0) return nullptr;
    bucket.clear();
    cursor_ = 0;
    sorted_ = false;
    if (++quarter_ == quarters_a_day) {
      quarter_ = 0;
      open_day(day_ + 1);
    }
  }
}

void EventCalendar::pop() {
  last_popped_ = quarters_[static_cast<std::size_t>(quarter_)][cursor_].time;
  ++cursor_;
  --size_;
}

void EventCalendar::open_day(std::int64_t day) {
  day_ = day;
  if (day - far_checked_ >= days_ahead / 2) {
    far_checked_ = day;
    const auto near =
        std::partition(far_.begin(), far_.end(), [&](const Event& e) { return day_of(e.time) - day >= days_ahead; });
    for (auto it = near; it != far_.end(); ++it) {
      days_[static_cast<std::size_t>(day_of(it->time) % days_ahead)].push_back(*it);
    }
    far_.erase(near, far_.end());
  }
  auto& today = days_[static_cast<std::size_t>(day % days_ahead)];
  for (const Event& event : today) quarters_[static_cast<std::size_t>(quarter_of(event.time))].push_back(event);
  std::vector<Event>().swap(today);
}

void EventCalendar::sort_quarter() {
  if (sorted_) return;
  auto& bucket = quarters_[static_cast<std::size_t>(quarter_)];
  std::sort(bucket.begin() + static_cast<std::ptrdiff_t>(cursor_), bucket.end());
  sorted_ = true;
}

}  // namespace sim
