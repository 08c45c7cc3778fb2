// notes.h - what is written down of followed residents beside their journey: every decision with all that was weighed,
// and who got to know what.
#pragma once

#include <cstdint>
#include <vector>

#include "models/coordination/record.h"
#include "models/journey/deciding.h"
#include "models/journey/messages.h"
#include "sim/archive.h"
#include "sim/time.h"

namespace klynge {

struct DecisionNote {
  sim::Time at;
  Question asked;
  Verdict verdict;
};

// All that a holder knows from this moment on.
struct KnowledgeNote {
  sim::Time at;
  sim::AgentId who;
  Holder holder = Holder::general_practice;
  Record record;
};

struct Notes {
  std::vector<DecisionNote> decisions;
  std::vector<KnowledgeNote> knowledge;

  void state(sim::Archive& archive) {
    archive.vector(decisions);
    archive.vector(knowledge);
  }
};

}  // namespace klynge
