#include "models/conditions/prevalence.h"

#include "tests/support/catch.h"
#include "tests/unit/models/conditions/country.h"

namespace tests {
namespace {

using namespace klynge;

TEST_CASE("education splits a share by its odds and keeps the mean", "[unit]") {
  const EducationMix mix = {0.2, 0.5, 0.3};
  const auto odds = [](double share) { return share / (1 - share); };
  for (const double share : {0.001, 0.2, 0.95}) {
    for (const double ratio : {0.5, 1.0, 4.0}) {
      CAPTURE(share, ratio);
      const EducationMix split = split_by_education(share, ratio, mix);
      CHECK(mix[0] * split[0] + mix[1] * split[1] + mix[2] * split[2] == Catch::Approx(share).epsilon(1e-9));
      CHECK(odds(split[0]) / odds(split[2]) == Catch::Approx(ratio));
      CHECK(odds(split[0]) / odds(split[1]) == Catch::Approx(std::sqrt(ratio)));
    }
  }
}

TEST_CASE("each band of each state has its share of the people of Denmark", "[unit]") {
  const Scenario scenario = conditions_scenario();
  const TableData tables = country_tables(scenario);
  const Prevalence prevalence(scenario, tables);
  for (const PrevalenceRow& row : tables.prevalence) {
    const auto state = static_cast<std::size_t>(std::find(tables.states.begin(), tables.states.end(), row.condition) -
                                                tables.states.begin());
    const ByAge people = people_by_age(tables, row.sex);
    double sum = 0, all = 0;
    for (int age = row.age_from; age <= row.age_to; ++age) {
      sum += people[static_cast<std::size_t>(age)] * prevalence.of(state, row.sex, age);
      all += people[static_cast<std::size_t>(age)];
    }
    CAPTURE(row.condition, row.sex, row.age_from);
    CHECK(sum / all == Catch::Approx(row.prevalence).epsilon(1e-4));
  }
}

TEST_CASE("home care and nursing home have their own share of all, and never both", "[unit]") {
  const Scenario scenario = conditions_scenario();
  const Prevalence prevalence(scenario, country_tables(scenario));
  for (const int age : {70, 85, 95, 110}) {
    for (std::size_t bin = 0; bin < frailty_bin_count; ++bin) {
      const Stratum who{Sex::female, age, Education::medium, bin};
      CAPTURE(age, bin);
      const double both = prevalence.of(prevalence.home_care(), who) + prevalence.of(prevalence.nursing_home(), who);
      CHECK(both <= 1);
      CHECK(prevalence.within(who)[prevalence.home_care()] <= 1);
    }
  }
}

TEST_CASE("below its first band nobody has a condition, and equal frailty spreads nothing", "[unit]") {
  Scenario scenario = conditions_scenario();
  scenario.population.frailty_sigma.value = 0;
  const Prevalence prevalence(scenario, country_tables(scenario));
  for (std::size_t state = 0; state < prevalence.states(); ++state) {
    CHECK(prevalence.of(state, Sex::male, 15) == 0);
    const double first = prevalence.within({Sex::male, 70, Education::basic, 0})[state];
    CHECK(prevalence.within({Sex::male, 70, Education::basic, frailty_bin_count - 1})[state] == first);
  }
}

}  // namespace
}  // namespace tests
