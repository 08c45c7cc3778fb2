// handover.h - what reaches the next one who treats a patient, when, and what is left behind on the way.
//
// Each item of the sender's record passes with its own probability, which a good tie between the two raises and too
// much other work of the sender's lowers; the letter takes a log-normal time, which a good tie shortens. Where one
// authority has taken over only a part of municipal care, the border that is left is another to cross. Members of an
// active shared care plan read that instead of waiting for a letter. Nothing is a multiplier on outcomes: a lost or
// late item lowers information quality, and that is all it does. A follow-up task is left behind where neither a tie
// nor an agreed standard nor a coordinator catches it.
#pragma once

#include <array>

#include "models/coordination/record.h"
#include "models/scenario/regime.h"
#include "sim/distributions.h"
#include "sim/time.h"

namespace klynge {

class Handover {
 public:
  // `orphan_share`: of the follow-up tasks where ties are absent.
  Handover(const Regime& regime, double orphan_share);

  // The items of `record` that are passed on. `tie_strength` and `sending_factor` (see workload.h): 0 to 1.
  Record letter(const Record& record, double tie_strength, double sending_factor, bool across_boundary,
                sim::Draws draws) const;
  // How long a letter takes.
  sim::Duration delay(double tie_strength, bool across_boundary, sim::Draws draws) const;
  // How long until members see what has been written in a shared care plan.
  sim::Duration sync() const { return sync_; }
  // Whether nobody picks up a follow-up task after a handover (grey zones).
  double orphan_probability(double tie_strength, bool coordinator) const {
    return coordinator ? 0 : orphan_ * (1 - tie_strength);
  }

 private:
  using Shares = std::array<double, item_count>;

  struct Way {
    Shares transmit;  // where ties are absent
    sim::LogNormal latency_days;
    bool latency_is_zero;
  };

  static Way way(const Regime::Information& info, const Shares& transmit, double latency_days);
  const Way& over(bool across_boundary) const { return across_boundary ? boundary_ : usual_; }

  Way usual_;
  Way boundary_;
  double relational_gain_;
  sim::Duration sync_;
  double orphan_;  // without a coordinator, where ties are absent
};

}  // namespace klynge
