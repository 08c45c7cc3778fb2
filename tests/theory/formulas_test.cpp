// The formulas that simulations are held against, held themselves against special cases: hand calculations, closed
// forms, published figures, and each other where two of them meet.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include "sim/check.h"
#include "tests/support/catch.h"
#include "tests/support/markov_chain.h"
#include "tests/support/queueing_theory.h"

namespace tests {
namespace {

constexpr double endless = std::numeric_limits<double>::infinity();

// For what must agree but for rounding.
Catch::Approx same(double value) { return Catch::Approx(value).epsilon(1e-9).margin(1e-11); }

// For figures printed with that many decimals.
Catch::Approx printed(double value, int decimals) {
  return Catch::Approx(value).epsilon(0).margin(0.51 * std::pow(10, -decimals));
}

// By hand 1 / (1 + 1) and 1/2 / (1 + 1 + 1/2); the last two as tables print them.
TEST_CASE("Erlang B agrees with the printed tables", "[theory]") {
  CHECK(erlang_b(0, 3) == same(1));
  CHECK(erlang_b(1, 1) == same(0.5));
  CHECK(erlang_b(2, 1) == same(0.2));
  CHECK(erlang_b(5, 3) == printed(0.110054, 6));
  CHECK(erlang_b(10, 5) == printed(0.018385, 6));
}

// One server waits like its load; two servers like 2 load^2 / (1 + load); the last figure is DESIGN.md's mark W1.
TEST_CASE("Erlang C agrees with its known special cases", "[theory]") {
  CHECK(erlang_c(1, 0.7) == same(0.7));
  CHECK(erlang_c(2, 2 * 0.6) == same(2 * 0.36 / 1.6));
  CHECK(erlang_c_wait(18, 1, 20) == printed(0.27538, 5));
  CHECK_THROWS_AS(erlang_c(2, 2), sim::InputError);
}

TEST_CASE("a queue with one server and few places follows the truncated geometric law", "[theory]") {
  const double load = 0.8;
  const int places = 4;
  double total = 0;
  double waiting = 0;
  for (int n = 0; n <= places; ++n) {
    total += std::pow(load, n);
    waiting += std::max(n - 1, 0) * std::pow(load, n);
  }
  const FiniteQueue queue = finite_queue(load, 1, 1, places);
  CHECK(queue.loss == same(std::pow(load, places) / total));
  CHECK(queue.mean_busy == same(1 - 1 / total));
  CHECK(queue.mean_waiting == same(waiting / total));
  CHECK(queue.mean_wait == same(waiting / total / (load * (1 - queue.loss))));
}

TEST_CASE("a queue without waiting places loses as Erlang B says", "[theory]") {
  const FiniteQueue queue = finite_queue(5, 1, 10, 10);
  CHECK(queue.loss == same(erlang_b(10, 5)));
  CHECK(queue.mean_busy == same(5 * (1 - erlang_b(10, 5))));
  CHECK(queue.mean_wait == same(0));
}

TEST_CASE("a queue with ample places waits as Erlang C says", "[theory]") {
  const FiniteQueue queue = finite_queue(2.4, 1, 3, 400);
  CHECK(queue.loss == same(0));
  CHECK(queue.mean_busy == same(2.4));
  CHECK(queue.mean_wait == same(erlang_c_wait(2.4, 1, 3)));
  CHECK(finite_queue(0.1, 1, 1, 5'000).loss == same(0));
}

TEST_CASE("the wait at one server grows with the variation of services", "[theory]") {
  CHECK(pollaczek_khinchine_wait(0.8, 1, 1) == same(erlang_c_wait(0.8, 1, 1)));
  CHECK(pollaczek_khinchine_wait(0.8, 1, 0) == same(2));
  CHECK(pollaczek_khinchine_wait(0.8, 1, 4) == same(10));
  CHECK(pollaczek_khinchine_wait(0.2, 3, 0.5) == same(cobham_waits({{0.2, 3, 1.5 * 9}})[0]));
  CHECK_THROWS_AS(pollaczek_khinchine_wait(1, 1, 0), sim::InputError);
}

// Kleinrock's conservation law: the sum of load x wait is the same for every order that interrupts nobody.
TEST_CASE("priority moves waiting between classes and removes none", "[theory]") {
  const std::vector<PriorityClass> classes = {{0.1, 2, 8}, {0.3, 1, 1}, {0.5, 0.6, 0.5}};
  const auto waits = cobham_waits(classes);
  double load = 0;
  double residual = 0;
  double moved = 0;
  for (std::size_t k = 0; k < classes.size(); ++k) {
    load += classes[k].arrival_rate * classes[k].mean_service;
    residual += classes[k].arrival_rate * classes[k].mean_square_service / 2;
    moved += classes[k].arrival_rate * classes[k].mean_service * waits[k];
  }
  CHECK(waits[0] < waits[1]);
  CHECK(waits[1] < waits[2]);
  CHECK(moved == same(load * residual / (1 - load)));
}

// 1 + 0.2 / 0.8 = 1.25; 1 / 0.8 + 0.8 / (0.8 x 0.2) = 6.25; together 0.2 x 1.25 + 0.6 x 6.25 = 4 as in M/M/1 at 80 %.
TEST_CASE("who may interrupt does not notice the others", "[theory]") {
  const auto stays = preemptive_stays({{0.2, 1, 2}, {0.6, 1, 2}});
  CHECK(stays[0] == same(1.25));
  CHECK(stays[1] == same(6.25));
  // With fixed services too, the first class lives as if alone.
  const auto fixed = preemptive_stays({{0.2, 2, 4}, {0.3, 1, 1}});
  CHECK(fixed[0] == same(2 + pollaczek_khinchine_wait(0.2, 2, 0)));
  CHECK_THROWS_AS(preemptive_stays({{0.5, 1, 2}, {0.5, 1, 2}}), sim::InputError);
}

// Garnett, Mandelbaum and Reiman (2002), their example of a call centre: 48 calls a minute, services of a minute and 50
// agents; callers give up after two minutes on average, and 3.1 % do; the mean wait is 3.7 seconds.
TEST_CASE("the impatient queue agrees with a published call centre", "[theory]") {
  const ImpatientQueue queue = erlang_a(48, 1, 50, 2);
  CHECK(queue.abandonment == printed(0.031, 3));
  CHECK(60 * queue.mean_wait == printed(3.7, 1));
}

TEST_CASE("with endless patience the impatient queue is Erlang C", "[theory]") {
  for (const double patience : {1e9, endless}) {
    const ImpatientQueue queue = erlang_a(2.4, 1, 3, patience);
    CHECK(queue.wait_chance == Catch::Approx(erlang_c(3, 2.4)));
    CHECK(queue.mean_wait == Catch::Approx(erlang_c_wait(2.4, 1, 3)));
    CHECK(queue.mean_wait_of_served == Catch::Approx(erlang_c_wait(2.4, 1, 3)));
    CHECK(queue.mean_waiting == Catch::Approx(2.4 * erlang_c_wait(2.4, 1, 3)));
    CHECK(queue.abandonment == Catch::Approx(0).margin(1e-8));
  }
}

TEST_CASE("without patience the impatient queue is Erlang B", "[theory]") {
  const ImpatientQueue queue = erlang_a(5, 1, 10, 1e-9);
  CHECK(queue.abandonment == Catch::Approx(erlang_b(10, 5)));
  CHECK(queue.mean_wait == Catch::Approx(0).margin(1e-9));
}

// Patience as long as a service: everybody leaves at the same rate, waiting or not, so the number is Poisson.
TEST_CASE("when patience lasts as long as a service the number present is Poisson", "[theory]") {
  const double load = 6;
  double below = 0;
  double waiting = 0;
  double chance = std::exp(-load);
  for (int n = 0; n < 200; ++n) {
    if (n < 4) below += chance;
    if (n > 4) waiting += (n - 4) * chance;
    chance *= load / (n + 1);
  }
  const ImpatientQueue queue = erlang_a(load, 1, 4, 1);  // overloaded, yet stable
  CHECK(queue.wait_chance == same(1 - below));
  CHECK(queue.mean_waiting == same(waiting));
  CHECK(queue.abandonment == same(waiting / load));
}

// Baccelli and Hebuterne, On queues with impatient customers, Performance '81, 1981: at one server, who would wait x if
// patient comes with a density in proportion to exp(integral of arrivals still patient - services), and is served only
// if patient for x. Integrated in small steps.
TEST_CASE("patience cuts the waits short that Baccelli and Hebuterne give", "[theory]") {
  const double arrivals = 1.3, impatience = 0.5, step = 1e-4;
  double waiting = 0;
  double patient = 0;
  double wait_of_patient = 0;
  for (double x = step / 2; x < 60; x += step) {
    const double still_patient = std::exp(-impatience * x);
    const double density = arrivals * std::exp(arrivals * (1 - still_patient) / impatience - x);
    waiting += density * step;
    patient += still_patient * density * step;
    wait_of_patient += x * still_patient * density * step;
  }
  const double idle = 1 / (1 + waiting);
  const ImpatientQueue queue = erlang_a(arrivals, 1, 1, 1 / impatience);
  CHECK(queue.wait_chance == Catch::Approx(1 - idle));
  CHECK(queue.abandonment == Catch::Approx(idle * (waiting - patient)));
  CHECK(queue.mean_wait == Catch::Approx(idle * (waiting - patient) / impatience));
  CHECK(queue.mean_wait_of_served == Catch::Approx(wait_of_patient / (1 + patient)));
}

TEST_CASE("a birth-death chain with constant rates is the ordinary queue", "[theory]") {
  const BirthDeath single = birth_death([](int) { return 0.8; }, [](int) { return 1.0; });
  CHECK(single.mean_number == same(4));
  CHECK(single.throughput == same(0.8));
  CHECK(single.mean_stay() == same(5));  // also with the server shared equally by all who are there
  CHECK(single.probability[0] == same(0.2));
  const BirthDeath several = birth_death([](int) { return 2.4; }, [](int n) { return std::min(n, 3); });
  CHECK(several.mean_stay() == same(erlang_c_wait(2.4, 1, 3) + 1));
  CHECK_THROWS_AS(birth_death([](int) { return 1.1; }, [](int) { return 1.0; }), sim::InputError);
  CHECK_THROWS_AS(birth_death([](int) { return 0.8; }, [](int) { return 1.0; }, 10), sim::InputError);
}

// Who finds n stays with chance 1 / (n + 1): weights load^n / n!, Poisson.
TEST_CASE("balking in proportion to the number present makes that number Poisson", "[theory]") {
  const BirthDeath station = birth_death([](int n) { return 3.0 / (n + 1); }, [](int) { return 2.0; });
  CHECK(station.mean_number == same(1.5));
  CHECK(station.probability[0] == same(std::exp(-1.5)));
  CHECK(station.throughput == same(2 * (1 - std::exp(-1.5))));
}

// Twice as fast when two or more are there: the number is that of M/M/2.
TEST_CASE("one server that speeds up with its queue can equal two servers", "[theory]") {
  const BirthDeath station = birth_death([](int) { return 1.2; }, [](int n) { return n == 1 ? 1.0 : 2.0; });
  CHECK(station.mean_number == same(1.2 * (erlang_c_wait(1.2, 1, 2) + 1)));
  const BirthDeath crowd = birth_death([](int) { return 900.0; }, [](int n) { return n; });  // rates without bound
  CHECK(crowd.mean_number == same(900));
}

TEST_CASE("arrivals from outside and from within add up at each station", "[theory]") {
  CHECK(traffic_rates({3}, {{0.25}})[0] == same(4));
  const auto rates = traffic_rates({1, 2, 0}, {{0, 0.5, 0.5}, {0, 0, 1}, {0.2, 0, 0}});
  CHECK(rates[0] == same(1 + 0.2 * rates[2]));
  CHECK(rates[1] == same(2 + 0.5 * rates[0]));
  CHECK(rates[2] == same(0.5 * rates[0] + rates[1]));
  CHECK_THROWS_AS(traffic_rates({1, 0}, {{0, 1}, {1, 0}}), sim::InputError);  // nobody leaves
}

// General practice, hospital and municipality; 3 of 10 seen in general practice need the municipality, and so on.
TEST_CASE("patients between practice and hospital and municipality wait as Jackson says", "[theory]") {
  const OpenNetwork network =
      open_jackson({{0.5, 3, 1}, {0.1, 4, 0}, {0.25, 3, 0}}, {{0, 0.2, 0.3}, {0, 0, 0.5}, {0.1, 0, 0}});
  CHECK(network.stations[0].arrival_rate == same(1 / 0.96));
  CHECK(network.stations[1].arrival_rate == same(0.2 / 0.96));
  CHECK(network.stations[2].arrival_rate == same(0.4 / 0.96));
  CHECK(network.stations[0].mean_wait == printed(1.05649, 5));
  CHECK(network.stations[1].mean_wait == printed(1.01762, 5));
  CHECK(network.stations[2].mean_wait == printed(0.89928, 5));
  CHECK(network.time_in_system == printed(7.52055, 5));
}

TEST_CASE("an open row of stations is as if each stood alone", "[theory]") {
  const OpenNetwork network =
      open_jackson({{1, 1, 0.8}, {0.5, 2, 0}, {0.1, unlimited, 0}}, {{0, 1, 0}, {0, 0, 1}, {0, 0, 0}});
  CHECK(network.stations[0].mean_number == same(4));
  CHECK(network.stations[1].mean_wait == same(erlang_c_wait(0.8, 0.5, 2)));
  CHECK(network.stations[2].mean_wait == same(0));
  CHECK(network.time_in_system == same(5 + erlang_c_wait(0.8, 0.5, 2) + 2 + 10));
}

// With M equal single servers every way to spread N customers is as likely: throughput N / (N + M - 1) services.
TEST_CASE("customers in a balanced closed loop spread evenly", "[theory]") {
  const auto stations = closed_network({{0.5}, {0.5}, {0.5}}, 7);
  for (const ClosedStationResult& each : stations) {
    CHECK(each.throughput == same(2 * 7.0 / 9));
    CHECK(each.mean_number == same(7.0 / 3));
    CHECK(each.mean_response == same(1.5));
    CHECK(each.utilisation == same(7.0 / 9));
  }
}

// Two stations are one chain: who is not at the first is at the second.
TEST_CASE("two closed stations agree with the chain of the number at one of them", "[theory]") {
  const int population = GENERATE(1, 2, 5, 12, 40);
  const int servers = GENERATE(1, 3, 20);
  const int other = GENERATE(2, unlimited);
  CAPTURE(population, servers, other);
  const auto stations = closed_network({{2, servers}, {5, other, 0.5}}, population);
  // Every second customer skips the second station and is back at the first at once, which the chain does not see.
  const auto chain = birth_death([&](int n) { return std::min(population - n, other) / 5.0; },
                                 [&](int n) { return 0.5 * std::min(n, servers) / 2.0; }, population);
  CHECK(stations[0].mean_number == same(chain.mean_number));
  CHECK(stations[0].throughput == same(2 * chain.throughput));
  CHECK(stations[1].throughput == same(chain.throughput));
  CHECK(stations[1].mean_number == same(population - chain.mean_number));
  CHECK(stations[0].mean_response == same(chain.mean_number / (2 * chain.throughput)));
  CHECK(stations[0].utilisation == same(2 * chain.throughput * 2 / servers));
  CHECK(stations[1].utilisation == same(other == unlimited ? 0 : chain.throughput * 5 / other));
}

// Reiser and Lavenberg: who arrives sees the network as it is with one customer fewer.
TEST_CASE("closed networks agree with the recursion of mean value analysis", "[theory]") {
  const std::vector<double> demand = {1, 0.4, 0.7};
  const double think = 8;
  std::vector<double> number(3);
  double throughput = 0;
  for (int n = 1; n <= 25; ++n) {
    double cycle = think;
    std::vector<double> response(3);
    for (std::size_t i = 0; i < 3; ++i) cycle += response[i] = demand[i] * (1 + number[i]);
    throughput = n / cycle;
    for (std::size_t i = 0; i < 3; ++i) number[i] = throughput * response[i];
  }
  const auto stations = closed_network({{1}, {0.2, 1, 2}, {0.7}, {8, unlimited}}, 25);
  CHECK(stations[0].throughput == same(throughput));
  CHECK(stations[1].throughput == same(2 * throughput));
  for (std::size_t i = 0; i < 3; ++i) CHECK(stations[i].mean_number == same(number[i]));
  CHECK(stations[1].mean_response == same(number[1] / (2 * throughput)));
  CHECK(stations[3].mean_response == same(8));
}

TEST_CASE("three closed stations with several servers agree with their Markov chain", "[theory]") {
  const std::vector<double> rates = {1, 0.4, 0.3};
  const std::vector<int> servers = {1, 2, 3};
  const auto chain = stationary({6, 0, 0}, [&](const State& state) {
    std::vector<Jump> jumps;
    for (std::size_t i = 0; i < 3; ++i) {
      if (state[i] == 0) continue;
      State next = state;
      --next[i];
      ++next[(i + 1) % 3];
      jumps.push_back({next, std::min(state[i], servers[i]) * rates[i]});
    }
    return jumps;
  });
  std::vector<double> number(3);
  for (const auto& [state, chance] : chain) {
    for (std::size_t i = 0; i < 3; ++i) number[i] += state[i] * chance;
  }
  const auto stations = closed_network({{1, 1}, {2.5, 2}, {1 / 0.3, 3}}, 6);
  for (std::size_t i = 0; i < 3; ++i) CHECK(stations[i].mean_number == same(number[i]));
}

// Demands on a server are 0.5, 0.4 and 0.3: with many customers the first station sets the pace, and its load is 1.
TEST_CASE("a crowded closed network runs at the pace of its bottleneck", "[theory]") {
  const auto stations = closed_network({{5, 10}, {2, 5}, {0.3, 1}, {60, unlimited}}, 500);
  CHECK(stations[0].throughput == same(2));
  CHECK(stations[0].utilisation == same(1));
  CHECK(stations[1].mean_number == Catch::Approx(2 * (erlang_c_wait(2, 0.5, 5) + 2)));
  CHECK(stations[2].mean_number == Catch::Approx(0.6 / 0.4));
  CHECK(stations[3].mean_number == same(120));
  double all = 0;
  for (const ClosedStationResult& each : stations) all += each.mean_number;
  CHECK(all == same(500));
}

// Both busy, only the first busy, first blocked: each a third of the time at equal rates.
TEST_CASE("two equal servers without a buffer carry two thirds of one", "[theory]") {
  const BlockingTandem row = saturated_tandem({5, 5}, {0});
  CHECK(row.throughput == same(5 * 2.0 / 3));
  CHECK(row.blocked[0] == same(1.0 / 3));
  CHECK(row.blocked[1] == same(0));
  CHECK(row.mean_number[0] == same(1));
  CHECK(row.mean_number[1] == same(2.0 / 3));
}

// The second station with its buffer and the one blocked before it is M/M/1/(buffer + 2).
TEST_CASE("a buffer between two servers carries what a finite queue does", "[theory]") {
  const int buffer = GENERATE(0, 1, 4);
  CAPTURE(buffer);
  CHECK(saturated_tandem({1, 1}, {buffer}).throughput == same((buffer + 2.0) / (buffer + 3)));
  const BlockingTandem row = saturated_tandem({1.5, 1}, {buffer});
  CHECK(row.throughput == same(finite_queue(1.5, 1, 1, buffer + 2).mean_busy));
  CHECK(row.blocked[0] == same(finite_queue(1.5, 1, 1, buffer + 2).loss));
}

// Hunt (1956): 22/39 of one server for three in a row without buffers.
TEST_CASE("three equal servers without buffers carry what Hunt found", "[theory]") {
  CHECK(saturated_tandem({1, 1, 1}, {0, 0}).throughput == same(22.0 / 39));
}

TEST_CASE("a blocking row runs the same in either direction", "[theory]") {
  const double forward = saturated_tandem({1, 2, 1.5}, {1, 2}).throughput;
  CHECK(forward == same(saturated_tandem({1.5, 2, 1}, {2, 1}).throughput));
  CHECK(forward < 1);
}

TEST_CASE("a row with ample buffers does not block", "[theory]") {
  const BlockingTandem row = blocking_tandem(0.5, {1, 0.8}, {70});
  CHECK(row.throughput == same(0.5));
  CHECK(row.mean_number[0] == same(0.5 / 0.5));
  CHECK(row.mean_number[1] == same(0.5 / 0.3));
  CHECK(row.blocked[0] == same(0));
}

TEST_CASE("a row of one server is the finite queue", "[theory]") {
  const BlockingTandem row = blocking_tandem(0.9, {1}, {}, 5);
  const FiniteQueue queue = finite_queue(0.9, 1, 1, 6);
  CHECK(row.throughput == same(queue.mean_busy));
  CHECK(row.mean_number[0] == same(queue.mean_waiting + queue.mean_busy));
  CHECK(blocking_tandem(0.9, {1}, {}).mean_number[0] == same(9));
}

// Below what it carries at most, a row lets through what comes; the first server is busy or blocked for longer than its
// services take, so more wait than without blocking.
TEST_CASE("blocking lengthens the queue before the row", "[theory]") {
  const BlockingTandem row = blocking_tandem(0.5, {1, 1}, {0});
  CHECK(row.throughput == same(0.5));
  CHECK(row.blocked[0] > 0.05);
  CHECK(row.mean_number[0] > 1 + row.blocked[0]);
  CHECK(blocking_tandem(0.66, {1, 1}, {0}).mean_number[0] > 50);  // close to the 2/3 that it carries
  CHECK_THROWS_AS(blocking_tandem(0.67, {1, 1}, {0}), sim::InputError);
}

TEST_CASE("a row that is offered far too much is saturated", "[theory]") {
  const BlockingTandem full = saturated_tandem({1, 1.2, 0.9}, {1, 0});
  const BlockingTandem row = blocking_tandem(1e9, {1, 1.2, 0.9}, {1, 0}, 3);
  CHECK(row.throughput == Catch::Approx(full.throughput));
  CHECK(row.blocked[0] == Catch::Approx(full.blocked[0]));
  CHECK(row.blocked[1] == Catch::Approx(full.blocked[1]));
  CHECK(row.mean_number[0] == Catch::Approx(full.mean_number[0] + 3));
  CHECK(row.mean_number[2] == Catch::Approx(full.mean_number[2]));
}

// By hand, all rates 1: balance gives idle 5/22, only specialist 4/22, only generalist 6/22, both busy 7/22.
TEST_CASE("one specialist and one generalist lose what a hand calculation gives", "[theory]") {
  const LossPool pool = loss_pool({1, 1}, {1, 1}, 1, 1);
  CHECK(pool.overflow == same(erlang_b(1, 1)));
  CHECK(pool.narrow_loss == same(7.0 / 22));
  CHECK(pool.broad_loss == same(13.0 / 22));
  CHECK(pool.mean_busy_specialists == same(11.0 / 22));
  CHECK(pool.mean_busy_generalists == same(13.0 / 22));
}

TEST_CASE("overflow alone loses as one group of all servers", "[theory]") {
  const LossPool pool = loss_pool({6, 1}, {0, 1}, 4, 3);
  CHECK(pool.overflow == same(erlang_b(4, 6)));
  CHECK(pool.narrow_loss == same(erlang_b(7, 6)));
  CHECK(pool.mean_busy_specialists + pool.mean_busy_generalists == same(6 * (1 - erlang_b(7, 6))));
}

TEST_CASE("a pool of only one kind of server loses as Erlang B says", "[theory]") {
  const LossPool generalists = loss_pool({2, 1}, {1.5, 0.5}, 0, 6);
  CHECK(generalists.narrow_loss == same(erlang_b(6, 5)));
  CHECK(generalists.broad_loss == same(erlang_b(6, 5)));
  const LossPool specialists = loss_pool({3, 1}, {1, 1}, 5, 0);
  CHECK(specialists.narrow_loss == same(erlang_b(5, 3)));
  CHECK(specialists.broad_loss == same(1));
}

// What goes in comes out: arrivals not lost x mean service = servers busy.
TEST_CASE("busy servers in a pool add up to the traffic carried", "[theory]") {
  const CustomerClass narrow{4, 0.8}, broad{3, 1.25};
  const LossPool pool = loss_pool(narrow, broad, 4, 5);
  CHECK(pool.mean_busy_specialists == same(4 / 0.8 * (1 - erlang_b(4, 4 / 0.8))));
  CHECK(pool.mean_busy_specialists + pool.mean_busy_generalists ==
        same(4 / 0.8 * (1 - pool.narrow_loss) + 3 / 1.25 * (1 - pool.broad_loss)));
}

// One of each, loads 1: nobody, first, second, first and second, or third, all as likely.
TEST_CASE("who needs two resources at once is lost more often", "[theory]") {
  const auto loss = joint_loss({1, 1}, {{1, {1, 0}}, {1, {0, 1}}, {1, {1, 1}}});
  CHECK(loss[0] == same(0.6));
  CHECK(loss[1] == same(0.6));
  CHECK(loss[2] == same(0.8));
}

TEST_CASE("resources that nobody needs together are separate groups", "[theory]") {
  const auto loss = joint_loss({10, 5}, {{5, {1, 0}}, {1, {0, 1}}, {2, {0, 1}}});
  CHECK(loss[0] == same(erlang_b(10, 5)));
  CHECK(loss[1] == same(erlang_b(5, 3)));
  CHECK(loss[2] == same(erlang_b(5, 3)));
}

// Kaufman and Roberts (1981): n q(n) = sum of load x need x q(n - need) for the chance q(n) that n units are taken.
TEST_CASE("customers who need several units lose as Kaufman and Roberts say", "[theory]") {
  const int units = 8;
  std::vector<double> taken = {1};
  for (int n = 1; n <= units; ++n) {
    const auto before = [&](int need) { return need <= n ? taken[static_cast<std::size_t>(n - need)] : 0; };
    taken.push_back((2 * 1 * before(1) + 0.7 * 3 * before(3)) / n);
  }
  double total = 0;
  for (const double each : taken) total += each;
  const auto loss = joint_loss({units}, {{2, {1}}, {0.7, {3}}});
  CHECK(loss[0] == same(taken[8] / total));
  CHECK(loss[1] == same((taken[6] + taken[7] + taken[8]) / total));
}

TEST_CASE("losses of resources taken together agree with their Markov chain", "[theory]") {
  const std::vector<double> arrivals = {1.5, 2, 1};
  const std::vector<double> services = {1, 0.8, 0.5};
  const auto fits = [](const State& state) { return state[0] + state[2] <= 3 && state[1] + state[2] <= 4; };
  const auto with = [](State state, std::size_t k, int change) {
    state[k] += change;
    return state;
  };
  const auto chain = stationary({0, 0, 0}, [&](const State& state) {
    std::vector<Jump> jumps;
    for (std::size_t k = 0; k < 3; ++k) {
      if (fits(with(state, k, 1))) jumps.push_back({with(state, k, 1), arrivals[k]});
      if (state[k] > 0) jumps.push_back({with(state, k, -1), state[k] * services[k]});
    }
    return jumps;
  });
  const auto loss = joint_loss({3, 4}, {{1.5, {1, 0}}, {2 / 0.8, {0, 1}}, {2, {1, 1}}});
  for (std::size_t k = 0; k < 3; ++k) {
    double lost = 0;
    for (const auto& [state, chance] : chain) lost += fits(with(state, k, 1)) ? 0 : chance;
    CHECK(loss[k] == same(lost));
  }
}

// Round and round at rates 1, 2, 4: time in a state is in proportion to 1 / rate.
TEST_CASE("a Markov chain stays in each state as long as its balance asks", "[theory]") {
  const auto chances = stationary({2}, [](const State& state) {
    return std::vector<Jump>{{{(state[0] + 1) % 3}, std::pow(2, state[0])}, {state, 7}};  // a jump to itself is none
  });
  CHECK(chances.at({0}) == same(4.0 / 7));
  CHECK(chances.at({1}) == same(2.0 / 7));
  CHECK(chances.at({2}) == same(1.0 / 7));
  CHECK_THROWS_AS(stationary({0},
                             [](const State& state) {
                               return std::vector<Jump>{{{std::min(state[0] + 1, 2)}, 1}};
                             }),
                  sim::InputError);  // ends in 2
}

// 10 an hour from 8 to 16, 1 otherwise: 96 a day.
TEST_CASE("arrivals by the hour add up over days and parts of hours", "[theory]") {
  std::vector<double> profile(24, 1);
  for (std::size_t hour = 8; hour < 16; ++hour) profile[hour] = 10;
  CHECK(expected_arrivals(profile, 0, 24) == same(96));
  CHECK(expected_arrivals(profile, 8, 16) == same(80));
  CHECK(expected_arrivals(profile, 7.5, 8.25) == same(0.5 + 2.5));
  CHECK(expected_arrivals(profile, 22, 24 + 9) == same(2 + 8 + 10));
  CHECK(expected_arrivals(profile, 5, 5 + 365 * 24) == same(365 * 96));
  CHECK(expected_arrivals(profile, -10, 10) == same(20 + 8 + 8 + 20));
  CHECK(expected_arrivals(profile, 3, 3) == same(0));
}

}  // namespace
}  // namespace tests
