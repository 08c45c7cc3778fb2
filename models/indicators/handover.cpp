// handover.cpp - what is lost when a patient goes from one sector to another.
//
// A handover fails where a critical item is missing or outdated at the first visit; the variant by severity weighs
// every item that is missing, so that much lost counts more than little.
#include <array>

#include "models/indicators/subjects.h"

namespace klynge::subjects {

namespace {

using enum Measure;
using enum Direction;

constexpr std::array catalogue = {
    Indicator{"handover_failure", "all", "Failed handovers", "% of handovers", lower, true,
              "discharges after which medication or functioning is unknown or outdated at the first visit",
              handover_failures, handovers, 100},
    Indicator{"handover_severity", "all", "What is missing after handovers", "share, 0-1", lower, false,
              "weighted share of what should be known that is missing at the first visit after a discharge, mean over "
              "handovers",
              handover_severity, handovers},
};

}  // namespace

std::span<const Indicator> handover() { return catalogue; }

}  // namespace klynge::subjects
