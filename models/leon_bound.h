// leon_bound.h - how far the levels of care that were chosen lie from the cheapest that could have been, and where room
// was short.
//
// For every hospital with its municipalities, and every 30 days, all decisions are made once more together, at the
// least expected cost of all that there was room for (referral/bound.h). A decision is a task: an illness that is
// decided of three times counts three times on both sides. Room is what the decisions of the month took plus what stood
// idle; planned care keeps what it had. Home nursing, temporary places and the acute function serve their own
// municipality, beds and clinics all of the hospital's. Self-care needs nobody, and general practice has room for all:
// among its contacts those of this kind are so few that one more displaces nothing. Neither has the emergency
// department a limit for those it treats and sends home, whose bay they have already.
#pragma once

#include <vector>

#include "models/health_model.h"
#include "sim/simulation.h"
#include "sim/storage/column.h"

namespace klynge {

// "bound": achieved and cheapest cost by area and month; "shadow_prices": what room for one more was worth.
std::vector<sim::storage::Table> leon_bound_tables(const HealthModel& model, const sim::Simulation& simulation);

}  // namespace klynge
