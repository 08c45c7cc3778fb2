// audit.h - a decision about the level of care held against what would have been best, and what stood in the way.
//
// Whoever chooses a level sees the patient, the free capacity and the costs in his own way (Candidate, Decision). The
// audit redoes the decision with one of these views after another put right (Corrected), in the order of `Cause`, until
// nothing is left but the best level for all: net benefit, with true effects and waits, every lawful level in sight. The
// true expected cost that each step takes away is what that cause cost, so the causes sum to the regret by construction;
// a step that makes things worse on its own counts as negative. Costs are expected costs as in leon.h, so that regret
// owes nothing to luck. No state, no draws.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "models/care/level.h"
#include "models/referral/leon.h"
#include "models/scenario/scenario.h"

namespace klynge {

constexpr std::size_t index(CostConcept each) { return static_cast<std::size_t>(each); }

// One level of care in one decision: as the one who decides believes it to be, and as it is.
struct Candidate {
  bool lawful = false;  // law, mandate and complexity allow it, and no lower level tried in vain stands in the way
  bool seen = true;     // comes to the chooser's mind
  double wait_believed = 0, wait_true = 0;      // days
  double effect_believed = 0, effect_true = 0;  // probability of resolving the episode
  double cost_own = 0;                          // in the chooser's own budget, with whatever regard for others, DKK
  std::array<double, cost_concept_count> cost_joint{};  // to all sectors together, by concept, DKK
};

// Costs in DKK, waiting in DKK per day.
struct Decision {
  std::array<Candidate, level_count> levels{};
  double longest_wait = 0;  // days that the episode can bear
  LeonRule rule = LeonRule::own;
  bool own_view = false;  // counts his own costs, not those of all
  CostConcept cost_concept = CostConcept::average;
  double min_effect = 0.75;
  double handover_own = 0, handover_joint = 0;          // of a failed attempt
  double harm_own = 0;                                  // when the highest feasible level fails
  std::array<double, cost_concept_count> harm_joint{};  // likewise, to all
  double waiting_own = 0, waiting_joint = 0;
  double risk = 0;  // what a failure is worth avoiding to the chooser; only the rule `own` counts it
};

// What keeps a chooser from the best level, in the order in which the audit takes it away.
//   habit        he departs from his own rule
//   information  he misjudges the patient, and so the effects
//   visibility   he does not think of every level
//   capacity     he does not know the true waits
//   own_view     he counts his own costs and fears, not the costs of all at average cost
//   mandate      the rule that he must follow is another than net benefit, or is to be worked with another cost concept
enum class Cause : std::uint8_t { habit, information, visibility, capacity, own_view, mandate };
inline constexpr std::size_t cause_count = 6;
inline constexpr std::array<std::string_view, cause_count> cause_names = {"habit",    "information", "visibility",
                                                                          "capacity", "own view",    "mandate"};
constexpr std::size_t index(Cause cause) { return static_cast<std::size_t>(cause); }
constexpr Cause cause_at(std::size_t index) { return static_cast<Cause>(index); }

// The causes that have been taken away.
class Corrected {
 public:
  constexpr Corrected() = default;
  constexpr Corrected(std::initializer_list<Cause> causes) {
    for (const Cause cause : causes) add(cause);
  }
  static constexpr Corrected all() {
    Corrected corrected;
    for (std::size_t c = 0; c < cause_count; ++c) corrected.add(cause_at(c));
    return corrected;
  }

  constexpr Corrected& add(Cause cause) {
    bits_ = static_cast<std::uint8_t>(bits_ | 1u << index(cause));
    return *this;
  }
  constexpr bool has(Cause cause) const { return (bits_ >> index(cause) & 1u) != 0; }

 private:
  std::uint8_t bits_ = 0;
};

// The decision as it looks once these causes are gone.
Choice as_seen(const Decision& decision, Corrected corrected);

// What the rule then picks; nothing if no level is feasible.
std::optional<Level> choose(const Decision& decision, Corrected corrected);

// What starting at each level costs all in truth, by the given concept; also for levels that cannot be had, or not in
// time, with their true wait.
std::array<double, level_count> true_costs(const Decision& decision, CostConcept by);

struct Audit {
  Level used = Level::ward;
  Level by_rule = Level::ward;  // what the chooser's own rule says, as he sees things
  // With true effects and waits, every lawful level in sight, at average cost. If no level is effective, the first two
  // are the highest that can be had; if none can be had, all three are the level used. The best is the level used where
  // that costs no more than any that can be had in time.
  Level lowest_effective = Level::ward;
  Level cheapest_effective = Level::ward;
  Level best = Level::ward;
  std::array<double, cost_concept_count> regret{};  // true cost of `used` above that concept's best, at least 0, DKK
  std::array<double, cause_count> by_cause{};       // DKK at average cost; sums to that regret
  std::optional<Cause> reason;                      // the cause that cost most; none where there is no such regret
  double effect_lost = 0;        // chance of being resolved at the first level tried: the best's above that of `used`
  bool unseen_feasible = false;  // a level that could be had in time did not come to mind
};

Audit audit(const Decision& decision, Level used);

// Why a level was taken or not, in the chooser's own eyes.
enum class Status : std::uint8_t {
  chosen,
  against_rule,  // taken, although the rule says another
  set_aside,     // the rule's choice, not taken
  unlawful,
  unseen,
  wait_too_long,
  not_effective,  // by a rule with a threshold
  lower_will_do,  // by the rule `level`: a lower level is effective
  dearer,         // or as dear and higher
};
inline constexpr std::size_t status_count = 9;
inline constexpr std::array<std::string_view, status_count> status_names = {"chosen",
                                                                            "against the rule",
                                                                            "set aside",
                                                                            "unlawful",
                                                                            "unseen",
                                                                            "wait too long",
                                                                            "not effective enough",
                                                                            "a lower level will do",
                                                                            "dearer"};
constexpr std::size_t index(Status status) { return static_cast<std::size_t>(status); }

Status status(const Decision& decision, Level used, Level level);

}  // namespace klynge
