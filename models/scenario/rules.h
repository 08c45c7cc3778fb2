// rules.h - what must hold between the fields of a scenario, each of which is right by itself.
//
// Shares of one whole add up, doors open before they close, the more urgent never waits longer. A rule that meets a
// field without a value says nothing: that field is a problem already.
#pragma once

#include "models/scenario/problems.h"
#include "models/scenario/scenario.h"

namespace klynge {

// Each problem stands at the place where the first field of the rule was set and names all of them.
void check_rules(const Scenario& scenario, Problems& problems);

}  // namespace klynge
