// What baseline.toml gave when its results were last changed on purpose, to the last digit.
#include <fmt/format.h>

#include <set>
#include <string>
#include <vector>

#include "models/results.h"
#include "models/study.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/shipped_scenarios.h"

namespace tests {
namespace {

using namespace klynge;

template <class T>
const std::vector<T>& column(const sim::storage::Table& table, const std::string& name) {
  for (const sim::storage::Column& each : table.columns) {
    if (each.name == name) return std::get<std::vector<T>>(each.values);
  }
  throw std::logic_error("no column " + name);
}

// Name and sector of the indicators in the short table.
std::set<std::pair<std::string, std::string>> headlines() {
  const sim::storage::Table catalogue = indicator_catalogue_table();
  std::set<std::pair<std::string, std::string>> short_table;
  for (std::size_t i = 0; i < sim::storage::rows(catalogue.columns.front()); ++i) {
    if (column<std::int32_t>(catalogue, "headline")[i] == 0) continue;
    short_table.emplace(column<std::string>(catalogue, "indicator")[i], column<std::string>(catalogue, "sector")[i]);
  }
  return short_table;
}

// Both regimes, two replications: the hash of the event stream, and the headlines for all residents.
Lines summary() {
  StudyPlan plan;
  plan.seed = 2026;
  plan.replications = 2;
  for (const std::string& regime : shipped_presets("regime")) {
    plan.arms.push_back({regime, shipped("baseline", {{"regime", regime}})});
  }
  Lines lines = {"regime,replication,indicator,sector,value"};
  for (const RunResult& result : run_study(plan)) {
    const std::string run = fmt::format("{},{}", plan.arms[result.arm].name, result.replication);
    lines.push_back(fmt::format("{},event hash,all,{:016x}", run, result.hash));
    const sim::storage::Table& table = result.tables.front();
    const auto& indicator = column<std::string>(table, "indicator");
    const auto& sector = column<std::string>(table, "sector");
    for (std::size_t i = 0; i < indicator.size(); ++i) {
      const bool of_all =
          column<std::string>(table, "municipality")[i] == "all" && column<std::string>(table, "group")[i] == "all";
      if (!of_all || !headlines().contains({indicator[i], sector[i]})) continue;
      lines.push_back(fmt::format("{},{},{},{}", run, indicator[i], sector[i], column<double>(table, "value")[i]));
    }
  }
  return lines;
}

TEST_CASE("baseline gives what it gave before", "[golden]") { check_golden("baseline.csv", summary()); }

}  // namespace
}  // namespace tests
