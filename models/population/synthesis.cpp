#include "models/population/synthesis.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "models/draw.h"
#include "sim/distributions.h"

namespace klynge {
namespace {

constexpr double room_for_newcomers = 1.08;

// Sex and age of whoever stands at a fraction of all residents.
class SexAndAge {
 public:
  explicit SexAndAge(const AgeSex& mix) {
    double sum = 0;
    for (const auto& sex : mix.residents) {
      for (const double residents : sex) upto_.push_back(sum += residents);
    }
    for (double& upto : upto_) upto /= sum;
    std::size_t cell = 0;
    for (std::size_t slice = 0; slice < slices; ++slice) {
      while (cell + 1 < upto_.size() && upto_[cell] <= static_cast<double>(slice) / slices) ++cell;
      first_cell_[slice] = cell;
    }
  }

  std::pair<Sex, int> at(double fraction) const {
    std::size_t cell = first_cell_[static_cast<std::size_t>(fraction * slices)];
    while (cell + 1 < upto_.size() && upto_[cell] <= fraction) ++cell;
    return {static_cast<Sex>(cell / AgeSex::ages), static_cast<int>(cell % AgeSex::ages)};
  }

 private:
  static constexpr std::size_t slices = 1024;
  std::vector<double> upto_;                      // of all residents, by sex and then age
  std::array<std::size_t, slices> first_cell_{};  // in which each slice of them begins
};

// Fractions of the circle, each the golden ratio after the one before it, in units of 2^-64.
class GoldenSteps {
 public:
  explicit GoldenSteps(sim::Draws draws) {
    now_ = draws();
    now_ = now_ << 32 | draws();
  }
  double next() {
    now_ += 0x9E37'79B9'7F4A'7C15u;  // (sqrt(5) - 1) / 2
    return static_cast<double>(now_ >> 11) * 0x1p-53;
  }

 private:
  std::uint64_t now_ = 0;
};

class EducationByAge {
 public:
  EducationByAge(const std::vector<EducationRow>& rows, double generation) {
    for (const EducationRow& row : rows) {
      auto& by_age = mix_[static_cast<std::size_t>(row.sex)];
      for (int age = row.age_from; age <= row.age_to; ++age) {
        by_age[age_index(age)] = {row.share[0], row.share[0] + row.share[1]};
      }
    }
    for (int age = 0; age < adult_age; ++age) {
      const int mothers = std::max(adult_age, age + static_cast<int>(std::lround(generation)));
      const Upto as_mothers = mix_[static_cast<std::size_t>(Sex::female)][age_index(mothers)];
      for (auto& by_age : mix_) by_age[age_index(age)] = as_mothers;
    }
  }

  Education of(Sex sex, int age, double fraction) const {
    const Upto& upto = mix_[static_cast<std::size_t>(sex)][age_index(age)];
    if (fraction < upto.basic) return Education::basic;
    return fraction < upto.medium ? Education::medium : Education::higher;
  }

 private:
  struct Upto {
    double basic = 0;
    double medium = 0;  // or less
  };
  std::array<std::array<Upto, static_cast<std::size_t>(oldest_age) + 1>, sex_count> mix_{};
};

}  // namespace

BirthDays birth_days(int age) {
  const auto birthday = [](int years) { return static_cast<std::int32_t>(std::ceil(years * 365.25)); };
  return {std::max(1, birthday(age)), birthday(age + 1) - 1};
}

Residents synthesise(const Scenario& scenario, const TableData& data, const AgeMix& age_mix,
                     const MunicipalityRow& municipality, const sim::Streams& streams) {
  const SexAndAge sex_and_age(age_mix.of(municipality).residents);
  const EducationByAge education(data.education, age_mix.generation());
  const std::array<ByAge, sex_count> alone = {by_age(data.households, Sex::female, &HouseholdRow::alone),
                                              by_age(data.households, Sex::male, &HouseholdRow::alone)};
  const sim::LogNormal frailty = sim::LogNormal::with_mean(1.0, scenario.population.frailty_sigma);
  const auto count = static_cast<std::uint32_t>(age_mix.residents(municipality));

  Residents residents(municipality.code);
  residents.reserve(static_cast<std::size_t>(std::ceil(count * room_for_newcomers)));
  GoldenSteps steps(streams.draws(sim::Subject{agent_of(municipality.code, 0)}, question(Draw::age_and_sex), 0));
  for (std::uint32_t number = 0; number < count; ++number) {
    Resident person;
    person.agent = agent_of(municipality.code, number);
    const auto ask = [&](Draw draw) { return streams.draws(sim::Subject{person.agent}, question(draw), 0); };
    const auto [sex, age] = sex_and_age.at(steps.next());
    person.female = sex == Sex::female;
    const BirthDays days = birth_days(age);
    person.born =
        -(days.first + static_cast<std::int32_t>(ask(Draw::birthday).uniform() * (days.last - days.first + 1)));
    person.education = education.of(sex, age, ask(Draw::education).uniform());
    person.alone = ask(Draw::alone).chance(alone[static_cast<std::size_t>(sex)][age_index(age)]);
    sim::Draws draws = ask(Draw::frailty);
    person.frailty = static_cast<float>(frailty(draws));
    residents.add(person);
  }
  residents.set_first_residents();
  return residents;
}

}  // namespace klynge
