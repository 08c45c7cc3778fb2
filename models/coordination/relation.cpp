#include "models/coordination/relation.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

namespace klynge {

namespace {

constexpr double weeks_per_year = 365.25 / 7;

double mean_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

// One week of some dimensions, on their way to `target` and pulled along by the mean of the others.
void approach(std::span<double> dimensions, double target, double weeks, double others, double pull) {
  for (double& x : dimensions) x = std::clamp(x + (target - x) / weeks + pull * (others - x), 1.0, 5.0);
}

}  // namespace

Relation Relation::level(double on_scale_of_1_to_5) {
  Relation relation;
  relation.dimensions.fill(on_scale_of_1_to_5);
  return relation;
}

double Relation::mean() const { return mean_of(dimensions); }

RelationDynamics::RelationDynamics(const Scenario::Ties& ties, const Regime::Relations& relations)
    : support_(relations.support),
      turnover_(relations.turnover),
      intercept_(ties.intercept),
      support_gain_(ties.support_gain),
      turnover_loss_(ties.turnover_loss),
      usual_turnover_(ties.usual_turnover),
      conflict_loss_(ties.conflict_loss),
      contact_gain_(ties.contact_gain),
      communication_weeks_(ties.communication_weeks),
      relation_weeks_(ties.relation_weeks),
      communication_pull_(ties.communication_pull),
      relation_pull_(ties.relation_pull) {}

RelationDynamics RelationDynamics::under(double support, double turnover) const {
  RelationDynamics other = *this;
  other.support_ = support;
  other.turnover_ = turnover;
  return other;
}

double RelationDynamics::target(double conflict, double contact) const {
  const double drive = intercept_ + support_gain_ * support_ - turnover_loss_ * (turnover_ - usual_turnover_) -
                       conflict_loss_ * conflict + contact_gain_ * (contact - 1);
  return 1 + 4 / (1 + std::exp(-drive));
}

void RelationDynamics::week(Relation& relation, double conflict, double contact) const {
  const std::span<double> all(relation.dimensions);
  const std::span<double> communication = all.first(communication_count);
  const std::span<double> relationships = all.subspan(communication_count);
  const double towards = target(conflict, contact);
  const double communication_before = mean_of(communication);
  const double relationships_before = mean_of(relationships);
  approach(communication, towards, communication_weeks_, relationships_before, communication_pull_);
  approach(relationships, towards, relation_weeks_, communication_before, relation_pull_);
}

Relation RelationDynamics::after(Relation from, double years, double conflict) const {
  const long weeks = std::lround(years * weeks_per_year);
  for (long w = 0; w < weeks; ++w) week(from, conflict, 1);
  return from;
}

RelationDynamics inside(const Scenario::Ties& ties, const Regime::Relations& relations) {
  return RelationDynamics(ties, relations).under(ties.inside_support, relations.turnover);
}

}  // namespace klynge
