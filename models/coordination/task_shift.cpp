#include "models/coordination/task_shift.h"

#include <cmath>

namespace klynge {

namespace {

constexpr double days_per_year = 365.25;
constexpr double days_per_week = 7;

// Exponential approach.
void approach(double& value, double target, double days, double time_constant) {
  value += (target - value) * (1 - std::exp(-days / time_constant));
}

}  // namespace

TaskShift::TaskShift(const Scenario::Shift& shift, bool in_mandate_at_start, double turnover, bool back_up)
    : uptake_start_(shift.uptake_start),
      uptake_full_(shift.uptake_full),
      uptake_days_(shift.uptake_days),
      capability_start_(shift.capability_start),
      capability_days_(shift.capability_days),
      volume_(shift.volume),
      turnover_loss_(shift.turnover_loss),
      back_up_gain_(shift.back_up_gain),
      uptake_(shift.uptake_start),
      practice_(0),
      turnover_(turnover),
      back_up_(back_up) {
  if (!in_mandate_at_start) return;
  const double days = shift.years_before * days_per_year;
  approach(uptake_, uptake_full_, days, uptake_days_);
  approach(practice_, 1, days, capability_days_);
}

void TaskShift::week(double stays_this_week, double residents, double turnover, bool in_mandate, bool back_up) {
  const double stays_a_year = stays_this_week * days_per_year / days_per_week;
  const double volume = residents > 0 ? stays_a_year / residents * 1000 : 0;
  approach(uptake_, in_mandate ? uptake_full_ : uptake_start_, days_per_week, uptake_days_);
  if (in_mandate) {
    approach(practice_, 1, days_per_week, capability_days_ / (1 + volume / volume_));
  } else {
    approach(practice_, 0, days_per_week, capability_days_);
  }
  turnover_ = turnover;
  back_up_ = back_up;
}

}  // namespace klynge
