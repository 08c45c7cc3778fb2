#include "tests/support/queueing_theory.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

#include "sim/check.h"
#include "tests/support/markov_chain.h"

namespace tests {
namespace {

constexpr double negligible = 1e-12;

double servers_at_work(int number, int servers) { return std::min(number, servers); }

// Solves a x = b by Gaussian elimination with row exchange; `b` becomes x.
std::vector<double> solve(std::vector<std::vector<double>> a, std::vector<double> b) {
  const std::size_t n = b.size();
  for (std::size_t k = 0; k < n; ++k) {
    std::size_t pivot = k;
    for (std::size_t i = k + 1; i < n; ++i) {
      if (std::abs(a[i][k]) > std::abs(a[pivot][k])) pivot = i;
    }
    sim::require(std::abs(a[pivot][k]) > negligible, "solve: no single solution; does everybody leave the network?");
    std::swap(a[k], a[pivot]);
    std::swap(b[k], b[pivot]);
    for (std::size_t i = k + 1; i < n; ++i) {
      const double factor = a[i][k] / a[k][k];
      for (std::size_t j = k; j < n; ++j) a[i][j] -= factor * a[k][j];
      b[i] -= factor * b[k];
    }
  }
  for (std::size_t k = n; k-- > 0;) {
    for (std::size_t j = k + 1; j < n; ++j) b[k] -= a[k][j] * b[j];
    b[k] /= a[k][k];
  }
  return b;
}

}  // namespace

double erlang_b(int servers, double load) {
  double loss = 1;
  for (int c = 1; c <= servers; ++c) loss = load * loss / (c + load * loss);
  return loss;
}

double erlang_c(int servers, double load) {
  sim::require(load < servers, "erlang_c: the load must be below the number of servers");
  const double loss = erlang_b(servers, load);
  return loss / (1 - load / servers * (1 - loss));
}

double erlang_c_wait(double arrival_rate, double service_rate, int servers) {
  return erlang_c(servers, arrival_rate / service_rate) / (servers * service_rate - arrival_rate);
}

FiniteQueue finite_queue(double arrival_rate, double service_rate, int servers, int places) {
  sim::require(places >= servers, "finite_queue: those in service need places too");
  const auto chain = birth_death([&](int n) { return n < places ? arrival_rate : 0; },
                                 [&](int n) { return servers_at_work(n, servers) * service_rate; }, places);
  FiniteQueue result;
  result.loss = chain.probability.back();  // all places taken, or a number below them that is too rare for a double
  result.mean_busy = chain.throughput / service_rate;
  result.mean_waiting = chain.mean_number - result.mean_busy;
  result.mean_wait = result.mean_waiting / chain.throughput;
  return result;
}

double pollaczek_khinchine_wait(double arrival_rate, double mean_service, double squared_variation) {
  const double load = arrival_rate * mean_service;
  sim::require(load < 1, "pollaczek_khinchine_wait: the load must be below 1");
  return load * mean_service * (1 + squared_variation) / (2 * (1 - load));
}

std::vector<double> cobham_waits(const std::vector<PriorityClass>& classes) {
  double residual = 0;
  for (const PriorityClass& each : classes) residual += each.arrival_rate * each.mean_square_service / 2;
  std::vector<double> waits;
  double load_before = 0;
  for (const PriorityClass& each : classes) {
    const double load = load_before + each.arrival_rate * each.mean_service;
    waits.push_back(residual / ((1 - load_before) * (1 - load)));
    load_before = load;
  }
  return waits;
}

std::vector<double> preemptive_stays(const std::vector<PriorityClass>& classes) {
  std::vector<double> stays;
  double residual = 0;  // of this class and those before it: later ones do not exist for it
  double load_before = 0;
  for (const PriorityClass& each : classes) {
    residual += each.arrival_rate * each.mean_square_service / 2;
    const double load = load_before + each.arrival_rate * each.mean_service;
    stays.push_back(each.mean_service / (1 - load_before) + residual / ((1 - load_before) * (1 - load)));
    load_before = load;
  }
  sim::require(load_before < 1, "preemptive_stays: the load must be below 1");
  return stays;
}

ImpatientQueue erlang_a(double arrival_rate, double service_rate, int servers, double mean_patience) {
  const double all_busy = servers * service_rate;
  const auto leaving = [&](int waiting) { return all_busy + waiting / mean_patience; };
  const auto chain = birth_death([&](int) { return arrival_rate; },
                                 [&](int n) { return n <= servers ? n * service_rate : leaving(n - servers); });
  ImpatientQueue result;
  // Who comes when `ahead` others wait passes through ahead + 1 stages, each ended by the first of a service, a loss of
  // patience ahead, or its own. The chances of not being the one who leaves multiply to all_busy / leaving(ahead + 1),
  // and how long a stage lasts does not depend on who ends it.
  double stages = 0;
  double wait_and_served = 0;
  for (int n = servers; n < static_cast<int>(chain.probability.size()); ++n) {
    const double chance = chain.probability[static_cast<std::size_t>(n)];
    const int ahead = n - servers;
    result.wait_chance += chance;
    result.mean_waiting += ahead * chance;
    stages += 1 / leaving(ahead + 1);
    wait_and_served += chance * all_busy / leaving(ahead + 1) * stages;
  }
  result.mean_wait = result.mean_waiting / arrival_rate;
  result.abandonment = result.mean_wait / mean_patience;
  result.mean_wait_of_served = wait_and_served / (1 - result.abandonment);
  return result;
}

BirthDeath birth_death(const std::function<double(int)>& arrival_rate, const std::function<double(int)>& service_rate,
                       int largest) {
  BirthDeath result;
  std::vector<double>& weights = result.probability;
  weights.push_back(1);
  for (int n = 0; n < largest && weights.back() > 0; ++n) {
    weights.push_back(weights.back() * arrival_rate(n) / service_rate(n + 1));
    if (weights.back() > 1e100) {  // else the weights of a crowded station would overflow
      for (double& each : weights) each /= 1e100;
    }
  }
  const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
  for (double& each : weights) each /= total;
  const int last = static_cast<int>(weights.size()) - 1;
  sim::require(weights.back() < negligible || arrival_rate(last) == 0,
               "birth_death: the number grows for ever, or `largest` is too small");
  for (int n = 1; n <= last; ++n) {
    const double chance = weights[static_cast<std::size_t>(n)];
    result.mean_number += n * chance;
    result.throughput += service_rate(n) * chance;
  }
  return result;
}

std::vector<double> traffic_rates(const std::vector<double>& external_rates, const Routing& routing) {
  const std::size_t n = external_rates.size();
  std::vector<std::vector<double>> a(n, std::vector<double>(n));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) a[i][j] = (i == j ? 1 : 0) - routing[j][i];
  }
  return solve(std::move(a), external_rates);
}

