#include "models/sectors/care_network.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "models/population/synthesis.h"
#include "tests/support/catch.h"
#include "tests/support/scenario_files.h"

namespace tests {
namespace {

using namespace klynge;

// Round capacities for Upper Town with 60,000 residents and Lower Town with 40,000 in the cluster North.
const Texts round_numbers = {
    {"population.share", "1"},
    {"sectors.general_practice.residents_per_gp", "1500"},
    {"sectors.general_practice.residents_per_practice", "3300"},
    {"sectors.other_practice.residents_per_provider", "1000"},
    {"sectors.hospital.beds_per_1000", "3"},
    {"sectors.hospital.surgical_bed_share", "0.4"},
    {"sectors.hospital.emergency_bays_per_1000", "0.2"},
    {"sectors.hospital.outpatient_rooms_per_1000", "0.5"},
    {"sectors.municipality.temporary_places_per_1000", "0.7"},
    {"sectors.municipality.home_nursing_courses_per_1000", "12"},
    {"travel.dispatch_minutes", "30"},
    {"travel.speed", "60"},
    {"travel.detour", "1.3"},
};

Scenario cluster(const Texts& changes = {}, const Texts& tables = table_texts()) {
  Texts all = changes;
  all.insert(round_numbers.begin(), round_numbers.end());
  return small_scenario(all, tables);
}

CareNetwork network_of(const Scenario& scenario) { return build_care_network(scenario, read_tables(scenario)); }

// Servers of all nodes of a kind; of one municipality if it is named.
int servers(const CareNetwork& network, NodeKind kind, const std::string& municipality = "") {
  int sum = 0;
  for (std::size_t n = 0; n < network.graph.size(); ++n) {
    const CareNode& node = network.graph[sim::NodeId{n}];
    if (node.kind == kind && (municipality.empty() || node.municipality == municipality)) sum += node.servers;
  }
  return sum;
}

// ------------------------------------------------------------------------------------------------------ partitions

TEST_CASE("each municipality is a partition and the hospital one more", "[unit]") {
  const Scenario scenario = cluster();
  const TableData tables = read_tables(scenario);
  const CareNetwork network = network_of(scenario);
  REQUIRE(network.municipalities.size() == 2);
  CHECK(network.hospital == sim::PartitionId{std::size_t{2}});
  for (std::size_t n = 0; n < network.graph.size(); ++n) {
    const CareNode& node = network.graph[sim::NodeId{n}];
    CAPTURE(node.name);
    const bool of_hospital = sector_of(node.kind) == Sector::hospital;
    CHECK((node.partition == network.hospital) == of_hospital);
    CHECK(node.municipality == (of_hospital ? "" : tables.municipalities[node.partition.index()].name));
  }
  for (std::size_t m = 0; m < network.municipalities.size(); ++m) {
    const MunicipalNodes& nodes = network.municipalities[m];
    for (const sim::NodeId node :
         {nodes.first_practice, nodes.other_practice, nodes.home_nursing, nodes.temporary_places}) {
      CHECK(network.graph[node].partition == sim::PartitionId{m});
    }
  }
}

TEST_CASE("every node has a resource in its own partition with its own servers", "[unit]") {
  const CareNetwork network = network_of(cluster());
  REQUIRE(network.resources.size() == network.graph.size());
  std::set<std::string> names;
  for (std::size_t n = 0; n < network.graph.size(); ++n) {
    const CareNode& node = network.graph[sim::NodeId{n}];
    const sim::ResourceSpec& resource = network.resources[n];
    CHECK(resource.node == sim::NodeId{n});
    CHECK(resource.partition == node.partition);
    REQUIRE(resource.staff.size() == 1);
    CHECK(resource.staff.front().servers == node.servers);
    CHECK(names.insert(node.name).second);
  }
}

TEST_CASE("practices and clinics keep office hours and beds and places never close", "[unit]") {
  const CareNetwork network = network_of(cluster());
  for (std::size_t n = 0; n < network.graph.size(); ++n) {
    const NodeKind kind = network.graph[sim::NodeId{n}].kind;
    const bool office = kind == NodeKind::practice || kind == NodeKind::other_practice || kind == NodeKind::clinic;
    CAPTURE(network.graph[sim::NodeId{n}].name);
    CHECK(network.resources[n].staff.front().hours.never_closes() == !office);
  }
}

// ---------------------------------------------------------------------------------------------------------- travel

TEST_CASE("the lookahead is the least time between a municipality and the hospital", "[unit]") {
  const CareNetwork network = network_of(cluster());
  sim::Duration least = network.municipalities[0].to_hospital;
  for (const MunicipalNodes& nodes : network.municipalities) least = std::min(least, nodes.to_hospital);
  CHECK(network.graph.lookahead() == least);
  CHECK(least > sim::Duration{0});
}

// Half an hour to set out, then 1.3 times the straight line at 60 km an hour. The town at 56.46 N, 10.04 E lies 0.01
// degrees of longitude from the hospital: 111.195 km x 0.01 x cos 56.46.
TEST_CASE("a transfer takes dispatch and travel", "[unit]") {
  const double degree_km = 6'371.0 * 3.141592653589793 / 180;
  const auto minutes = [&](double km) { return 30 + 60 * km * 1.3 / 60; };
  const CareNetwork network = network_of(cluster());
  const double near_km = degree_km * 0.01 * std::cos(56.46 * 3.141592653589793 / 180);
  CHECK(static_cast<double>(network.municipalities[1].to_hospital.count()) ==
        Catch::Approx(60 * minutes(near_km)).margin(1));
  // Lower Town at 56.32 N, 9.95 E: 0.14 degrees south and 0.08 west.
  const double far_km = degree_km * std::hypot(0.14, 0.08 * std::cos(56.39 * 3.141592653589793 / 180));
  CHECK(static_cast<double>(network.municipalities[0].to_hospital.count()) ==
        Catch::Approx(60 * minutes(far_km)).margin(2));
}

TEST_CASE("everybody can be reached by everybody and links go both ways in the same time", "[unit]") {
  const CareNetwork network = network_of(cluster());
  CHECK(network.graph.components() == 1);
  const auto& graph = network.graph.graph();
  for (auto [it, end] = boost::edges(graph); it != end; ++it) {
    const CareLink* back =
        network.graph.link(sim::NodeId{boost::target(*it, graph)}, sim::NodeId{boost::source(*it, graph)});
    REQUIRE(back != nullptr);
    CHECK(back->delay == graph[*it].delay);
  }
}

// ------------------------------------------------------------------------------------------------------ capacities

TEST_CASE("capacities are in proportion to residents", "[unit]") {
  const CareNetwork network = network_of(cluster());
  CHECK(servers(network, NodeKind::practice, "Upper Town") == 40);          // 60,000 / 1,500
  CHECK(servers(network, NodeKind::practice, "Lower Town") == 27);          // 26.7
  CHECK(network.municipalities[1].practices == 18);                         // 60,000 / 3,300 = 18.2
  CHECK(servers(network, NodeKind::other_practice, "Upper Town") == 60);    // 60,000 / 1,000
  CHECK(servers(network, NodeKind::home_nursing, "Lower Town") == 480);     // 12 x 40
  CHECK(servers(network, NodeKind::temporary_places, "Upper Town") <= 42);  // 0.7 x 60, acute ones among them
  CHECK(servers(network, NodeKind::emergency) == 20);                       // 0.2 x 100
  CHECK(servers(network, NodeKind::medical_ward) == 180);                   // 3 x 100 x 0.6
  CHECK(servers(network, NodeKind::surgical_ward) == 120);
  CHECK(std::abs(servers(network, NodeKind::clinic) - 50) <= 2);  // 0.5 x 100, rounded clinic by clinic
}

TEST_CASE("half of the residents come with half of the capacity", "[unit]") {
  const CareNetwork whole = network_of(cluster());
  const CareNetwork half = network_of(cluster({{"population.share", "0.5"}}));
  for (const NodeKind kind :
       {NodeKind::practice, NodeKind::other_practice, NodeKind::home_nursing, NodeKind::temporary_places,
        NodeKind::emergency, NodeKind::medical_ward, NodeKind::surgical_ward, NodeKind::clinic}) {
    const int nodes = static_cast<int>(half.graph.size());
    CAPTURE(node_kind_names[static_cast<std::size_t>(kind)]);
    CHECK(std::abs(2 * servers(half, kind) - servers(whole, kind)) <= nodes);  // each rounded to a whole server
  }
  CHECK(servers(half, NodeKind::medical_ward) == 90);
}

TEST_CASE("beds that are named go before beds that are derived", "[unit]") {
  const CareNetwork network = network_of(cluster({{"sectors.hospital.beds", "200"}, {"population.share", "0.5"}}));
  CHECK(servers(network, NodeKind::medical_ward) == 60);  // 200 x 0.5 x 0.6
  CHECK(servers(network, NodeKind::surgical_ward) == 40);
}

TEST_CASE("a small share never closes a whole service", "[unit]") {
  const CareNetwork tiny = network_of(cluster({{"population.share", "0.001"}}));
  for (std::size_t n = 0; n < tiny.graph.size(); ++n) {
    CAPTURE(tiny.graph[sim::NodeId{n}].name);
    CHECK(tiny.graph[sim::NodeId{n}].servers >= 1);
  }
}

// -------------------------------------------------------------------------------------------------------- practices

TEST_CASE("every resident's practice lies in their own municipality", "[unit]") {
  const Scenario scenario = cluster();
  const TableData tables = read_tables(scenario);
  const CareNetwork network = network_of(scenario);
  for (std::size_t m = 0; m < network.municipalities.size(); ++m) {
    const std::uint32_t residents = resident_count(scenario, tables.municipalities[m]);
    for (std::uint32_t i = 0; i < residents; ++i) {
      const CareNode& practice = network.graph[network.municipalities[m].practice_of(i)];
      REQUIRE(practice.kind == NodeKind::practice);
      REQUIRE(practice.partition == sim::PartitionId{m});
    }
  }
}

// Each doctor has residents / doctors on the list, one more or less.
TEST_CASE("practices have lists as long as they have doctors to serve them", "[unit]") {
  const Scenario scenario = cluster();
  const TableData tables = read_tables(scenario);
  const CareNetwork network = network_of(scenario);
  for (std::size_t m = 0; m < network.municipalities.size(); ++m) {
    const MunicipalNodes& nodes = network.municipalities[m];
    const std::uint32_t residents = resident_count(scenario, tables.municipalities[m]);
    std::map<sim::NodeId, std::uint32_t> lists;
    for (std::uint32_t i = 0; i < residents; ++i) ++lists[nodes.practice_of(i)];
    CHECK(lists.size() == nodes.practices);
    std::uint32_t doctors = 0;
    for (const auto& [practice, list] : lists) {
      const auto here = static_cast<std::uint32_t>(network.graph[practice].servers);
      doctors += here;
      CHECK(list >= here * (residents / nodes.doctors));
      CHECK(list <= here * ((residents + nodes.doctors - 1) / nodes.doctors));
    }
    CHECK(doctors == nodes.doctors);
  }
}

// ---------------------------------------------------------------------------------------------------------- clinics

TEST_CASE("each condition has the clinic of its system", "[unit]") {
  const Scenario scenario = cluster();
  const TableData tables = read_tables(scenario);
  const CareNetwork network = network_of(scenario);
  REQUIRE(network.clinic_of_condition.size() == tables.conditions.size());
  for (std::size_t c = 0; c < tables.conditions.size(); ++c) {
    const CareNode& clinic = network.graph[network.clinic_of_condition[c]];
    CHECK(clinic.kind == NodeKind::clinic);
    CHECK_THAT(clinic.name, Catch::Matchers::ContainsSubstring(tables.care[c].system));
    CHECK(network.clinic_of_condition[c] != network.general_clinic);
  }
}

// Visits expected for a condition, at prevalence 10 % for all of 150,000 and 5 visits a year, against 1 for everybody: 1 : 2.
TEST_CASE("rooms are shared out by the attendances that each clinic must expect", "[unit]") {
  Texts tables = table_texts();
  tables.at("data/prevalence.csv") =
      "condition,sex,age_from,age_to,prevalence_percent\n"
      "diabetes,female,0,,10\n"
      "diabetes,male,0,,10\n";
  tables.at("data/conditions_care.csv") =
      "condition,system,gp_contacts,other_practice_contacts,outpatient_visits,deteriorations,source,confidence,note\n"
      "diabetes,endocrinology,4,0.5,5,0.05,,assumed,\n";
  tables.at("data/needs_by_age.csv") =
      "age_from,age_to,gp_contacts,other_practice_contacts,outpatient_visits,elective_admissions,deteriorations,source,"
      "confidence,note\n"
      "0,,3,1,1,0.02,0.05,,assumed,\n";
  const CareNetwork network = network_of(cluster({{"sectors.hospital.outpatient_rooms_per_1000", "0.9"}}, tables));
  CHECK(network.graph[network.general_clinic].servers == 60);
  CHECK(network.graph[network.clinic_of_condition[0]].servers == 30);
}

}  // namespace
}  // namespace tests
