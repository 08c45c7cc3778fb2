// What must hold in every queueing network whatever it is: nobody is lost track of, no server serves two, and how it is
// computed does not matter. A few hundred networks are drawn, each with a bit of everything; they run until everybody
// has left.
//
// Where they must all leave in the end, who is blocked waits for a node later in the list, and that for servers of one
// later still, so that nobody waits in a circle. Other routes also lead back. Networks in which some go round for ever
// know no such order: a run may end with a circle of those who wait for one another, and is told so.
#include <algorithm>
#include <map>
#include <random>

#include "models/queueing/load.h"
#include "models/queueing/model.h"
#include "sim/ensemble.h"
#include "sim/executor.h"
#include "tests/support/catch.h"
#include "tests/support/reference_networks.h"

namespace tests {
namespace {

using queueing::Node;
using queueing::Plan;
using queueing::WhenFull;

class Drawing {
 public:
  explicit Drawing(std::uint32_t seed) : random_(seed) {}

  // In which everybody leaves.
  QueueingNetwork network() {
    drawn_.sites = one_of(1, 3);
    drawn_.run.length = one_of(50, 150);
    drawn_.run.until_empty = true;
    const int classes = one_of(1, 3);
    for (int c = 0; c < classes; ++c) {
      queueing::CustomerClass each;
      each.name = "class" + std::to_string(c);
      each.priority = one_of(0, 2);
      if (chance(0.3)) each.skills = {"sew"};
      drawn_.classes.push_back(each);
    }
    const int nodes = one_of(2, 6);
    for (int n = 0; n < nodes; ++n) add_node("node" + std::to_string(n));
    for (Node& node : drawn_.nodes) send_on(node);
    for (std::size_t n = 0; n < drawn_.nodes.size(); ++n) add_routes(n);
    for (const queueing::CustomerClass& each : drawn_.classes) {
      for (int line = one_of(1, 2); line > 0; --line) add_arrivals(each.name, any_node().name);
    }
    for (Node& node : drawn_.nodes) add_arrivals(drawn_.classes.front().name, node.name);  // somebody comes everywhere
    return drawn_;
  }

  // In which some never leave, and others come a few times. One site and no delays: everybody is at a node.
  QueueingNetwork closed_network() {
    drawn_.run.length = one_of(100, 400);
    const int classes = one_of(1, 3);
    for (int c = 0; c < classes; ++c) {
      queueing::CustomerClass each;
      each.name = "class" + std::to_string(c);
      each.priority = one_of(0, 2);
      if (chance(0.3)) each.skills = {"sew"};
      if (c == 0 || chance(0.5)) {
        each.population = one_of(1, 12);
        each.starts_at = "node0";
      }
      drawn_.classes.push_back(each);
    }
    const int nodes = one_of(2, 5);
    for (int n = 0; n < nodes; ++n) add_lossless_node("node" + std::to_string(n));
    for (Node& node : drawn_.nodes) help_one_another(node);
    for (const queueing::CustomerClass& each : drawn_.classes) {
      for (std::size_t n = 0; n < drawn_.nodes.size(); ++n) add_round(each, n);
      if (each.population == 0) {
        queueing::Arrivals line;
        line.class_name = each.name;
        line.node = "node0";
        line.times = {1, 1, 1, 5, 5, 30};
        drawn_.arrivals.push_back(line);
      }
    }
    return drawn_;
  }

  int one_of(int least, int most) { return std::uniform_int_distribution(least, most)(random_); }

 private:
  bool chance(double probability) { return std::bernoulli_distribution(probability)(random_); }
  double between(double least, double most) { return std::uniform_real_distribution(least, most)(random_); }
  Node& any_node() {
    return drawn_.nodes[static_cast<std::size_t>(one_of(0, static_cast<int>(drawn_.nodes.size()) - 1))];
  }

  Law law(double mean) {
    switch (one_of(0, 4)) {
      case 0: return fixed(std::max(1.0, std::round(mean * 3600)) / 3600);
      case 1: return gamma(mean, between(0.3, 2));
      case 2: return hyperexponential(mean, between(1.1, 2));
      case 3: return empirical({0, 0.5, 1}, {});  // also services that take no time
      default: return exponential(mean);
    }
  }

