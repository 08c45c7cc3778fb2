#include "models/population/synthesis.h"

#include <cmath>
#include <map>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/scenario_files.h"
#include "tests/support/statistics.h"

namespace tests {
namespace {

using namespace klynge;

Scenario cluster(const std::string& share) {
  return small_scenario({{"population.share", share}, {"population.frailty_sigma", "0.5"}});
}

// By code: the municipality where it stands in the scenario's cluster, and its residents.
Residents residents_of(int code, const Scenario& scenario, std::uint32_t replication = 0, std::int64_t more = 0) {
  const TableData tables = read_tables(scenario);
  for (MunicipalityRow row : tables.municipalities) {
    row.residents += more;
    if (row.code == code) return synthesise(scenario, tables, row, sim::Streams(7, replication));
  }
  FAIL("no such municipality");
  return {};
}

void expect_same_first(const Residents& some, const Residents& more) {
  REQUIRE(some.size() <= more.size());
  for (std::uint32_t i = 0; i < some.size(); ++i) {
    CAPTURE(i);
    REQUIRE(some.agent(i) == more.agent(i));
    REQUIRE(some.age[i] == more.age[i]);
    REQUIRE(some.female[i] == more.female[i]);
    REQUIRE(some.frailty[i] == more.frailty[i]);
  }
}

// Upper Town (730) has 60,000 residents, Lower Town (710) 40,000.
TEST_CASE("a municipality has the share of its residents to the head", "[unit]") {
  CHECK(residents_of(730, cluster("0.05")).size() == 3'000);
  CHECK(residents_of(710, cluster("0.05")).size() == 2'000);
  CHECK(residents_of(730, cluster("0.0123")).size() == 738);
  CHECK(residents_of(710, cluster("1")).size() == 40'000);
  CHECK(residents_of(710, cluster("1"), 0, 1).size() == 40'001);
}

TEST_CASE("every column has a value for every resident and nobody is ill yet", "[unit]") {
  const Residents people = residents_of(730, cluster("0.05"));
  CHECK(people.municipality_code == 730);
  CHECK(people.female.size() == people.size());
  CHECK(people.frailty.size() == people.size());
  CHECK(people.conditions == std::vector<std::uint32_t>(people.size(), 0));
  CHECK(people.shared_plan == std::vector<std::uint8_t>(people.size(), 0));
  CHECK(people.coordinator == std::vector<std::uint8_t>(people.size(), 0));
}

// Shares of the region's 150,000 residents by sex and age, 40 draws of 3,000 residents.
TEST_CASE("age and sex follow the table of the region", "[unit]") {
  const Scenario scenario = cluster("0.05");
  const TableData tables = read_tables(scenario);
  double all = 0;
  for (const PopulationRow& row : tables.population) all += static_cast<double>(row.residents);
  std::vector<std::vector<double>> shares(tables.population.size());
  for (std::uint32_t replication = 0; replication < 40; ++replication) {
    const Residents people = residents_of(730, scenario, replication);
    for (std::size_t r = 0; r < tables.population.size(); ++r) {
      const PopulationRow& row = tables.population[r];
      int found = 0;
      for (std::uint32_t i = 0; i < people.size(); ++i) {
        found += (people.female[i] != 0) == (row.sex == Sex::female) && people.age[i] >= row.age_from &&
                 people.age[i] <= row.age_to;
      }
      shares[r].push_back(static_cast<double>(found) / people.size());
    }
  }
  for (std::size_t r = 0; r < shares.size(); ++r) {
    CAPTURE(r);
    expect_mean(shares[r], static_cast<double>(tables.population[r].residents) / all, {.false_alarm = 1e-6});
  }
}

// Bands 0-39, 40-79 and 80 or older, whose last is taken to end at 89.
TEST_CASE("ages are spread evenly over their band", "[unit]") {
  const Scenario scenario = cluster("0.05");
  std::map<int, std::vector<double>> means;  // by the band's first year
  for (std::uint32_t replication = 0; replication < 40; ++replication) {
    const Residents people = residents_of(730, scenario, replication);
    std::map<int, std::pair<double, int>> sums;
    for (std::uint32_t i = 0; i < people.size(); ++i) {
      auto& [sum, count] = sums[people.age[i] / 40 * 40];
      sum += people.age[i];
      ++count;
      REQUIRE(people.age[i] <= 89);
    }
    for (const auto& [from, sum] : sums) means[from].push_back(sum.first / sum.second);
  }
  expect_mean(means[0], 19.5, {.false_alarm = 1e-6});
  expect_mean(means[40], 59.5, {.false_alarm = 1e-6});
  expect_mean(means[80], 84.5, {.false_alarm = 1e-6});
}

// Log-normal with mean 1: the logarithm has mean -0.125 and standard deviation 0.5.
TEST_CASE("frailty has mean one and the spread asked for", "[unit]") {
  std::vector<double> means, logs, squares;
  for (std::uint32_t replication = 0; replication < 40; ++replication) {
    const Residents people = residents_of(730, cluster("0.05"), replication);
    double mean = 0, log_mean = 0, square = 0;
    for (const float frailty : people.frailty) {
      const double deviation = std::log(static_cast<double>(frailty)) + 0.125;
      mean += static_cast<double>(frailty) / people.size();
      log_mean += deviation / people.size();
      square += deviation * deviation / people.size();
    }
    means.push_back(mean);
    logs.push_back(log_mean);
    squares.push_back(square);
  }
  expect_mean(means, 1, {.false_alarm = 1e-6});
  expect_mean(logs, 0, {.false_alarm = 1e-6});
  expect_mean(squares, 0.25, {.false_alarm = 1e-6});
}

TEST_CASE("residents are the same people whichever other municipalities there are", "[unit]") {
  const Scenario scenario = cluster("0.05");
  Texts tables = table_texts();
  std::string& rows = tables.at("data/municipalities.csv");
  const std::size_t lower_town = rows.find("710,");
  rows.erase(lower_town, rows.find('\n', lower_town) + 1 - lower_town);
  const Scenario alone = small_scenario({{"population.share", "0.05"}, {"population.frailty_sigma", "0.5"}}, tables);
  REQUIRE(read_tables(alone).municipalities.size() == 1);
  REQUIRE(read_tables(scenario).municipalities.size() == 2);
  expect_same_first(residents_of(730, alone), residents_of(730, scenario));
  CHECK(residents_of(730, alone).size() == residents_of(730, scenario).size());
}

TEST_CASE("more residents leave those who were there as they were", "[unit]") {
  expect_same_first(residents_of(730, cluster("1")), residents_of(730, cluster("1"), 0, 1));
  expect_same_first(residents_of(730, cluster("0.05")), residents_of(730, cluster("0.1")));
}

TEST_CASE("residents of two municipalities and of two replications are different people", "[unit]") {
  const Residents here = residents_of(730, cluster("0.05"));
  CHECK(here.age != residents_of(730, cluster("0.05"), 1).age);
  const Residents there = residents_of(710, cluster("0.05"));
  const std::vector<std::uint8_t> first(here.age.begin(), here.age.begin() + there.size());
  CHECK(first != there.age);
}

TEST_CASE("a resident's id tells municipality and number", "[unit]") {
  for (const int code : {101, 730, 860}) {
    for (const std::uint32_t number : {0u, 1u, 662'366u, (1u << resident_bits) - 1}) {
      CHECK(municipality_code_of(agent_of(code, number)) == code);
      CHECK(resident_of(agent_of(code, number)) == number);
      CHECK_FALSE(sim::Subject{agent_of(code, number)}.is_node());
    }
  }
}

}  // namespace
}  // namespace tests
