#include "sim/executor.h"

#include "tests/support/catch.h"
#include "tests/support/scripted_model.h"

namespace tests {
namespace {

using namespace sim;

Time at(Duration since_start) { return start_of_time + since_start; }

// Two partitions play ball, each throw at a time of its own, and each counts its own hours beside it.
ScriptedModel ball_game() {
  enum Kind : EventKind { tick, ball };
  ScriptedModel model;
  model.partition_count = 2;
  model.least_delay = hours{2};
  model.on_start = [](Context& context) {
    const Subject player{AgentId{context.partition().index()}};
    context.schedule(minutes{37}, player, tick, 0);
    if (context.partition().index() == 0) context.schedule(minutes{0}, player, ball, 0);
  };
  model.on_event = [](const Event& event, Context& context) {
    const std::size_t here = context.partition().index();
    const Subject player{AgentId{here}};
    if (event.kind == tick) return context.schedule(minutes{37}, player, tick, 0);
    const auto throws = event.get<std::uint32_t>();
    Draws draws = context.draws(player, 0, throws);
    context.send(PartitionId{1 - here}, hours{2} + minutes{draws() % 100}, Subject{AgentId{1 - here}}, ball,
                 throws + 1);
  };
  return model;
}

TEST_CASE("the end is reached and events at the end are left for later", "[unit]") {
  ScriptedModel model;
  std::vector<Time> handled;
  model.on_start = [](Context& context) {
    for (const int h : {1, 2, 3}) context.schedule(hours{h}, Subject{}, 0, 0);
  };
  model.on_event = [&](const Event& event, Context&) { handled.push_back(event.time); };
  Simulation simulation(model, {1, 0});
  CHECK(run_sequential(simulation, at(hours{2})));
  CHECK(simulation.now() == at(hours{2}));
  CHECK(handled == std::vector<Time>{at(hours{1})});
  CHECK(run_sequential(simulation, at(hours{2})));  // nothing to do
  CHECK(run_sequential(simulation, at(hours{4})));
  CHECK(handled.size() == 3);
}

TEST_CASE("neither the length of windows nor a pause changes the run", "[unit]") {
  ScriptedModel model = ball_game();
  Simulation whole(model, {1, 0});
  REQUIRE(run_sequential(whole, at(days{20})));
  REQUIRE(whole.events() > 900);

  for (const Duration window : {Duration{minutes{7}}, Duration{hours{1}}, Duration{days{1}}}) {
    Simulation cut(model, {1, 0});
    REQUIRE(run_sequential(cut, at(days{20}), {window, {}}));
    CHECK(cut.hash() == whole.hash());
  }

  Simulation paused(model, {1, 0});
  for (const Duration pause : {Duration{minutes{61}}, Duration{days{3}}, Duration{days{20}}}) {
    REQUIRE(run_sequential(paused, at(pause)));
  }
  CHECK(paused.hash() == whole.hash());
}

TEST_CASE("the order in which partitions run does not change the run", "[unit]") {
  ScriptedModel model = ball_game();
  Simulation forwards(model, {1, 0});
  run_sequential(forwards, at(days{20}));
  Simulation backwards(model, {1, 0});
  while (backwards.now() < at(days{20})) {
    const Time end = backwards.window_end(at(days{20}), std::nullopt);
    for (std::size_t p = backwards.partitions(); p > 0; --p) backwards.run_partition(PartitionId{p - 1}, end);
    backwards.close_window(end);
  }
  CHECK(backwards.hash() == forwards.hash());
}

TEST_CASE("keep_going is asked once a day and stops the run when it says so", "[unit]") {
  ScriptedModel model = ball_game();
  std::vector<std::int64_t> asked;
  const KeepGoing three_days = [&](Time now) {
    asked.push_back(day_of(now));
    return asked.size() < 3;
  };
  Simulation simulation(model, {1, 0});
  CHECK_FALSE(run_sequential(simulation, at(days{20}), {std::nullopt, three_days}));
  CHECK(asked == std::vector<std::int64_t>{1, 2, 3});
  CHECK(simulation.now() == midnight(3));

  // What was stopped can go on as if nothing had been.
  CHECK(run_sequential(simulation, at(days{20})));
  Simulation whole(model, {1, 0});
  run_sequential(whole, at(days{20}));
  CHECK(simulation.hash() == whole.hash());
}

TEST_CASE("keep_going is asked once a day even where no window ends", "[unit]") {
  ScriptedModel model;  // one partition needs no windows
  int asked = 0;
  Simulation simulation(model, {1, 0});
  CHECK(run_sequential(simulation, at(days{5}), {std::nullopt, [&](Time) { return ++asked < 100; }}));
  CHECK(asked == 5);
}

TEST_CASE("a stop at the very end has reached the end", "[unit]") {
  ScriptedModel model = ball_game();
  Simulation simulation(model, {1, 0});
  CHECK(run_sequential(simulation, at(days{1}), {std::nullopt, [](Time) { return false; }}));
  CHECK(simulation.now() == at(days{1}));
}

}  // namespace
}  // namespace tests
