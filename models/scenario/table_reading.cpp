#include "models/scenario/table_reading.h"

namespace klynge {

Confidence confidence_of(const CsvRow& row) {
  const auto& words = Names<Confidence>::values;
  const auto found = row.one_of("confidence", {words.begin(), words.end()});
  const auto confidence = found ? static_cast<Confidence>(*found) : Confidence::assumed;
  if (confidence != Confidence::assumed && row.is_empty("source")) {
    row.expected("source", "a source for what is not assumed");
  }
  return confidence;
}

TableData read_tables(const Scenario& scenario) {
  Problems problems;
  TableData data;
  read_places(scenario, problems, data);
  read_people(scenario, problems, data);
  read_conditions(scenario, problems, data);
  read_care(scenario, problems, data);
  problems.throw_if_any();
  return data;
}

}  // namespace klynge
