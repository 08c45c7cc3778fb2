// country.h - residents for tests of conditions: the shipped tables of people and conditions, and as many residents as
// a test asks for, drawn from them by hand.
#pragma once

#include <cstdint>
#include <fstream>
#include <numeric>
#include <random>
#include <sstream>
#include <string>

#include "models/conditions/multimorbidity.h"
#include "models/scenario/tables.h"

namespace tests {

inline klynge::TableFile shipped_table(const std::string& name) {
  std::ifstream in(std::string(KLYNGE_SOURCE_DIR) + "/scenarios/data/" + name);
  std::stringstream text;
  text << in.rdbuf();
  return {"data/" + name, text.str()};
}

// The loading is what scenarios/baseline.toml says.
inline klynge::Scenario conditions_scenario(double loading = 0.57) {
  klynge::Scenario scenario;
  scenario.population.frailty_sigma.value = 0.5;
  scenario.population.frailty_loading.value = loading;
  scenario.needs.control_restored.value = 0.5;
  auto& tables = scenario.tables;
  tables.population = shipped_table("population_age_sex_2020.csv");
  tables.mortality = shipped_table("mortality.csv");
  tables.education = shipped_table("education.csv");
  tables.households = shipped_table("households.csv");
  tables.fertility = shipped_table("fertility.csv");
  tables.migration = shipped_table("migration.csv");
  tables.prevalence = shipped_table("prevalence.csv");
  tables.conditions = shipped_table("conditions_care.csv");
  return scenario;
}

// Of no municipality: the people of Denmark, and conditions.
inline klynge::TableData country_tables(const klynge::Scenario& scenario) {
  klynge::Problems problems;
  klynge::TableData tables;
  klynge::read_people(scenario, problems, tables);
  klynge::read_conditions(scenario, problems, tables);
  problems.throw_if_any();
  return tables;
}

// Residents with the ages, sexes and education that the tables have, and frailty as that of newborn.
inline klynge::Residents country_residents(const klynge::TableData& tables, const klynge::Prevalence& prevalence,
                                           std::uint32_t count, std::uint64_t seed = 1) {
  std::mt19937_64 chance(seed);
  klynge::Residents people(101);
  people.reserve(count);
  std::array<klynge::ByAge, klynge::sex_count> ages = {klynge::people_by_age(tables, klynge::Sex::female),
                                                       klynge::people_by_age(tables, klynge::Sex::male)};
  std::array<double, klynge::sex_count> of_sex{};
  for (std::size_t sex = 0; sex < ages.size(); ++sex)
    of_sex[sex] = std::accumulate(ages[sex].begin(), ages[sex].end(), 0.0);
  std::discrete_distribution<std::size_t> sex_of(of_sex.begin(), of_sex.end());
  std::array<std::discrete_distribution<int>, klynge::sex_count> age_of = {
      std::discrete_distribution<int>(ages[0].begin(), ages[0].end()),
      std::discrete_distribution<int>(ages[1].begin(), ages[1].end())};
  std::lognormal_distribution<float> frailty(-0.125f, 0.5f);
  for (std::uint32_t i = 0; i < count; ++i) {
    klynge::Resident person;
    const std::size_t sex = sex_of(chance);
    const int age = age_of[sex](chance);
    const auto& mix = prevalence.education_mix(static_cast<klynge::Sex>(sex), age);
    person.female = sex == 0;
    person.born = -static_cast<std::int32_t>((age + 0.5) * 365.25);
    person.education = static_cast<klynge::Education>(std::discrete_distribution<int>(mix.begin(), mix.end())(chance));
    person.frailty = frailty(chance);
    people.add(person);
  }
  people.set_first_residents();
  return people;
}

}  // namespace tests
