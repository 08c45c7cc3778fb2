#include "sim/disciplines.h"

#include <cstdlib>
#include <map>
#include <vector>

#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace sim;

struct Stands {
  std::uint64_t arrival;
  std::uint32_t lot = 0;
};

// The arrival number of whoever is next when these lines are looked at, a priority number and its claims each.
std::uint64_t next_by(Discipline discipline, const std::vector<std::pair<int, std::vector<Stands>>>& queue) {
  std::vector<Line> lines;
  for (const auto& [priority, claims] : queue) {
    boost::circular_buffer<Waiting> waiting(claims.size());
    for (const Stands& each : claims) {
      Waiting one;
      one.claim.lot = each.lot;
      one.arrival = each.arrival;
      waiting.push_back(one);
    }
    lines.push_back({.priority = priority, .number = static_cast<std::uint32_t>(lines.size()), .waiting = waiting});
  }
  std::vector<const Line*> seen;
  for (const Line& line : lines) seen.push_back(&line);
  const Place place = discipline(seen);
  return place.line->waiting[place.index].arrival;
}

TEST_CASE("by arrival the longest waiting is next whatever the line", "[unit]") {
  CHECK(next_by(first_come, {{0, {{5}, {6}}}, {1, {{1}, {7}}}, {2, {{3}}}}) == 1);
  CHECK(next_by(first_come, {{0, {{5}, {6}}}, {2, {{3}}}}) == 3);
  CHECK(next_by(first_come, {{0, {{2}}}, {2, {{3}}}}) == 2);
}

TEST_CASE("by priority the most urgent is next and the longest waiting among equals", "[unit]") {
  CHECK(next_by(by_priority, {{0, {{5}, {6}}}, {1, {{1}, {2}}}, {2, {{3}}}}) == 5);
  CHECK(next_by(by_priority, {{2, {{1}}}, {1, {{4}}}, {3, {{3}}}}) == 4);  // lines need not stand in order
  CHECK(next_by(by_priority, {{1, {{7}}}, {1, {{4}, {8}}}, {2, {{1}}}}) == 4);
  CHECK(next_by(by_priority, {{0, {{3}}}, {-1, {{9}}}}) == 9);
}

TEST_CASE("by last come the newest is next whatever the line", "[unit]") {
  CHECK(next_by(last_come, {{0, {{5}, {6}}}, {1, {{1}, {7}}}, {2, {{3}}}}) == 7);
  CHECK(next_by(last_come, {{0, {{1}, {4}, {9}}}}) == 9);
}

// Four wait, and 40,000 times whoever came last brings another number: each is next about 10,000 times, give or take 6
// standard deviations of 87.
TEST_CASE("by lot everybody is as likely to be next wherever they stand", "[unit]") {
  std::map<std::uint64_t, int> times;
  for (std::uint32_t lot = 0; lot < 40'000; ++lot) {
    ++times[next_by(by_lot, {{0, {{1, 50}, {2, 30}, {4, lot}}}, {1, {{3, 60}}}})];
  }
  for (const std::uint64_t who : {1, 2, 3, 4}) CHECK(std::abs(times[who] - 10'000) < 520);
}

TEST_CASE("two wishes of one person are told apart by their tag and not by their lot", "[unit]") {
  const Subject who{AgentId{std::size_t{4}}};
  CHECK(Claim{who, 1, 5} == Claim{who, 1, 6});
  CHECK_FALSE(Claim{who, 1, 5} == Claim{who, 2, 5});
  CHECK_FALSE(Claim{who, 1, 5} == Claim{Subject{AgentId{std::size_t{5}}}, 1, 5});
}

}  // namespace
}  // namespace tests
