// Who is served next does not change the mean wait, as long as nobody asks how long their service will be; it changes
// how unequal waits are.
//
// At load r the mean square of a wait in M/M/1 is 2 r / (1 - r)^2 services squared in order of arrival; in the reverse
// order it is 1 / (1 - r) times as much, in random order 1 / (1 - r / 2) times. J. F. C. Kingman, On queues in which
// customers are served in random order, Proceedings of the Cambridge Philosophical Society 58(1), 1962.
#include "tests/support/catch.h"
#include "tests/support/reference_networks.h"
#include "tests/support/statistics.h"

namespace tests {
namespace {

struct Case {
  std::uint32_t seed;
  Discipline discipline;
  double more_unequal;  // the mean square of waits, over that in order of arrival
};

TEST_CASE("another order of service leaves the mean wait as it is and makes waits more unequal", "[theory]") {
  constexpr double load = 0.6;
  const auto [seed, discipline, more_unequal] =
      GENERATE(Case{1, Discipline::first_come, 1}, Case{2, Discipline::random_order, 1 / (1 - load / 2)},
               Case{3, Discipline::last_come, 1 / (1 - load)});
  CAPTURE(more_unequal);
  const double length = 40'000;
  std::vector<double> waits;
  std::vector<double> squares;
  for (std::uint32_t replication = 0; replication < 40; ++replication) {
    double count = 0;
    double sum = 0;
    double sum_of_squares = 0;
    watch(station({.rate = load, .discipline = discipline, .length = length}), replication, seed,
          [&](const Beginning& one) {
            if (one.now < sim::start_of_time + sim::hours{300}) return;  // until it has settled
            ++count;
            sum += one.waited;
            sum_of_squares += one.waited * one.waited;
          });
    waits.push_back(sum / count);
    squares.push_back(sum_of_squares / count);
  }
  expect_mean(waits, load / (1 - load), {.false_alarm = 1e-6});
  expect_mean(squares, more_unequal * 2 * load / ((1 - load) * (1 - load)), {.false_alarm = 1e-6});
}

}  // namespace
}  // namespace tests
