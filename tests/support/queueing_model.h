// queueing_model.h - single stations in an open network, run through the engine's front door.
//
// Sources send customers at exponential gaps; a station serves them, then passes them on or lets them go. Every step
// from one station to the next is a message that travels, whether or not the two share a partition, so how stations
// are dealt to partitions must not change anybody's history.
//
// Time is whole seconds: with a mean service of 10^4 s or more, rounding shifts a mean wait by less than 10^-4 of a
// service, far below what the tests can resolve.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/calendar.h"
#include "sim/disciplines.h"
#include "sim/recorder.h"
#include "sim/resource.h"
#include "sim/time.h"

namespace tests {

enum class Service { exponential, fixed };

struct StationSpec {
  int servers = 1;
  double mean_service = 10'000;  // seconds
  Service service = Service::exponential;
  std::size_t partition = 0;
  std::optional<std::size_t> next = std::nullopt;  // where its customers go afterwards; nothing: they leave
  double next_chance = 1;                          // the others leave
  sim::Discipline discipline = sim::by_priority;
  sim::OpeningHours hours = sim::OpeningHours::always();
};

struct SourceSpec {
  double mean_gap = 20'000;  // seconds
  std::size_t station = 0;
  std::size_t priority = 0;  // of its customers, at all stations
};

struct QueueingNetwork {
  std::vector<StationSpec> stations;
  std::vector<SourceSpec> sources;
  sim::Duration travel = sim::hours{1};
};

struct RunOptions {
  std::uint32_t seed = 1;
  std::uint32_t replication = 0;
  sim::Duration warm_up{};  // who comes earlier is served but not measured
  sim::Duration length{};   // after the warm-up; then the sources stop and the run ends when everybody has left
  std::optional<sim::Duration> longest_window = std::nullopt;
};

// One customer's stay at one station.
struct Visit {
  sim::Subject who;
  std::uint32_t priority = 0;
  std::uint32_t nth = 0;  // of this customer's visits, from 0
  sim::Time came;
  sim::Time began;
  sim::Time left;
};

struct StationResult {
  sim::Usage measured;  // from the end of the warm-up until the sources stop
  sim::Usage whole;     // from empty to empty
  std::vector<Visit> visits;
};

struct RunResult {
  std::vector<StationResult> stations;
  std::vector<sim::Row> rows;  // one for each visit, when its service begins; the value is the wait in seconds
  std::uint64_t events = 0;
  std::uint64_t hash = 0;
  sim::Duration warm_up{};
  sim::Duration length{};

  // Seconds that customers of this class who came while it was measured waited, or stayed, on average.
  double mean_wait(std::size_t station, std::size_t priority = 0) const;
  double mean_stay(std::size_t station, std::size_t priority = 0) const;
};

RunResult run(const QueueingNetwork& network, const RunOptions& options);

// Replications 0 ... count - 1 of the same options.
std::vector<RunResult> replicate(const QueueingNetwork& network, RunOptions options, std::uint32_t count);

template <class Measure>
std::vector<double> sample(const std::vector<RunResult>& runs, Measure measure) {
  std::vector<double> samples;
  for (const RunResult& each : runs) samples.push_back(measure(each));
  return samples;
}

}  // namespace tests
