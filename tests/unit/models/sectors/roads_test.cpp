// Roads: distances, neighbours, crossings, and the Danish map.
#include "models/sectors/roads.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

#include "models/scenario/great_circle.h"
#include "models/scenario/load.h"
#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace klynge;

MunicipalityRow town(int code, const std::string& name, double latitude, double longitude) {
  MunicipalityRow row;
  row.code = code;
  row.name = name;
  row.latitude = latitude;
  row.longitude = longitude;
  return row;
}

// West, Middle and East on one road along the 56th parallel; Isle off East.
TableData small_map() {
  TableData data;
  data.all_municipalities = {town(1, "West", 56, 9), town(2, "Middle", 56, 9.5), town(3, "East", 56, 10),
                             town(4, "Isle", 56, 10.5)};
  data.municipalities = data.all_municipalities;
  data.landmasses = {{"West", "Land"}, {"Middle", "Land"}, {"East", "Land"}, {"Isle", "Isle"}};
  data.crossings = {{"East", "Isle", 100}};
  data.hospitals = {{"West Hospital", "", 56, 9}, {"East Hospital", "", 56, 10.01}};
  return data;
}

Scenario travel(double speed = 60, double detour = 1.2) {
  Scenario scenario;
  scenario.travel.speed.value = speed;
  scenario.travel.detour.value = detour;
  return scenario;
}

struct Denmark {
  Scenario scenario;
  TableData tables;

  Denmark() : scenario(load_scenario(std::string(KLYNGE_SOURCE_DIR) + "/scenarios/denmark.toml")) {
    Problems problems;
    read_places(scenario, problems, tables);
    problems.throw_if_any();
  }

  std::size_t at(const std::string& name) const {
    const auto found = std::find_if(tables.municipalities.begin(), tables.municipalities.end(),
                                    [&](const MunicipalityRow& row) { return row.name == name; });
    REQUIRE(found != tables.municipalities.end());
    return static_cast<std::size_t>(found - tables.municipalities.begin());
  }
  Way way(const Roads& roads, const std::string& from, const std::string& to) const {
    return roads.between(at(from), at(to));
  }
};

}  // namespace

// A degree of latitude is 6,371 km x pi / 180.
TEST_CASE("great circles have the length of geometry", "[unit]") {
  CHECK(great_circle_km(55, 10, 56, 10) == Catch::Approx(6371 * std::numbers::pi / 180));
  CHECK(great_circle_km(56, 9, 56, 9.5) ==
        Catch::Approx(6371 * std::numbers::pi / 360 * std::cos(56 * std::numbers::pi / 180)).epsilon(1e-4));
  CHECK(great_circle_km(56, 9, 56, 9) == 0);
}

TEST_CASE("a road is as long as the straight line times the detour, and leads through the towns between", "[unit]") {
  const Roads roads(travel(), small_map());
  const double half_degree = great_circle_km(56, 9, 56, 9.5);
  CHECK(roads.between(0, 1).km == Catch::Approx(1.2 * half_degree));
  CHECK(roads.between(0, 1).minutes == Catch::Approx(1.2 * half_degree));  // at 60 km an hour
  CHECK(roads.between(0, 2).km == Catch::Approx(2 * 1.2 * half_degree));
  CHECK(roads.between(2, 0).minutes == Catch::Approx(roads.between(0, 2).minutes));
  CHECK(roads.between(1, 1).km == 0);
}

TEST_CASE("water is passed only at a crossing, in its time", "[unit]") {
  const Roads roads(travel(), small_map());
  CHECK(roads.between(2, 3).minutes == 100);
  CHECK(roads.between(0, 3).minutes == Catch::Approx(roads.between(0, 2).minutes + 100));
  CHECK(roads.between(0, 3).km == Catch::Approx(roads.between(0, 2).km + roads.between(2, 3).km));
}

TEST_CASE("hospitals are met in order of time, and one that stands in the town takes none", "[unit]") {
  const Roads roads(travel(), small_map());
  CHECK(roads.to_hospital(0, 0).minutes == 0);
  CHECK(roads.nearest_hospitals(0) == std::vector<std::size_t>{0, 1});
  CHECK(roads.nearest_hospitals(3) == std::vector<std::size_t>{1, 0});
  CHECK(roads.between_hospitals(0, 1).minutes == Catch::Approx(roads.to_hospital(0, 1).minutes));
}

