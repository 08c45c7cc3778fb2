#include "models/population/age_mix.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/population/residents.h"
#include "sim/check.h"

namespace klynge {
namespace {

// Mean age of mothers, had each woman lived through all ages.
double mean_age_of_mothers(const ByAge& births) {
  double sum = 0;
  double years = 0;
  for (std::size_t age = 0; age < births.size(); ++age) {
    sum += births[age];
    years += births[age] * (static_cast<double>(age) + 0.5);
  }
  return sum > 0 ? years / sum : 0;
}

}  // namespace

AgeMix::AgeMix(const Scenario& scenario, const TableData& data) : share_(scenario.population.share) {
  const auto& years = scenario.population;
  sim::require(years.table_year <= years.year && years.table_year <= years.count_year,
               fmt::format("population.table_year = {}: expected at most population.year ({}) and "
                           "population.count_year ({}), since residents are only projected forward",
                           years.table_year, years.year, years.count_year));
  const LifeTable life_table(data.mortality);
  // Mortality is that of the middle of the table's period, near enough to the year of the counts.
  const auto mortality_in = [&](std::int64_t year) {
    return LifeTable(data.mortality,
                     std::pow(1 - years.mortality_decline, static_cast<double>(year - years.count_year)));
  };
  const ByAge births = by_age(data.fertility, &FertilityRow::births_per_year);
  const ByAge immigration = by_age(data.migration, &MigrationRow::net_immigration_per_year);
  generation_ = mean_age_of_mothers(births);
  for (const PopulationRow& row : data.population) {
    if (areas_.contains(row.area)) continue;
    AgeSex residents = single_years(data.population, row.area, life_table);
    Area& area = areas_[row.area];
    double counted = 0;
    for (std::int64_t year = years.table_year; year <= std::max(years.year, years.count_year); ++year) {
      if (year > years.table_year) {
        const LifeTable then = mortality_in(year);
        Projection(then, births, immigration, years.boys_share).one_year(residents);
      }
      if (year == years.count_year) counted = residents.total();
      if (year == years.year) area.residents = residents;
    }
    area.growth = years.year == years.count_year ? 1 : area.residents.total() / counted;
  }
}

std::int64_t AgeMix::residents(const MunicipalityRow& municipality) const {
  const double full = static_cast<double>(municipality.residents) * of(municipality).growth;
  const auto count = static_cast<std::int64_t>(std::llround(full * share_));
  sim::require(count < (1 << resident_bits),
               fmt::format("{}: {} residents: expected fewer than {}", municipality.name, count, 1 << resident_bits));
  return count;
}

const AgeMix::Area& AgeMix::of(const MunicipalityRow& municipality) const {
  const auto own = areas_.find(municipality.name);
  return own != areas_.end() ? own->second : of(municipality.region);
}

const AgeMix::Area& AgeMix::of(const std::string& area) const {
  const auto found = areas_.find(area);
  sim::require(found != areas_.end(), fmt::format("no residents by sex and age for {}", area));
  return found->second;
}

}  // namespace klynge
