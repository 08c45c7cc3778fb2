// The contract of sim/simulation.h on a network with feedback, priorities and opening hours: a run is a function of
// model, seed and replication, and of nothing else.
#include <algorithm>

#include "sim/ensemble.h"
#include "sim/simulation.h"
#include "tests/support/catch.h"
#include "tests/support/queueing_model.h"

namespace tests {
namespace {

// A ward and two clinics in three partitions, an hour apart; some go round again, some come urgent.
QueueingNetwork three_places() {
  return {.stations = {{.servers = 2, .mean_service = 9'000, .partition = 0, .next = 1, .next_chance = 0.5},
                       {.servers = 1,
                        .mean_service = 2'000,
                        .partition = 1,
                        .next = 2,
                        .hours = sim::OpeningHours::working_days(sim::hours{8}, sim::hours{16})},
                       {.servers = 1, .mean_service = 3'000, .partition = 2, .next = 0, .next_chance = 0.3}},
          .sources = {{.mean_gap = 15'000, .station = 0, .priority = 1},
                      {.mean_gap = 40'000, .station = 0, .priority = 0},
                      {.mean_gap = 30'000, .station = 2, .priority = 1}}};
}

const RunOptions half_a_year{.seed = 42, .length = sim::days{180}};

bool same(const sim::Row& a, const sim::Row& b) {
  return a.time == b.time && a.subject == b.subject && a.node == b.node && a.kind == b.kind && a.detail == b.detail &&
         a.value == b.value;
}

bool same(const std::vector<sim::Row>& a, const std::vector<sim::Row>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const sim::Row& x, const sim::Row& y) { return same(x, y); });
}

TEST_CASE("the same seed gives the same run", "[determinism]") {
  const RunResult one = run(three_places(), half_a_year);
  const RunResult two = run(three_places(), half_a_year);
  REQUIRE(one.events > 4'000);
  CHECK(one.hash == two.hash);
  CHECK(one.events == two.events);
  CHECK(same(one.rows, two.rows));
}

TEST_CASE("another seed or replication gives another run", "[determinism]") {
  const std::uint64_t hash = run(three_places(), half_a_year).hash;
  RunOptions other = half_a_year;
  other.seed = 43;
  CHECK(run(three_places(), other).hash != hash);
  other = half_a_year;
  other.replication = 1;
  CHECK(run(three_places(), other).hash != hash);
}

TEST_CASE("the length of windows does not change the run", "[determinism]") {
  const RunResult expected = run(three_places(), half_a_year);
  for (const auto window : {sim::hours{1}, sim::hours{7}}) {  // the second is cut to the lookahead
    RunOptions options = half_a_year;
    options.longest_window = window;
    CHECK(run(three_places(), options).hash == expected.hash);
  }
  for (const auto window : {sim::minutes{1}, sim::minutes{13}, sim::minutes{45}}) {
    RunOptions options = half_a_year;
    options.longest_window = window;
    const RunResult result = run(three_places(), options);
    CHECK(result.hash == expected.hash);
    CHECK(same(result.rows, expected.rows));
  }
}

TEST_CASE("the number of workers does not change replications", "[determinism]") {
  constexpr std::size_t replications = 12;
  std::vector<std::uint64_t> expected;
  for (const RunResult& each : replicate(three_places(), half_a_year, replications)) expected.push_back(each.hash);
  for (const std::size_t workers : {1, 2, 3, 5, 8}) {
    std::vector<std::uint64_t> hashes(replications);
    sim::run_jobs(
        replications, workers,
        [&](std::size_t job, const sim::Report&) {
          RunOptions options = half_a_year;
          options.replication = static_cast<std::uint32_t>(job);
          hashes[job] = run(three_places(), options).hash;
        },
        [](double) { return true; });
    CAPTURE(workers);
    CHECK(hashes == expected);
  }
}

TEST_CASE("who shares a partition with whom changes nobody's history", "[determinism]") {
  const RunResult expected = run(three_places(), half_a_year);
  QueueingNetwork together = three_places();
  for (StationSpec& station : together.stations) station.partition = 0;
  QueueingNetwork reversed = three_places();
  for (StationSpec& station : reversed.stations) station.partition = 2 - station.partition;
  CHECK(same(run(together, half_a_year).rows, expected.rows));
  CHECK(same(run(reversed, half_a_year).rows, expected.rows));
}

// Of its own: capacity is not shared. In the others' partition, so that calendar and sequence numbers are.
TEST_CASE("one more source with its own station leaves all other records as they were", "[determinism]") {
  const std::vector<sim::Row> expected = run(three_places(), half_a_year).rows;
  QueueingNetwork more = three_places();
  more.stations.push_back({.servers = 1, .mean_service = 4'000, .partition = 0});
  more.sources.push_back({.mean_gap = 6'000, .station = 3});
  std::vector<sim::Row> others = run(more, half_a_year).rows;
  const auto added = std::remove_if(others.begin(), others.end(),
                                    [](const sim::Row& row) { return row.node == sim::NodeId{std::size_t{3}}; });
  REQUIRE(others.end() - added > 1'000);
  others.erase(added, others.end());
  CHECK(same(others, expected));
}

}  // namespace
}  // namespace tests
