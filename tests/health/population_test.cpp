// Who lives in the Denmark that is shipped: as many people as are counted, of the sexes and ages that they have.
#include <array>
#include <cmath>

#include "models/population/age_mix.h"
#include "models/population/synthesis.h"
#include "tests/support/catch.h"
#include "tests/support/shipped_scenarios.h"

namespace tests {
namespace {

using namespace klynge;

struct Country {
  Scenario scenario;
  TableData tables;
  AgeMix age_mix;

  explicit Country(const Overrides& overrides = {})
      : scenario(shipped("denmark", overrides)), tables(read_tables(scenario)), age_mix(scenario, tables) {}

  std::int64_t residents() const {
    std::int64_t sum = 0;
    for (const MunicipalityRow& row : tables.municipalities) sum += age_mix.residents(row);
    return sum;
  }
};

// Residents by sex and age, in shares of all.
using Mix = std::array<ByAge, sex_count>;

Mix shares(Mix mix) {
  double all = 0;
  for (const ByAge& each : mix) {
    for (const double residents : each) all += residents;
  }
  for (ByAge& each : mix) {
    for (double& residents : each) residents /= all;
  }
  return mix;
}

Mix expected_mix(const Country& country) {
  Mix mix{};
  for (const MunicipalityRow& row : country.tables.municipalities) {
    const AgeSex& area = country.age_mix.of(row).residents;
    const double scale = static_cast<double>(country.age_mix.residents(row)) / area.total();
    for (const Sex sex : {Sex::female, Sex::male}) {
      for (int age = 0; age <= AgeSex::last_age; ++age) {
        mix[static_cast<std::size_t>(sex)][age_index(age)] += scale * area.at(sex, age);
      }
    }
  }
  return shares(mix);
}

Mix mix_of_people(const Country& country, double& people) {
  Mix mix{};
  for (const MunicipalityRow& row : country.tables.municipalities) {
    const Residents made = synthesise(country.scenario, country.tables, country.age_mix, row, sim::Streams(2026, 0));
    people += made.size();
    for (std::uint32_t i = 0; i < made.size(); ++i) {
      mix[static_cast<std::size_t>(made.sex(i))][age_index(made.age(i, 0))] += 1;
    }
  }
  return shares(mix);
}

}  // namespace

// Danmarks Statistik has 5,967,824 with the 92 of Christiansø, which is no municipality.
TEST_CASE("all of Denmark is its 98 municipalities, each to the head", "[health]") {
  const Country denmark;
  REQUIRE(denmark.tables.municipalities.size() == 98);
  for (const MunicipalityRow& row : denmark.tables.municipalities) {
    CAPTURE(row.name);
    CHECK(denmark.age_mix.residents(row) == row.residents);
  }
  CHECK(denmark.residents() == 5'967'732);
}

// Every municipality rounds to a whole person, so that all 98 together are at most 49 away.
TEST_CASE("in a later year every region has grown as it is projected to", "[health]") {
  const Country now;
  const Country later({{"population.year", std::int64_t{2034}}});
  double expected = 0;
  for (const MunicipalityRow& row : later.tables.municipalities) {
    const double growth = later.age_mix.of(row).residents.total() / now.age_mix.of(row).residents.total();
    CAPTURE(row.name, growth);
    CHECK(later.age_mix.of(row).growth == Catch::Approx(growth));
    expected += static_cast<double>(row.residents) * growth;
  }
  CHECK(std::abs(static_cast<double>(later.residents()) - expected) <= 49);
  CHECK(later.residents() > now.residents());
  CHECK(later.age_mix.of("Denmark").residents.between(80, AgeSex::last_age) >
        1.3 * now.age_mix.of("Denmark").residents.between(80, AgeSex::last_age));  // those born in the 1940s
}

// No chance is in it but where each municipality starts (synthesis.h): each is off by a few people in an age group.
TEST_CASE("the people who are made have the sexes and ages of the country, to a thousandth of all", "[health]") {
  for (const std::int64_t year : {2024, 2034}) {
    const Country tenth({{"population.share", 0.1}, {"population.year", year}});
    double people = 0;
    const Mix made = mix_of_people(tenth, people);
    const Mix expected = expected_mix(tenth);
    CHECK(people == static_cast<double>(tenth.residents()));
    for (std::size_t sex = 0; sex < sex_count; ++sex) {
      double all_made = 0, all_expected = 0;
      for (int from = 0; from <= AgeSex::last_age; from += 5) {
        double band_made = 0, band_expected = 0;
        for (int age = from; age < from + 5 && age <= AgeSex::last_age; ++age) {
          band_made += made[sex][age_index(age)];
          band_expected += expected[sex][age_index(age)];
        }
        CAPTURE(year, sex, from);
        CHECK(std::abs(band_made - band_expected) < 0.001);
        all_made += band_made;
        all_expected += band_expected;
      }
      CHECK(std::abs(all_made - all_expected) < 0.001);
    }
  }
}

}  // namespace tests
