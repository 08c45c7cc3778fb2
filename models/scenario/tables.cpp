#include "models/scenario/tables.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "models/scenario/age_bands.h"
#include "models/scenario/csv_table.h"
#include "models/scenario/problems.h"
#include "models/scenario/wording.h"

namespace klynge {
namespace {

constexpr std::int64_t most_residents = 1'000'000'000;
constexpr double most_a_year = 1000;  // of anything that happens to one person; more is a slip of the pen
constexpr int highest_level = 6;

const std::vector<std::string_view> sexes = {"female", "male"};
const std::vector<std::string_view> sectors = {"home", "general practice", "other practice", "municipality",
                                               "hospital"};

double a_year(const CsvRow& row, std::string_view column) { return row.real(column, 0, most_a_year).value_or(0); }

Confidence confidence_of(const CsvRow& row) {
  const auto& words = Names<Confidence>::values;
  const auto found = row.one_of("confidence", {words.begin(), words.end()});
  const auto confidence = found ? static_cast<Confidence>(*found) : Confidence::assumed;
  if (confidence != Confidence::assumed && row.is_empty("source")) {
    row.expected("source", "a source for what is not assumed");
  }
  return confidence;
}

// Rows that speak of something (an area, a condition) by sex and age: both sexes, each with bands in unbroken order.
class BySexAndAge {
 public:
  // Fills sex, age_from and age_to.
  template <class Row>
  void read(const CsvRow& row, const std::string& what, Row& out) {
    const auto sex = row.one_of("sex", sexes);
    if (!sex) {
      for (const std::string_view each : sexes) bands_.distrust(group(what, each));
      return;
    }
    out.sex = static_cast<Sex>(*sex);
    std::tie(out.age_from, out.age_to) = bands_.add(row, group(what, sexes[*sex]));
    rows_[what][*sex] = &row;
  }

  void check(std::optional<int> first_age) const {
    bands_.check(first_age);
    for (const auto& [what, by_sex] : rows_) {
      if (by_sex[0] && by_sex[1]) continue;
      const std::size_t there = by_sex[0] ? 0 : 1;
      by_sex[there]->expected("sex", fmt::format("rows for {} too ({})", sexes[1 - there], what));
    }
  }

 private:
  static std::string group(const std::string& what, std::string_view sex) { return fmt::format("{}, {}", what, sex); }

  AgeBands bands_;
  std::map<std::string, std::array<const CsvRow*, 2>> rows_;  // a row of each sex
};

// Reads the tables in such an order that each can be held against those before it.
class TableReader {
 public:
  TableReader(const Scenario& scenario, Problems& problems) : scenario_(scenario), problems_(problems) {}

  TableData read() {
    read_clusters();
    read_municipalities();
    read_population();
    read_prevalence();
    read_care();
    read_needs();
    read_levels();
    return std::move(data_);
  }

 private:
  void read_clusters() {
    const CsvTable table(scenario_.tables.clusters, {"cluster", "acute_hospital", "region", "lat", "lon"}, problems_);
    std::map<std::string, int> seen;
    for (const CsvRow& row : table.rows()) {
      ClusterRow cluster;
      row.once("cluster", seen);
      cluster.name = row.text("cluster");
      cluster.hospital = row.text("acute_hospital");
      cluster.region = row.text("region");
      cluster.latitude = row.real("lat", -90, 90).value_or(0);
      cluster.longitude = row.real("lon", -180, 180).value_or(0);
      clusters_.emplace(cluster.name, cluster);
    }
    if (!table.is_whole()) return clusters_.clear();
    const std::string& name = scenario_.population.cluster;
    if (const auto found = clusters_.find(name); found != clusters_.end()) {
      data_.cluster = found->second;
    } else {
      const auto origin = scenario_.origins.find("population.cluster");
      problems_.add(origin == scenario_.origins.end() ? Origin{"scenario", 0} : origin->second,
                    fmt::format("population.cluster = {}: expected {}", in_quotes(name), cluster_like(name, 3)));
    }
  }

