// wording.h - how values, ranges and suggestions are put into words: the same in messages, tables and files.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "models/scenario/parameter.h"

namespace klynge {

// The shortest text that reads back as exactly this number, in TOML, CSV and (if finite) JSON alike.
std::string number_text(double number);

// In double quotes, with the escapes that TOML and JSON share.
std::string in_quotes(std::string_view text);

// "0 to 100 beds", "at least 0.04 days"
std::string range_text(const FieldSpec& spec);
// "at least 0 beds" when the number lies below, "at most 100 beds" above, "a number" for NaN; empty when it lies within.
std::string what_is_amiss(double number, const FieldSpec& spec);

// The known words that look most like this one, best first. Words with dots are also compared by their last part.
std::vector<std::string> nearest(std::string_view word, const std::vector<std::string>& known, std::size_t count);
// ": did you mean sectors.hospital.beds?", or empty when nothing known is near.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& known);

}  // namespace klynge
