// handover.h - what reaches the next one who treats a patient, and when.
//
// Each item of the sender's record passes with its own probability, which good relations raise; the letter takes a
// log-normal time, which good relations shorten; only a referral travels with the patient. Members of an active shared care plan see everything after the plan's
// synchronisation time instead. Nothing is a multiplier on outcomes: a lost or late item lowers information quality,
// and that is all it does.
#pragma once

#include <array>

#include "models/coordination/record.h"
#include "models/scenario/scenario.h"
#include "sim/distributions.h"
#include "sim/time.h"

namespace klynge {

// Relational coordination on a tie, 0 (none) to 1 (perfect): the fixed point of the weekly dynamics under constant
// support, turnover and conflict. (RC on its usual scale of 1 to 5 is 1 + 4 times this; Gittell et al. 2000.)
double relational_coordination(const Scenario& scenario);

class Handover {
 public:
  explicit Handover(const Scenario& scenario);

  // The items of `record` that are passed on; `shared_plan`: sender and receiver are members of an active plan.
  Record letter(const Record& record, bool shared_plan, sim::Draws draws) const;
  // How long a letter takes.
  sim::Duration delay(bool shared_plan, sim::Draws draws) const;
  // Whether nobody picks up a follow-up task after a handover (grey zones).
  double orphan_probability(bool coordinator) const { return coordinator ? 0 : orphan_; }

  double relational_coordination() const { return relations_; }

 private:
  double relations_;
  std::array<double, item_count> transmit_;
  sim::LogNormal latency_days_;
  bool latency_is_zero_;
  sim::Duration sync_;
  double orphan_;
};

}  // namespace klynge
