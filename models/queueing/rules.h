// rules.h - what must hold in a queueing network besides the type and range of each field.
//
// First what can be said of single lines: names that exist, keys that do not contradict each other, times that the
// engine's clock of whole seconds can tell apart. When all of that is well, what follows from the whole: everybody is
// served where they come, nobody circulates for ever who came from outside, and no queue can only grow.
#pragma once

#include <string>

#include "models/queueing/layers.h"
#include "models/queueing/network.h"
#include "models/scenario/problems.h"

namespace klynge::queueing {

// Each problem stands where the first field of the rule was set; what is wrong with the whole is wrong with `file`. Of
// tables with unread fields nothing is said.
void check_rules(const QueueingNetwork& network, const std::string& file, const Unread& unread, Problems& problems);

}  // namespace klynge::queueing
