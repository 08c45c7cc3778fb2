// relation.h - relational coordination of two sectors: how good the tie between them is, and how it comes and goes.
//
// Seven dimensions, 1 (worst) to 5: how frequent, timely, accurate and problem-solving communication is; how far goals
// and knowledge are shared and each respects the other (Gittell et al. 2000, Medical Care 38:807-819).
// Week by week each dimension moves towards a target, communication soon and relationships slowly, and the two groups
// pull each other along. The target is 1 + 4 x logistic(of support by structures, staff turnover, disputes, contacts):
// cross-cutting structures raise it (Bolton, Logan & Gittell 2021, doi 10.1177/0021886321991597), and what they have
// raised fades when they are withdrawn. The coefficients are assumed.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "models/scenario/scenario.h"

namespace klynge {

inline constexpr std::size_t dimension_count = 7;
inline constexpr std::size_t communication_count = 4;  // the first of them
inline constexpr std::array<std::string_view, dimension_count> dimension_names = {
    "frequent communication", "timely communication", "accurate communication", "problem-solving communication",
    "shared goals",           "shared knowledge",     "mutual respect"};

struct Relation {
  std::array<double, dimension_count> dimensions{};  // 1 to 5

  // All dimensions the same.
  static Relation level(double on_scale_of_1_to_5);

  double mean() const;
  double strength() const { return (mean() - 1) / 4; }  // 0 to 1
};

class RelationDynamics {
 public:
  RelationDynamics(const Scenario::Ties& ties, const Regime::Relations& relations);

  // The same under other structures.
  RelationDynamics under(double support, double turnover) const;

  double support() const { return support_; }

  // What the tie tends to, 1 to 5. `conflict`: disputes for each handover; `contact`: contacts over the usual number.
  double target(double conflict, double contact) const;
  void week(Relation& relation, double conflict, double contact) const;

  // Where the tie ends up if all stays as it is and contacts are as usual.
  Relation settled(double conflict) const { return Relation::level(target(conflict, 1)); }
  Relation after(Relation from, double years, double conflict) const;

 private:
  double support_, turnover_;
  double intercept_, support_gain_, turnover_loss_, usual_turnover_, conflict_loss_, contact_gain_;
  double communication_weeks_, relation_weeks_;
  double communication_pull_, relation_pull_;
};

// Of colleagues within one sector.
RelationDynamics inside(const Scenario::Ties& ties, const Regime::Relations& relations);

}  // namespace klynge
