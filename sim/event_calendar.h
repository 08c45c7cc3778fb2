// event_calendar.h - the pending events of one partition, handed out in the order of event.h.
//
// Two levels of buckets, after Brown's calendar queue (Commun. ACM 31(10), 1988, doi 10.1145/63039.63045): a bucket for
// each coming day; the day that is reached is dealt into quarter hours; the quarter that is reached is sorted by short
// keys. Pushing is an append, popping a step through a short sorted array, and neither depends on how many people wait
// in the far future. An event that falls into the quarter being read goes to a heap beside the sorted array, so that a
// crowd at one instant costs no more than its logarithm.
//
// Days are lists of chunks out of one pool, and chunks are used again: in steady state nothing is allocated, and an event
// that waits costs its own size and little more.
//
// Not thread-safe on purpose: a calendar belongs to one partition; others reach it through its mailbox.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "sim/archive.h"
#include "sim/event.h"

namespace sim {

class EventCalendar {
 public:
  EventCalendar();

  // The event must not lie before the last one popped.
  void push(const Event& event);
  // The same for an event of this partition's own, whose kind and payload the caller fills in at once. It is written
  // where it stays: built elsewhere and copied, it would make the processor wait for the building to reach memory, which
  // takes longer than all the rest.
  Event& add(Time time, Rank rank, Subject subject, Subject source, std::uint32_t sequence);

  // The next event if it lies before `end`, else nullptr. Valid until the next push or pop.
  const Event* next_before(Time end);
  void pop();
  // An event that will be handed out soon, if one is in sight: not the next, but the one a few places behind it.
  const Event* upcoming() const;

  std::size_t size() const { return size_; }
  // Bytes held, used or not.
  std::size_t memory() const;

  void state(Archive& archive);

 private:
  static constexpr std::int64_t quarters_a_day = 96;
  static constexpr std::int64_t days_ahead = 4096;
  static constexpr std::uint32_t chunk_events = 32;
  static constexpr std::uint32_t chunks_a_block = 64;
  static constexpr std::uint32_t no_chunk = 0xFFFF'FFFFu;

  struct Chunk {
    std::array<Event, chunk_events> events;
    std::uint32_t next;
  };
  struct Day {
    std::uint32_t newest = no_chunk;  // the chunk being filled; its `next` was filled before it
    std::uint32_t filled = 0;         // events in that chunk
  };
  // An event of the quarter being read: first words of the order, and where it lies.
  struct Key {
    std::uint64_t order;
    std::uint32_t index;
  };

  Chunk& chunk(std::uint32_t number) { return blocks_[number / chunks_a_block][number % chunks_a_block]; }
  Event& new_event(Time time);
  void enter_late();
  std::uint32_t take_chunk();
  Event& append(Day& day);
  void open_day(std::int64_t day);
  void open_quarter();
  Key key_of(std::uint32_t index) const;
  bool before(const Key& a, const Key& b) const {
    if (a.order != b.order) return a.order < b.order;
    const auto& bucket = quarters_[static_cast<std::size_t>(quarter_)];
    return bucket[a.index] < bucket[b.index];
  }
  bool is_being_read(Time time) const { return sorted_ && time < midnight(day_) + (quarter_ + 1) * minutes{15}; }
  bool late_is_next() const {
    return !late_.empty() && (cursor_ == keys_.size() || before(late_.front(), keys_[cursor_]));
  }

  std::int64_t day_ = 0;      // the day dealt into quarters_
  std::int64_t quarter_ = 0;  // the quarter of that day being read
  bool sorted_ = false;       // whether keys_ is made
  std::size_t cursor_ = 0;    // the next of keys_
  std::size_t size_ = 0;
  Time last_popped_ = start_of_time;
  std::vector<Key> keys_;  // of quarters_[quarter_], as it was when it was opened, in order
  std::vector<Key> late_;  // of what has come since: a heap, the first on top
  std::array<std::vector<Event>, quarters_a_day> quarters_;
  std::vector<Day> days_;         // ring: day d waits in days_[d % days_ahead]
  std::vector<Event> far_;        // beyond the ring
  std::int64_t far_checked_ = 0;  // the last day on which far_ was looked through
  std::vector<std::unique_ptr<Chunk[]>> blocks_;
  std::uint32_t free_chunk_ = no_chunk;  // head of the list of unused chunks
};

}  // namespace sim
