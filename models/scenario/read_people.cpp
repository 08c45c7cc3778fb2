// read_people.cpp - the tables of who lives where, and of how people are born, die and move.
//
// Of residents by sex and age, only areas that the scenario needs are kept: a municipality's own rows where the table
// has such, else its region's; and Denmark's, if there. Of the mortality table, which holds several periods and groups,
// only the rows of period 2020-2025 and population "all" are read: it is the latest, and the one for everybody.
// Education and households begin at 18: younger people have their mother's education and never live alone.
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "models/scenario/table_reading.h"
#include "models/scenario/wording.h"

namespace klynge {
namespace {

constexpr std::int64_t most_residents = 1'000'000'000;
constexpr double most_per_1000 = 5000;            // deaths, births or moves; more is a slip of the pen
constexpr double most_immigrants_per_1000 = 100;  // more in a year would empty or double an age group in ten
constexpr double percent_rounding = 0.1;

constexpr std::string_view mortality_period = "2020-2025";
constexpr std::string_view mortality_group = "all";

void require_rows(const CsvTable& table, bool any, const std::string& expected, Problems& problems) {
  if (!any) problems.add({table.file(), 0}, "no rows: expected " + expected);
}

// The area whose rows stand for a municipality.
const std::string& area_of(const MunicipalityRow& municipality, const std::set<std::string>& areas) {
  return areas.contains(municipality.name) ? municipality.name : municipality.region;
}

void read_population(const TableFile& file, Problems& problems, TableData& data) {
  const CsvTable table(file, {"area", "sex", "age_from", "age_to", "population"}, problems);
  BySexAndAge order;
  std::vector<PopulationRow> parts;
  std::map<std::string, std::int64_t> residents;  // by area
  std::set<std::string> areas;
  for (const CsvRow& row : table.rows()) {
    PopulationRow part;
    part.area = row.text("area");
    order.read(row, part.area, part);
    part.residents = row.whole("population", 0, most_residents).value_or(0);
    residents[part.area] += part.residents;
    areas.insert(part.area);
    parts.push_back(std::move(part));
  }
  if (!table.is_whole()) return;
  order.check(0);

  std::set<std::string> needed = {"Denmark"};
  for (const MunicipalityRow& municipality : data.municipalities) {
    const std::string& area = area_of(municipality, areas);
    if (!needed.insert(area).second) continue;
    if (!areas.contains(area)) {
      problems.add({table.file(), 0}, fmt::format("no row has area {}: expected the residents of the region of {}",
                                                  in_quotes(area), in_quotes(municipality.name)));
    } else if (residents[area] == 0) {
      problems.add({table.file(), 0},
                   fmt::format("nobody lives in {}: expected at least one resident", in_quotes(area)));
    }
  }
  for (PopulationRow& part : parts) {
    if (needed.contains(part.area)) data.population.push_back(std::move(part));
  }
}

void read_mortality(const TableFile& file, Problems& problems, TableData& data) {
  const CsvTable table(file, {"year", "sex", "population", "age_from", "age_to", "deaths_per_1000_person_years"},
                       problems);
  BySexAndAge order;
  for (const CsvRow& row : table.rows()) {
    if (row.text("year") != mortality_period || row.text("population") != mortality_group) continue;
    MortalityRow part;
    order.read(row, fmt::format("{} in {}", mortality_group, mortality_period), part);
    const auto deaths = row.real("deaths_per_1000_person_years", 0, most_per_1000);
    if (deaths == 0 && part.age_to == oldest_age) {
      row.expected("deaths_per_1000_person_years", "above 0 in the last band, since nobody lives for ever");
    }
    part.deaths_per_year = deaths.value_or(0) / 1000;
    data.mortality.push_back(part);
  }
  if (!table.is_whole()) return;
  order.check(0);
  if (data.mortality.empty()) {
    problems.add({table.file(), 0}, fmt::format("no row has year {} and population {}: expected both sexes from age 0",
                                                mortality_period, in_quotes(std::string(mortality_group))));
  }
}

void read_education(const TableFile& file, Problems& problems, TableData& data) {
  static constexpr std::array<std::string_view, 3> levels = {"basic", "medium", "higher"};
  const CsvTable table(file, {"sex", "age_from", "age_to", "basic", "medium", "higher", "source", "confidence"},
                       problems);
  BySexAndAge order;
  for (const CsvRow& row : table.rows()) {
    EducationRow part;
    order.read(row, "education", part);
    double sum = 0;
    bool all = true;
    for (std::size_t level = 0; level < levels.size(); ++level) {
      const auto percent = row.real(levels[level], 0, 100);
      all = all && percent;
      sum += part.share[level] = percent.value_or(0);
    }
    if (all && std::abs(sum - 100) > percent_rounding + 1e-9) {
      row.expected("higher", fmt::format("basic, medium and higher to sum to 100, not {:.6g}", sum));
    }
    for (double& share : part.share) share /= sum > 0 ? sum : 1;
    confidence_of(row);
    data.education.push_back(part);
  }
  if (!table.is_whole()) return;
  order.check(adult_age);
  require_rows(table, !data.education.empty(), "both sexes from age 18", problems);
}

void read_households(const TableFile& file, Problems& problems, TableData& data) {
  const CsvTable table(file, {"sex", "age_from", "age_to", "alone_percent", "source", "confidence"}, problems);
  BySexAndAge order;
  for (const CsvRow& row : table.rows()) {
    HouseholdRow part;
    order.read(row, "households", part);
    part.alone = row.real("alone_percent", 0, 100).value_or(0) / 100;
    confidence_of(row);
    data.households.push_back(part);
  }
  if (!table.is_whole()) return;
  order.check(adult_age);
  require_rows(table, !data.households.empty(), "both sexes from age 18", problems);
}

void read_fertility(const TableFile& file, Problems& problems, TableData& data) {
  const CsvTable table(file, {"age_from", "age_to", "births_per_1000_women", "source", "confidence"}, problems);
  AgeBands bands;
  for (const CsvRow& row : table.rows()) {
    FertilityRow part;
    std::tie(part.age_from, part.age_to) = bands.add(row, "");
    part.births_per_year = row.real("births_per_1000_women", 0, most_per_1000).value_or(0) / 1000;
    confidence_of(row);
    data.fertility.push_back(part);
  }
  if (!table.is_whole()) return;
  bands.check(0);
  require_rows(table, !data.fertility.empty(), "age bands from 0", problems);
}

void read_migration(const TableFile& file, Problems& problems, TableData& data) {
  const CsvTable table(
      file, {"age_from", "age_to", "moves_per_1000", "net_immigration_per_1000", "source", "confidence"}, problems);
  AgeBands bands;
  for (const CsvRow& row : table.rows()) {
    MigrationRow part;
    std::tie(part.age_from, part.age_to) = bands.add(row, "");
    part.moves_per_year = row.real("moves_per_1000", 0, most_per_1000).value_or(0) / 1000;
    part.net_immigration_per_year =
        row.real("net_immigration_per_1000", -most_immigrants_per_1000, most_immigrants_per_1000).value_or(0) / 1000;
    confidence_of(row);
    data.migration.push_back(part);
  }
  if (!table.is_whole()) return;
  bands.check(0);
  require_rows(table, !data.migration.empty(), "age bands from 0", problems);
}

}  // namespace

void read_people(const Scenario& scenario, Problems& problems, TableData& data) {
  read_population(scenario.tables.population, problems, data);
  read_mortality(scenario.tables.mortality, problems, data);
  read_education(scenario.tables.education, problems, data);
  read_households(scenario.tables.households, problems, data);
  read_fertility(scenario.tables.fertility, problems, data);
  read_migration(scenario.tables.migration, problems, data);
}

}  // namespace klynge
