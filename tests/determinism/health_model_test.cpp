// A run of the health model is a function of scenario, seed and replication, and of nothing else; and two scenarios meet
// the same people with the same luck, so that what differs between them is what was changed.
#include "models/health_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "models/study.h"
#include "sim/executor.h"
#include "tests/support/catch.h"
#include "tests/support/shipped_scenarios.h"

namespace tests {
namespace {

using namespace klynge;

struct Outcome {
  std::uint64_t hash = 0;
  std::uint64_t events = 0;
  std::vector<sim::Row> rows;
};

Outcome run(const Scenario& scenario, std::uint32_t seed, std::uint32_t replication = 0,
            const std::vector<std::uint32_t>& follow = {}, std::int64_t shorter_windows = 1) {
  const World world(scenario, follow);
  const sim::Streams streams(seed, replication);
  HealthModel model(world, streams);
  sim::Simulation simulation(model, streams);
  sim::ExecutorOptions options;
  if (shorter_windows > 1) options.window = *model.lookahead() / shorter_windows;
  sim::run_sequential(simulation, world.end, options);
  return {simulation.hash(), simulation.events(), simulation.rows()};
}

bool same(const sim::Row& a, const sim::Row& b) {
  return a.time == b.time && a.subject == b.subject && a.node == b.node && a.kind == b.kind && a.detail == b.detail &&
         a.value == b.value;
}

bool same(const std::vector<sim::Row>& a, const std::vector<sim::Row>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const sim::Row& x, const sim::Row& y) { return same(x, y); });
}

// Both regimes, one after the other.
std::vector<Scenario> arms(const std::string& name = "baseline") {
  std::vector<Scenario> all;
  for (const std::string& regime : shipped_presets("regime")) all.push_back(reduced(name, {{"regime", regime}}));
  return all;
}

// ------------------------------------------------------------------------------------------------------- one luck each

// Who is offered a shared plan or has a coordinator is a trait of his, kept nowhere: whoever needs to know asks again and
// gets the same answer.
bool is_trait(const sim::Asked& asked) {
  return asked.occurrence == 0 &&
         (asked.decision == question(Draw::shared_plan) || asked.decision == question(Draw::coordinator));
}

