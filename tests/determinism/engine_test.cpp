// The contract of sim/README.md on a world with a bit of everything (tests/support/travellers.h): a run is a function of
// model, seed and replication, and of nothing else.
#include <algorithm>

#include "sim/ensemble.h"
#include "sim/executor.h"
#include "tests/support/catch.h"
#include "tests/support/travellers.h"

namespace tests {
namespace {

using Dealt = std::vector<std::size_t>;

const Dealt one_each = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
constexpr std::size_t travellers = 150;
constexpr sim::Time three_months = sim::start_of_time + sim::days{90};

struct Result {
  std::uint64_t hash = 0;
  std::uint64_t events = 0;
  std::vector<sim::Row> rows;
};

Result result_of(const sim::Simulation& simulation) {
  return {simulation.hash(), simulation.events(), simulation.rows()};
}

Result run(const Dealt& dealt, sim::Streams streams = {42, 0}, const sim::ExecutorOptions& options = {}) {
  Travellers model(dealt, travellers);
  sim::Simulation simulation(model, streams);
  sim::run_sequential(simulation, three_months, options);
  return result_of(simulation);
}

// The partitions of a window by so many threads.
Result run_by(std::size_t workers, const sim::ExecutorOptions& options = {}) {
  Travellers model(one_each, travellers);
  sim::Simulation simulation(model, {42, 0});
  sim::run_jobs(
      1, workers, [&](std::size_t, const sim::Report&) { sim::run_windowed(simulation, three_months, options); },
      [](double) { return true; });
  return result_of(simulation);
}

bool same(const sim::Row& a, const sim::Row& b) {
  return a.time == b.time && a.subject == b.subject && a.node == b.node && a.kind == b.kind && a.detail == b.detail &&
         a.value == b.value;
}

bool same(const std::vector<sim::Row>& a, const std::vector<sim::Row>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const sim::Row& x, const sim::Row& y) { return same(x, y); });
}

TEST_CASE("the same seed gives the same run", "[determinism]") {
  const Result one = run(one_each);
  const Result two = run(one_each);
  REQUIRE(one.events > 50'000);
  CHECK(one.hash == two.hash);
  CHECK(one.events == two.events);
  CHECK(same(one.rows, two.rows));
}

TEST_CASE("another seed or replication gives another run", "[determinism]") {
  const std::uint64_t hash = run(one_each).hash;
  CHECK(run(one_each, {43, 0}).hash != hash);
  CHECK(run(one_each, {42, 1}).hash != hash);
}

TEST_CASE("the length of windows does not change the run", "[determinism]") {
  const Result expected = run(one_each);
  for (const sim::Duration window : {sim::minutes{3}, sim::minutes{13}, sim::minutes{40}}) {
    const Result result = run(one_each, {42, 0}, {window, {}});
    CHECK(result.hash == expected.hash);
    CHECK(same(result.rows, expected.rows));
  }
}

TEST_CASE("the number of workers does not change a run", "[determinism]") {
  const Result expected = run(one_each);
  for (const std::size_t workers : {1, 2, 3, 5, 8}) {
    const Result result = run_by(workers);
    CAPTURE(workers);
    CHECK(result.hash == expected.hash);
    CHECK(result.events == expected.events);
    CHECK(same(result.rows, expected.rows));
  }
  CHECK(run_by(3, {sim::minutes{17}, {}}).hash == expected.hash);
}

TEST_CASE("the number of workers does not change replications", "[determinism]") {
  constexpr std::size_t replications = 8;
  std::vector<std::uint64_t> expected;
  for (std::uint32_t r = 0; r < replications; ++r) expected.push_back(run(one_each, {42, r}).hash);
  for (const std::size_t workers : {2, 5}) {
    std::vector<std::uint64_t> hashes(replications);
    sim::run_jobs(
        replications, workers,
        [&](std::size_t job, const sim::Report&) {
          hashes[job] = run(one_each, {42, static_cast<std::uint32_t>(job)}).hash;
        },
        [](double) { return true; });
    CAPTURE(workers);
    CHECK(hashes == expected);
  }
}

TEST_CASE("who shares a partition with whom changes nobody's history", "[determinism]") {
  const Result expected = run(one_each);
  const Dealt together(12, 0);
  Dealt reversed = one_each;
  std::reverse(reversed.begin(), reversed.end());
  const Dealt in_threes = {0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2};
  for (const Dealt& dealt : {together, reversed, in_threes}) CHECK(same(run(dealt).rows, expected.rows));
}

}  // namespace
}  // namespace tests
