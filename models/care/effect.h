// effect.h - how likely a level of care is to resolve an episode.
//
// A level's capability counts only so far as the patient is known there: with information quality Q in [0, 1] the usable
// part is floor + (1 - floor) Q. The episode is resolved with the logistic probability of what that leaves over its
// difficulty. So information has diminishing returns where competence is high, and cannot rescue a level without it.
#pragma once

#include <array>
#include <cmath>

#include "models/care/level.h"
#include "models/scenario/regime.h"
#include "models/scenario/tables.h"

namespace klynge {

class Effect {
 public:
  Effect(const Regime& regime, const TableData& tables)
      : steepness_(regime.decide.steepness), offset_(regime.decide.offset), floor_(regime.info.knowledge_floor) {
    for (const LevelRow& row : tables.levels) capability_[static_cast<std::size_t>(row.level)] = row.capability;
  }

  // How much of a capability can be used on a patient of whom so much is known.
  double usable_share(double information) const { return floor_ + (1 - floor_) * information; }
  double usable_capability(Level level, double information) const {
    return capability(level) * usable_share(information);
  }

  // Of a patient fully known, by the table of levels; what a place has of it may differ.
  double capability(Level level) const { return capability_[index(level)]; }

  double resolves(Level level, double difficulty, double information) const {
    return resolves_with(capability(level), difficulty, information);
  }
  double resolves_with(double capability, double difficulty, double information) const {
    const double margin = capability * usable_share(information) - difficulty + offset_;
    return 1 / (1 + std::exp(-steepness_ * margin));
  }

 private:
  double steepness_;
  double offset_;
  double floor_;
  std::array<double, level_count> capability_{};
};

}  // namespace klynge
