// task_shift.cpp - which sector treats acute illness, and how far the municipal acute function has come.
//
// Shares are of the acute episodes for which a level of these four sectors was chosen. Uptake is the share of those who
// refer to whom the acute function comes to mind; capability says how difficult an episode it can resolve. Both grow
// slowly and are averaged over municipalities and weeks.
#include <array>

#include "models/indicators/subjects.h"

namespace klynge::subjects {

namespace {

using enum Measure;
using enum Direction;
using enum Kind;

constexpr std::array catalogue = {
    Indicator{"task_share",
              "home",
              "Acute illness treated at home",
              "% of episodes",
              neutral,
              false,
              "acute episodes for which a level of care of this sector was chosen, over those of all four sectors",
              tasks_home,
              {tasks_home, tasks_general_practice, tasks_municipality, tasks_hospital},
              100},
    Indicator{"task_share",
              "general practice",
              "Acute illness treated in general practice",
              "% of episodes",
              neutral,
              false,
              "acute episodes for which a level of care of this sector was chosen, over those of all four sectors",
              tasks_general_practice,
              {tasks_home, tasks_general_practice, tasks_municipality, tasks_hospital},
              100},
    Indicator{"task_share",
              "municipality",
              "Acute illness treated by the municipality",
              "% of episodes",
              neutral,
              false,
              "acute episodes for which a level of care of this sector was chosen, over those of all four sectors",
              tasks_municipality,
              {tasks_home, tasks_general_practice, tasks_municipality, tasks_hospital},
              100},
    Indicator{"task_share",
              "hospital",
              "Acute illness treated in hospital",
              "% of episodes",
              neutral,
              false,
              "acute episodes for which a level of care of this sector was chosen, over those of all four sectors",
              tasks_hospital,
              {tasks_home, tasks_general_practice, tasks_municipality, tasks_hospital},
              100},
    Indicator{"acute_function_stays", "municipality", "Patients of the acute function", "per 1,000 resident-years",
              neutral, false, "courses with the municipal acute function that began", acute_function_stays,
              resident_years, 1000},
    Indicator{"acute_function_uptake", "municipality", "Trust in the acute function", "share, 0-1", higher, false,
              "share of those who refer patients to whom the municipal acute function comes to mind, mean over weeks",
              uptake, tie_weeks, 1, of_places},
    Indicator{"acute_function_capability", "municipality", "Competence of the acute function", "share, 0-1", higher,
              false,
              "capability of the municipal acute function on the scale of difficulty of episodes, mean over weeks",
              acute_capability, tie_weeks, 1, of_places},
};

}  // namespace

std::span<const Indicator> task_shift() { return catalogue; }

}  // namespace klynge::subjects
