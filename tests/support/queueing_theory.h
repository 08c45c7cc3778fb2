// queueing_theory.h - exact results of queueing theory that simulations are held against.
//
// Rates and times share one unit. Arrivals are Poisson and services exponential unless a name says otherwise. What has
// no closed form is solved as a Markov chain; nothing here is an approximation but for states left out when their
// chance is below 1e-12. Arguments that make no sense (a queue that grows for ever) throw sim::InputError.
//
// Order: one station; one station with priorities, impatience or rates by state; networks of stations; finite
// networks (blocking, pools, resources taken together); arrivals by the hour.
#pragma once

#include <functional>
#include <limits>
#include <vector>

namespace tests {

constexpr int unlimited = std::numeric_limits<int>::max();  // servers or places

// The chance that a customer of M/M/c/c is lost, offered `load` = arrival rate x mean service; it holds for services of
// any distribution. Erlang's first formula: Solution of some problems in the theory of probabilities of significance in
// automatic telephone exchanges, Elektroteknikeren 13, 1917; by way of the usual recursion.
double erlang_b(int servers, double load);

// The chance that a customer of M/M/c has to wait, offered `load`: Erlang's second formula, same paper.
double erlang_c(int servers, double load);

// Mean wait before service in M/M/c.
double erlang_c_wait(double arrival_rate, double service_rate, int servers);

// M/M/c/K: `places` counts those in service too, and who finds all taken is lost. With places = servers it is Erlang B,
// with endless places Erlang C. Kleinrock, Queueing Systems, volume 1: Theory, Wiley 1975, chapter 3.
struct FiniteQueue {
  double loss = 0;          // chance
  double mean_waiting = 0;  // customers in the queue, not in service
  double mean_wait = 0;     // before service, of those admitted
  double mean_busy = 0;     // servers
};
FiniteQueue finite_queue(double arrival_rate, double service_rate, int servers, int places);

// Mean wait before service in M/G/1, of which only mean and squared coefficient of variation of the service matter
// (1 exponential, 0 fixed): the formula of Pollaczek (1930) and Khinchine (1932); Kleinrock, volume 1, chapter 5.
double pollaczek_khinchine_wait(double arrival_rate, double mean_service, double squared_variation);

struct PriorityClass {
  double arrival_rate = 0;
  double mean_service = 0;
  double mean_square_service = 0;  // of the service time's square; twice the mean's for exponential service
};

// Mean wait of each class at one server that serves the first class first and interrupts nobody: Cobham, Priority
// assignment in waiting line problems, Operations Research 2(1), 1954, doi 10.1287/opre.2.1.70, equation 3. For one
// class it is the Pollaczek-Khinchine formula.
std::vector<double> cobham_waits(const std::vector<PriorityClass>& classes);

// Mean time in the system of each class at one server that drops a customer for one of an earlier class and later
// resumes where it stopped. Kleinrock, Queueing Systems, volume 2: Computer Applications, Wiley 1976, chapter 3.
std::vector<double> preemptive_stays(const std::vector<PriorityClass>& classes);

// Erlang A, M/M/c+M: who waits gives up after an exponential patience. C. Palm, Research on telephone traffic carried
// by full availability groups, Tele 1957; Garnett, Mandelbaum and Reiman, Designing a call center with impatient
// customers, Manufacturing & Service Operations Management 4(3), 2002, doi 10.1287/msom.4.3.208.7753.
struct ImpatientQueue {
  double wait_chance = 0;
  double abandonment = 0;          // chance
  double mean_waiting = 0;         // customers in the queue, not in service
  double mean_wait = 0;            // of all, whether they are served, give up or need not wait
  double mean_wait_of_served = 0;  // of those who do not give up
};
ImpatientQueue erlang_a(double arrival_rate, double service_rate, int servers, double mean_patience);

// A station whose arrival and service rates depend on how many are in it: balking, finite sources, servers that speed
// up, M/M/1 processor sharing (in number the same as M/M/1). Kleinrock, volume 1, chapter 3. `service_rate` is asked
// from 1 on. A chain that does not end by itself (arrival rate 0) must be all but empty at `largest`.
struct BirthDeath {
  std::vector<double> probability;  // of 0, 1, ... in the station
  double mean_number = 0;
  double throughput = 0;