  void add_node(const std::string& name) {
    Node node;
    node.name = name;
    drawn_.services.push_back({.node = name, .class_name = {}, .time = law(between(0.2, 1.5))});
    if (chance(0.15)) {
      node.servers = queueing::Limit{};
      drawn_.nodes.push_back(node);
      return;
    }
    node.copies = one_of(1, 2);
    if (chance(0.15)) {
      node.servers = {one_of(1, 3)};
      node.speed.shared = true;
      drawn_.nodes.push_back(node);
      return;
    }
    if (chance(0.3)) {
      node.shifts.push_back({.servers = one_of(1, 3), .from = 8, .to = 16, .skills = {"sew"}});
      if (chance(0.5)) node.shifts.push_back({.servers = 1, .from = 22, .to = 30, .skills = {}});
      if (chance(0.5)) node.shifts.front().days[5] = false;
    } else {
      node.servers = {one_of(1, 4)};
      if (chance(0.3)) node.skills = {"sew"};
    }
    node.discipline = static_cast<Discipline>(one_of(0, 4));
    if (chance(0.6)) {
      node.room = {one_of(0, 3)};
      node.when_full = static_cast<WhenFull>(one_of(0, 2));
    }
    if (chance(0.2)) node.balking = {0, between(0, 0.5), between(0, 1)};
    if (chance(0.2)) node.speed.factors = {between(0.5, 2), 1, between(0.5, 2)};
    if (chance(0.3)) drawn_.patience.push_back({.node = name, .class_name = {}, .time = law(between(0.2, 5))});
    drawn_.nodes.push_back(node);
  }

  // Which other nodes help, or take whom this one has no room for.
  void send_on(Node& node) {
    const Node& other = any_node();
    if (node.when_full == WhenFull::overflow) {
      if (other.name == node.name) {
        node.when_full = WhenFull::lost;
      } else {
        node.overflow.nodes = {other.name};
      }
    }
    const Node& helper = any_node();
    const bool in_order = node.when_full == WhenFull::block ? helper.name > node.name : helper.name != node.name;
    if (can_share(node) && can_share(helper) && in_order && chance(0.4)) {
      node.together_with = {helper.name};
    }
  }

  void add_routes(std::size_t from) {
    double left = 0.8;
    for (int i = one_of(0, 3); i > 0; --i) {
      const auto to = static_cast<std::size_t>(one_of(0, static_cast<int>(drawn_.nodes.size()) - 1));
      const bool blocks = drawn_.nodes[to].when_full == WhenFull::block;
      if (blocks && to <= from) continue;
      queueing::Route route;
      route.from = drawn_.nodes[from].name;
      route.to = drawn_.nodes[to].name;
      route.probability = between(0, left);
      left -= route.probability;
      if (!blocks && chance(0.6)) {
        route.delay = one_of(1, 4) * 0.5;
        route.site = static_cast<queueing::SiteChoice>(drawn_.sites > 1 ? one_of(0, 2) : 0);
      }
      if (chance(0.2)) route.becomes = drawn_.classes.back().name;
      drawn_.routes.push_back(route);
    }
  }

  // Nobody is lost there. The first has room for everybody.
  void add_lossless_node(const std::string& name) {
    const std::size_t patient = drawn_.patience.size();
    add_node(name);
    Node& node = drawn_.nodes.back();
    drawn_.patience.resize(patient);
    node.balking.clear();
    const bool is_first = drawn_.nodes.size() == 1;
    if (node.when_full == WhenFull::overflow && !is_first) node.overflow.nodes = {"node0"};
    if (is_first || (node.when_full == WhenFull::lost && !node.room.infinite())) {
      node.when_full = is_first ? WhenFull::lost : WhenFull::block;
      if (is_first) node.room = {};
    }
  }

  void help_one_another(Node& node) {
    const Node& helper = any_node();
    if (can_share(node) && can_share(helper) && helper.name > node.name && chance(0.4)) {
      node.together_with = {helper.name};
    }
  }

  // To the next node in any case, so that all are visited and all come back; also to the node itself, and anywhere.
  void add_round(const queueing::CustomerClass& who, std::size_t from) {
    const double leaving = who.population == 0 ? 0.25 : 0;
    const double itself = chance(0.4) ? between(0.1, 0.4) : 0;
    const double anywhere = between(0, 0.3);
    const auto add = [&](const std::string& to, double probability) {
      if (probability == 0) return;
      queueing::Route route;
      route.from = drawn_.nodes[from].name;
      route.class_name = who.name;
      route.to = to;
      route.probability = probability;
      drawn_.routes.push_back(route);
    };
    add(drawn_.nodes[from].name, itself);
    add(any_node().name, anywhere);
    add(drawn_.nodes[(from + 1) % drawn_.nodes.size()].name, 1 - leaving - itself - anywhere);
  }

  static bool can_share(const Node& each) {  // what is interrupted or slowed down cannot be taken together
    const bool endless = each.servers && each.servers->infinite();
    return !endless && !each.speed.shared && each.speed.factors.empty() && each.discipline != Discipline::preemptive;
  }

