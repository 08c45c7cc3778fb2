// What baseline.toml gave when its results were last changed on purpose, to the last digit.
//
// A golden file verifies nothing; it notices. When a change is meant to change results, rewrite it with
//   KLYNGE_UPDATE_GOLDEN=1 ./dev test golden
// which prints the difference and fails all the same; then say why in CHANGELOG.md under *Results change*.
//
// Debug and release agree, because no floating-point operation is contracted or reordered. Machines agree as far as their
// libraries give the same log, exp and pow.
#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "models/study.h"
#include "tests/support/catch.h"
#include "tests/support/shipped_scenarios.h"

namespace tests {
namespace {

using namespace klynge;
using Lines = std::vector<std::string>;

const std::string golden_file = KLYNGE_SOURCE_DIR "/tests/golden/baseline.csv";

template <class T>
const std::vector<T>& column(const sim::storage::Table& table, const std::string& name) {
  for (const sim::storage::Column& each : table.columns) {
    if (each.name == name) return std::get<std::vector<T>>(each.values);
  }
  throw std::logic_error("no column " + name);
}

// Name and sector of the indicators in the short table.
std::set<std::pair<std::string, std::string>> headlines() {
  const sim::storage::Table catalogue = indicator_catalogue();
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

Lines read_golden() {
  Lines lines;
  std::ifstream file(golden_file);
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

// What stands before the value, and the value.
std::map<std::string, std::string> by_key(const Lines& lines) {
  std::map<std::string, std::string> values;
  for (const std::string& line : lines) {
    const std::size_t comma = line.rfind(',');
    values[line.substr(0, comma)] = line.substr(comma + 1);
  }
  return values;
}

std::string differences(const Lines& golden, const Lines& now) {
  const auto before = by_key(golden);
  const auto after = by_key(now);
  std::string text;
  for (const auto& [key, value] : before) {
    if (!after.contains(key)) text += fmt::format("{}: {} -> nothing\n", key, value);
  }
  for (const auto& [key, value] : after) {
    const auto was = before.find(key);
    if (was == before.end()) text += fmt::format("{}: nothing -> {}\n", key, value);
    if (was != before.end() && was->second != value) text += fmt::format("{}: {} -> {}\n", key, was->second, value);
  }
  return text;
}

TEST_CASE("baseline gives what it gave before", "[golden]") {
  const Lines golden = read_golden();
  const Lines now = summary();
  const std::string difference = differences(golden, now);
  INFO(difference);
  if (std::getenv("KLYNGE_UPDATE_GOLDEN") != nullptr) {
    std::ofstream file(golden_file, std::ios::binary);
    for (const std::string& line : now) file << line << '\n';
    FAIL("tests/golden/baseline.csv is rewritten: say in CHANGELOG.md why these results change");
  }
  INFO("if this is meant: KLYNGE_UPDATE_GOLDEN=1 ./dev test golden");
  CHECK(difference.empty());
  CHECK((golden == now));  // the order of rows besides
}

}  // namespace
}  // namespace tests
