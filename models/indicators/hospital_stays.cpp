// hospital_stays.cpp - stays on hospital wards: how many are planned, how long they last, and what a full ward does.
//
// Where beds are scarce, patients lie on another ward than the right one and some stays end early. How many stays there
// are, and which might have been avoided, stands in admissions.cpp.
#include <array>

#include "models/indicators/subjects.h"

namespace klynge::subjects {

namespace {

using enum Measure;
using enum Direction;

constexpr std::array catalogue = {
    Indicator{"elective_admissions", "all", "Planned admissions", "per 1,000 resident-years", neutral, false,
              "planned stays on a hospital ward", elective_admissions, resident_years, 1000},
    Indicator{"bed_days", "all", "Bed days", "per 1,000 resident-years", neutral, false,
              "days in a hospital bed, counted when the stay ends", bed_days, resident_years, 1000},
    Indicator{"mean_stay", "hospital", "Mean stay", "days", neutral, false, "days in a hospital bed for each stay",
              bed_days, stays_ended},
    Indicator{"outliers", "hospital", "Outliers", "% of acute admissions", lower, false,
              "acute patients on another ward than the right one, which was full", outliers, acute_admissions, 100},
    Indicator{"early_discharges", "hospital", "Stays cut short", "% of discharges", lower, false,
              "stays that ended early because beds were scarce, each counted by how far it was cut", early_discharges,
              discharges, 100},
};

}  // namespace

std::span<const Indicator> hospital_stays() { return catalogue; }

}  // namespace klynge::subjects
