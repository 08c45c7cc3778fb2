// Means of laws, traffic equations and the servers that a load asks for, against sums done by hand.

#include <cmath>
#include <filesystem>
#include <numbers>

#include "models/queueing/load.h"
#include "models/queueing/traffic.h"
#include "tests/support/catch.h"

using namespace klynge;
using namespace klynge::queueing;
using Catch::Approx;

namespace {

QueueingNetwork shipped(const char* name, const Overrides& overrides = {}) {
  return load_network(std::filesystem::path(KLYNGE_SOURCE_DIR) / "scenarios/queueing" / name, overrides);
}

Law law(LawKind kind) {
  Law made;
  made.kind = kind;
  made.mean = 3;
  return made;
}

}  // namespace

TEST_CASE("the mean of each law is exact") {
  for (const LawKind kind :
       {LawKind::exponential, LawKind::erlang, LawKind::gamma, LawKind::log_normal, LawKind::hyperexponential}) {
    CHECK(mean(law(kind)) == 3);
  }
  Law fixed = law(LawKind::fixed);
  fixed.value = 7;
  CHECK(mean(fixed) == 7);
  Law uniform = law(LawKind::uniform);
  uniform.from = 2;
  uniform.to = 5;
  CHECK(mean(uniform) == 3.5);
  Law empirical = law(LawKind::empirical);
  empirical.values = {1, 2, 6};
  CHECK(mean(empirical) == 3);
  empirical.weights = {2, 1, 1};
  CHECK(mean(empirical) == 2.5);
}

TEST_CASE("cutting a normal law moves its mean up") {
  Law normal = law(LawKind::normal);
  normal.mean = 0;
  normal.sd = 2;
  CHECK(mean(normal) == Approx(2 * std::sqrt(2 / std::numbers::pi)));  // half a normal law
  normal.mean = 100;
  CHECK(mean(normal) == Approx(100));
  normal.mean = 1;
  normal.sd = 1;
  normal.least = 7;  // far out the rest is nearly exponential: Mills' ratio at 6 is 0.1624
  CHECK(mean(normal) == Approx(1 + 6.1584).epsilon(1e-4));
}

TEST_CASE("the traffic equations of the shipped Jackson network hold") {
  const QueueingNetwork network = shipped("jackson.toml");
  const Traffic found = traffic(network);
  const double gp = 1 / (1 - 0.1 * (0.3 + 0.2 * 0.5));
  CHECK(found.open[0][0] == Approx(gp));
  CHECK(found.open[1][0] == Approx(0.2 * gp));
  CHECK(found.open[2][0] == Approx(0.4 * gp));
  CHECK(found.closed[0][0] == 0);
  CHECK(demand(network, found, 1).servers == Approx(2 * gp));
}

TEST_CASE("customers of a closed class come as often as they would without waiting") {
  const QueueingNetwork network = shipped("w2.toml");
  const Traffic found = traffic(network);
  // Of each round at home: 720 hours there, a GP, and 0.15 a ward; those of their own cluster then 0.4 care.
  const double hours = 720 + 0.25 + 0.15 * 72 + 0.015 * 2 + 0.135 * 0.4 * 240;
  const double rounds = 5'900'000.0 / 22 / hours;
  CHECK(found.closed[0][0] == Approx(rounds));
  CHECK(found.closed[0][1] == 0);
  CHECK(found.closed[1][0] == Approx(rounds / 80));
  CHECK(found.closed[2][0] == Approx(0.135 * rounds / 7));
  CHECK(found.closed[2][1] == Approx(0.015 * rounds / 7));
  CHECK(found.closed[3][0] == Approx(0.054 * rounds / 4));
  CHECK(found.open[1][0] == 0);

  const auto servers = resolved_servers(network);
  CHECK(servers[0].infinite());
  CHECK(servers[1] == Limit{std::llround(std::ceil(rounds / 80 * 0.25 / 0.8))});
  CHECK(servers[2] == Limit{std::llround(std::ceil(rounds * 0.15 * 72 / 7 / 0.85))});
  CHECK(servers[3] == Limit{std::llround(std::ceil(rounds * 0.054 * 240 / 4 / 0.9))});
}

TEST_CASE("a load that a number of servers meets exactly asks for no more") {
  QueueingNetwork network = shipped("w1.toml");
  CHECK(resolved_servers(network)[0] == Limit{20});
  network.nodes[0].servers.reset();
  network.nodes[0].load = 0.9;
  CHECK(resolved_servers(network)[0] == Limit{20});
  network.nodes[0].load = 0.89;
  CHECK(resolved_servers(network)[0] == Limit{21});
  network.arrivals[0].rate = 1e-9;
  CHECK(resolved_servers(network)[0] == Limit{1});
}

TEST_CASE("each line of arrivals has its mean rate") {
  Run run;
  run.warm_up = 10;
  run.length = 30;
  Arrivals line;
  line.gap = law(LawKind::gamma);
  CHECK(mean_rate(line, run) == Approx(1.0 / 3));
  line.gap.reset();
  line.times = {1, 2};
  CHECK(mean_rate(line, run) == 0.05);
  line.times.clear();
  line.profile.assign(24, 0.0);
  line.profile[8] = 12;
  CHECK(mean_rate(line, run) == 0.5);
}

TEST_CASE("servers that are needed together count at both nodes") {
  const QueueingNetwork network = parse_network(R"(
model = "queueing"
run = { time_unit = "hours", length = 100 }
classes.a = {}
nodes.theatre = { copies = 2, servers = 3, together_with = ["nurses"] }
nodes.nurses = { load = 0.5 }
arrivals = [{ class = "a", node = "theatre", rate = 2 }, { class = "a", node = "nurses", rate = 1 }]
services = [{ node = "theatre", time = { law = "exponential", mean = 2 } },
            { node = "nurses", time = { law = "exponential", mean = 0.5 } }]
)",
                                                "n.toml");
  const Demand nurses = demand(network, traffic(network), 1);
  CHECK(nurses.customers == Approx(3));
  CHECK(nurses.servers == Approx(4.5));
  CHECK(resolved_servers(network)[1] == Limit{9});
}

TEST_CASE("shifts add up where they overlap, nights before midnight of Monday included") {
  const std::vector<Shift> shifts = {
      {2, 8, 16, {true, true, true, true, true, false, false}, {}},
      {1, 12, 20, {true, false, false, false, false, false, false}, {}},
      {5, 22, 31, {false, false, false, false, false, false, true}, {}},  // Sunday to Monday 7 o'clock
      {1, 6, 8, {true, false, false, false, false, false, false}, {}},
  };
  CHECK(mean_servers(shifts) == Approx((2.0 * 8 * 5 + 8 + 5.0 * 9 + 2) / 168));
  CHECK(most_servers(shifts) == 6);
  CHECK(most_servers({shifts[0], shifts[1]}) == 3);
  CHECK(most_servers({{1, 0, 24, {true, true, true, true, true, true, true}, {}}}) == 1);  // one relieves the other
}
