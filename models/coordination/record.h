// record.h - what a node knows about a patient, item by item, and how good that knowledge is.
//
// Each item remembers the day on which it was true. Quality is the weighted share of items known, each fading with its
// age: sum of weight x exp(-age / useful life), between 0 and 1.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <initializer_list>

#include "models/scenario/regime.h"

namespace klynge {

enum class Item : std::uint8_t { diagnosis, medication, function, social, plan, pending, contact };
inline constexpr std::size_t item_count = 7;

constexpr std::size_t index(Item item) { return static_cast<std::size_t>(item); }

class Record {
 public:
  bool knows(Item item) const { return day_plus_one_[index(item)] != 0; }
  std::int64_t age_days(Item item, std::int64_t today) const { return today + 1 - day_plus_one_[index(item)]; }

  void learn(Item item, std::int64_t day) {
    auto& known = day_plus_one_[index(item)];
    known = std::max(known, static_cast<std::uint16_t>(day + 1));
  }
  void learn(std::initializer_list<Item> items, std::int64_t day) {
    for (const Item item : items) learn(item, day);
  }
  // Of a letter, or of a shared care plan: keeps the newer of both for every item.
  void learn(const Record& told) {
    for (std::size_t k = 0; k < item_count; ++k) day_plus_one_[k] = std::max(day_plus_one_[k], told.day_plus_one_[k]);
  }
  void forget(Item item) { day_plus_one_[index(item)] = 0; }
  int items() const {
    return static_cast<int>(item_count -
                            static_cast<std::size_t>(std::count(day_plus_one_.begin(), day_plus_one_.end(), 0)));
  }
  // Days since the latest item was learnt; more than any other number if nothing is known.
  std::int64_t newest(std::int64_t today) const {
    const std::uint16_t latest = *std::max_element(day_plus_one_.begin(), day_plus_one_.end());
    return latest == 0 ? std::int64_t{1} << 32 : today + 1 - latest;
  }
  bool empty() const { return day_plus_one_ == std::array<std::uint16_t, item_count>{}; }

 private:
  std::array<std::uint16_t, item_count> day_plus_one_{};  // 0: not known
};

class InformationQuality {
 public:
  explicit InformationQuality(const Regime& regime);

  // Q in [0, 1].
  double of(const Record& record, std::int64_t today) const;
  // Whether what a first decision after a handover hangs on (medication, function) is missing or past its useful life.
  bool critical_missing(const Record& record, std::int64_t today) const;
  // The weight of all items that are missing or past their useful life, over that of all items: 0 to 1.
  double severity_missing(const Record& record, std::int64_t today) const;

 private:
  // Missing, or past its useful life.
  bool outdated(const Record& record, Item item, std::int64_t today) const;

  std::array<double, item_count> weight_;
  std::array<double, item_count> life_days_;
};

}  // namespace klynge
