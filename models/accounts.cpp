#include "models/accounts.h"

#include <array>
#include <bit>

#include "models/indicators/history.h"

namespace klynge {

namespace {

constexpr Cell nobody = 0;  // holds what is counted of places, ties and sectors
constexpr std::int64_t days_a_year = 365;

double node_days(const sim::Usage& usage) {
  return static_cast<double>(usage.serving_integral + usage.blocked_integral) / 86400;
}

// Beds belong to nobody's municipality; places to the one they stand in.
void add_places(std::vector<Account>& accounts, Account& total, const HealthModel& model,
                const sim::Simulation& simulation) {
  const World& world = model.world();
  const std::vector<sim::Usage> usage = model.usage(simulation);
  for (std::size_t n = 0; n < usage.size(); ++n) {
    const CareNode& node = world.network.graph[sim::NodeId{n}];
    const double held = node_days(usage[n]);
    const double open = static_cast<double>(usage[n].on_duty_integral) / 86400;
    if (is_ward(node.kind)) {
      total.tally.add(Measure::bed_days_held, nobody, held);
      total.tally.add(Measure::bed_days_open, nobody, open / (1 + world.scenario.wards.corridor_share));
    } else if (node.kind == NodeKind::temporary_places || node.kind == NodeKind::acute_function) {
      accounts[node.partition.index()].tally.add(Measure::place_days_held, nobody, held);
      accounts[node.partition.index()].tally.add(Measure::place_days_open, nobody, open);
    }
  }
}

// A year of contacts of everybody who lives there at the end.
void add_histories(Tally& tally, const Home& home, const World& world, std::size_t municipality) {
  const Residents& people = home.people();
  const double hours = 2 * world.hours_to_hospital(municipality);
  const std::int64_t today = sim::day_of(world.end);
  for (std::uint32_t i = 0; i < people.size(); ++i) {
    if (!people.present(i)) continue;
    const History& history = home.history(i);
    const int conditions = std::popcount(people.states[i] & world.tables.condition_bits());
    add_history(tally, cell_of(people.age(i, today), conditions, people.education(i)), history, conditions,
                history.journeys() * hours);
  }
}

void add_week(Tally& tally, const ClimateWeek& week) {
  const auto add = [&](Measure measure, double amount) { tally.add(measure, nobody, amount); };
  add(Measure::tie_weeks, 1);
  constexpr std::array<Measure, tie_count> relations = {Measure::rc_gp_municipality, Measure::rc_hospital_municipality,
                                                        Measure::rc_hospital_gp, Measure::rc_other_practice};
  for (std::size_t t = 0; t < tie_count; ++t) add(relations[t], week.ties[t].mean());
  add(Measure::rc_weakest, week.weakest);
  add(Measure::uptake, week.uptake);
  add(Measure::acute_capability, week.acute_capability);
  constexpr std::array<Measure, coordinating_sectors> needed = {
      Measure::load_needed_general_practice, Measure::load_needed_municipality, Measure::load_needed_hospital};
  constexpr std::array<Measure, coordinating_sectors> available = {
      Measure::load_available_general_practice, Measure::load_available_municipality, Measure::load_available_hospital};
  constexpr std::array<Measure, coordinating_sectors> undone = {
      Measure::load_undone_general_practice, Measure::load_undone_municipality, Measure::load_undone_hospital};
  for (std::size_t s = 0; s < coordinating_sectors; ++s) {
    add(needed[s], week.load[s].needed());
    add(available[s], week.load[s].available());
    add(undone[s], week.load[s].undone() * week.load[s].needed());
  }
}

}  // namespace

std::vector<Account> accounts(const HealthModel& model, const sim::Simulation& simulation) {
  std::vector<Account> all;
  Account total{"all", {}, {}};
  for (std::size_t m = 0; m < model.homes().size(); ++m) {
    const Books books = model.books(m);
    all.push_back({model.world().tables.municipalities[m].name, books.tally, books.ledger});
  }
  if (model.world().scenario.run.days >= days_a_year) {
    for (std::size_t m = 0; m < all.size(); ++m) add_histories(all[m].tally, *model.homes()[m], model.world(), m);
  }
  for (const ClimateWeek& week : model.weeks()) add_week(all[week.municipality].tally, week);
  add_places(all, total, model, simulation);
  for (const Account& one : all) {
    total.tally += one.tally;
    total.ledger += one.ledger;
  }
  all.insert(all.begin(), std::move(total));
  return all;
}

}  // namespace klynge
