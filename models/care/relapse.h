// relapse.h - how likely an illness comes back after a stay in hospital.
//
// The hazard is exponential in what is left of the difficulty over what those who now care for the patient can do with
// what they know of him, and runs for a window of time after the stay.
#pragma once

#include <cmath>

#include "models/scenario/scenario.h"

namespace klynge {

class Relapse {
 public:
  explicit Relapse(const Scenario& scenario)
      : rate_(scenario.aftercare.relapse_rate * scenario.calibration.relapses),
        steepness_(scenario.aftercare.relapse_steepness),
        window_days_(scenario.aftercare.relapse_window_days) {}

  double per_day(double difficulty, double usable_capability) const {
    return rate_ * std::exp(steepness_ * (difficulty - usable_capability));
  }
  // The chance that there is none, if nothing changes meanwhile.
  double averted(double difficulty, double usable_capability) const {
    return std::exp(-per_day(difficulty, usable_capability) * window_days_);
  }

 private:
  double rate_;
  double steepness_;
  double window_days_;
};

}  // namespace klynge
