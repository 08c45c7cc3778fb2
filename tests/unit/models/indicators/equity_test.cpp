// Inequality of what residents get, of tallies made by hand.
#include <string_view>
#include <utility>
#include <vector>

#include "models/indicators/inequality.h"
#include "tests/support/catch.h"
#include "tests/unit/models/indicators/in_catalogue.h"

namespace tests {
namespace {

using namespace klynge;

constexpr Cell basic = cell_of(70, 2, Education::basic);
constexpr Cell medium = cell_of(70, 2, Education::medium);
constexpr Cell higher = cell_of(70, 2, Education::higher);

double concentration_of(std::string_view name, const Tally& tally) {
  return concentration(named(name), tally, groups[0]).value();
}

// Half, three tenths and a fifth of 1,000 residents, with 4, 2 and 1 admissions each: mean 2.8, ranks .25, .65 and .9,
// index 2 x 1.07 / 2.8 - 1.
TEST_CASE("admissions fall to people with basic education where the index is negative", "[unit]") {
  Tally tally;
  tally.add(Measure::resident_years, basic, 500);
  tally.add(Measure::resident_years, medium, 300);
  tally.add(Measure::resident_years, higher, 200);
  tally.add(Measure::admissions, basic, 2'000);
  tally.add(Measure::admissions, medium, 600);
  tally.add(Measure::admissions, higher, 200);
  CHECK(concentration_of("admissions_concentration", tally) == Catch::Approx(2 * 1.07 / 2.8 - 1));
}

TEST_CASE("what falls to all alike has no concentration", "[unit]") {
  Tally tally;
  for (const auto& [cell, people] : {std::pair{basic, 50.0}, std::pair{medium, 30.0}, std::pair{higher, 20.0}}) {
    tally.add(Measure::resident_years, cell, people);
    tally.add(Measure::delayed_days, cell, 3 * people);
    tally.add(Measure::continuity_persons, cell, people);
    tally.add(Measure::burden, cell, 12 * people);
    tally.add(Measure::decisions, cell, people);
    tally.add(Measure::information, cell, 0.6 * people);
  }
  CHECK(concentration_of("delayed_days_concentration", tally) == Catch::Approx(0).margin(1e-12));
  CHECK(concentration_of("burden_concentration", tally) == Catch::Approx(0).margin(1e-12));
  CHECK(concentration_of("information_concentration", tally) == Catch::Approx(0).margin(1e-12));
}

TEST_CASE("concentration needs more than one group of education", "[unit]") {
  Tally tally;
  tally.add(Measure::resident_years, basic, 10);
  tally.add(Measure::admissions, basic, 10);
  CHECK_FALSE(concentration(named("admissions_concentration"), tally, groups[0]).defined());
  tally.add(Measure::resident_years, higher, 10);
  CHECK(concentration(named("admissions_concentration"), tally, groups[0]).defined());
  for (const Group& group : groups) {
    if (group.education >= 0) CHECK_FALSE(concentration(named("admissions_concentration"), tally, group).defined());
  }
}

// Eleven municipalities with 1, 2, ..., 11 admissions for each resident: the deciles are the second from either end.
TEST_CASE("spread between municipalities is the ninth decile over the first", "[unit]") {
  std::vector<Tally> tallies(11);
  std::vector<const Tally*> municipalities;
  for (std::size_t m = 0; m < tallies.size(); ++m) {
    const double people = 10 + static_cast<double>(m);  // each municipality counts once, however many live there
    tallies[m].add(Measure::resident_years, old, people);
    tallies[m].add(Measure::admissions, old, people * static_cast<double>(11 - m));
    municipalities.push_back(&tallies[m]);
  }
  const Fraction spread = decile_spread(named("admissions_spread"), municipalities, groups[0]);
  CHECK(spread.above == Catch::Approx(10));
  CHECK(spread.below == Catch::Approx(2));
  CHECK(spread.value() == Catch::Approx(5));
  CHECK_FALSE(decile_spread(named("admissions_spread"), municipalities, groups[4]).defined());    // no children
  CHECK_FALSE(decile_spread(named("delayed_days_spread"), municipalities, groups[0]).defined());  // none anywhere
}

}  // namespace
}  // namespace tests
