#include "models/sectors/care_network.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

#include "models/population/synthesis.h"
#include "sim/check.h"

namespace klynge {

namespace {

double great_circle_km(double lat1, double lon1, double lat2, double lon2) {
  constexpr double radians = std::numbers::pi / 180;
  constexpr double earth_radius_km = 6371.0;
  const double dlat = (lat2 - lat1) * radians;
  const double dlon = (lon2 - lon1) * radians;
  const double a = std::pow(std::sin(dlat / 2), 2) +
                   std::cos(lat1 * radians) * std::cos(lat2 * radians) * std::pow(std::sin(dlon / 2), 2);
  return 2 * earth_radius_km * std::asin(std::sqrt(a));
}

// At least one server, so that a small share never closes a whole service.
int servers_for(double wanted) { return std::max(1, static_cast<int>(std::lround(wanted))); }

class Builder {
 public:
  Builder(const Scenario& scenario, const TableData& tables) : scenario_(scenario), tables_(tables) {}

  CareNetwork build() {
    for (std::size_t m = 0; m < tables_.municipalities.size(); ++m) add_municipality(m);
    add_hospital();
    add_links();
    sim::invariant(network_.graph.components() == 1, "the care network falls into parts");
    return std::move(network_);
  }

 private:
  sim::NodeId add(std::string name, NodeKind kind, sim::PartitionId partition, const std::string& municipality,
                  double latitude, double longitude, int servers, const sim::OpeningHours& hours) {
    CareNode node;
    node.name = std::move(name);
    node.partition = partition;
    node.latitude = latitude;
    node.longitude = longitude;
    node.kind = kind;
    node.municipality = municipality;
    node.servers = servers;
    const sim::NodeId id = network_.graph.add_node(node);
    sim::ResourceSpec resource;
    resource.node = id;
    resource.partition = partition;
    resource.staff = {{servers, hours}};
    resource.lines = {{0}, {1}};  // the acute, the others
    network_.resources.push_back(resource);
    return id;
  }

  void add_municipality(std::size_t m) {
    const MunicipalityRow& row = tables_.municipalities[m];
    const sim::PartitionId partition{m};
    const double residents = resident_count(scenario_, row);
    const double thousands = residents / 1000;
    const auto here = [&](const char* name, NodeKind kind, int servers, const sim::OpeningHours& hours) {
      return add(fmt::format("{}, {}", name, row.name), kind, partition, row.name, row.latitude, row.longitude, servers,
                 hours);
    };
    MunicipalNodes nodes;

    const auto& gp = scenario_.general_practice;
    const sim::OpeningHours gp_hours = office_hours(gp.opens, gp.closes);
    const int practices = servers_for(residents / gp.residents_per_practice);
    const int doctors = std::max(practices, servers_for(residents / gp.residents_per_gp));
    nodes.practices = static_cast<std::uint32_t>(practices);
    nodes.doctors = static_cast<std::uint32_t>(doctors);
    for (int p = 0; p < practices; ++p) {
      const int share = doctors / practices + (p < doctors % practices ? 1 : 0);
      const sim::NodeId id = here(fmt::format("GP practice {}", p + 1).c_str(), NodeKind::practice, share, gp_hours);
      if (p == 0) nodes.first_practice = id;
    }

    const auto& other = scenario_.other_practice;
    nodes.other_practice =
        here("Other practice", NodeKind::other_practice, servers_for(residents / other.residents_per_provider),
             office_hours(other.opens, other.closes));

    const auto& own = scenario_.municipality;
    const double places = own.temporary_places_per_1000 * thousands;
    const auto always = sim::OpeningHours::always();
    nodes.home_nursing = here("Home nursing", NodeKind::home_nursing,
                              servers_for(own.home_nursing_courses_per_1000 * thousands), always);
    nodes.temporary_places =
        here("Temporary places", NodeKind::temporary_places, servers_for(places * (1 - own.acute_place_share)), always);
    nodes.acute_function =
        here("Acute function", NodeKind::acute_function,
             servers_for(places * own.acute_place_share + own.acute_nursing_per_1000 * thousands), always);

    const double km = great_circle_km(row.latitude, row.longitude, tables_.cluster.latitude, tables_.cluster.longitude);
    const double minutes =
        scenario_.travel.dispatch_minutes + 60 * km * scenario_.travel.detour / scenario_.travel.speed;
    nodes.to_hospital = sim::from_seconds(60 * minutes);
    network_.municipalities.push_back(nodes);
  }

