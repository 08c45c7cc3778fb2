// treatment_conflicts.cpp - courses that know too little of each other.
//
// They repeat tests and give treatments that conflict. For a given number of courses their rate over course-years tells
// how well they are coordinated; the rates over residents also tell how many courses there are.
#include <array>

#include "models/indicators/subjects.h"

namespace klynge::subjects {

namespace {

using enum Measure;
using enum Direction;

constexpr std::array catalogue = {
    Indicator{"duplicated_tests", "hospital", "Duplicated tests", "per 1,000 resident-years", lower, false,
              "attendances at which tests were repeated that another course had made", duplicated_tests, resident_years,
              1000},
    Indicator{"treatment_conflicts", "hospital", "Treatments in conflict", "per 1,000 resident-years", lower, false,
              "attendances at which a treatment was given that conflicts with that of another course",
              treatment_conflicts, resident_years, 1000},
    Indicator{"course_clashes",
              "hospital",
              "Clashes between courses",
              "per 1,000 course-years",
              lower,
              false,
              "tests repeated and treatments given in conflict with another course, over the time that outpatient "
              "courses are open",
              {duplicated_tests, treatment_conflicts},
              course_years,
              1000},
    Indicator{
        "conflicts_averted", "hospital", "Conflicts seen in a shared plan", "per 1,000 resident-years", neutral, false,
        "treatments not given because a shared care plan showed that they would conflict with those of another course",
        conflicts_averted, resident_years, 1000},
};

}  // namespace

std::span<const Indicator> treatment_conflicts() { return catalogue; }

}  // namespace klynge::subjects
