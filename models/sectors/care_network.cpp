#include "models/sectors/care_network.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "models/sectors/roads.h"
#include "sim/check.h"

namespace klynge {

namespace {

constexpr std::array<std::string_view, ward_count> ward_names = {"Medical ward", "Surgical ward", "Geriatric ward",
                                                                 "Psychiatric ward"};

// Where new nodes go, and what they are called after.
struct Site {
  sim::PartitionId partition;
  std::string name;
  std::string municipality;  // empty for a hospital
  double latitude = 0;
  double longitude = 0;
};

class Builder {
 public:
  Builder(const Scenario& scenario, const TableData& tables, const std::vector<AgeCounts>& residents,
          const AgeCounts& denmark)
      : scenario_(scenario),
        tables_(tables),
        residents_(residents),
        capacities_(capacities_for(scenario, tables, residents, denmark)),
        roads_(scenario, tables) {}

  CareNetwork build() {
    measure_travel();
    for (std::size_t m = 0; m < tables_.municipalities.size(); ++m) add_municipality(m);
    for (std::size_t h = 0; h < tables_.hospitals.size(); ++h) add_hospital(h);
    for (const MunicipalNodes& nodes : network_.municipalities) link_within(nodes);
    for (const HospitalNodes& nodes : network_.hospitals) link_within(nodes);
    for (const MunicipalNodes& nodes : network_.municipalities) link_to_own_hospital(nodes);
    link_partitions();
    sim::invariant(network_.graph.components() == 1, "the care network falls into parts");
    return std::move(network_);
  }

 private:
  // ---------------------------------------------------------------------------------------------------------- nodes

  sim::NodeId add(const Site& site, std::string_view name, NodeKind kind, const Servers& capacity,
                  std::vector<sim::Staff> staff) {
    CareNode node;
    node.name = fmt::format("{}, {}", name, site.name);
    node.partition = site.partition;
    node.latitude = site.latitude;
    node.longitude = site.longitude;
    node.kind = kind;
    node.municipality = site.municipality;
    node.servers = capacity.servers;
    node.speed = capacity.speed;
    const sim::NodeId id = network_.graph.add_node(node);
    sim::ResourceSpec resource;
    resource.node = id;
    resource.partition = site.partition;
    resource.staff = std::move(staff);
    resource.lines = {{0}, {1}};
    network_.resources.push_back(resource);
    return id;
  }

  sim::NodeId add_office(const Site& site, std::string_view name, NodeKind kind, const Servers& capacity,
                         const sim::OpeningHours& hours) {
    return add(site, name, kind, capacity, {{capacity.servers, hours}});
  }

  // Beds, places, courses at once: never closed.
  sim::NodeId add_places(const Site& site, std::string_view name, NodeKind kind, double wanted) {
    const int places = places_for(wanted);
    return add(site, name, kind, {places, 1}, {{places, sim::OpeningHours::always()}});
  }

  void add_municipality(std::size_t m) {
    const MunicipalityRow& row = tables_.municipalities[m];
    const MunicipalCapacity& wanted = capacities_.municipalities[m];
    const Site site{sim::PartitionId{m}, row.name, row.name, row.latitude, row.longitude};
    MunicipalNodes nodes;
    add_practices(nodes, site, wanted.doctors, residents_[m].total());

    const auto& other = scenario_.other_practice;
    for (std::size_t t = 0; t < tables_.other_practice.size(); ++t) {
      nodes.other_practice.push_back(
          add_office(site, fmt::format("Other practice ({})", tables_.other_practice[t].type), NodeKind::other_practice,
                     servers_for(wanted.other_practice[t]), office_hours(other.opens, other.closes)));
    }

    const auto& own = scenario_.municipality;
    nodes.assessment = add_office(site, "Assessment office", NodeKind::assessment, servers_for(wanted.assessors),
                                  office_hours(own.assessment_opens, own.assessment_closes));
    nodes.home_nursing = add_places(site, "Home nursing", NodeKind::home_nursing, wanted.home_nursing);
    nodes.rehabilitation = add_places(site, "Rehabilitation", NodeKind::rehabilitation, wanted.rehabilitation);
    nodes.temporary_places = add_places(site, "Temporary places", NodeKind::temporary_places, wanted.temporary_places);
    nodes.acute_function = add_places(site, "Acute function", NodeKind::acute_function, wanted.acute_function);
    nodes.nursing_home = add_places(site, "Nursing home", NodeKind::nursing_home, wanted.nursing_home);
    nodes.home_care_hours_a_week = wanted.home_care_hours;
    nodes.hospital = row.hospital;
    nodes.to_hospital = network_.to_hospital(m, row.hospital);
    nodes.nearest_hospitals = roads_.nearest_hospitals(m);
    network_.municipalities.push_back(std::move(nodes));
  }

