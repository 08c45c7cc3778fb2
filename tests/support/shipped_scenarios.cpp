#include "tests/support/shipped_scenarios.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "models/queueing/load.h"
#include "models/scenario/tables.h"
#include "sim/check.h"

namespace tests {
namespace {

const std::filesystem::path folder = std::filesystem::path(KLYNGE_SOURCE_DIR) / "scenarios";

std::vector<std::string> toml_files_in(const std::filesystem::path& where) {
  std::vector<std::string> names;
  for (const auto& file : std::filesystem::directory_iterator(where)) {
    if (file.path().extension() == ".toml") names.push_back(file.path().stem().string());
  }
  sim::invariant(!names.empty(), "a folder of shipped scenarios or presets is empty");
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

std::vector<std::string> shipped_scenarios() { return toml_files_in(folder); }

std::vector<std::string> shipped_presets(const std::string& kind) { return toml_files_in(folder / "presets" / kind); }

std::vector<std::string> shipped_networks() { return toml_files_in(folder / "queueing"); }

klynge::queueing::QueueingNetwork reduced_network(const std::string& name) {
  const std::filesystem::path file = folder / "queueing" / (name + ".toml");
  klynge::Overrides small = {{"run.warm_up", 200.0}, {"run.length", 2'000.0}};
  for (const auto& each : klynge::queueing::load_network(file).classes) {
    if (each.population > 0) small.emplace_back(fmt::format("classes.{}.population", each.name), std::int64_t{4'000});
  }
  return klynge::queueing::load_network(file, small);
}

std::vector<klynge::Arm> everything_reduced() {
  std::vector<klynge::Arm> all;
  for (const std::string& name : shipped_scenarios()) {
    for (const std::string& regime : shipped_presets("regime")) {
      all.push_back({fmt::format("{}, {}", name, regime), reduced(name, {{"regime", regime}})});
    }
  }
  for (const std::string& name : shipped_networks()) all.push_back({name, reduced_network(name)});
  return all;
}

klynge::Scenario shipped(const std::string& name, const klynge::Overrides& overrides) {
  return klynge::load_scenario(folder / (name + ".toml"), overrides, {{folder}});
}

klynge::Scenario changed(const klynge::Scenario& scenario, const std::string& area, const std::string& from,
                         const std::string& regime) {
  return klynge::with_change(scenario, {{"area", area}, {"from", from}, {"regime", regime}}, {{folder}});
}

klynge::Scenario reduced(const std::string& name, const klynge::Overrides& overrides) {
  const klynge::Scenario whole = shipped(name);
  double all = 0;
  for (const auto& municipality : klynge::read_tables(whole).municipalities) {
    all += static_cast<double>(municipality.residents);
  }
  const double residents = 4'000 * (1 + 0.5 * whole.population.share);
  klynge::Overrides small = {{"population.share", std::clamp(residents / all, 0.001, 1.0)},
                             {"run.warm_up_days", std::int64_t{10}},
                             {"run.days", std::int64_t{40}}};
  small.insert(small.end(), overrides.begin(), overrides.end());
  return shipped(name, small);
}

klynge::Overrides scarce(const klynge::Scenario& scenario) {
  const auto& own = scenario.municipality;
  return {{"sectors.general_practice.residents_per_gp", 3 * scenario.general_practice.residents_per_gp},
          {"sectors.out_of_hours.doctors_per_100000", scenario.out_of_hours.doctors_per_100000 / 3},
          {"sectors.other_practice.contacts_per_resident", scenario.other_practice.contacts_per_resident / 3},
          {"sectors.hospital.beds_per_1000", scenario.hospital.beds_per_1000 / 2},
          {"sectors.hospital.emergency_bays_per_1000", scenario.hospital.emergency_bays_per_1000 / 3},
          {"sectors.hospital.outpatient_rooms_per_1000", scenario.hospital.outpatient_rooms_per_1000 / 3},
          {"sectors.municipality.assessments_per_1000", own.assessments_per_1000 / 3},
          {"sectors.municipality.rehabilitation_plans_per_1000", own.rehabilitation_plans_per_1000 / 10},
          {"sectors.municipality.nursing_home_places_per_100", own.nursing_home_places_per_100 / 3},
          {"sectors.municipality.temporary_places_per_1000", own.temporary_places_per_1000 / 3},
          {"sectors.municipality.acute_nursing_per_1000", own.acute_nursing_per_1000 / 10},
          {"sectors.municipality.acute_function_days", 3 * own.acute_function_days},
          {"sectors.municipality.home_nursing_courses_per_1000", own.home_nursing_courses_per_1000 / 5},
          {"aftercare.round_the_clock_share", 0.5},
          {"access.patience_days", 30.0}};
}

}  // namespace tests
