// recorder.h - what a run remembers of chosen subjects: append-only rows, one buffer for each partition.
//
// Rows are written in event order within a partition and merged by (time, subject, row number) afterwards, so a record
// reads the same whatever executed the run. What a kind, a detail or a value means is the model's.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/archive.h"
#include "sim/ids.h"
#include "sim/time.h"

namespace sim {

struct Row {
  Time time;
  Subject subject;
  NodeId node;
  std::uint16_t kind = 0;
  std::uint16_t detail = 0;
  double value = 0;
};

class Recorder {
 public:
  void add(const Row& row) { rows_.push_back(row); }
  const std::vector<Row>& rows() const { return rows_; }
  void state(Archive& archive) { archive.vector(rows_); }

  // All partitions' rows in order of time, then subject; ties keep the order in which they were written.
  static std::vector<Row> merge(const std::vector<const Recorder*>& recorders);

 private:
  std::vector<Row> rows_;
};

}  // namespace sim
