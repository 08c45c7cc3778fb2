#include "models/referral/audit.h"

#include <algorithm>

namespace klynge {

namespace {

Choice seen_at(const Decision& decision, Corrected corrected, CostConcept by) {
  const bool joint = !decision.own_view || corrected.has(Cause::own_view);
  const bool true_effects = corrected.has(Cause::information);
  const bool true_waits = corrected.has(Cause::capacity);
  const bool all_seen = corrected.has(Cause::visibility);
  Choice choice;
  choice.rule = corrected.has(Cause::mandate) ? LeonRule::net_benefit : decision.rule;
  choice.min_effect = decision.min_effect;
  choice.handover_cost = joint ? decision.handover_joint : decision.handover_own;
  choice.harm = joint ? decision.harm_joint[index(by)] : decision.harm_own;
  choice.waiting_cost = joint ? decision.waiting_joint : decision.waiting_own;
  choice.risk = corrected.has(Cause::own_view) ? 0 : decision.risk;
  for (std::size_t l = 0; l < level_count; ++l) {
    const Candidate& candidate = decision.levels[l];
    Option& option = choice.options[l];
    option.wait_days = true_waits ? candidate.wait_true : candidate.wait_believed;
    option.feasible = candidate.lawful && (candidate.seen || all_seen) && option.wait_days <= decision.longest_wait;
    option.effect = true_effects ? candidate.effect_true : candidate.effect_believed;
    option.joint_cost = candidate.cost_joint[index(by)];
    option.cost = joint ? option.joint_cost : candidate.cost_own;
  }
  return choice;
}

// An own view is put right at average cost; who already counts for all, but by another concept, was told to.
CostConcept concept_in_force(const Decision& decision, Corrected corrected) {
  const bool at_average = corrected.has(Cause::mandate) || (decision.own_view && corrected.has(Cause::own_view));
  return at_average ? CostConcept::average : decision.cost_concept;
}

std::optional<Level> picked_by(LeonRule rule, Choice choice) {
  choice.rule = rule;
  return choose_level(choice);
}

// The cheapest level that can be had, or the level used where that is no dearer.
Level best_of(const Choice& truth, const std::array<double, level_count>& costs, Level used) {
  Level best = used;
  for (std::size_t l = 0; l < level_count; ++l) {
    if (truth.options[l].feasible && costs[l] < costs[index(best)]) best = level_at(l);
  }
  return best;
}

// What each correction, made after those before it, takes off the true cost. A correction that leaves nothing to choose
// from changes nothing; the last one leads to the best level.
void attribute(const Decision& decision, const std::array<double, level_count>& costs, Audit& audit) {
  Corrected corrected;
  Level before = audit.used;
  for (std::size_t c = 0; c < cause_count; ++c) {
    corrected.add(cause_at(c));
    Level after = audit.best;
    if (cause_at(c) == Cause::habit) {
      after = audit.by_rule;
    } else if (c + 1 < cause_count) {
      after = choose(decision, corrected).value_or(before);
    }
    audit.by_cause[c] = costs[index(before)] - costs[index(after)];
    before = after;
  }
  const auto most = std::max_element(audit.by_cause.begin(), audit.by_cause.end());
  audit.reason = cause_at(static_cast<std::size_t>(most - audit.by_cause.begin()));
}

}  // namespace

Choice as_seen(const Decision& decision, Corrected corrected) {
  return seen_at(decision, corrected, concept_in_force(decision, corrected));
}

std::optional<Level> choose(const Decision& decision, Corrected corrected) {
  return choose_level(as_seen(decision, corrected));
}

std::array<double, level_count> true_costs(const Decision& decision, CostConcept by) {
  return expected_costs(seen_at(decision, Corrected::all(), by));
}

Audit audit(const Decision& decision, Level used) {
  Audit audit;
  audit.used = used;
  audit.by_rule = choose(decision, {}).value_or(used);

  const Choice truth = as_seen(decision, Corrected::all());
  const std::array<double, level_count> costs = expected_costs(truth);
  audit.best = best_of(truth, costs, used);
  audit.lowest_effective = picked_by(LeonRule::level, truth).value_or(used);
  audit.cheapest_effective = picked_by(LeonRule::cost, truth).value_or(used);
  audit.regret[index(CostConcept::average)] = costs[index(used)] - costs[index(audit.best)];
  for (const CostConcept by : {CostConcept::marginal, CostConcept::opportunity}) {
    const auto by_concept = true_costs(decision, by);
    audit.regret[index(by)] = by_concept[index(used)] - by_concept[index(best_of(truth, by_concept, used))];
  }

  audit.effect_lost = decision.levels[index(audit.best)].effect_true - decision.levels[index(used)].effect_true;
  for (std::size_t l = 0; l < level_count; ++l) {
    audit.unseen_feasible |= truth.options[l].feasible && !decision.levels[l].seen;
  }
  if (audit.regret[index(CostConcept::average)] > 0) attribute(decision, costs, audit);
  return audit;
}

Status status(const Decision& decision, Level used, Level level) {
  const Choice believed = as_seen(decision, {});
  const std::optional<Level> rule_says = choose_level(believed);
  if (level == used) return rule_says == used ? Status::chosen : Status::against_rule;
  if (level == rule_says) return Status::set_aside;
  const Candidate& candidate = decision.levels[index(level)];
  if (!candidate.lawful) return Status::unlawful;
  if (!candidate.seen) return Status::unseen;
  if (!believed.options[index(level)].feasible) return Status::wait_too_long;
  if (decision.rule == LeonRule::level || decision.rule == LeonRule::cost) {
    if (candidate.effect_believed < decision.min_effect) return Status::not_effective;
    if (decision.rule == LeonRule::level) return Status::lower_will_do;
  }
  return Status::dearer;
}

}  // namespace klynge
