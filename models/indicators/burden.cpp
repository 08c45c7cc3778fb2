// burden.cpp - the work that care is for the patient.
//
// The burden index of a year (history.h) adds up contacts, different providers, travel, conditions, conflicts between
// treatments, and telling one's history anew; from 22 on it is called high, as by the Multimorbidity Treatment Burden
// Questionnaire. Its weights are assumed.
#include <array>

#include "models/indicators/subjects.h"

namespace klynge::subjects {

namespace {

using enum Measure;
using enum Direction;

constexpr std::array catalogue = {
    Indicator{"patient_burden", "all", "Work of being a patient", "index, 0-100", lower, true,
              "burden index of a year, from contacts, different providers, travel, conditions, conflicts between "
              "treatments and telling anew, mean over people with four contacts or more",
              burden, continuity_persons},
    Indicator{"high_burden", "all", "High burden of treatment", "% of patients", lower, false,
              "people with a burden index of 22 or more, over those with four contacts or more", high_burden,
              continuity_persons, 100},
    Indicator{"contacts_a_year", "all", "Contacts of a patient", "contacts a year", neutral, false,
              "contacts with any provider in a year, mean over people with four contacts or more", contacts,
              continuity_persons},
    Indicator{"told_again", "all", "History told anew", "times a year", lower, false,
              "times in a year that a patient met somebody who knew little and told it all again, mean over people "
              "with four contacts or more",
              told_again, continuity_persons},
    Indicator{"journeys", "all", "Journeys to hospital", "per resident-year", lower, false,
              "journeys to hospital and back", journeys, resident_years},
    Indicator{"travel_hours", "all", "Travel to hospital", "hours per resident-year", lower, false,
              "time on the road to hospital and back", journey_hours, resident_years},
};

}  // namespace

std::span<const Indicator> burden() { return catalogue; }

}  // namespace klynge::subjects
