#include "models/conditions/mortality.h"

#include <cmath>

#include "tests/support/catch.h"
#include "tests/unit/models/conditions/country.h"

namespace tests {
namespace {

using namespace klynge;

struct Model {
  Scenario scenario = conditions_scenario();
  TableData tables = country_tables(scenario);
  Prevalence prevalence{scenario, tables};
  MortalityRatios ratios{tables, prevalence};
};

TEST_CASE("over all people of a sex and age the ratios have mean 1", "[unit]") {
  const Model model;
  for (const Sex sex : {Sex::female, Sex::male}) {
    for (int age = 0; age <= oldest_age; age += 5) {
      double mean = 0;
      for (std::size_t e = 0; e < education_count; ++e) {
        for (std::size_t bin = 0; bin < frailty_bin_count; ++bin) {
          mean += model.prevalence.education_mix(sex, age)[e] *
                  model.prevalence.in_bins(sex, age, static_cast<Education>(e))[bin] *
                  model.ratios.mean(model.prevalence, {sex, age, static_cast<Education>(e), bin});
        }
      }
      CAPTURE(sex, age);
      CHECK(mean == Catch::Approx(1).epsilon(1e-9));
    }
  }
}

TEST_CASE("over drawn people of a sex and age the ratios have mean 1", "[unit]") {
  const Model model;
  Residents people = country_residents(model.tables, model.prevalence, 200'000);
  assign_states(people, model.prevalence, StateChances(model.prevalence), sim::Streams(5, 0));
  for (const Sex sex : {Sex::female, Sex::male}) {
    for (int decade = 0; decade < 10; ++decade) {
      double sum = 0, squares = 0, count = 0;
      for (std::uint32_t i = 0; i < people.size(); ++i) {
        const int age = people.age(i, 0);
        if (people.sex(i) != sex || age / 10 != decade) continue;
        const double ratio = model.ratios.of(sex, age, people.states[i]);
        sum += ratio;
        squares += ratio * ratio;
        count += 1;
      }
      const double mean = sum / count;
      const double error = std::sqrt((squares / count - mean * mean) / count);
      CAPTURE(sex, decade, mean, error);
      CHECK(std::abs(mean - 1) <= 5 * error + 1e-9);
    }
  }
}

// Every subset of three states of one stratum, by hand.
TEST_CASE("the excess of a state is what its ratio makes of the others' mean", "[unit]") {
  const Model model;
  const Stratum who{Sex::male, 82, Education::basic, 12};
  const auto share = model.prevalence.within(who);
  const std::size_t home_care = model.prevalence.home_care(), nursing_home = model.prevalence.nursing_home();
  for (std::size_t state = 0; state < model.prevalence.states(); ++state) {
    double with = 0, without = 0, all_with = 0, all_without = 0;
    // The other conditions are independent of this one and their mean is the same on both sides.
    double others = 1;
    for (std::size_t c = 0; c < home_care; ++c) {
      if (c != state) others *= 1 + (model.tables.care[c].mortality_ratio - 1) * share[c];
    }
    for (const bool has : {false, true}) {
      for (const int place : {0, 1, 2}) {  // at home alone, with home care, nursing home
        const double there = share[nursing_home];
        const double chance = place == 2 ? there : (1 - there) * (place == 1 ? share[home_care] : 1 - share[home_care]);
        const std::size_t need = place == 1 ? home_care : nursing_home;
        double ratio = others * (place == 0 ? 1 : model.tables.care[need].mortality_ratio);
        bool counted_as = has;
        double weight = chance;
        if (state < home_care) {
          weight *= has ? share[state] : 1 - share[state];
          if (has) ratio *= model.tables.care[state].mortality_ratio;
        } else if (has) {
          continue;  // the need itself is what tells with from without
        } else {
          if (state == home_care && place == 2) continue;
          counted_as = state == home_care ? place == 1 : place == 2;
        }
        (counted_as ? with : without) += weight * ratio;
        (counted_as ? all_with : all_without) += weight;
      }
    }
    const double unit = model.ratios.of(Sex::male, 82, 0);  // 1 over the mean of all
    CAPTURE(state);
    CHECK(model.ratios.excess(model.prevalence, who, state) ==
          Catch::Approx(unit * (with / all_with - without / all_without)).margin(1e-12));
  }
}

TEST_CASE("each state multiplies the mortality of its bearer", "[unit]") {
  const Model model;
  const double none = model.ratios.of(Sex::female, 70, 0);
  CHECK(none < 1);
  double all = none;
  for (std::size_t state = 0; state < model.prevalence.states(); ++state) {
    const double ratio = model.tables.care[state].mortality_ratio;
    CHECK(model.ratios.of(Sex::female, 70, 1u << state) == Catch::Approx(none * ratio));
    all *= ratio;
  }
  CHECK(model.ratios.of(Sex::female, 70, (1u << model.prevalence.states()) - 1) == Catch::Approx(all));
}

// A mean stay of 2.7 years is an exit, all by death, at 0.37 a year (Ritzau 2020).
TEST_CASE("residents of nursing homes die about as fast as their stays are short", "[unit]") {
  const Model model;
  double deaths = 0, there = 0;
  for (const MortalityRow& row : model.tables.mortality) {
    const ByAge people = people_by_age(model.tables, row.sex);
    for (int age = row.age_from; age <= row.age_to; ++age) {
      for (std::size_t e = 0; e < education_count; ++e) {
        for (std::size_t bin = 0; bin < frailty_bin_count; ++bin) {
          const Stratum who{row.sex, age, static_cast<Education>(e), bin};
          const double share = model.prevalence.within(who)[model.prevalence.nursing_home()];
          const double rate = model.ratios.mean(model.prevalence, who) +
                              (1 - share) * model.ratios.excess(model.prevalence, who, model.prevalence.nursing_home());
          const double living = people[static_cast<std::size_t>(age)] *
                                model.prevalence.education_mix(row.sex, age)[e] *
                                model.prevalence.in_bins(row.sex, age, who.education)[bin] * share;
          there += living;
          deaths += living * rate * row.deaths_per_year;
        }
      }
    }
  }
  CHECK(deaths / there == Catch::Approx(1 / 2.7).epsilon(0.03));
}

}  // namespace
}  // namespace tests
