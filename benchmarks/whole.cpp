// whole.cpp - runs one work-load once and says what it took, as TOML on standard output: one to a process, so that memory
// is that of this run alone.
//
// Setup is all that comes before the first event: reading files, making places and people, scheduling what comes first.
// For a queueing network it also prints what flowed through each node, in stretches that are all but independent of
// each other (a site each, the counted time cut into `stretches`), so that the reader can tell chance from error.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "benchmarks/workloads.h"
#include "models/experiment.h"
#include "models/journey/world.h"
#include "models/queueing/load.h"
#include "models/queueing/run.h"
#include "models/study.h"
#include "sim/check.h"
#include "sim/ensemble.h"
#include "sim/executor.h"
#include "sim/hash.h"

namespace klynge::benchmarks {
namespace {

struct Arguments {
  std::string workload;
  std::map<std::string, std::int64_t> options = {{"residents", 0}, {"replication", 0}, {"replications", 8},
                                                 {"seed", 2026},   {"stretches", 1},   {"threads", 1}};
  Overrides overrides;

  std::int64_t operator[](const std::string& option) const { return options.at(option); }
  std::size_t threads() const { return static_cast<std::size_t>(options.at("threads")); }
  std::uint32_t seed() const { return static_cast<std::uint32_t>(options.at("seed")); }
  sim::Streams streams() const { return {seed(), static_cast<std::uint32_t>(options.at("replication"))}; }
};

Arguments parse(const std::vector<std::string>& words) {
  sim::require(!words.empty(),
               "expected a work-load: empty, describe-w1, describe-w2, w1, w2, randers, denmark, "
               "residents or replications; then KEY=NUMBER");
  Arguments arguments;
  arguments.workload = words.front();
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::size_t equals = words[i].find('=');
    sim::require(equals != std::string::npos, words[i] + ": expected KEY=NUMBER");
    const std::string key = words[i].substr(0, equals), number = words[i].substr(equals + 1);
    if (const auto option = arguments.options.find(key); option != arguments.options.end()) {
      option->second = std::stoll(number);
    } else if (number.find_first_not_of("0123456789") == std::string::npos) {
      arguments.overrides.emplace_back(key, static_cast<std::int64_t>(std::stoll(number)));
    } else {
      arguments.overrides.emplace_back(key, std::stod(number));
    }
  }
  return arguments;
}

class Stopwatch {
 public:
  // Seconds since this was asked last, or since it was made.
  double lap() {
    const auto before = std::exchange(began_, Clock::now());
    return std::chrono::duration<double>(began_ - before).count();
  }

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point began_ = Clock::now();
};

// The most memory this process ever held. (getrusage would count the process that started this one, too.)
std::uint64_t peak_bytes() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    std::uint64_t kilobytes = 0;
    if (word == "VmHWM:" && status >> kilobytes) return kilobytes * 1024;
  }
  sim::fail_input("benchmarks: /proc/self/status does not tell the peak of memory");
}

void run_until(sim::Simulation& simulation, sim::Time until, std::size_t threads) {
  if (threads == 1) {
    sim::run_sequential(simulation, until);
  } else {
    sim::run_jobs(
        1, threads, [&](std::size_t, const sim::Report&) { sim::run_windowed(simulation, until); },
        [](double) { return true; });
  }
}

struct Run {
  std::uint64_t residents = 0;
  std::uint64_t events = 0;
  std::uint64_t hash = 0;
  double setup_seconds = 0;
  double run_seconds = 0;
  std::string more;  // tables that follow
};

// What flowed through the nodes of one kind in each stretch.
struct Flows {
  std::vector<std::uint64_t> started;
  std::vector<std::int64_t> waited_seconds;
  std::vector<std::int64_t> busy_seconds;
  std::vector<std::int64_t> server_seconds;
};

void add_stretch(const queueing::Plan& plan, const std::vector<sim::Usage>& before,
                 const std::vector<sim::Usage>& after, std::map<std::string, Flows>& flows) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, sim::Usage> sums;  // by node and site
  for (std::size_t i = 0; i < plan.resources.size(); ++i) {
    const sim::NodeId id = plan.resources[i].node;
    const sim::Usage through = after[i] - before[i];
    sim::Usage& sum = sums[{plan.node_of(id), plan.site_of(id)}];
    sum.started += through.started;
    sum.waited_seconds += through.waited_seconds;
    sum.serving_integral += through.serving_integral;
    sum.on_duty_integral += through.on_duty_integral;
  }
  for (const auto& [place, sum] : sums) {
    Flows& of_node = flows[plan.network.nodes[place.first].name];
    of_node.started.push_back(sum.started);
    of_node.waited_seconds.push_back(sum.waited_seconds);
    of_node.busy_seconds.push_back(sum.serving_integral);
    of_node.server_seconds.push_back(sum.on_duty_integral);
  }
}

Overrides with_people(const Arguments& arguments) {
  Overrides overrides = arguments.overrides;
  if (arguments["residents"] > 0) overrides.emplace_back("classes.patient.population", arguments["residents"]);
  return overrides;
}

