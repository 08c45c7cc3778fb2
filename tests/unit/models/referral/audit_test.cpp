// The audit of decisions, by hand on four levels. On random decisions: audit_random_test.cpp; on a toy cluster:
// leon_test.cpp.
#include "models/referral/audit.h"

#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace klynge;

constexpr std::size_t average = 0;
constexpr std::size_t opportunity = 2;

Candidate candidate(double effect, double cost) {
  return {.lawful = true,
          .effect_believed = effect,
          .effect_true = effect,
          .cost_own = cost,
          .cost_joint = {cost, 0.4 * cost, 0.8 * cost}};
}

// Seen as it is, and decided by net benefit. With a handover at 2,500 and harm at 30,000 the ward costs 40,300, the
// clinic 3,000 + 0.2 x 42,800 = 11,560, home nursing 9,000 + 0.2 x 14,060 = 11,812, and the practice, which is best,
// 450 + 0.5 x 14,312 = 7,606.
Decision clear_sighted() {
  Decision decision;
  decision.rule = LeonRule::net_benefit;
  decision.longest_wait = 7;
  decision.handover_joint = 2'500;
  decision.harm_joint = {30'000, 30'000, 30'000};
  decision.waiting_joint = 500;
  decision.levels[index(Level::general_practice)] = candidate(0.5, 450);
  decision.levels[index(Level::home_nursing)] = candidate(0.8, 9'000);
  decision.levels[index(Level::outpatient)] = candidate(0.8, 3'000);
  decision.levels[index(Level::ward)] = candidate(0.99, 40'000);
  return decision;
}
constexpr double clinic_instead = 11'560 - 7'606;
constexpr double nursing_instead = 11'812 - 7'606;

// The same of one who minds his own budget and fears to fail: all that he hands on costs him 150.
Decision own_minded() {
  Decision decision = clear_sighted();
  decision.rule = LeonRule::own;
  decision.own_view = true;
  decision.handover_own = decision.harm_own = 150;
  decision.risk = 500;
  for (const Level level : {Level::home_nursing, Level::outpatient, Level::ward})
    decision.levels[index(level)].cost_own = 150;
  return decision;
}

Candidate& practice(Decision& decision) { return decision.levels[index(Level::general_practice)]; }

Audit audit_of_rule(const Decision& decision) { return audit(decision, *choose(decision, {})); }

// The whole regret is this cause's.
void check_sole_cause(const Audit& audit, Cause cause, double regret) {
  CHECK(audit.reason == cause);
  CHECK(audit.regret[average] == Catch::Approx(regret));
  for (std::size_t c = 0; c < cause_count; ++c)
    CHECK(audit.by_cause[c] == Catch::Approx(cause_at(c) == cause ? regret : 0).margin(1e-9));
}

// ------------------------------------------------------------------------------------------------------ one by one

TEST_CASE("true costs of four levels are those worked out by hand", "[unit]") {
  const auto costs = true_costs(clear_sighted(), CostConcept::average);
  CHECK(costs[index(Level::ward)] == Catch::Approx(40'300));
  CHECK(costs[index(Level::outpatient)] == Catch::Approx(11'560));
  CHECK(costs[index(Level::home_nursing)] == Catch::Approx(11'812));
  CHECK(costs[index(Level::general_practice)] == Catch::Approx(7'606));
}

TEST_CASE("who sees all as it is and decides by net benefit regrets nothing", "[unit]") {
  const Audit found = audit_of_rule(clear_sighted());
  CHECK(found.used == Level::general_practice);
  CHECK(found.by_rule == Level::general_practice);
  CHECK(found.best == Level::general_practice);
  CHECK(found.lowest_effective == Level::home_nursing);
  CHECK(found.cheapest_effective == Level::outpatient);
  CHECK(found.regret == std::array<double, cost_concept_count>{});
  CHECK(found.by_cause == std::array<double, cause_count>{});
  CHECK(found.reason == std::nullopt);
  CHECK(found.effect_lost == 0);
  CHECK_FALSE(found.unseen_feasible);
}

TEST_CASE("departing from the rule is habit", "[unit]") {
  const Audit found = audit(clear_sighted(), Level::home_nursing);
  CHECK(found.by_rule == Level::general_practice);
  check_sole_cause(found, Cause::habit, nursing_instead);
  CHECK(found.effect_lost == Catch::Approx(-0.3));
}

TEST_CASE("misjudging what a level can do is lack of information", "[unit]") {
  Decision decision = clear_sighted();
  practice(decision).effect_believed = 0.1;
  check_sole_cause(audit_of_rule(decision), Cause::information, clinic_instead);
}

TEST_CASE("not thinking of the best level is lack of visibility", "[unit]") {
  Decision decision = clear_sighted();
  practice(decision).seen = false;
  const Audit found = audit_of_rule(decision);
  check_sole_cause(found, Cause::visibility, clinic_instead);
  CHECK(found.unseen_feasible);
  practice(decision).wait_believed = practice(decision).wait_true = 8;  // too long, so nothing was overlooked
  CHECK_FALSE(audit_of_rule(decision).unseen_feasible);
  CHECK(audit_of_rule(decision).reason == std::nullopt);
}

TEST_CASE("a wait believed to be too long is lack of knowledge of capacity", "[unit]") {
  Decision decision = clear_sighted();
  practice(decision).wait_believed = 8;
  check_sole_cause(audit_of_rule(decision), Cause::capacity, clinic_instead);
}

TEST_CASE("minding the own budget alone is the own view", "[unit]") {
  const Audit found = audit_of_rule(own_minded());
  CHECK(found.used == Level::ward);
  check_sole_cause(found, Cause::own_view, 40'300 - 7'606);
  CHECK(found.effect_lost == Catch::Approx(0.5 - 0.99));
}

TEST_CASE("fear of failure belongs to the own view", "[unit]") {
  Decision decision = clear_sighted();
  decision.rule = LeonRule::own;
  CHECK(audit_of_rule(decision).reason == std::nullopt);
  decision.risk = 20'000;  // 0.5 of it at the practice, 0.2 at the clinic
  check_sole_cause(audit_of_rule(decision), Cause::own_view, clinic_instead);
}

TEST_CASE("a threshold that must be kept to is the mandate", "[unit]") {
  Decision decision = clear_sighted();
  decision.rule = LeonRule::level;
  check_sole_cause(audit_of_rule(decision), Cause::mandate, nursing_instead);
  decision.rule = LeonRule::cost;
  check_sole_cause(audit_of_rule(decision), Cause::mandate, clinic_instead);
}

// At opportunity cost the practice is dearest of all, so the clinic is best: told to go by it, he takes the clinic.
TEST_CASE("a cost concept that must be worked with is the mandate and is right by itself", "[unit]") {
  Decision decision = clear_sighted();
  practice(decision).cost_joint[opportunity] = 50'000;
  decision.cost_concept = CostConcept::opportunity;
  const Audit found = audit_of_rule(decision);
  check_sole_cause(found, Cause::mandate, clinic_instead);
  CHECK(found.regret[opportunity] == 0);
  CHECK(audit(decision, Level::general_practice).regret[opportunity] > 30'000);
  CHECK(audit(decision, Level::general_practice).regret[average] == 0);
}

TEST_CASE("an own view put right counts what all pay at average cost", "[unit]") {
  Decision decision = own_minded();
  decision.cost_concept = CostConcept::marginal;
  decision.waiting_own = 20;
  decision.harm_joint = {30'000, 20'000, 10'000};
  const Choice own = as_seen(decision, {});
  CHECK(own.handover_cost == 150);
  CHECK(own.harm == 150);
  CHECK(own.waiting_cost == 20);
  CHECK(own.risk == 500);
  CHECK(own.options[index(Level::ward)].cost == 150);
  CHECK(own.options[index(Level::ward)].joint_cost == Catch::Approx(16'000));
  const Choice joint = as_seen(decision, {Cause::own_view});
  CHECK(joint.rule == LeonRule::own);
  CHECK(joint.handover_cost == 2'500);
  CHECK(joint.harm == 30'000);
  CHECK(joint.waiting_cost == 500);
  CHECK(joint.risk == 0);
  CHECK(joint.options[index(Level::ward)].cost == 40'000);
  CHECK(joint.options[index(Level::ward)].joint_cost == 40'000);
}

TEST_CASE("who counts for all works with the cost concept that he is told to until the mandate goes", "[unit]") {
  Decision decision = clear_sighted();
  decision.cost_concept = CostConcept::marginal;
  decision.harm_joint = {30'000, 20'000, 10'000};
  CHECK(as_seen(decision, {Cause::own_view}).harm == 20'000);
  CHECK(as_seen(decision, {Cause::own_view}).options[index(Level::ward)].cost == Catch::Approx(16'000));
  CHECK(as_seen(decision, {Cause::mandate}).harm == 30'000);
  CHECK(as_seen(decision, {Cause::mandate}).options[index(Level::ward)].cost == 40'000);
}

// -------------------------------------------------------------------------------------------------------- together

TEST_CASE("a departure from a poor rule for the better counts as negative", "[unit]") {
  Decision decision = clear_sighted();
  decision.rule = LeonRule::level;
  const Audit found = audit(decision, Level::outpatient);
  CHECK(found.by_rule == Level::home_nursing);
  CHECK(found.by_cause[index(Cause::habit)] == Catch::Approx(11'560 - 11'812));
  CHECK(found.by_cause[index(Cause::mandate)] == Catch::Approx(nursing_instead));
  CHECK(found.regret[average] == Catch::Approx(clinic_instead));
  CHECK(found.reason == Cause::mandate);
}

TEST_CASE("a lucky departure to the best level has nothing to explain", "[unit]") {
  Decision decision = clear_sighted();
  decision.rule = LeonRule::level;
  const Audit found = audit(decision, Level::general_practice);
  CHECK(found.by_cause == std::array<double, cause_count>{});
  CHECK(found.reason == std::nullopt);
}

TEST_CASE("not thinking of a level costs nothing where the rule would not take it", "[unit]") {
  Decision decision = clear_sighted();
  decision.rule = LeonRule::level;
  practice(decision).seen = false;
  const Audit found = audit_of_rule(decision);
  check_sole_cause(found, Cause::mandate, nursing_instead);
  CHECK(found.unseen_feasible);
}

// Unseen, the practice is passed over for the ward; seen, it would still be, for reasons of the own budget.
TEST_CASE("an own view is found behind a level out of sight", "[unit]") {
  Decision decision = own_minded();
  practice(decision).seen = false;
  check_sole_cause(audit_of_rule(decision), Cause::own_view, 40'300 - 7'606);
}

// ----------------------------------------------------------------------------------------------- waits and law

TEST_CASE("a level that took longer than believed costs its true wait", "[unit]") {
  Decision decision = clear_sighted();
  practice(decision).wait_true = 20;  // 10,000 at 500 a day
  const Audit found = audit_of_rule(decision);
  CHECK(found.used == Level::general_practice);
  CHECK(found.best == Level::outpatient);
  check_sole_cause(found, Cause::capacity, 10'000 - clinic_instead);
}

TEST_CASE("a level that could not be had in time is not regretted if it costs least all the same", "[unit]") {
  Decision decision = clear_sighted();
  practice(decision).wait_true = 7.5;  // 3,750, and too long
  const Audit found = audit_of_rule(decision);
  CHECK(found.best == Level::general_practice);
  CHECK(found.regret[average] == 0);
  CHECK(found.reason == std::nullopt);
  CHECK(audit(decision, Level::outpatient).best == Level::outpatient);
}

TEST_CASE("a level that law does not allow is no better choice", "[unit]") {
  Decision decision = clear_sighted();
  practice(decision).lawful = false;
  const Audit found = audit_of_rule(decision);
  CHECK(found.best == Level::outpatient);
  CHECK(found.regret[average] == 0);
}

TEST_CASE("where nothing is effective the highest level that can be had counts as lowest effective", "[unit]") {
  Decision decision = clear_sighted();
  decision.min_effect = 0.999;
  CHECK(audit_of_rule(decision).lowest_effective == Level::ward);
  CHECK(audit_of_rule(decision).cheapest_effective == Level::ward);
  decision.levels[index(Level::ward)].wait_true = 8;
  CHECK(audit(decision, Level::general_practice).lowest_effective == Level::outpatient);
}

TEST_CASE("where nothing could be had nothing is regretted", "[unit]") {
  Decision decision = clear_sighted();
  for (Candidate& each : decision.levels) each.lawful = false;
  CHECK(choose(decision, {}) == std::nullopt);
  const Audit found = audit(decision, Level::ward);
  for (const Level level : {found.by_rule, found.lowest_effective, found.cheapest_effective, found.best})
    CHECK(level == Level::ward);
  CHECK(found.regret == std::array<double, cost_concept_count>{});
}

// --------------------------------------------------------------------------------------------------- alternatives

Status status_under(LeonRule rule, Level level) {
  Decision decision = clear_sighted();
  decision.rule = rule;
  return status(decision, *choose(decision, {}), level);
}

TEST_CASE("each level has a reason why it was not taken", "[unit]") {
  CHECK(status_under(LeonRule::net_benefit, Level::general_practice) == Status::chosen);
  CHECK(status_under(LeonRule::net_benefit, Level::outpatient) == Status::dearer);
  CHECK(status_under(LeonRule::net_benefit, Level::acute_function) == Status::unlawful);
  CHECK(status_under(LeonRule::level, Level::general_practice) == Status::not_effective);
  CHECK(status_under(LeonRule::level, Level::home_nursing) == Status::chosen);
  CHECK(status_under(LeonRule::level, Level::outpatient) == Status::lower_will_do);
  CHECK(status_under(LeonRule::cost, Level::general_practice) == Status::not_effective);
  CHECK(status_under(LeonRule::cost, Level::outpatient) == Status::chosen);
  CHECK(status_under(LeonRule::cost, Level::home_nursing) == Status::dearer);
  CHECK(status_under(LeonRule::cost, Level::ward) == Status::dearer);
}

TEST_CASE("a reason is one in the chooser's own eyes", "[unit]") {
  Decision decision = clear_sighted();
  practice(decision).seen = false;
  CHECK(status(decision, Level::outpatient, Level::general_practice) == Status::unseen);
  practice(decision) = candidate(0.5, 450);
  practice(decision).wait_believed = 8;
  CHECK(status(decision, Level::outpatient, Level::general_practice) == Status::wait_too_long);
  practice(decision) = candidate(0.5, 450);
  practice(decision).wait_true = 8;
  CHECK(status(decision, Level::general_practice, Level::general_practice) == Status::chosen);
}

TEST_CASE("a level taken against the rule and the one set aside for it are named so", "[unit]") {
  const Decision decision = clear_sighted();
  CHECK(status(decision, Level::home_nursing, Level::home_nursing) == Status::against_rule);
  CHECK(status(decision, Level::home_nursing, Level::general_practice) == Status::set_aside);
  CHECK(status(decision, Level::home_nursing, Level::outpatient) == Status::dearer);
}

TEST_CASE("every cause and every status has a name", "[unit]") {
  CHECK(cause_names[index(Cause::habit)] == "habit");
  CHECK(cause_names[index(Cause::mandate)] == "mandate");
  CHECK(status_names[index(Status::chosen)] == "chosen");
  CHECK(status_names[index(Status::wait_too_long)] == "wait too long");
  CHECK(status_names[index(Status::dearer)] == "dearer");
}

}  // namespace
}  // namespace tests