  void add_hospital() {
    const ClusterRow& cluster = tables_.cluster;
    network_.hospital = sim::PartitionId{tables_.municipalities.size()};
    double residents = 0;
    for (const MunicipalityRow& row : tables_.municipalities) residents += resident_count(scenario_, row);
    const double thousands = residents / 1000;
    const auto here = [&](std::string_view name, NodeKind kind, int servers, const sim::OpeningHours& hours) {
      return add(fmt::format("{}, {}", name, cluster.hospital), kind, network_.hospital, "", cluster.latitude,
                 cluster.longitude, servers, hours);
    };
    const auto& hospital = scenario_.hospital;
    const auto always = sim::OpeningHours::always();
    const double beds = std::isnan(hospital.beds.value) ? hospital.beds_per_1000 * thousands
                                                        : hospital.beds * scenario_.population.share;
    network_.emergency = here("Emergency department", NodeKind::emergency,
                              servers_for(hospital.emergency_bays_per_1000 * thousands), always);
    network_.medical_ward =
        here("Medical ward", NodeKind::medical_ward, servers_for(beds * (1 - hospital.surgical_bed_share)), always);
    network_.surgical_ward =
        here("Surgical ward", NodeKind::surgical_ward, servers_for(beds * hospital.surgical_bed_share), always);
    add_clinics(hospital.outpatient_rooms_per_1000 * thousands, here);
  }

  // Rooms are shared out by the attendances that each clinic must expect.
  template <class Here>
  void add_clinics(double rooms, const Here& here) {
    std::map<std::string, double> expected;
    double general = 0;
    for (const PopulationRow& row : tables_.population) {
      const double residents = static_cast<double>(row.residents) / (last_age(row) - row.age_from + 1);
      for (int age = row.age_from; age <= last_age(row); ++age) {
        for (const NeedRow& need : tables_.needs) {
          if (age >= need.age_from && age <= need.age_to) general += residents * need.outpatient_visits;
        }
        for (const PrevalenceRow& prevalence : tables_.prevalence) {
          if (prevalence.sex != row.sex || age < prevalence.age_from || age > prevalence.age_to) continue;
          const ConditionRow& care = care_of(prevalence.condition);
          expected[care.system] += residents * prevalence.prevalence * care.outpatient_visits;
        }
      }
    }
    double all = general;
    for (const auto& [system, visits] : expected) all += visits;
    const auto& hospital = scenario_.hospital;
    const sim::OpeningHours hours = office_hours(hospital.outpatient_opens, hospital.outpatient_closes);
    const auto share_of = [&](double visits) { return all > 0 ? servers_for(rooms * visits / all) : 1; };

    network_.general_clinic = here("General outpatient clinic", NodeKind::clinic, share_of(general), hours);
    std::map<std::string, sim::NodeId> clinics;
    for (const auto& [system, visits] : expected) {
      clinics[system] = here(fmt::format("Outpatient clinic ({})", system), NodeKind::clinic, share_of(visits), hours);
    }
    for (const ConditionRow& row : tables_.care) network_.clinic_of_condition.push_back(clinics[row.system]);
  }

  const ConditionRow& care_of(const std::string& condition) const {
    return *std::find_if(tables_.care.begin(), tables_.care.end(),
                         [&](const ConditionRow& row) { return row.condition == condition; });
  }

  void add_links() {
    const auto both_ways = [&](sim::NodeId a, sim::NodeId b, sim::Duration delay) {
      CareLink link;
      link.delay = delay;
      network_.graph.add_link(a, b, link);
      network_.graph.add_link(b, a, link);
    };
    const auto dispatch = sim::from_seconds(scenario_.travel.dispatch_minutes * 60);
    const auto wards = {network_.medical_ward, network_.surgical_ward};
    for (const sim::NodeId ward : wards) both_ways(network_.emergency, ward, sim::Duration{0});
    for (const MunicipalNodes& nodes : network_.municipalities) {
      const auto municipal = {nodes.home_nursing, nodes.temporary_places, nodes.acute_function};
      for (std::uint32_t p = 0; p < nodes.practices; ++p) {
        const sim::NodeId practice{nodes.first_practice.index() + p};
        both_ways(practice, nodes.other_practice, dispatch);
        for (const sim::NodeId node : municipal) both_ways(practice, node, dispatch);
        both_ways(practice, network_.emergency, nodes.to_hospital);
        for (std::size_t n = network_.general_clinic.index(); n < network_.graph.size(); ++n) {
          both_ways(practice, sim::NodeId{n}, nodes.to_hospital);
        }
      }
      for (const sim::NodeId node : municipal) {
        both_ways(node, network_.emergency, nodes.to_hospital);
        for (const sim::NodeId ward : wards) both_ways(node, ward, nodes.to_hospital);
      }
    }
  }

  const Scenario& scenario_;
  const TableData& tables_;
  CareNetwork network_;
};

}  // namespace

sim::OpeningHours office_hours(const Quantity& opens, const Quantity& closes) {
  return sim::OpeningHours::working_days(sim::from_seconds(opens * 3600), sim::from_seconds(closes * 3600));
}

CareNetwork build_care_network(const Scenario& scenario, const TableData& tables) {
  return Builder(scenario, tables).build();
}

}  // namespace klynge
