// leon_adherence.cpp - how often the right level of care is chosen, in three senses of "right".
//
// The lowest level that is effective, the cheapest one that is effective, and the one with the greatest net benefit: each
// with the true state of the patient and of capacity at that moment (referral/audit.h). Too high and too low are held
// against the last.
#include <array>

#include "models/indicators/subjects.h"

namespace klynge::subjects {

namespace {

using enum Measure;
using enum Direction;

constexpr std::array catalogue = {
    Indicator{"leon_adherence", "all", "Right level of care", "% of decisions", higher, true,
              "decisions for the level with the least expected cost to all, had the true difficulty been known and "
              "every level come to mind, at the waits as they were",
              net_benefit_choices, decisions, 100},
    Indicator{"leon_lowest_level", "all", "Lowest level that does it", "% of decisions", higher, false,
              "decisions for the lowest level of care that is effective and to be had in time", lowest_level_choices,
              decisions, 100},
    Indicator{"leon_cheapest", "all", "Cheapest level that does it", "% of decisions", higher, false,
              "decisions for the level of care that costs all sectors least of those that are effective and to be had "
              "in time",
              cheapest_choices, decisions, 100},
    Indicator{"over_treatment", "all", "Level of care higher than right", "% of decisions", lower, false,
              "decisions for a higher level of care than the right one", over_treated, decisions, 100},
    Indicator{"under_treatment", "all", "Level of care lower than right", "% of decisions", lower, false,
              "decisions for a lower level of care than the right one", under_treated, decisions, 100},
};

}  // namespace

std::span<const Indicator> leon_adherence() { return catalogue; }

}  // namespace klynge::subjects
