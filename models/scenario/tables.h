// tables.h - the CSV tables of a scenario, as typed rows.
//
// Each reader checks its table and reports every problem as "file, row 12, column prevalence_percent: ...".
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/scenario/parameter.h"
#include "models/scenario/scenario.h"

namespace klynge {

enum class Sex : std::uint8_t { female, male };

inline constexpr int oldest_age = 120;

struct MunicipalityRow {
  int code = 0;
  std::string name;
  std::string region;
  std::string cluster;
  std::int64_t residents = 0;
  double latitude = 0;  // of the main town
  double longitude = 0;
};

struct ClusterRow {
  std::string name;
  std::string hospital;
  std::string region;
  double latitude = 0;
  double longitude = 0;
};

struct PopulationRow {
  std::string area;
  Sex sex = Sex::female;
  int age_from = 0;
  int age_to = oldest_age;
  std::int64_t residents = 0;
};

struct PrevalenceRow {
  std::string condition;
  Sex sex = Sex::female;
  int age_from = 0;
  int age_to = oldest_age;
  double prevalence = 0;  // share, 0 to 1
};

// Care that one condition calls for, per person with it and year.
struct ConditionRow {
  std::string condition;
  std::string system;  // which outpatient clinic
  double gp_contacts = 0;
  double other_practice_contacts = 0;
  double outpatient_visits = 0;
  double deteriorations = 0;
  Confidence confidence = Confidence::assumed;
};

// Needs that no chronic condition explains, per person and year.
struct NeedRow {
  int age_from = 0;
  int age_to = oldest_age;
  double gp_contacts = 0;
  double other_practice_contacts = 0;
  double outpatient_visits = 0;
  double elective_admissions = 0;
  double deteriorations = 0;
  Confidence confidence = Confidence::assumed;
};

struct LevelRow {
  int level = 0;
  std::string name;
  std::string sector;
  double capability = 0;
  Confidence confidence = Confidence::assumed;
};

struct TableData {
  std::vector<MunicipalityRow> municipalities;  // of the scenario's cluster, in order of code
  ClusterRow cluster;
  std::vector<PopulationRow> population;  // of the cluster's region
  std::vector<std::string> conditions;    // in order of first appearance in the prevalence table
  std::vector<PrevalenceRow> prevalence;
  std::vector<ConditionRow> care;  // one for each of `conditions`, in that order
  std::vector<NeedRow> needs;      // age bands without gap or overlap
  std::vector<LevelRow> levels;    // seven, in order
};

// Reads and checks all tables; throws ScenarioError with every problem found.
TableData read_tables(const Scenario& scenario);

}  // namespace klynge
