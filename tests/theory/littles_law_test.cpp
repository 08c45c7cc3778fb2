// Little's law, L = lambda W (J. D. C. Little, Operations Research 9(3), 1961, doi 10.1287/opre.9.3.383), held against
// the integrals that a resource keeps itself. Between two instants at which a station is empty it is an identity, and
// since time is whole seconds it must hold to the second.
#include "sim/time.h"
#include "tests/support/catch.h"
#include "tests/support/queueing_model.h"
#include "tests/support/queueing_theory.h"
#include "tests/support/statistics.h"

namespace tests {
namespace {

constexpr double mean_service = 10'000;

// Three stations in two partitions, in a loop that 30 % of the customers take again; one keeps office hours.
QueueingNetwork loop() {
  return {.stations = {{.servers = 2, .mean_service = 5'000, .next = 1},
                       {.servers = 1, .mean_service = 3'000, .partition = 1, .next = 2},
                       {.servers = 3,
                        .mean_service = 1'500,
                        .next = 0,
                        .next_chance = 0.3,
                        .hours = sim::OpeningHours::working_days(sim::hours{8}, sim::hours{16})}},
          .sources = {{.mean_gap = 9'000}, {.mean_gap = 20'000, .priority = 1}}};
}

TEST_CASE("from empty to empty Little's law holds to the second", "[theory]") {
  for (const RunResult& result : replicate(loop(), {.seed = 3, .length = sim::days{400}}, 5)) {
    for (const StationResult& station : result.stations) {
      std::int64_t waited = 0;
      std::int64_t served = 0;
      for (const Visit& visit : station.visits) {
        waited += (visit.began - visit.came).count();
        served += (visit.left - visit.began).count();
      }
      CHECK(station.visits.size() > 1'000);
      CHECK(waited > 0);
      CHECK(station.whole.arrived == station.visits.size());
      CHECK(station.whole.started == station.visits.size());
      CHECK(station.whole.finished == station.visits.size());
      CHECK(station.whole.waited_seconds == waited);
      CHECK(station.whole.waiting_integral == waited);
      CHECK(station.whole.serving_integral == served);
      CHECK(station.whole.blocked_integral == 0);
    }
  }
}

// M/M/3 at 80 %: W and L as Erlang C has them, L = lambda W, and each server busy for 80 % of the time.
TEST_CASE("in steady state queue length and utilisation match theory", "[theory]") {
  const double arrivals = 2.4;  // in a mean service
  const double wait = erlang_c_wait(arrivals, 1, 3);
  const double length = 12'000 * mean_service;
  const QueueingNetwork network{.stations = {{.servers = 3, .mean_service = mean_service}},
                                .sources = {{.mean_gap = mean_service / arrivals}}};
  const auto runs = replicate(
      network, {.seed = 11, .warm_up = sim::from_seconds(300 * mean_service), .length = sim::from_seconds(length)}, 40);
  const auto expect = [&](auto measure, double expected) {
    expect_mean(sample(runs, measure), expected, {.false_alarm = 1e-6});
  };
  const auto waiting = [&](const RunResult& run) {
    return static_cast<double>(run.stations[0].measured.waiting_integral) / length;
  };
  const auto serving = [&](const RunResult& run) {
    return static_cast<double>(run.stations[0].measured.serving_integral) / length;
  };
  const auto arriving = [&](const RunResult& run) {
    return static_cast<double>(run.stations[0].measured.arrived) * mean_service / length;
  };

  expect(waiting, arrivals * wait);
  expect(serving, arrivals);
  expect([&](const RunResult& run) { return serving(run) / 3; }, 0.8);
  expect(arriving, arrivals);
  // Who is in the station, as the station counts them and as its customers' stays add up.
  expect(
      [&](const RunResult& run) {
        return waiting(run) + serving(run) - arriving(run) * run.mean_stay(0) / mean_service;
      },
      0);
}

}  // namespace
}  // namespace tests
