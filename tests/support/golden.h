// golden.h - what runs gave when their results were last changed on purpose.
//
// A golden file verifies nothing; it notices. When a change is meant to change results, rewrite it with
//   KLYNGE_UPDATE_GOLDEN=1 ./dev test golden
// which prints the difference and fails all the same; then say why in CHANGELOG.md under *Results change*.
//
// Debug and release agree, because no floating-point operation is contracted or reordered: the golden tests are built
// twice, optimised and not. Machines agree as far as their libraries give the same log, exp and pow.
#pragma once

#include <string>
#include <vector>

namespace tests {

// Text lines, "key,...,value"; the first may name the columns.
using Lines = std::vector<std::string>;

// Fails where they differ from tests/golden/<file>, and says how.
void check_golden(const std::string& file, const Lines& now);

}  // namespace tests
