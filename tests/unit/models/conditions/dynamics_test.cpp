#include "models/conditions/dynamics.h"

#include <algorithm>
#include <cmath>
#include <random>

#include "tests/support/catch.h"
#include "tests/unit/models/conditions/country.h"

namespace tests {
namespace {

using namespace klynge;

// Education is the same at every age, so that no generation is better educated than those before it.
struct Model {
  Scenario scenario = conditions_scenario();
  TableData tables = with_one_mix(country_tables(scenario));
  BySexAndAgeRate deaths = deaths_of(tables);
  Prevalence prevalence{scenario, tables};
  MortalityRatios ratios{tables, prevalence};
  Dynamics dynamics{prevalence, ratios, deaths};

  static TableData with_one_mix(TableData tables) {
    tables.education = {{Sex::female, 0, oldest_age, {0.25, 0.45, 0.3}}, {Sex::male, 0, oldest_age, {0.25, 0.45, 0.3}}};
    return tables;
  }
  static BySexAndAgeRate deaths_of(const TableData& tables) {
    BySexAndAgeRate rate{};
    for (const MortalityRow& row : tables.mortality) {
      for (int age = row.age_from; age <= row.age_to; ++age) {
        rate[static_cast<std::size_t>(row.sex)][static_cast<std::size_t>(age)] = row.deaths_per_year;
      }
    }
    return rate;
  }
};

// Of somebody born for ever on the same day of the year: the cohort of one stratum, followed from birth in small steps.
TEST_CASE("a cohort of one stratum goes through the ages with the shares of the table", "[unit]") {
  const Model model;
  for (const std::size_t state : {std::size_t{0}, std::size_t{1}, model.prevalence.nursing_home()}) {
    Stratum who{Sex::female, 0, Education::medium, 9};
    double share = 0;
    constexpr int steps = 200;
    for (; who.age < 100; ++who.age) {
      double sum = 0;
      const double onset = model.dynamics.onset_rate(who, state), remission = model.dynamics.remission_rate(who, state);
      const double excess =
          model.deaths[0][static_cast<std::size_t>(who.age)] * model.ratios.excess(model.prevalence, who, state);
      for (int step = 0; step < steps; ++step) {
        sum += share / steps;
        share += ((1 - share) * (onset - share * excess) - remission * share) / steps;
      }
      if (who.age < 18) continue;  // the first share is reached within two years
      CAPTURE(state, who.age);
      REQUIRE(sum == Catch::Approx(model.prevalence.within(who)[state]).epsilon(0.03).margin(0.001));
    }
  }
}

// The people of Denmark, drawn: they age, fall ill, get well, die and are replaced by newborn, at constant rates.
struct Cohort {
  struct Person {
    Stratum who;
    std::uint32_t states = 0;
  };
  const Model& model;
  std::vector<Person> people;
  std::mt19937_64 chance{11};
  double hazard = 0;           // of dying, over all people and years, as the table has it
  double hazard_by_state = 0;  // the same as their states have it

  Cohort(const Model& of, std::uint32_t count) : model(of) {
    // As many at each age as survive to it, so that the ages stay as they are.
    TableData still = model.tables;
    still.population.clear();
    Residents drawn = country_residents(still, model.prevalence, count);
    assign_states(drawn, model.prevalence, StateChances(model.prevalence), sim::Streams(21, 0));
    for (std::uint32_t i = 0; i < drawn.size(); ++i) {
      people.push_back({model.prevalence.stratum(drawn, i, 0), drawn.states[i]});
    }
  }

  // Shares are those of the middle of a year of age, so birthdays are in the middle of the year.
  void year() {
    constexpr int steps = 6;
    std::exponential_distribution<double> unit(1);
    std::uniform_real_distribution<double> uniform(0, 1);
    for (Person& person : people) {
      for (int step = 0; step < steps; ++step) {
        if (step == steps / 2) person.who.age = std::min(person.who.age + 1, oldest_age);
        const double rate =
            model.deaths[static_cast<std::size_t>(person.who.sex)][static_cast<std::size_t>(person.who.age)];
        const double ratio = model.ratios.of(person.who.sex, person.who.age, person.states);
        hazard += rate / steps;
        hazard_by_state += ratio * rate / steps;
        if (unit(chance) < ratio * rate / steps) {
          person.who.age = 0;  // another is born
          person.who.bin = chance() % frailty_bin_count;
          person.states = 0;
        } else if (unit(chance) < model.dynamics.total_rate(person.who, person.states) / steps) {
          person.states =
              model.dynamics.after(person.states, model.dynamics.pick(person.who, person.states, uniform(chance)));
        }
      }
    }
  }

