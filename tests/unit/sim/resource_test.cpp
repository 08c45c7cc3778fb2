#include "sim/resource.h"

#include <vector>

#include "sim/check.h"
#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace sim;

Claim claim(std::uint32_t tag) { return {Subject{AgentId{std::size_t{tag}}}, tag}; }

Time at(int second) { return start_of_time + seconds{second}; }

// The tags of all claims that can start now.
std::vector<std::uint32_t> started(Resource& resource, Time now) {
  std::vector<std::uint32_t> tags;
  while (const auto next = resource.start_next(now)) tags.push_back(next->claim.tag);
  return tags;
}

using Tags = std::vector<std::uint32_t>;

TEST_CASE("claims hold servers while there are any and then wait", "[unit]") {
  Resource resource(2, 1, by_priority);
  CHECK(resource.seize(claim(1), 0, at(0)));
  CHECK(resource.seize(claim(2), 0, at(0)));
  CHECK_FALSE(resource.seize(claim(3), 0, at(1)));
  CHECK_FALSE(resource.seize(claim(4), 0, at(2)));
  CHECK(resource.serving() == 2);
  CHECK(resource.free() == 0);
  CHECK(resource.waiting() == 2);
  CHECK(started(resource, at(3)).empty());

  resource.release(at(5));
  CHECK(started(resource, at(5)) == Tags{3});
  resource.release(at(6));
  resource.release(at(6));
  CHECK(started(resource, at(6)) == Tags{4});
  CHECK(resource.serving() == 1);
  CHECK(resource.free() == 1);
  CHECK(resource.waiting() == 0);
}

TEST_CASE("nobody overtakes a waiting claim by arriving when a server is free", "[unit]") {
  Resource resource(1, 1, by_priority);
  resource.seize(claim(1), 0, at(0));
  resource.seize(claim(2), 0, at(1));
  resource.release(at(5));
  CHECK_FALSE(resource.seize(claim(3), 0, at(5)));
  CHECK(started(resource, at(5)) == Tags{2});
}

TEST_CASE("whoever starts is told since when it waited", "[unit]") {
  Resource resource(1, 1, by_priority);
  resource.seize(claim(1), 0, at(0));
  resource.seize(claim(2), 0, at(3));
  resource.release(at(10));
  const auto next = resource.start_next(at(10));
  REQUIRE(next.has_value());
  CHECK(next->claim.who == claim(2).who);
  CHECK(next->since == at(3));
}

TEST_CASE("urgent claims go first and equally urgent ones in order of arrival", "[unit]") {
  Resource resource(1, 3, by_priority);
  resource.seize(claim(1), 2, at(0));
  resource.seize(claim(2), 1, at(1));
  resource.seize(claim(3), 0, at(2));
  resource.seize(claim(4), 1, at(3));
  resource.seize(claim(5), 0, at(4));
  Tags order;
  for (int t = 10; t < 14; ++t) {
    resource.release(at(t));
    for (const auto tag : started(resource, at(t))) order.push_back(tag);
  }
  CHECK(order == Tags{3, 5, 2, 4});
}

TEST_CASE("first come first served looks at no class", "[unit]") {
  Resource resource(1, 3, first_come);
  resource.seize(claim(1), 2, at(0));
  resource.seize(claim(2), 1, at(1));
  resource.seize(claim(3), 0, at(1));  // in the same second, but later
  resource.seize(claim(4), 1, at(3));
  Tags order;
  for (int t = 10; t < 13; ++t) {
    resource.release(at(t));
    for (const auto tag : started(resource, at(t))) order.push_back(tag);
  }
  CHECK(order == Tags{2, 3, 4});
}

TEST_CASE("a blocked server is held and serves nobody", "[unit]") {
  Resource resource(1, 1, by_priority);
  resource.seize(claim(1), 0, at(0));
  resource.seize(claim(2), 0, at(0));
  resource.block(at(10));
  CHECK(resource.serving() == 0);
  CHECK(resource.blocked() == 1);
  CHECK(resource.held() == 1);
  CHECK(resource.free() == 0);
  CHECK(started(resource, at(10)).empty());
  resource.release_blocked(at(25));
  CHECK(started(resource, at(25)) == Tags{2});

  const Usage usage = resource.usage(at(30));
  CHECK(usage.serving_integral == 10 + 5);
  CHECK(usage.blocked_integral == 15);
  CHECK(usage.finished == 1);
}

TEST_CASE("a closed door starts nobody and lets the begun finish", "[unit]") {
  Resource resource(2, 1, by_priority);
  resource.seize(claim(1), 0, at(0));
  resource.set_open(false, at(10));
  CHECK_FALSE(resource.open());
  CHECK_FALSE(resource.seize(claim(2), 0, at(11)));
  CHECK(started(resource, at(11)).empty());
  resource.release(at(12));
  CHECK(resource.serving() == 0);
  resource.set_open(true, at(20));
  CHECK(started(resource, at(20)) == Tags{2});
}

// Two servers. 0-4: one serves. 4-6: both. 6-8: both, one claim waits. 8-10: both, two wait. At 10 one leaves and the
// first of them starts, having waited 4; at 13 a server is blocked until 16, when the second starts, having waited 8.
TEST_CASE("integrals are exact in whole seconds", "[unit]") {
  Resource resource(2, 1, by_priority);
  resource.seize(claim(1), 0, at(0));
  resource.seize(claim(2), 0, at(4));
  resource.seize(claim(3), 0, at(6));
  resource.seize(claim(4), 0, at(8));
  resource.release(at(10));
  REQUIRE(started(resource, at(10)) == Tags{3});
  resource.block(at(13));
  resource.release_blocked(at(16));
  REQUIRE(started(resource, at(16)) == Tags{4});

  const Usage usage = resource.usage(at(20));
  CHECK(usage.arrived == 4);
  CHECK(usage.started == 4);
  CHECK(usage.finished == 2);
  CHECK(usage.waited_seconds == 4 + 8);
  CHECK(usage.waiting_integral == 2 * 1 + 2 * 2 + 6 * 1);
  CHECK(usage.serving_integral == 4 * 1 + 9 * 2 + 3 * 1 + 4 * 2);
  CHECK(usage.blocked_integral == 3);
  // Asking changes nothing.
  CHECK(resource.usage(at(20)).serving_integral == usage.serving_integral);
  CHECK(resource.usage(at(21)).serving_integral == usage.serving_integral + 2);
}

TEST_CASE("a resource without servers lets everybody wait", "[unit]") {
  Resource resource(0, 1, by_priority);
  CHECK_FALSE(resource.seize(claim(1), 0, at(0)));
  CHECK(started(resource, at(5)).empty());
  CHECK(resource.usage(at(5)).waiting_integral == 5);
}

TEST_CASE("what cannot be is refused", "[unit]") {
  CHECK_THROWS_AS(Resource(-1, 1, by_priority), InputError);
  CHECK_THROWS_AS(Resource(1, 0, by_priority), InputError);

  Resource resource(1, 2, by_priority);
  CHECK_THROWS_AS(resource.release(at(0)), InternalError);
  CHECK_THROWS_AS(resource.block(at(0)), InternalError);
  CHECK_THROWS_AS(resource.release_blocked(at(0)), InternalError);
  CHECK_THROWS_AS(resource.seize(claim(1), 2, at(0)), InternalError);  // even while a server is free
  resource.seize(claim(1), 0, at(5));
  CHECK_THROWS_AS(resource.release(at(4)), InternalError);  // time does not run backwards
}

}  // namespace
}  // namespace tests
