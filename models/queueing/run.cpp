#include "models/queueing/run.h"

#include <algorithm>

namespace klynge::queueing {

bool Replication::over() const {
  return simulation_.now() >= plan_.end && (!plan_.network.run.until_empty || simulation_.pending() == 0);
}

// Past the end of arrivals nobody knows how long the last ones stay: an hour at a time.
sim::Time Replication::next_stop() const {
  return simulation_.now() < plan_.end ? plan_.end : simulation_.now() + sim::hours{1};
}

std::unique_ptr<Replication> replicate(const Plan& plan, const sim::Streams& streams) {
  auto replication = std::make_unique<Replication>(plan, streams);
  while (!replication->over()) {
    sim::run_sequential(replication->simulation(), replication->next_stop());
  }
  return replication;
}

}  // namespace klynge::queueing
