// delayed_discharge.cpp - days in a hospital bed after the hospital has declared the patient ready to leave.
//
// By what the patient waits for (assessment, room, agreement), because each has another remedy. The group 65+ and single
// municipalities are rows of their own.
#include <array>

#include "models/indicators/subjects.h"

namespace klynge::subjects {

namespace {

using enum Measure;
using enum Direction;

constexpr std::array catalogue = {
    Indicator{"delayed_days", "all", "Delayed bed days", "per 1,000 resident-years", lower, true,
              "days in a hospital bed after being declared ready for discharge", delayed_days, resident_years, 1000},
    Indicator{"delayed_days_assessment", "all", "Delayed bed days waiting for the assessment",
              "per 1,000 resident-years", lower, false,
              "days in a hospital bed after being declared ready for discharge, until the municipality had assessed "
              "what is needed",
              delayed_days_assessment, resident_years, 1000},
    Indicator{
        "delayed_days_queue", "all", "Delayed bed days waiting for a place", "per 1,000 resident-years", lower, false,
        "days in a hospital bed after being declared ready for discharge, from the assessment until there was room",
        delayed_days_queue, resident_years, 1000},
    Indicator{"delayed_days_dispute", "all", "Delayed bed days in dispute", "per 1,000 resident-years", lower, false,
              "days in a hospital bed after being declared ready for discharge, until hospital and municipality agreed "
              "on what is needed",
              delayed_days_dispute, resident_years, 1000},
    Indicator{"delayed_share", "hospital", "Bed days that are delayed", "% of bed days", lower, false,
              "days in a hospital bed after being declared ready for discharge, over all bed days", delayed_days,
              bed_days, 100},
    Indicator{"wait_after_ready", "hospital", "Wait when ready for discharge", "days", lower, false,
              "mean time in bed after being declared ready for discharge, over all stays", delayed_days, stays_ended},
    Indicator{"disputes", "all", "Disputes about readiness", "% of discharges", lower, false,
              "disputes between hospital and municipality about what a patient who leaves needs, over discharges",
              disputes, discharges, 100},
    Indicator{"joint_calls", "all", "Joint decisions", "per 1,000 resident-years", neutral, false,
              "calls in which hospital and municipality decided together about a patient", joint_calls, resident_years,
              1000},
};

}  // namespace

std::span<const Indicator> delayed_discharge() { return catalogue; }

}  // namespace klynge::subjects
