// queueing_theory.h - what theory says about the stations that tests simulate. Rates and times share one unit.
#pragma once

#include <cstddef>
#include <vector>

namespace tests {

// The chance that a customer of M/M/c has to wait, offered `load` = arrival rate x mean service: Erlang's second
// formula (Solution of some problems in the theory of probabilities of significance in automatic telephone exchanges,
// Elektroteknikeren 13, 1917), by way of the usual recursion for his first, the chance of loss.
inline double erlang_c(int servers, double load) {
  double loss = 1;
  for (int c = 1; c <= servers; ++c) loss = load * loss / (c + load * loss);
  return loss / (1 - load / servers * (1 - loss));
}

// Mean wait before service in M/M/c.
inline double erlang_c_wait(double arrival_rate, double service_rate, int servers) {
  return erlang_c(servers, arrival_rate / service_rate) / (servers * service_rate - arrival_rate);
}

struct PriorityClass {
  double arrival_rate = 0;
  double mean_service = 0;
  double mean_square_service = 0;  // of the service time's square; twice the mean's for exponential service
};

// Mean wait of each class at one server that serves the first class first and interrupts nobody: Cobham, Priority
// assignment in waiting line problems, Operations Research 2(1), 1954, doi 10.1287/opre.2.1.70, equation 3. For one
// class it is the Pollaczek-Khinchine formula.
inline std::vector<double> cobham_waits(const std::vector<PriorityClass>& classes) {
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

}  // namespace tests
