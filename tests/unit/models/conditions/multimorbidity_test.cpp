#include "models/conditions/multimorbidity.h"

#include <bit>
#include <cmath>
#include <map>

#include "tests/support/catch.h"
#include "tests/unit/models/conditions/country.h"

namespace tests {
namespace {

using namespace klynge;

// The people of Denmark in small, with the shipped conditions, and what they have.
struct Country {
  Scenario scenario;
  TableData tables;
  Prevalence prevalence;
  StateChances chances;
  Residents people;

  explicit Country(std::uint32_t count, Scenario from = conditions_scenario())
      : scenario(std::move(from)),
        tables(country_tables(scenario)),
        prevalence(scenario, tables),
        chances(prevalence),
        people(country_residents(tables, prevalence, count)) {
    assign_states(people, prevalence, chances, sim::Streams(12, 0));
  }

  std::size_t state(const std::string& name) const {
    return static_cast<std::size_t>(std::find(tables.states.begin(), tables.states.end(), name) -
                                    tables.states.begin());
  }
};

struct Count {
  double people = 0;
  double with = 0;
};

// Within 5 % of what is expected, and as much more as chance can explain: five standard errors.
void check_near(const Count& count, double expected) {
  const double share = count.with / count.people;
  const double chance = 5 * std::sqrt(expected * (1 - expected) / count.people);
  CHECK(std::abs(share - expected) <= 0.05 * expected + chance);
}

TEST_CASE("each state is as common as its table says, by sex, age and education", "[unit]") {
  const Country country(200'000);
  for (const PrevalenceRow& row : country.tables.prevalence) {
    const std::size_t state = country.state(row.condition);
    Count band;
    std::array<Count, education_count> by_education;
    std::array<double, education_count> expected{};
    for (std::uint32_t i = 0; i < country.people.size(); ++i) {
      const int age = country.people.age(i, 0);
      if (country.people.sex(i) != row.sex || age < row.age_from || age > row.age_to) continue;
      const double has = (country.people.states[i] >> state & 1u) != 0 ? 1 : 0;
      const auto e = static_cast<std::size_t>(country.people.education(i));
      band.people += 1;
      band.with += has;
      by_education[e].people += 1;
      by_education[e].with += has;
      expected[e] += country.prevalence.of(state, row.sex, age, country.people.education(i));
    }
    CAPTURE(row.condition, row.sex, row.age_from);
    check_near(band, row.prevalence);
    for (std::size_t e = 0; e < education_count; ++e) {
      CAPTURE(e);
      if (by_education[e].people > 0) check_near(by_education[e], expected[e] / by_education[e].people);
    }
  }
}

TEST_CASE("nobody in a nursing home has home care", "[unit]") {
  const Country country(100'000);
  const std::uint32_t both = 1u << country.prevalence.home_care() | 1u << country.prevalence.nursing_home();
  for (const std::uint32_t states : country.people.states) REQUIRE((states & both) != both);
}

// Schiøtz 2017: 21.6 % of residents aged 16 and over, half of those aged 65 and over, and 0.50 times the odds with the
// longest education. The loading is chosen for the first; the others are held against it.
TEST_CASE("two conditions or more of the short list are as common as published", "[unit]") {
  const Country country(200'000);
  const std::uint32_t list = short_list(country.tables);
  CHECK(share_with_several(country.tables, country.prevalence, list, 16, oldest_age) ==
        Catch::Approx(0.216).margin(0.005));
  const double old = share_with_several(country.tables, country.prevalence, list, 65, oldest_age);
  CHECK(old > 0.47);
  CHECK(old < 0.53);

  Count adults;
  for (std::uint32_t i = 0; i < country.people.size(); ++i) {
    if (country.people.age(i, 0) < 16) continue;
    adults.people += 1;
    adults.with += std::popcount(country.people.states[i] & list) >= 2 ? 1 : 0;
  }
  CHECK(adults.with / adults.people == Catch::Approx(0.216).margin(0.005));

  const double basic = share_with_several(country.prevalence, list, Sex::female, 60, Education::basic);
  const double higher = share_with_several(country.prevalence, list, Sex::female, 60, Education::higher);
  CHECK(higher / (1 - higher) / (basic / (1 - basic)) == Catch::Approx(0.5).margin(0.1));
}

TEST_CASE("loading raises the share with several conditions of those of whom few have any", "[unit]") {
  double before = 0;
  for (const double loading : {0.0, 0.3, 0.6, 0.9}) {
    const Scenario scenario = conditions_scenario(loading);
    const TableData tables = country_tables(scenario);
    const double share =
        share_with_several(Prevalence(scenario, tables), register_list(tables), Sex::male, 50, Education::medium);
    CHECK(share > before);
    before = share;
  }
}

// Mortality goes with conditions, so who survives in which bin of frailty moves a little, and with it a few people's
// luck.
TEST_CASE("a more common condition takes nobody's away, but for a few who survive otherwise", "[unit]") {
  const Country rare(50'000);
  Scenario more = conditions_scenario();
  std::string& text = more.tables.prevalence.text;
  const std::string from = "COPD,male,45,64,4.909";
  REQUIRE(text.find(from) != std::string::npos);
  text.replace(text.find(from), from.size(), "COPD,male,45,64,9.000");
  const Country common(50'000, more);
  const std::uint32_t copd = 1u << rare.state("COPD");
  int gained = 0, lost = 0, others = 0;
  for (std::uint32_t i = 0; i < rare.people.size(); ++i) {
    const std::uint32_t before = rare.people.states[i], after = common.people.states[i];
    others += (before & ~copd) != (after & ~copd) ? 1 : 0;
    const int age = rare.people.age(i, 0);
    if (rare.people.female(i) || age < 45 || age > 64) continue;
    gained += (after & ~before & copd) != 0 ? 1 : 0;
    lost += (before & ~after & copd) != 0 ? 1 : 0;
  }
  CHECK(gained > 200);
  CHECK(lost == 0);
  CHECK(others < 50);
}

// Two tables, and no code: a row by sex in one, a row in the other.
TEST_CASE("a new condition is two kinds of rows and nothing else", "[unit]") {
  Scenario scenario = conditions_scenario();
  scenario.tables.prevalence.text += "gout,female,30,,2,,assumed,\ngout,male,30,,6,,assumed,\n";
  scenario.tables.conditions.text += "gout,musculoskeletal,no,no,no,,1.5,1.1,2,0,physiotherapy,0.1,0.1,0.2,2,,assumed,\n";
  const Country country(60'000, scenario);
  REQUIRE(country.tables.conditions == 19);
  REQUIRE(country.tables.states[18] == "gout");
  REQUIRE(country.tables.states[19] == "home care");  // the lasting needs stay last
  Count men;
  for (std::uint32_t i = 0; i < country.people.size(); ++i) {
    if (country.people.female(i) || country.people.age(i, 0) < 30) continue;
    men.people += 1;
    men.with += (country.people.states[i] >> 18 & 1u) != 0 ? 1 : 0;
  }
  check_near(men, 0.06);
}

}  // namespace
}  // namespace tests
