#include "models/care/effect.h"

#include <vector>

#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace klynge;

// Two levels of capability 0.4 and 0.8, steepness 8, offset 0.12, and 55 % of capability usable on a stranger.
Effect two_levels() {
  Scenario scenario;
  scenario.decide.steepness.value = 8;
  scenario.decide.offset.value = 0.12;
  scenario.info.knowledge_floor.value = 0.55;
  TableData tables;
  tables.levels = {{.level = 1, .name = "weak", .sector = "general practice", .capability = 0.4},
                   {.level = 6, .name = "strong", .sector = "hospital", .capability = 0.8}};
  return {scenario, tables};
}

const std::vector<double> information = {0, 0.25, 0.5, 0.75, 1};

std::vector<double> resolves(Level level) {
  std::vector<double> odds;
  for (const double q : information) odds.push_back(two_levels().resolves(level, 0.5, q));
  return odds;
}

// 1 / (1 + exp(-8 (capability (0.55 + 0.45 Q) - 0.5 + 0.12))), at difficulty 0.5.
TEST_CASE("the odds of resolving an episode are the worked ones", "[unit]") {
  const std::vector<double> weak = {0.22, 0.28, 0.36, 0.45, 0.54};
  const std::vector<double> strong = {0.62, 0.77, 0.87, 0.93, 0.97};
  for (std::size_t q = 0; q < information.size(); ++q) {
    CAPTURE(information[q]);
    CHECK(resolves(Level::general_practice)[q] == Catch::Approx(weak[q]).margin(0.0051));
    CHECK(resolves(Level::ward)[q] == Catch::Approx(strong[q]).margin(0.0051));
  }
}

TEST_CASE("a stranger can be helped with the known share of a capability and an acquaintance with all of it",
          "[unit]") {
  CHECK(two_levels().usable_share(0) == Catch::Approx(0.55));
  CHECK(two_levels().usable_share(1) == 1);
  CHECK(two_levels().usable_capability(Level::ward, 0) == Catch::Approx(0.55 * 0.8));
  CHECK(two_levels().usable_capability(Level::ward, 0.5) == Catch::Approx(0.775 * 0.8));
  CHECK(two_levels().usable_capability(Level::ward, 1) == Catch::Approx(0.8));
}

TEST_CASE("a place that has less than the usual capability of its level resolves less", "[unit]") {
  const Effect effect = two_levels();
  CHECK(effect.capability(Level::ward) == 0.8);
  CHECK(effect.resolves_with(0.8, 0.5, 0.25) == effect.resolves(Level::ward, 0.5, 0.25));
  CHECK(effect.resolves_with(0.7, 0.5, 0.25) < effect.resolves(Level::ward, 0.5, 0.25));
}

TEST_CASE("odds are even where capability falls short of difficulty by the offset", "[unit]") {
  CHECK(two_levels().resolves(Level::general_practice, 0.52, 1) == Catch::Approx(0.5));
  CHECK(two_levels().resolves(Level::ward, 0.92, 1) == Catch::Approx(0.5));
}

TEST_CASE("information gains less and less where capability is high and cannot rescue a level without it", "[unit]") {
  const std::vector<double> strong = resolves(Level::ward);
  for (std::size_t q = 2; q < strong.size(); ++q) CHECK(strong[q] - strong[q - 1] < strong[q - 1] - strong[q - 2]);
  CHECK(resolves(Level::general_practice).back() < strong.front());
}

}  // namespace
}  // namespace tests
