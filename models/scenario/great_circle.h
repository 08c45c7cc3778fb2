// great_circle.h - how far two points of the earth are apart, in a straight line over the ground.
#pragma once

#include <algorithm>
#include <cmath>
#include <numbers>

namespace klynge {

// Haversine on a sphere of 6,371 km; degrees north and east.
inline double great_circle_km(double latitude1, double longitude1, double latitude2, double longitude2) {
  constexpr double radians = std::numbers::pi / 180;
  constexpr double earth_radius_km = 6371.0;
  const double north = std::sin((latitude2 - latitude1) * radians / 2);
  const double east = std::sin((longitude2 - longitude1) * radians / 2);
  const double a = north * north + std::cos(latitude1 * radians) * std::cos(latitude2 * radians) * east * east;
  return 2 * earth_radius_km * std::asin(std::sqrt(std::min(1.0, a)));
}

}  // namespace klynge
