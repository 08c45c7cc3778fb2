// The rules for choosing a level, by hand and on a toy cluster of five levels.
#include "models/referral/leon.h"

#include <algorithm>
#include <vector>

#include "models/care/effect.h"
#include "models/coordination/perception.h"
#include "models/referral/audit.h"
#include "sim/distributions.h"
#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace klynge;

Option option(double effect, double cost, double joint_cost, double wait_days = 0) {
  return {.feasible = true, .effect = effect, .cost = cost, .joint_cost = joint_cost, .wait_days = wait_days};
}

// General practice fails half the time, home nursing is good and dear, the clinic is good and cheap, the ward is best.
Choice four_levels(LeonRule rule) {
  Choice choice;
  choice.rule = rule;
  choice.min_effect = 0.75;
  choice.options[index(Level::general_practice)] = option(0.5, 450, 450);
  choice.options[index(Level::home_nursing)] = option(0.8, 9'000, 9'000);
  choice.options[index(Level::outpatient)] = option(0.8, 3'000, 3'000);
  choice.options[index(Level::ward)] = option(0.99, 40'000, 40'000);
  return choice;
}

// ------------------------------------------------------------------------------------------------- expected cost

// The ward costs 22,000 and fails in one of ten, which does harm worth 30,000: 25,000. The practice costs 450 and half a
// day at 500, and four in ten go on to the ward after a handover of 2,500: 450 + 250 + 0.4 x 27,500 = 11,700.
TEST_CASE("expected cost of two levels is the one worked out by hand", "[unit]") {
  Choice choice;
  choice.handover_cost = 2'500;
  choice.harm = 30'000;
  choice.waiting_cost = 500;
  choice.options[index(Level::general_practice)] = option(0.6, 450, 450, 0.5);
  choice.options[index(Level::ward)] = option(0.9, 22'000, 22'000);
  CHECK(expected_cost(choice, Level::ward) == Catch::Approx(25'000));
  CHECK(expected_cost(choice, Level::general_practice) == Catch::Approx(11'700));

  // A level between them that cannot be had is passed over on the way up.
  choice.options[index(Level::acute_function)] = {.feasible = false, .effect = 0.9, .cost = 1, .joint_cost = 1};
  CHECK(expected_cost(choice, Level::general_practice) == Catch::Approx(11'700));
  choice.options[index(Level::acute_function)].feasible = true;
  CHECK(expected_cost(choice, Level::general_practice) == Catch::Approx(700 + 0.4 * (2'500 + 1 + 0.1 * 27'500)));
}

TEST_CASE("failure at the highest level that can be had does harm", "[unit]") {
  Choice choice;
  choice.handover_cost = 2'500;
  choice.harm = 30'000;
  choice.options[index(Level::general_practice)] = option(0.6, 450, 450);
  CHECK(expected_cost(choice, Level::general_practice) == Catch::Approx(450 + 0.4 * 30'000));
}

TEST_CASE("the next level up is the next that can be had", "[unit]") {
  const Choice choice = four_levels(LeonRule::level);
  CHECK(next_feasible(choice, Level::self_care) == Level::general_practice);
  CHECK(next_feasible(choice, Level::home_nursing) == Level::outpatient);
  CHECK(next_feasible(choice, Level::ward) == std::nullopt);
}

// ---------------------------------------------------------------------------------------------------------- rules

TEST_CASE("the level rule takes the lowest effective level whatever it costs", "[unit]") {
  Choice choice = four_levels(LeonRule::level);
  CHECK(choose_level(choice) == Level::home_nursing);
  choice.min_effect = 0.5;  // enough is enough: at least, not more than
  CHECK(choose_level(choice) == Level::general_practice);
  choice.min_effect = 0.9;
  CHECK(choose_level(choice) == Level::ward);
}

TEST_CASE("the cost rule takes the effective level that costs all sectors least", "[unit]") {
  Choice choice = four_levels(LeonRule::cost);
  CHECK(choose_level(choice) == Level::outpatient);
  choice.options[index(Level::ward)].cost = 1;  // to the chooser himself: no matter
  CHECK(choose_level(choice) == Level::outpatient);
  choice.options[index(Level::home_nursing)].joint_cost = 3'000;  // of equals the lowest
  CHECK(choose_level(choice) == Level::home_nursing);
}

TEST_CASE("where no level is effective the highest that can be had is taken", "[unit]") {
  for (const LeonRule rule : {LeonRule::level, LeonRule::cost}) {
    Choice choice = four_levels(rule);
    choice.min_effect = 0.999;
    CHECK(choose_level(choice) == Level::ward);
    choice.options[index(Level::ward)].feasible = false;
    CHECK(choose_level(choice) == Level::outpatient);
  }
}

// With a handover at 2,500 and no harm: ward 40,000; clinic 3,000 + 0.2 x 42,500 = 11,500; home nursing 9,000 + 0.2 x
// (2,500 + 11,500) = 11,800; practice 450 + 0.5 x (2,500 + 11,800) = 7,600.
TEST_CASE("net benefit takes the least expected cost of all that may follow", "[unit]") {
  Choice choice = four_levels(LeonRule::net_benefit);
  choice.handover_cost = 2'500;
  CHECK(expected_cost(choice, Level::outpatient) == Catch::Approx(11'500));
  CHECK(expected_cost(choice, Level::home_nursing) == Catch::Approx(11'800));
  CHECK(expected_cost(choice, Level::general_practice) == Catch::Approx(7'600));
  CHECK(choose_level(choice) == Level::general_practice);
  choice.options[index(Level::general_practice)].feasible = false;
  CHECK(choose_level(choice) == Level::outpatient);
  choice.waiting_cost = 500;
  choice.options[index(Level::outpatient)].wait_days = 2;  // 12,500, and home nursing then 12,000
  CHECK(choose_level(choice) == Level::home_nursing);
}

// A practice that hands on at 150 pays 450 + 0.5 x (150 + 150) = 600 for trying itself, and 150 + 0.2 x (150 + 150) =
// 210 for sending to the clinic: it sends at once. Fear of failure, at 1,000, sends the patient to the ward.
TEST_CASE("the own rule weighs the chooser's own cost and fear only", "[unit]") {
  Choice choice = four_levels(LeonRule::own);
  choice.handover_cost = 150;
  for (const Level level : {Level::home_nursing, Level::outpatient, Level::ward})
    choice.options[index(level)].cost = 150;
  CHECK(choose_level(choice) == Level::ward);  // 150 and hardly any failure
  choice.options[index(Level::ward)].feasible = false;
  choice.harm = 150;
  CHECK(expected_cost(choice, Level::outpatient) == Catch::Approx(150 + 0.2 * 150));
  CHECK(choose_level(choice) == Level::outpatient);
  choice.options[index(Level::general_practice)].cost = 0;  // 0.5 x (150 + 150 + 0.2 x (150 + 180)) = 183
  CHECK(expected_cost(choice, Level::general_practice) == Catch::Approx(183));
  CHECK(choose_level(choice) == Level::outpatient);
  choice.options[index(Level::general_practice)].effect = 0.6;  // 0.4 x 366 = 146.4
  CHECK(choose_level(choice) == Level::general_practice);
  choice.risk = 1'000;  // 0.4 against 0.2 of it
  CHECK(choose_level(choice) == Level::outpatient);
}

TEST_CASE("nothing is chosen where nothing can be had", "[unit]") {
  for (const LeonRule rule : {LeonRule::own, LeonRule::level, LeonRule::cost, LeonRule::net_benefit}) {
    Choice choice;
    choice.rule = rule;
    CHECK(choose_level(choice) == std::nullopt);
    choice.options[index(Level::ward)] = option(0.1, 40'000, 40'000);
    CHECK(choose_level(choice) == Level::ward);
  }
}

// A random choice: any set of levels, any effects and waits; costs rise with the level if asked.
Choice random_choice(std::size_t n, bool costs_rise) {
  sim::Draws draws = sim::Streams(4, 0).draws(sim::Subject{sim::AgentId{n}}, 0, 0);
  Choice choice;
  choice.handover_cost = 5'000 * draws.uniform();
  choice.harm = 60'000 * draws.uniform();
  choice.waiting_cost = 1'000 * draws.uniform();
  choice.min_effect = draws.uniform();
  double floor = 0;
  for (Option& each : choice.options) {
    each.feasible = draws.chance(0.6);
    each.effect = draws.uniform();
    each.wait_days = 5 * draws.uniform();
    each.cost = each.joint_cost = floor + 20'000 * draws.uniform();
    if (costs_rise) floor = each.joint_cost;
  }
  return choice;
}

TEST_CASE("level rule and cost rule agree where cost rises with the level", "[unit]") {
  for (std::size_t n = 0; n < 2'000; ++n) {
    Choice choice = random_choice(n, true);
    choice.rule = LeonRule::level;
    const auto by_level = choose_level(choice);
    choice.rule = LeonRule::cost;
    CAPTURE(n);
    REQUIRE(choose_level(choice) == by_level);
  }
}

TEST_CASE("every rule takes a level that can be had and an effective one if its threshold counts", "[unit]") {
  for (std::size_t n = 0; n < 2'000; ++n) {
    Choice choice = random_choice(n, false);
    const bool any =
        std::any_of(choice.options.begin(), choice.options.end(), [](const Option& o) { return o.feasible; });
    const bool any_effective = std::any_of(choice.options.begin(), choice.options.end(), [&](const Option& o) {
      return o.feasible && o.effect >= choice.min_effect;
    });
    for (const LeonRule rule : {LeonRule::own, LeonRule::level, LeonRule::cost, LeonRule::net_benefit}) {
      choice.rule = rule;
      const auto chosen = choose_level(choice);
      CAPTURE(n, static_cast<int>(rule));
      REQUIRE(chosen.has_value() == any);
      if (!any) continue;
      REQUIRE(choice.options[index(*chosen)].feasible);
      const bool threshold = rule == LeonRule::level || rule == LeonRule::cost;
      REQUIRE((!threshold || !any_effective || choice.options[index(*chosen)].effect >= choice.min_effect));
    }
  }
}

// ------------------------------------------------------------------------------------------------------- toy cluster

// General practice, home nursing, municipal acute function, clinic and ward; difficulty Beta(2, 3); 4,000 patients.
constexpr std::size_t patients = 4'000;

struct Found {
  double regret = 0;  // expected cost above that of the best choice, the difficulty known
  std::array<double, cause_count> by_cause{};
};

struct Toy {
  Scenario scenario;
  TableData tables;

  explicit Toy(double noise_floor, double noise_unknown) {
    scenario.decide.steepness.value = 8;
    scenario.decide.offset.value = 0.12;
    scenario.info.knowledge_floor.value = 0.55;
    scenario.info.noise_floor.value = noise_floor;
    scenario.info.noise_unknown.value = noise_unknown;
    scenario.info.bias_general_practice.value = 0;
    scenario.info.bias_hospital.value = 0;
    scenario.info.bias_municipality.value = 0;
    tables.levels = {{.level = 1, .name = "", .sector = "", .capability = 0.35},
                     {.level = 3, .name = "", .sector = "", .capability = 0.45},
                     {.level = 4, .name = "", .sector = "", .capability = 0.62},
                     {.level = 5, .name = "", .sector = "", .capability = 0.75},
                     {.level = 6, .name = "", .sector = "", .capability = 0.97}};
  }

  Decision decision(double difficulty, double perceived, double information, LeonRule rule) const {
    constexpr std::array<double, level_count> cost = {0, 450, 0, 900, 4'500, 3'200, 22'000};
    const Effect effect(scenario, tables);
    Decision made;
    made.rule = rule;
    made.min_effect = 0.75;
    made.handover_joint = 2'500;
    made.harm_joint.fill(30'000);
    for (const LevelRow& row : tables.levels) {
      const auto l = static_cast<std::size_t>(row.level);
      Candidate& candidate = made.levels[l];
      candidate.lawful = true;
      candidate.effect_true = effect.resolves(level_at(l), difficulty, information);
      candidate.effect_believed = effect.resolves(level_at(l), perceived, information);
      candidate.cost_joint.fill(cost[l]);
    }
    return made;
  }

  // What the audit finds, summed over the patients.
  Found audited(LeonRule rule, double information) const {
    const sim::Beta difficulties(2, 3);
    const Perception perception(scenario);
    Found found;
    for (std::size_t n = 0; n < patients; ++n) {
      const sim::Subject who{sim::AgentId{n}};
      sim::Draws draws = sim::Streams(2026, 0).draws(who, 0, 0);
      const double difficulty = difficulties(draws);
      const double perceived = perception.perceived(difficulty, Sector::general_practice, information,
                                                    sim::Streams(2026, 0).draws(who, 1, 0));
      const Decision made = decision(difficulty, perceived, information, rule);
      const Audit each = audit(made, *choose(made, {}));
      found.regret += each.regret[index(CostConcept::average)];
      for (std::size_t c = 0; c < cause_count; ++c) found.by_cause[c] += each.by_cause[c];
    }
    return found;
  }

  double regret(LeonRule rule, double information) const { return audited(rule, information).regret; }
};

TEST_CASE("who knows all and is neither biased nor unsure regrets nothing under net benefit", "[unit]") {
  const Toy toy(0, 0);
  CHECK(toy.regret(LeonRule::net_benefit, 1) == 0);
  CHECK(toy.regret(LeonRule::cost, 1) > 0);  // a threshold ignores what failure costs
}

TEST_CASE("on the toy cluster the level rule regrets most and net benefit least", "[unit]") {
  const Toy toy(0.05, 0.15);
  for (const double information : {0.3, 0.6, 0.9}) {
    const double level = toy.regret(LeonRule::level, information);
    const double cost = toy.regret(LeonRule::cost, information);
    const double net_benefit = toy.regret(LeonRule::net_benefit, information);
    CAPTURE(information, level, cost, net_benefit);
    CHECK(level >= cost);
    CHECK(cost > net_benefit);
    CHECK(net_benefit > 0);
  }
}

TEST_CASE("on the toy cluster every rule regrets less the more is known", "[unit]") {
  const Toy toy(0.05, 0.15);
  for (const LeonRule rule : {LeonRule::level, LeonRule::cost, LeonRule::net_benefit}) {
    CHECK(toy.regret(rule, 0.3) > toy.regret(rule, 0.6));
    CHECK(toy.regret(rule, 0.6) > toy.regret(rule, 0.9));
  }
}

// Thresholds ignore what failure costs, and that is most of what they regret.
TEST_CASE("on the toy cluster a threshold costs more than what is not known", "[unit]") {
  const Toy toy(0.05, 0.15);
  for (const double information : {0.3, 0.6, 0.9}) {
    for (const LeonRule rule : {LeonRule::level, LeonRule::cost}) {
      const Found found = toy.audited(rule, information);
      CHECK(found.by_cause[index(Cause::mandate)] > found.by_cause[index(Cause::information)]);
      CHECK(found.by_cause[index(Cause::information)] > 0);
    }
    const Found found = toy.audited(LeonRule::net_benefit, information);
    CHECK(found.by_cause[index(Cause::information)] == Catch::Approx(found.regret));
  }
}

}  // namespace
}  // namespace tests
