// places.cpp - how full beds and municipal places are.
//
// Counted of places, not of people: beds belong to nobody's municipality, places to the one they stand in.
#include <array>

#include "models/indicators/subjects.h"

namespace klynge::subjects {

namespace {

using enum Measure;
using enum Direction;
using enum Kind;

constexpr std::array catalogue = {
    Indicator{"bed_occupancy", "hospital", "Bed occupancy", "% of beds", neutral, true,
              "bed days in use, blocked beds included, over bed days open", bed_days_held, bed_days_open, 100,
              of_places},
    Indicator{"place_occupancy", "municipality", "Occupancy of municipal places", "% of places", neutral, true,
              "days in use of temporary and acute places, places kept for somebody on the way included, over days open",
              place_days_held, place_days_open, 100, of_places},
};

}  // namespace

std::span<const Indicator> places() { return catalogue; }

}  // namespace klynge::subjects
