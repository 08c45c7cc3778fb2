// ties.h - the ties between the sectors of one municipality and its hospital, from week to week.
//
// A tie knows how many patients are usually handed over on it and how many of them are quarrelled about; together with
// the structures of the regime in force they move its relational coordination (relation.h). Contacts are the handovers
// of the last quarter of a year over those of the last two years: as usual while there is no past. Disputes for each
// handover are a mean over a quarter of a year, and over 20 handovers at least, so that one quarrel in a small
// municipality does not spoil everything. Plain numbers, so that a saved run keeps them as they stand.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "models/coordination/relation.h"
#include "models/scenario/scenario.h"

namespace klynge {

enum class Tie : std::uint8_t { practice_municipality, hospital_municipality, hospital_practice, other_practice };
inline constexpr std::size_t tie_count = 4;
inline constexpr std::array<std::string_view, tie_count> tie_names = {
    "general practice and municipality", "hospital and municipality", "hospital and general practice",
    "other practice and others"};
constexpr std::size_t index(Tie tie) { return static_cast<std::size_t>(tie); }

// What happened on the ties in a week.
struct TieWeek {
  std::array<std::uint32_t, tie_count> handovers{};
  std::array<std::uint32_t, tie_count> disputes{};

  TieWeek& operator+=(const TieWeek& other);
};

class Ties {
 public:
  // As they are when the first regime has been in force for ties.years_before, with its conflict.
  Ties(const Scenario& scenario, const Regime& first);

  void week(const TieWeek& happened, const Regime& in_force);

  const Relation& on(Tie tie) const { return ties_[index(tie)].relation; }
  double strength(Tie tie) const { return on(tie).strength(); }
  double conflict(Tie tie) const { return ties_[index(tie)].conflict; }  // disputes for each handover
  // Strength of the ties within a sector, where nobody is handed over to a stranger.
  double inside() const { return inside_.strength(); }
  // The worst between sectors.
  const Relation& weakest() const;

 private:
  struct State {
    Relation relation;
    double conflict = 0;
    double recent = 0;  // handovers a week
    double usual = 0;
  };

  void count(State& tie, double handovers, double disputes) const;

  std::array<State, tie_count> ties_;
  Relation inside_;
  RelationDynamics between_sectors_;
  RelationDynamics within_sectors_;
  std::uint32_t weeks_ = 0;
};

}  // namespace klynge
