// perception.h - how difficult an episode looks to the one who must decide.
//
// Perceived difficulty is the true one, shifted by the habit of the sector (hospital doctors see a harder spectrum of
// patients than GPs do) and blurred the more, the less is known about the patient.
#pragma once

#include <algorithm>
#include <array>

#include "models/care/level.h"
#include "models/scenario/regime.h"
#include "sim/distributions.h"

namespace klynge {

class Perception {
 public:
  explicit Perception(const Regime& regime)
      : noise_floor_(regime.info.noise_floor), noise_unknown_(regime.info.noise_unknown) {
    bias_[index(Sector::general_practice)] = regime.info.bias_general_practice;
    bias_[index(Sector::municipality)] = regime.info.bias_municipality;
    bias_[index(Sector::hospital)] = regime.info.bias_hospital;
  }

  double perceived(double difficulty, Sector by, double information, sim::Draws draws) const {
    const double noise = noise_floor_ + noise_unknown_ * (1 - information);
    return std::clamp(difficulty + bias_[index(by)] + noise * sim::standard_normal(draws), 0.0, 1.0);
  }

 private:
  double noise_floor_;
  double noise_unknown_;
  std::array<double, sector_count> bias_{};
};

}  // namespace klynge
