// hash.h - what tells one run from another: every event that was handled, in order, chained into one word.
//
// Words are folded in pairs through a full 64 x 64 bit product, as Wang's wyhash does; the chain is the finaliser of
// splitmix64. Not meant against forgery: it tells apart what accident makes differ.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>

#include "sim/event.h"

namespace sim {

constexpr std::uint64_t chain(std::uint64_t hash, std::uint64_t value) {
  std::uint64_t z = (hash ^ value) + 0x9E37'79B9'7F4A'7C15ull;
  z = (z ^ (z >> 30)) * 0xBF58'476D'1CE4'E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D0'49BB'1331'11EBull;
  return z ^ (z >> 31);
}

constexpr std::uint64_t fold(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a ^ 0xA076'1D64'78BD'642Full) * (b ^ 0xE703'7ED1'A0B4'28DBull);
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

inline std::uint64_t chain(std::uint64_t hash, const Event& event) {
  std::array<std::uint64_t, Event::payload_size / 8> words;
  std::memcpy(words.data(), event.payload.data(), Event::payload_size);
  const auto time = static_cast<std::uint64_t>(event.time.time_since_epoch().count());
  const std::uint64_t who = std::uint64_t{event.subject.word()} << 32 | event.source.word();
  const std::uint64_t what =
      std::uint64_t{event.sequence} << 32 | std::uint64_t{event.kind} << 8 | static_cast<std::uint64_t>(event.rank);
  return chain(hash, fold(time, who) + 3 * fold(what, words[0]) + 5 * fold(words[1], words[2]));
}

}  // namespace sim
