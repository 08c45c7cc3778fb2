#include "models/conditions/prevalence.h"

#include <algorithm>
#include <cmath>

#include "sim/check.h"

namespace klynge {

namespace {

constexpr std::array<Sex, sex_count> sexes = {Sex::female, Sex::male};
constexpr std::array<Education, education_count> educations = {Education::basic, Education::medium, Education::higher};

std::vector<ByAge> curves_of(const TableData& tables, Sex sex) {
  const ByAge people = people_by_age(tables, sex);
  std::vector<ByAge> curves;
  for (const std::string& state : tables.states) {
    std::vector<AgeBandShare> bands;
    for (const PrevalenceRow& row : tables.prevalence) {
      if (row.sex == sex && row.condition == state) bands.push_back({row.age_from, row.age_to, row.prevalence});
    }
    std::sort(bands.begin(), bands.end(),
              [](const AgeBandShare& a, const AgeBandShare& b) { return a.age_from < b.age_from; });
    curves.push_back(age_curve(bands, people));
  }
  return curves;
}

// The education mix by age as the table has it; below its first band that of people 30 years older, who are the
// parents. Smoothed over a few years: nobody's education changes on the birthday on which a band begins, and no state
// should.
std::array<EducationMix, oldest_age + 1> smooth_mix(const TableData& tables, Sex sex) {
  constexpr int generation = 30;
  constexpr int reach = 3;
  std::array<EducationMix, oldest_age + 1> told{};
  int first = oldest_age + 1;
  for (const EducationRow& row : tables.education) {
    if (row.sex != sex) continue;
    first = std::min(first, row.age_from);
    for (int age = row.age_from; age <= row.age_to; ++age) told[static_cast<std::size_t>(age)] = row.share;
  }
  if (first > oldest_age) told.fill({1.0 / 3, 1.0 / 3, 1.0 / 3});
  for (int age = std::min(first, oldest_age - generation + 1) - 1; age >= 0; --age) {
    if (first <= oldest_age) told[static_cast<std::size_t>(age)] = told[static_cast<std::size_t>(age + generation)];
  }
  std::array<EducationMix, oldest_age + 1> smooth{};
  for (int age = 0; age <= oldest_age; ++age) {
    const int from = std::max(age - reach, age < first ? 0 : first);
    const int to = std::min(age + reach, age < first ? std::min(first - 1, oldest_age) : oldest_age);
    for (std::size_t e = 0; e < education_count; ++e) {
      for (int each = from; each <= to; ++each) {
        smooth[static_cast<std::size_t>(age)][e] += told[static_cast<std::size_t>(each)][e] / (to - from + 1);
      }
    }
  }
  return smooth;
}

}  // namespace

EducationMix split_by_education(double share, double odds_ratio, const EducationMix& mix) {
  EducationMix split;
  split.fill(share);
  if (share <= 0 || share >= 1 || odds_ratio == 1) return split;
  const EducationMix above = {std::log(odds_ratio), 0.5 * std::log(odds_ratio), 0};
  double higher = std::log(share / (1 - share));  // log-odds with higher education
  for (int step = 0; step < 50; ++step) {
    double mean = 0, slope = 0;
    for (std::size_t e = 0; e < education_count; ++e) {
      split[e] = 1 / (1 + std::exp(-(higher + above[e])));
      mean += mix[e] * split[e];
      slope += mix[e] * split[e] * (1 - split[e]);
    }
    if (std::abs(mean - share) <= 1e-12 * share) break;
    higher -= (std::log(mean / (1 - mean)) - std::log(share / (1 - share))) * mean * (1 - mean) / slope;
  }
  return split;
}

Prevalence::Prevalence(const Scenario& scenario, const TableData& tables)
    : states_(tables.states.size()),
      home_care_(tables.state_of(LastingNeed::home_care)),
      bins_(scenario.population.frailty_sigma),
      shares_(stratum_count * states_),
      in_bins_(stratum_count) {
  sim::invariant(states_ == tables.conditions + lasting_need_count && tables.care.size() == states_,
                 "states of health without the two lasting needs, or without a row of care each");
  for (const Sex sex : sexes) mix_[static_cast<std::size_t>(sex)] = smooth_mix(tables, sex);
  // Where all are equally frail the factor has nothing to act on.
  const bool frailty_differs = scenario.population.frailty_sigma > 0;
  std::vector<double> loadings;
  for (const ConditionRow& row : tables.care) loadings.push_back(frailty_differs ? row.loading : 0);
  const std::vector<double> ratios = mortality_ratios(tables);
  for (const Sex sex : sexes) {
    const std::vector<ByAge> curves = curves_of(tables, sex);
    const ByAge deaths = by_age(tables.mortality, sex, &MortalityRow::deaths_per_year);
    for (const Education education : educations) {
      const ByBin born = equal_bins();
      std::copy(born.begin(), born.end(),
                in_bins_.begin() + static_cast<std::ptrdiff_t>(index_of({sex, 0, education, 0})));
    }
    for (int age = 0; age <= oldest_age; ++age) {
      fill(tables, loadings, sex, age, curves);
      if (age < oldest_age) survive(ratios, deaths, sex, age);
    }
  }
}

void Prevalence::fill(const TableData& tables, const std::vector<double>& loadings, Sex sex, int age,
                      const std::vector<ByAge>& curves) {
  const auto put = [&](std::size_t state, Education education, const ByBin& share) {
    for (std::size_t bin = 0; bin < frailty_bin_count; ++bin) {
      shares_[index_of({sex, age, education, bin}) * states_ + state] = share[bin];
    }
  };
  std::vector<EducationMix> split;
  for (std::size_t state = 0; state < states_; ++state) {
    split.push_back(split_by_education(curves[state][static_cast<std::size_t>(age)],
                                       tables.care[state].education_odds_ratio, education_mix(sex, age)));
  }
  for (const Education education : educations) {
    const auto e = static_cast<std::size_t>(education);
    ByBin people{};
    std::ranges::copy(in_bins(sex, age, education), people.begin());
    for (std::size_t state = 0; state < states_; ++state) {
      if (state != home_care_) put(state, education, spread_over_bins(split[state][e], loadings[state], people));
    }
    // Among those at home, who are fewer in the bins of the frail.
    ByBin at_home{};
    double all = 0;
    for (std::size_t bin = 0; bin < frailty_bin_count; ++bin) {
      all += at_home[bin] = people[bin] * (1 - within({sex, age, education, bin})[nursing_home()]);
    }
    for (double& each : at_home) each = all > 0 ? each / all : 0;
    const double share = all > 0 ? std::min(1.0, split[home_care_][e] / all) : 0;
    put(home_care_, education, spread_over_bins(share, loadings[home_care_], at_home));
  }
}

void Prevalence::survive(const std::vector<double>& ratios, const ByAge& deaths_per_year, Sex sex, int age) {
  const double deaths = deaths_per_year[static_cast<std::size_t>(age)];
  double mean = 0;
  std::array<ByBin, education_count> product{};
  for (const Education education : educations) {
    const auto e = static_cast<std::size_t>(education);
    for (std::size_t bin = 0; bin < frailty_bin_count; ++bin) {
      product[e][bin] = mean_product(within({sex, age, education, bin}), ratios);
      mean += education_mix(sex, age)[e] * in_bins(sex, age, education)[bin] * product[e][bin];
    }
  }
  for (const Education education : educations) {
    const ByBin& stratum_product = product[static_cast<std::size_t>(education)];
    double* const next = in_bins_.data() + index_of({sex, age + 1, education, 0});
    double all = 0;
    for (std::size_t bin = 0; bin < frailty_bin_count; ++bin) {
      all += next[bin] = in_bins(sex, age, education)[bin] * std::exp(-deaths * stratum_product[bin] / mean);
    }
    for (std::size_t bin = 0; bin < frailty_bin_count; ++bin) next[bin] /= all;
  }
}

std::vector<double> mortality_ratios(const TableData& tables) {
  std::vector<double> ratios;
  for (const ConditionRow& row : tables.care) ratios.push_back(row.mortality_ratio);
  return ratios;
}

double mean_product(std::span<const double> shares, const std::vector<double>& ratios) {
  const std::size_t home_care = shares.size() - lasting_need_count, nursing_home = home_care + 1;
  double mean = 1;
  for (std::size_t c = 0; c < home_care; ++c) mean *= 1 + (ratios[c] - 1) * shares[c];
  const double at_home = 1 + (ratios[home_care] - 1) * shares[home_care];
  return mean * (shares[nursing_home] * ratios[nursing_home] + (1 - shares[nursing_home]) * at_home);
}

double Prevalence::of(std::size_t state, const Stratum& who) const {
  const auto share = within(who);
  return state == home_care_ ? share[state] * (1 - share[nursing_home()]) : share[state];
}

double Prevalence::of(std::size_t state, Sex sex, int age, Education education) const {
  double sum = 0;
  const auto people = in_bins(sex, age, education);
  for (std::size_t bin = 0; bin < frailty_bin_count; ++bin) sum += people[bin] * of(state, {sex, age, education, bin});
  return sum;
}

double Prevalence::of(std::size_t state, Sex sex, int age) const {
  double sum = 0;
  for (const Education education : educations) {
    sum += education_mix(sex, age)[static_cast<std::size_t>(education)] * of(state, sex, age, education);
  }
  return sum;
}

Stratum Prevalence::stratum(const Residents& people, std::uint32_t row, std::int64_t day) const {
  const int age = std::clamp(people.age(row, day), 0, oldest_age);
  return {people.sex(row), age, people.education(row), bins_.of(people.frailty[row])};
}

}  // namespace klynge