OpenNetwork open_jackson(const std::vector<OpenStation>& stations, const Routing& routing) {
  std::vector<double> external;
  for (const OpenStation& each : stations) external.push_back(each.external_rate);
  const std::vector<double> rates = traffic_rates(external, routing);
  OpenNetwork result;
  double number = 0;
  for (std::size_t i = 0; i < stations.size(); ++i) {
    const auto& [service_rate, servers, external_rate] = stations[i];
    const double wait = servers == unlimited ? 0 : erlang_c_wait(rates[i], service_rate, servers);
    result.stations.push_back({rates[i], wait, rates[i] * (wait + 1 / service_rate)});
    number += result.stations.back().mean_number;
  }
  result.time_in_system = number / std::accumulate(external.begin(), external.end(), 0.0);
  return result;
}

std::vector<ClosedStationResult> closed_network(const std::vector<ClosedStation>& stations, int population) {
  sim::require(population > 0, "closed_network: expected at least one customer");
  using Weights = std::vector<long double>;  // of 0, 1, ... customers; long for its range, not for its digits
  const std::size_t all = static_cast<std::size_t>(population);

  // In units of the greatest demand on one server the bottleneck's weights stay near 1, so that nothing overflows.
  double unit = 0;
  for (const ClosedStation& each : stations) {
    unit = std::max(unit, each.visits * each.mean_service / servers_at_work(population, each.servers));
  }
  const auto weights_of = [&](const ClosedStation& station) {
    Weights weights{1};
    for (int n = 1; n <= population; ++n) {
      const double rate = servers_at_work(n, station.servers) * unit / (station.visits * station.mean_service);
      weights.push_back(weights.back() / rate);
    }
    return weights;
  };
  const auto combine = [&](const Weights& one, const Weights& other) {
    Weights both(all + 1);
    for (std::size_t n = 0; n <= all; ++n) {
      for (std::size_t k = 0; k <= n; ++k) both[n] += one[k] * other[n - k];
    }
    return both;
  };

  std::vector<ClosedStationResult> results;
  for (std::size_t i = 0; i < stations.size(); ++i) {
    Weights others(all + 1);
    others[0] = 1;
    for (std::size_t j = 0; j < stations.size(); ++j) {
      if (j != i) others = combine(others, weights_of(stations[j]));
    }
    const Weights own = weights_of(stations[i]);
    const Weights total = combine(others, own);
    long double number = 0;
    for (std::size_t n = 1; n <= all; ++n) number += static_cast<long double>(n) * own[n] * others[all - n];
    ClosedStationResult result;
    result.throughput = stations[i].visits * static_cast<double>(total[all - 1] / total[all]) / unit;
    result.mean_number = static_cast<double>(number / total[all]);
    result.mean_response = result.mean_number / result.throughput;
    if (stations[i].servers != unlimited) {
      result.utilisation = result.throughput * stations[i].mean_service / stations[i].servers;
    }
    results.push_back(result);
  }
  return results;
}

