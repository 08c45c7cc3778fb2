// people.h - the tables of people for tests: a small invented country, and the ones that are shipped.
//
// The places of a scenario are read elsewhere and given here as rows, so that what is tested is people alone.
#pragma once

#include <string>
#include <vector>

#include "models/scenario/tables.h"

namespace tests {

// Two towns on one coast, 60,000 and 40,000 residents, 30 km from each other.
std::vector<klynge::MunicipalityRow> small_places();
// A scenario with tables of people for them, and the fields that concern people.
klynge::Scenario small_people();

// The shipped tables with the values of the baseline, in full; and all municipalities.
klynge::Scenario danish_people();
std::vector<klynge::MunicipalityRow> danish_places();

// Reads the tables of people; throws ScenarioError.
klynge::TableData people_of(const klynge::Scenario& scenario, const std::vector<klynge::MunicipalityRow>& places);

}  // namespace tests
