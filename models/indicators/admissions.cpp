// admissions.cpp - hospital stays, and which of them good care elsewhere might have avoided.
//
// Ambulatory-care-sensitive conditions are those for which timely care outside hospital keeps people out of it; a short
// stay of an old person is substitutable where the municipal acute function would have been effective; a bounce is a
// patient whom the acute function sends on within a day.
#include <array>

#include "models/indicators/subjects.h"

namespace klynge::subjects {

namespace {

using enum Measure;
using enum Direction;

constexpr std::array catalogue = {
    Indicator{"admissions", "all", "Admissions", "per 1,000 resident-years", neutral, true,
              "stays on a hospital ward, acute and planned", admissions, resident_years, 1000},
    Indicator{"acute_admissions", "all", "Acute admissions", "per 1,000 resident-years", lower, false,
              "acute stays on a hospital ward", acute_admissions, resident_years, 1000},
    Indicator{"sensitive_admissions", "all", "Preventable admissions", "per 1,000 resident-years", lower, false,
              "acute admissions for ambulatory-care-sensitive conditions, which timely care outside hospital can keep "
              "from getting so bad",
              sensitive_admissions, resident_years, 1000},
    Indicator{
        "substitutable_stays", "all", "Short stays that could have been avoided", "per 1,000 resident-years", lower,
        false,
        "acute stays under 24 hours of people of 65 or older for whom the acute function would have been effective",
        substitutable_stays, resident_years, 1000},
    Indicator{"readmission_30d", "all", "Readmission within 30 days", "% of discharges", lower, true,
              "acute admissions within 30 days after a discharge, over discharges", readmissions, discharges, 100},
    Indicator{"readmission_medical", "all", "Readmission after a medical stay", "% of discharges", lower, false,
              "acute admissions within 30 days after an acute stay that was not surgical, over such stays",
              readmissions_after_medical, medical_discharges, 100},
    Indicator{"readmission_short_stay", "all", "Readmission after a short stay", "% of discharges", lower, false,
              "acute admissions within 30 days after an acute medical stay of at most 24 hours, over such stays",
              readmissions_after_short, short_medical_stays, 100},
    Indicator{"bounces", "municipality", "From the acute function on to hospital", "% of stays", lower, false,
              "patients of the municipal acute function who go on to hospital within 24 hours, over all its patients",
              bounces, acute_function_stays, 100},
};

}  // namespace

std::span<const Indicator> admissions() { return catalogue; }

}  // namespace klynge::subjects