namespace {

// A state is the number at each station, then for each station but the last whether it is blocked (1) or not (0).
class TandemChain {
 public:
  // Without `first_places` the first station never runs out of customers.
  TandemChain(double arrival_rate, const std::vector<double>& service_rates, const std::vector<int>& buffers,
              std::optional<int> first_places)
      : arrival_rate_(arrival_rate), service_rates_(service_rates), buffers_(buffers), first_places_(first_places) {
    sim::require(buffers.size() + 1 == service_rates.size(), "tandem: one buffer between each two servers");
    State start(2 * stations() - 1);
    if (saturated()) start[0] = 1;
    chances_ = stationary(start, [this](const State& state) { return jumps(state); });
  }

  double chance_first_full() const {
    double chance = 0;
    for (const auto& [state, each] : chances_) chance += state[0] == first_places_ ? each : 0;
    return chance;
  }

  BlockingTandem result() const {
    const std::size_t last = stations() - 1;
    BlockingTandem result{0, std::vector<double>(stations()), std::vector<double>(stations())};
    for (const auto& [state, chance] : chances_) {
      if (state[last] > 0) result.throughput += service_rates_[last] * chance;
      for (std::size_t i = 0; i < stations(); ++i) result.mean_number[i] += state[i] * chance;
      for (std::size_t i = 0; i < last; ++i) result.blocked[i] += blocked(state, i) * chance;
    }
    return result;
  }

 private:
  std::size_t stations() const { return service_rates_.size(); }
  bool saturated() const { return !first_places_; }
  int blocked(const State& state, std::size_t station) const {
    return station + 1 < stations() ? state[stations() + station] : 0;
  }

  std::vector<Jump> jumps(const State& state) const {
    std::vector<Jump> result;
    if (!saturated() && state[0] < *first_places_) {
      State next = state;
      ++next[0];
      result.push_back({next, arrival_rate_});
    }
    for (std::size_t i = 0; i < stations(); ++i) {
      if (state[i] == 0 || blocked(state, i)) continue;
      State next = state;
      if (i + 1 < stations() && state[i + 1] == buffers_[i] + 1) {
        next[stations() + i] = 1;
      } else {
        move_on(next, i);
      }
      result.push_back({next, service_rates_[i]});
    }
    return result;
  }

  // The customer served at `station` leaves it, and each blocked one behind moves into the place that becomes free.
  void move_on(State& state, std::size_t station) const {
    if (station > 0 || !saturated()) --state[station];
    if (station + 1 < stations()) ++state[station + 1];
    if (station > 0 && blocked(state, station - 1)) {
      state[stations() + station - 1] = 0;
      move_on(state, station - 1);
    }
  }

  double arrival_rate_;
  std::vector<double> service_rates_;
  std::vector<int> buffers_;
  std::optional<int> first_places_;
  std::map<State, double> chances_;
};

}  // namespace

BlockingTandem blocking_tandem(double arrival_rate, const std::vector<double>& service_rates,
                               const std::vector<int>& buffers, int first_buffer) {
  if (first_buffer != unlimited) return TandemChain(arrival_rate, service_rates, buffers, first_buffer + 1).result();
  sim::require(arrival_rate < saturated_tandem(service_rates, buffers).throughput,
               "blocking_tandem: more arrive than the row can carry");
  for (int places = 64;; places *= 2) {
    const TandemChain chain(arrival_rate, service_rates, buffers, places);
    if (chain.chance_first_full() < negligible) return chain.result();
  }
}

