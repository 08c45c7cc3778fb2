// How often the engine asks for memory, counted by an operator new of our own. It serves all unit tests, so outside the
// part that is counted it does what the usual one does. Sanitizers bring an operator new that finds mistakes: under them
// nothing is counted.
#include <cstdlib>
#include <memory>
#include <new>

#include "sim/distributions.h"
#include "sim/executor.h"
#include "tests/support/catch.h"
#include "tests/support/scripted_model.h"

namespace {

bool counting = false;
std::uint64_t allocations = 0;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool can_count = false;
#else
constexpr bool can_count = true;
#endif

}  // namespace

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
[[gnu::noinline]] void* operator new(std::size_t size) {
  if (counting) ++allocations;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}

[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
#endif

namespace tests {
namespace {

using namespace sim;

constexpr NodeId clinic{std::size_t{0}};

// People who fall ill once a month on average and go to a clinic that serves four in five of the time; then home again.
class ClosedNetwork : public ScriptedModel {
 public:
  explicit ClosedNetwork(const ResourceSpec& spec) {
    stations = {spec};
    on_start = [this](Context& context) {
      for (std::size_t i = 0; i < times_ill_.size(); ++i) stay_home(Subject{AgentId{i}}, context);
    };
    on_event = [this](const Event& event, Context& context) {
      if (event.kind == ill) {
        context.seize(clinic, {event.subject}, event.subject.word() % stations[0].lines.size(), days{1});
      } else {
        context.release(clinic, {event.subject});
        stay_home(event.subject, context);
      }
    };
    on_serve = [this](NodeId node, const Claim& claim, Duration, Context& context) {
      Draws draws = context.draws(claim.who, 1, times_ill_[claim.who.agent().index()]);
      context.finish_after(Exponential(2'000)(draws), node, claim, done, 0);
    };
    on_leave = [this](NodeId, const Claim& claim, Duration, Context& context) { stay_home(claim.who, context); };
  }
  ClosedNetwork(const ClosedNetwork&) = delete;
  ClosedNetwork& operator=(const ClosedNetwork&) = delete;

 private:
  enum Kind : EventKind { ill, done };

  void stay_home(Subject who, Context& context) {
    Draws draws = context.draws(who, 0, ++times_ill_[who.agent().index()]);
    context.schedule(from_days(Exponential(30)(draws)), who, ill, 0, Rank::seize);
  }

  std::vector<std::uint32_t> times_ill_ = std::vector<std::uint32_t>(5'000);
};

ResourceSpec five_doctors() {
  ResourceSpec spec;
  spec.node = clinic;
  spec.partition = PartitionId{std::size_t{0}};
  spec.staff = {{.servers = 5}};
  return spec;
}

// Allocations for each event between days 500 and 1000.
double allocations_an_event(const ResourceSpec& spec) {
  ClosedNetwork model(spec);
  Simulation simulation(model, {1, 0});
  run_sequential(simulation, midnight(500));
  const std::uint64_t before = simulation.events();
  allocations = 0;
  counting = true;
  run_sequential(simulation, midnight(1'000));
  counting = false;
  const std::uint64_t events = simulation.events() - before;
  REQUIRE(events > 150'000);
  CAPTURE(events, allocations);
  CHECK(simulation.usage(clinic).waited_seconds > 0);
  return static_cast<double>(allocations) / static_cast<double>(events);
}

TEST_CASE("in steady state fewer than one event in ten thousand allocates memory", "[unit]") {
  CHECK(allocations_an_event(five_doctors()) < 1e-4);
}

TEST_CASE("nor do shifts and interruptions and patience allocate memory", "[unit]") {
  ResourceSpec spec = five_doctors();
  spec.staff = {{.servers = 4}, {.servers = 4, .hours = {.from = hours{8}, .to = hours{16}}}};
  spec.lines = {{.priority = 1}, {.priority = 0}};
  spec.preemptive = true;
  CHECK(allocations_an_event(spec) < 1e-4);
}

TEST_CASE("operator new is counted only while it is to be", "[unit]") {
  const std::uint64_t before = allocations;
  const auto uncounted = std::make_unique<std::vector<int>>(100);
  const std::uint64_t after = allocations;
  counting = true;
  const auto counted = std::make_unique<std::vector<int>>(100);
  counting = false;
  CHECK(after == before);
  CHECK(allocations == after + (can_count ? 2 : 0));
  CHECK(uncounted->size() == counted->size());
}

}  // namespace
}  // namespace tests
