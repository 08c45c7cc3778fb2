#include "sim/time.h"

#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace sim;

TEST_CASE("a time beyond all measure stays in the range of the clock", "[unit]") {
  CHECK(from_seconds(1e30) == from_seconds(1e18));
  CHECK(from_seconds(1e30) + from_seconds(1e30) > from_seconds(1e30));
  CHECK(from_days(-1e30) < from_days(-1e12));
}

TEST_CASE("real lengths round to the nearest second", "[unit]") {
  CHECK(from_seconds(0.49) == seconds{0});
  CHECK(from_seconds(0.5) == seconds{1});
  CHECK(from_seconds(-0.5) == seconds{-1});
  CHECK(from_seconds(86'399.6) == days{1});
  CHECK(from_days(1.5) == hours{36});
  CHECK(from_days(0.00001) == seconds{1});  // 0.864 s
}

TEST_CASE("lengths turn into days", "[unit]") { CHECK(in_days(hours{36}) == 1.5); }

TEST_CASE("a day begins at midnight and lasts until the last second before the next", "[unit]") {
  CHECK(midnight(0) == start_of_time);
  CHECK(midnight(3) == start_of_time + hours{72});
  CHECK(day_of(midnight(3)) == 3);
  CHECK(day_of(midnight(3) - seconds{1}) == 2);
  CHECK(time_of_day(midnight(3)) == seconds{0});
  CHECK(time_of_day(midnight(3) - seconds{1}) == hours{24} - seconds{1});
  CHECK(time_of_day(midnight(3) + hours{8}) == hours{8});
}

TEST_CASE("days before the first count downwards", "[unit]") {
  const Time t = start_of_time - seconds{1};
  CHECK(day_of(t) == -1);
  CHECK(time_of_day(t) == hours{24} - seconds{1});
}

}  // namespace
}  // namespace tests
