// pool.h - things that come and go, each named by its place; a place is used again when its thing is gone.
//
// A reference stays good while others come: whoever lets go of a server may thereby begin somebody else's care.
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "sim/archive.h"

namespace klynge {

inline constexpr std::uint32_t nothing = 0xFFFF'FFFFu;

template <class T>
class Pool {
 public:
  std::uint32_t take() {
    if (free_.empty()) {
      free_.push_back(static_cast<std::uint32_t>(items_.size()));
      items_.emplace_back();
    }
    const std::uint32_t place = free_.back();
    free_.pop_back();
    items_[place] = T{};
    return place;
  }
  void give_back(std::uint32_t place) {
    items_[place] = T{};
    free_.push_back(place);
  }

  T& operator[](std::uint32_t place) { return items_[place]; }
  const T& operator[](std::uint32_t place) const { return items_[place]; }
  // Those that are gone included, as new ones.
  const std::deque<T>& items() const { return items_; }

  void state(sim::Archive& archive) {
    std::vector<T> all(items_.begin(), items_.end());
    archive.vector(all);
    archive.vector(free_);
    items_.assign(all.begin(), all.end());
  }

 private:
  std::deque<T> items_;
  std::vector<std::uint32_t> free_;
};

}  // namespace klynge
