// task_shift.h - acute care as a task that moves to the municipal acute function: how far it is trusted and mastered.
//
// While the task is in a regime's mandate, the share of decisions in which the acute function comes to mind approaches
// its full value exponentially, and falls back as fast when it is not. Occupancy of a Norwegian municipal acute unit
// grew in this way, from 0.26 in 2013 to 0.50 in 2016 (doi 10.1080/02813432.2018.1523993). Its capability approaches
// that of table levels, the faster the more patients it sees for its residents, and is lost again without a mandate;
// staff turnover takes some away, and advice by a hospital specialist adds some at once.
// Plain numbers, so that a saved run keeps them as they stand.
#pragma once

#include "models/scenario/scenario.h"

namespace klynge {

class TaskShift {
 public:
  // If in mandate, it has been so for shift.years_before, with practice only as fast as without patients to speak of.
  TaskShift(const Scenario::Shift& shift, bool in_mandate_at_start, double turnover = 0, bool back_up = false);

  void week(double stays_this_week, double residents, double turnover, bool in_mandate, bool back_up);

  // Share of decisions in which it is thought of.
  double uptake() const { return uptake_; }
  // Times the capability in table levels.
  double capability_factor() const {
    return capability_start_ + (1 - capability_start_) * practice_ - turnover_loss_ * turnover_;
  }
  // What the specialist on the telephone adds to it.
  double back_up_gain() const { return back_up_ ? back_up_gain_ : 0; }

 private:
  double uptake_start_, uptake_full_, uptake_days_;
  double capability_start_, capability_days_;
  double volume_;  // stays a year and 1,000 residents at which practice comes twice as fast
  double turnover_loss_;
  double back_up_gain_;

  double uptake_;
  double practice_;  // 0 (none) to 1
  double turnover_;
  bool back_up_;
};

}  // namespace klynge
