#include "sim/executor.h"

#include <functional>
#include <memory>
#include <string>

#include "sim/check.h"
#include "sim/ensemble.h"
#include "tests/support/catch.h"
#include "tests/support/scripted_model.h"
#include "tests/support/travellers.h"

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

  for (const Duration window : {Duration{minutes{7}}, Duration{hours{1}}, Duration{hours{2}}}) {
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

// With so many threads. What is thrown comes back.
void with_threads(std::size_t workers, const std::function<void()>& act) {
  run_jobs(
      1, workers, [&](std::size_t, const Report&) { act(); }, [](double) { return true; });
}

using Run = bool (*)(Simulation&, Time, const ExecutorOptions&);

TEST_CASE("a window longer than the lookahead or none at all is refused", "[unit]") {
  ScriptedModel model = ball_game();
  for (const Run run : {Run{run_sequential}, Run{run_windowed}}) {
    Simulation simulation(model, {1, 0});
    const auto with = [&](Duration window) { run(simulation, at(days{1}), {window, {}}); };
    CHECK_THROWS_AS(with(hours{2} + seconds{1}), InputError);
    CHECK_THROWS_WITH(with(days{1}), "window = 86400 s: longer than the least delay between partitions, 7200 s");
    CHECK_THROWS_WITH(with(seconds{0}), "window = 0 s: expected more than 0 s");
    CHECK_THROWS_AS(with(seconds{-5}), InputError);
    CHECK(simulation.now() == start_of_time);
    CHECK_NOTHROW(with(hours{2}));
    CHECK(simulation.now() == at(days{1}));
  }
}

TEST_CASE("where partitions never speak a window may be as long as it likes", "[unit]") {
  ScriptedModel model;
  model.partition_count = 2;
  Simulation simulation(model, {1, 0});
  CHECK(run_sequential(simulation, at(days{9}), {days{5}, {}}));
}

TEST_CASE("partitions run by several threads give the same run", "[unit]") {
  Travellers model({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, 300);
  Simulation expected(model, {1, 0});
  run_sequential(expected, at(days{20}));
  REQUIRE(expected.events() > 20'000);
  for (const std::size_t workers : {1, 2, 3, 5, 8}) {
    Simulation simulation(model, {1, 0});
    bool reached = false;
    with_threads(workers, [&] { reached = run_windowed(simulation, at(days{20})); });
    CAPTURE(workers);
    CHECK(reached);
    CHECK(simulation.events() == expected.events());
    CHECK(simulation.hash() == expected.hash());
  }
}

TEST_CASE("several threads stop and go on like one", "[unit]") {
  Travellers model({0, 1, 2, 3, 4, 5, 6, 7}, 100);
  Simulation expected(model, {1, 0});
  run_sequential(expected, at(days{9}));
  Simulation simulation(model, {1, 0});
  std::vector<std::int64_t> asked;
  bool reached = true;
  with_threads(3, [&] {
    reached = run_windowed(simulation, at(days{9}), {minutes{10}, [&](Time now) {
                                                       asked.push_back(day_of(now));
                                                       return asked.size() < 4;
                                                     }});
  });
  CHECK_FALSE(reached);
  CHECK(asked == std::vector<std::int64_t>{1, 2, 3, 4});
  CHECK(simulation.now() == midnight(4));
  with_threads(2, [&] { reached = run_windowed(simulation, at(days{9})); });
  CHECK(reached);
  CHECK(simulation.hash() == expected.hash());
}

// Partitions 3, 5 and 9 fail in the second hour, 3 after much work; 1 would in the third.
TEST_CASE("of several errors in a window the first partition's is told", "[unit]") {
  ScriptedModel model;
  model.partition_count = 12;
  model.least_delay = hours{1};
  model.on_start = [](Context& context) {
    const std::size_t p = context.partition().index();
    const Subject who{AgentId{p}};
    for (int second = 0; second < 100; ++second) context.schedule(seconds{second}, who, 0, 0);  // enough to share
    if (p == 3 || p == 5 || p == 9) context.schedule(hours{2} - seconds{1}, who, 1, 0);
    if (p == 1) context.schedule(hours{2}, who, 1, 0);
    if (p == 3) {
      for (int second = 0; second < 3'000; ++second) context.schedule(hours{1} + seconds{second}, who, 0, 0);
    }
  };
  model.on_event = [](const Event& event, Context& context) {
    require(event.kind == 0, "partition " + std::to_string(context.partition().index()) + " fails");
  };
  Simulation alone(model, {1, 0});
  CHECK_THROWS_WITH(run_sequential(alone, at(days{1})), "partition 3 fails");
  for (const std::size_t workers : {1, 2, 3, 5, 8}) {
    Simulation simulation(model, {1, 0});
    CAPTURE(workers);
    CHECK_THROWS_WITH(with_threads(workers, [&] { run_windowed(simulation, at(days{1})); }), "partition 3 fails");
  }
}

TEST_CASE("replications and partitions share one set of threads", "[unit]") {
  std::vector<std::unique_ptr<Travellers>> models;
  std::vector<std::uint64_t> expected;
  for (std::uint32_t replication = 0; replication < 6; ++replication) {
    models.push_back(std::make_unique<Travellers>(std::vector<std::size_t>{0, 1, 2, 3, 4, 5, 6, 7}, 100));
    Simulation simulation(*models.back(), {1, replication});
    run_sequential(simulation, at(days{5}));
    expected.push_back(simulation.hash());
  }
  for (const std::size_t workers : {1, 2, 4}) {
    std::vector<std::uint64_t> hashes(models.size());
    const auto job = [&](std::size_t number, const Report& report) {
      Simulation simulation(*models[number], {1, static_cast<std::uint32_t>(number)});
      run_windowed(simulation, at(days{5}),
                   {std::nullopt, [&](Time now) { return report(in_days(now - start_of_time) / 5); }});
      hashes[number] = simulation.hash();
    };
    run_jobs(models.size(), workers, job, [](double) { return true; });
    CAPTURE(workers);
    CHECK(hashes == expected);
  }
}

}  // namespace
}  // namespace tests
