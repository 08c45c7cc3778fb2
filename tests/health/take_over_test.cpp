// A regime that takes over in one municipality of the Randers cluster on a date: before it nothing differs anywhere, and
// from then on others are touched only through the hospital that they share.
#include <algorithm>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "models/health_model.h"
#include "sim/executor.h"
#include "tests/support/catch.h"
#include "tests/support/shipped_scenarios.h"

namespace tests {
namespace {

using namespace klynge;

constexpr std::int64_t date_of_change = 60;  // 1 March 2024, day 60 of the run

// The cluster with separate sectors, of people who stay where they live.
Scenario apart(const Overrides& more = {}) {
  Overrides overrides = {{"regime", std::string("separate_sectors")},
                         {"population.share", 0.2},
                         {"population.move_ratio", 0.0},
                         {"run.warm_up_days", std::int64_t{28}},
                         {"run.days", std::int64_t{120}}};
  overrides.insert(overrides.end(), more.begin(), more.end());
  return shipped("randers", overrides);
}

// Nobody ever waits for the hospital, nor is sent home early, so that no municipality is felt there by another.
const Overrides a_hospital_for_everybody = {{"sectors.hospital.beds_per_1000", 50.0},
                                            {"sectors.hospital.emergency_bays_per_1000", 50.0},
                                            {"sectors.hospital.outpatient_rooms_per_1000", 50.0},
                                            {"sectors.out_of_hours.doctors_per_100000", 1'000.0}};

// What became of everybody, by the municipality where he lives.
struct Journeys {
  std::vector<std::vector<sim::Row>> of;  // by municipality
  std::vector<double> regret;             // by municipality, a decision
};

Journeys journeys(const Scenario& scenario) {
  std::vector<std::uint32_t> everybody(World(scenario, {}).residents());
  std::iota(everybody.begin(), everybody.end(), 0u);
  const World world(scenario, everybody);
  const sim::Streams streams(2026, 0);
  HealthModel model(world, streams);
  sim::Simulation simulation(model, streams);
  sim::run_sequential(simulation, world.end);
  Journeys all;
  all.of.resize(model.homes().size());
  for (const sim::Row& row : simulation.rows()) all.of[world.municipality_of(row.subject.agent())].push_back(row);
  for (std::size_t m = 0; m < all.of.size(); ++m) {
    const Tally tally = model.books(m).tally;
    all.regret.push_back(tally.sum(Measure::regret, groups[0]) / tally.sum(Measure::decisions, groups[0]));
  }
  return all;
}

bool same(const sim::Row& a, const sim::Row& b) {
  return a.time == b.time && a.subject == b.subject && a.node == b.node && a.kind == b.kind && a.detail == b.detail &&
         a.value == b.value;
}

// The first moment at which they differ; nothing if they never do.
std::optional<sim::Time> parting(const std::vector<sim::Row>& a, const std::vector<sim::Row>& b) {
  const auto [one, other] = std::mismatch(a.begin(), a.end(), b.begin(), b.end(),
                                          [](const sim::Row& x, const sim::Row& y) { return same(x, y); });
  if (one == a.end() && other == b.end()) return std::nullopt;
  if (one == a.end()) return other->time;
  if (other == b.end()) return one->time;
  return std::min(one->time, other->time);
}

constexpr std::size_t favrskov = 2;  // after Syddjurs and Norddjurs, by code

struct TakeOver {
  Journeys before, after;

  explicit TakeOver(const Overrides& more = {})
      : before(journeys(apart(more))),
        after(journeys(changed(apart(more), "Favrskov", "2024-03-01", "cluster_leadership"))) {}
};

TEST_CASE("a regime that takes over in one municipality is felt from that day on", "[health]") {
  const TakeOver crowded;
  REQUIRE(read_tables(apart()).municipalities[favrskov].name == "Favrskov");
  for (std::size_t m = 0; m < crowded.before.of.size(); ++m) {
    CAPTURE(m);
    REQUIRE(crowded.before.of[m].size() > 1'000);
    const auto parted = parting(crowded.before.of[m], crowded.after.of[m]);
    REQUIRE(parted.has_value());
    CHECK(*parted >= sim::midnight(date_of_change));
    if (m == favrskov) CHECK(*parted < sim::midnight(date_of_change + 1));
  }
  CHECK(crowded.after.regret[favrskov] < 0.8 * crowded.before.regret[favrskov]);
}

TEST_CASE("a municipality that keeps its regime feels another's only in the hospital that they share", "[health]") {
  const TakeOver roomy(a_hospital_for_everybody);
  CHECK(roomy.after.regret[favrskov] < 0.8 * roomy.before.regret[favrskov]);
  for (std::size_t m = 0; m < roomy.before.of.size(); ++m) {
    CAPTURE(m);
    CHECK(parting(roomy.before.of[m], roomy.after.of[m]).has_value() == (m == favrskov));
  }
}

}  // namespace
}  // namespace tests
