// event.h - what happens: a small record, and the total order of all of them.
//
// Events are ordered by (time, rank, subject, source, sequence) and by nothing else: not by insertion, address or
// thread. `source` is whoever caused the event and `sequence` counts what its partition has scheduled, so the order is
// the same for every executor. Two partitions may count alike; then kind and payload decide, and what is equal in those
// too is the same event. The payload is the model's: a trivially copyable struct of at most 24 bytes; put() clears its
// padding, whose bytes would be anything. Its place is aligned, so that the hash reads whole words.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <tuple>
#include <type_traits>

#include "sim/ids.h"
#include "sim/time.h"

namespace sim {

// Events of one instant run in this order: what frees capacity comes before what asks for it, and the opening of a
// door before those who stand in front of it; who gives up waiting does so after all that could have helped.
enum class Rank : std::uint8_t { release, open, message, seize, leave, ordinary };

using EventKind = std::uint16_t;

struct Event {
  static constexpr std::size_t payload_size = 24;

  Time time;
  Subject subject;
  Subject source;
  std::uint32_t sequence = 0;
  EventKind kind = 0;
  Rank rank = Rank::ordinary;
  alignas(8) std::array<std::byte, payload_size> payload{};

  template <class T>
  void put(const T& value) {
    static_assert(std::is_trivially_copyable_v<T> && sizeof(T) <= payload_size);
    if constexpr (std::has_unique_object_representations_v<T>) {
      std::memcpy(payload.data(), &value, sizeof value);
    } else {
      // Padding has no value of its own, but it would reach the order and the hash.
      T clean = value;
      __builtin_clear_padding(&clean);
      std::memcpy(payload.data(), &clean, sizeof clean);
    }
  }

  template <class T>
  T get() const {
    static_assert(std::is_trivially_copyable_v<T> && sizeof(T) <= payload_size);
    T value;
    std::memcpy(&value, payload.data(), sizeof value);
    return value;
  }

  friend bool operator<(const Event& a, const Event& b) {
    return std::tie(a.time, a.rank, a.subject, a.source, a.sequence, a.kind, a.payload) <
           std::tie(b.time, b.rank, b.subject, b.source, b.sequence, b.kind, b.payload);
  }
};

static_assert(std::is_trivially_copyable_v<Event> && sizeof(Event) == 48);

}  // namespace sim
