// read_places.cpp - municipalities, their acute hospitals, and the water between them.
//
// population.area names what is simulated: Denmark, regions, health clusters, health councils or municipalities,
// several of them separated by semicolons; the area is their union in order of code. Whatever is not in it stays in
// all_municipalities, because roads lead through it. A hospital is a place: clusters whose hospital stands at the same
// point share one. Every municipality must lie on a landmass, and every landmass must be reached from every other by
// crossings, so that nobody is cut off.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "models/scenario/areas.h"
#include "models/scenario/changes.h"
#include "models/scenario/table_reading.h"
#include "models/scenario/wording.h"

namespace klynge {
namespace {

constexpr std::int64_t most_residents = 1'000'000'000;
constexpr int most_code = 2046;        // an AgentId keeps 11 bits for it, and the last of them is nobody
constexpr double most_minutes = 2880;  // no crossing within the country takes longer

struct Cluster {
  std::string region;
  std::size_t hospital = 0;
};

// What stands in brackets is a remark on the hospital, not its name.
std::string without_remark(const std::string& hospital) { return hospital.substr(0, hospital.find(" (")); }

class Reader {
 public:
  Reader(const Scenario& scenario, Problems& problems, TableData& data)
      : scenario_(scenario), problems_(problems), data_(data) {}

  void read() {
    read_clusters();
    read_municipalities();
    read_landmasses();
    read_crossings();
    if (landmasses_are_whole_ && crossings_are_whole_) check_reach();
  }

 private:
  void read_clusters() {
    const CsvTable table(scenario_.tables.clusters, {"cluster", "acute_hospital", "region", "lat", "lon"}, problems_);
    std::map<std::string, int> seen;
    for (const CsvRow& row : table.rows()) {
      HospitalRow hospital;
      row.once("cluster", seen);
      hospital.name = without_remark(row.text("acute_hospital"));
      hospital.region = row.text("region");
      hospital.latitude = row.real("lat", -90, 90).value_or(0);
      hospital.longitude = row.real("lon", -180, 180).value_or(0);
      const auto same_place = std::find_if(all_hospitals_.begin(), all_hospitals_.end(), [&](const HospitalRow& each) {
        return each.latitude == hospital.latitude && each.longitude == hospital.longitude;
      });
      const auto at = static_cast<std::size_t>(same_place - all_hospitals_.begin());
      clusters_.emplace(row.text("cluster"), Cluster{hospital.region, at});
      if (same_place == all_hospitals_.end()) all_hospitals_.push_back(std::move(hospital));
    }
    if (!table.is_whole()) clusters_.clear();
  }

  void read_municipalities() {
    const CsvTable table(
        scenario_.tables.municipalities,
        {"code", "name", "region", "cluster", "health_council_2026", "population", "main_town_lat", "main_town_lon"},
        problems_);
    std::map<std::string, int> codes, names;
    for (const CsvRow& row : table.rows()) {
      MunicipalityRow municipality;
      row.once("code", codes);
      row.once("name", names);
      municipality.code = static_cast<int>(row.whole("code", 1, most_code).value_or(0));
      municipality.name = row.text("name");
      municipality.region = row.text("region");
      municipality.cluster = row.text("cluster");
      municipality.council = row.text("health_council_2026");
      municipality.residents = row.whole("population", 0, most_residents).value_or(0);
      municipality.latitude = row.real("main_town_lat", -90, 90).value_or(0);
      municipality.longitude = row.real("main_town_lon", -180, 180).value_or(0);
      check_cluster(municipality, row);
      data_.all_municipalities.push_back(std::move(municipality));
    }
    std::sort(data_.all_municipalities.begin(), data_.all_municipalities.end(),
              [](const MunicipalityRow& a, const MunicipalityRow& b) { return a.code < b.code; });
    municipalities_are_whole_ = table.is_whole();
    if (municipalities_are_whole_) select_area();
  }

  void check_cluster(const MunicipalityRow& municipality, const CsvRow& row) const {
    if (clusters_.empty() || municipality.cluster.empty()) return;
    const auto cluster = clusters_.find(municipality.cluster);
    if (cluster == clusters_.end()) {
      row.expected("cluster", fmt::format("a cluster of {}{}", scenario_.tables.clusters.path,
                                          did_you_mean(municipality.cluster, keys_of(clusters_))));
    } else if (municipality.region != cluster->second.region) {
      row.expected("region", fmt::format("{}, the region of its cluster", in_quotes(cluster->second.region)));
    }
  }

  void select_area() {
    std::set<int> wanted;  // codes
    const std::vector<std::string> asked = names_in(scenario_.population.area);
    for (const std::string& name : asked) {
      if (!is_known_area("population.area", name)) continue;
      for (const MunicipalityRow& each : data_.all_municipalities) {
        if (lies_in(each, name)) wanted.insert(each.code);
      }
    }
    if (asked.empty()) amiss("population.area", scenario_.population.area, "the name of an area, such as \"Denmark\"");
    for (const MunicipalityRow& each : data_.all_municipalities) {
      if (wanted.contains(each.code)) data_.municipalities.push_back(each);
    }
    place_hospitals();
    if (!wanted.empty()) check_areas_of_changes();
  }

  bool is_known_area(const std::string& key, const std::string& name) {
    const std::vector<std::string> known = area_names(data_.all_municipalities);
    if (std::find(known.begin(), known.end(), name) != known.end()) return true;
    std::vector<std::string> near = nearest(name, known, 3);
    std::transform(near.begin(), near.end(), near.begin(), in_quotes);
    amiss(key, name,
          fmt::format("Denmark, or a region, cluster, health council or municipality of {}, such as {}",
                      scenario_.tables.municipalities.path, fmt::join(near, ", ")));
    return false;
  }