TEST_CASE("roads lead through municipalities outside the area", "[unit]") {
  TableData part = small_map();
  part.municipalities = {part.all_municipalities[0], part.all_municipalities[3]};
  const Roads whole(travel(), small_map());
  const Roads roads(travel(), part);
  CHECK(roads.between(0, 1).minutes == Catch::Approx(whole.between(0, 3).minutes));
}

// Dijkstra: no way over a third town beats the fastest, and no road is shorter than the straight line.
TEST_CASE("no detour is faster than the way taken, anywhere in Denmark", "[unit]") {
  const Denmark denmark;
  const Roads roads(denmark.scenario, denmark.tables);
  const auto& rows = denmark.tables.municipalities;
  REQUIRE(rows.size() == 98);
  for (std::size_t a = 0; a < rows.size(); ++a) {
    for (std::size_t b = 0; b < rows.size(); ++b) {
      const double straight = great_circle_km(rows[a].latitude, rows[a].longitude, rows[b].latitude, rows[b].longitude);
      REQUIRE(roads.between(a, b).km >= straight - 1e-9);
      for (std::size_t c = 0; c < rows.size(); ++c) {
        REQUIRE(roads.between(a, b).minutes <= roads.between(a, c).minutes + roads.between(c, b).minutes + 1e-9);
      }
    }
  }
}

// Road distances from general knowledge: Randers - Aarhus 38 km, København - Odense 165, Esbjerg - Kolding 72.
TEST_CASE("Danish roads have about the length they have", "[unit]") {
  const Denmark denmark;
  const Roads roads(denmark.scenario, denmark.tables);
  const auto way = [&](const char* from, const char* to) { return denmark.way(roads, from, to); };
  CHECK(way("Randers", "Aarhus").km == Catch::Approx(38).margin(4));
  CHECK(way("Esbjerg", "Kolding").km == Catch::Approx(72).margin(6));
  CHECK(way("København", "Odense").km == Catch::Approx(165).margin(16));
  CHECK(way("Nyborg", "Slagelse").minutes == 35);  // Storebælt
  CHECK(way("København", "Odense").minutes ==
        Catch::Approx(way("København", "Slagelse").minutes + 35 + way("Nyborg", "Odense").minutes));
  CHECK(way("Bornholm", "Køge").minutes == 360);  // nothing but the ferry
  CHECK(way("Bornholm", "København").minutes == Catch::Approx(360 + way("Køge", "København").minutes));
  CHECK(way("Svendborg", "Lolland").minutes <
        way("Svendborg", "Slagelse").minutes + way("Slagelse", "Lolland").minutes);
}

// The data gives 12.7 km to the nearest and 13.3 km to the own acute hospital, and 14 % over 30 km. KL counted 14 km
// and 12.5 % in 2016, from addresses and with other hospitals.
TEST_CASE("acute hospitals are as far away as they should be", "[unit]") {
  const Denmark denmark;
  const Roads roads(denmark.scenario, denmark.tables);
  CHECK(denmark.tables.hospitals.size() == 21);
  double residents = 0, own = 0, nearest = 0, far = 0, minutes = 0, next = 0;
  for (std::size_t m = 0; m < denmark.tables.municipalities.size(); ++m) {
    const MunicipalityRow& row = denmark.tables.municipalities[m];
    const auto people = static_cast<double>(row.residents);
    const auto km_to = [&](const HospitalRow& hospital) {
      return great_circle_km(row.latitude, row.longitude, hospital.latitude, hospital.longitude);
    };
    double least = 1e9;
    for (const HospitalRow& hospital : denmark.tables.hospitals) least = std::min(least, km_to(hospital));
    residents += people;
    nearest += people * least;
    far += least > 30 ? people : 0;
    own += people * km_to(denmark.tables.hospitals[row.hospital]);
    const auto order = roads.nearest_hospitals(m);
    minutes += people * roads.to_hospital(m, row.hospital).minutes;
    next += people * roads.to_hospital(m, order[1]).minutes;
    CHECK(roads.to_hospital(m, order[0]).minutes <= roads.to_hospital(m, row.hospital).minutes);
  }
  CHECK(nearest / residents == Catch::Approx(12.7).margin(0.1));
  CHECK(own / residents == Catch::Approx(13.3).margin(0.1));
  CHECK(far / residents == Catch::Approx(0.144).margin(0.005));
  CHECK(minutes / residents == Catch::Approx(13.5).margin(1));
  CHECK(next / residents == Catch::Approx(38).margin(3));
}

}  // namespace tests