  double mean_stay() const { return mean_number / throughput; }  // Little's law
};
BirthDeath birth_death(const std::function<double(int)>& arrival_rate, const std::function<double(int)>& service_rate,
                       int largest = 1'000'000);

// routing[i][j] is the chance that who leaves station i goes on to station j; the rest leaves the network.
using Routing = std::vector<std::vector<double>>;

// Arrival rates of all stations of an open network, from those that come from outside: the traffic equations. Jackson,
// Networks of waiting lines, Operations Research 5(4), 1957, doi 10.1287/opre.5.4.518.
std::vector<double> traffic_rates(const std::vector<double>& external_rates, const Routing& routing);

// Open network of M/M/c stations: each behaves as if alone with Poisson arrivals (Jackson 1957, as above).
struct OpenStation {
  double service_rate = 0;
  int servers = 1;  // or unlimited
  double external_rate = 0;
};
struct OpenNetwork {
  struct Station {
    double arrival_rate = 0;
    double mean_wait = 0;    // before service, a visit
    double mean_number = 0;  // waiting and in service
  };
  std::vector<Station> stations;
  double time_in_system = 0;  // mean, from outside to outside
};
OpenNetwork open_jackson(const std::vector<OpenStation>& stations, const Routing& routing);

// Closed network of `population` customers: what exact mean value analysis gives (Reiser and Lavenberg, Mean-value
// analysis of closed multichain queuing networks, Journal of the ACM 27(2), 1980, doi 10.1145/322186.322195). That
// recursion subtracts where a station has several servers, and at some hundred customers no digit is left, so this is
// the convolution of Buzen, Computational algorithms for closed queueing networks with exponential servers,
// Communications of the ACM 16(9), 1973, doi 10.1145/362342.362345, which only adds. A delay has unlimited servers.
struct ClosedStation {
  double mean_service = 0;
  int servers = 1;    // or unlimited
  double visits = 1;  // relative to the other stations
};
struct ClosedStationResult {
  double throughput = 0;
  double mean_number = 0;    // waiting and in service
  double mean_response = 0;  // wait and service of one visit
  double utilisation = 0;    // share of servers busy; 0 where they are unlimited
};
std::vector<ClosedStationResult> closed_network(const std::vector<ClosedStation>& stations, int population);

// Single servers in a row with `buffers`, the waiting places before the second server, the third, ... A customer who
// is served but finds the next buffer full keeps its server from the next customer (blocking after service, also
// manufacturing blocking). Hunt, Sequential arrays of waiting lines, Operations Research 4(6), 1956, solves small ones.
struct BlockingTandem {
  double throughput = 0;
  std::vector<double> mean_number;  // at each station, waiting, in service and blocked
  std::vector<double> blocked;      // share of time that each server is blocked; the last never is
};

// Poisson arrivals; `first_buffer` are the waiting places before the first server, and who finds them full is lost.
BlockingTandem blocking_tandem(double arrival_rate, const std::vector<double>& service_rates,
                               const std::vector<int>& buffers, int first_buffer = unlimited);

// The first server always has a next customer; of those only the one in service is counted in mean_number. The
// throughput is the most that the row can carry: with unlimited first_buffer, arrivals must stay below it.
BlockingTandem saturated_tandem(const std::vector<double>& service_rates, const std::vector<int>& buffers);

// A pool without waiting: specialists serve only `narrow` customers, generalists serve both classes, and a narrow
// customer takes a specialist if one is idle. The same as a primary group (specialists) that overflows to a secondary
// group with arrivals of its own: without `broad` arrivals and at equal service rates, the loss is Erlang B of all
// servers. The Markov chain of those busy, solved; R. I. Wilkinson, Theories for toll traffic engineering in the
// U.S.A., Bell System Technical Journal 35(2), 1956, is on such overflow.
struct CustomerClass {
  double arrival_rate = 0;
  double service_rate = 1;  // at either kind of server
};
struct LossPool {
  double overflow = 0;     // chance that a narrow customer finds no specialist: Erlang B of the specialists
  double narrow_loss = 0;  // chance that it finds no generalist either
  double broad_loss = 0;   // chance that a broad customer is lost
  double mean_busy_specialists = 0;
  double mean_busy_generalists = 0;
};
LossPool loss_pool(CustomerClass narrow, CustomerClass broad, int specialists, int generalists);

// Resources taken together or not at all, without waiting: the chance of loss of each class. A customer of class k
// needs needs[r] units of each resource r for one service time of any distribution. Kelly, Loss networks, Annals of
// Applied Probability 1(3), 1991, doi 10.1214/aoap/1177005872, section 1; all states are visited, so keep it small.
struct JointClass {
  double load = 0;  // arrival rate x mean service
  std::vector<int> needs;
};
std::vector<double> joint_loss(const std::vector<int>& capacities, const std::vector<JointClass>& classes);

// Mean number of arrivals between two instants, in hours from the start of the profile, when arrivals in hour k come at
// rate hourly_rates[k] and the profile repeats itself (24 hours or 168). Arrivals that are Poisson make a Poisson count
// of it. Ross, Introduction to Probability Models, section on the nonhomogeneous Poisson process.
double expected_arrivals(const std::vector<double>& hourly_rates, double from_hour, double to_hour);

}  // namespace tests
