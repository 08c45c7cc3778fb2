// toml.h - from TOML text to values, each with the line it stands on: the only place that knows the parser.
#pragma once

#include <optional>
#include <string>

#include "models/scenario/problems.h"
#include "models/scenario/value.h"

namespace klynge {

// What the text says, in the order of its lines; nothing, and a problem in `file`, if it is not TOML.
std::optional<Value::Members> read_toml(const std::string& text, const std::string& file, Problems& problems);

}  // namespace klynge
