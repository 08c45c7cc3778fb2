// leon_regret.cpp - what wrong levels of care cost all sectors together, and why they were chosen.
//
// Regret is the true expected cost of the level chosen above that of the best one to be had, so luck plays no part. It is
// priced at average, marginal and opportunity cost. By reason, at average cost: causes are taken away one at a time, in
// a fixed order (referral/audit.h), so that the parts add up to the whole; a part may be negative, where two errors
// made up for each other.
#include <array>

#include "models/indicators/subjects.h"

namespace klynge::subjects {

namespace {

using enum Measure;
using enum Direction;

constexpr std::array catalogue = {
    Indicator{"leon_regret", "all", "Cost of wrong levels", "DKK per decision", lower, true,
              "expected cost of the chosen level above that of the level which would have been right in that sense",
              regret, decisions},
    Indicator{
        "leon_regret_marginal", "all", "Cost of wrong levels at marginal cost", "DKK per decision", lower, false,
        "true expected cost of the chosen level above that of the best one, counting only what one more patient costs",
        regret_marginal, decisions},
    Indicator{"leon_regret_opportunity", "all", "Cost of wrong levels at opportunity cost", "DKK per decision", lower,
              false,
              "true expected cost of the chosen level above that of the best one, scarce capacity priced by who has to "
              "wait for it",
              regret_opportunity, decisions},
    Indicator{"leon_regret_habit", "all", "Cost of wrong levels: habit", "DKK per decision", lower, false,
              "part of the cost of wrong levels that goes away once it no longer holds that the chooser departs from "
              "the rule he follows",
              regret_habit, decisions},
    Indicator{"leon_regret_information", "all", "Cost of wrong levels: the patient misjudged", "DKK per decision",
              lower, false,
              "part of the cost of wrong levels that goes away once it no longer holds that the chooser misjudges how "
              "well the levels would do for the patient",
              regret_information, decisions},
    Indicator{"leon_regret_visibility", "all", "Cost of wrong levels: levels nobody thought of", "DKK per decision",
              lower, false,
              "part of the cost of wrong levels that goes away once it no longer holds that the chooser does not think "
              "of every level",
              regret_visibility, decisions},
    Indicator{"leon_regret_capacity", "all", "Cost of wrong levels: waits misjudged", "DKK per decision", lower, false,
              "part of the cost of wrong levels that goes away once it no longer holds that the chooser does not know "
              "how long the waits are",
              regret_capacity, decisions},
    Indicator{"leon_regret_own_view", "all", "Cost of wrong levels: only own costs counted", "DKK per decision", lower,
              false,
              "part of the cost of wrong levels that goes away once it no longer holds that the chooser counts what it "
              "costs himself and not what it costs all",
              regret_own_view, decisions},
    Indicator{"leon_regret_mandate", "all", "Cost of wrong levels: a rule to follow", "DKK per decision", lower, false,
              "part of the cost of wrong levels that goes away once it no longer holds that the rule to be followed is "
              "not to choose what costs all least",
              regret_mandate, decisions},
    Indicator{"effect_lost", "all", "Effect lost by wrong levels", "share, 0-1", lower, false,
              "chance of being resolved at the level first tried, that of the right level above that of the chosen one",
              effect_lost, decisions},
};

}  // namespace

std::span<const Indicator> leon_regret() { return catalogue; }

}  // namespace klynge::subjects