  void check_areas_of_changes() {
    for (std::size_t c = 0; c < scenario_.changes.size(); ++c) {
      const std::string key = change_key(c, "area");
      const std::string& area = scenario_.changes[c].area;
      const std::vector<std::string> names = names_in(area);
      if (names.empty() && !area.empty()) amiss(key, area, "the name of an area, such as \"Denmark\"");
      for (const std::string& name : names) {
        if (!is_known_area(key, name)) continue;
        const bool simulated = std::any_of(data_.municipalities.begin(), data_.municipalities.end(),
                                           [&](const MunicipalityRow& each) { return lies_in(each, name); });
        if (simulated) continue;
        amiss(key, name,
              fmt::format("an area of {}, which is all that is simulated", in_quotes(scenario_.population.area)));
      }
    }
  }

  void amiss(const std::string& key, const std::string& name, const std::string& expected) {
    const auto origin = scenario_.origins.find(key);
    problems_.add(origin == scenario_.origins.end() ? Origin{"scenario", 0} : origin->second,
                  fmt::format("{} = {}: expected {}", key, in_quotes(name), expected));
  }

  // In the order in which the area's municipalities name them.
  void place_hospitals() {
    std::map<std::size_t, std::size_t> place;  // in data_.hospitals, by place in all_hospitals_
    for (MunicipalityRow& each : data_.municipalities) {
      const auto cluster = clusters_.find(each.cluster);
      if (cluster == clusters_.end()) continue;
      const auto [at, is_new] = place.emplace(cluster->second.hospital, data_.hospitals.size());
      if (is_new) data_.hospitals.push_back(all_hospitals_[at->first]);
      each.hospital = at->second;
    }
  }

  void read_landmasses() {
    const CsvTable table(scenario_.tables.landmasses, {"municipality", "landmass", "source", "confidence"}, problems_);
    std::map<std::string, int> seen;
    for (const CsvRow& row : table.rows()) {
      row.once("municipality", seen);
      LandmassRow part{row.text("municipality"), row.text("landmass")};
      confidence_of(row);
      check_municipality(row, "municipality");
      if (!part.municipality.empty()) landmass_of_.emplace(part.municipality, part.landmass);
      data_.landmasses.push_back(std::move(part));
    }
    landmasses_are_whole_ = table.is_whole() && municipalities_are_whole_;
    if (!landmasses_are_whole_) return;
    for (const MunicipalityRow& each : data_.all_municipalities) {
      if (landmass_of_.contains(each.name) || each.name.empty()) continue;
      problems_.add({table.file(), 0}, fmt::format("no row has municipality {}: expected one for each of {}",
                                                   in_quotes(each.name), scenario_.tables.municipalities.path));
      landmasses_are_whole_ = false;
    }
  }

  void read_crossings() {
    const CsvTable table(scenario_.tables.crossings, {"from", "to", "minutes", "source", "confidence"}, problems_);
    crossings_are_whole_ = table.is_whole();
    for (const CsvRow& row : table.rows()) {
      CrossingRow crossing{row.text("from"), row.text("to"), row.real("minutes", 1, most_minutes).value_or(1)};
      confidence_of(row);
      const bool known = check_municipality(row, "from") && check_municipality(row, "to");
      if (!crossing.from.empty() && crossing.from == crossing.to) row.expected("to", "another municipality");
      crossings_are_whole_ = crossings_are_whole_ && known;
      data_.crossings.push_back(std::move(crossing));
    }
  }

  bool check_municipality(const CsvRow& row, std::string_view column) const {
    if (!municipalities_are_whole_ || row.is_empty(column)) return false;
    std::vector<std::string> names;
    for (const MunicipalityRow& each : data_.all_municipalities) names.push_back(each.name);
    const std::string name = row.text(column);
    if (std::find(names.begin(), names.end(), name) != names.end()) return true;
    row.expected(
        column, fmt::format("a municipality of {}{}", scenario_.tables.municipalities.path, did_you_mean(name, names)));
    return false;
  }

  // Follows crossings from the landmass of the first municipality.
  void check_reach() {
    if (data_.all_municipalities.empty()) return;
    const std::string& first = landmass_of_.at(data_.all_municipalities.front().name);
    std::set<std::string> reached = {first};
    for (bool grows = true; grows;) {
      grows = false;
      for (const CrossingRow& crossing : data_.crossings) {
        const std::string& a = landmass_of_.at(crossing.from);
        const std::string& b = landmass_of_.at(crossing.to);
        if (reached.contains(a) == reached.contains(b)) continue;
        reached.insert({a, b});
        grows = true;
      }
    }
    std::set<std::string> told;
    for (const LandmassRow& each : data_.landmasses) {
      if (reached.contains(each.landmass) || !told.insert(each.landmass).second) continue;
      problems_.add({scenario_.tables.crossings.path, 0},
                    fmt::format("no way from landmass {} to {}: expected crossings that join all landmasses",
                                in_quotes(first), in_quotes(each.landmass)));
    }
  }

  template <class Map>
  static std::vector<std::string> keys_of(const Map& map) {
    std::vector<std::string> keys;
    for (const auto& [key, value] : map) keys.push_back(key);
    return keys;
  }

  const Scenario& scenario_;
  Problems& problems_;
  TableData& data_;
  std::map<std::string, Cluster> clusters_;
  std::vector<HospitalRow> all_hospitals_;
  std::map<std::string, std::string> landmass_of_;  // by municipality
  bool municipalities_are_whole_ = false;
  bool landmasses_are_whole_ = false;
  bool crossings_are_whole_ = false;
};

}  // namespace

void read_places(const Scenario& scenario, Problems& problems, TableData& data) {
  Reader(scenario, problems, data).read();
}

}  // namespace klynge
