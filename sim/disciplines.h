// disciplines.h - who is next: plain functions over the waiting lines of a resource.
//
// A resource keeps one line for each priority class, each in order of arrival. A discipline names the class whose
// first claim is served next; it is asked only when somebody waits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>

#include "sim/ids.h"
#include "sim/time.h"

namespace sim {

// Somebody's wish to be served. The tag is the model's own handle for what is to be done.
struct Claim {
  Subject who;
  std::uint32_t tag = 0;

  friend bool operator==(Claim, Claim) = default;
};

struct Waiting {
  Claim claim;
  Time since;
  std::uint64_t arrival = 0;  // counts all who came to this resource
};

using Lines = std::span<const std::deque<Waiting>>;
using Discipline = std::size_t (*)(Lines);

// Class 0 before class 1 and so on; in order of arrival within a class.
inline std::size_t by_priority(Lines lines) {
  std::size_t line = 0;
  while (lines[line].empty()) ++line;
  return line;
}

// In order of arrival, whatever the class.
inline std::size_t first_come(Lines lines) {
  std::size_t best = by_priority(lines);
  for (std::size_t line = best + 1; line < lines.size(); ++line) {
    if (!lines[line].empty() && lines[line].front().arrival < lines[best].front().arrival) best = line;
  }
  return best;
}

}  // namespace sim
