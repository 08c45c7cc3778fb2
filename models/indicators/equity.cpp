// equity.cpp - who gets how much of it, by education and by municipality.
//
// Concentration indices and ratios of deciles as defined in inequality.h, over all municipalities of the area. Education
// goes with age, and they are not standardised by age: compare arms, or look at a group of one age. Municipalities with
// few residents differ by chance too, the more so in groups that are small.
#include <array>

#include "models/indicators/subjects.h"

namespace klynge::subjects {

namespace {

using enum Measure;
using enum Direction;
using enum Kind;

constexpr std::array catalogue = {
    Indicator{"admissions_concentration", "all", "Admissions by education", "index, -1 to 1", neutral, false,
              "concentration index of admissions for each resident by education, where below 0 more falls to people "
              "with basic education, above 0 more to people with higher education",
              admissions, resident_years, 1, concentration},
    Indicator{"delayed_days_concentration", "all", "Delayed bed days by education", "index, -1 to 1", neutral, false,
              "concentration index of delayed bed days for each resident by education, where below 0 more falls to "
              "people with basic education, above 0 more to people with higher education",
              delayed_days, resident_years, 1, concentration},
    Indicator{"burden_concentration", "all", "Patient burden by education", "index, -1 to 1", neutral, false,
              "concentration index of the burden index of people with four contacts or more by education, where below "
              "0 more falls to people with basic education, above 0 more to people with higher education",
              burden, continuity_persons, 1, concentration},
    Indicator{"information_concentration", "all", "Information at decisions by education", "index, -1 to 1", neutral,
              false,
              "concentration index of the quality of information at each decision by education, where below 0 more "
              "falls to people with basic education, above 0 more to people with higher education",
              information, decisions, 1, concentration},
    Indicator{"admissions_spread", "all", "Admissions between municipalities", "ratio", lower, false,
              "admissions for each resident in the municipality at the ninth decile, over that at the first decile",
              admissions, resident_years, 1, spread},
    Indicator{
        "delayed_days_spread", "all", "Delayed bed days between municipalities", "ratio", lower, false,
        "delayed bed days for each resident in the municipality at the ninth decile, over that at the first decile",
        delayed_days, resident_years, 1, spread},
};

}  // namespace

std::span<const Indicator> equity() { return catalogue; }

}  // namespace klynge::subjects
