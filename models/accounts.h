// accounts.h - all that has been counted of the residents of each municipality, when a run has ended.
//
// What the journey counted as it went, and what can only be summed at the end: a year of every resident's contacts,
// the use of places, the ties between sectors and the work of coordination, week by week.
#pragma once

#include <string>
#include <vector>

#include "models/economics/ledger.h"
#include "models/health_model.h"
#include "models/indicators/measure.h"
#include "sim/simulation.h"

namespace klynge {

// What residents of one municipality, or of all, have been counted and charged for.
struct Account {
  std::string municipality;
  Tally tally;
  Ledger ledger;
};

// The first is that of all residents, called "all"; the others are those of the municipalities, in order.
std::vector<Account> accounts(const HealthModel& model, const sim::Simulation& simulation);

}  // namespace klynge