TEST_CASE("no question is put to chance twice", "[determinism]") {
  for (const std::string& regime : shipped_presets("regime")) {
    const Overrides longer = {{"regime", regime}, {"population.share", 0.05}, {"run.days", std::int64_t{180}}};
    const Scenario scenario = reduced("baseline", longer);
    CAPTURE(regime);
    std::vector<sim::Asked> asked;
    const World world(scenario, {});
    sim::Streams streams(1, 0);
    streams.list_questions(&asked);
    HealthModel model(world, streams);
    sim::Simulation simulation(model, streams);
    sim::run_sequential(simulation, world.end);
    std::erase_if(asked, is_trait);
    std::sort(asked.begin(), asked.end());
    const auto twice = std::adjacent_find(asked.begin(), asked.end());
    const bool unique = twice == asked.end();
    if (!unique) UNSCOPED_INFO("decision " << twice->decision << ", occurrence " << twice->occurrence);
    CHECK(unique);
    CHECK(asked.size() > 300'000);
  }
}

// ---------------------------------------------------------------------------------------------------- one run again

TEST_CASE("the same seed gives the same run of every shipped scenario and regime", "[determinism]") {
  for (const std::string& name : shipped_scenarios()) {
    for (const Scenario& scenario : arms(name)) {
      CAPTURE(name, scenario.regime);
      const Outcome once = run(scenario, 42);
      const Outcome again = run(scenario, 42);
      CHECK(once.events > 1'000);
      CHECK(again.hash == once.hash);
      CHECK(again.events == once.events);
      CHECK(same(again.rows, once.rows));
    }
  }
}

TEST_CASE("another seed or replication gives another run of the health model", "[determinism]") {
  for (const Scenario& scenario : arms()) {
    const std::uint64_t hash = run(scenario, 42).hash;
    CHECK(run(scenario, 43).hash != hash);
    CHECK(run(scenario, 42, 1).hash != hash);
    CHECK(run(scenario, 43, 1).hash != run(scenario, 43).hash);
  }
}

TEST_CASE("regimes differ", "[determinism]") {
  std::vector<std::uint64_t> hashes;
  for (const Scenario& scenario : arms()) hashes.push_back(run(scenario, 42).hash);
  std::sort(hashes.begin(), hashes.end());
  CHECK(std::adjacent_find(hashes.begin(), hashes.end()) == hashes.end());
}

TEST_CASE("the length of windows does not change a run of the health model", "[determinism]") {
  for (const Scenario& scenario : arms()) {
    const Outcome expected = run(scenario, 42);
    for (const std::int64_t shorter : {2, 7}) {
      CAPTURE(scenario.regime, shorter);
      const Outcome outcome = run(scenario, 42, 0, {}, shorter);
      CHECK(outcome.hash == expected.hash);
      CHECK(same(outcome.rows, expected.rows));
    }
  }
}

TEST_CASE("following people changes nobody's history", "[determinism]") {
  const Scenario scenario = reduced("baseline");
  const std::uint64_t hash = run(scenario, 42).hash;
  CHECK(run(scenario, 42, 0, {0, 1, 2, 500}).hash == hash);
}

// ------------------------------------------------------------------------------------------------------------ studies

StudyPlan plan(const std::vector<Scenario>& scenarios, std::uint32_t replications = 3) {
  StudyPlan study;
  for (std::size_t a = 0; a < scenarios.size(); ++a) study.arms.push_back({fmt::format("arm {}", a), scenarios[a]});
  study.replications = replications;
  return study;
}

std::vector<std::uint64_t> hashes_of(const std::vector<RunResult>& results) {
  std::vector<std::uint64_t> hashes;
  for (const RunResult& result : results) hashes.push_back(result.hash);
  return hashes;
}

TEST_CASE("the number of workers does not change a study", "[determinism]") {
  StudyPlan study = plan(arms());
  std::vector<std::uint64_t> expected;
  for (const Arm& arm : study.arms) {
    for (std::uint32_t r = 0; r < study.replications; ++r) {
      expected.push_back(run(std::get<Scenario>(arm.experiment), study.seed, r).hash);
    }
  }
  for (const std::size_t workers : {1, 2, 3, 5}) {
    study.workers = workers;
    CAPTURE(workers);
    CHECK(hashes_of(run_study(study)) == expected);
  }
}

TEST_CASE("a study that begins with a later replication has the same later replications", "[determinism]") {
  StudyPlan study = plan({reduced("baseline")}, 4);
  const std::vector<std::uint64_t> all = hashes_of(run_study(study));
  study.first_replication = 2;
  study.replications = 2;
  CHECK(hashes_of(run_study(study)) == std::vector<std::uint64_t>(all.begin() + 2, all.end()));
}

TEST_CASE("two arms that differ in nothing differ by exactly nothing", "[determinism]") {
  const Scenario scenario = reduced("baseline");
  const std::vector<RunResult> results = run_study(plan({scenario, scenario}));
  REQUIRE(results.size() == 6);
  for (std::size_t r = 0; r < 3; ++r) {
    CAPTURE(r);
    CHECK(results[r].hash == results[3 + r].hash);
    CHECK((results[r].tables == results[3 + r].tables));  // every indicator, day, flow, posting and journey
  }
}

// Nobody considers other practice in an acute episode, so its price decides nothing. What the state takes from the
// third day on is asked by nobody either, nor is the variable share where costs are average costs. A nursing home is
// paid, but no choice of a level of care hangs on it.
TEST_CASE("what decides nothing changes no event", "[determinism]") {
  const Scenario scenario = reduced("baseline", {{"decide.cost", std::string("average")}});
  const std::uint64_t hash = run(scenario, 42).hash;
  const std::vector<std::pair<std::string, Setting>> idle = {
      {"title", std::string("Another title")},      {"prices.other_practice_contact", 1'234.5},
      {"prices.nursing_home_day", 1'234.5},         {"prices.home_care_hour", 1'234.5},
      {"prices.discharge_fee_state_late", 9'999.0}, {"prices.variable_share", 0.123},
  };
  for (const auto& [key, value] : idle) {
    CAPTURE(key);
    CHECK(run(with_overrides(scenario, {{key, value}}), 42).hash == hash);
  }
  const std::vector<RunResult> results =
      run_study(plan({scenario, with_overrides(scenario, {{"prices.nursing_home_day", 1'234.5}})}, 1));
  CHECK((results[0].tables != results[1].tables));  // the cost per resident, at least
}

TEST_CASE("a scenario that was written out and read again gives the same run", "[determinism]") {
  for (const Scenario& scenario : arms()) {
    const Scenario again = parse_scenario(to_toml(scenario), "again.toml", tables_of(scenario));
    CHECK(run(again, 42).hash == run(scenario, 42).hash);
  }
}

// ----------------------------------------------------------------------------------------------------------- same luck

// So much of everything that nobody ever waits for a server; one large practice to each municipality.
Scenario abundance(const std::string& regime) {
  return reduced("baseline", {{"regime", regime},
                              {"population.move_ratio", 0.0},
                              {"sectors.general_practice.residents_per_gp", 100.0},
                              {"sectors.general_practice.residents_per_practice", 50'000.0},
                              {"sectors.out_of_hours.doctors_per_100000", 1'000.0},
                              {"sectors.other_practice.contacts_per_resident", 100.0},
                              {"sectors.hospital.beds_per_1000", 50.0},
                              {"sectors.hospital.emergency_bays_per_1000", 50.0},
                              {"sectors.hospital.outpatient_rooms_per_1000", 50.0},
                              {"sectors.municipality.assessments_per_1000", 20'000.0},
                              {"sectors.municipality.rehabilitation_plans_per_1000", 1'000.0},
                              {"sectors.municipality.nursing_home_places_per_100", 100.0},
                              {"sectors.municipality.temporary_places_per_1000", 100.0},
                              {"sectors.municipality.acute_nursing_per_1000", 100.0},
                              {"sectors.municipality.home_nursing_courses_per_1000", 500.0},
                              {"sectors.municipality.service_level", 2.0}});
}

// The same with one resident more in the first municipality, in the order of residents' numbers.
Scenario one_more(const Scenario& scenario) {
  const TableData tables = read_tables(scenario);
  const MunicipalityRow& first = tables.municipalities.front();
  const auto more = static_cast<std::int64_t>(std::llround(1 / scenario.population.share));
  std::map<std::string, std::string> texts = tables_of(scenario);
  std::string& text = texts.at(scenario.tables.municipalities.path);
  const std::string before = fmt::format(",{},", first.residents);
  const std::size_t at = text.find(before, text.find(fmt::format("\n{},", first.code)));
  REQUIRE(at != std::string::npos);
  text.replace(at, before.size(), fmt::format(",{},", first.residents + more));
  return parse_scenario(to_toml(scenario), "one more.toml", texts);
}

std::vector<std::uint32_t> everybody(const Scenario& scenario) {
  std::vector<std::uint32_t> all(World(scenario, {}).residents());
  for (std::uint32_t n = 0; n < all.size(); ++n) all[n] = n;
  return all;
}

// What has become of those who lived somewhere when the run began.
struct Life {
  std::size_t municipality = 0;
  bool present = false;
  std::uint32_t states = 0;

  friend bool operator==(const Life&, const Life&) = default;
};

struct Lives {
  std::map<sim::AgentId, Life> of;
  std::vector<double> births;  // by municipality
};

Lives lives_after(const Scenario& scenario) {
  const World world(scenario, {});
  const sim::Streams streams(42, 0);
  HealthModel model(world, streams);
  sim::Simulation simulation(model, streams);
  sim::run_sequential(simulation, world.end);
  Lives lives;
  for (std::size_t m = 0; m < model.homes().size(); ++m) {
    const Residents& people = model.homes()[m]->people();
    lives.births.push_back(model.homes()[m]->books().tally.sum(Measure::births, groups[0]));
    for (std::uint32_t row = 0; row < people.size(); ++row) {
      const sim::AgentId who = people.agent(row);
      if (people.present(row) || row < people.first_residents()) {
        Life& life = lives.of[who];
        if (!life.present) life = {m, people.present(row), people.states[row]};
      }
    }
  }
  return lives;
}

// Children are apart: they are numbered as they are born, so one more birth gives another luck to those born later in
// the municipality. So are moves: who is under care puts off moving.
const Overrides long_and_settled = {{"run.days", std::int64_t{300}}, {"population.move_ratio", 0.0}};

std::size_t changed_lives(const Lives& before, const Lives& after) {
  return static_cast<std::size_t>(std::count_if(before.of.begin(), before.of.end(), [&](const auto& one) {
    const auto found = after.of.find(one.first);
    return found == after.of.end() || !(found->second == one.second);
  }));
}

std::size_t gone(const Lives& lives) {
  return static_cast<std::size_t>(
      std::count_if(lives.of.begin(), lives.of.end(), [](const auto& one) { return !one.second.present; }));
}

TEST_CASE("births, illness and death are the same however care is given", "[determinism]") {
  std::vector<Lives> all;
  for (const std::string& regime : shipped_presets("regime")) {
    Overrides overrides = long_and_settled;
    overrides.emplace_back("regime", regime);
    const Scenario scenario = reduced("baseline", overrides);
    all.push_back(lives_after(scenario));
    all.push_back(lives_after(with_overrides(scenario, scarce(scenario))));
  }
  CHECK(gone(all.front()) > 10);
  for (const Lives& other : all) {
    CHECK(other.of.size() == all.front().of.size());
    CHECK(changed_lives(all.front(), other) == 0);
    CHECK((other.births == all.front().births));
  }
}

TEST_CASE("one more resident changes nobody else's life", "[determinism]") {
  Overrides childless = long_and_settled;
  childless.emplace_back("population.birth_ratio", 0.0);
  const Scenario few = reduced("baseline", childless);
  const Lives expected = lives_after(few);
  const Lives lives = lives_after(one_more(few));
  CHECK(lives.of.size() == expected.of.size() + 1);
  CHECK(gone(expected) > 10);
  CHECK(changed_lives(expected, lives) == 0);
}

// Capacity is made to measure, so everybody is served by a little more of it, a few seconds sooner; that may turn a few
// decisions.
TEST_CASE("one more resident changes hardly anybody else's history where there is enough for all", "[determinism]") {
  for (const std::string& regime : shipped_presets("regime")) {
    CAPTURE(regime);
    const Scenario few = abundance(regime);
    const Scenario more = one_more(few);
    const World world(more, {});
    REQUIRE(world.residents() == World(few, {}).residents() + 1);
    const int code = world.tables.municipalities.front().code;
    const auto number =
        static_cast<std::uint32_t>(world.number_of(agent_of(world.tables.municipalities[1].code, 0)) - 1);
    const sim::Subject newcomer{agent_of(code, number)};

    using Step = std::pair<std::uint16_t, std::uint16_t>;  // what happened, at which level
    const auto histories = [](const std::vector<sim::Row>& rows) {
      std::map<std::uint32_t, std::vector<Step>> of;
      for (const sim::Row& row : rows) of[row.subject.word()].emplace_back(row.kind, row.detail);
      return of;
    };
    const auto expected = histories(run(few, 42, 0, everybody(few)).rows);
    auto found = histories(run(more, 42, 0, everybody(more)).rows);
    found.erase(newcomer.word());
    std::size_t changed = 0;
    for (const auto& [who, history] : expected) changed += found[who] == history ? 0 : 1;
    CHECK(expected.size() > 1'000);
    CHECK(found.size() == expected.size());
    CHECK(changed <= expected.size() / 100);
  }
}

// Ill before anything could be done about it: who falls ill, when, and how badly belongs to the person.
TEST_CASE("the same people fall ill on the same day for the first time whoever coordinates", "[determinism]") {
  std::vector<std::map<std::uint32_t, sim::Row>> first;  // by regime and resident
  for (const Scenario& scenario : arms()) {
    first.emplace_back();
    for (const sim::Row& row : run(scenario, 42, 0, everybody(scenario)).rows) {
      if (row.kind == static_cast<std::uint16_t>(Entry::falls_ill)) first.back().emplace(row.subject.word(), row);
    }
  }
  REQUIRE(first.size() >= 2);
  std::size_t shared = 0;
  for (const auto& [who, row] : first.front()) {
    const auto other = first.back().find(who);
    if (other == first.back().end() || other->second.time != row.time) continue;  // in hospital for something planned
    CHECK(other->second.value == row.value);
    ++shared;
  }
  CHECK(shared > 100);
  CHECK(shared >= first.front().size() * 95 / 100);
}

}  // namespace
}  // namespace tests
