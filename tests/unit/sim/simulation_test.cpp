#include "sim/simulation.h"

#include <algorithm>

#include "sim/check.h"
#include "sim/executor.h"
#include "tests/support/catch.h"
#include "tests/support/scripted_model.h"
#include "tests/support/travellers.h"

namespace tests {
namespace {

using namespace sim;

constexpr PartitionId first{std::size_t{0}};
constexpr PartitionId second{std::size_t{1}};
constexpr PartitionId third{std::size_t{2}};
constexpr NodeId clinic{std::size_t{0}};

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
  model.on_global = [&](Time now, Simulation& simulation) {
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
  model.on_global = [&](Time, Simulation&) { ++calls; };
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

// The second partition speaks to itself as the first speaks to it: alike in everything but kind. A window that ends
// within the quarter hour in question brings the first's message only when that is being read.
TEST_CASE("what a partition tells itself is told apart from what another tells it", "[unit]") {
  const auto hash_with = [](Duration window) {
    ScriptedModel model;
    model.partition_count = 2;
    model.least_delay = minutes{61};
    model.on_start = [](Context& context) {
      context.schedule(minutes{121}, agent(1), 0, 0);
      context.schedule(context.partition() == first ? minutes{62} : minutes{123}, agent(7), 3, 0);
    };
    model.on_event = [](const Event& event, Context& context) {
      if (event.kind != 3) return;
      const bool from_first = context.partition() == first;
      context.send(second, from_first ? minutes{62} : minutes{1}, agent(7), from_first ? 1 : 2, 0);
    };
    Simulation simulation(model, {1, 0});
    run_sequential(simulation, start_of_time + days{1}, {window, {}});
    CHECK(simulation.events() == 6);
    return simulation.hash();
  };
  CHECK(hash_with(minutes{60}) == hash_with(minutes{61}));
}

TEST_CASE("a model that cannot be run is refused", "[unit]") {
  ScriptedModel model;
  model.partition_count = 0;
  CHECK_THROWS_AS(Simulation(model, {1, 0}), InputError);

  model.partition_count = 2;
  model.least_delay = Duration{0};
  CHECK_THROWS_AS(Simulation(model, {1, 0}), InputError);

  model.least_delay = hours{1};
  model.stations = {{.node = clinic, .partition = third}};
  CHECK_THROWS_AS(Simulation(model, {1, 0}), InternalError);
  model.stations = {{.node = clinic, .partition = first}, {.node = clinic, .partition = second}};
  CHECK_THROWS_AS(Simulation(model, {1, 0}), InternalError);
}

// Places dealt to three partitions.
std::vector<std::size_t> dealt_to_three(std::size_t places) {
  std::vector<std::size_t> dealt;
  for (std::size_t place = 0; place < places; ++place) dealt.push_back(place % 3);
  return dealt;
}

bool same(const std::vector<Row>& a, const std::vector<Row>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Row& x, const Row& y) {
    return x.time == y.time && x.subject == y.subject && x.node == y.node && x.kind == y.kind && x.value == y.value;
  });
}

void check_same(const Simulation& one, const Simulation& two, const std::vector<ResourceSpec>& stations) {
  CHECK(one.now() == two.now());
  CHECK(one.events() == two.events());
  CHECK(one.hash() == two.hash());
  CHECK(one.pending() == two.pending());
  CHECK(same(one.rows(), two.rows()));
  for (const ResourceSpec& spec : stations) {
    const Usage difference = one.usage(spec.node) - two.usage(spec.node);
    CAPTURE(spec.node.index());
    CHECK(difference.arrived == 0);
    CHECK(difference.started == 0);
    CHECK(difference.finished == 0);
    CHECK(difference.refused == 0);
    CHECK(difference.withdrawn == 0);
    CHECK(difference.interrupted == 0);
    CHECK(difference.waited_seconds == 0);
    CHECK(difference.serving_integral == 0);
    CHECK(difference.waiting_integral == 0);
    CHECK(difference.on_duty_integral == 0);
  }
}

// Twelve places of four kinds, saved at noon of day 20 and in the small hours of day 33.
TEST_CASE("a run that was saved and resumed is the run that was not", "[unit]") {
  Travellers model(dealt_to_three(12), 80);
  for (const Duration pause : {Duration{days{20} + hours{12}}, Duration{days{33} + minutes{123}}}) {
    Archive written;
    model.globals = {at(pause)};
    model.on_global = [&](Time, Simulation& simulation) { simulation.save(written); };
    Simulation whole(model, {5, 6});
    run_sequential(whole, at(days{50}));
    REQUIRE(whole.events() > 10'000);

    Travellers again(dealt_to_three(12), 80);
    again.globals = model.globals;
    Archive read(written.sections());
    Simulation resumed(again, {5, 6}, &read);
    CHECK(resumed.now() == at(pause));
    CHECK(resumed.events() < whole.events());
    run_sequential(resumed, at(days{50}));
    check_same(whole, resumed, model.stations);
    CHECK(again.visits == model.visits);
  }
}

TEST_CASE("to save a run does not change it", "[unit]") {
  Travellers model(dealt_to_three(8), 30);
  Simulation untouched(model, {1, 0});
  run_sequential(untouched, at(days{30}));
  model.globals = {at(hours{100}), at(hours{200}), at(hours{300})};
  model.on_global = [](Time, Simulation& simulation) {
    Archive archive;
    simulation.save(archive);
  };
  Simulation saved(model, {1, 0});
  run_sequential(saved, at(days{30}));
  check_same(untouched, saved, model.stations);
}

TEST_CASE("one morning has as many futures as there are seeds", "[unit]") {
  Travellers model(dealt_to_three(8), 30);
  Simulation past(model, {1, 0});
  run_sequential(past, at(days{10}));
  Archive written;
  past.save(written);
  std::vector<std::uint64_t> hashes;
  for (const std::uint32_t seed : {1, 2, 1}) {
    Archive read(written.sections());
    Simulation future(model, {seed, 0}, &read);
    run_sequential(future, at(days{20}));
    hashes.push_back(future.hash());
  }
  CHECK(hashes[0] == hashes[2]);
  CHECK(hashes[0] != hashes[1]);
}

TEST_CASE("a state that does not fit the scenario is refused", "[unit]") {
  Travellers model(dealt_to_three(8), 30);
  Simulation simulation(model, {1, 0});
  run_sequential(simulation, at(days{10}));
  Archive written;
  simulation.save(written);
  const auto resume = [](ScriptedModel& other, const Archive::Sections& sections) {
    Archive read(sections);
    Simulation(other, {1, 0}, &read);
  };
  CHECK_NOTHROW(resume(model, written.sections()));

  Travellers two_partitions(std::vector<std::size_t>{0, 1, 0, 1, 0, 1, 0, 1}, 30);
  CHECK_THROWS_AS(resume(two_partitions, written.sections()), InputError);
  CHECK_THROWS_WITH(resume(two_partitions, written.sections()),
                    Catch::Matchers::ContainsSubstring("3 partitions, and this scenario has 2"));
  Travellers fewer_places(dealt_to_three(7), 30);
  CHECK_THROWS_AS(resume(fewer_places, written.sections()), InputError);
  Archive::Sections cut = written.sections();
  cut.erase("model");
  CHECK_THROWS_AS(resume(model, cut), InputError);
}

TEST_CASE("a model that says nothing of its state cannot be saved", "[unit]") {
  class Plain : public ScriptedModel {
    void state(Archive& archive) override { Model::state(archive); }
  };
  Plain model;
  Simulation simulation(model, {1, 0});
  Archive archive;
  CHECK_THROWS_AS(simulation.save(archive), InternalError);
}

TEST_CASE("a global event may schedule what happens next", "[unit]") {
  ScriptedModel model;
  model.partition_count = 2;
  model.least_delay = hours{6};
  model.globals = {at(hours{10})};
  std::vector<std::pair<PartitionId, Time>> seen;
  model.on_global = [](Time now, Simulation& simulation) {
    Context here = simulation.context(second);
    CHECK(here.now() == now);
    here.schedule(Duration{0}, agent(1), 0, 0);
    here.schedule(hours{2}, agent(1), 0, 0);
    here.send(first, hours{6}, agent(1), 0, 0);
  };
  model.on_event = [&](const Event& event, Context& context) {
    CHECK(event.source == Subject{});  // nobody
    seen.emplace_back(context.partition(), event.time);
  };
  Simulation simulation(model, {1, 0});
  run_sequential(simulation, at(days{2}));
  CHECK(seen == std::vector<std::pair<PartitionId, Time>>{
                    {second, at(hours{10})}, {second, at(hours{12})}, {first, at(hours{16})}});
}

TEST_CASE("more staff than before begin at once with whoever waits", "[unit]") {
  ScriptedModel model;
  model.stations = {{.node = clinic, .partition = first}};
  model.globals = {at(hours{10}), at(hours{20})};
  std::vector<std::pair<std::size_t, Time>> served;
  model.on_start = [](Context& context) {
    for (std::size_t i = 0; i < 5; ++i) context.seize(clinic, {agent(i)});
  };
  model.on_serve = [&](NodeId, const Claim& claim, Duration, Context& context) {
    served.emplace_back(claim.who.agent().index(), context.now());
    context.schedule(hours{30}, claim.who, 0, 0, Rank::release);
  };
  model.on_event = [](const Event& event, Context& context) { context.release(clinic, {event.subject}); };
  model.on_global = [](Time now, Simulation& simulation) {
    simulation.set_staff(clinic, {{.servers = now == at(hours{10}) ? 3 : 0}});
  };
  Simulation simulation(model, {1, 0});
  run_sequential(simulation, at(days{4}));
  CHECK(served == std::vector<std::pair<std::size_t, Time>>{{0, at(hours{0})}, {1, at(hours{10})}, {2, at(hours{10})}});
  CHECK(simulation.resource(clinic).held() == 0);
  CHECK(simulation.resource(clinic).waiting() == 2);
  CHECK(simulation.usage(clinic).on_duty_integral == (10 * 1 + 10 * 3) * 3'600);
}

// Waits from 17:00, would be served at 8:00; but at 18:00 hours from 20:00 to 24:00 are introduced.
TEST_CASE("new hours count for who waits in front of a closed door", "[unit]") {
  ScriptedModel model;
  model.stations = {{.node = clinic, .partition = first, .staff = {{.hours = {.from = hours{8}, .to = hours{16}}}}}};
  model.globals = {at(hours{18})};
  std::vector<Time> served;
  model.on_start = [](Context& context) { context.schedule(hours{17}, agent(0), 0, 0, Rank::seize); };
  model.on_event = [](const Event& event, Context& context) { context.seize(clinic, {event.subject}); };
  model.on_serve = [&](NodeId, const Claim&, Duration, Context& context) { served.push_back(context.now()); };
  model.on_global = [](Time, Simulation& simulation) {
    simulation.set_staff(clinic, {{.hours = {.from = hours{20}, .to = hours{24}}}});
  };
  Simulation simulation(model, {1, 0});
  run_sequential(simulation, at(days{3}));
  CHECK(served == std::vector<Time>{at(hours{20})});
}

TEST_CASE("pending events are those of all partitions", "[unit]") {
  ScriptedModel model;
  model.partition_count = 2;
  model.on_start = [](Context& context) {
    for (int day = 1; day <= 10; ++day) context.schedule(days{day}, agent(0), 0, 0);
  };
  Simulation simulation(model, {1, 0});
  CHECK(simulation.pending() == 20);
  run_sequential(simulation, at(days{4}));
  CHECK(simulation.pending() == 14);
}

TEST_CASE("the model is told which event comes soon", "[unit]") {
  class Curious : public ScriptedModel {
   public:
    void prefetch(PartitionId, const Event& event) const override { soon.push_back(event.get<int>()); }
    mutable std::vector<int> soon;
  };
  Curious model;
  model.on_start = [](Context& context) {
    for (int i = 0; i < 20; ++i) context.schedule(seconds{i}, agent(0), 0, i);
  };
  model.on_event = [&](const Event& event, Context&) {
    const int now = event.get<int>();
    if (!model.soon.empty() && now < 10) CHECK(model.soon.back() > now);
  };
  Simulation simulation(model, {1, 0});
  run_sequential(simulation, at(days{1}));
  CHECK(model.soon.size() >= 10);
  CHECK(std::is_sorted(model.soon.begin(), model.soon.end()));
}

}  // namespace
}  // namespace tests