  void add_practices(MunicipalNodes& nodes, const Site& site, double wanted, double residents) {
    const auto& gp = scenario_.general_practice;
    const Servers doctors = servers_for(wanted);
    const int practices =
        std::clamp(static_cast<int>(std::lround(residents / gp.residents_per_practice)), 1, doctors.servers);
    nodes.practices = static_cast<std::uint32_t>(practices);
    nodes.doctors = static_cast<std::uint32_t>(doctors.servers);
    const auto hours = office_hours(gp.opens, gp.closes);
    for (std::uint32_t p = 0; p < nodes.practices; ++p) {
      const Servers own{static_cast<int>(nodes.doctors_of(p)), doctors.speed};
      const sim::NodeId id = add_office(site, fmt::format("GP practice {}", p + 1), NodeKind::practice, own, hours);
      if (p == 0) nodes.first_practice = id;
    }
    limit_lists(nodes, static_cast<std::uint32_t>(std::lround(residents)), doctors.speed);
  }

  // Closed practices are spread evenly over the numbers, and one is always open: everybody must be able to find a GP.
  void limit_lists(MunicipalNodes& nodes, std::uint32_t residents, double speed) const {
    const auto& gp = scenario_.general_practice;
    const auto closed =
        std::min(static_cast<std::uint32_t>(std::lround(gp.closed_share * nodes.practices)), nodes.practices - 1);
    const auto closed_before = [&](std::uint32_t practice) { return closed * practice / nodes.practices; };
    for (std::uint32_t p = 0; p < nodes.practices; ++p) {
      std::uint32_t list = 0;
      for (std::uint32_t doctor = p; doctor < nodes.doctors; doctor += nodes.practices) {
        list += residents / nodes.doctors + (doctor < residents % nodes.doctors ? 1 : 0);
      }
      const auto room = static_cast<std::uint32_t>(gp.list_limit * nodes.doctors_of(p) * speed);
      nodes.list_limit.push_back(closed_before(p + 1) > closed_before(p) ? list : std::max(list, room));
    }
  }

  void add_hospital(std::size_t h) {
    const HospitalRow& row = tables_.hospitals[h];
    const HospitalCapacity& wanted = capacities_.hospitals[h];
    const auto& own = scenario_.hospital;
    const Site site{sim::PartitionId{tables_.municipalities.size() + h}, row.name, "", row.latitude, row.longitude};
    HospitalNodes nodes;
    nodes.partition = site.partition;
    const Servers doctors = servers_for(wanted.out_of_hours);
    nodes.out_of_hours =
        add(site, "Out-of-hours", NodeKind::out_of_hours, doctors, out_of_hours_staff(scenario_, doctors.servers));
    nodes.emergency = add_places(site, "Emergency department", NodeKind::emergency, wanted.emergency);
    for (std::size_t w = 0; w < ward_count; ++w) {
      nodes.wards[w] = add_places(site, ward_names[w], kind_of(static_cast<Ward>(w)),
                                  wanted.beds[w] * (1 + scenario_.wards.corridor_share));
    }
    const sim::OpeningHours hours = office_hours(own.outpatient_opens, own.outpatient_closes);
    nodes.general_clinic =
        add_office(site, "General outpatient clinic", NodeKind::clinic, servers_for(wanted.general_clinic), hours);
    std::map<std::string, sim::NodeId> clinics;
    for (const auto& [system, rooms] : wanted.clinics) {
      clinics[system] =
          add_office(site, fmt::format("Outpatient clinic ({})", system), NodeKind::clinic, servers_for(rooms), hours);
    }
    for (std::size_t c = 0; c < tables_.conditions; ++c) {
      nodes.clinic_of_condition.push_back(clinics.at(tables_.care[c].system));
    }
    network_.hospitals.push_back(std::move(nodes));
  }

  // ---------------------------------------------------------------------------------------------------------- links

  void measure_travel() {
    const auto lasting = [&](const Way& way) {
      return sim::from_seconds(60 * (scenario_.travel.dispatch_minutes + way.minutes));
    };
    const std::size_t municipalities = tables_.municipalities.size();
    const std::size_t hospitals = tables_.hospitals.size();
    for (std::size_t m = 0; m < municipalities; ++m) {
      auto& to_municipalities = network_.between_municipalities.emplace_back();
      // One way for both directions, so that rounding cannot tell them apart.
      for (std::size_t n = 0; n < municipalities; ++n) {
        to_municipalities.push_back(lasting(roads_.between(std::min(m, n), std::max(m, n))));
      }
      auto& to_hospitals = network_.municipality_to_hospital.emplace_back();
      for (std::size_t h = 0; h < hospitals; ++h) to_hospitals.push_back(lasting(roads_.to_hospital(m, h)));
    }
    for (std::size_t h = 0; h < hospitals; ++h) {
      auto& row = network_.between_hospitals.emplace_back();
      for (std::size_t k = 0; k < hospitals; ++k) {
        row.push_back(lasting(roads_.between_hospitals(std::min(h, k), std::max(h, k))));
      }
    }
  }

