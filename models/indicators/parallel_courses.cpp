// parallel_courses.cpp - how many things go on at once for one patient.
//
// Open outpatient courses side by side, each of its own clinic, and hospital stays of people who are also in the care of
// their municipality.
#include <array>

#include "models/indicators/subjects.h"

namespace klynge::subjects {

namespace {

using enum Measure;
using enum Direction;

constexpr std::array catalogue = {
    Indicator{"outpatient_courses", "hospital", "Open outpatient courses", "per 1,000 residents", neutral, false,
              "open courses of people with a chronic condition, at the beginning of each month", course_years,
              resident_years, 1000},
    Indicator{"parallel_courses", "hospital", "Three or more courses at once", "per 1,000 residents", lower, false,
              "residents with a chronic condition and three open outpatient courses or more", parallel_course_years,
              resident_years, 1000},
    Indicator{"joined_courses", "hospital", "Conditions joined to a course", "% of new conditions", neutral, false,
              "needs for a clinic that an open course took on, over those and new courses", courses_joined,
              course_needs, 100},
    Indicator{"hospital_with_municipal_task", "hospital", "Bed days of people in municipal care", "% of bed days",
              neutral, false,
              "bed days of people who also receive home care, home nursing or a municipal place, over all bed days",
              hospital_with_municipal_task, bed_days, 100},
};

}  // namespace

std::span<const Indicator> parallel_courses() { return catalogue; }

}  // namespace klynge::subjects
