#include "models/scenario_tables.h"

#include <bit>

#include "models/journey/home.h"
#include "models/journey/world.h"

namespace klynge {

using sim::storage::Table;

Table residents_table(const Scenario& scenario, std::uint32_t seed, std::uint32_t replication) {
  const World world(scenario, {});
  const sim::Streams streams(seed, replication);
  std::vector<std::uint32_t> person;
  std::vector<std::string> municipality, sex;
  std::vector<std::int32_t> age, conditions;
  std::vector<double> frailty;
  std::vector<std::vector<std::int32_t>> has(world.tables.conditions.size());
  for (std::size_t m = 0; m < world.tables.municipalities.size(); ++m) {
    const Home home(world, m, streams);
    const Residents& people = home.people();
    for (std::uint32_t i = 0; i < people.size(); ++i) {
      person.push_back(world.number_of(people.agent(i)));
      municipality.push_back(world.tables.municipalities[m].name);
      age.push_back(people.age[i]);
      sex.emplace_back(people.female[i] ? "female" : "male");
      frailty.push_back(static_cast<double>(people.frailty[i]));
      conditions.push_back(std::popcount(people.conditions[i]));
      for (std::size_t c = 0; c < has.size(); ++c) has[c].push_back((people.conditions[i] >> c) & 1u);
    }
  }
  Table table{"residents",
              {{"person", std::move(person), "", "number of the resident in the run"},
               {"municipality", std::move(municipality), "", ""},
               {"age", std::move(age), "years", ""},
               {"sex", std::move(sex), "", ""},
               {"frailty", std::move(frailty), "1", "latent, mean 1"},
               {"conditions", std::move(conditions), "conditions", "how many of the chronic conditions below"}},
              {}};
  for (std::size_t c = 0; c < has.size(); ++c) {
    table.columns.push_back({world.tables.conditions[c], std::move(has[c]), "", "1: has the condition"});
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
