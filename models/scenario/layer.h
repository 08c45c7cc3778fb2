// layer.h - what one scenario file, preset or caller says, and how it is laid upon a Scenario.
//
// A layer is read before it is checked: keys and values as they were written, each with its line. apply() holds it
// against the schema and sets the fields it names; whatever a lower layer set there is gone, provenance included.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "models/scenario/problems.h"
#include "models/scenario/scenario.h"
#include "models/scenario/search_path.h"
#include "models/scenario/value.h"

namespace klynge {

struct Layer {
  std::string name;  // of the file, or "argument"
  std::vector<std::pair<std::string, Value>> entries;
  SearchPath search;

  Origin place(const Value& value) const { return {name, value.line}; }
};

void apply(const Layer& layer, Scenario& scenario, Problems& problems);

// The same for one of its changes, where nothing may be said but area, date, presets and switches.
void apply_to_change(const Layer& layer, std::size_t change, Scenario& scenario, Problems& problems);

// Adds a problem, in file `name`, for each field that must be set and is not.
void require_all_fields(const Scenario& scenario, const std::string& name, Problems& problems);

// Whether the schema has keys that start with this one and a dot.
bool is_group(const std::string& key);

}  // namespace klynge
