#include "models/scenario_tables.h"

#include <array>
#include <bit>
#include <string_view>

#include "models/journey/world.h"

namespace klynge {

using sim::storage::Table;

Table residents_table(const Scenario& scenario, std::uint32_t seed, std::uint32_t replication) {
  constexpr std::array<std::string_view, education_count> education_names = {"basic", "medium", "higher"};
  const World world(scenario, {});
  const sim::Streams streams(seed, replication);
  std::vector<std::uint32_t> person;
  std::vector<std::string> municipality, sex, education;
  std::vector<std::int32_t> age, alone, conditions, uncontrolled;
  std::vector<double> frailty;
  std::vector<std::vector<std::int32_t>> has(world.tables.states.size());
  for (std::size_t m = 0; m < world.tables.municipalities.size(); ++m) {
    const Residents people = world.people_of(m, streams);
    for (std::uint32_t i = 0; i < people.size(); ++i) {
      person.push_back(world.number_of(people.agent(i)));
      municipality.push_back(world.tables.municipalities[m].name);
      age.push_back(people.age(i, 0));
      sex.emplace_back(people.female(i) ? "female" : "male");
      education.emplace_back(education_names[static_cast<std::size_t>(people.education(i))]);
      alone.push_back(people.alone(i) ? 1 : 0);
      frailty.push_back(static_cast<double>(people.frailty[i]));
      conditions.push_back(std::popcount(people.states[i] & world.tables.condition_bits()));
      uncontrolled.push_back(std::popcount(people.uncontrolled[i]));
      for (std::size_t c = 0; c < has.size(); ++c) has[c].push_back((people.states[i] >> c) & 1u);
    }
  }
  Table table{"residents",
              {{"person", std::move(person), "", "number of the resident in the run"},
               {"municipality", std::move(municipality), "", ""},
               {"age", std::move(age), "years", ""},
               {"sex", std::move(sex), "", ""},
               {"education", std::move(education), "", "longest completed; of children their mother's generation's"},
               {"alone", std::move(alone), "", "1: lives alone"},
               {"frailty", std::move(frailty), "1", "latent, mean 1"},
               {"conditions", std::move(conditions), "conditions", "how many of the chronic conditions below"},
               {"uncontrolled", std::move(uncontrolled), "conditions", "how many of them are out of control"}},
              {}};
  for (std::size_t c = 0; c < has.size(); ++c) {
    const bool condition = c < world.tables.conditions;
    table.columns.push_back(
        {world.tables.states[c], std::move(has[c]), "", condition ? "1: has the condition" : "1: needs it"});
  }
  return table;
}

Table nodes_table(const Scenario& scenario) {
  const World world(scenario, {});
  const auto& graph = world.network.graph;
  std::vector<std::uint32_t> node;
  std::vector<std::string> name, sector, kind, municipality;
  std::vector<std::int32_t> servers;
  std::vector<double> latitude, longitude;
  for (std::size_t n = 0; n < graph.size(); ++n) {
    const CareNode& at = graph[sim::NodeId{n}];
    node.push_back(static_cast<std::uint32_t>(n));
    name.push_back(at.name);
    sector.emplace_back(sector_names[index(sector_of(at.kind))]);
    kind.emplace_back(node_kind_names[static_cast<std::size_t>(at.kind)]);
    municipality.push_back(at.municipality);
    servers.push_back(at.servers);
    latitude.push_back(at.latitude);
    longitude.push_back(at.longitude);
  }
  return {"nodes",
          {{"node", std::move(node), "", ""},
           {"name", std::move(name), "", ""},
           {"sector", std::move(sector), "", ""},
           {"kind", std::move(kind), "", ""},
           {"municipality", std::move(municipality), "", "empty for the hospital"},
           {"servers", std::move(servers), "servers", "doctors, rooms, beds, places or courses at once"},
           {"latitude", std::move(latitude), "degrees north", "of the main town"},
           {"longitude", std::move(longitude), "degrees east", "of the main town"}},
          {}};
}

Table links_table(const Scenario& scenario) {
  const World world(scenario, {});
  const auto& graph = world.network.graph.graph();
  std::vector<std::uint32_t> from, to;
  std::vector<double> delay;
  for (auto [it, end] = boost::edges(graph); it != end; ++it) {
    from.push_back(static_cast<std::uint32_t>(boost::source(*it, graph)));
    to.push_back(static_cast<std::uint32_t>(boost::target(*it, graph)));
    delay.push_back(static_cast<double>(graph[*it].delay.count()) / 60);
  }
  return {"links",
          {{"from", std::move(from), "", "node"},
           {"to", std::move(to), "", "node"},
           {"delay_minutes", std::move(delay), "minutes", "least time from one to the other"}},
          {}};
}

}  // namespace klynge
