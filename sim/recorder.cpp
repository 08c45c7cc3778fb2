#include "sim/recorder.h"

#include <algorithm>
#include <tuple>

namespace sim {

std::vector<Row> Recorder::merge(const std::vector<const Recorder*>& recorders) {
  std::vector<Row> all;
  for (const Recorder* recorder : recorders) all.insert(all.end(), recorder->rows_.begin(), recorder->rows_.end());
  std::stable_sort(all.begin(), all.end(), [](const Row& a, const Row& b) {
    return std::tuple(a.time, a.subject) < std::tuple(b.time, b.subject);
  });
  return all;
}

}  // namespace sim
