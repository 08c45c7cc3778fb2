#include "sim/check.h"

#include "tests/support/catch.h"

namespace tests {
namespace {

TEST_CASE("a user's mistake and ours are told apart", "[unit]") {
  CHECK_NOTHROW(sim::require(true, "never shown"));
  CHECK_NOTHROW(sim::invariant(true, "never shown"));
  CHECK_THROWS_AS(sim::require(false, "beds: -3"), sim::InputError);
  CHECK_THROWS_WITH(sim::require(false, "beds: -3"), "beds: -3");
  CHECK_NOTHROW(sim::require(true, std::string("never shown")));
  CHECK_THROWS_WITH(sim::require(false, "beds: " + std::to_string(-3)), "beds: -3");
  CHECK_THROWS_AS(sim::invariant(false, "time ran backwards"), sim::InternalError);
  CHECK_THROWS_WITH(sim::invariant(false, "time ran backwards"), "internal error: time ran backwards");
}

}  // namespace
}  // namespace tests
