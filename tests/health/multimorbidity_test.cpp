// What the people of the Denmark that is shipped have when a run begins: each state of health as often as its table
// says, and several conditions together as often as has been counted.
#include <bit>
#include <cmath>
#include <vector>

#include "models/journey/world.h"
#include "tests/support/catch.h"
#include "tests/support/shipped_scenarios.h"

namespace tests {
namespace {

using namespace klynge;

struct Country {
  World world{shipped("denmark", {{"population.share", 0.1}}), {}};
  std::vector<Residents> people;

  Country() {
    const sim::Streams streams(2026, 0);
    for (std::size_t m = 0; m < world.tables.municipalities.size(); ++m) {
      people.push_back(world.people_of(m, streams));
    }
  }
};

const Country& denmark() {
  static const Country country;
  return country;
}

// Of those of an age, how many have two conditions of a list or more.
double share_with_several(std::uint32_t list, int from_age) {
  double all = 0, several = 0;
  for (const Residents& people : denmark().people) {
    for (std::uint32_t i = 0; i < people.size(); ++i) {
      if (people.age(i, 0) < from_age) continue;
      all += 1;
      several += std::popcount(people.states[i] & list) >= 2 ? 1 : 0;
    }
  }
  return several / all;
}

}  // namespace

// Schiøtz 2017, with 16 conditions, of the Capital Region in 2012: 21.6 % of those aged 16 and over, half of those aged
// 65 and over. With 500,000 adults chance alone moves the first by 0.06 % points (one standard error).
TEST_CASE("a fifth of adults and half of the old have two conditions or more", "[health]") {
  const std::uint32_t list = short_list(denmark().world.tables);
  CHECK(std::abs(share_with_several(list, 16) - 0.216) < 0.006);
  const double old = share_with_several(list, 65);
  CHECK(old > 0.47);
  CHECK(old < 0.53);
}

// Within 5 %, and as much more as chance explains: five standard errors, which is passed once in 1.7 million times.
TEST_CASE("each state of health is as common as its table says, in all and in each age band", "[health]") {
  const TableData& tables = denmark().world.tables;
  for (std::size_t state = 0; state < tables.states.size(); ++state) {
    double all_expected = 0, all_with = 0;
    for (const PrevalenceRow& row : tables.prevalence) {
      if (row.condition != tables.states[state]) continue;
      double people_of_band = 0, with = 0;
      for (const Residents& people : denmark().people) {
        for (std::uint32_t i = 0; i < people.size(); ++i) {
          const int age = people.age(i, 0);
          if (people.sex(i) != row.sex || age < row.age_from || age > row.age_to) continue;
          people_of_band += 1;
          with += people.states[i] >> state & 1u;
        }
      }
      const double expected = row.prevalence * people_of_band;
      CAPTURE(row.condition, static_cast<int>(row.sex), row.age_from, people_of_band, with / people_of_band);
      CHECK(std::abs(with - expected) <= 0.05 * expected + 5 * std::sqrt(expected * (1 - row.prevalence)));
      all_expected += expected;
      all_with += with;
    }
    CAPTURE(tables.states[state], all_with, all_expected);
    CHECK(std::abs(all_with - all_expected) <= 0.05 * all_expected + 5 * std::sqrt(all_expected));
  }
}

}  // namespace tests
