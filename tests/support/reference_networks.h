// reference_networks.h - small queueing networks and what simulating them shows, all through the product's own front
// door: each network is written as TOML and loaded again, so that what a file cannot say is not tested either.
//
// Times are hours, and a mean service is mostly one. The clock counts whole seconds: who comes in the very second in
// which another leaves finds them gone, while continuous time would say so of half of them. This moves chances by a
// share of 0.5 s / 1 h, 0.014 %; no test can tell less than 0.2 % apart.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/queueing/measures.h"
#include "models/queueing/network.h"
#include "sim/ids.h"
#include "sim/time.h"

namespace tests {

namespace queueing = klynge::queueing;
using queueing::Discipline;
using queueing::Law;
using queueing::LawKind;
using queueing::QueueingNetwork;

Law exponential(double mean);
Law fixed(double value);
Law erlang(double mean, std::int64_t stages);
Law gamma(double mean, double cv);
Law log_normal(double mean, double cv);
Law normal(double mean, double sd, double least);
Law uniform(double from, double to);
Law hyperexponential(double mean, double cv);
Law empirical(std::vector<double> values, std::vector<double> weights);

// One class "customer" that comes by a Poisson process to one node "station", and leaves from there.
struct StationNetwork {
  double rate = 0;
  std::optional<std::int64_t> servers = 1;  // nothing: infinite
  Law service = exponential(1);
  Discipline discipline = Discipline::first_come;
  std::optional<std::int64_t> room = std::nullopt;  // nothing: infinite
  std::optional<Law> patience = std::nullopt;
  std::vector<double> balking = {};
  queueing::Speed speed = {};
  double warm_up = 0;
  double length = 0;
};
QueueingNetwork station(const StationNetwork& of);

// From TOML, without the line that says that it is a queueing network.
QueueingNetwork network(const std::string& toml);
// One of scenarios/queueing/, run for so long.
QueueingNetwork shipped(const std::string& file, double warm_up, double length);
QueueingNetwork lasting(QueueingNetwork network, double warm_up, double length);

// What each replication has measured, 0 ... replications - 1 of this seed. Tests that are alike take a seed each, else
// common random numbers would make them all err the same way.
using Runs = std::vector<std::vector<queueing::Measurement>>;
Runs replicate(const QueueingNetwork& network, std::uint32_t replications, std::uint32_t seed);
std::vector<double> sample(const Runs& runs, std::string_view measure, std::string_view node = queueing::all,
                           std::string_view customer_class = queueing::all);

// One replication, of which every beginning of a service is told; at a delay nobody begins.
struct Beginning {
  std::string node;
  sim::Subject who;
  sim::Time now;
  double waited = 0;  // hours
};
void watch(const QueueingNetwork& network, std::uint32_t replication, std::uint32_t seed,
           const std::function<void(const Beginning&)>& begins);

}  // namespace tests
