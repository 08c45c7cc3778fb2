#include "models/reach.h"

#include <array>
#include <bit>
#include <string>
#include <string_view>
#include <vector>

#include "models/conditions/multimorbidity.h"

namespace klynge {

namespace {

constexpr std::array<std::uint8_t, 5> bits = {Person::admitted_bit, Person::outpatient_bit, Person::gp_bit,
                                              Person::telephone_bit, Person::e_bit};
constexpr std::int64_t days_a_year = 365;

struct Count {
  std::int64_t residents = 0;
  std::array<std::int64_t, bits.size()> reached{};

  Count& operator+=(const Count& other) {
    residents += other.residents;
    for (std::size_t b = 0; b < bits.size(); ++b) reached[b] += other.reached[b];
    return *this;
  }
};

// Of one municipality: by cell, and by whether somebody has a condition of the public registers.
struct Counts {
  std::array<Count, cell_count> by_cell{};
  std::array<Count, 2> by_register{};
};

Counts count(const Home& home, const World& world) {
  Counts counts;
  const Residents& people = home.people();
  const std::int64_t today = sim::day_of(world.end);
  const std::uint32_t in_register = register_list(world.tables);
  for (std::uint32_t i = 0; i < people.size(); ++i) {
    if (!people.present(i)) continue;
    Count one;
    one.residents = 1;
    for (std::size_t b = 0; b < bits.size(); ++b) one.reached[b] = (home.person(i).flags & bits[b]) != 0 ? 1 : 0;
    const int conditions = std::popcount(people.states[i] & world.tables.condition_bits());
    counts.by_cell[cell_of(people.age(i, today), conditions, people.education(i))] += one;
    counts.by_register[(people.states[i] & in_register) != 0 ? 1 : 0] += one;
  }
  return counts;
}

}  // namespace

sim::storage::Table reach_table(const HealthModel& model) {
  std::vector<std::string> municipality, group;
  std::vector<std::int64_t> residents;
  std::array<std::vector<std::int64_t>, bits.size()> reached;
  const auto add = [&](std::string_view of_municipality, std::string_view of_group, const Count& count) {
    municipality.emplace_back(of_municipality);
    group.emplace_back(of_group);
    residents.push_back(count.residents);
    for (std::size_t b = 0; b < bits.size(); ++b) reached[b].push_back(count.reached[b]);
  };
  const World& world = model.world();
  if (world.scenario.run.days >= days_a_year) {
    Counts all;
    const auto add_groups = [&](std::string_view name, const Counts& counts, std::size_t how_many) {
      for (std::size_t g = 0; g < how_many; ++g) {
        Count sum;
        for (std::size_t cell = 0; cell < cell_count; ++cell) {
          if (groups[g].contains(static_cast<Cell>(cell))) sum += counts.by_cell[cell];
        }
        add(name, groups[g].name, sum);
      }
    };
    std::vector<Counts> by_municipality;
    for (const auto& home : model.homes()) {
      by_municipality.push_back(count(*home, world));
      for (std::size_t cell = 0; cell < cell_count; ++cell) all.by_cell[cell] += by_municipality.back().by_cell[cell];
      for (std::size_t r = 0; r < 2; ++r) all.by_register[r] += by_municipality.back().by_register[r];
    }
    add_groups("all", all, groups.size());
    add("all", "no registered condition", all.by_register[0]);
    add("all", "registered condition", all.by_register[1]);
    for (std::size_t m = 0; m < by_municipality.size(); ++m) {
      add_groups(world.tables.municipalities[m].name, by_municipality[m], groups_by_municipality);
    }
  }
  return {"reach",
          {{"municipality", std::move(municipality), "", "of residence, or 'all'"},
           {"group", std::move(group), "", "group of residents"},
           {"residents", std::move(residents), "persons", "there when the run ends"},
           {"admitted", std::move(reached[0]), "persons", "admitted to hospital in the last year"},
           {"outpatient", std::move(reached[1]), "persons", "with an outpatient attendance in the last year"},
           {"gp", std::move(reached[2]), "persons", "with a contact in general practice in the last year"},
           {"telephone", std::move(reached[3]), "persons", "with one by telephone"},
           {"e_consultation", std::move(reached[4]), "persons", "with one in writing"}},
          {}};
}

}  // namespace klynge