  // Nothing can be said of tables that should agree with a cluster nobody found.
  bool cluster_is_known() const { return !data_.cluster.name.empty(); }

  std::string cluster_like(const std::string& name, std::size_t count) const {
    std::vector<std::string> names;
    for (const auto& each : clusters_) names.push_back(each.first);
    names = nearest(name, names, count);
    std::transform(names.begin(), names.end(), names.begin(), in_quotes);
    return fmt::format("a cluster of {}, such as {}", scenario_.tables.clusters.path, fmt::join(names, ", "));
  }

  void read_municipalities() {
    const CsvTable table(scenario_.tables.municipalities,
                         {"code", "name", "region", "cluster", "population", "main_town_lat", "main_town_lon"},
                         problems_);
    std::map<std::string, int> seen;
    for (const CsvRow& row : table.rows()) {
      MunicipalityRow municipality;
      row.once("code", seen);
      municipality.code = static_cast<int>(row.whole("code", 1, 9999).value_or(0));
      municipality.name = row.text("name");
      municipality.region = row.text("region");
      municipality.cluster = row.text("cluster");
      municipality.residents = row.whole("population", 0, most_residents).value_or(0);
      municipality.latitude = row.real("main_town_lat", -90, 90).value_or(0);
      municipality.longitude = row.real("main_town_lon", -180, 180).value_or(0);
      check_cluster(municipality, row);
      if (municipality.cluster == data_.cluster.name) data_.municipalities.push_back(std::move(municipality));
    }
    std::sort(data_.municipalities.begin(), data_.municipalities.end(),
              [](const MunicipalityRow& a, const MunicipalityRow& b) { return a.code < b.code; });
    if (table.is_whole() && cluster_is_known() && data_.municipalities.empty()) {
      problems_.add({table.file(), 0}, fmt::format("no row has cluster {}: expected at least one municipality",
                                                   in_quotes(data_.cluster.name)));
    }
  }

  void check_cluster(const MunicipalityRow& municipality, const CsvRow& row) const {
    if (clusters_.empty() || municipality.cluster.empty()) return;
    const auto cluster = clusters_.find(municipality.cluster);
    if (cluster == clusters_.end()) {
      row.expected("cluster", cluster_like(municipality.cluster, 1));
    } else if (municipality.region != cluster->second.region) {
      row.expected("region", fmt::format("{}, the region of its cluster", in_quotes(cluster->second.region)));
    }
  }

  void read_population() {
    const CsvTable table(scenario_.tables.population, {"area", "sex", "age_from", "age_to", "population"}, problems_);
    BySexAndAge order;
    for (const CsvRow& row : table.rows()) {
      PopulationRow part;
      part.area = row.text("area");
      order.read(row, part.area, part);
      part.residents = row.whole("population", 0, most_residents).value_or(0);
      if (part.area == data_.cluster.region) data_.population.push_back(std::move(part));
    }
    if (!table.is_whole()) return;
    order.check(0);
    if (cluster_is_known() && data_.population.empty()) {
      problems_.add({table.file(), 0}, fmt::format("no row has area {}: expected the residents of the region of {}",
                                                   in_quotes(data_.cluster.region), in_quotes(data_.cluster.name)));
    }
  }

  void read_prevalence() {
    const CsvTable table(scenario_.tables.prevalence, {"condition", "sex", "age_from", "age_to", "prevalence_percent"},
                         problems_);
    BySexAndAge order;
    for (const CsvRow& row : table.rows()) {
      PrevalenceRow part;
      part.condition = row.text("condition");
      order.read(row, part.condition, part);
      part.prevalence = row.real("prevalence_percent", 0, 100).value_or(0) / 100;
      if (first_row_.emplace(part.condition, row.number()).second) data_.conditions.push_back(part.condition);
      data_.prevalence.push_back(std::move(part));
    }
    if (table.is_whole()) {
      order.check(std::nullopt);  // below the first band nobody has the condition
    } else {
      first_row_.clear();
    }
  }

