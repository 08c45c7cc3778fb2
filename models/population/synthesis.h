// synthesis.h - the residents of a municipality on the first day, before anything is said of their health.
//
// Sex and age come from the municipality's mix, taken not by chance but in order: resident n stands at the fraction
// start + n x golden ratio (modulo 1) of all residents put in order of sex and age, an additive recurrence whose every
// beginning is spread almost evenly (Kuipers and Niederreiter, Uniform Distribution of Sequences, 1974). So 1,000 are
// nearly as old as 100,000, and one more resident changes nobody else. Only the start is drawn, once for a municipality
// and a replication; the day of birth within the year, education, living alone and frailty (log-normal, mean 1) are
// each resident's own draws. Who is below 18 does not live alone, and draws his education as women do who are a
// generation older, which is the mean age of mothers.
#pragma once

#include "models/population/age_mix.h"
#include "models/population/residents.h"
#include "sim/rng.h"

namespace klynge {

// Conditions, plans and practices are still to come. There is room for 8 % more, who are born or move in.
Residents synthesise(const Scenario& scenario, const TableData& data, const AgeMix& age_mix,
                     const MunicipalityRow& municipality, const sim::Streams& streams);

// The days before the first day of the run, first and last, on which somebody was born who is then of that age.
struct BirthDays {
  std::int32_t first = 1;
  std::int32_t last = 1;
};
BirthDays birth_days(int age);

}  // namespace klynge
