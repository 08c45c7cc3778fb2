// multimorbidity.h - who has which chronic conditions.
//
// A one-factor Gaussian copula (Li, J. Fixed Income 9(4), 2000, doi 10.3905/jfi.2000.319253): each condition is present
// when loading x z + sqrt(1 - loading^2) x e exceeds the quantile of its prevalence, where z is the resident's
// standardised log-frailty and e is the condition's own. Prevalence by age and sex comes out exactly as in the table,
// whatever the loading; the loading makes conditions, and frailty, come together.
#pragma once

#include "models/population/residents.h"
#include "sim/rng.h"

namespace klynge {

// Fills Residents::conditions, and plans and coordinators among those with two conditions or more.
void assign_conditions(Residents& people, const Scenario& scenario, const TableData& tables,
                       const sim::Streams& streams);

}  // namespace klynge
