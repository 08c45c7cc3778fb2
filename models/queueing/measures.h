// measures.h - what a run of a queueing network has shown, as figures: by node and class, in the network's own time unit.
//
// A figure that the run cannot speak to (a mean over nobody) is not there, rather than 0.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/queueing/model.h"
#include "sim/simulation.h"
#include "sim/storage/column.h"

namespace klynge::queueing {

inline constexpr std::string_view all = "all";  // of nodes, or of classes

struct Measurement {
  std::string node;
  std::string customer_class;
  std::string measure;
  double value = 0;
};

// One replication's, in the order of the file: nodes, then the network as a whole.
std::vector<Measurement> measurements(const QueueingModel& model, const sim::Simulation& simulation);

// The figure asked for; throws InputError if there is none.
double figure(const std::vector<Measurement>& measured, std::string_view measure, std::string_view node = all,
              std::string_view customer_class = all);

// What a measure is called, what it means, and its unit in this network ("hours", "customers per hour").
struct Meaning {
  std::string_view measure;
  std::string unit;
  std::string_view meaning;
};
std::vector<Meaning> meanings(const QueueingNetwork& network);

sim::storage::Table measures_table(const std::vector<Measurement>& measured);
sim::storage::Table meanings_table(const QueueingNetwork& network);

}  // namespace klynge::queueing
