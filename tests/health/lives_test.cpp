// Ten years of lives of a tenth of Denmark, with next to no contacts: people are born, fall ill, recover, move and die
// as their tables say, and go on doing so.
//
// Who dies is told by what he has, and conditions begin and end such that each stays as common at each age as it is
// (mortality.h, dynamics.h). Both are solved for by the rates of the same age, so that an error in either would carry
// deaths and prevalence away from their tables, more so with every year.
#include <algorithm>
#include <array>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "models/health_model.h"
#include "sim/executor.h"
#include "tests/support/catch.h"
#include "tests/support/shipped_scenarios.h"

namespace tests {
namespace {

using namespace klynge;

constexpr std::int64_t days_of_run = 3650;
constexpr std::int64_t days_of_step = 73;
constexpr double days_of_year = 365;
constexpr std::array<Sex, sex_count> sexes = {Sex::female, Sex::male};

Scenario lives_alone() {
  Overrides overrides = {{"population.share", 0.1},
                         {"needs.terminal_episodes", 0.0},
                         {"run.warm_up_days", days_of_run},  // nothing of care is counted
                         {"run.days", std::int64_t{1}}};
  for (const char* of : {"gp_contacts", "other_practice_contacts", "outpatient_visits", "elective_admissions",
                         "deteriorations", "severity", "acute_stays", "relapses", "rehabilitation_plans"}) {
    overrides.emplace_back("calibration." + std::string(of), 0.01);
  }
  return shipped("denmark", overrides);
}

// By sex and age in completed years.
using BySexAndAge = std::array<ByAge, sex_count>;

double between(const BySexAndAge& all, Sex sex, int from, int to) {
  double sum = 0;
  for (int age = from; age <= to; ++age) sum += all[static_cast<std::size_t>(sex)][age_index(age)];
  return sum;
}

// The run, looked at every 73 days: who has died is taken to have died in the middle of these, at the age of that day.
class Lives {
 public:
  Lives() : world(lives_alone(), {}), model_(world, streams_), simulation_(model_, streams_) {
    present_.resize(model_.homes().size());
    look(0);
    for (std::int64_t day = days_of_step; day <= days_of_run; day += days_of_step) {
      sim::run_sequential(simulation_, sim::midnight(day));
      look(day);
    }
  }

  template <class Visit>
  void for_each_present(Visit&& visit) const {
    for (const auto& home : model_.homes()) {
      for (std::uint32_t i = 0; i < home->people().size(); ++i) {
        if (home->people().present(i)) visit(home->people(), i);
      }
    }
  }

  const World world;
  BySexAndAge person_years{};
  BySexAndAge deaths{};
  double births = 0;

 private:
  void look(std::int64_t day) {
    const std::int64_t begin = day - days_of_step, middle = begin + days_of_step / 2;
    for (std::size_t m = 0; m < model_.homes().size(); ++m) {
      const Home& home = *model_.homes()[m];
      const Residents& people = home.people();
      std::vector<bool>& was_here = present_[m];
      for (std::uint32_t i = 0; i < people.size(); ++i) {
        const bool here = people.present(i);
        const bool seen = i < was_here.size();
        if (!seen) was_here.push_back(here);
        if (day == 0) continue;
        const bool native = municipality_code_of(people.agent(i)) == people.municipality_code();
        const bool born = !seen && native && people.born[i] >= begin;
        births += born ? 1 : 0;
        const bool here_before = seen && was_here[i];
        was_here[i] = here;
        if (!here_before && !here && !born) continue;
        const auto sex = static_cast<std::size_t>(people.sex(i));
        const std::size_t age = age_index(people.age(i, middle));
        const bool died = !here && (here_before || born) && home.person(i).dying();
        const double first = static_cast<double>(born ? people.born[i] : begin);
        const double share = here && (here_before || born) ? 1 : 0.5;  // of the time since `first`
        person_years[sex][age] += share * (static_cast<double>(day) - first) / days_of_year;
        deaths[sex][age] += died ? 1 : 0;
      }
    }
  }

