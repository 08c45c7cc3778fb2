// Mean waits in M/M/c against Erlang's closed form. Services are exponential with a mean of 10^4 s.
#include "sim/time.h"
#include "tests/support/catch.h"
#include "tests/support/queueing_model.h"
#include "tests/support/queueing_theory.h"
#include "tests/support/statistics.h"

namespace tests {
namespace {

constexpr double mean_service = 10'000;

QueueingNetwork mmc(int servers, double utilisation) {
  return {.stations = {{.servers = servers, .mean_service = mean_service}},
          .sources = {{.mean_gap = mean_service / (utilisation * servers)}}};
}

// One server waits like its load; two servers like 2 load^2 / (1 + load); the last figure is DESIGN.md's mark W1.
TEST_CASE("Erlang C agrees with its known special cases", "[theory]") {
  CHECK(erlang_c(1, 0.7) == Catch::Approx(0.7));
  CHECK(erlang_c(2, 2 * 0.6) == Catch::Approx(2 * 0.36 / 1.6));
  CHECK(erlang_c_wait(18, 1, 20) == Catch::Approx(0.27538).margin(0.000005));
}

struct Case {
  std::uint32_t seed;  // one each, else common random numbers would make all cases err the same way
  int servers;
  double utilisation;
  double warm_up;  // in mean services, at least ten times 1 / (c (1 - sqrt(utilisation))^2), the time to settle
  double length;
};

TEST_CASE("mean wait in M/M/c matches Erlang C", "[theory]") {
  const auto [seed, servers, utilisation, warm_up, length] =
      GENERATE(Case{1, 1, 0.5, 120, 30'000}, Case{2, 1, 0.8, 900, 30'000}, Case{3, 1, 0.9, 3'800, 30'000},
               Case{4, 3, 0.75, 200, 12'000}, Case{5, 3, 0.9, 1'300, 12'000}, Case{6, 20, 0.8, 50, 2'200},
               Case{7, 20, 0.9, 190, 2'200});
  CAPTURE(servers, utilisation);
  const double arrivals = servers * utilisation;  // in a mean service
  const auto runs = replicate(mmc(servers, utilisation),
                              {.seed = seed,
                               .warm_up = sim::from_seconds(warm_up * mean_service),
                               .length = sim::from_seconds(length * mean_service)},
                              40);
  expect_mean(sample(runs, [](const RunResult& run) { return run.mean_wait(0) / mean_service; }),
              erlang_c_wait(arrivals, 1, servers), {.false_alarm = 1e-6});
}

}  // namespace
}  // namespace tests
