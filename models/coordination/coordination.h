// coordination.h - a regime made ready for use: what its switches mean for those who pass on, judge and decide.
//
// Made once for each regime that is in force somewhere during the run, and never changed.
#pragma once

#include "models/care/effect.h"
#include "models/coordination/handover.h"
#include "models/coordination/perception.h"
#include "models/coordination/record.h"
#include "models/scenario/scenario.h"
#include "models/scenario/tables.h"

namespace klynge {

struct Coordination {
  Regime regime;
  InformationQuality quality;
  Perception perception;
  Handover handover;
  Effect effect;

  // `scenario` says how the world answers: how ties grow, how many tasks are left behind.
  Coordination(const Regime& by, const Scenario& scenario, const TableData& tables)
      : regime(by), quality(by), perception(by), handover(by, scenario.aftercare.orphan_share), effect(by, tables) {}
};

}  // namespace klynge
