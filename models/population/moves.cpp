#include "models/population/moves.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/scenario/great_circle.h"
#include "sim/check.h"

namespace klynge {

double kilometres_between(const MunicipalityRow& a, const MunicipalityRow& b) {
  return great_circle_km(a.latitude, a.longitude, b.latitude, b.longitude);
}

Moves::Moves(const Scenario& scenario, const TableData& data) {
  const std::vector<MunicipalityRow>& places = data.municipalities;
  if (places.size() < 2) return;
  rates_ = by_age(data.migration, &MigrationRow::moves_per_year);
  for (double& rate : rates_) rate *= scenario.population.move_ratio;

  for (std::size_t from = 0; from < places.size(); ++from) {
    // Distances count from the nearest place, so that not all weights vanish however short the scale is.
    double nearest = std::numeric_limits<double>::infinity();
    for (std::size_t to = 0; to < places.size(); ++to) {
      if (to != from) nearest = std::min(nearest, kilometres_between(places[from], places[to]));
    }
    std::vector<double>& upto = upto_.emplace_back();
    double sum = 0;
    for (std::size_t to = 0; to < places.size(); ++to) {
      const double km = kilometres_between(places[from], places[to]) - nearest;
      const auto residents = static_cast<double>(std::max<std::int64_t>(1, places[to].residents));
      if (to != from) sum += residents * std::exp(-km / scenario.population.move_km);
      upto.push_back(sum);
    }
  }
}

std::size_t Moves::destination(std::size_t from, sim::Draws& draws) const {
  sim::invariant(from < upto_.size(), "there is nowhere to move to");
  const std::vector<double>& upto = upto_[from];
  // Whoever has no weight has the same sum as the one before him, and is passed over.
  const auto found = std::upper_bound(upto.begin(), upto.end(), draws.uniform() * upto.back());
  return static_cast<std::size_t>(found - upto.begin());
}

double Moves::probability(std::size_t from, std::size_t to) const {
  if (from >= upto_.size()) return 0;
  const std::vector<double>& upto = upto_[from];
  return (upto[to] - (to > 0 ? upto[to - 1] : 0)) / upto.back();
}

}  // namespace klynge
