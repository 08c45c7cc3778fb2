#include "models/conditions/multimorbidity.h"

#include <array>
#include <bit>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <limits>

#include "models/draw.h"

namespace klynge {

namespace {

// By sex, age and condition: the latent value above which the condition is present; +infinity where nobody has it.
class Thresholds {
 public:
  explicit Thresholds(const TableData& tables)
      : conditions_(tables.conditions.size()),
        values_(2 * (oldest_age + 1) * conditions_, std::numeric_limits<double>::infinity()) {
    const boost::math::normal standard;
    for (const PrevalenceRow& row : tables.prevalence) {
      if (row.prevalence <= 0) continue;
      const double threshold = row.prevalence < 1 ? boost::math::quantile(complement(standard, row.prevalence))
                                                  : -std::numeric_limits<double>::infinity();
      for (std::size_t c = 0; c < conditions_; ++c) {
        if (tables.conditions[c] != row.condition) continue;
        for (int age = row.age_from; age <= row.age_to; ++age) values_[at(row.sex, age, c)] = threshold;
      }
    }
  }

  double of(Sex sex, int age, std::size_t condition) const { return values_[at(sex, age, condition)]; }
  std::size_t conditions() const { return conditions_; }

 private:
  std::size_t at(Sex sex, int age, std::size_t condition) const {
    const auto row = static_cast<std::size_t>(sex) * (oldest_age + 1) + static_cast<std::size_t>(age);
    return row * conditions_ + condition;
  }

  std::size_t conditions_;
  std::vector<double> values_;
};

double normal_tail(double x) { return 0.5 * std::erfc(x * 0.7071067811865476); }

}  // namespace

void assign_conditions(Residents& people, const Scenario& scenario, const TableData& tables,
                       const sim::Streams& streams) {
  const Thresholds thresholds(tables);
  const double sigma = scenario.population.frailty_sigma;
  const double loading = sigma > 0 ? scenario.population.frailty_loading.value : 0.0;
  const double own = std::sqrt(1 - loading * loading);
  for (std::uint32_t i = 0; i < people.size(); ++i) {
    const sim::Subject who{people.agent(i)};
    const Sex sex = people.female[i] ? Sex::female : Sex::male;
    const double z = sigma > 0 ? (std::log(static_cast<double>(people.frailty[i])) + 0.5 * sigma * sigma) / sigma : 0;
    sim::Draws draws = streams.draws(who, question(Draw::conditions), 0);
    for (std::size_t c = 0; c < thresholds.conditions(); ++c) {
      const double u = draws.uniform();
      const double threshold = thresholds.of(sex, people.age[i], c);
      // P(loading z + own e > threshold | z), with e from the upper tail of u.
      if (u < normal_tail((threshold - loading * z) / own)) people.conditions[i] |= 1u << c;
    }
    if (std::popcount(people.conditions[i]) < 2) continue;
    people.shared_plan[i] = streams.draws(who, question(Draw::shared_plan), 0).chance(scenario.info.shared_plan);
    people.coordinator[i] =
        streams.draws(who, question(Draw::coordinator), 0).chance(scenario.decide.coordinator_share);
  }
}

}  // namespace klynge