Run run_network(const Arguments& arguments) {
  Stopwatch watch;
  Run run;
  const queueing::Plan plan(network(arguments.workload, with_people(arguments)));
  queueing::Replication replication(plan, arguments.streams());
  sim::Simulation& simulation = replication.simulation();
  const auto usage = [&] {
    std::vector<sim::Usage> all;
    for (const sim::ResourceSpec& spec : plan.resources) all.push_back(simulation.usage(spec.node));
    return all;
  };
  run.setup_seconds = watch.lap();

  std::map<std::string, Flows> flows;
  run_until(simulation, plan.counting_from, arguments.threads());
  std::vector<sim::Usage> before = usage();
  const std::int64_t stretches = arguments["stretches"];
  for (std::int64_t i = 1; i <= stretches; ++i) {
    run_until(simulation, plan.counting_from + (plan.end - plan.counting_from) * i / stretches, arguments.threads());
    std::vector<sim::Usage> after = usage();
    add_stretch(plan, before, after, flows);
    before = std::move(after);
  }
  run.run_seconds = watch.lap();

  run.residents = plan.customers;
  run.events = simulation.events();
  run.hash = simulation.hash();
  for (const auto& [node, of_node] : flows) {
    run.more +=
        fmt::format("\n[nodes.{}]\nstarted = {}\nwaited_seconds = {}\nbusy_seconds = {}\nserver_seconds = {}\n", node,
                    of_node.started, of_node.waited_seconds, of_node.busy_seconds, of_node.server_seconds);
  }
  return run;
}

// Randers, or all of Denmark.
Run run_care(const Arguments& arguments) {
  Stopwatch watch;
  Run run;
  const Scenario scenario = arguments.workload == "randers"
                                ? randers(arguments.overrides)
                                : denmark(static_cast<double>(arguments["residents"]), arguments.overrides);
  const std::unique_ptr<Setup> setup = set_up(scenario, {});
  const std::unique_ptr<Trial> trial = setup->trial(arguments.streams());
  run.setup_seconds = watch.lap();
  while (!trial->over()) run_until(trial->simulation(), trial->next_stop(), arguments.threads());
  run.run_seconds = watch.lap();
  run.residents = residents_of(scenario);
  run.events = trial->simulation().events();
  run.hash = trial->simulation().hash();
  return run;
}

// The residents of Denmark and nothing else, on one thread; what is made once for all of them is setup.
Run make_residents(const Arguments& arguments) {
  Run run;
  Stopwatch watch;
  const World world(denmark(static_cast<double>(arguments["residents"]), arguments.overrides), {});
  run.setup_seconds = watch.lap();
  std::vector<Residents> all;
  for (std::size_t m = 0; m < world.tables.municipalities.size(); ++m) {
    all.push_back(world.people_of(m, arguments.streams()));
  }
  run.run_seconds = watch.lap();
  for (const Residents& each : all) {
    run.residents += each.size();
    for (std::uint32_t row = 0; row < each.size(); ++row) {
      const auto age = static_cast<std::uint64_t>(each.age(row, 0));
      run.hash = sim::chain(run.hash, std::uint64_t{each.states[row]} << 16 | age << 8 | each.flags[row]);
    }
  }
  return run;
}

// Replications of Randers, which fill the threads together with their partitions; setup is part of each.
Run run_replications(const Arguments& arguments) {
  Run run;
  StudyPlan plan;
  plan.arms = {{"randers", randers(arguments.overrides)}};
  plan.seed = arguments.seed();
  plan.replications = static_cast<std::uint32_t>(arguments["replications"]);
  plan.workers = arguments.threads();
  Stopwatch watch;
  const std::vector<RunResult> results = run_study(plan);
  run.run_seconds = watch.lap();
  run.residents = residents_of(std::get<Scenario>(plan.arms.front().experiment));  // of each
  for (const RunResult& each : results) {
    run.events += each.events;
    run.hash = sim::chain(run.hash, each.hash);
  }
  return run;
}

void print(const Arguments& arguments, const Run& run) {
  fmt::print("workload = \"{}\"\nresidents = {}\nthreads = {}\nevents = {}\n", arguments.workload, run.residents,
             arguments.threads(), run.events);
  fmt::print("setup_seconds = {:.6f}\nrun_seconds = {:.6f}\npeak_bytes = {}\nhash = \"{:016x}\"\n", run.setup_seconds,
             run.run_seconds, peak_bytes(), run.hash);
  fmt::print("version = \"{}\"\ncompiler = \"{}\"\n{}", KLYNGE_VERSION, KLYNGE_COMPILER, run.more);
}

int main_of(const Arguments& arguments) {
  static const std::map<std::string, Run (*)(const Arguments&)> workloads = {
      {"empty", [](const Arguments&) { return Run{}; }},
      {"w1", run_network},
      {"w2", run_network},
      {"randers", run_care},
      {"denmark", run_care},
      {"residents", make_residents},
      {"replications", run_replications}};
  if (arguments.workload.starts_with("describe-")) {
    const std::string name = arguments.workload.substr(sizeof "describe-" - 1);
    fmt::print("{}", queueing::to_toml(network(name, with_people(arguments))));
    return 0;
  }
  const auto found = workloads.find(arguments.workload);
  sim::require(found != workloads.end(), arguments.workload + ": there is no such work-load");
  print(arguments, found->second(arguments));
  return 0;
}

}  // namespace
}  // namespace klynge::benchmarks

int main(int count, char** words) {
  using namespace klynge::benchmarks;
  try {
    return main_of(parse({words + 1, words + count}));
  } catch (const std::exception& error) {
    fmt::print(stderr, "whole: {}\n", error.what());
    return 2;
  }
}
