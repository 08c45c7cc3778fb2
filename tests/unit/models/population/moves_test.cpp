// Births by age, and where those go who move.

#include "models/population/moves.h"

#include <cmath>
#include <vector>

#include "models/population/fertility.h"
#include "tests/support/catch.h"
#include "tests/support/people.h"

using namespace klynge;
using namespace tests;
using Catch::Approx;

namespace {

Moves small_moves(const Scenario& scenario, const std::vector<MunicipalityRow>& places) {
  return Moves(scenario, people_of(scenario, places));
}

// Three towns in a row, 30 and 60 km north of the first.
std::vector<MunicipalityRow> three_places() {
  std::vector<MunicipalityRow> places = small_places();
  MunicipalityRow third = places[1];
  third.code = 740;
  third.name = "Top Town";
  third.residents = 20'000;
  third.latitude = 56.54;
  places.push_back(third);
  return places;
}

}  // namespace

TEST_CASE("births and moves follow age, and their ratio switches them off") {
  Scenario scenario = small_people();
  const TableData data = people_of(scenario, small_places());
  CHECK(Fertility(scenario, data).births_per_year(20) == 0.05);
  CHECK(Fertility(scenario, data).births_per_year(45) == 0);
  CHECK(Fertility(scenario, data).total() == Approx(1.25));
  CHECK(Fertility(scenario, data).boys_share() == 0.513);
  CHECK(Moves(scenario, data).moves_per_year(29) == 0.08);
  CHECK(Moves(scenario, data).moves_per_year(30) == 0.02);
  scenario.population.birth_ratio.value = 0;
  scenario.population.move_ratio.value = 0.5;
  CHECK(Fertility(scenario, data).births_per_year(20) == 0);
  CHECK(Moves(scenario, data).moves_per_year(29) == 0.04);
}

TEST_CASE("nobody moves where there is only one municipality") {
  const Moves moves = small_moves(small_people(), {small_places()[0]});
  CHECK(moves.moves_per_year(25) == 0);
  CHECK(moves.probability(0, 0) == 0);
}

TEST_CASE("a degree of latitude is 111.2 km") {
  std::vector<MunicipalityRow> places = small_places();
  places[1].latitude = places[0].latitude + 1;
  CHECK(kilometres_between(places[0], places[1]) == Approx(111.195).margin(0.001));
}

TEST_CASE("a town draws by residents and distance, and draws come out in that proportion") {
  const Scenario scenario = small_people();
  const std::vector<MunicipalityRow> places = three_places();
  const Moves moves = small_moves(scenario, places);
  const double near = 60'000 * std::exp(-kilometres_between(places[0], places[1]) / 50);
  const double far = 20'000 * std::exp(-kilometres_between(places[0], places[2]) / 50);
  CHECK(moves.probability(0, 0) == 0);
  CHECK(moves.probability(0, 1) == Approx(near / (near + far)));
  CHECK(moves.probability(1, 0) + moves.probability(1, 2) == Approx(1));

  const sim::Streams streams(3, 0);
  std::vector<int> found(3);
  constexpr int draws = 100'000;
  for (std::uint32_t n = 0; n < draws; ++n) {
    sim::Draws word = streams.draws(sim::Subject{sim::AgentId{n}}, 1, 0);
    ++found[moves.destination(0, word)];
  }
  CHECK(found[0] == 0);
  CHECK(found[1] / static_cast<double>(draws) == Approx(moves.probability(0, 1)).margin(0.006));  // 4 standard errors
}

TEST_CASE("however short the way that people go, they go to the nearest town") {
  Scenario scenario = small_people();
  scenario.population.move_km.value = 0.001;
  const Moves moves = small_moves(scenario, three_places());
  CHECK(moves.probability(0, 1) == Approx(1));
}

// What the shipped table and scale are fitted to: 58 moves a year per 1,000 residents, 63 km.
TEST_CASE("Danes move as often and as far as the table was made for") {
  const Scenario scenario = danish_people();
  const std::vector<MunicipalityRow> places = danish_places();
  const Moves moves = small_moves(scenario, places);
  double way = 0;
  double residents = 0;
  for (std::size_t from = 0; from < places.size(); ++from) {
    residents += static_cast<double>(places[from].residents);
    for (std::size_t to = 0; to < places.size(); ++to) {
      way += static_cast<double>(places[from].residents) * moves.probability(from, to) *
             kilometres_between(places[from], places[to]);
    }
  }
  CHECK(way / residents == Approx(63).margin(0.5));
}
