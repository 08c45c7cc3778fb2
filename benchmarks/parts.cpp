// parts.cpp - what single parts of the engine and of the care model cost, with Google Benchmark.
//
// Every benchmark says how many items it has processed; run.py shows nanoseconds an item. Chance that is not what is
// measured is drawn beforehand.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "benchmarks/workloads.h"
#include "models/journey/world.h"
#include "sim/context.h"
#include "sim/distributions.h"
#include "sim/event_calendar.h"
#include "sim/executor.h"
#include "sim/hash.h"
#include "sim/resource.h"

namespace klynge::benchmarks {
namespace {

using namespace sim;

const Streams streams(2026, 0);
constexpr std::size_t many = 1 << 16;  // numbers drawn beforehand, then used again

Subject somebody(std::uint64_t i) { return Subject(AgentId{i & 0xFFFF'FFFu}); }

std::vector<Duration> exponential_delays(double mean_seconds) {
  const Exponential law(mean_seconds);
  Draws draws = streams.draws(Subject{}, 1, 0);
  std::vector<Duration> delays(many);
  for (Duration& each : delays) each = from_seconds(law(draws));
  return delays;
}

void items(benchmark::State& state) { state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations())); }

// The next event is taken out and another is put in, while so many are pending over an exponential time of 30 days.
void calendar(benchmark::State& state) {
  const std::vector<Duration> delays = exponential_delays(30 * 86400);
  EventCalendar calendar;
  std::uint32_t number = 0;
  const auto add = [&](Time now) {
    Event& event =
        calendar.add(now + delays[number % many], Rank::ordinary, somebody(number), somebody(number), number);
    event.kind = 0;
    event.put(std::uint64_t{number});
    ++number;
  };
  for (std::int64_t i = 0; i < state.range(0); ++i) add(start_of_time);
  // Until as many days lie behind as it takes to wear in.
  const auto step = [&] {
    const Time now = calendar.next_before(end_of_time)->time;
    calendar.pop();
    add(now);
    return now;
  };
  for (std::int64_t i = 0; i < 2 * state.range(0); ++i) step();
  for (auto _ : state) benchmark::DoNotOptimize(step());
  items(state);
}
BENCHMARK(calendar)
    ->Name("event calendar, pop and push")
    ->ArgName("pending")
    ->RangeMultiplier(10)
    ->Range(10'000, 1'000'000);

void hash(benchmark::State& state) {
  Event event;
  event.subject = event.source = somebody(7);
  event.put(std::array<std::uint64_t, 3>{1, 2, 3});
  std::uint64_t word = 0;
  for (auto _ : state) {
    event.time += seconds{1};
    word = chain(word, event);
  }
  benchmark::DoNotOptimize(word);
  items(state);
}
BENCHMARK(hash)->Name("hash of an event");

// --- Chance: each time of another person, as in a run, so that every draw computes a block of four words ---------------

template <class Law>
void draw(benchmark::State& state, const Law& law) {
  std::uint32_t number = 0;
  for (auto _ : state) {
    Draws draws = streams.draws(somebody(number), 1, number);
    benchmark::DoNotOptimize(law(draws));
    ++number;
  }
  items(state);
}

void register_draws() {
  const auto add = [](const std::string& name, auto law) {
    benchmark::RegisterBenchmark(("draw, " + name).c_str(), [law](benchmark::State& state) { draw(state, law); });
  };
  add("Philox alone", [](Draws& draws) { return draws(); });
  add("uniform", Uniform(0, 1));
  add("exponential", Exponential(1));
  add("log-normal", LogNormal(1, 0.5));
  add("beta", Beta(2, 3));
  add("gamma", Gamma(1, 0.7));
  add("truncated normal", TruncatedNormal(1, 0.5, 0));
  add("hyperexponential", HyperExponential(1, 2));
  add("empirical, 8 values", Empirical({1, 2, 3, 4, 5, 6, 7, 8}, {8, 7, 6, 5, 4, 3, 2, 1}));
}

// --- Resources -------------------------------------------------------------------------------------------------------

ResourceSpec servers(int count) {
  ResourceSpec spec;
  spec.node = NodeId{0};
  spec.partition = PartitionId{0};
  spec.staff.front().servers = count;
  return spec;
}

// An item is a customer who comes, is served at once and leaves.
void free_server(benchmark::State& state) {
  Resource resource(servers(2));
  resource.set_on_duty(0, 2, start_of_time);
  Time now = start_of_time;
  for (auto _ : state) {
    now += seconds{1};
    const Claim claim{somebody(7)};
    benchmark::DoNotOptimize(resource.seize(claim, 0, now));
    resource.release(claim, now);
  }
  items(state);
}
BENCHMARK(free_server)->Name("resource, nobody waits");

// An item is a customer who comes, waits behind 15 others, is served and leaves.
void queue(benchmark::State& state) {
  Resource resource(servers(1));
  resource.set_on_duty(0, 1, start_of_time);
  Time now = start_of_time;
  Claim serving{somebody(0)};
  resource.seize(serving, 0, now);
  std::uint32_t number = 1;
  for (; number < 16; ++number) resource.seize({somebody(number)}, 0, now);
  for (auto _ : state) {
    now += seconds{1};
    resource.seize({somebody(++number)}, 0, now);
    resource.release(serving, now);
    serving = resource.start_next(now)->claim;
  }
  items(state);
}
BENCHMARK(queue)->Name("resource, 15 wait");

// --- The engine with next to no model --------------------------------------------------------------------------------

class Bare : public Model {
 public:
  const Calendar& calendar() const override { return calendar_; }
  std::size_t partitions() const override { return 1; }
  std::optional<Duration> lookahead() const override { return std::nullopt; }
  std::vector<ResourceSpec> resources() const override { return {}; }
  void serve(NodeId, const Claim&, Duration, Context&) override {}
  std::optional<Time> next_global(Time) const override { return std::nullopt; }
  void global(Time, Simulation&) override {}

 private:
  const Calendar calendar_{std::chrono::year{2024} / 1 / 1, {}};
};

// M/M/1 at load 0.9, with times drawn beforehand.
class OneQueue : public Bare {
 public:
  std::vector<ResourceSpec> resources() const override { return {servers(1)}; }
  void start(Context& context) override { context.schedule(gaps_[0], somebody(0), arrival, std::uint32_t{0}); }
  void handle(const Event& event, Context& context) override {
    if (event.kind == service_over) return context.release(NodeId{0}, {event.subject});
    const auto number = event.get<std::uint32_t>() + 1;
    context.schedule(gaps_[number % many], somebody(number), arrival, number);
    context.seize(NodeId{0}, {event.subject});
  }
  void serve(NodeId, const Claim& claim, Duration, Context& context) override {
    context.schedule(services_[claim.who.word() % many], claim.who, service_over, std::byte{}, Rank::release);
  }

 private:
  enum Kind : EventKind { arrival, service_over };
  const std::vector<Duration> gaps_ = exponential_delays(1000);
  const std::vector<Duration> services_ = [] {
    auto shuffled = exponential_delays(900);
    std::rotate(shuffled.begin(), shuffled.begin() + many / 3, shuffled.end());
    return shuffled;
  }();
};

// Eight partitions between which 8 x 64 letters go round.
class Letters : public Bare {
 public:
  std::size_t partitions() const override { return 8; }
  std::optional<Duration> lookahead() const override { return hours{1}; }
  void start(Context& context) override {
    for (std::size_t i = 0; i < 64; ++i) send_on(somebody(context.partition().index() * 64 + i), 0, context);
  }
  void handle(const Event& event, Context& context) override {
    send_on(event.subject, event.get<std::uint32_t>() + 1, context);
  }

 private:
  void send_on(Subject letter, std::uint32_t trips, Context& context) {
    const Duration delay = delays_[(letter.word() + 7 * trips) % many];
    context.send(PartitionId{(context.partition().index() + 1) % 8}, hours{1} + delay, letter, 0, trips);
  }

  const std::vector<Duration> delays_ = exponential_delays(3600);
};

// An item is an event.
template <class M>
void run_model(benchmark::State& state) {
  M model;
  Simulation simulation(model, streams);
  Time until = start_of_time;
  for (auto _ : state) run_sequential(simulation, until += days{30});
  state.SetItemsProcessed(static_cast<std::int64_t>(simulation.events()));
}
BENCHMARK_TEMPLATE(run_model, OneQueue)->Name("event of M/M/1");
BENCHMARK_TEMPLATE(run_model, Letters)->Name("message to another partition");

// --- The care model --------------------------------------------------------------------------------------------------

const World& randers_world() {
  static const World world(randers(), {});
  return world;
}

// An item is a resident of the largest municipality of the Randers cluster.
void residents(benchmark::State& state) {
  const World& world = randers_world();
  std::size_t largest = 0;
  for (std::size_t m = 1; m < world.tables.municipalities.size(); ++m) {
    if (world.residents_of(m) > world.residents_of(largest)) largest = m;
  }
  std::int64_t made = 0;
  for (auto _ : state) made += world.people_of(largest, streams).size();
  state.SetItemsProcessed(made);
}
BENCHMARK(residents)->Name("making a resident")->Unit(benchmark::kMillisecond);

// An item is a search through the cluster's network from a general practice.
void by_distance(benchmark::State& state) {
  const CareNetwork& network = randers_world().network;
  const NodeId from = network.municipalities.front().first_practice;
  const auto is_place = [](const CareNode& node) { return node.kind == NodeKind::temporary_places; };
  for (auto _ : state) benchmark::DoNotOptimize(network.graph.by_distance(from, is_place));
  items(state);
}
BENCHMARK(by_distance)->Name("network, places by distance");

}  // namespace
}  // namespace klynge::benchmarks

int main(int count, char** words) {
  klynge::benchmarks::register_draws();
  benchmark::Initialize(&count, words);
  if (benchmark::ReportUnrecognizedArguments(count, words)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
