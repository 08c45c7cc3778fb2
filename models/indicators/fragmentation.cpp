// fragmentation.cpp - over how many providers and sectors a patient's care is scattered.
//
// An index and plain counts side by side, as in Danish studies of multimorbidity: the index does not tell few providers
// met often from many met seldom. Of histories of a year (history.h); fragmentation is one minus continuity.
#include <array>

#include "models/indicators/subjects.h"

namespace klynge::subjects {

namespace {

using enum Measure;
using enum Direction;

constexpr std::array catalogue = {
    Indicator{
        "fragmentation", "all", "Scattered care", "index, 0-1", lower, false,
        "chance that two contacts of a year were with different providers, mean over people with four contacts or more",
        fci, continuity_persons},
    Indicator{"distinct_providers", "all", "Different providers", "providers a year", lower, false,
              "providers whom a patient met in a year, mean over people with four contacts or more", distinct_providers,
              continuity_persons},
    Indicator{"provider_transitions", "all", "Changes of provider", "changes a year", lower, false,
              "contacts with another provider than the contact before, mean over people with four contacts or more",
              provider_transitions, continuity_persons},
    Indicator{"sector_transitions", "all", "Changes of sector", "changes a year", lower, false,
              "contacts in another sector than the contact before, mean over people with four contacts or more",
              sector_transitions, continuity_persons},
};

}  // namespace

std::span<const Indicator> fragmentation() { return catalogue; }

}  // namespace klynge::subjects
