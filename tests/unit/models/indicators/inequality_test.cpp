// Concentration and spread as formulas, against numbers worked out by hand and what must hold of any.
#include "models/indicators/inequality.h"

#include <array>
#include <utility>
#include <vector>

#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace klynge;

// Sums over people, lowest rank first.
Fraction index(std::array<Fraction, 3> ranked) { return concentration(ranked); }

TEST_CASE("the concentration index of equal means is nil", "[unit]") {
  CHECK(index({{{20, 10}, {60, 30}, {2, 1}}}).value() == Catch::Approx(0).margin(1e-12));
}

// Equal groups with 6, 3 and 0 each: ranks 1/6, 1/2 and 5/6, mean 3, covariance (3 x (-1/3) + 0 - 3 x 1/3) / 3 = -2/3.
TEST_CASE("the concentration index of three equal groups is the one worked out by hand", "[unit]") {
  const Fraction poor = index({{{60, 10}, {30, 10}, {0, 10}}});
  CHECK(poor.above == Catch::Approx(-4.0 / 3));
  CHECK(poor.below == Catch::Approx(3));
  CHECK(poor.value() == Catch::Approx(-4.0 / 9));
  CHECK(index({{{0, 10}, {30, 10}, {60, 10}}}).value() == Catch::Approx(4.0 / 9));
}

// All of it with one person in a million, first or last by rank.
TEST_CASE("the concentration index lies between -1 and 1", "[unit]") {
  CHECK(index({{{5, 1}, {0, 499'999}, {0, 500'000}}}).value() == Catch::Approx(-1).margin(1e-5));
  CHECK(index({{{0, 500'000}, {0, 499'999}, {5, 1}}}).value() == Catch::Approx(1).margin(1e-5));
}

TEST_CASE("the concentration index does not change with the unit or the number of people", "[unit]") {
  const double one = index({{{40, 10}, {50, 25}, {10, 15}}}).value();
  CHECK(index({{{4'000, 10}, {5'000, 25}, {1'000, 15}}}).value() == Catch::Approx(one));
  CHECK(index({{{400, 100}, {500, 250}, {100, 150}}}).value() == Catch::Approx(one));
}

TEST_CASE("a group that nobody is in does not count", "[unit]") {
  CHECK(index({{{40, 10}, {0, 0}, {10, 10}}}).value() ==
        Catch::Approx(concentration(std::vector<Fraction>{{40, 10}, {10, 10}}).value()));
  CHECK_FALSE(index({{{40, 10}, {0, 0}, {0, 0}}}).defined());
  CHECK_FALSE(index({}).defined());
  CHECK_FALSE(index({{{0, 10}, {0, 10}, {0, 10}}}).defined());  // nothing to be spread
}

// The deciles of 0, 10, ..., 50 lie half a step from the ends.
TEST_CASE("deciles lie between rates where none is there", "[unit]") {
  const Fraction spread = decile_spread({50, 10, 30, 0, 20, 40});
  CHECK(spread.above == Catch::Approx(45));
  CHECK(spread.below == Catch::Approx(5));
  CHECK(decile_spread({7, 7, 7}).value() == 1);
  CHECK_FALSE(decile_spread({7}).defined());
  CHECK_FALSE(decile_spread({}).defined());
}

}  // namespace
}  // namespace tests