  const sim::Streams streams_{2026, 0};
  HealthModel model_;
  sim::Simulation simulation_;
  std::vector<std::vector<bool>> present_;  // by municipality and row, when last looked at
};

const Lives& lives() {
  static const Lives all;
  return all;
}

double standard_errors(double false_alarm) {
  return boost::math::quantile(boost::math::complement(boost::math::normal(), false_alarm / 2));
}

// The life table that deaths over person-years make, in the bands of the mortality table.
std::vector<MortalityRow> observed_mortality() {
  std::vector<MortalityRow> rows = lives().world.tables.mortality;
  for (MortalityRow& row : rows) {
    const double years = between(lives().person_years, row.sex, row.age_from, row.age_to);
    if (years > 0) row.deaths_per_year = between(lives().deaths, row.sex, row.age_from, row.age_to) / years;
  }
  return rows;
}

// Deaths are counts, so that each band adds its own variance (Chiang, The Life Table and its Applications, 1984).
double standard_error_of_life_expectancy(Sex sex) {
  const std::vector<MortalityRow> observed = observed_mortality();
  double variance = 0;
  for (std::size_t r = 0; r < observed.size(); ++r) {
    if (observed[r].sex != sex || observed[r].deaths_per_year <= 0) continue;
    const double deaths = between(lives().deaths, sex, observed[r].age_from, observed[r].age_to);
    std::vector<MortalityRow> other = observed;
    other[r].deaths_per_year *= 1 + 1 / std::sqrt(deaths);
    const double change = LifeTable(other).expected_remaining(sex, 0) - LifeTable(observed).expected_remaining(sex, 0);
    variance += change * change;
  }
  return std::sqrt(variance);
}

struct AgeBand {
  int from;
  int to;
};
constexpr std::array<AgeBand, 10> bands_of_death = {
    {{0, 0}, {1, 29}, {30, 44}, {45, 54}, {55, 64}, {65, 74}, {75, 79}, {80, 84}, {85, 89}, {90, oldest_age}}};
// Many conditions begin at 16: about that birthday, not all on it (dynamics.h).
constexpr std::array<AgeBand, 6> bands_of_health = {
    {{0, 14}, {17, 44}, {45, 64}, {65, 74}, {75, 84}, {85, oldest_age}}};

}  // namespace

// One run for all that is asked of it: a test case is a process of its own.
TEST_CASE("ten years of lives are as the tables say", "[health]") {
  const World& world = lives().world;

  // Each band by itself and all together, either wrongly refused once in a million times.
  SECTION("as many die of each sex and age as mortality says") {
    const double most = standard_errors(1e-6 / (sex_count * bands_of_death.size()));
    double chi_squared = 0;
    for (const Sex sex : sexes) {
      for (const AgeBand& band : bands_of_death) {
        double expected = 0;
        for (int age = band.from; age <= band.to; ++age) {
          expected += world.life_table.deaths_per_year(sex, age) * between(lives().person_years, sex, age, age);
        }
        const double deaths = between(lives().deaths, sex, band.from, band.to);
        const double z = (deaths - expected) / std::sqrt(expected);
        CAPTURE(static_cast<int>(sex), band.from, band.to, deaths, expected, z);
        CHECK(expected > 20);
        CHECK(std::abs(z) < most);
        chi_squared += z * z;
      }
    }
    const boost::math::chi_squared all(static_cast<double>(sex_count * bands_of_death.size()));
    CAPTURE(chi_squared);
    CHECK(chi_squared < boost::math::quantile(boost::math::complement(all, 1e-6)));
  }

  SECTION("people live as long as the life table says, to half a year") {
    const LifeTable observed(observed_mortality());
    for (const Sex sex : sexes) {
      const double years = observed.expected_remaining(sex, 0), expected = world.life_table.expected_remaining(sex, 0);
      const double error = standard_error_of_life_expectancy(sex);
      CAPTURE(static_cast<int>(sex), years, expected, error);
      CHECK(std::abs(years - expected) < 0.5);
      CHECK(standard_errors(1e-6) * error < 0.5);  // chance alone goes further once in a million times
    }
  }

  SECTION("as many are born as fertility says") {
    double expected = 0;
    for (int age = 0; age <= oldest_age; ++age) {
      expected += world.fertility.births_per_year(age) * between(lives().person_years, Sex::female, age, age);
    }
    CAPTURE(lives().births, expected);
    CHECK(std::abs(lives().births - expected) < standard_errors(1e-6) * std::sqrt(expected));
  }

  // At equal sex, age and education, since education moves on with those who have it. Within 5 %, and four standard
  // errors: chance alone passes these in one of 130 runs for any of the 120 groups, and hardly ever the 5 % besides.
  SECTION("each state of health stays as common at each age as it was") {
    const std::size_t states = world.tables.states.size();
    std::vector<std::array<double, bands_of_health.size()>> with(states), expected(states);
    lives().for_each_present([&](const Residents& people, std::uint32_t i) {
      const int age = std::min(people.age(i, days_of_run), oldest_age);
      std::size_t band = 0;
      while (age > bands_of_health[band].to) ++band;
      if (age < bands_of_health[band].from) return;
      for (std::size_t state = 0; state < states; ++state) {
        with[state][band] += people.states[i] >> state & 1u;
        expected[state][band] += world.prevalence.of(state, people.sex(i), age, people.education(i));
      }
    });
    for (std::size_t state = 0; state < states; ++state) {
      for (std::size_t band = 0; band < bands_of_health.size(); ++band) {
        CAPTURE(world.tables.states[state], bands_of_health[band].from, with[state][band], expected[state][band]);
        CHECK(std::abs(with[state][band] - expected[state][band]) <=
              0.05 * expected[state][band] + 4 * std::sqrt(expected[state][band]));
      }
    }
  }
}

}  // namespace tests
