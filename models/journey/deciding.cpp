#include "models/journey/deciding.h"

#include <algorithm>

#include "models/coordination/seen.h"
#include "models/draw.h"

namespace klynge {

namespace {

double risk_of(const Regime& regime, Sector sector) {
  switch (sector) {
    case Sector::hospital: return regime.decide.risk_hospital;
    case Sector::municipality: return regime.decide.risk_municipality;
    default: return regime.decide.risk_general_practice;
  }
}

// Whether a level is paid out of the chooser's own budget: the region's hospital also runs what it has taken over.
bool is_own(Level level, Sector by, const Regime& regime) {
  if (level == Level::self_care) return true;
  return (taken_over(regime, level) ? Sector::hospital : sector_of(level)) == by;
}

// One decision, made ready to be taken and to be judged.
class Preparation {
 public:
  Preparation(const World& world, const Coordination& rules, const Climate& climate, const Question& question,
              bool under_rule, double perceived)
      : world_(world),
        rules_(rules),
        climate_(climate),
        question_(question),
        decide_(rules.regime.decide),
        under_rule_(under_rule),
        perceived_(perceived),
        // How much of what others bear the chooser counts as his own.
        regard_(std::min(1.0, decide_.other_regard * rules.regime.info.visibility + rules.regime.money.pool_share)) {}

  Decision make() const {
    Decision decision;
    decision.rule = under_rule_ ? decide_.rule : LeonRule::own;
    decision.own_view = !under_rule_ || decide_.view == CostView::own;
    decision.cost_concept = decide_.cost;
    decision.min_effect = decide_.min_effect;
    decision.risk = risk_of(rules_.regime, question_.by);
    decision.longest_wait = question_.longest_wait_days;
    decision.handover_joint = failed_attempt();
    decision.handover_own = felt(decide_.referral_effort, decision.handover_joint);
    decision.waiting_joint = question_.after_stay() ? world_.scenario.prices.bed_day.value : decide_.waiting_cost.value;
    decision.waiting_own = waiting_to_himself(decision.waiting_joint);
    for (std::size_t c = 0; c < cost_concept_count; ++c) {
      decision.harm_joint[c] = failure_at_top(static_cast<CostConcept>(c));
    }
    const double harm = decision.harm_joint[index(decide_.cost)];
    decision.harm_own = question_.after_stay() ? felt(decide_.referral_effort, harm) : harm;
    for (std::size_t l = 0; l < level_count; ++l) decision.levels[l] = candidate(level_at(l));
    return decision;
  }

 private:
  double felt(double own, double joint) const { return own + regard_ * (joint - own); }

  // To all parties: the handover, and the harm of time lost where time matters.
  double failed_attempt() const {
    const std::array<double, acuity_count> time_matters = {1.0, decide_.harm_share_urgent, 0.0};
    return decide_.handover_cost +
           (question_.after_stay() ? 0.0 : decide_.harm * time_matters[index(question_.acuity)]);
  }

  // When the highest level considered fails: harm after the ward, a readmission after discharge.
  double failure_at_top(CostConcept by) const {
    if (!question_.after_stay()) return decide_.harm;
    return decide_.handover_cost + joint_cost(Level::ward, by);
  }

  // A patient who waits for a place lies in a hospital bed; what that costs the municipality is the discharge fee.
  double waiting_to_himself(double joint) const {
    if (!question_.after_stay()) return decide_.waiting_cost;
    const auto& price = world_.scenario.prices;
    const double fee = rules_.regime.money.discharge_fee ? price.discharge_fee + price.discharge_fee_state_early : 0.0;
    return felt(fee, joint);
  }

  double joint_cost(Level level, CostConcept by) const {
    const double cost = world_.joint_cost(level, question_.after_stay(), by);
    if (by != CostConcept::opportunity) return cost;
    return cost + climate_.scarcity_price(world_, level, question_.after_stay());
  }

  // What is still to be paid: in the emergency department the visit has been.
  double cost_from_here(Level level, CostConcept by) const {
    if (question_.point != Point::emergency_department) return joint_cost(level, by);
    if (level == Level::outpatient) return 0;
    const double cost = joint_cost(level, by);
    return level == Level::ward ? cost - world_.emergency_visit_cost(by) : cost;
  }

  // Resolves the illness; after a stay, keeps it from coming back.
  double helps(double capability, double difficulty, double information) const {
    if (!question_.after_stay()) return rules_.effect.resolves_with(capability, difficulty, information);
    return world_.relapse.averted(difficulty, capability * rules_.effect.usable_share(information));
  }

  Candidate candidate(Level level) const {
    const Question::LevelState& state = question_.levels[index(level)];
    Candidate one;
    one.lawful = state.lawful;
    one.seen = state.seen;
    one.wait_believed = state.wait_believed;
    one.wait_true = state.wait_true;
    const double capability = climate_.capability(rules_.effect, level);
    one.effect_believed = helps(capability, perceived_, state.information);
    one.effect_true = helps(capability, question_.difficulty, state.information);
    for (std::size_t c = 0; c < cost_concept_count; ++c) {
      one.cost_joint[c] = cost_from_here(level, static_cast<CostConcept>(c));
    }
    const double joint = one.cost_joint[index(decide_.cost)];
    one.cost_own = is_own(level, question_.by, rules_.regime) ? joint : felt(decide_.referral_effort, joint);
    return one;
  }