  double share(std::size_t state, int from, int to) const {
    double with = 0, all = 0;
    for (const Person& person : people) {
      if (person.who.age < from || person.who.age > to) continue;
      all += 1;
      with += (person.states >> state & 1u) != 0 ? 1 : 0;
    }
    return with / all;
  }
};

TEST_CASE("ten years of onset, remission and death leave each state as common as it was", "[unit]") {
  const Model model;
  constexpr std::uint32_t count = 200'000;
  Cohort cohort(model, count);
  struct Ages {
    int from, to;
    double people;  // about the share of all who are that old
  };
  constexpr double tolerance = 0.03;  // and four standard errors of chance
  const std::array<Ages, 3> ages = {Ages{18, 64, 0.55}, Ages{65, 84, 0.2}, Ages{85, oldest_age, 0.03}};
  std::vector<std::array<double, 3>> before;
  for (std::size_t state = 0; state < model.prevalence.states(); ++state) {
    auto& row = before.emplace_back();
    for (std::size_t a = 0; a < ages.size(); ++a) row[a] = cohort.share(state, ages[a].from, ages[a].to);
  }
  for (int year = 0; year < 10; ++year) cohort.year();
  for (std::size_t state = 0; state < model.prevalence.states(); ++state) {
    for (std::size_t a = 0; a < ages.size(); ++a) {
      const double after = cohort.share(state, ages[a].from, ages[a].to);
      const double error = std::sqrt(2 * before[state][a] / (count * ages[a].people));
      CAPTURE(model.tables.states[state], ages[a].from, before[state][a], after);
      CHECK(std::abs(after - before[state][a]) <= tolerance * before[state][a] + 4 * error);
    }
  }
  CHECK(cohort.hazard_by_state == Catch::Approx(cohort.hazard).epsilon(0.02));
}

TEST_CASE("what is picked has the share of its rate, and is possible", "[unit]") {
  const Model model;
  const Stratum who{Sex::male, 78, Education::basic, 13};
  const std::uint32_t states = 0b101u | 1u << model.prevalence.home_care();
  double onset = 0, any = 0;
  for (std::size_t state = 0; state < model.prevalence.states(); ++state) {
    const bool has = (states >> state & 1u) != 0;
    any += has ? model.dynamics.remission_rate(who, state) : model.dynamics.onset_rate(who, state);
    if (!has) onset += model.dynamics.onset_rate(who, state);
  }
  CHECK(model.dynamics.total_rate(who, states) == Catch::Approx(any));
  CHECK(model.dynamics.total_onset(who, states) == Catch::Approx(onset));

  std::vector<double> found(model.prevalence.states());
  constexpr int count = 100'000;
  for (int i = 0; i < count; ++i) {
    const Dynamics::Change change = model.dynamics.pick(who, states, (i + 0.5) / count);
    REQUIRE(change.onset == ((states >> change.state & 1u) == 0));
    found[change.state] += 1;
  }
  for (std::size_t state = 0; state < found.size(); ++state) {
    const bool has = (states >> state & 1u) != 0;
    const double rate = has ? model.dynamics.remission_rate(who, state) : model.dynamics.onset_rate(who, state);
    CHECK(found[state] / count == Catch::Approx(rate / any).margin(2.0 / count));
  }
}

TEST_CASE("a nursing home ends home care, does not let go and takes no home care", "[unit]") {
  const Model model;
  const std::uint32_t home_care = 1u << model.prevalence.home_care(), there = 1u << model.prevalence.nursing_home();
  CHECK(model.dynamics.after(home_care | 1u, {model.prevalence.nursing_home(), true}) == (there | 1u));
  CHECK(model.dynamics.after(home_care | 1u, {model.prevalence.home_care(), false}) == 1u);
  CHECK(model.dynamics.after(1u, {2, true}) == 0b101u);
  for (int age = 0; age <= oldest_age; ++age) {
    const Stratum who{Sex::female, age, Education::medium, 14};
    CHECK(model.dynamics.remission_rate(who, model.prevalence.nursing_home()) == 0);
    CHECK(model.dynamics.total_onset(who, there) <=
          model.dynamics.total_onset(who, there | home_care) + 1e-12);  // home care is not among them
  }
}

}  // namespace
}  // namespace tests
