// catch.h - the test framework, whichever of Catch2 2 and 3 is installed.
//
// Tests use the names of version 3 (Catch::Approx, Catch::Matchers::WithinRel, ContainsSubstring, ...); those that
// version 2 calls otherwise are given to it here.
#pragma once

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#include <string>

namespace Catch {
using Detail::Approx;

namespace Matchers {
inline auto ContainsSubstring(const std::string& text) { return Contains(text); }
}  // namespace Matchers
}  // namespace Catch
#endif
