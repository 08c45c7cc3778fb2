// check.h - the two families of failed checks.
//
// require() guards what a user gave us: a file, a value, an argument. Its message names the place, the value and what
// was expected, and is shown as it stands. invariant() guards our own reasoning: when it fails, Klynge is wrong.
// Both stay on in release builds; neither belongs in a loop over events unless it is a plain comparison.
#pragma once

#include <stdexcept>
#include <string>

namespace sim {

class InputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class InternalError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

[[noreturn]] void fail_input(const std::string& message);
[[noreturn]] void fail_internal(const char* message);

inline void require(bool ok, const std::string& message) {
  if (!ok) fail_input(message);
}
// Builds no string while all is well.
inline void require(bool ok, const char* message) {
  if (!ok) [[unlikely]]
    fail_input(message);
}

inline void invariant(bool ok, const char* message) {
  if (!ok) [[unlikely]]
    fail_internal(message);
}

}  // namespace sim
