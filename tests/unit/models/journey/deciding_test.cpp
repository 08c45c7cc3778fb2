// One decision at a time, in a small cluster: what the chooser believes, what he chooses and what it should have been.
#include "models/journey/deciding.h"

#include <functional>

#include "models/referral/leon.h"
#include "sim/simulation.h"
#include "tests/support/catch.h"
#include "tests/support/scenario_files.h"
#include "tests/support/scripted_model.h"

namespace tests {
namespace {

using namespace klynge;

// Decisions on joint cost, without bias, noise or deviation. A contact costs 160, a visit to a clinic 4,000, a stay 500 +
// 3 x 2,000 = 6,500.
Texts clear_sight(const Texts& changes = {}) {
  Texts all = {
      {"population.share", "0.01"},
      {"info.noise_floor", "0"},
      {"info.noise_unknown", "0"},
      {"info.bias.hospital", "0"},
      {"info.bias.general_practice", "0"},
      {"info.bias.municipality", "0"},
      {"info.knowledge_floor", "0.55"},
      {"decide.rule", "'net-benefit'"},
      {"decide.view", "'joint'"},
      {"decide.cost", "'average'"},
      {"decide.min_effect", "0.75"},
      {"decide.deviation", "0"},
      {"decide.steepness", "8"},
      {"decide.offset", "0.12"},
      {"decide.harm", "30000"},
      {"decide.handover_cost", "2500"},
      {"decide.referral_effort", "150"},
      {"decide.risk.general_practice", "500"},
      {"decide.risk.hospital", "15000"},
      {"decide.risk.municipality", "3000"},
      {"decide.waiting_cost", "500"},
      {"prices.gp_consultation", "160"},
      {"prices.outpatient_visit", "4000"},
      {"prices.emergency_visit", "500"},
      {"prices.bed_day", "2000"},
      {"prices.temporary_place_day", "3000"},
      {"prices.home_nurse_hour", "700"},
      {"sectors.hospital.acute_stay_days", "3"},
      {"sectors.municipality.place_stay_days", "21"},
      {"sectors.municipality.home_nursing_days", "60"},
      {"sectors.municipality.home_nursing_hours", "0.1"},
  };
  for (const auto& [key, text] : changes) all[key] = text;
  return all;
}

// Calls `ask` with a context, as a handler would be.
void in_a_run(const std::function<void(sim::Context&)>& ask) {
  ScriptedModel model;
  model.on_start = [&](sim::Context& context) { ask(context); };
  const sim::Simulation simulation(model, sim::Streams(3, 0));
}

std::optional<Verdict> decided(const Texts& changes, const Question& question) {
  const World world(small_scenario(clear_sight(changes)), {});
  std::optional<Verdict> verdict;
  in_a_run([&](sim::Context& context) { verdict = decide(world, context, question); });
  return verdict;
}

Question::LevelState open(double wait_days = 0) { return {.possible = true, .seen = true, .wait_days = wait_days}; }

// A GP asks among practice, clinic and ward for somebody of whom all is known.
Question gp_asks(double difficulty) {
  Question question;
  question.who = agent_of(730, 0);
  question.by = Sector::general_practice;
  question.difficulty = difficulty;
  question.information = 1;
  for (const Level level : {Level::general_practice, Level::outpatient, Level::ward})
    question.levels[index(level)] = open();
  return question;
}

// Any levels, waits, difficulty, information and chooser.
Question any_question(std::size_t n) {
  sim::Draws draws = sim::Streams(8, 0).draws(sim::Subject{sim::AgentId{n}}, 0, 0);
  constexpr std::array<Sector, 3> choosers = {Sector::general_practice, Sector::municipality, Sector::hospital};
  Question question;
  question.who = agent_of(730, static_cast<std::uint32_t>(n));
  question.by = choosers[static_cast<std::size_t>(3 * draws.uniform())];
  question.difficulty = draws.uniform();
  question.information = draws.uniform();
  for (auto& level : question.levels) level = {draws.chance(0.6), draws.chance(0.7), 5 * draws.uniform()};
  question.levels[index(Level::ward)] = open();  // there is always the ward
  return question;
}

// ------------------------------------------------------------------------------------------------------- net benefit

// Capabilities 0.35, 0.75 and 0.97. Expected costs at difficulty 0.6 are about 5,700, 5,000 and 7,100; at 1 they are
// 20,000, 17,900 and 16,300.
TEST_CASE("easy episodes stay in practice and hard ones go to hospital", "[unit]") {
  CHECK(decided({}, gp_asks(0.05))->level == Level::general_practice);
  CHECK(decided({}, gp_asks(0.6))->level == Level::outpatient);
  CHECK(decided({}, gp_asks(1))->level == Level::ward);
}

TEST_CASE("who sees clearly and wants the best for all regrets nothing", "[unit]") {
  const World world(small_scenario(clear_sight()), {});
  in_a_run([&](sim::Context& context) {
    for (std::size_t n = 0; n < 500; ++n) {
      Question question = any_question(n);
      for (auto& level : question.levels) level.seen = true;
      question.information = 1;
      const auto verdict = decide(world, context, question);
      CAPTURE(n);
      REQUIRE(verdict.has_value());
      REQUIRE(verdict->best);
      REQUIRE(verdict->regret == 0);
      REQUIRE_FALSE(verdict->against_rule);
    }
  });
}

TEST_CASE("whatever the rule the choice can be had and is seen and regret is never negative", "[unit]") {
  for (const char* rule : {"'own'", "'level'", "'cost'", "'net-benefit'"}) {
    for (const char* view : {"'own'", "'joint'"}) {
      const World world(small_scenario(clear_sight({{"decide.rule", rule},
                                                    {"decide.view", view},
                                                    {"decide.deviation", "0.3"},
                                                    {"info.noise_unknown", "0.3"},
                                                    {"info.bias.hospital", "0.1"}})),
                        {});
      in_a_run([&](sim::Context& context) {
        for (std::size_t n = 0; n < 300; ++n) {
          const Question question = any_question(n);
          const auto verdict = decide(world, context, question);
          CAPTURE(rule, view, n);
          REQUIRE(verdict.has_value());
          const Question::LevelState& chosen = question.levels[index(verdict->level)];
          REQUIRE((chosen.possible && chosen.seen));
          REQUIRE(verdict->regret >= 0);
          REQUIRE((!verdict->best || verdict->regret == 0));
        }
      });
    }
  }
}

// ----------------------------------------------------------------------------------------------------- what is missed

// Known in full at difficulty 0.5, practice and ward resolve 44 % and 99 %. The ward costs 6,500 and does harm worth
// 30,000 where it fails; the practice costs 160 and, more often than not, a handover and the ward besides.
TEST_CASE("regret is the expected cost above that of the best level", "[unit]") {
  Question question = gp_asks(0.5);
  question.levels[index(Level::outpatient)].possible = false;
  question.levels[index(Level::general_practice)].seen = false;
  const World world(small_scenario(clear_sight()), {});
  const double gp = world.effect.resolves(Level::general_practice, 0.5, 1);
  const double ward = 6'500 + (1 - world.effect.resolves(Level::ward, 0.5, 1)) * 30'000;
  const double practice = 160 + (1 - gp) * (2'500 + ward);
  const auto verdict = decided({}, question);
  CHECK(verdict->level == Level::ward);
  CHECK_FALSE(verdict->best);
  CHECK(verdict->regret == Catch::Approx(ward - practice));
}

TEST_CASE("a level that does not come to mind is not chosen but missed", "[unit]") {
  Question question = gp_asks(0.6);
  question.levels[index(Level::outpatient)].seen = false;
  const auto verdict = decided({}, question);
  CHECK(verdict->level != Level::outpatient);
  CHECK_FALSE(verdict->best);
  CHECK(verdict->regret > 0);
}

TEST_CASE("a wait is weighed", "[unit]") {
  Question question = gp_asks(0.6);
  question.levels[index(Level::outpatient)] = open(1'000);
  CHECK(decided({}, question)->level != Level::outpatient);
  CHECK(decided({{"decide.waiting_cost", "0"}}, question)->level == Level::outpatient);
}

TEST_CASE("where no level can be had there is no verdict", "[unit]") {
  Question question = gp_asks(0.5);
  for (auto& level : question.levels) level.possible = false;
  CHECK_FALSE(decided({}, question).has_value());
}

// ---------------------------------------------------------------------------------------------------------- own view

const Texts own = {{"decide.rule", "'own'"}, {"decide.view", "'own'"}};

Texts with_fear(const Texts& changes, const std::string& of, const std::string& risk) {
  Texts all = changes;
  all["decide.risk." + of] = risk;
  return all;
}

// What others do costs a GP the letter only: he hands on what a contact and one in five failures would settle.
TEST_CASE("who counts only his own cost hands on what all together would keep", "[unit]") {
  const Question question = gp_asks(0.3);
  CHECK(decided({}, question)->level == Level::general_practice);
  const auto verdict = decided(own, question);
  CHECK(verdict->level > Level::general_practice);
  CHECK_FALSE(verdict->best);
  CHECK(verdict->regret > 0);
}

// At difficulty 0.5 a GP settles 44 %; sending there costs the hospital 150 and more than half a stay, about 4,100, a bed
// 6,900. Where a failure is worth 15,000 to the hospital, the GP's cost it 8,400 besides.
TEST_CASE("a hospital pays for its own ward and keeps whom it fears for", "[unit]") {
  Question question = gp_asks(0.5);
  question.by = Sector::hospital;
  question.levels[index(Level::outpatient)].possible = false;
  CHECK(decided(with_fear(own, "hospital", "0"), question)->level == Level::general_practice);
  CHECK(decided(with_fear(own, "hospital", "15000"), question)->level == Level::ward);
  CHECK(decided(with_fear(own, "general_practice", "15000"), question)->level ==
        decided(own, question)->level);  // another's fear: no matter
}

// ---------------------------------------------------------------------------------------------------------- deviation

TEST_CASE("who deviates goes one level up if there is one", "[unit]") {
  const auto verdict = decided({{"decide.deviation", "1"}}, gp_asks(0.05));
  CHECK(verdict->level == Level::outpatient);
  CHECK(verdict->against_rule);
  CHECK(verdict->regret > 0);
  const auto top = decided({{"decide.deviation", "1"}}, gp_asks(1));
  CHECK(top->level == Level::ward);
  CHECK_FALSE(top->against_rule);
}

TEST_CASE("the same occurrence meets the same luck and another does not", "[unit]") {
  const World world(small_scenario(clear_sight({{"decide.deviation", "0.5"}})), {});
  int against = 0;
  in_a_run([&](sim::Context& context) {
    for (std::uint32_t occurrence = 0; occurrence < 200; ++occurrence) {
      Question question = gp_asks(0.05);
      question.occurrence = occurrence;
      const auto once = decide(world, context, question);
      REQUIRE(decide(world, context, question)->level == once->level);
      against += once->against_rule ? 1 : 0;
    }
  });
  CHECK(against > 50);  // of 200 at even odds: missed once in 10^13
  CHECK(against < 150);
}

// --------------------------------------------------------------------------------------------------------- after a stay

// A temporary place costs 21 x 3,000 and home nursing 60 x 0.1 x 700; failure is another admission.
TEST_CASE("after a stay who can be at home goes home unless the wait in bed is dearer", "[unit]") {
  Question question;
  question.who = agent_of(730, 1);
  question.by = Sector::municipality;
  question.difficulty = 0.3;
  question.information = 1;
  question.after_stay = true;
  question.levels[index(Level::home_nursing)] = open();
  question.levels[index(Level::acute_function)] = open();
  CHECK(decided({}, question)->level == Level::home_nursing);
  question.levels[index(Level::home_nursing)] = open(40);  // at 2,000 a day
  CHECK(decided({}, question)->level == Level::acute_function);
  question.levels[index(Level::home_nursing)].possible = false;
  question.levels[index(Level::acute_function)] = open(30);
  CHECK(decided({}, question)->level == Level::acute_function);
}

// ------------------------------------------------------------------------------------------------------- expected wait

TEST_CASE("the expected wait is what those ahead and oneself need of the servers", "[unit]") {
  using sim::Claim;
  const sim::Time now = sim::start_of_time;
  sim::ResourceSpec spec;
  spec.staff = {{3}};
  sim::Resource resource(spec);
  CHECK(expected_wait_days(resource, 6) == 0);
  for (int n = 0; n < 2; ++n) resource.seize(Claim{}, 0, now);
  CHECK(expected_wait_days(resource, 6) == 0);
  resource.seize(Claim{}, 0, now);
  CHECK(expected_wait_days(resource, 6) == Catch::Approx(2));  // one of three stays of six days must end
  resource.seize(Claim{}, 0, now);
  resource.seize(Claim{}, 0, now);
  CHECK(expected_wait_days(resource, 6) == Catch::Approx(6));
  spec.staff = {{0}};
  CHECK(expected_wait_days(sim::Resource(spec), 6) > 1e6);
}

}  // namespace
}  // namespace tests
