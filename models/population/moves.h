// moves.h - who moves to another municipality, and where to.
//
// How often depends on age alone. Where to is a gravity model (Zipf, American Sociological Review 11, 1946, in the form
// with exponential decay): a municipality draws in proportion to its residents and to exp(-distance / move_km), between
// main towns in a straight line. Only municipalities of the scenario are drawn: a small area is closed, as if all who
// leave it were replaced by newcomers like them. With one municipality there is nowhere to move to.
#pragma once

#include <cstddef>
#include <vector>

#include "models/population/by_age.h"
#include "sim/rng.h"

namespace klynge {

class Moves {
 public:
  Moves(const Scenario& scenario, const TableData& data);

  // Per person of that age, with the scenario's move_ratio.
  double moves_per_year(int age) const { return rates_[age_index(age)]; }
  // Both as numbers in TableData::municipalities; never `from` itself. Takes one word.
  std::size_t destination(std::size_t from, sim::Draws& draws) const;
  double probability(std::size_t from, std::size_t to) const;

 private:
  ByAge rates_{};
  std::vector<std::vector<double>> upto_;  // by origin: summed weights of destinations
};

// Along a great circle.
double kilometres_between(const MunicipalityRow& a, const MunicipalityRow& b);

}  // namespace klynge
