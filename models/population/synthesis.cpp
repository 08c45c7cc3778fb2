#include "models/population/synthesis.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/draw.h"
#include "sim/check.h"
#include "sim/distributions.h"

namespace klynge {

std::uint32_t resident_count(const Scenario& scenario, const MunicipalityRow& municipality) {
  const auto count = std::llround(static_cast<double>(municipality.residents) * scenario.population.share);
  sim::require(count < (1 << resident_bits),
               fmt::format("{}: {} residents: expected fewer than {}", municipality.name, count, 1 << resident_bits));
  return static_cast<std::uint32_t>(count);
}

int last_age(const PopulationRow& band) {
  return band.age_to == oldest_age ? std::min(band.age_from + 9, oldest_age) : band.age_to;
}

Residents synthesise(const Scenario& scenario, const TableData& tables, const MunicipalityRow& municipality,
                     const sim::Streams& streams) {
  std::vector<double> upto;  // residents in this and all earlier rows
  double sum = 0;
  for (const PopulationRow& row : tables.population) upto.push_back(sum += static_cast<double>(row.residents));

  const sim::LogNormal frailty = sim::LogNormal::with_mean(1.0, scenario.population.frailty_sigma);
  const std::uint32_t count = resident_count(scenario, municipality);
  Residents people;
  people.municipality_code = municipality.code;
  people.conditions.assign(count, 0);
  people.shared_plan.assign(count, 0);
  people.coordinator.assign(count, 0);
  for (std::uint32_t i = 0; i < count; ++i) {
    const sim::Subject who{people.agent(i)};
    sim::Draws draws = streams.draws(who, question(Draw::age_and_sex), 0);
    const auto row =
        static_cast<std::size_t>(std::upper_bound(upto.begin(), upto.end() - 1, draws.uniform() * sum) - upto.begin());
    const PopulationRow& band = tables.population[row];
    const double years = draws.uniform() * (last_age(band) - band.age_from + 1);
    people.age.push_back(static_cast<std::uint8_t>(band.age_from + static_cast<int>(years)));
    people.female.push_back(band.sex == Sex::female);
    sim::Draws frailty_draws = streams.draws(who, question(Draw::frailty), 0);
    people.frailty.push_back(static_cast<float>(frailty(frailty_draws)));
  }
  return people;
}

}  // namespace klynge
