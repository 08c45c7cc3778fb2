// coordination_load.cpp - minutes that coordination takes, against those that staff have for it.
//
// What is needed follows from handovers, from parallel courses and from whether somebody coordinates; what cannot be done
// in the minutes there are stays undone, and less is passed on.
#include <array>

#include "models/indicators/subjects.h"

namespace klynge::subjects {

namespace {

using enum Measure;
using enum Direction;
using enum Kind;

constexpr std::array catalogue = {
    Indicator{"coordination_load", "general practice", "Coordination needed in general practice",
              "minutes per patient-week", lower, false,
              "minutes of coordination that patients of the sector need, over weeks of patients who need any",
              load_needed_general_practice, patient_weeks, 1, of_places},
    Indicator{"coordination_load", "municipality", "Coordination needed in the municipality",
              "minutes per patient-week", lower, false,
              "minutes of coordination that patients of the sector need, over weeks of patients who need any",
              load_needed_municipality, patient_weeks, 1, of_places},
    Indicator{"coordination_load", "hospital", "Coordination needed in hospital", "minutes per patient-week", lower,
              false, "minutes of coordination that patients of the sector need, over weeks of patients who need any",
              load_needed_hospital, patient_weeks, 1, of_places},
    Indicator{"coordination_load",
              "all",
              "Coordination needed",
              "minutes per patient-week",
              lower,
              false,
              "minutes of coordination that patients need in all sectors, over weeks of patients who need any",
              {load_needed_general_practice, load_needed_municipality, load_needed_hospital},
              patient_weeks,
              1,
              of_places},
    Indicator{"coordination_pressure", "general practice", "Time for coordination asked for in general practice",
              "% of minutes available", lower, false,
              "minutes of coordination needed, over those that the staff of the sector have for it",
              load_needed_general_practice, load_available_general_practice, 100, of_places},
    Indicator{"coordination_pressure", "municipality", "Time for coordination asked for in the municipality",
              "% of minutes available", lower, false,
              "minutes of coordination needed, over those that the staff of the sector have for it",
              load_needed_municipality, load_available_municipality, 100, of_places},
    Indicator{"coordination_pressure", "hospital", "Time for coordination asked for in hospital",
              "% of minutes available", lower, false,
              "minutes of coordination needed, over those that the staff of the sector have for it",
              load_needed_hospital, load_available_hospital, 100, of_places},
    Indicator{"coordination_undone", "general practice", "Coordination undone in general practice",
              "% of minutes needed", lower, false,
              "minutes of coordination that the sector had no time for, over those needed",
              load_undone_general_practice, load_needed_general_practice, 100, of_places},
    Indicator{"coordination_undone", "municipality", "Coordination undone in the municipality", "% of minutes needed",
              lower, false, "minutes of coordination that the sector had no time for, over those needed",
              load_undone_municipality, load_needed_municipality, 100, of_places},
    Indicator{"coordination_undone", "hospital", "Coordination undone in hospital", "% of minutes needed", lower, false,
              "minutes of coordination that the sector had no time for, over those needed", load_undone_hospital,
              load_needed_hospital, 100, of_places},
    Indicator{"coordination_undone",
              "all",
              "Coordination undone",
              "% of minutes needed",
              lower,
              false,
              "minutes of coordination that there was no time for in any sector, over those needed",
              {load_undone_general_practice, load_undone_municipality, load_undone_hospital},
              {load_needed_general_practice, load_needed_municipality, load_needed_hospital},
              100,
              of_places},
};

}  // namespace

std::span<const Indicator> coordination_load() { return catalogue; }

}  // namespace klynge::subjects
