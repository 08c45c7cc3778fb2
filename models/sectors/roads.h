// roads.h - how long it takes to get from a town to a hospital, or to another town.
//
// Towns and hospitals of one landmass are joined by their Gabriel graph: two of them have a road where no third lies in
// the circle between them (Gabriel & Sokal 1969, Syst. Zool. 18, 259-278). It holds a shortest spanning tree, so that
// every landmass is of one piece, and it looks much like roads do. A road is as long as the great circle times
// travel.detour. Water is passed only at the crossings of the table. The way taken is the fastest (Dijkstra), through
// municipalities outside the scenario's area too. Arms of the sea within a landmass are not seen.
#pragma once

#include <cstddef>
#include <vector>

#include "models/scenario/tables.h"

namespace klynge {

struct Way {
  double minutes = 0;
  double km = 0;
};

class Roads {
 public:
  Roads(const Scenario& scenario, const TableData& tables);

  // Municipalities and hospitals by their place in TableData: those of the area.
  const Way& to_hospital(std::size_t municipality, std::size_t hospital) const {
    return to_hospital_[municipality][hospital];
  }
  const Way& between(std::size_t from, std::size_t to) const { return between_[from][to]; }
  const Way& between_hospitals(std::size_t from, std::size_t to) const { return between_hospitals_[from][to]; }

  // All hospitals of the area, nearest first by time.
  std::vector<std::size_t> nearest_hospitals(std::size_t municipality) const;

 private:
  std::vector<std::vector<Way>> to_hospital_;        // by municipality and hospital
  std::vector<std::vector<Way>> between_;            // by municipality and municipality
  std::vector<std::vector<Way>> between_hospitals_;  // by hospital and hospital
};

}  // namespace klynge
