// synthesis.h - residents with the number of their municipality and the age and sex of their region.
//
// Each resident draws an age band and sex from the region's table and an age uniformly within the band, and a frailty
// that is log-normal with mean 1. Draws belong to the resident, so one more of them changes nobody else.
#pragma once

#include "models/population/residents.h"
#include "sim/rng.h"

namespace klynge {

// Simulated residents of a municipality: its population times the scenario's share.
std::uint32_t resident_count(const Scenario& scenario, const MunicipalityRow& municipality);

// The last age that is simulated of a band; the open-ended one is taken to span ten years, since few live beyond them.
int last_age(const PopulationRow& band);

// Age, sex and frailty; conditions and plans are still empty.
Residents synthesise(const Scenario& scenario, const TableData& tables, const MunicipalityRow& municipality,
                     const sim::Streams& streams);

}  // namespace klynge