  void both_ways(sim::NodeId a, sim::NodeId b, sim::Duration delay) {
    CareLink link;
    link.delay = delay;
    network_.graph.add_link(a, b, link);
    network_.graph.add_link(b, a, link);
  }

  static std::vector<sim::NodeId> municipal_services(const MunicipalNodes& nodes) {
    return {nodes.assessment,       nodes.home_nursing,   nodes.rehabilitation,
            nodes.temporary_places, nodes.acute_function, nodes.nursing_home};
  }

  std::vector<sim::NodeId> clinics_of(const HospitalNodes& nodes) const {
    std::vector<sim::NodeId> clinics = nodes.clinic_of_condition;
    clinics.push_back(nodes.general_clinic);
    std::sort(clinics.begin(), clinics.end());
    clinics.erase(std::unique(clinics.begin(), clinics.end()), clinics.end());
    return clinics;
  }

  void link_within(const MunicipalNodes& nodes) {
    const auto dispatch = sim::from_seconds(scenario_.travel.dispatch_minutes * 60);
    const std::vector<sim::NodeId> services = municipal_services(nodes);
    for (std::uint32_t p = 0; p < nodes.practices; ++p) {
      for (const sim::NodeId other : nodes.other_practice) both_ways(nodes.practice(p), other, dispatch);
      for (const sim::NodeId service : services) both_ways(nodes.practice(p), service, dispatch);
    }
    for (const sim::NodeId service : services) {
      if (service != nodes.assessment) both_ways(nodes.assessment, service, dispatch);
    }
  }

  void link_within(const HospitalNodes& nodes) {
    constexpr sim::Duration at_once{0};
    both_ways(nodes.out_of_hours, nodes.emergency, at_once);
    for (const sim::NodeId ward : nodes.wards) both_ways(nodes.emergency, ward, at_once);
    for (const sim::NodeId clinic : clinics_of(nodes)) both_ways(nodes.emergency, clinic, at_once);
  }

  void link_to_own_hospital(const MunicipalNodes& nodes) {
    const HospitalNodes& hospital = network_.hospitals[nodes.hospital];
    const std::vector<sim::NodeId> clinics = clinics_of(hospital);
    for (std::uint32_t p = 0; p < nodes.practices; ++p) {
      both_ways(nodes.practice(p), hospital.out_of_hours, nodes.to_hospital);
      both_ways(nodes.practice(p), hospital.emergency, nodes.to_hospital);
      for (const sim::NodeId clinic : clinics) both_ways(nodes.practice(p), clinic, nodes.to_hospital);
    }
    for (const sim::NodeId other : nodes.other_practice) {
      for (const sim::NodeId clinic : clinics) both_ways(other, clinic, nodes.to_hospital);
    }
    for (const sim::NodeId service : municipal_services(nodes)) {
      if (service != nodes.assessment) both_ways(service, hospital.emergency, nodes.to_hospital);
      for (const sim::NodeId ward : hospital.wards) both_ways(service, ward, nodes.to_hospital);
    }
  }

  // People move, and no message may be quicker than the lookahead, whoever sends it: offices stand for municipalities,
  // emergency departments for hospitals.
  void link_partitions() {
    const auto& municipalities = network_.municipalities;
    const auto& hospitals = network_.hospitals;
    for (std::size_t m = 0; m < municipalities.size(); ++m) {
      for (std::size_t n = m + 1; n < municipalities.size(); ++n) {
        both_ways(municipalities[m].assessment, municipalities[n].assessment, network_.between(m, n));
      }
      for (std::size_t h = 0; h < hospitals.size(); ++h) {
        both_ways(municipalities[m].assessment, hospitals[h].emergency, network_.to_hospital(m, h));
      }
    }
    for (std::size_t h = 0; h < hospitals.size(); ++h) {
      for (std::size_t k = h + 1; k < hospitals.size(); ++k) {
        both_ways(hospitals[h].emergency, hospitals[k].emergency, network_.between_hospitals[h][k]);
      }
    }
  }

  const Scenario& scenario_;
  const TableData& tables_;
  const std::vector<AgeCounts>& residents_;
  Capacities capacities_;
  Roads roads_;
  CareNetwork network_;
};

}  // namespace

CareNetwork build_care_network(const Scenario& scenario, const TableData& tables,
                               const std::vector<AgeCounts>& residents, const AgeCounts& denmark) {
  return Builder(scenario, tables, residents, denmark).build();
}

}  // namespace klynge
