// changes.h - regimes that take over on a date, in an area, as [[change]] tables name them.
//
// What a change does not say is as in the scenario's own regime, after all its layers. A change is kept as the whole
// regime that results, and Scenario::origins knows which of its keys it said: "change[0].info.visibility". So when the
// scenario's own regime is set anew, its changes can be laid over the new one. Changes stand in order of date, those of
// one date in the order in which they were named.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "models/scenario/scenario.h"

namespace klynge {

// Where the origin of a change's key is kept, and how messages call it.
std::string change_key(std::size_t change, std::string_view key);

// Calls visit(key, field, spec) for everything that a change may say. C is Change or const Change.
template <class C, class Visit>
void for_each_change_field(C& change, Visit&& visit) {
  visit("area", change.area,
        FieldSpec{.meaning = "where it takes over, named like population.area; left out: wherever anybody is simulated",
                  .optional = true});
  visit("from", change.from, FieldSpec{.meaning = "its first day; left out: that of the run", .optional = true});
  for_each_preset(change.regime, visit);
  for_each_switch(change.regime, visit);
}

// A change that says nothing yet.
void add_change(Scenario& scenario);

// Lays every change over the scenario's own regime as it is now.
void renew_changes(Scenario& scenario);

void forget_changes(Scenario& scenario);

void sort_changes(Scenario& scenario);

}  // namespace klynge
