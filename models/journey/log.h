// log.h - the words in which a followed person's journey is told, and the flows between levels of care.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "models/care/level.h"

namespace klynge {

enum class Entry : std::uint16_t {
  falls_ill,       // value: difficulty of the episode
  level_chosen,    // value: information quality of the chooser
  level_deviated,  // the clinician went one level above the rule; value: information quality
  care_starts,     // value: days waited
  resolved,
  not_resolved,
  unresolved_at_top,
  arrives_emergency,
  admitted,             // value: days waited
  ready_for_discharge,  // value: days in bed
  discharge_delayed,    // value: days since ready
  goes_home,            // value: what is left of the difficulty
  letter_arrives,       // value: items in it
  first_visit,          // value: information quality at it
  handover_failed,
  follow_up_orphaned,  // value: days until it is found
  relapses,
  dies,
};
inline constexpr std::array<std::string_view, 18> entry_names = {
    "falls ill",
    "level chosen",
    "level chosen against the rule",
    "care starts",
    "resolved",
    "not resolved",
    "unresolved at the highest level",
    "arrives at the emergency department",
    "admitted",
    "ready for discharge",
    "discharge delayed",
    "goes home",
    "letter arrives",
    "first visit",
    "handover failed",
    "follow-up orphaned",
    "relapses",
    "dies",
};
inline constexpr std::array<std::string_view, 18> entry_value_meanings = {"difficulty, 0-1",
                                                                          "information quality, 0-1",
                                                                          "information quality, 0-1",
                                                                          "days waited",
                                                                          "",
                                                                          "",
                                                                          "",
                                                                          "",
                                                                          "days waited",
                                                                          "days in bed",
                                                                          "days since ready",
                                                                          "difficulty left, 0-1",
                                                                          "items",
                                                                          "information quality, 0-1",
                                                                          "",
                                                                          "days until found",
                                                                          "difficulty, 0-1",
                                                                          ""};

// Why somebody moved from one level to another.
enum class Why : std::uint8_t {
  emergency,
  chosen,
  against_rule,
  tired_of_waiting,
  not_helped,
  planned_stay,
  ended,
  discharged
};
inline constexpr std::size_t why_count = 8;
inline constexpr std::array<std::string_view, why_count> why_names = {
    "emergency", "chosen by rule", "chosen against the rule", "tired of waiting", "not helped", "planned stay began",
    "resolved",  "discharged"};

// Counts of moves; one more row and column than levels: outside care (before falling ill, after recovery).
class Flows {
 public:
  static constexpr std::size_t outside = level_count;

  void add(std::size_t from, std::size_t to, Why why) { ++counts_[from][to][static_cast<std::size_t>(why)]; }
  std::uint64_t count(std::size_t from, std::size_t to, Why why) const {
    return counts_[from][to][static_cast<std::size_t>(why)];
  }
  Flows& operator+=(const Flows& other) {
    for (std::size_t from = 0; from <= level_count; ++from) {
      for (std::size_t to = 0; to <= level_count; ++to) {
        for (std::size_t why = 0; why < why_count; ++why) counts_[from][to][why] += other.counts_[from][to][why];
      }
    }
    return *this;
  }

 private:
  std::array<std::array<std::array<std::uint64_t, why_count>, level_count + 1>, level_count + 1> counts_{};
};

}  // namespace klynge
