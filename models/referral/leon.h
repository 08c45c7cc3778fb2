// leon.h - choosing the level of care: LEON, "laveste effektive omkostningsniveau" (lowest effective cost level).
//
// The phrase is used in incompatible senses, and each is a rule here:
//   own         the least expected cost to the chooser's own sector, plus what a failure is worth avoiding to him
//   level       the lowest level that is effective (the Norwegian "laveste effektive omsorgsnivaa", St.meld. 9, 1974-75)
//   cost        the least cost among effective levels (the Danish sense)
//   net_benefit the least expected cost of all that may follow: failure, handover, escalation, waiting and harm
// A level is effective when it resolves the episode with at least `min_effect`. Only feasible levels are considered:
// those that are lawful, that come to mind, and whose expected wait the episode can bear.
// Everything here is a pure function of what the chooser knows.
#pragma once

#include <array>
#include <optional>

#include "models/care/level.h"
#include "models/scenario/scenario.h"

namespace klynge {

// One level as the chooser sees it.
struct Option {
  bool feasible = false;
  double effect = 0;      // probability that it resolves the episode
  double cost = 0;        // in the chooser's view, DKK
  double joint_cost = 0;  // to all sectors together, DKK
  double wait_days = 0;
};

struct Choice {
  std::array<Option, level_count> options;
  LeonRule rule = LeonRule::own;
  double min_effect = 0.75;
  double handover_cost = 0;  // of a failed attempt, in the chooser's view, DKK
  double harm = 0;           // when the highest feasible level fails, DKK
  double waiting_cost = 0;   // DKK per day
  double risk = 0;           // what a failure is worth avoiding to the chooser, DKK; only the rule `own` counts it
};

// Expected cost of starting at each level and going up, one feasible level at a time, until the episode is resolved.
std::array<double, level_count> expected_costs(const Choice& choice);
double expected_cost(const Choice& choice, Level level);

// The level that the rule picks; nothing if no level is feasible.
std::optional<Level> choose_level(const Choice& choice);

// The next feasible level above, if there is one.
std::optional<Level> next_feasible(const Choice& choice, Level level);

}  // namespace klynge
