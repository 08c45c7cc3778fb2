// tables.h - the CSV tables of a scenario, as typed rows.
//
// Each reader checks its tables and reports every problem as "file, row 12, column prevalence_percent: ...".
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/scenario/parameter.h"
#include "models/scenario/problems.h"
#include "models/scenario/scenario.h"

namespace klynge {

enum class Sex : std::uint8_t { female, male };
inline constexpr std::size_t sex_count = 2;

inline constexpr int oldest_age = 120;
inline constexpr int adult_age = 18;  // below it: the mother's education, and nobody lives alone

// ---------------------------------------------------------------------------------------- places (read_places.cpp)

struct MunicipalityRow {
  int code = 0;
  std::string name;
  std::string region;
  std::string cluster;
  std::string council;  // health council of 2026
  std::int64_t residents = 0;
  double latitude = 0;  // of the main town
  double longitude = 0;
  std::size_t hospital = 0;  // its acute hospital, in TableData::hospitals; only of the area's municipalities
};

struct HospitalRow {
  std::string name;
  std::string region;
  double latitude = 0;
  double longitude = 0;
};

// Which stretch of land a municipality's main town lies on; roads do not cross water but where a crossing is named.
struct LandmassRow {
  std::string municipality;
  std::string landmass;
};

struct CrossingRow {
  std::string from;  // municipalities whose main towns the crossing joins
  std::string to;
  double minutes = 0;  // from town to town, waiting for a ferry included
};

// ---------------------------------------------------------------------------------------- people (read_people.cpp)

struct PopulationRow {
  std::string area;
  Sex sex = Sex::female;
  int age_from = 0;
  int age_to = oldest_age;
  std::int64_t residents = 0;
};

struct MortalityRow {
  Sex sex = Sex::female;
  int age_from = 0;
  int age_to = oldest_age;
  double deaths_per_year = 0;  // per person-year
};

struct EducationRow {
  Sex sex = Sex::female;
  int age_from = adult_age;
  int age_to = oldest_age;
  std::array<double, 3> share{};  // basic, medium, higher; sum 1
};

struct HouseholdRow {
  Sex sex = Sex::female;
  int age_from = adult_age;
  int age_to = oldest_age;
  double alone = 0;  // share
};

struct FertilityRow {
  int age_from = 0;
  int age_to = oldest_age;
  double births_per_year = 0;  // per woman
};

struct MigrationRow {
  int age_from = 0;
  int age_to = oldest_age;
  double moves_per_year = 0;            // to another municipality, per person
  double net_immigration_per_year = 0;  // into Denmark, per resident; for projections of the age mix only
};

// -------------------------------------------------------------------------------- conditions (read_conditions.cpp)

struct PrevalenceRow {
  std::string condition;
  Sex sex = Sex::female;
  int age_from = 0;
  int age_to = oldest_age;
  double prevalence = 0;  // share, 0 to 1
};

// A chronic condition, or a lasting need of care that is treated like one (home care, nursing home): what goes with it,
// per person with it and year.
struct ConditionRow {
  std::string condition;
  std::string system;                 // which outpatient clinic
  bool short_list = false;            // one of the 16 conditions that published counts of multimorbidity use
  bool register_list = false;         // one of the 6 of the public registers of chronic disease
  bool ambulatory_sensitive = false;  // good care outside hospital keeps people with it out of hospital
  double loading = 0;                 // on the common factor (frailty), 0 to below 1
  double education_odds_ratio = 1;    // odds of having it with basic over higher education, at equal age and sex
  double mortality_ratio = 1;         // mortality with it over without, at equal age and sex
  double gp_contacts = 0;
  double other_practice_contacts = 0;
  std::string other_practice_type;  // which of the other practices
  double outpatient_visits = 0;
  double deteriorations = 0;  // while under control
  double loss_of_control = 0;
  double uncontrolled_ratio = 1;  // deteriorations while out of control over those under control, at least 1
  Confidence confidence = Confidence::assumed;
};

// Lasting needs that municipalities meet. They come and go by age like conditions do.
enum class LastingNeed : std::uint8_t { home_care, nursing_home };
inline constexpr std::size_t lasting_need_count = 2;
template <>
struct Names<LastingNeed> {
  static constexpr std::array<std::string_view, lasting_need_count> values = {"home care", "nursing home"};
};

// -------------------------------------------------------------------------------------------- care (read_care.cpp)

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

// A level of care and for whom it is lawful; the highest takes everybody.
struct LevelRow {
  int level = 0;
  std::string name;
  std::string sector;
  double capability = 0;
  std::array<bool, 3> lawful{};  // in an emergency, an urgent and a subacute episode
  int least_age = 0;
  int most_conditions = 99;
  Confidence confidence = Confidence::assumed;
};

// A kind of practice beside the GPs: eye, ear, skin, psychiatry, physiotherapy, ...
struct OtherPracticeRow {
  std::string type;
  double share = 0;  // of the contacts that no chronic condition explains; all together 1
  double minutes = 0;
  double price = 0;         // DKK per contact
  double load = 0;          // share of its hours that demand fills in the beginning
  double backlog_days = 0;  // how long the queue is when the run begins
  bool referral = false;    // a GP must refer
  Confidence confidence = Confidence::assumed;
};

// The services of a municipality that a table may set: full-time doctors and assessors, courses that can run at once,
// places, and hours of home care in a week.
enum class MunicipalService : std::uint8_t {
  general_practitioners,
  assessors,
  home_nursing,
  rehabilitation,
  temporary_places,
  acute_function,
  nursing_home,
  home_care_hours,
};
inline constexpr std::array<std::string_view, 8> municipal_services = {
    "general practitioners", "assessors",      "home nursing", "rehabilitation",
    "temporary places",      "acute function", "nursing home", "home care hours"};

// What is known of a service of one municipality, instead of what its residents imply.
struct CapacityRow {
  std::string municipality;
  MunicipalService service = MunicipalService::general_practitioners;
  double amount = 0;
  Confidence confidence = Confidence::assumed;
};

struct TableData {
  std::vector<MunicipalityRow> municipalities;  // of the scenario's area, in order of code
  std::vector<HospitalRow> hospitals;           // that they belong to
  std::vector<LandmassRow> landmasses;          // of all municipalities of the table
  std::vector<CrossingRow> crossings;
  std::vector<MunicipalityRow> all_municipalities;  // of the table: roads lead through others too