  const World& world_;
  const Coordination& rules_;
  const Climate& climate_;
  const Question& question_;
  const Regime::Decide& decide_;
  const bool under_rule_;
  const double perceived_;
  const double regard_;
};

// Criteria that are only agreed on are followed by those who comply.
bool follows_rule(const Coordination& rules, const sim::Context& context, const Question& question) {
  if (!question.under_rule) return false;
  if (rules.regime.decide.owner != Owner::agreed_criteria) return true;
  return context.draws(sim::Subject{question.who}, klynge::question(Draw::compliance), question.occurrence)
      .chance(rules.regime.decide.compliance);
}

// One feasible level up from the rule's choice, now and then, where there is a rule to depart from.
Level after_deviation(const Coordination& rules, const sim::Context& context, const Question& question,
                      const Decision& decision, Level by_rule) {
  const Owner owner = rules.regime.decide.owner;
  if (owner == Owner::each_node || owner == Owner::agreed_criteria) return by_rule;
  const bool deviates =
      context.draws(sim::Subject{question.who}, klynge::question(Draw::deviation), question.occurrence)
          .chance(rules.regime.decide.deviation);
  if (!deviates) return by_rule;
  return next_feasible(as_seen(decision, {}), by_rule).value_or(by_rule);
}

Departure departure(const Regime& regime, const Question& question) {
  if (question.information < regime.info.knowledge_floor) return Departure::knew_too_little;
  if (question.conditions >= several) return Departure::several_diseases;
  return Departure::own_judgement;
}

}  // namespace

void Question::foresee(const InformationQuality& quality, const Record& record, std::int64_t today) {
  const auto known = [&](Level level, std::initializer_list<Item> seen) {
    Record there = record;
    there.learn(seen, today);
    levels[index(level)].information = quality.of(there, today);
  };
  levels[index(Level::self_care)].information = 1;  // nobody knows him better
  known(Level::general_practice, seen_by_gp);
  // After a stay the first visit comes too late to be foreseen.
  known(Level::home_nursing, after_stay() ? std::initializer_list<Item>{} : seen_at_home);
  known(Level::acute_function, after_stay() ? std::initializer_list<Item>{} : seen_at_home);
  // The emergency department has seen him.
  known(Level::outpatient, point == Point::emergency_department ? std::initializer_list<Item>{} : seen_at_clinic);
  known(Level::ward, seen_on_ward);
}

bool rule_holds(const Regime& regime, Point point, int conditions) {
  switch (regime.decide.scope) {
    case Scope::sector: return false;
    case Scope::agreed: return point == Point::discharge;
    case Scope::pathway: return point == Point::discharge || conditions >= several;
    case Scope::population: return true;
  }
  return false;
}

bool calls_jointly(const Regime& regime, const Scenario& scenario, int conditions) {
  return regime.decide.owner == Owner::joint_call && conditions >= scenario.disputes.complex_from;
}

bool taken_over(const Regime& regime, Level level) {
  return (level == Level::acute_function && regime.authority.acute_function) ||
         (level == Level::home_nursing && regime.authority.home_nursing);
}

void show_own(const Regime& regime, Question& question) {
  if (regime.decide.owner != Owner::authority) return;
  for (const Level level : {Level::home_nursing, Level::acute_function}) {
    if (taken_over(regime, level)) question.show(level);
  }
}

bool crosses_border(const Regime& regime, Level level) {
  return regime.authority.acute_function && !regime.authority.home_nursing && level != Level::acute_function;
}

double perceived_difficulty(const Coordination& rules, const sim::Context& context, sim::AgentId who,
                            std::uint32_t occurrence, double difficulty, Sector by, double information) {
  return rules.perception.perceived(difficulty, by, information,
                                    context.draws(sim::Subject{who}, question(Draw::perception), occurrence));
}

std::optional<Verdict> decide(const World& world, const Coordination& rules, const Climate& climate,
                              const sim::Context& context, const Question& question) {
  Verdict verdict;
  verdict.perceived = perceived_difficulty(rules, context, question.who, question.occurrence, question.difficulty,
                                           question.by, question.information);
  const bool under_rule = follows_rule(rules, context, question);
  verdict.decision = Preparation(world, rules, climate, question, under_rule, verdict.perceived).make();
  const std::optional<Level> by_rule = choose(verdict.decision, {});
  if (!by_rule) return std::nullopt;
  verdict.level = under_rule ? after_deviation(rules, context, question, verdict.decision, *by_rule) : *by_rule;
  verdict.against_rule = verdict.level != *by_rule;
  if (verdict.against_rule) verdict.departure = departure(rules.regime, question);
  verdict.audit = audit(verdict.decision, verdict.level);
  return verdict;
}

}  // namespace klynge