  void read_care() {
    const CsvTable table(scenario_.tables.conditions,
                         {"condition", "system", "gp_contacts", "other_practice_contacts", "outpatient_visits",
                          "deteriorations", "source", "confidence"},
                         problems_);
    std::map<std::string, int> seen;
    std::map<std::string, ConditionRow> care;
    for (const CsvRow& row : table.rows()) {
      ConditionRow condition;
      row.once("condition", seen);
      condition.condition = row.text("condition");
      condition.system = row.text("system");
      condition.gp_contacts = a_year(row, "gp_contacts");
      condition.other_practice_contacts = a_year(row, "other_practice_contacts");
      condition.outpatient_visits = a_year(row, "outpatient_visits");
      condition.deteriorations = a_year(row, "deteriorations");
      condition.confidence = confidence_of(row);
      if (!first_row_.empty() && !first_row_.contains(condition.condition)) {
        row.expected("condition", "a condition of " + scenario_.tables.prevalence.path +
                                      did_you_mean(condition.condition, data_.conditions));
      }
      care.emplace(condition.condition, condition);
    }
    if (!table.is_whole()) return;
    for (const std::string& condition : data_.conditions) {
      if (const auto found = care.find(condition); found != care.end()) {
        data_.care.push_back(found->second);
      } else if (const auto row = first_row_.find(condition); row != first_row_.end()) {
        problems_.add_row(
            scenario_.tables.prevalence.path, row->second,
            fmt::format("column condition = {}: expected a row in {}", in_quotes(condition), table.file()));
      }
    }
  }

  void read_needs() {
    const CsvTable table(scenario_.tables.needs,
                         {"age_from", "age_to", "gp_contacts", "other_practice_contacts", "outpatient_visits",
                          "elective_admissions", "deteriorations", "source", "confidence"},
                         problems_);
    AgeBands bands;
    for (const CsvRow& row : table.rows()) {
      NeedRow need;
      std::tie(need.age_from, need.age_to) = bands.add(row, "");
      need.gp_contacts = a_year(row, "gp_contacts");
      need.other_practice_contacts = a_year(row, "other_practice_contacts");
      need.outpatient_visits = a_year(row, "outpatient_visits");
      need.elective_admissions = a_year(row, "elective_admissions");
      need.deteriorations = a_year(row, "deteriorations");
      need.confidence = confidence_of(row);
      data_.needs.push_back(need);
    }
    if (!table.is_whole()) return;
    bands.check(0);
    if (table.rows().empty()) problems_.add({table.file(), 0}, "no rows: expected age bands from 0");
    std::sort(data_.needs.begin(), data_.needs.end(),
              [](const NeedRow& a, const NeedRow& b) { return a.age_from < b.age_from; });
  }

  void read_levels() {
    const CsvTable table(scenario_.tables.levels, {"level", "name", "sector", "capability", "source", "confidence"},
                         problems_);
    std::map<std::string, int> seen;
    std::set<int> found;
    for (const CsvRow& row : table.rows()) {
      LevelRow level;
      row.once("level", seen);
      level.level = static_cast<int>(row.whole("level", 0, highest_level).value_or(0));
      level.name = row.text("name");
      level.sector = row.text("sector");
      row.one_of("sector", sectors);
      level.capability = row.real("capability", 0, 1).value_or(0);
      level.confidence = confidence_of(row);
      found.insert(level.level);
      data_.levels.push_back(std::move(level));
    }
    for (int level = 0; table.is_whole() && level <= highest_level; ++level) {
      if (!found.contains(level)) problems_.add({table.file(), 0}, fmt::format("level {} is missing", level));
    }
    std::sort(data_.levels.begin(), data_.levels.end(),
              [](const LevelRow& a, const LevelRow& b) { return a.level < b.level; });
  }

  const Scenario& scenario_;
  Problems& problems_;
  TableData data_;
  std::map<std::string, ClusterRow> clusters_;
  std::map<std::string, int> first_row_;  // in which each condition has a prevalence
};

}  // namespace

TableData read_tables(const Scenario& scenario) {
  Problems problems;
  TableData data = TableReader(scenario, problems).read();
  problems.throw_if_any();
  return data;
}

}  // namespace klynge
