// agenda.h - when each resident next needs what, in 4 bytes for each need, so that a country fits into memory.
//
// A resident has one moment for each slot: the next contact, the next visit, the next deterioration, the next change of
// life. Pending events of the engine take 48 bytes each; so only the needs of the current day are events, and all others
// are kept here, with a list of residents for each day to look at (an intrusive, singly linked list: a resident is in the
// list of one day, that of his earliest need).
//
// The caller schedules an event whenever told to (`due`, or true from set()), and on its arrival asks begin() whether it
// still holds. The order within a list does not matter, because the engine puts events in order.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sim/archive.h"
#include "sim/time.h"

namespace klynge {

enum class Slot : std::uint8_t { gp_contact, other_contact, course, elective, deterioration, visit, life, death };
inline constexpr std::size_t slot_count = 8;
constexpr std::size_t index(Slot slot) { return static_cast<std::size_t>(slot); }

class Agenda {
 public:
  // What is never needed, or not before `end`, is not kept.
  explicit Agenda(sim::Time end);

  void add_row();
  std::uint32_t size() const { return static_cast<std::uint32_t>(rows_.size()); }
  void reserve(std::size_t rows) { rows_.reserve(rows); }

  // sim::end_of_time if not before the end.
  sim::Time at(std::uint32_t row, Slot slot) const;

  // Whether the caller must schedule the event himself, because it comes before this resident is next looked at.
  // Until the first open_day() nothing needs to be: put everybody in with enlist() once their slots are set.
  [[nodiscard]] bool set(std::uint32_t row, Slot slot, sim::Time when);
  void clear(std::uint32_t row);
  void enlist(std::uint32_t row);

  // A new day: calls due(row, slot, time) for every need that falls on it.
  template <class Due>
  void open_day(std::int64_t day, const Due& due);

  // An event of a slot has arrived: whether it is what the slot still says. Empties the slot, for set() to fill again.
  bool begin(std::uint32_t row, Slot slot, sim::Time now);
  // After a counted event has been dealt with (those from open_day() and from set() during one are counted).
  void finish(std::uint32_t row);
  // Whether an event scheduled now for this resident is counted.
  bool counted(std::uint32_t row) const { return rows_[row].under_way > 0; }
  void count(std::uint32_t row) { ++rows_[row].under_way; }

  void prefetch(std::uint32_t row) const {
    const auto* one = reinterpret_cast<const char*>(&rows_[row]);
    __builtin_prefetch(one);
    __builtin_prefetch(one + sizeof(Row) - 1);
  }
  void state(sim::Archive& archive);

 private:
  static constexpr std::uint32_t never = 0xFFFF'FFFFu;
  static constexpr std::uint32_t nobody = 0xFFFF'FFFFu;
  static constexpr std::uint16_t no_day = 0xFFFF;

  struct Row {
    std::array<std::uint32_t, slot_count> at;  // seconds since the start of time
    std::uint32_t next = nobody;               // in the day's list
    std::uint16_t listed = no_day;             // the day in whose list this resident is
    std::uint8_t under_way = 0;                // counted events that are still to be dealt with
  };

  void enlist_after(std::uint32_t row, std::int64_t day);
  static std::int64_t day_of(std::uint32_t second) { return second / 86400; }

  std::uint32_t end_;
  std::vector<Row> rows_;
  std::vector<std::uint32_t> first_;  // by day
  std::int64_t today_ = -1;
};

template <class Due>
void Agenda::open_day(std::int64_t day, const Due& due) {
  today_ = day;
  if (day >= static_cast<std::int64_t>(first_.size())) return;
  std::uint32_t row = first_[static_cast<std::size_t>(day)];
  first_[static_cast<std::size_t>(day)] = nobody;
  while (row != nobody) {
    Row& one = rows_[row];
    const std::uint32_t next = one.next;
    if (next != nobody) __builtin_prefetch(&rows_[next]);
    one.next = nobody;
    one.listed = no_day;
    for (std::size_t s = 0; s < slot_count; ++s) {
      if (one.at[s] == never || day_of(one.at[s]) != day) continue;
      ++one.under_way;
      due(row, static_cast<Slot>(s), sim::start_of_time + sim::seconds{one.at[s]});
    }
    if (one.under_way == 0) enlist_after(row, day);
    row = next;
  }
}

}  // namespace klynge
