// information.cpp - what the one who chooses a level of care knows about the patient and about the levels.
//
// Quality of information is the weighted share of items known, each fading with its age (coordination/record.h). Ages
// are means over the decisions at which the item was known at all.
#include <array>

#include "models/indicators/subjects.h"

namespace klynge::subjects {

namespace {

using enum Measure;
using enum Direction;

constexpr std::array catalogue = {
    Indicator{"information_quality", "all", "Information at decisions", "share, 0-1", higher, true,
              "mean quality of what the chooser knows about the patient when a level of care is chosen", information,
              decisions},
    Indicator{"medication_known", "all", "Medication known at decisions", "% of decisions", higher, false,
              "decisions about a level of care at which something is known about medication, however old", medication_ages,
              decisions, 100},
    Indicator{"medication_age", "all", "Age of what is known about medication", "days", lower, false,
              "mean age of what is known about medication when a level of care is chosen, where anything is",
              medication_age_days, medication_ages},
    Indicator{"function_known", "all", "Functioning known at decisions", "% of decisions", higher, false,
              "decisions about a level of care at which something is known about functioning, however old",
              function_ages, decisions, 100},
    Indicator{"function_age", "all", "Age of what is known about functioning", "days", lower, false,
              "mean age of what is known about functioning when a level of care is chosen, where anything is",
              function_age_days, function_ages},
    Indicator{"unseen_levels", "all", "A level of care nobody thought of", "% of decisions", lower, false,
              "decisions in which a level that could be had in time did not come to the mind of the chooser",
              unseen_choices, decisions, 100},
    Indicator{"shared_plans", "all", "Shared care plans", "% of days", neutral, false,
              "days with an active shared care plan, over days of people with two conditions or more", plan_years,
              eligible_years, 100},
};

}  // namespace

std::span<const Indicator> information() { return catalogue; }

}  // namespace klynge::subjects
