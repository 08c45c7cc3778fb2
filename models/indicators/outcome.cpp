// outcome.cpp - how people fare.
//
// Days of illness are days with an acute episode outside hospital; days in hospital are bed days (hospital_stays.cpp).
#include <array>

#include "models/indicators/subjects.h"

namespace klynge::subjects {

namespace {

using enum Measure;
using enum Direction;

constexpr std::array catalogue = {
    Indicator{"deaths", "all", "Deaths", "per 1,000 resident-years", neutral, false, "residents who died", deaths,
              resident_years, 1000},
    Indicator{"harms", "all", "Unresolved episodes", "per 1,000 resident-years", lower, false,
              "episodes that even the highest level did not resolve", harms, resident_years, 1000},
    Indicator{"relapses", "all", "Relapses", "% of discharges", lower, false,
              "new acute episodes that follow from a stay, over discharges", relapses, discharges, 100},
    Indicator{"days_ill", "all", "Days of acute illness", "days per resident-year", lower, false,
              "days with an acute episode outside hospital", days_ill, resident_years},
    Indicator{"controlled_conditions", "all", "Conditions under control", "% of conditions", higher, false,
              "chronic conditions under control, over all chronic conditions, at the beginning of each month",
              controlled_condition_years, condition_years, 100},
};

}  // namespace

std::span<const Indicator> outcome() { return catalogue; }

}  // namespace klynge::subjects
