#include "models/coordination/ties.h"

#include <algorithm>

namespace klynge {

namespace {

constexpr double recent_weeks = 13;
constexpr double usual_weeks = 104;
constexpr double fewest_handovers = 20;  // over which disputes are counted
constexpr double most_contact = 2;       // more than twice the usual number does not make a tie better

// Of conflict within a sector nothing is counted: disputes are between sectors.
constexpr double conflict_inside = 0;

// A mean of the past that fades; a plain mean as long as the past is short.
void observe(double& mean, double value, double weeks, std::uint32_t weeks_seen) {
  mean += (value - mean) / std::min(weeks, static_cast<double>(weeks_seen));
}

}  // namespace

TieWeek& TieWeek::operator+=(const TieWeek& other) {
  for (std::size_t t = 0; t < tie_count; ++t) {
    handovers[t] += other.handovers[t];
    disputes[t] += other.disputes[t];
  }
  return *this;
}

Ties::Ties(const Scenario& scenario, const Regime& first)
    : between_sectors_(scenario.ties, first.relations),
      within_sectors_(klynge::inside(scenario.ties, first.relations)) {
  const auto& ties = scenario.ties;
  const std::array<double, tie_count> before = {ties.practice_municipality, ties.hospital_municipality,
                                                ties.hospital_practice, ties.other_practice};
  for (std::size_t t = 0; t < tie_count; ++t) {
    ties_[t].conflict = first.relations.conflict;
    ties_[t].relation = between_sectors_.after(Relation::level(before[t]), ties.years_before, first.relations.conflict);
  }
  inside_ = within_sectors_.settled(conflict_inside);
}

void Ties::week(const TieWeek& happened, const Regime& in_force) {
  ++weeks_;
  const auto& relations = in_force.relations;
  const RelationDynamics between = between_sectors_.under(relations.support, relations.turnover);
  for (std::size_t t = 0; t < tie_count; ++t) {
    State& tie = ties_[t];
    count(tie, happened.handovers[t], happened.disputes[t]);
    const double contact = tie.usual > 0 ? std::min(tie.recent / tie.usual, most_contact) : 1;
    between.week(tie.relation, tie.conflict, contact);
  }
  within_sectors_.under(within_sectors_.support(), relations.turnover).week(inside_, conflict_inside, 1);
}

void Ties::count(State& tie, double handovers, double disputes) const {
  observe(tie.recent, handovers, recent_weeks, weeks_);
  observe(tie.usual, handovers, usual_weeks, weeks_);
  // A dispute may come in a later week than its handover: each counts in full, whenever it comes.
  const double over = std::max({recent_weeks * tie.usual, fewest_handovers, handovers});
  tie.conflict = std::clamp(tie.conflict + (disputes - tie.conflict * handovers) / over, 0.0, 1.0);
}

const Relation& Ties::weakest() const {
  const auto worst = std::min_element(
      ties_.begin(), ties_.end(), [](const State& a, const State& b) { return a.relation.mean() < b.relation.mean(); });
  return worst->relation;
}

}  // namespace klynge
