// effect.h - how likely a level of care is to resolve an episode.
//
// A level's capability counts only so far as the patient is known there: with information quality Q in [0, 1] the usable
// part is floor + (1 - floor) Q. The episode is resolved with the logistic probability of what that leaves over its
// difficulty. So information has diminishing returns where competence is high, and cannot rescue a level without it.
#pragma once

#include <array>
#include <cmath>

#include "models/care/level.h"
#include "models/scenario/scenario.h"
#include "models/scenario/tables.h"

namespace klynge {

class Effect {
 public:
  Effect(const Scenario& scenario, const TableData& tables)
      : steepness_(scenario.decide.steepness), offset_(scenario.decide.offset), floor_(scenario.info.knowledge_floor) {
    for (const LevelRow& row : tables.levels) capability_[static_cast<std::size_t>(row.level)] = row.capability;
  }

  // How much of a capability can be used on a patient of whom so much is known.
  double usable_share(double information) const { return floor_ + (1 - floor_) * information; }
  double usable_capability(Level level, double information) const {
    return capability_[index(level)] * usable_share(information);
  }

  double resolves(Level level, double difficulty, double information) const {
    const double margin = usable_capability(level, information) - difficulty + offset_;
    return 1 / (1 + std::exp(-steepness_ * margin));
  }

 private:
  double steepness_;
  double offset_;
  double floor_;
  std::array<double, level_count> capability_{};
};

}  // namespace klynge
