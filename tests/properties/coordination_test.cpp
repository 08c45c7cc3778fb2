// What must hold of coordination in every run whatever the numbers: a delay is what it was made of, the causes of regret
// sum to it, every decision is audited once, nothing beats the cheapest allocation, and ties stay on their scale.
//
// Every shipped scenario runs in its reduced form under every regime, as it is and with scarce capacity.
#include <fmt/format.h>

#include <functional>

#include "models/health_model.h"
#include "models/leon_bound.h"
#include "sim/executor.h"
#include "tests/support/catch.h"
#include "tests/support/shipped_scenarios.h"

namespace tests {
namespace {

using namespace klynge;

// A run that is over.
struct Run {
  explicit Run(const Scenario& scenario) : world(scenario, {}), model(world, streams), simulation(model, streams) {
    sim::run_sequential(simulation, world.end);
    for (std::size_t m = 0; m < model.homes().size(); ++m) books += model.books(m);
  }

  const World world;
  const sim::Streams streams{1, 0};
  HealthModel model;
  sim::Simulation simulation;
  Books books;

  double sum(Measure measure, const Group& group = groups[0]) const { return books.tally.sum(measure, group); }
};

void for_each_regime(const std::function<void(const Run&)>& check) {
  for (const std::string& name : shipped_scenarios()) {
    for (const std::string& regime : shipped_presets("regime")) {
      const Scenario scenario = reduced(name, {{"regime", regime}});
      INFO(fmt::format("{}, regime = {}", name, regime));
      check(Run(scenario));
      INFO("with scarce capacity");
      check(Run(with_overrides(scenario, scarce(scenario))));
    }
  }
}

Catch::Approx rounded(double value) { return Catch::Approx(value).epsilon(1e-9).margin(1e-6); }

constexpr std::array causes = {Measure::regret_habit,    Measure::regret_information, Measure::regret_visibility,
                               Measure::regret_capacity, Measure::regret_own_view,    Measure::regret_mandate};

void check_delays(const Run& run) {
  for (const Group& group : groups) {
    const auto sum = [&](Measure measure) { return run.sum(measure, group); };
    CHECK(sum(Measure::delayed_days_assessment) + sum(Measure::delayed_days_queue) +
              sum(Measure::delayed_days_dispute) ==
          rounded(sum(Measure::delayed_days)));
  }
}

void check_decisions(const Run& run) {
  for (const Group& group : groups) {
    const auto sum = [&](Measure measure) { return run.sum(measure, group); };
    double by_cause = 0;
    for (const Measure cause : causes) by_cause += sum(cause);
    CHECK(by_cause == rounded(sum(Measure::regret)));
    CHECK(sum(Measure::over_treated) + sum(Measure::under_treated) + sum(Measure::net_benefit_choices) ==
          sum(Measure::decisions));
    AuditTally::Sum audited;
    for (std::size_t s = 0; s < sector_count; ++s) {
      for (std::size_t r = 0; r < AuditTally::reason_count; ++r) {
        audited += run.books.audits.sum(static_cast<Sector>(s), r, group);
      }
    }
    CHECK(audited.decisions == sum(Measure::decisions));
    CHECK(audited.regret == rounded(sum(Measure::regret)));
    CHECK(audited.effect_lost == rounded(sum(Measure::effect_lost)));
  }
  double by_level = 0, booked = 0;
  for (std::size_t s = 0; s < sector_count; ++s) {
    for (std::size_t used = 0; used < level_count; ++used) {
      for (std::size_t best = 0; best < level_count; ++best) {
        by_level +=
            static_cast<double>(run.books.audits.decisions(static_cast<Sector>(s), level_at(used), level_at(best)));
      }
    }
  }
  for (const Tasks& alike : run.books.tasks.tasks()) booked += alike.count;
  CHECK(by_level == run.sum(Measure::decisions));
  CHECK(booked == run.sum(Measure::decisions));
}

// Costs are cut to whole oere for each task.
void check_bound(const Run& run) {
  const auto tables = leon_bound_tables(run.model, run.simulation);
  const auto column = [&](const std::string& name) -> const std::vector<double>& {
    for (const auto& each : tables.front().columns) {
      if (each.name == name) return std::get<std::vector<double>>(each.values);
    }
    throw std::logic_error("no such column: " + name);
  };
  double tasks = 0;
  for (std::size_t row = 0; row < column("tasks").size(); ++row) {
    CAPTURE(row);
    CHECK(column("cheapest")[row] <= column("achieved")[row] + 0.01 * column("tasks")[row]);
    CHECK(column("unplaced")[row] == 0);  // what was done could be done
    tasks += column("tasks")[row];
  }
  CHECK(tasks == run.sum(Measure::decisions));
}

void check_ties(const Run& run) {
  REQUIRE_FALSE(run.model.weeks().empty());
  for (const ClimateWeek& week : run.model.weeks()) {
    for (const Relation& tie : week.ties) {
      for (const double dimension : tie.dimensions) {
        REQUIRE(dimension >= 1);
        REQUIRE(dimension <= 5);
      }
      REQUIRE(tie.mean() >= week.weakest);
    }
    REQUIRE(week.uptake >= 0);
    REQUIRE(week.uptake <= 1);
    for (const Workload& load : week.load) {
      REQUIRE(load.needed() >= 0);
      REQUIRE(load.undone() >= 0);
      REQUIRE(load.undone() < 1);
    }
  }
}

// A plan or a coordinator is for people with two conditions or more, and a regime without the mandate has none.
void check_mandate(const Run& run) {
  const auto& mandate = run.world.scenario.mandate;
  const double eligible = run.sum(Measure::eligible_years);
  CHECK(eligible == run.sum(Measure::eligible_years, {"2+ conditions", 0, 1000, 2}));
  CHECK((run.sum(Measure::plan_years) > 0) == mandate.shared_plans);
  CHECK((run.sum(Measure::coordinator_years) > 0) == mandate.coordinators);
  for (const Measure of_them : {Measure::plan_years, Measure::coordinator_years}) {
    CHECK(run.sum(of_them) <= eligible);
    CHECK(run.sum(of_them) == run.sum(of_them, {"2+ conditions", 0, 1000, 2}));
  }
  if (!mandate.shared_plans) CHECK(run.sum(Measure::conflicts_averted) == 0);
}

TEST_CASE("a delay is what it was made of and every decision is judged once", "[properties]") {
  double delayed = 0, disputed = 0;
  for_each_regime([&](const Run& run) {
    check_delays(run);
    check_decisions(run);
    check_bound(run);
    check_ties(run);
    check_mandate(run);
    delayed += run.sum(Measure::delayed_days);
    disputed += run.sum(Measure::delayed_days_dispute);
  });
  CHECK(delayed > 0);  // else nothing was put to the test
  CHECK(disputed > 0);
}

}  // namespace
}  // namespace tests
