#include "sim/simulation.h"

#include "sim/check.h"
#include "sim/executor.h"
#include "tests/support/catch.h"
#include "tests/support/scripted_model.h"

namespace tests {
namespace {

using namespace sim;

constexpr PartitionId first{std::size_t{0}};
constexpr PartitionId second{std::size_t{1}};
constexpr PartitionId third{std::size_t{2}};

Time at(Duration since_start) { return start_of_time + since_start; }

Subject agent(std::size_t number) { return Subject{AgentId{number}}; }

TEST_CASE("a window ends at the lookahead or the longest or a global event or the end", "[unit]") {
  ScriptedModel model;
  model.partition_count = 2;
  model.least_delay = hours{6};
  model.globals = {at(hours{30})};
  Simulation simulation(model, {1, 0});
  CHECK(simulation.window_end(at(days{9}), std::nullopt) == at(hours{6}));
  CHECK(simulation.window_end(at(hours{4}), std::nullopt) == at(hours{4}));
  CHECK(simulation.window_end(at(days{9}), hours{2}) == at(hours{2}));
  CHECK(simulation.window_end(at(days{9}), hours{8}) == at(hours{6}));
  simulation.close_window(at(hours{26}));
  CHECK(simulation.window_end(at(days{9}), std::nullopt) == at(hours{30}));
  CHECK_THROWS_AS(simulation.window_end(at(hours{26}), std::nullopt), InternalError);
}

TEST_CASE("partitions that never speak need no windows", "[unit]") {
  ScriptedModel model;
  model.partition_count = 2;
  Simulation simulation(model, {1, 0});
  CHECK(simulation.window_end(at(days{3650}), std::nullopt) == at(days{3650}));
}

TEST_CASE("a global event sees all that was before it and nothing that is not", "[unit]") {
  ScriptedModel model;
  model.globals = {at(hours{10}), at(hours{20})};
  std::vector<Time> handled;
  std::vector<std::pair<Time, std::size_t>> seen;
  model.on_start = [](Context& context) {
    for (int h = 1; h <= 30; ++h) context.schedule(hours{h}, agent(0), 0, 0);
  };
  model.on_event = [&](const Event& event, Context&) { handled.push_back(event.time); };
  model.on_global = [&](Time now, const Simulation& simulation) {
    CHECK(simulation.now() == now);
    seen.emplace_back(now, handled.size());
  };
  Simulation simulation(model, {1, 0});
  run_sequential(simulation, at(days{2}));
  REQUIRE(seen.size() == 2);
  CHECK(seen[0] == std::pair(at(hours{10}), std::size_t{9}));
  CHECK(seen[1] == std::pair(at(hours{20}), std::size_t{19}));
  CHECK(handled.size() == 30);
}

TEST_CASE("a global event at the end of the run still happens", "[unit]") {
  ScriptedModel model;
  model.globals = {at(hours{10})};
  int calls = 0;
  model.on_global = [&](Time, const Simulation&) { ++calls; };
  Simulation simulation(model, {1, 0});
  run_sequential(simulation, at(hours{10}));
  CHECK(calls == 1);
  run_sequential(simulation, at(hours{12}));
  CHECK(calls == 1);
}

TEST_CASE("events and rows of all partitions are counted and merged", "[unit]") {
  ScriptedModel model;
  model.partition_count = 3;
  model.least_delay = hours{1};
  model.on_start = [](Context& context) {
    const std::size_t p = context.partition().index();
    context.schedule(minutes{30 - static_cast<int>(p)}, agent(p), 0, 0);
  };
  model.on_event = [](const Event& event, Context& context) {
    context.record({context.now(), event.subject, NodeId{}, 0, 0, 0});
  };
  Simulation simulation(model, {1, 0});
  CHECK(simulation.partitions() == 3);
  run_sequential(simulation, at(hours{1}));
  CHECK(simulation.events() == 3);
  const auto rows = simulation.rows();
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].subject == agent(2));
  CHECK(rows[1].subject == agent(1));
  CHECK(rows[2].subject == agent(0));
}

