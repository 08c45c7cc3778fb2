// disciplines.h - who is next: plain functions over the lines in front of a resource.
//
// A line holds the claims that are alike in priority and in what they need, in order of arrival. A discipline is asked
// when a server is free; it sees the lines in which somebody waits who could be served now, and names a line and a
// place in it.
#pragma once

#include <boost/circular_buffer.hpp>
#include <cstddef>
#include <cstdint>
#include <span>

#include "sim/hash.h"
#include "sim/ids.h"
#include "sim/time.h"

namespace sim {

// Somebody's wish to be served. Tag and lot are the model's: its own handle for what is to be done, and a random number
// for disciplines that draw lots.
struct Claim {
  Subject who;
  std::uint32_t tag = 0;
  std::uint32_t lot = 0;

  // Two wishes of one subject differ in their tag.
  friend bool operator==(Claim a, Claim b) { return a.who == b.who && a.tag == b.tag; }
};

struct Waiting {
  Claim claim;
  std::uint32_t line = 0;
  bool interrupted = false;  // had begun, and lost its server to somebody more urgent
  Time since;
  std::uint64_t arrival = 0;  // counts all who came to this resource
};

// What the claims of a line have in common. A lower priority number is more urgent.
struct Line {
  int priority = 0;
  std::uint32_t needs = 0;  // skills, a bit each
  std::uint32_t number = 0;
  boost::circular_buffer<Waiting> waiting;
};

struct Place {
  const Line* line;
  std::size_t index;
};

using Lines = std::span<const Line* const>;  // never empty, nor is any of its lines
using Discipline = Place (*)(Lines);

// In order of arrival, whatever the line.
inline Place first_come(Lines lines) {
  const Line* best = lines.front();
  for (const Line* line : lines.subspan(1)) {
    if (line->waiting.front().arrival < best->waiting.front().arrival) best = line;
  }
  return {best, 0};
}

// The most urgent first; in order of arrival among equals.
inline Place by_priority(Lines lines) {
  const Line* best = lines.front();
  for (const Line* line : lines.subspan(1)) {
    const bool before =
        line->priority < best->priority ||
        (line->priority == best->priority && line->waiting.front().arrival < best->waiting.front().arrival);
    if (before) best = line;
  }
  return {best, 0};
}

// The latest first, whatever the line.
inline Place last_come(Lines lines) {
  const Line* best = lines.front();
  for (const Line* line : lines.subspan(1)) {
    if (line->waiting.back().arrival > best->waiting.back().arrival) best = line;
  }
  return {best, best->waiting.size() - 1};
}

// Everybody who waits is as likely to be next. Whoever came last draws for all, with another word for each number
// waiting: no two draws have both in common. (Lots that are kept, the lowest first, would favour the lucky for good.)
inline Place by_lot(Lines lines) {
  std::uint64_t waiting = 0;
  const Waiting* last = &lines.front()->waiting.back();
  for (const Line* line : lines) {
    waiting += line->waiting.size();
    if (line->waiting.back().arrival > last->arrival) last = &line->waiting.back();
  }
  std::uint64_t index = (chain(last->claim.lot, waiting) >> 32) * waiting >> 32;
  for (const Line* line : lines) {
    if (index < line->waiting.size()) return {line, static_cast<std::size_t>(index)};
    index -= line->waiting.size();
  }
  return {lines.back(), 0};  // never: index < waiting
}

}  // namespace sim
