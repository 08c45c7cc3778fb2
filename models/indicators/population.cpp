// population.cpp - residents: who is born, moves, gets a chronic condition or falls acutely ill.
//
// Births, moves and new conditions are the same whatever care does; acute episodes are fewer where conditions are kept
// under control. Deaths stand with the outcomes (outcome.cpp).
#include <array>

#include "models/indicators/subjects.h"

namespace klynge::subjects {

namespace {

using enum Measure;
using enum Direction;

constexpr std::array catalogue = {
    Indicator{"births", "all", "Births", "per 1,000 resident-years", neutral, false, "children born to residents",
              births, resident_years, 1000},
    Indicator{"moves", "all", "Moves", "per 1,000 resident-years", neutral, false,
              "residents who moved to another municipality of the scenario", moves, resident_years, 1000},
    Indicator{"new_conditions", "all", "New conditions", "per 1,000 resident-years", neutral, false,
              "chronic conditions and lasting care needs that began", onsets, resident_years, 1000},
    Indicator{"acute_episodes", "all", "Acute episodes", "per 1,000 resident-years", neutral, false,
              "acute deteriorations of health that led to a search for care", episodes, resident_years, 1000},
    Indicator{"last_illnesses", "all", "Acute episodes before death", "per death", neutral, false,
              "acute episodes that belong to the end of a life, over deaths", terminal_episodes, deaths},
};

}  // namespace

std::span<const Indicator> population() { return catalogue; }

}  // namespace klynge::subjects