std::uint64_t hash_of(const std::function<void(Context&)>& start) {
  ScriptedModel model;
  model.on_start = start;
  Simulation simulation(model, {1, 0});
  run_sequential(simulation, at(days{1}));
  return simulation.hash();
}

TEST_CASE("the hash tells every part of an event", "[unit]") {
  const auto one = [](Duration delay, std::size_t who, EventKind kind, int payload, Rank rank) {
    return hash_of([=](Context& context) { context.schedule(delay, agent(who), kind, payload, rank); });
  };
  const std::uint64_t hash = one(hours{1}, 1, 1, 1, Rank::ordinary);
  CHECK(one(hours{1}, 1, 1, 1, Rank::ordinary) == hash);
  CHECK(one(hours{2}, 1, 1, 1, Rank::ordinary) != hash);
  CHECK(one(hours{1}, 2, 1, 1, Rank::ordinary) != hash);
  CHECK(one(hours{1}, 1, 2, 1, Rank::ordinary) != hash);
  CHECK(one(hours{1}, 1, 1, 2, Rank::ordinary) != hash);
  CHECK(one(hours{1}, 1, 1, 1, Rank::seize) != hash);
  CHECK(hash_of([](Context&) {}) != hash);
}

// Both messages are the first that their partitions send, by the same source about the same subject, and arrive at the
// same second. The slower one is sent first: a short window delivers it first, a long one both at once.
TEST_CASE("messages from two partitions are told apart however they are delivered", "[unit]") {
  const auto hash_with = [](Duration window) {
    ScriptedModel model;
    model.partition_count = 3;
    model.least_delay = minutes{60};
    model.on_start = [](Context& context) {
      const std::size_t p = context.partition().index();
      if (p < 2) context.schedule(p == 0 ? minutes{50} : minutes{10}, agent(7), 0, 0);
    };
    model.on_event = [](const Event& event, Context& context) {
      if (context.partition() == third) return;
      const bool from_first = context.partition() == first;
      context.send(third, from_first ? minutes{60} : minutes{100}, event.subject, 1, from_first ? 1 : 2);
    };
    Simulation simulation(model, {1, 0});
    run_sequential(simulation, start_of_time + days{1}, {window, {}});
    CHECK(simulation.events() == 4);
    return simulation.hash();
  };
  CHECK(hash_with(minutes{60}) == hash_with(minutes{20}));
}

TEST_CASE("a model that cannot be run is refused", "[unit]") {
  ScriptedModel model;
  model.partition_count = 0;
  CHECK_THROWS_AS(Simulation(model, {1, 0}), InputError);

  model.partition_count = 2;
  model.least_delay = Duration{0};
  CHECK_THROWS_AS(Simulation(model, {1, 0}), InputError);

  model.least_delay = hours{1};
  const NodeId clinic{std::size_t{0}};
  model.stations = {{.node = clinic, .partition = third}};
  CHECK_THROWS_AS(Simulation(model, {1, 0}), InternalError);
  model.stations = {{.node = clinic, .partition = first}, {.node = clinic, .partition = second}};
  CHECK_THROWS_AS(Simulation(model, {1, 0}), InternalError);
}

TEST_CASE("opening hours must lie within one day", "[unit]") {
  ScriptedModel model;
  const auto refused = [&](Duration from, Duration to) {
    model.stations = {{.node = NodeId{std::size_t{0}}, .partition = first, .hours = {.from = from, .to = to}}};
    CHECK_THROWS_AS(Simulation(model, {1, 0}), InputError);
  };
  refused(hours{22}, hours{6});
  refused(hours{8}, hours{8});
  refused(hours{-1}, hours{8});
  refused(hours{8}, hours{25});
}

}  // namespace
}  // namespace tests
