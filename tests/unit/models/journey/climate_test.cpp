// How well the sectors of a municipality can work together: what others are told of its capacity, what the acute
// function is capable of there, and what one more patient takes from others.
#include "models/journey/climate.h"

#include <cmath>

#include "models/health_model.h"
#include "sim/executor.h"
#include "tests/support/catch.h"
#include "tests/support/shipped_scenarios.h"

namespace tests {
namespace {

using namespace klynge;

// A reduced cluster that runs, and a climate of its first municipality that only looks on.
struct Place {
  const World world;
  const sim::Streams streams{7, 0};
  HealthModel model;
  sim::Simulation simulation;
  Climate climate;

  explicit Place(const Scenario& scenario)
      : world(scenario, {}), model(world, streams), simulation(model, streams), climate(world, 0) {}

  void until(std::int64_t day) { sim::run_sequential(simulation, sim::midnight(day)); }
  void look() { climate.look(world, simulation); }
  const Effect& effect() const { return world.coordination(0, sim::start_of_time).effect; }
};

Scenario with(const std::string& regime, const Overrides& more = {}) {
  Overrides overrides = {{"regime", regime}};
  overrides.insert(overrides.end(), more.begin(), more.end());
  return reduced("baseline", overrides);
}

Scenario crowded() {
  const Scenario scenario = with("cluster_leadership");
  return with_overrides(scenario, scarce(scenario));
}

bool same(const Board& a, const Board& b) {
  return a.home_nursing == b.home_nursing && a.acute_function == b.acute_function && a.clinics == b.clinics;
}

TEST_CASE("whoever has been told nothing of free capacity expects what is usual", "[unit]") {
  const Place place(with("separate_sectors", {{"decide.prior_wait_days", 1.5}}));
  CHECK(std::isinf(place.climate.told_age_days(sim::midnight(3))));
  CHECK(place.climate.told().acute_function == 1.5);
  CHECK(place.climate.told().home_nursing == 1.5);
}

TEST_CASE("what has been told stays as it was and grows old until it is told anew", "[unit]") {
  Place place(with_overrides(crowded(), {{"population.share", 0.1}}));
  place.until(20);
  place.look();
  place.climate.publish(sim::midnight(20));
  const Board told = place.climate.told();
  CHECK(same(told, place.climate.latest()));
  CHECK(place.climate.told_age_days(sim::midnight(20)) == 0);
  bool stood_still = true;
  for (std::int64_t day = 21; day <= 30; ++day) {
    place.until(day);
    place.look();
    stood_still &= same(place.climate.latest(), told);
    CHECK(same(place.climate.told(), told));
    CHECK(place.climate.told_age_days(sim::midnight(day)) == static_cast<double>(day - 20));
  }
  CHECK_FALSE(stood_still);
  place.climate.publish(sim::midnight(30));
  CHECK(same(place.climate.told(), place.climate.latest()));
  CHECK(place.climate.told_age_days(sim::midnight(30)) == 0);
}

// Everybody is followed, so every decision is there to be looked at.
TEST_CASE("a municipality knows its own capacity as it is and others know what they were told", "[unit]") {
  Scenario scenario = crowded();
  const World world(scenario, [&] {
    std::vector<std::uint32_t> all(World(scenario, {}).residents());
    for (std::uint32_t n = 0; n < all.size(); ++n) all[n] = n;
    return all;
  }());
  const sim::Streams streams(7, 0);
  HealthModel model(world, streams);
  sim::Simulation simulation(model, streams);
  sim::run_sequential(simulation, world.end);
  std::size_t own = 0, others = 0, deceived = 0;
  for (const auto& home : model.homes()) {
    for (const DecisionNote& note : home->notes().decisions) {
      const Candidate& acute = note.verdict.decision.levels[index(Level::acute_function)];
      const Candidate& nursing = note.verdict.decision.levels[index(Level::home_nursing)];
      const bool knows = acute.wait_believed == acute.wait_true && nursing.wait_believed == nursing.wait_true;
      if (note.asked.by == Sector::municipality) {
        ++own;
        REQUIRE(knows);
        REQUIRE(note.asked.capacity_age_days == 0);
      } else {
        ++others;
        deceived += knows ? 0 : 1;
        REQUIRE(note.asked.capacity_age_days >= 0);
        REQUIRE((note.at < sim::midnight(1) || note.asked.capacity_age_days <= 1));  // a board a day
      }
    }
  }
  CHECK(own > 10);
  CHECK(others > 100);
  CHECK(deceived > 0);
}

// ----------------------------------------------------------------------------------------------------- a shifted task

TEST_CASE("only the acute function is mastered better with practice", "[unit]") {
  const Overrides long_ago = {{"shift.capability_start", 0.7},
                              {"shift.turnover_loss", 0.0},
                              {"shift.years_before", 30.0},
                              {"shift.capability_days", 300.0},
                              {"shift.back_up_gain", 0.08}};
  const Place apart(with("separate_sectors", long_ago)), together(with("cluster_leadership", long_ago));
  for (std::size_t l = 0; l < level_count; ++l) {
    const Level level = level_at(l);
    const double full = apart.effect().capability(level);
    const bool acute = level == Level::acute_function;
    CAPTURE(level_names[l]);
    CHECK(apart.climate.capability(apart.effect(), level) == Catch::Approx(acute ? 0.7 * full : full));
    CHECK(together.climate.capability(together.effect(), level) == Catch::Approx(acute ? full + 0.08 : full));
  }
}

// ------------------------------------------------------------------------------------------------------- scarce places

TEST_CASE("where there is room for all one more patient takes nothing from anybody", "[unit]") {
  Place place(with("cluster_leadership", {{"sectors.hospital.beds_per_1000", 50.0},
                                          {"sectors.municipality.temporary_places_per_1000", 100.0},
                                          {"sectors.municipality.acute_nursing_per_1000", 100.0},
                                          {"sectors.municipality.home_nursing_courses_per_1000", 500.0},
                                          {"sectors.hospital.outpatient_rooms_per_1000", 50.0}}));
  for (std::int64_t day = 1; day <= 20; ++day) {
    place.until(day);
    place.climate.end_day(place.world, place.simulation);
  }
  for (std::size_t l = 0; l < level_count; ++l) {
    for (const bool after_stay : {false, true}) {
      CAPTURE(level_names[l], after_stay);
      CHECK(place.climate.scarcity_price(place.world, level_at(l), after_stay) == 0);
    }
  }
}

TEST_CASE("a scarce place has a price, and no more than its cap", "[unit]") {
  Place place(with_overrides(crowded(), {{"population.share", 0.1},
                                         {"sectors.municipality.temporary_places_per_1000", 0.2},
                                         {"aftercare.round_the_clock_share", 1.0}}));
  for (std::int64_t day = 1; day <= 40; ++day) {
    place.until(day);
    place.climate.end_day(place.world, place.simulation);
  }
  const double cap = place.world.scenario.scarcity.cap;
  for (std::size_t l = 0; l < level_count; ++l) {
    for (const bool after_stay : {false, true}) {
      const Level level = level_at(l);
      const double price = place.climate.scarcity_price(place.world, level, after_stay);
      const double fixed = place.world.joint_cost(level, after_stay, CostConcept::average) -
                           place.world.joint_cost(level, after_stay, CostConcept::marginal);
      CAPTURE(level_names[l], after_stay);
      CHECK(price >= 0);
      CHECK(price <= cap * fixed + 1e-9);
    }
  }
  CHECK(place.climate.scarcity_price(place.world, Level::acute_function, true) > 0);  // a temporary place
  CHECK(place.climate.scarcity_price(place.world, Level::ward, false) > 0);
  CHECK(place.climate.scarcity_price(place.world, Level::general_practice, false) == 0);
}

// ------------------------------------------------------------------------------------------------------ a week's work

TEST_CASE("a week is gathered by kind of work and sector", "[unit]") {
  Week here, there;
  here.work(Sector::hospital, Work::disputes, 20);
  here.work(Sector::hospital, Work::disputes, 10);
  there.work(Sector::hospital, Work::disputes, 5);
  there.work(Sector::municipality, Work::handovers, 15);
  there.acute_stays = 2;
  there.ties.handovers[index(Tie::hospital_municipality)] = 3;
  here += there;
  CHECK(here.minutes[coordinating_row(Sector::hospital)][index(Work::disputes)] == 35);
  CHECK(here.minutes[coordinating_row(Sector::municipality)][index(Work::handovers)] == 15);
  CHECK(here.minutes[coordinating_row(Sector::general_practice)][index(Work::disputes)] == 0);
  CHECK(here.acute_stays == 2);
  CHECK(here.ties.handovers[index(Tie::hospital_municipality)] == 3);
}

TEST_CASE("more work than there is time for leaves some of it undone and less is sent", "[unit]") {
  Place place(with("cluster_leadership"));
  const Regime& regime = place.world.coordination(0, sim::start_of_time).regime;
  CHECK(place.climate.load(Sector::hospital).sending_factor() == 1);
  Week week;
  const double available = place.world.scenario.load.hospital * place.world.residents_of(0) / 1000;
  week.work(Sector::hospital, Work::patients, 1.25 * available);
  place.climate.end_week(place.world, regime, week);
  const Workload& load = place.climate.load(Sector::hospital);
  CHECK(load.available() == Catch::Approx(available));
  CHECK(load.undone() == Catch::Approx(0.2));
  CHECK(load.sending_factor() < 1);
  CHECK(place.climate.load(Sector::municipality).sending_factor() == 1);
}

}  // namespace
}  // namespace tests
