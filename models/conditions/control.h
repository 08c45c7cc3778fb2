// control.h - which conditions are out of control when the run begins.
//
// A condition gets out of control at `loss_of_control` a year, and each contact about it gets it under control again
// with the probability needs.control_restored. With the contacts that go with it (all that care plans for it) the
// share out of control settles at loss / (loss + contacts x restored); that is where it begins. A deterioration rate
// that held over both is that under control x (1 + share x (uncontrolled_ratio - 1)).
#pragma once

#include <vector>

#include "models/population/residents.h"
#include "models/scenario/scenario.h"
#include "sim/rng.h"

namespace klynge {

// Planned contacts about a condition a year that may restore control: with the GP and in a hospital clinic.
double planned_contacts(const ConditionRow& condition);

// The stationary share of those with it whose condition is out of control.
double uncontrolled_share(const ConditionRow& condition, double restored);

// Fills Residents::uncontrolled from Residents::states.
void assign_control(Residents& people, const Scenario& scenario, const TableData& tables, const sim::Streams& streams);

}  // namespace klynge
