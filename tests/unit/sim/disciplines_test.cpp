#include "sim/disciplines.h"

#include <vector>

#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace sim;

// One line for each class, given the arrival numbers that stand in it.
std::vector<std::deque<Waiting>> lines(const std::vector<std::vector<std::uint64_t>>& arrivals) {
  std::vector<std::deque<Waiting>> made;
  for (const auto& line : arrivals) {
    made.emplace_back();
    for (const std::uint64_t arrival : line) made.back().push_back({Claim{}, start_of_time, arrival});
  }
  return made;
}

TEST_CASE("by priority the first class with somebody in it is next", "[unit]") {
  CHECK(by_priority(lines({{5}, {1, 2}, {3}})) == 0);
  CHECK(by_priority(lines({{}, {4}, {3}})) == 1);
  CHECK(by_priority(lines({{}, {}, {3}})) == 2);
}

TEST_CASE("by arrival the longest waiting is next whatever the class", "[unit]") {
  CHECK(first_come(lines({{5, 6}, {1, 7}, {3}})) == 1);
  CHECK(first_come(lines({{5, 6}, {}, {3}})) == 2);
  CHECK(first_come(lines({{2}, {}, {3}})) == 0);
}

}  // namespace
}  // namespace tests
