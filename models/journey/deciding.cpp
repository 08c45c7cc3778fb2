#include "models/journey/deciding.h"

#include <algorithm>

#include "models/draw.h"
#include "models/referral/leon.h"

namespace klynge {

namespace {

double risk_of(const World& world, Sector sector) {
  const auto& decide = world.scenario.decide;
  switch (sector) {
    case Sector::hospital: return decide.risk_hospital;
    case Sector::municipality: return decide.risk_municipality;
    default: return decide.risk_general_practice;
  }
}

// What failure at the highest level considered costs: harm after the ward, a readmission after discharge.
double failure_at_top(const World& world, const Question& question, bool own_view, CostConcept concept_) {
  const auto& decide = world.scenario.decide;
  if (!question.after_stay) return decide.harm;
  if (own_view) return decide.referral_effort;
  return decide.handover_cost + world.joint_cost(Level::ward, true, concept_);
}

// What is still to be paid: in the emergency department the visit has been.
double cost_from_here(const World& world, const Question& question, Level level, CostConcept concept_) {
  if (!question.in_emergency) return world.joint_cost(level, question.after_stay, concept_);
  if (level == Level::outpatient) return 0;
  const double cost = world.joint_cost(level, false, concept_);
  return level == Level::ward ? cost - world.emergency_visit_cost(concept_) : cost;
}

// What a failed attempt costs all parties: the handover, and the harm of time lost where time matters.
double failed_attempt(const World& world, const Question& question) {
  const auto& decide = world.scenario.decide;
  const std::array<double, acuity_count> time_matters = {1.0, decide.harm_share_urgent, 0.0};
  return decide.handover_cost + (question.after_stay ? 0.0 : decide.harm * time_matters[index(question.acuity)]);
}

Choice as_believed(const World& world, const Question& question, double perceived) {
  const auto& decide = world.scenario.decide;
  const bool own_view = decide.view == CostView::own;
  Choice choice;
  choice.rule = decide.rule;
  choice.min_effect = decide.min_effect;
  choice.handover_cost = own_view ? decide.referral_effort.value : failed_attempt(world, question);
  choice.harm = failure_at_top(world, question, own_view, decide.cost);
  choice.risk = risk_of(world, question.by);
  choice.waiting_cost = decide.waiting_cost;
  if (question.after_stay) {
    // A patient who waits for a place lies in a hospital bed; what that costs the municipality is the discharge fee.
    const auto& price = world.scenario.prices;
    const double fee = world.scenario.money.discharge_fee ? price.discharge_fee + price.discharge_fee_state_early : 0.0;
    choice.waiting_cost = own_view ? fee : price.bed_day.value;
  }
  for (std::size_t l = 0; l < level_count; ++l) {
    const Level level = level_at(l);
    Option& option = choice.options[l];
    option.feasible = question.levels[l].possible && question.levels[l].seen;
    option.wait_days = question.levels[l].wait_days;
    option.effect = world.effect.resolves(level, perceived, question.information);
    option.joint_cost = cost_from_here(world, question, level, decide.cost);
    const bool own_level = sector_of(level) == question.by || level == Level::self_care;
    option.cost = own_view ? (own_level ? option.joint_cost : decide.referral_effort.value) : option.joint_cost;
  }
  return choice;
}

Choice as_it_is(const World& world, const Question& question) {
  const auto& decide = world.scenario.decide;
  Choice choice;
  choice.rule = LeonRule::net_benefit;
  choice.handover_cost = failed_attempt(world, question);
  choice.harm = failure_at_top(world, question, false, CostConcept::average);
  choice.waiting_cost = question.after_stay ? world.scenario.prices.bed_day.value : decide.waiting_cost.value;
  for (std::size_t l = 0; l < level_count; ++l) {
    Option& option = choice.options[l];
    option.feasible = question.levels[l].possible;
    option.wait_days = question.levels[l].wait_days;
    option.effect = world.effect.resolves(level_at(l), question.difficulty, question.information);
    option.cost = option.joint_cost = cost_from_here(world, question, level_at(l), CostConcept::average);
  }
  return choice;
}

}  // namespace

std::optional<Verdict> decide(const World& world, const sim::Context& context, const Question& question) {
  const sim::Subject who{question.who};
  const double perceived =
      world.perception.perceived(question.difficulty, question.by, question.information,
                                 context.draws(who, klynge::question(Draw::perception), question.occurrence));
  const Choice believed = as_believed(world, question, perceived);
  const std::optional<Level> by_rule = choose_level(believed);
  if (!by_rule) return std::nullopt;

  Verdict verdict;
  verdict.level = *by_rule;
  const bool deviates = context.draws(who, klynge::question(Draw::deviation), question.occurrence)
                            .chance(world.scenario.decide.deviation);
  if (const auto above = next_feasible(believed, *by_rule); deviates && above) {
    verdict.level = *above;
    verdict.against_rule = true;
  }

  const Choice truth = as_it_is(world, question);
  const Level best = *choose_level(truth);
  verdict.regret = std::max(0.0, expected_cost(truth, verdict.level) - expected_cost(truth, best));
  verdict.best = verdict.level == best;
  return verdict;
}

double office_days(double minutes, const sim::OfficeClock& clock) {
  constexpr double seconds_a_year = 365.0 * 86400;
  return minutes / 1440 * seconds_a_year / clock.open_seconds_a_year();
}

double expected_wait_days(const sim::Resource& resource, double mean_days) {
  if (resource.servers() == 0) return 1e9;
  const int ahead = resource.waiting() + 1 - std::max(0, resource.servers() - resource.held());
  return ahead <= 0 ? 0.0 : ahead * mean_days / resource.servers();
}

}  // namespace klynge