  std::vector<PopulationRow> population;  // of the regions, or of municipalities that have rows of their own
  std::vector<MortalityRow> mortality;
  std::vector<EducationRow> education;
  std::vector<HouseholdRow> households;
  std::vector<FertilityRow> fertility;
  std::vector<MigrationRow> migration;

  // The chronic conditions in order of first appearance in the prevalence table, then the two lasting needs.
  std::vector<std::string> states;
  std::size_t conditions = 0;  // how many of them are chronic conditions
  std::vector<PrevalenceRow> prevalence;
  std::vector<ConditionRow> care;  // one for each of `states`, in that order

  std::vector<NeedRow> needs;    // age bands without gap or overlap
  std::vector<LevelRow> levels;  // seven, in order
  std::vector<OtherPracticeRow> other_practice;
  std::vector<CapacityRow> capacities;
  std::array<double, 12> acute_by_month{};  // of acute illness, mean 1
  std::array<double, 168> acute_by_hour{};  // of the week from Monday 0:00, mean 1

  std::size_t state_of(LastingNeed need) const { return conditions + static_cast<std::size_t>(need); }
  std::uint32_t condition_bits() const { return (1u << conditions) - 1; }
};

// Each adds to what those before it have found, and to the problems.
void read_places(const Scenario& scenario, Problems& problems, TableData& data);
void read_people(const Scenario& scenario, Problems& problems, TableData& data);
void read_conditions(const Scenario& scenario, Problems& problems, TableData& data);
void read_care(const Scenario& scenario, Problems& problems, TableData& data);

// Reads and checks all tables; throws ScenarioError with every problem found.
TableData read_tables(const Scenario& scenario);

}  // namespace klynge
