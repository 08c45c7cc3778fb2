// municipal_care.cpp - what municipalities give: home nursing and places, rehabilitation, home care, nursing homes.
#include <array>

#include "models/indicators/subjects.h"

namespace klynge::subjects {

namespace {

using enum Measure;
using enum Direction;

constexpr std::array catalogue = {
    Indicator{"municipal_courses", "all", "Municipal courses", "per 1,000 resident-years", neutral, false,
              "courses of home nursing and stays in temporary and acute places that began", municipal_courses,
              resident_years, 1000},
    Indicator{"assessments", "municipality", "Assessments", "per 1,000 resident-years", neutral, false,
              "decisions of municipal assessors", assessments, resident_years, 1000},
    Indicator{"rehabilitation_plans", "municipality", "Rehabilitation plans", "per 1,000 resident-years", neutral,
              false, "plans for rehabilitation after a stay in hospital", rehabilitation_plans, resident_years, 1000},
    Indicator{"rehabilitation_on_time", "municipality", "Rehabilitation plans within a day", "% of plans", higher,
              false, "plans that reached the municipality within 24 hours after discharge",
              rehabilitation_plans_on_time, rehabilitation_plans, 100},
    Indicator{"home_care_recipients", "municipality", "Recipients of home care", "per 1,000 residents", neutral, false,
              "residents with home care, on average over the days", home_care_years, resident_years, 1000},
    Indicator{"home_care_hours", "municipality", "Home care given", "hours per week", neutral, false,
              "hours that a recipient of home care is given", home_care_hours_given, home_care_years, 7.0 / 365},
    Indicator{"home_care_met", "municipality", "Need of home care met", "% of hours", higher, false,
              "hours of home care given over hours needed", home_care_hours_given, home_care_hours_needed, 100},
    Indicator{"nursing_home_residents", "municipality", "Residents of nursing homes", "per 1,000 residents", neutral,
              false, "residents who live in a nursing home, on average over the days", nursing_home_years,
              resident_years, 1000},
};

}  // namespace

std::span<const Indicator> municipal_care() { return catalogue; }

}  // namespace klynge::subjects
