// care_plan.h - the shared care plan of a patient: one record that all its members write and read.
//
// Unlike a letter it is a thing that stays: each item carries the day on which it was true, and so ages when nobody
// writes. A member writes down what he knows item by item, the more surely the better his tie with the plan's owner
// (who is in general practice, as is the coordinator, tovholder); a reader merges the plan into his own record: record.learn(plan.items). It has to be
// kept up, and may fall asleep while its owner has too much to do.
#pragma once

#include <cstdint>

#include "models/care/level.h"
#include "models/coordination/record.h"
#include "models/scenario/scenario.h"
#include "sim/rng.h"

namespace klynge {

struct CarePlan {
  Record items;
  std::uint8_t members = 0;  // a bit for each sector
  bool active = false;

  void join(Sector sector) { members = static_cast<std::uint8_t>(members | 1u << index(sector)); }
  // Nobody reads or writes a plan that is asleep.
  bool is_member(Sector sector) const { return active && (members >> index(sector) & 1u) != 0; }
};

// What a member writes down of what he knows; `tie_strength` with the owner, 0 to 1.
Record written(const Scenario::Plan& plan, const Record& by_member, double tie_strength, sim::Draws& draws);

// Asked once a month.
bool falls_asleep(const Scenario::Plan& plan, bool owner_overloaded, sim::Draws draws);

}  // namespace klynge
