// audit_tally.h - how decisions about the level of care turned out, counted by who decided, for whom, and why.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "models/indicators/cell.h"
#include "models/referral/audit.h"

namespace klynge {

class AuditTally {
 public:
  // A decision's reason, or none where the level was right.
  static constexpr std::size_t right = cause_count;
  static constexpr std::size_t reason_count = cause_count + 1;

  struct Sum {
    double decisions = 0;
    double regret = 0;       // DKK at average cost
    double effect_lost = 0;  // chances of being resolved at the first level tried

    Sum& operator+=(const Sum& other) {
      decisions += other.decisions;
      regret += other.regret;
      effect_lost += other.effect_lost;
      return *this;
    }
  };

  void add(Sector by, Cell cell, const Audit& audit) {
    const std::size_t reason = audit.reason ? index(*audit.reason) : right;
    sums_[index(by)][reason][cell] += Sum{1, audit.regret[index(CostConcept::average)], audit.effect_lost};
    ++levels_[index(by)][index(audit.used)][index(audit.best)];
  }

  Sum sum(Sector by, std::size_t reason, const Group& group) const {
    Sum total;
    for (std::size_t cell = 0; cell < cell_count; ++cell) {
      if (group.contains(static_cast<Cell>(cell))) total += sums_[index(by)][reason][cell];
    }
    return total;
  }
  std::uint64_t decisions(Sector by, Level used, Level best) const {
    return levels_[index(by)][index(used)][index(best)];
  }

  AuditTally& operator+=(const AuditTally& other) {
    for (std::size_t s = 0; s < sector_count; ++s) {
      for (std::size_t r = 0; r < reason_count; ++r) {
        for (std::size_t cell = 0; cell < cell_count; ++cell) sums_[s][r][cell] += other.sums_[s][r][cell];
      }
      for (std::size_t used = 0; used < level_count; ++used) {
        for (std::size_t best = 0; best < level_count; ++best) levels_[s][used][best] += other.levels_[s][used][best];
      }
    }
    return *this;
  }

 private:
  std::array<std::array<std::array<Sum, cell_count>, reason_count>, sector_count> sums_{};
  std::array<std::array<std::array<std::uint64_t, level_count>, level_count>, sector_count> levels_{};
};

}  // namespace klynge
