// One decision at a time, in a small cluster: what the chooser believes, what he chooses and what it should have been.
#include "models/journey/deciding.h"

#include <cmath>
#include <functional>

#include "models/referral/leon.h"
#include "sim/simulation.h"
#include "tests/support/catch.h"
#include "tests/support/scenario_files.h"
#include "tests/support/scripted_model.h"

namespace tests {
namespace {

using namespace klynge;

// Decisions on joint cost about everybody, without bias, noise or deviation, and without regard for others where the
// view is one's own. A contact costs 160, a visit to a clinic 4,000, a stay 500 + 3 x 2,000 = 6,500.
Texts clear_sight(const Texts& changes = {}) {
  Texts all = {
      {"population.share", "0.01"},
      {"info.noise_floor", "0"},
      {"info.noise_unknown", "0"},
      {"info.bias.hospital", "0"},
      {"info.bias.general_practice", "0"},
      {"info.bias.municipality", "0"},
      {"info.knowledge_floor", "0.55"},
      {"info.visibility", "0.4"},
      {"decide.owner", "'standard'"},
      {"decide.scope", "'population'"},
      {"decide.other_regard", "0"},
      {"decide.harm_share_urgent", "0.25"},
      {"money.pool_share", "0"},
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
      {"prices.discharge_fee", "0"},
      {"prices.discharge_fee_state_early", "0"},
      {"prices.variable_share", "0.25"},
      {"aftercare.relapse_rate", "0.008"},
      {"aftercare.relapse_steepness", "4"},
      {"aftercare.relapse_window_days", "30"},
      {"calibration.relapses", "1"},
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

// A municipality on the first day of a run, and what its regime makes of a question.
struct Place {
  const World world;
  const Coordination& rules;
  const Climate climate;

  explicit Place(const Texts& changes = {})
      : world(small_scenario(clear_sight(changes)), {}),
        rules(world.coordination(0, sim::start_of_time)),
        climate(world, 0) {}

  std::optional<Verdict> decide(const Question& question, const sim::Context& context) const {
    return klynge::decide(world, rules, climate, context, question);
  }
};

std::optional<Verdict> decided(const Texts& changes, const Question& question) {
  const Place place(changes);
  std::optional<Verdict> verdict;
  in_a_run([&](sim::Context& context) { verdict = place.decide(question, context); });
  return verdict;
}

bool best(const Verdict& verdict) { return verdict.level == verdict.audit.best; }
double regret(const Verdict& verdict) { return verdict.audit.regret[index(CostConcept::average)]; }

// Where all will be known of the patient.
Question::LevelState open(double wait_days = 0) { return {true, true, wait_days, wait_days, 1}; }

// A GP asks among practice, clinic and ward for somebody of whom all is known.
Question gp_asks(double difficulty) {
  Question question;
  question.who = agent_of(730, 0);
  question.by = Sector::general_practice;
  question.under_rule = true;
  question.longest_wait_days = 30;
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
  question.under_rule = draws.chance(0.8);
  question.longest_wait_days = 30;
  question.difficulty = draws.uniform();
  question.information = draws.uniform();
  for (auto& level : question.levels) {
    level = {draws.chance(0.6), draws.chance(0.7), 5 * draws.uniform(), 5 * draws.uniform(), draws.uniform()};
  }
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
  const Place place;
  in_a_run([&](sim::Context& context) {
    for (std::size_t n = 0; n < 500; ++n) {
      Question question = any_question(n);
      question.under_rule = true;
      for (auto& level : question.levels) {
        level.seen = true;
        level.wait_believed = level.wait_true;
      }
      const auto verdict = place.decide(question, context);
      CAPTURE(n);
      REQUIRE(verdict.has_value());
      REQUIRE(best(*verdict));
      REQUIRE(regret(*verdict) == 0);
      REQUIRE_FALSE(verdict->audit.reason.has_value());
      REQUIRE_FALSE(verdict->against_rule);
    }
  });
}

TEST_CASE("whatever the rule the choice can be had and is seen and the causes sum to the regret", "[unit]") {
  for (const char* rule : {"'own'", "'level'", "'cost'", "'net-benefit'"}) {
    for (const char* view : {"'own'", "'joint'"}) {
      const Place place({{"decide.rule", rule},
                         {"decide.view", view},
                         {"decide.deviation", "0.3"},
                         {"decide.other_regard", "0.5"},
                         {"info.noise_unknown", "0.3"},
                         {"info.bias.hospital", "0.1"}});
      in_a_run([&](sim::Context& context) {
        for (std::size_t n = 0; n < 300; ++n) {
          Question question = any_question(n);
          question.longest_wait_days = 3;
          const auto verdict = place.decide(question, context);
          CAPTURE(rule, view, n);
          REQUIRE(verdict.has_value());
          const Question::LevelState& chosen = question.levels[index(verdict->level)];
          REQUIRE((chosen.lawful && chosen.seen));
          REQUIRE(chosen.wait_believed <= 3);
          REQUIRE(regret(*verdict) >= 0);
          REQUIRE((!best(*verdict) || regret(*verdict) == 0));
          REQUIRE((question.under_rule || !verdict->against_rule));
          double causes = 0;
          for (const double cause : verdict->audit.by_cause) causes += cause;
          REQUIRE(causes == Catch::Approx(regret(*verdict)).margin(1e-6));
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
  question.levels[index(Level::outpatient)].lawful = false;
  question.levels[index(Level::general_practice)].seen = false;
  const Place place;
  const Effect& effect = place.rules.effect;
  const double gp = effect.resolves(Level::general_practice, 0.5, 1);
  const double ward = 6'500 + (1 - effect.resolves(Level::ward, 0.5, 1)) * 30'000;
  const double practice = 160 + (1 - gp) * (2'500 + ward);
  const auto verdict = decided({}, question);
  CHECK(verdict->level == Level::ward);
  CHECK_FALSE(best(*verdict));
  CHECK(regret(*verdict) == Catch::Approx(ward - practice));
  CHECK(verdict->audit.by_cause[index(Cause::visibility)] == Catch::Approx(ward - practice));
  CHECK(verdict->audit.reason == Cause::visibility);
}

TEST_CASE("a level that does not come to mind is not chosen but missed", "[unit]") {
  Question question = gp_asks(0.6);
  question.levels[index(Level::outpatient)].seen = false;
  const auto verdict = decided({}, question);
  CHECK(verdict->level != Level::outpatient);
  CHECK_FALSE(best(*verdict));
  CHECK(regret(*verdict) > 0);
  CHECK(verdict->audit.unseen_feasible);
}

TEST_CASE("a wait is weighed", "[unit]") {
  Question question = gp_asks(0.6);
  question.levels[index(Level::outpatient)] = open(25);
  CHECK(decided({}, question)->level != Level::outpatient);
  CHECK(decided({{"decide.waiting_cost", "0"}}, question)->level == Level::outpatient);
}

TEST_CASE("a level that is too long to wait for cannot be had", "[unit]") {
  Question question = gp_asks(0.6);
  question.levels[index(Level::outpatient)] = open(31);
  const auto verdict = decided({{"decide.waiting_cost", "0"}}, question);
  CHECK(verdict->level != Level::outpatient);
  CHECK(best(*verdict));
}

// The clinic has no wait, but a figure that is out of date says 31 days.
TEST_CASE("who is told of a wait that is over regrets it for want of capacity figures", "[unit]") {
  Question question = gp_asks(0.6);
  question.levels[index(Level::outpatient)].wait_believed = 31;
  const auto verdict = decided({}, question);
  CHECK(verdict->level != Level::outpatient);
  CHECK(verdict->audit.best == Level::outpatient);
  CHECK(verdict->audit.by_cause[index(Cause::capacity)] == Catch::Approx(regret(*verdict)));
}

TEST_CASE("where no level can be had there is no verdict", "[unit]") {
  Question question = gp_asks(0.5);
  for (auto& level : question.levels) level.lawful = false;
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
  CHECK_FALSE(best(*verdict));
  CHECK(regret(*verdict) > 0);
}

// At difficulty 0.5 a GP settles 44 %; sending there costs the hospital 150 and more than half a stay, about 4,100, a bed
// 6,900. Where a failure is worth 15,000 to the hospital, the GP's cost it 8,400 besides.
TEST_CASE("a hospital pays for its own ward and keeps whom it fears for", "[unit]") {
  Question question = gp_asks(0.5);
  question.by = Sector::hospital;
  question.levels[index(Level::outpatient)].lawful = false;
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
  CHECK(regret(*verdict) > 0);
  const auto top = decided({{"decide.deviation", "1"}}, gp_asks(1));
  CHECK(top->level == Level::ward);
  CHECK_FALSE(top->against_rule);
}

TEST_CASE("who deviates regrets it for habit and nobody deviates from no rule", "[unit]") {
  const auto verdict = decided({{"decide.deviation", "1"}}, gp_asks(0.05));
  CHECK(verdict->audit.by_cause[index(Cause::habit)] == Catch::Approx(regret(*verdict)));
  Question free = gp_asks(0.05);
  free.under_rule = false;
  CHECK_FALSE(decided({{"decide.deviation", "1"}}, free)->against_rule);
}

TEST_CASE("the same occurrence meets the same luck and another does not", "[unit]") {
  const Place place(Texts{{"decide.deviation", "0.5"}});
  int against = 0;
  in_a_run([&](sim::Context& context) {
    for (std::uint32_t occurrence = 0; occurrence < 200; ++occurrence) {
      Question question = gp_asks(0.05);
      question.occurrence = occurrence;
      const auto once = place.decide(question, context);
      REQUIRE(place.decide(question, context)->level == once->level);
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
  question.point = Point::discharge;
  question.under_rule = true;
  question.longest_wait_days = 60;
  question.levels[index(Level::home_nursing)] = open();
  question.levels[index(Level::acute_function)] = open();
  CHECK(decided({}, question)->level == Level::home_nursing);
  question.levels[index(Level::home_nursing)] = open(40);  // at 2,000 a day
  CHECK(decided({}, question)->level == Level::acute_function);
  question.levels[index(Level::home_nursing)].lawful = false;
  question.levels[index(Level::acute_function)] = open(30);
  CHECK(decided({}, question)->level == Level::acute_function);
}

// ------------------------------------------------------------------------------------------------------ whose rule

// With as much regard for others as he has anyway.
TEST_CASE("outside its scope a rule changes nothing and everybody decides by his own", "[unit]") {
  const Texts some_regard = {{"decide.other_regard", "0.5"}, {"info.visibility", "0.6"}, {"money.pool_share", "0.1"}};
  Texts own_with_regard = own;
  own_with_regard.insert(some_regard.begin(), some_regard.end());
  const Place joint(some_regard), apart(own_with_regard);
  in_a_run([&](sim::Context& context) {
    for (std::size_t n = 0; n < 300; ++n) {
      Question question = any_question(n);
      question.under_rule = false;
      const auto with_rule = joint.decide(question, context);
      question.under_rule = true;
      const auto without = apart.decide(question, context);
      CAPTURE(n);
      REQUIRE(with_rule->level == without->level);
      REQUIRE(with_rule->decision.rule == LeonRule::own);
    }
  });
}

TEST_CASE("each scope holds for more decisions than the one before", "[unit]") {
  const auto holds = [](Scope scope, Point point, int conditions) {
    Regime regime;
    regime.decide.scope = scope;
    return rule_holds(regime, point, conditions);
  };
  for (const Point point : {Point::acute_illness, Point::out_of_hours, Point::emergency_department, Point::discharge}) {
    for (int conditions = 0; conditions < 4; ++conditions) {
      CAPTURE(point_names[index(point)], conditions);
      const bool after_stay = point == Point::discharge;
      CHECK_FALSE(holds(Scope::sector, point, conditions));
      CHECK(holds(Scope::agreed, point, conditions) == after_stay);
      CHECK(holds(Scope::pathway, point, conditions) == (after_stay || conditions >= 2));
      CHECK(holds(Scope::population, point, conditions));
    }
  }
}

TEST_CASE("only complex patients are decided on in a joint call and only where that is agreed", "[unit]") {
  Scenario scenario;
  scenario.disputes.complex_from.value = 3;
  for (const Owner owner :
       {Owner::each_node, Owner::agreed_criteria, Owner::joint_call, Owner::standard, Owner::authority}) {
    Regime regime;
    regime.decide.owner = owner;
    for (int conditions = 0; conditions < 6; ++conditions) {
      CAPTURE(conditions);
      CHECK(calls_jointly(regime, scenario, conditions) == (owner == Owner::joint_call && conditions >= 3));
    }
  }
}

// A criterion that is merely agreed on binds nobody: whoever does not follow it decides by his own rule.
TEST_CASE("agreed criteria are followed by those who comply and a standard by all", "[unit]") {
  const auto followed = [](const std::string& owner, const std::string& compliance) {
    const Place place(Texts{{"decide.owner", owner}, {"decide.compliance", compliance}});
    int count = 0;
    in_a_run([&](sim::Context& context) {
      for (std::uint32_t occurrence = 0; occurrence < 400; ++occurrence) {
        Question question = gp_asks(0.3);
        question.occurrence = occurrence;
        count += place.decide(question, context)->decision.rule == LeonRule::net_benefit ? 1 : 0;
      }
    });
    return count;
  };
  CHECK(followed("'agreed-criteria'", "1") == 400);
  CHECK(followed("'agreed-criteria'", "0") == 0);
  CHECK(std::abs(followed("'agreed-criteria'", "0.6") - 240) < 50);  // five standard deviations
  CHECK(followed("'standard'", "0") == 400);
}

TEST_CASE("nobody departs from what was merely agreed on or is nobody's", "[unit]") {
  for (const char* owner : {"'each-node'", "'agreed-criteria'"}) {
    CAPTURE(owner);
    const Texts free = {{"decide.owner", owner}, {"decide.compliance", "1"}, {"decide.deviation", "1"}};
    CHECK_FALSE(decided(free, gp_asks(0.05))->against_rule);
  }
}

TEST_CASE("who departs points to what he does not know, or to several diseases, or else to his own judgement",
          "[unit]") {
  const auto departure = [](double information, std::uint8_t conditions) {
    Question question = gp_asks(0.05);
    question.information = information;
    question.conditions = conditions;
    const auto verdict = decided({{"decide.deviation", "1"}}, question);
    REQUIRE(verdict->against_rule);
    return verdict->departure;
  };
  CHECK(departure(0.5, 3) == Departure::knew_too_little);
  CHECK(departure(0.6, 3) == Departure::several_diseases);
  CHECK(departure(0.6, 1) == Departure::own_judgement);
  CHECK(decided({}, gp_asks(0.05))->departure == Departure::none);
}

TEST_CASE("a level is judged by what will be known of the patient there", "[unit]") {
  Question question = gp_asks(0.45);
  CHECK(decided({}, question)->level == Level::general_practice);
  question.levels[index(Level::general_practice)].information = 0;
  CHECK(decided({}, question)->level == Level::outpatient);
}

// Everything weighs a seventh and keeps.
TEST_CASE("whoever treats the patient adds what he sees himself", "[unit]") {
  Regime regime;
  auto& info = regime.info;
  for (Quantity* weight : {&info.weight_diagnosis, &info.weight_medication, &info.weight_function, &info.weight_social,
                           &info.weight_plan, &info.weight_pending, &info.weight_contact}) {
    weight->value = 1 / 7.0;
  }
  for (Quantity* life : {&info.life_diagnosis, &info.life_medication, &info.life_function, &info.life_social,
                         &info.life_plan, &info.life_pending, &info.life_contact}) {
    life->value = 3660;
  }
  const InformationQuality quality(regime);
  Record record;
  record.learn({Item::medication, Item::function}, 5);
  Question question;
  const auto foreseen = [&](Level level) { return question.levels[index(level)].information; };
  question.foresee(quality, record, 5);
  CHECK(foreseen(Level::self_care) == 1);
  CHECK(foreseen(Level::general_practice) == Catch::Approx(4 / 7.0));
  CHECK(foreseen(Level::home_nursing) == Catch::Approx(5 / 7.0));
  CHECK(foreseen(Level::ward) == Catch::Approx(6 / 7.0));  // all but the home
  question.point = Point::discharge;
  question.foresee(quality, record, 5);
  CHECK(foreseen(Level::home_nursing) == Catch::Approx(2 / 7.0));
}

TEST_CASE("an authority sees what it runs and how much room there is", "[unit]") {
  for (const Owner owner : {Owner::standard, Owner::authority}) {
    for (const bool nursing_too : {false, true}) {
      Regime regime;
      regime.decide.owner = owner;
      regime.authority.acute_function = true;
      regime.authority.home_nursing = nursing_too;
      Question question;
      for (const Level level : {Level::home_nursing, Level::acute_function}) {
        question.offer(level, true, 3, 0.5);
        question.levels[index(level)].seen = false;
      }
      show_own(regime, question);
      const auto sees = [&](Level level) {
        const Question::LevelState& state = question.levels[index(level)];
        CHECK(state.seen == (state.wait_believed == 0.5));
        return state.seen;
      };
      CHECK(sees(Level::acute_function) == (owner == Owner::authority));
      CHECK(sees(Level::home_nursing) == (owner == Owner::authority && nursing_too));
    }
  }
}

// ------------------------------------------------------------------------------------------------ whose costs they are

// For any question, the costs of the levels as the chooser counts them.
void check_own_costs(const Texts& changes, const std::function<double(Sector by, Level, const Candidate&)>& expected) {
  const Place place(changes);
  in_a_run([&](sim::Context& context) {
    for (std::size_t n = 0; n < 100; ++n) {
      Question question = any_question(n);
      question.under_rule = true;
      const auto verdict = place.decide(question, context);
      for (std::size_t l = 0; l < level_count; ++l) {
        const Candidate& level = verdict->decision.levels[l];
        CAPTURE(n, level_names[l], sector_names[index(question.by)]);
        REQUIRE(level.cost_own == Catch::Approx(expected(question.by, level_at(l), level)));
      }
    }
  });
}

double average(const Candidate& level) { return level.cost_joint[index(CostConcept::average)]; }

TEST_CASE("to who regards others as himself and sees all of it the costs of all are his own", "[unit]") {
  check_own_costs({{"decide.other_regard", "1"}, {"info.visibility", "1"}},
                  [](Sector, Level, const Candidate& level) { return average(level); });
}

// What is not his own costs him the letter, 150, and of the rest half of what he sees of it.
TEST_CASE("what others bear is felt as far as it is regarded and seen", "[unit]") {
  const auto felt = [](double share) {
    return [share](Sector by, Level level, const Candidate& one) {
      const bool his = level == Level::self_care || sector_of(level) == by;
      return his ? average(one) : 150 + share * (average(one) - 150);
    };
  };
  check_own_costs({{"decide.other_regard", "0.5"}, {"info.visibility", "0.4"}}, felt(0.2));
  check_own_costs({{"decide.other_regard", "0.5"}, {"info.visibility", "0.4"}, {"money.pool_share", "0.1"}}, felt(0.3));
  check_own_costs({{"decide.other_regard", "1"}, {"info.visibility", "0.9"}, {"money.pool_share", "0.3"}}, felt(1));
}

// Whoever decides for the authority: its hospital. Of what is left to the municipality nothing changes hands.
TEST_CASE("what the authority has taken over is paid from the hospital's own budget", "[unit]") {
  for (const bool nursing_too : {false, true}) {
    CAPTURE(nursing_too);
    check_own_costs({{"authority.acute_function", "true"}, {"authority.home_nursing", nursing_too ? "true" : "false"}},
                    [&](Sector by, Level level, const Candidate& one) {
                      const bool taken =
                          level == Level::acute_function || (nursing_too && level == Level::home_nursing);
                      const Sector payer = taken ? Sector::hospital : sector_of(level);
                      return level == Level::self_care || payer == by ? average(one) : 150;
                    });
  }
}

TEST_CASE("one authority leaves a border only where it has taken over a part", "[unit]") {
  const auto crosses = [](bool acute, bool nursing, Level level) {
    Regime regime;
    regime.authority.acute_function = acute;
    regime.authority.home_nursing = nursing;
    return crosses_border(regime, level);
  };
  for (const Level level : {Level::self_care, Level::general_practice, Level::home_nursing}) {
    CHECK_FALSE(crosses(false, false, level));
    CHECK(crosses(true, false, level));
    CHECK_FALSE(crosses(true, true, level));
  }
  CHECK_FALSE(crosses(true, false, Level::acute_function));  // inside
}

// Not seen as he is, but always in the same way.
TEST_CASE("a patient looks the same however often somebody looks", "[unit]") {
  const Place place(Texts{{"info.noise_floor", "0.1"}, {"info.bias.hospital", "0.08"}});
  in_a_run([&](sim::Context& context) {
    const auto seen = [&](Sector by, std::uint32_t occurrence) {
      return perceived_difficulty(place.rules, context, agent_of(730, 0), occurrence, 0.5, by, 1);
    };
    CHECK(seen(Sector::hospital, 1) == seen(Sector::hospital, 1));
    CHECK(seen(Sector::hospital, 1) != seen(Sector::hospital, 2));
    CHECK(seen(Sector::hospital, 1) == Catch::Approx(seen(Sector::general_practice, 1) + 0.08));
  });
}

// ------------------------------------------------------------------------------------------------------- expected wait

TEST_CASE("the expected wait is what those ahead and oneself need of the servers", "[unit]") {
  using sim::Claim;
  const sim::Time now = sim::start_of_time;
  sim::ResourceSpec spec;
  spec.staff = {{3}};
  sim::Resource resource(spec);
  CHECK(expected_wait_days(resource, 0, 6) == 0);
  for (int n = 0; n < 2; ++n) resource.seize(Claim{}, 0, now);
  CHECK(expected_wait_days(resource, 0, 6) == 0);
  resource.seize(Claim{}, 0, now);
  CHECK(expected_wait_days(resource, 0, 6) == Catch::Approx(2));  // one of three stays of six days must end
  resource.seize(Claim{}, 0, now);
  resource.seize(Claim{}, 0, now);
  CHECK(expected_wait_days(resource, 0, 6) == Catch::Approx(6));
  spec.staff = {{0}};
  CHECK(expected_wait_days(sim::Resource(spec), 0, 6) > 1e6);
}

}  // namespace
}  // namespace tests
