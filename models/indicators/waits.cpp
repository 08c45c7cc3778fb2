// waits.cpp - how long people wait for care, each counted by those whose wait is over.
#include <array>

#include "models/indicators/subjects.h"

namespace klynge::subjects {

namespace {

using enum Measure;
using enum Direction;

constexpr std::array catalogue = {
    Indicator{"wait_days", "general practice", "Wait in general practice", "days", lower, false,
              "mean time from asking for a contact to its start, closed hours included", wait_days_general_practice,
              waits_general_practice},
    Indicator{"wait_days", "other practice", "Wait in other practice", "days", lower, false,
              "mean time from asking for a contact to its start, closed hours included", wait_days_other_practice,
              waits_other_practice},
    Indicator{"wait_days", "municipality", "Wait for municipal care", "days", lower, true,
              "mean time from asking for home nursing or a place to its start, of those who did not give up",
              wait_days_municipality, waits_municipality},
    Indicator{"wait_days", "hospital", "Wait in hospital", "days", lower, false,
              "mean time from arriving at the emergency department, a ward or a clinic to its start",
              wait_days_hospital, waits_hospital},
    Indicator{"wait_first_visit", "hospital", "Wait for a first attendance", "days", lower, false,
              "mean time from booking to a first attendance of an outpatient course", wait_days_first_visit,
              waits_first_visit},
    Indicator{"wait_elective", "hospital", "Wait for a planned stay", "days", lower, false,
              "mean time from referral to a planned admission", wait_days_elective, waits_elective},
    Indicator{"wait_rehabilitation", "municipality", "Wait for rehabilitation", "days", lower, false,
              "mean time from a plan's arrival to the beginning of rehabilitation", wait_days_rehabilitation,
              waits_rehabilitation},
    Indicator{"wait_nursing_home", "municipality", "Wait for a nursing home", "days", lower, false,
              "mean time from the decision that one is needed to moving in, of those who move in",
              wait_days_nursing_home, waits_nursing_home},
    Indicator{"gave_up_waiting", "all", "Gave up waiting for municipal care", "per 1,000 resident-years", lower, false,
              "acute episodes sent on to hospital because the municipality had no room in time", gave_up_waiting,
              resident_years, 1000},
};

}  // namespace

std::span<const Indicator> waits() { return catalogue; }

}  // namespace klynge::subjects
