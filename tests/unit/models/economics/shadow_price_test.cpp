#include "models/economics/shadow_price.h"

#include <cmath>
#include <type_traits>

#include "sim/check.h"
#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace klynge;

static_assert(std::is_trivially_copyable_v<ShadowPrice>);

constexpr ShadowPrice::Terms terms = {
    .blocked_day = 4'000, .waiting_day = 500, .window_days = 28, .from_occupancy = 0.75, .cap_share = 1.5};

ShadowPrice after(int days, double blocked, double waiting, double in_use, double servers) {
  ShadowPrice price(terms);
  for (int day = 0; day < days; ++day) price.observe_day(blocked, waiting, in_use, servers);
  return price;
}

// Three blocked at 4,000 and eight waiting at 500 lose 16,000 a day, shared by 40 beds in use.
TEST_CASE("what others lose in a day is shared among the servers in use", "[unit]") {
  CHECK(after(1, 3, 8, 40, 40).per_day() == Catch::Approx(400));
  CHECK(after(100, 3, 8, 40, 40).per_day() == Catch::Approx(400));
  CHECK(after(100, 0, 8, 40, 40).per_day() == Catch::Approx(100));
  CHECK(after(100, 0, 0, 40, 40).per_day() == 0);
}

TEST_CASE("a place with room to spare has no shadow price", "[unit]") {
  CHECK(after(10, 3, 8, 29, 40).per_day() == 0);
  CHECK(after(10, 3, 8, 30, 40).per_day() == Catch::Approx(16'000.0 / 30));  // at 0.75 of its beds
  CHECK(after(10, 3, 8, 0, 40).per_day() == 0);
  CHECK(after(10, 3, 8, 0, 0).per_day() == 0);
  CHECK(ShadowPrice(terms).per_day() == 0);
  CHECK(after(10, 3, 8, 30, 40).occupancy() == Catch::Approx(0.75));
  CHECK(ShadowPrice(terms).occupancy() == 0);
}

TEST_CASE("a day counts less the longer ago it was", "[unit]") {
  ShadowPrice price = after(400, 10, 0, 40, 40);  // 1,000 DKK a bed-day
  double before = price.per_day();
  for (int day = 1; day <= 28; ++day) {
    price.observe_day(0, 0, 40, 40);
    CHECK(price.per_day() < before);
    before = price.per_day();
  }
  CHECK(price.per_day() == Catch::Approx(1'000 * std::exp(-1)).epsilon(1e-4));
}

TEST_CASE("days on which more servers are in use weigh more", "[unit]") {
  ShadowPrice price(terms);
  price.observe_day(10, 0, 40, 40);
  price.observe_day(0, 0, 10, 10);
  const double kept = std::exp(-1.0 / 28);
  CHECK(price.per_day() == Catch::Approx(40'000 * kept / (40 * kept + 10)));
}

TEST_CASE("a service is charged for the days it takes up to the cap", "[unit]") {
  const ShadowPrice price = after(10, 3, 8, 40, 40);  // 400 DKK a bed-day
  CHECK(price.cap(10'000, 4'000) == Catch::Approx(9'000));
  CHECK(price.of_service(5, 10'000, 4'000) == Catch::Approx(2'000));
  CHECK(price.of_service(30, 10'000, 4'000) == Catch::Approx(9'000));
  CHECK(price.of_service(5, 4'000, 4'000) == 0);  // nothing of its cost is fixed
  CHECK(price.of_service(5, 3'000, 4'000) == 0);
}

TEST_CASE("a shadow price that looks back on no time is refused", "[unit]") {
  CHECK_THROWS_AS(ShadowPrice({.window_days = 0}), sim::InputError);
}

}  // namespace
}  // namespace tests
