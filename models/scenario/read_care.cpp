// read_care.cpp - what care there is: needs without a chronic condition, levels, other practices, known capacities, and
// when in the year and the week people fall ill.
//
// Read after places and conditions, because it is held against both: a capacity must name a municipality, and a
// condition must call for a type of practice that exists.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "models/scenario/table_reading.h"
#include "models/scenario/wording.h"

namespace klynge {
namespace {

constexpr int highest_level = 6;
constexpr int any_number = 99;       // of conditions
constexpr double most_amount = 1e7;  // of doctors, places or hours of one municipality
constexpr double most_factor = 100;
constexpr double rounding = 1e-3;  // shares are written with two or three decimals

const std::vector<std::string_view> sectors = {"home", "general practice", "other practice", "municipality",
                                               "hospital"};
const std::vector<std::string_view> weekdays = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                "Friday", "Saturday", "Sunday"};

class Reader {
 public:
  Reader(const Scenario& scenario, Problems& problems, TableData& data)
      : scenario_(scenario), problems_(problems), data_(data) {}

  void read() {
    read_needs();
    read_levels();
    read_other_practice();
    read_capacities();
    read_acute_profile();
  }

 private:
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
    const CsvTable table(scenario_.tables.levels,
                         {"level", "name", "sector", "capability", "emergency", "urgent", "subacute", "least_age",
                          "most_conditions", "source", "confidence"},
                         problems_);
    std::map<std::string, int> seen;
    std::set<int> found;
    for (const CsvRow& row : table.rows()) {
      LevelRow level;
      const std::size_t told = problems_.count();
      row.once("level", seen);
      level.level = static_cast<int>(row.whole("level", 0, highest_level).value_or(0));
      level.name = row.text("name");
      level.sector = row.text("sector");
      row.one_of("sector", sectors);
      level.capability = row.real("capability", 0, 1).value_or(0);
      level.lawful = {yes(row, "emergency"), yes(row, "urgent"), yes(row, "subacute")};
      level.least_age = static_cast<int>(row.whole("least_age", 0, oldest_age).value_or(0));
      if (!row.is_empty("most_conditions")) {
        level.most_conditions = static_cast<int>(row.whole("most_conditions", 0, any_number).value_or(any_number));
      }
      level.confidence = confidence_of(row);
      if (level.level == highest_level && problems_.count() == told) check_takes_everybody(level, row);
      found.insert(level.level);
      data_.levels.push_back(std::move(level));
    }
    for (int level = 0; table.is_whole() && level <= highest_level; ++level) {
      if (!found.contains(level)) problems_.add({table.file(), 0}, fmt::format("level {} is missing", level));
    }
    std::sort(data_.levels.begin(), data_.levels.end(),
              [](const LevelRow& a, const LevelRow& b) { return a.level < b.level; });
  }

  // Otherwise some patient would have nowhere to go.
  static void check_takes_everybody(const LevelRow& level, const CsvRow& row) {
    const std::array<std::string_view, 3> acuities = {"emergency", "urgent", "subacute"};
    for (std::size_t a = 0; a < acuities.size(); ++a) {
      if (!level.lawful[a]) row.expected(acuities[a], "yes: the highest level takes everybody");
    }
    if (level.least_age > 0) row.expected("least_age", "0: the highest level takes everybody");
    if (level.most_conditions < any_number)
      row.expected("most_conditions", "nothing: the highest level takes everybody");
  }

  void read_other_practice() {
    const CsvTable table(
        scenario_.tables.other_practice,
        {"type", "share", "minutes", "price", "load", "backlog_days", "referral", "source", "confidence"}, problems_);
    std::map<std::string, int> seen;
    double shares = 0;
    for (const CsvRow& row : table.rows()) {
      OtherPracticeRow practice;
      row.once("type", seen);
      practice.type = row.text("type");
      practice.share = share(row, "share");
      practice.minutes = row.real("minutes", 1, 480).value_or(1);
      practice.price = row.real("price", 0, 1e6).value_or(0);
      practice.load = row.real("load", 0.05, 1).value_or(1);
      practice.backlog_days = row.real("backlog_days", 0, 3650).value_or(0);
      practice.referral = yes(row, "referral");
      practice.confidence = confidence_of(row);
      shares += practice.share;
      data_.other_practice.push_back(std::move(practice));
    }
    if (!table.is_whole()) return;
    if (std::abs(shares - 1) > rounding) {
      problems_.add({table.file(), 0}, fmt::format("column share sums to {:.4g}: expected 1", shares));
    }
    check_types_of_conditions(table.file());
  }