BlockingTandem saturated_tandem(const std::vector<double>& service_rates, const std::vector<int>& buffers) {
  return TandemChain(0, service_rates, buffers, std::nullopt).result();
}

LossPool loss_pool(CustomerClass narrow, CustomerClass broad, int specialists, int generalists) {
  // Busy specialists, generalists busy with narrow customers, generalists busy with broad ones.
  const auto chances = stationary({0, 0, 0}, [&](const State& state) {
    const int special = state[0], general_narrow = state[1], general_broad = state[2];
    const bool general_idle = general_narrow + general_broad < generalists;
    std::vector<Jump> jumps;
    if (special < specialists) {
      jumps.push_back({{special + 1, general_narrow, general_broad}, narrow.arrival_rate});
    } else if (general_idle) {
      jumps.push_back({{special, general_narrow + 1, general_broad}, narrow.arrival_rate});
    }
    if (general_idle) jumps.push_back({{special, general_narrow, general_broad + 1}, broad.arrival_rate});
    if (special > 0) jumps.push_back({{special - 1, general_narrow, general_broad}, special * narrow.service_rate});
    if (general_narrow > 0) {
      jumps.push_back({{special, general_narrow - 1, general_broad}, general_narrow * narrow.service_rate});
    }
    if (general_broad > 0) {
      jumps.push_back({{special, general_narrow, general_broad - 1}, general_broad * broad.service_rate});
    }
    return jumps;
  });
  LossPool result;
  for (const auto& [state, chance] : chances) {
    const bool no_specialist = state[0] == specialists;
    const bool no_generalist = state[1] + state[2] == generalists;
    if (no_specialist) result.overflow += chance;
    if (no_specialist && no_generalist) result.narrow_loss += chance;
    if (no_generalist) result.broad_loss += chance;
    result.mean_busy_specialists += state[0] * chance;
    result.mean_busy_generalists += (state[1] + state[2]) * chance;
  }
  return result;
}

std::vector<double> joint_loss(const std::vector<int>& capacities, const std::vector<JointClass>& classes) {
  std::vector<int> idle = capacities;
  const auto fits = [&](const JointClass& each) {
    for (std::size_t r = 0; r < idle.size(); ++r) {
      if (each.needs[r] > idle[r]) return false;
    }
    return true;
  };
  const auto take = [&](const JointClass& each, int customers) {
    for (std::size_t r = 0; r < idle.size(); ++r) idle[r] -= customers * each.needs[r];
  };
  for (const JointClass& each : classes) {
    sim::require(each.needs.size() == capacities.size(), "joint_loss: needs name each resource, if with 0");
    sim::require(*std::max_element(each.needs.begin(), each.needs.end()) > 0, "joint_loss: a class needs nothing");
  }

  // A state weighs the product of load^n / n! over classes, as if nobody were ever lost.
  double total = 0;
  std::vector<double> lost(classes.size());
  const std::function<void(std::size_t, double)> visit = [&](std::size_t k, double weight) {
    if (k == classes.size()) {
      total += weight;
      for (std::size_t i = 0; i < classes.size(); ++i) lost[i] += fits(classes[i]) ? 0 : weight;
      return;
    }
    int customers = 0;
    visit(k + 1, weight);
    while (fits(classes[k])) {
      take(classes[k], 1);
      weight *= classes[k].load / ++customers;
      visit(k + 1, weight);
    }
    take(classes[k], -customers);
  };
  visit(0, 1);
  for (double& each : lost) each /= total;
  return lost;
}

double expected_arrivals(const std::vector<double>& hourly_rates, double from_hour, double to_hour) {
  const double period = static_cast<double>(hourly_rates.size());
  const auto until = [&](double hour) {
    const double periods = std::floor(hour / period);
    double rest = hour - periods * period;
    double count = periods * std::accumulate(hourly_rates.begin(), hourly_rates.end(), 0.0);
    for (const double rate : hourly_rates) {
      count += rate * std::clamp(rest, 0.0, 1.0);
      rest -= 1;
    }
    return count;
  };
  return until(to_hour) - until(from_hour);
}

}  // namespace tests
