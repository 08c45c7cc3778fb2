// continuity.cpp - whether a patient meets the same provider again, and somebody who coordinates.
//
// Of histories of a year (history.h): means over people with contacts enough, and the share of people whom that leaves
// out. COC says how concentrated contacts are, UPC how much of them one provider has, SECON whether they follow each
// other at the same provider.
#include <array>

#include "models/indicators/subjects.h"

namespace klynge::subjects {

namespace {

using enum Measure;
using enum Direction;

constexpr std::array catalogue = {
    Indicator{"continuity", "all", "Meeting the same provider again", "index, 0-1", higher, true,
              "chance that two contacts of a year were with the same provider (Bice-Boxerman index), mean over people "
              "with four contacts or more",
              coc, continuity_persons},
    Indicator{"usual_provider", "all", "Contacts with the most usual provider", "% of contacts", higher, false,
              "share of the contacts of a year that the most usual provider has (UPC), mean over people with four "
              "contacts or more",
              upc, continuity_persons, 100},
    Indicator{"sequential_continuity", "all", "Same provider as the time before", "% of contacts", higher, false,
              "share of contacts with the same provider as the contact before (SECON), mean over people with four "
              "contacts or more",
              secon, continuity_persons, 100},
    Indicator{"own_gp_share", "general practice", "Contacts with the own GP", "% of contacts", neutral, false,
              "share of the contacts of a year that are with the own general practice, mean over people with four "
              "contacts or more",
              gp_share, continuity_persons, 100},
    Indicator{"coordinator_continuity", "all", "Days with a coordinator", "% of days", higher, false,
              "days with a named coordinator, over days of people with two conditions or more", coordinator_years,
              eligible_years, 100},
    Indicator{"few_contacts",
              "all",
              "Too few contacts to tell continuity",
              "% of patients",
              neutral,
              false,
              "people with one to three contacts in a year, whom continuity and burden leave out, over all who had any",
              few_contacts_persons,
              {few_contacts_persons, continuity_persons},
              100},
};

}  // namespace

std::span<const Indicator> continuity() { return catalogue; }

}  // namespace klynge::subjects
