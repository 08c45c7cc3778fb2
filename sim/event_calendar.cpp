#include "sim/event_calendar.h"

#include <algorithm>

#include "sim/check.h"

namespace sim {

namespace {

constexpr std::size_t how_soon = 4;  // events between a look ahead and its use: enough for a line of memory to arrive

std::int64_t quarter_of(Time t) { return time_of_day(t) / minutes{15}; }

}  // namespace

EventCalendar::EventCalendar() : days_(static_cast<std::size_t>(days_ahead)) {}

void EventCalendar::push(const Event& event) {
  new_event(event.time) = event;
  if (is_being_read(event.time)) enter_late();
}

Event& EventCalendar::add(Time time, Rank rank, Subject subject, Subject source, std::uint32_t sequence) {
  Event& event = new_event(time);
  event.time = time;
  event.rank = rank;
  event.subject = subject;
  event.source = source;
  event.sequence = sequence;  // no two of one partition are alike so far, so kind and payload need not be known yet
  if (is_being_read(time)) enter_late();
  return event;
}

Event& EventCalendar::new_event(Time time) {
  invariant(time >= last_popped_, "an event was scheduled in the past");
  ++size_;
  const std::int64_t day = day_of(time);
  if (day > day_) {
    return day - day_ < days_ahead ? append(days_[static_cast<std::size_t>(day % days_ahead)]) : far_.emplace_back();
  }
  const std::int64_t quarter = quarter_of(time);
  invariant(day == day_ && quarter >= quarter_, "an event was scheduled behind the quarter hour being read");
  return quarters_[static_cast<std::size_t>(quarter)].emplace_back();
}

// The last event of the quarter that is being read has just come.
void EventCalendar::enter_late() {
  late_.push_back(key_of(static_cast<std::uint32_t>(quarters_[static_cast<std::size_t>(quarter_)].size() - 1)));
  std::push_heap(late_.begin(), late_.end(), [&](const Key& a, const Key& b) { return before(b, a); });
}

const Event* EventCalendar::next_before(Time end) {
  while (true) {
    auto& bucket = quarters_[static_cast<std::size_t>(quarter_)];
    if (!sorted_ && !bucket.empty()) open_quarter();
    if (cursor_ < keys_.size() || !late_.empty()) {
      const Event& next = bucket[late_is_next() ? late_.front().index : keys_[cursor_].index];
      return next.time < end ? &next : nullptr;
    }
    // Never step past the window's end: a message may still arrive for any instant from there on.
    const Time next_start = midnight(day_) + (quarter_ + 1) * minutes{15};
    if (next_start >= end || size_ == 0) return nullptr;
    bucket.clear();
    keys_.clear();
    cursor_ = 0;
    sorted_ = false;
    if (++quarter_ == quarters_a_day) {
      quarter_ = 0;
      open_day(day_ + 1);
    }
  }
}

void EventCalendar::pop() {
  const auto& bucket = quarters_[static_cast<std::size_t>(quarter_)];
  if (late_is_next()) {
    last_popped_ = bucket[late_.front().index].time;
    std::pop_heap(late_.begin(), late_.end(), [&](const Key& a, const Key& b) { return before(b, a); });
    late_.pop_back();
  } else {
    last_popped_ = bucket[keys_[cursor_].index].time;
    ++cursor_;
  }
  --size_;
}

const Event* EventCalendar::upcoming() const {
  if (cursor_ + how_soon >= keys_.size()) return nullptr;
  return &quarters_[static_cast<std::size_t>(quarter_)][keys_[cursor_ + how_soon].index];
}

std::size_t EventCalendar::memory() const {
  std::size_t bytes = blocks_.size() * chunks_a_block * sizeof(Chunk) + days_.size() * sizeof(Day) +
                      far_.capacity() * sizeof(Event) + (keys_.capacity() + late_.capacity()) * sizeof(Key);
  for (const auto& quarter : quarters_) bytes += quarter.capacity() * sizeof(Event);
  return bytes;
}

std::uint32_t EventCalendar::take_chunk() {
  if (free_chunk_ == no_chunk) {
    const auto first = static_cast<std::uint32_t>(blocks_.size()) * chunks_a_block;
    blocks_.push_back(std::make_unique_for_overwrite<Chunk[]>(chunks_a_block));
    for (std::uint32_t c = 0; c < chunks_a_block; ++c) {
      chunk(first + c).next = c + 1 < chunks_a_block ? first + c + 1 : no_chunk;
    }
    free_chunk_ = first;
  }
  const std::uint32_t taken = free_chunk_;
  free_chunk_ = chunk(taken).next;
  return taken;
}

Event& EventCalendar::append(Day& day) {
  if (day.newest == no_chunk || day.filled == chunk_events) {
    const std::uint32_t taken = take_chunk();
    chunk(taken).next = day.newest;
    day = {taken, 0};
  }
  Event& event = chunk(day.newest).events[day.filled++];
  event = Event{};
  return event;
}

void EventCalendar::open_day(std::int64_t day) {
  day_ = day;
  if (day - far_checked_ >= days_ahead / 2) {
    far_checked_ = day;
    const auto near =
        std::partition(far_.begin(), far_.end(), [&](const Event& e) { return day_of(e.time) - day >= days_ahead; });
    for (auto it = near; it != far_.end(); ++it) {
      append(days_[static_cast<std::size_t>(day_of(it->time) % days_ahead)]) = *it;
    }
    far_.erase(near, far_.end());
  }
  Day& today = days_[static_cast<std::size_t>(day % days_ahead)];
  while (today.newest != no_chunk) {
    Chunk& from = chunk(today.newest);
    for (std::uint32_t e = 0; e < today.filled; ++e) {
      quarters_[static_cast<std::size_t>(quarter_of(from.events[e].time))].push_back(from.events[e]);
    }
    const std::uint32_t emptied = today.newest;
    today = {from.next, chunk_events};
    from.next = free_chunk_;
    free_chunk_ = emptied;
  }
  today = {};
}

void EventCalendar::open_quarter() {
  const auto& bucket = quarters_[static_cast<std::size_t>(quarter_)];
  for (std::uint32_t i = 0; i < bucket.size(); ++i) keys_.push_back(key_of(i));
  std::sort(keys_.begin(), keys_.end(), [&](const Key& a, const Key& b) { return before(a, b); });
  sorted_ = true;
}

// Time within the quarter, rank, subject and half of the source: nearly always enough to tell two events apart.
EventCalendar::Key EventCalendar::key_of(std::uint32_t index) const {
  const Event& event = quarters_[static_cast<std::size_t>(quarter_)][index];
  const auto second = static_cast<std::uint64_t>((time_of_day(event.time) - quarter_ * minutes{15}).count());
  return {second << 51 | static_cast<std::uint64_t>(event.rank) << 48 |
              static_cast<std::uint64_t>(event.subject.word()) << 16 | event.source.word() >> 16,
          index};
}

void EventCalendar::state(Archive& archive) {
  std::vector<Event> events;
  if (!archive.reading()) {
    events.reserve(size_);
    const auto& bucket = quarters_[static_cast<std::size_t>(quarter_)];
    if (sorted_) {
      for (std::size_t k = cursor_; k < keys_.size(); ++k) events.push_back(bucket[keys_[k].index]);
      for (const Key& key : late_) events.push_back(bucket[key.index]);
    }
    for (auto q = static_cast<std::size_t>(quarter_) + (sorted_ ? 1 : 0); q < quarters_.size(); ++q) {
      events.insert(events.end(), quarters_[q].begin(), quarters_[q].end());
    }
    for (const Day& day : days_) {
      std::uint32_t filled = day.filled;
      for (std::uint32_t c = day.newest; c != no_chunk; c = chunk(c).next, filled = chunk_events) {
        events.insert(events.end(), chunk(c).events.begin(), chunk(c).events.begin() + filled);
      }
    }
    events.insert(events.end(), far_.begin(), far_.end());
    invariant(events.size() == size_, "a calendar has lost count of its events");
  }
  archive.vector(events);
  archive.value(day_);
  archive.value(quarter_);
  archive.value(last_popped_);
  if (archive.reading()) {
    invariant(size_ == 0, "a calendar was restored that is not empty");
    far_checked_ = day_;
    for (const Event& event : events) push(event);
  }
}

}  // namespace sim
