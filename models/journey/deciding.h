// deciding.h - a decision about the level of care: what the chooser believes, what he chooses, and how it compares with
// the best choice had the true state been known.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "models/care/level.h"
#include "models/indicators/measure.h"
#include "models/journey/log.h"
#include "models/journey/world.h"
#include "sim/context.h"

namespace klynge {

// What is asked: for whom, by whom, among which levels.
struct Question {
  sim::AgentId who;
  std::uint32_t occurrence = 0;  // of the decision, for its draws
  Sector by = Sector::general_practice;
  Acuity acuity = Acuity::subacute;
  double difficulty = 0;   // true
  double information = 0;  // quality of what the chooser knows
  struct LevelState {
    bool possible = false;  // lawful, and the wait can be borne
    bool seen = true;       // comes to the chooser's mind
    double wait_days = 0;
  };
  std::array<LevelState, level_count> levels{};
  bool in_emergency = false;  // asked in the emergency department: treatment there is the level `outpatient`
  bool after_stay = false;    // a destination after discharge: places are temporary places, failure is a readmission
};

struct Verdict {
  Level level = Level::ward;
  bool against_rule = false;
  bool best = false;  // no level has a lower expected cost to all, the true difficulty known and every level seen
  double regret = 0;  // expected cost above that level's, DKK

  Why why() const { return against_rule ? Why::against_rule : Why::chosen; }
  Entry entry() const { return against_rule ? Entry::level_deviated : Entry::level_chosen; }
};

// Nothing if no level is possible.
std::optional<Verdict> decide(const World& world, const sim::Context& context, const Question& question);

// Days that a service of this many minutes takes up where the door is open only part of the time.
double office_days(double minutes, const sim::OfficeClock& clock);

// Days until somebody who asks now would be served, if services last `mean_days`.
double expected_wait_days(const sim::Resource& resource, double mean_days);

}  // namespace klynge