  void add_arrivals(const std::string& who, const std::string& node) {
    queueing::Arrivals line;
    line.class_name = who;
    line.node = node;
    switch (one_of(0, 3)) {
      case 0: line.gap = law(between(1, 5)); break;
      case 1: line.profile.assign(24, 0.2), line.profile[9] = 3; break;
      case 2: line.times = {1, 5, 5, 5, 24, 24}; break;
      default: line.rate = between(0.2, 1);
    }
    drawn_.arrivals.push_back(line);
  }

  std::mt19937_64 random_;
  QueueingNetwork drawn_;
};

// A run that can be stopped and looked at.
struct Run {
  Run(const Plan& of, std::uint32_t seed, sim::Archive* saved = nullptr)
      : plan(of), model(of), simulation(model, {seed, 0}, saved) {}

  bool over() const { return simulation.now() >= plan.end && simulation.pending() == 0; }
  sim::Time stop() const { return simulation.now() + sim::hours{5}; }

  const Plan& plan;
  queueing::QueueingModel model;
  sim::Simulation simulation;
};

bool helps(const QueueingNetwork& network, const std::string& name) {
  return std::any_of(network.nodes.begin(), network.nodes.end(), [&](const Node& node) {
    return std::find(node.together_with.begin(), node.together_with.end(), name) != node.together_with.end();
  });
}

void check_capacity(const Run& run) {
  for (const sim::ResourceSpec& spec : run.plan.resources) {
    const Node& node = run.plan.network.nodes[run.plan.node_of(spec.node)];
    const sim::Resource& resource = run.simulation.resource(spec.node);
    CAPTURE(node.name);
    CHECK(resource.serving() >= 0);
    CHECK(resource.blocked() >= 0);
    CHECK(resource.waiting() >= 0);
    if (node.shifts.empty()) CHECK(resource.held() <= resource.on_duty());  // who works in shifts may work overtime
    if (spec.room && !spec.preemptive) CHECK(resource.waiting() <= *spec.room);  // the interrupted wait in any case
    const bool anybody_can_serve = node.shifts.empty() && node.skills.empty() && node.together_with.empty();
    if (anybody_can_serve && resource.waiting() > 0 &&
        std::all_of(spec.lines.begin(), spec.lines.end(), [&](auto& line) { return line.needs == 0; }))
      CHECK(resource.held() == resource.on_duty());
  }
}

// What all networks together have shown, so that nothing is tested on nobody.
struct Seen {
  std::uint64_t served = 0, refused = 0, balked = 0, gave_up = 0, interrupted = 0;
  std::int64_t blocked_seconds = 0;
};

void check_counts(const Run& run, Seen& seen) {
  const QueueingNetwork& network = run.plan.network;
  const queueing::Tally tally = run.model.tally();
  const std::vector<sim::Usage> usage = run.model.usage(run.simulation);
  queueing::ClassTally all;
  for (const queueing::ClassTally& each : tally.classes) all += each;
  CHECK(all.entered == all.left + all.lost);
  for (std::size_t n = 0; n < network.nodes.size(); ++n) {
    CAPTURE(network.nodes[n].name);
    queueing::NodeTally node;
    for (std::size_t c = 0; c < network.classes.size(); ++c) {
      const queueing::NodeTally& each = tally.nodes[n * network.classes.size() + c];
      CHECK(each.arrived == each.finished + each.refused + each.balked + each.gave_up);
      CHECK(each.started == each.finished);
      node += each;
    }
    seen.served += node.finished;
    seen.refused += node.refused;
    seen.balked += node.balked;
    seen.gave_up += node.gave_up;
    seen.interrupted += usage[n].interrupted;
    seen.blocked_seconds += usage[n].blocked_integral;
    if (run.plan.nodes[n].delay) {
      CHECK(tally.presence[n].now == 0);
      CHECK(tally.presence[n].integral == node.stay_seconds);
      continue;
    }
    if (network.nodes[n].discipline != Discipline::preemptive) {
      CHECK(usage[n].waiting_integral == node.wait_seconds + node.vain_seconds);
    }
    if (network.nodes[n].shifts.empty()) {
      CHECK(usage[n].serving_integral + usage[n].blocked_integral <= usage[n].on_duty_integral);
    }
    if (helps(network, network.nodes[n].name)) continue;  // whose servers also serve elsewhere
    CHECK(usage[n].serving_integral + usage[n].blocked_integral + usage[n].waiting_integral ==
          node.stay_seconds + node.vain_seconds);
    if (network.nodes[n].speed.shared) continue;
    CHECK(usage[n].finished == node.finished);
  }
}

std::uint64_t hash_with_workers(const Plan& plan, std::uint32_t seed, std::size_t workers) {
  Run run(plan, seed);
  sim::run_jobs(
      1, workers,
      [&](std::size_t, const sim::Report&) {
        while (!run.over()) sim::run_windowed(run.simulation, run.stop());
      },
      [](double) { return true; });
  return run.simulation.hash();
}

// Saved after so many stops, read again by another run and brought to where this one ended.
std::uint64_t hash_when_saved(const Plan& plan, std::uint32_t seed, int stops, sim::Time end) {
  Run first(plan, seed);
  for (int i = 0; i < stops && first.stop() < end; ++i) sim::run_sequential(first.simulation, first.stop());
  sim::Archive written;
  first.simulation.save(written);
  sim::Archive saved(written.take_sections());
  Run second(plan, seed, &saved);
  while (second.simulation.now() < end) sim::run_sequential(second.simulation, std::min(end, second.stop()));
  return second.simulation.hash();
}

// Customers at nodes, each counted where they are and not where a server helps; helpers come later in the list.
std::int64_t at_nodes(const Run& run) {
  std::int64_t all = 0;
  std::map<sim::NodeId, std::int64_t> elsewhere;  // servers that help
  for (const sim::ResourceSpec& spec : run.plan.resources) {
    const sim::Resource& resource = run.simulation.resource(spec.node);
    const std::int64_t served = resource.serving() - elsewhere[spec.node];
    for (const sim::NodeId helper : spec.together_with) elsewhere[helper] += served;
    all += served + resource.blocked() + resource.waiting();
  }
  for (const queueing::Presence& presence : run.model.tally().presence) all += presence.now;
  return all;
}

TEST_CASE("in any queueing network all customers and seconds are accounted for", "[properties]") {
  constexpr std::uint32_t networks = 300;
  Seen seen;
  for (std::uint32_t seed = 1; seed <= networks; ++seed) {
    const std::string toml = queueing::to_toml(Drawing(seed).network());
    CAPTURE(seed, toml);
    const Plan plan(queueing::parse_network(toml, "drawn network"));
    Run run(plan, seed);
    while (!run.over()) {
      REQUIRE(run.simulation.now() < plan.end + sim::days{2'000});
      sim::run_sequential(run.simulation, run.stop());
      check_capacity(run);
    }
    check_counts(run, seen);
    if (seed % 3 == 0) {
      CHECK(hash_when_saved(plan, seed, Drawing(seed).one_of(0, 40), run.simulation.now()) == run.simulation.hash());
    }
    if (plan.sites == 1 && seed % 10 != 0) continue;  // there is but one partition to compute
    for (const std::size_t workers : {1, 2, 3}) {
      CAPTURE(workers);
      CHECK(hash_with_workers(plan, seed, workers) == run.simulation.hash());
    }
  }
  CHECK(seen.served > 100 * networks);
  CHECK(seen.refused > networks);
  CHECK(seen.balked > networks);
  CHECK(seen.gave_up > networks);
  CHECK(seen.interrupted > networks);
  CHECK(seen.blocked_seconds > 3600 * networks);
}

TEST_CASE("in any queueing network who never leaves is never lost, or told to be caught in a circle", "[properties]") {
  constexpr std::uint32_t networks = 400;
  std::uint32_t circles = 0;
  std::int64_t blocked_seconds = 0;
  std::int64_t stood_aside = 0;
  for (std::uint32_t seed = 1; seed <= networks; ++seed) {
    const std::string toml = queueing::to_toml(Drawing(seed).closed_network());
    CAPTURE(seed, toml);
    const Plan plan(queueing::parse_network(toml, "drawn network"));
    Run run(plan, seed);
    try {
      while (run.simulation.now() < plan.end) {
        sim::run_sequential(run.simulation, std::min(plan.end, run.stop()));
        check_capacity(run);
      }
    } catch (const sim::InputError& error) {
      REQUIRE_THAT(error.what(), Catch::Matchers::ContainsSubstring("circular blocking"));
      ++circles;
      continue;
    }
    queueing::ClassTally all;
    for (const queueing::ClassTally& each : run.model.tally().classes) all += each;
    CHECK(all.lost == 0);
    const auto aside = static_cast<std::int64_t>(run.model.standing_aside());
    stood_aside += aside;
    CHECK(at_nodes(run) + aside == static_cast<std::int64_t>(plan.customers + all.entered - all.left));
    for (const sim::Usage& usage : run.model.usage(run.simulation)) blocked_seconds += usage.blocked_integral;
    CHECK(hash_when_saved(plan, seed, Drawing(seed).one_of(0, 60), plan.end) == run.simulation.hash());
  }
  CHECK(circles > networks / 40);
  CHECK(circles < networks / 2);
  CHECK(blocked_seconds > 3600 * networks);
  CHECK(stood_aside > 0);
}

}  // namespace
}  // namespace tests
