#include "models/coordination/perception.h"

#include <vector>

#include "tests/support/catch.h"
#include "tests/support/statistics.h"

namespace tests {
namespace {

using namespace klynge;

constexpr std::array<Sector, sector_count> sectors = {Sector::home, Sector::general_practice, Sector::other_practice,
                                                      Sector::municipality, Sector::hospital};

Perception perception(double noise_floor, double noise_unknown, double bias_hospital = 0, double bias_gp = 0,
                      double bias_municipality = 0) {
  Regime regime;
  regime.info.noise_floor.value = noise_floor;
  regime.info.noise_unknown.value = noise_unknown;
  regime.info.bias_hospital.value = bias_hospital;
  regime.info.bias_general_practice.value = bias_gp;
  regime.info.bias_municipality.value = bias_municipality;
  return Perception(regime);
}

sim::Draws draws(std::size_t who, std::uint32_t occurrence = 0) {
  return sim::Streams(5, 0).draws(sim::Subject{sim::AgentId{who}}, 0, occurrence);
}

TEST_CASE("without bias and noise difficulty is seen as it is", "[unit]") {
  for (const Sector sector : sectors) {
    for (const double difficulty : {0.0, 0.3, 1.0}) {
      CHECK(perception(0, 0).perceived(difficulty, sector, 0.2, draws(1)) == difficulty);
    }
  }
}

TEST_CASE("each sector sees difficulty shifted by its own habit", "[unit]") {
  const Perception biased = perception(0, 0, 0.08, -0.03, 0.01);
  CHECK(biased.perceived(0.5, Sector::hospital, 0.5, draws(1)) == Catch::Approx(0.58));
  CHECK(biased.perceived(0.5, Sector::general_practice, 0.5, draws(1)) == Catch::Approx(0.47));
  CHECK(biased.perceived(0.5, Sector::municipality, 0.5, draws(1)) == Catch::Approx(0.51));
  CHECK(biased.perceived(0.5, Sector::other_practice, 0.5, draws(1)) == 0.5);
  CHECK(biased.perceived(0.98, Sector::hospital, 0.5, draws(1)) == 1);
  CHECK(biased.perceived(0.01, Sector::general_practice, 0.5, draws(1)) == 0);
}

// Noise 0.02 + 0.03 (1 - Q): the same luck errs by 0.05, 0.035 and 0.02 in the ratio 5 : 3.5 : 2.
TEST_CASE("the less is known the further the same luck leads astray", "[unit]") {
  const Perception blurred = perception(0.02, 0.03);
  for (std::size_t n = 0; n < 200; ++n) {
    const double knowing_all = blurred.perceived(0.5, Sector::hospital, 1, draws(n)) - 0.5;
    const double knowing_half = blurred.perceived(0.5, Sector::hospital, 0.5, draws(n)) - 0.5;
    const double knowing_nothing = blurred.perceived(0.5, Sector::hospital, 0, draws(n)) - 0.5;
    REQUIRE(knowing_half == Catch::Approx(1.75 * knowing_all));
    REQUIRE(knowing_nothing == Catch::Approx(2.5 * knowing_all));
  }
}

// Difficulty 0.5 and noise 0.05: the ends of the scale are ten standard deviations away.
TEST_CASE("error has the mean of the bias and the spread of the noise", "[unit]") {
  const Perception blurred = perception(0.02, 0.03, 0.08);
  std::vector<double> means, squares;
  for (std::uint32_t batch = 0; batch < 100; ++batch) {
    double mean = 0, square = 0;
    for (std::size_t n = 0; n < 1'000; ++n) {
      const double error = blurred.perceived(0.5, Sector::hospital, 0, draws(n, batch)) - 0.58;
      mean += error / 1'000;
      square += error * error / 1'000;
    }
    means.push_back(mean);
    squares.push_back(square);
  }
  expect_mean(means, 0, {.false_alarm = 1e-6});
  expect_mean(squares, 0.05 * 0.05, {.false_alarm = 1e-6});
}

TEST_CASE("what is seen stays on the scale of difficulty", "[unit]") {
  const Perception wild = perception(1, 1, 0.5);
  for (std::size_t n = 0; n < 1'000; ++n) {
    const double seen = wild.perceived(0.7, Sector::hospital, 0, draws(n));
    REQUIRE((seen >= 0 && seen <= 1));
  }
}

}  // namespace
}  // namespace tests
