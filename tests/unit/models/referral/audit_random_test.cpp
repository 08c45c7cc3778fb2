// What holds of every audit, on random decisions: any levels, beliefs, rules, views and prices.
#include <algorithm>
#include <numeric>

#include "models/referral/audit.h"
#include "sim/rng.h"
#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace klynge;

constexpr std::size_t average = 0;

Audit audit_of_rule(const Decision& decision) { return audit(decision, *choose(decision, {})); }

double sum(const std::array<double, cause_count>& by_cause) {
  return std::accumulate(by_cause.begin(), by_cause.end(), 0.0);
}

sim::Draws draws_of(std::size_t n, sim::Decision question) {
  return sim::Streams(17, 0).draws(sim::Subject{sim::AgentId{n}}, question, 0);
}

// Any levels, beliefs, rule and view, with a ward that can always be had.
Decision random_decision(std::size_t n, bool costs_rise = false) {
  sim::Draws draws = draws_of(n, 0);
  constexpr std::array<LeonRule, 4> rules = {LeonRule::own, LeonRule::level, LeonRule::cost, LeonRule::net_benefit};
  Decision decision;
  decision.longest_wait = 5;
  decision.rule = rules[n % rules.size()];
  decision.own_view = draws.chance(0.5);
  decision.cost_concept = static_cast<CostConcept>(n / rules.size() % cost_concept_count);
  decision.min_effect = draws.uniform();
  decision.handover_own = 500 * draws.uniform();
  decision.handover_joint = 5'000 * draws.uniform();
  decision.harm_own = 1'000 * draws.uniform();
  for (double& harm : decision.harm_joint) harm = 60'000 * draws.uniform();
  decision.waiting_own = 100 * draws.uniform();
  decision.waiting_joint = 1'000 * draws.uniform();
  decision.risk = 10'000 * draws.uniform();
  std::array<double, cost_concept_count> floor{};
  for (Candidate& each : decision.levels) {
    each.lawful = draws.chance(0.7);
    each.seen = draws.chance(0.7);
    each.wait_believed = 7 * draws.uniform();
    each.wait_true = 7 * draws.uniform();
    each.effect_believed = draws.uniform();
    each.effect_true = draws.uniform();
    each.cost_own = 5'000 * draws.uniform();
    for (std::size_t c = 0; c < cost_concept_count; ++c) {
      each.cost_joint[c] = floor[c] + 20'000 * draws.uniform();
      if (costs_rise) floor[c] = each.cost_joint[c];
    }
  }
  Candidate& ward = decision.levels[index(Level::ward)];
  ward.lawful = ward.seen = true;
  ward.wait_believed = ward.wait_true = 0;
  return decision;
}

Decision made_clear_sighted(Decision decision) {
  decision.rule = LeonRule::net_benefit;
  decision.own_view = false;
  for (Candidate& each : decision.levels) {
    each.seen = true;
    each.wait_believed = each.wait_true;
    each.effect_believed = each.effect_true;
  }
  return decision;
}

// By the rule, or at times on the next level up.
Level used_in(const Decision& decision, std::size_t n) {
  const Level by_rule = *choose(decision, {});
  const auto above = next_feasible(as_seen(decision, {}), by_rule);
  return above && draws_of(n, 1).chance(0.3) ? *above : by_rule;
}

TEST_CASE("whatever the levels full knowledge and net benefit at joint cost leave no regret", "[unit]") {
  for (std::size_t n = 0; n < 1'000; ++n) {
    const Decision decision = made_clear_sighted(random_decision(n));
    const Audit found = audit_of_rule(decision);
    CAPTURE(n);
    REQUIRE(found.regret[static_cast<std::size_t>(decision.cost_concept)] == 0);
    if (decision.cost_concept != CostConcept::average) continue;
    REQUIRE(found.used == found.best);
    REQUIRE(found.reason == std::nullopt);
    REQUIRE_FALSE(found.unseen_feasible);
  }
}

TEST_CASE("with all causes gone what is chosen is the cheapest that can be had", "[unit]") {
  for (std::size_t n = 0; n < 1'000; ++n) {
    const Decision decision = random_decision(n);
    const Choice truth = as_seen(decision, Corrected::all());
    const auto costs = true_costs(decision, CostConcept::average);
    const std::size_t best = index(*choose(decision, Corrected::all()));
    CAPTURE(n);
    REQUIRE(truth.options[best].feasible);
    for (std::size_t l = 0; l < level_count; ++l) {
      REQUIRE(costs[l] == expected_cost(truth, level_at(l)));
      REQUIRE((!truth.options[l].feasible || costs[best] <= costs[l]));
    }
  }
}

TEST_CASE("the causes sum to the regret and the reason is the dearest of them", "[unit]") {
  std::array<int, cause_count> reasons{};
  for (std::size_t n = 0; n < 5'000; ++n) {
    const Decision decision = random_decision(n);
    const Audit found = audit(decision, used_in(decision, n));
    CAPTURE(n);
    REQUIRE(*std::min_element(found.regret.begin(), found.regret.end()) >= 0);
    REQUIRE(sum(found.by_cause) == Catch::Approx(found.regret[average]).margin(1e-6));
    REQUIRE(found.reason.has_value() == (found.regret[average] > 0));
    if (found.used == found.by_rule) REQUIRE(found.by_cause[index(Cause::habit)] == 0);
    if (!found.reason) continue;
    ++reasons[index(*found.reason)];
    const double most = *std::max_element(found.by_cause.begin(), found.by_cause.end());
    REQUIRE(most > 0);
    REQUIRE(found.by_cause[index(*found.reason)] == most);
  }
  CHECK(*std::min_element(reasons.begin(), reasons.end()) > 50);  // each occurs
}

TEST_CASE("one who sees all as it is but for one thing regrets for that alone", "[unit]") {
  int regretted = 0;
  for (std::size_t n = 0; n < 3'000; ++n) {
    const Decision distorted = random_decision(n);
    Decision decision = made_clear_sighted(distorted);
    decision.cost_concept = CostConcept::average;
    const Cause cause = cause_at(1 + n % (cause_count - 1));
    for (std::size_t l = 0; l < level_count; ++l) {
      if (cause == Cause::information) decision.levels[l].effect_believed = distorted.levels[l].effect_believed;
      if (cause == Cause::visibility) decision.levels[l].seen = distorted.levels[l].seen;
      if (cause == Cause::capacity) decision.levels[l].wait_believed = distorted.levels[l].wait_believed;
    }
    if (cause == Cause::own_view) decision.own_view = true;
    if (cause == Cause::mandate) decision.rule = n % 2 == 0 ? LeonRule::level : LeonRule::cost;
    const Audit found = audit_of_rule(decision);
    CAPTURE(n);
    if (!found.reason) continue;
    ++regretted;
    REQUIRE(*found.reason == cause);
    REQUIRE(found.by_cause[index(cause)] == Catch::Approx(found.regret[average]));
  }
  CHECK(regretted > 1'000);
}

TEST_CASE("the lowest effective level is the cheapest where cost rises with the level", "[unit]") {
  for (std::size_t n = 0; n < 1'000; ++n) {
    Decision decision = random_decision(n, true);
    CAPTURE(n);
    const Audit found = audit_of_rule(decision);
    REQUIRE(found.lowest_effective == found.cheapest_effective);
    decision.rule = LeonRule::level;
    const auto by_level = choose(decision, {});
    decision.rule = LeonRule::cost;
    REQUIRE(choose(decision, {}) == by_level);
  }
}

}  // namespace
}  // namespace tests
