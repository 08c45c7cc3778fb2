// trial.h - what a study runs, whatever the model: an arm made ready, and its replications.
//
// A Setup is constant and serves all replications of its arm at once. A Trial is one replication on its way: a study
// runs it from stop to stop, may save it at any of them, and takes its tables when it is over.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "sim/archive.h"
#include "sim/rng.h"
#include "sim/simulation.h"
#include "sim/storage/column.h"
#include "sim/time.h"

namespace klynge {

class Trial {
 public:
  virtual ~Trial() = default;

  virtual sim::Simulation& simulation() = 0;
  virtual bool over() const = 0;
  // The furthest time to which it may be run next.
  virtual sim::Time next_stop() const = 0;
  virtual std::vector<sim::storage::Table> tables() const = 0;
};

class Setup {
 public:
  virtual ~Setup() = default;

  // From the beginning, or from where `saved` left off.
  virtual std::unique_ptr<Trial> trial(const sim::Streams& streams, sim::Archive* saved = nullptr) const = 0;
  virtual sim::Time counting_from() const = 0;
  virtual sim::Time end() const = 0;
};

}  // namespace klynge