  void check_types_of_conditions(const std::string& file) {
    std::vector<std::string> types;
    for (const OtherPracticeRow& each : data_.other_practice) types.push_back(each.type);
    for (const ConditionRow& care : data_.care) {
      if (care.other_practice_contacts <= 0 && care.other_practice_type.empty()) continue;
      if (std::find(types.begin(), types.end(), care.other_practice_type) != types.end()) continue;
      problems_.add({scenario_.tables.conditions.path, 0},
                    fmt::format("condition {}: column other_practice_type = {}: expected a type of {}{}",
                                in_quotes(care.condition), in_quotes(care.other_practice_type), file,
                                did_you_mean(care.other_practice_type, types)));
    }
  }

  void read_capacities() {
    const CsvTable table(scenario_.tables.capacities, {"municipality", "service", "amount", "source", "confidence"},
                         problems_);
    std::vector<std::string> known;
    for (const MunicipalityRow& each : data_.all_municipalities) known.push_back(each.name);
    std::map<std::pair<std::string, std::size_t>, int> seen;
    for (const CsvRow& row : table.rows()) {
      CapacityRow capacity;
      capacity.municipality = row.text("municipality");
      if (!known.empty() && !row.is_empty("municipality") &&
          std::find(known.begin(), known.end(), capacity.municipality) == known.end()) {
        row.expected("municipality", fmt::format("a municipality of {}{}", scenario_.tables.municipalities.path,
                                                 did_you_mean(capacity.municipality, known)));
      }
      const auto service = row.one_of("service", {municipal_services.begin(), municipal_services.end()});
      capacity.amount = row.real("amount", 0.01, most_amount).value_or(1);
      capacity.confidence = confidence_of(row);
      if (!service) continue;
      const auto [first, is_new] = seen.emplace(std::pair(capacity.municipality, *service), row.number());
      if (!is_new) {
        row.expected("service", fmt::format("once for {}, but row {} has it too", in_quotes(capacity.municipality),
                                            first->second));
      }
      capacity.service = static_cast<MunicipalService>(*service);
      data_.capacities.push_back(std::move(capacity));
    }
  }

  void read_acute_profile() {
    const CsvTable table(scenario_.tables.acute_profile, {"kind", "weekday", "index", "factor", "source", "confidence"},
                         problems_);
    std::map<std::size_t, int> months, hours;  // row of each
    for (const CsvRow& row : table.rows()) {
      const auto kind = row.one_of("kind", {"month", "hour"});
      const double factor = row.real("factor", 0, most_factor).value_or(0);
      confidence_of(row);
      if (!kind) continue;
      const bool is_month = *kind == 0;
      if (is_month && !row.is_empty("weekday")) row.expected("weekday", "nothing, because the row is of a month");
      const auto weekday = is_month ? 0 : row.one_of("weekday", weekdays);
      const auto index = is_month ? row.whole("index", 1, 12) : row.whole("index", 0, 23);
      if (!weekday || !index) continue;
      const std::size_t at = *weekday * 24 + static_cast<std::size_t>(*index) - (is_month ? 1 : 0);
      const auto [first, is_new] = (is_month ? months : hours).emplace(at, row.number());
      if (!is_new) row.expected("index", fmt::format("once, but row {} has it too", first->second));
      (is_month ? data_.acute_by_month[at] : data_.acute_by_hour[at]) = factor;
    }
    if (!table.is_whole()) return;
    for (std::size_t m = 0; m < 12; ++m) {
      if (!months.contains(m)) problems_.add({table.file(), 0}, fmt::format("month {} is missing", m + 1));
    }
    for (std::size_t h = 0; h < 168; ++h) {
      if (!hours.contains(h)) {
        problems_.add({table.file(), 0}, fmt::format("hour {} of {} is missing", h % 24, weekdays[h / 24]));
      }
    }
    normalise(data_.acute_by_month, "months", months.size(), table.file());
    normalise(data_.acute_by_hour, "hours", hours.size(), table.file());
  }

  // To mean 1, so that a profile moves illness in time and makes neither more nor less of it.
  void normalise(std::span<double> factors, std::string_view what, std::size_t given, const std::string& file) {
    if (given < factors.size()) return;  // a problem already
    const double sum = std::accumulate(factors.begin(), factors.end(), 0.0);
    if (sum <= 0) {
      problems_.add({file, 0}, fmt::format("the factors of all {} are 0: expected some above 0", what));
      return;
    }
    for (double& factor : factors) factor *= static_cast<double>(factors.size()) / sum;
  }

  const Scenario& scenario_;
  Problems& problems_;
  TableData& data_;
};

}  // namespace

void read_care(const Scenario& scenario, Problems& problems, TableData& data) {
  Reader(scenario, problems, data).read();
}

}  // namespace klynge
