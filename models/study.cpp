#include "models/study.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <memory>
#include <set>

#include "models/health_model.h"
#include "models/results.h"
#include "models/scenario/load.h"
#include "sim/check.h"
#include "sim/ensemble.h"
#include "sim/executor.h"
#include "sim/storage/file.h"

namespace klynge {

namespace {

using sim::storage::Column;
using sim::storage::Table;

void check(const StudyPlan& plan) {
  sim::require(!plan.arms.empty(), "arms: expected at least one");
  sim::require(plan.replications >= 1, "replications = 0: expected at least 1");
  std::set<std::string> names;
  for (const Arm& arm : plan.arms) {
    sim::require(!arm.name.empty() && arm.name.find('/') == std::string::npos,
                 fmt::format("arm '{}': expected a name without '/'", arm.name));
    sim::require(names.insert(arm.name).second, fmt::format("arm '{}': named twice", arm.name));
  }
}

// One table of all runs, with who it belongs to in front.
Table stack(const StudyPlan& plan, const std::vector<RunResult>& results, std::size_t which) {
  Table all = results.front().tables[which];
  for (Column& column : all.columns) std::visit([](auto& values) { values.clear(); }, column.values);
  std::vector<std::string> arm;
  std::vector<std::uint32_t> replication;
  for (const RunResult& result : results) {
    const Table& table = result.tables[which];
    for (std::size_t c = 0; c < all.columns.size(); ++c) {
      std::visit(
          [&](auto& values) {
            const auto& more = std::get<std::decay_t<decltype(values)>>(table.columns[c].values);
            values.insert(values.end(), more.begin(), more.end());
          },
          all.columns[c].values);
    }
    const std::size_t rows = sim::storage::rows(table.columns.front());
    arm.insert(arm.end(), rows, plan.arms[result.arm].name);
    replication.insert(replication.end(), rows, result.replication);
  }
  all.columns.insert(all.columns.begin(), {{"arm", std::move(arm), "", "which arm of the study"},
                                           {"replication", std::move(replication), "", "which draw of luck"}});
  return all;
}

Table runs_table(const StudyPlan& plan, const std::vector<RunResult>& results) {
  std::vector<std::string> arm, hash;
  std::vector<std::uint32_t> replication;
  std::vector<std::int64_t> events;
  for (const RunResult& result : results) {
    arm.push_back(plan.arms[result.arm].name);
    replication.push_back(result.replication);
    hash.push_back(fmt::format("{:016x}", result.hash));
    events.push_back(static_cast<std::int64_t>(result.events));
  }
  return {"runs",
          {{"arm", std::move(arm), "", ""},
           {"replication", std::move(replication), "", ""},
           {"hash", std::move(hash), "", "of the event stream, hexadecimal"},
           {"events", std::move(events), "events", "handled, warm-up included"}},
          {}};
}

}  // namespace

std::vector<RunResult> run_study(const StudyPlan& plan, const Progress& progress) {
  check(plan);
  std::vector<std::unique_ptr<World>> worlds;
  for (const Arm& arm : plan.arms) worlds.push_back(std::make_unique<World>(arm.scenario, plan.follow));

  // Arms of one replication follow one another, so that a study that is stopped keeps whole pairs.
  const std::size_t arms = plan.arms.size();
  const std::size_t count = arms * plan.replications;
  std::vector<RunResult> results(count);
  std::vector<std::uint8_t> finished(count, 0);

  const auto job = [&](std::size_t j, const sim::Report& report) {
    const World& world = *worlds[j % arms];
    const auto replication = plan.first_replication + static_cast<std::uint32_t>(j / arms);
    const sim::Streams streams(plan.seed, replication);
    HealthModel model(world, streams);
    sim::Simulation simulation(model, streams);
    sim::ExecutorOptions options;
    options.keep_going = [&](sim::Time now) {
      return report((now - sim::start_of_time) / (1.0 * (world.end - sim::start_of_time)));
    };
    if (!sim::run_sequential(simulation, world.end, options)) return;
    results[j] = {j % arms, replication, simulation.hash(), simulation.events(), result_tables(model, simulation)};
    finished[j] = 1;
  };
  sim::run_jobs(count, plan.workers != 0 ? plan.workers : sim::default_workers(), job,
                [&](double done) { return !progress || progress(done); });

  std::vector<RunResult> kept;
  for (std::size_t j = 0; j < count; ++j) {
    if (finished[j]) kept.push_back(std::move(results[j]));
  }
  std::stable_sort(kept.begin(), kept.end(), [](const RunResult& a, const RunResult& b) { return a.arm < b.arm; });
  return kept;
}

void write_study(const std::filesystem::path& path, const StudyPlan& plan, const std::vector<RunResult>& results,
                 const std::map<std::string, std::string>& meta) {
  check(plan);
  sim::require(!results.empty(), "study: there is no finished run to write");
  sim::storage::FileWriter file(path);
  for (const Arm& arm : plan.arms) {
    file.write_text("/meta/scenarios/" + arm.name, to_toml(arm.scenario));
    for (const auto& [table, text] : tables_of(arm.scenario)) {
      // HDF5 separates groups by '/', so a table keeps its path as an attribute of its own.
      const std::string place =
          fmt::format("/meta/tables/{}/{}", arm.name, std::filesystem::path(table).filename().string());
      file.write_text(place, text);
      file.attribute(place, "path", table);
    }
  }
  file.attribute("/meta", "seed", static_cast<std::int64_t>(plan.seed));
  file.attribute("/meta", "first_replication", static_cast<std::int64_t>(plan.first_replication));
  file.attribute("/meta", "replications", static_cast<std::int64_t>(plan.replications));
  for (const auto& [name, text] : meta) file.attribute("/meta", name, text);
  file.write(indicator_catalogue());
  for (const Arm& arm : plan.arms) {
    Table nodes = nodes_table(arm.scenario);
    nodes.path = "nodes/" + arm.name;
    file.write(nodes);
  }
  file.write(runs_table(plan, results));
  for (std::size_t t = 0; t < results.front().tables.size(); ++t) file.write(stack(plan, results, t));
  file.commit();
}

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

Table indicator_catalogue() { return indicator_catalogue_table(); }

}  // namespace klynge
