#include "models/needs/agenda.h"

#include <algorithm>

#include "sim/check.h"

namespace klynge {

Agenda::Agenda(sim::Time end) : first_(static_cast<std::size_t>(sim::day_of(end)) + 1, nobody) {
  const std::int64_t seconds = (end - sim::start_of_time).count();
  sim::require(seconds < never && sim::day_of(end) < no_day, "run.days: expected a run of less than 136 years");
  end_ = static_cast<std::uint32_t>(seconds);
}

void Agenda::add_row() {
  Row row;
  row.at.fill(never);
  rows_.push_back(row);
}

sim::Time Agenda::at(std::uint32_t row, Slot slot) const {
  const std::uint32_t second = rows_[row].at[index(slot)];
  return second == never ? sim::end_of_time : sim::start_of_time + sim::seconds{second};
}

bool Agenda::set(std::uint32_t row, Slot slot, sim::Time when) {
  Row& one = rows_[row];
  const bool in_run = when < sim::start_of_time + sim::seconds{end_};
  one.at[index(slot)] = in_run ? static_cast<std::uint32_t>((when - sim::start_of_time).count()) : never;
  if (!in_run || today_ < 0) return false;
  const std::int64_t day = sim::day_of(when);
  // While events of the day are under way the resident is in no list; he is put into one when the last is dealt with.
  return one.under_way > 0 ? day <= today_ : day < one.listed;
}

void Agenda::clear(std::uint32_t row) { rows_[row].at.fill(never); }

void Agenda::enlist(std::uint32_t row) { enlist_after(row, today_); }

void Agenda::enlist_after(std::uint32_t row, std::int64_t day) {
  Row& one = rows_[row];
  std::int64_t earliest = no_day;
  for (const std::uint32_t second : one.at) {
    if (second != never && day_of(second) > day) earliest = std::min(earliest, day_of(second));
  }
  one.listed = static_cast<std::uint16_t>(earliest);
  if (earliest == no_day) return;
  one.next = first_[static_cast<std::size_t>(earliest)];
  first_[static_cast<std::size_t>(earliest)] = row;
}

bool Agenda::begin(std::uint32_t row, Slot slot, sim::Time now) {
  std::uint32_t& second = rows_[row].at[index(slot)];
  if (second != static_cast<std::uint32_t>((now - sim::start_of_time).count())) return false;
  second = never;
  return true;
}

void Agenda::finish(std::uint32_t row) {
  Row& one = rows_[row];
  if (--one.under_way == 0 && one.listed == no_day) enlist_after(row, today_);
}

void Agenda::state(sim::Archive& archive) {
  archive.vector(rows_);
  archive.fixed(first_);
  archive.value(today_);
}

}  // namespace klynge
