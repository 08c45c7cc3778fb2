// The table of indicators: which rows are there, and that their values are numerator over denominator.
#include "models/indicator_tables.h"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "tests/support/catch.h"
#include "tests/unit/models/indicators/in_catalogue.h"

namespace tests {
namespace {

using namespace klynge;
using sim::storage::Table;

template <class T>
const std::vector<T>& column(const Table& table, const std::string& name) {
  for (const sim::storage::Column& each : table.columns) {
    if (each.name == name) return std::get<std::vector<T>>(each.values);
  }
  throw std::logic_error("no column " + name);
}

struct Row {
  std::string municipality, group;
  double value, numerator, denominator;
};

std::vector<Row> rows(const Table& table, const std::string& name) {
  std::vector<Row> found;
  const auto& indicator = column<std::string>(table, "indicator");
  for (std::size_t i = 0; i < indicator.size(); ++i) {
    if (indicator[i] != name) continue;
    found.push_back({column<std::string>(table, "municipality")[i], column<std::string>(table, "group")[i],
                     column<double>(table, "value")[i], column<double>(table, "numerator")[i],
                     column<double>(table, "denominator")[i]});
  }
  return found;
}

// Two municipalities: 100 residents with 10 admissions and 200 with 60, half of basic and half of higher education;
// admissions of the first fall to basic education, those of the second to both alike.
std::vector<Account> two_municipalities() {
  constexpr Cell basic = cell_of(30, 0, Education::basic);
  constexpr Cell higher = cell_of(30, 0, Education::higher);
  Account near{"Near", {}, {}}, far{"Far", {}, {}};
  near.tally.add(Measure::resident_years, basic, 50);
  near.tally.add(Measure::resident_years, higher, 50);
  near.tally.add(Measure::admissions, basic, 10);
  far.tally.add(Measure::resident_years, basic, 100);
  far.tally.add(Measure::resident_years, higher, 100);
  far.tally.add(Measure::admissions, basic, 30);
  far.tally.add(Measure::admissions, higher, 30);
  far.tally.add(Measure::place_days_held, 0, 3);
  far.tally.add(Measure::place_days_open, 0, 4);
  Account all{"all", {}, {}};
  for (const Account& one : {near, far}) all.tally += one.tally;
  return {all, near, far};
}

TEST_CASE("an indicator has a row where there is something to speak of", "[unit]") {
  const Table table = indicator_table(two_municipalities());
  const std::vector<Row> admissions = rows(table, "admissions");
  std::set<std::pair<std::string, std::string>> where;
  for (const Row& row : admissions) {
    where.emplace(row.municipality, row.group);
    CHECK(row.value == Catch::Approx(1000 * row.numerator / row.denominator));
  }
  CHECK(where.size() == admissions.size());
  CHECK(where.contains({"all", "16-59"}));
  CHECK(where.contains({"all", "basic education"}));
  CHECK_FALSE(where.contains({"all", "65+"}));
  CHECK(where.contains({"Near", "all"}));
  CHECK_FALSE(where.contains({"Near", "16-59"}));
  CHECK(admissions.front().value == Catch::Approx(1000 * 70.0 / 300));
  CHECK(rows(table, "readmission_30d").empty());
}

TEST_CASE("what belongs to places has no rows for groups of residents", "[unit]") {
  const std::vector<Row> occupancy = rows(indicator_table(two_municipalities()), "place_occupancy");
  REQUIRE(occupancy.size() == 2);
  CHECK((occupancy[0].municipality == "all" && occupancy[0].group == "all"));
  CHECK((occupancy[1].municipality == "Far" && occupancy[1].group == "all"));
  CHECK(occupancy[1].value == Catch::Approx(75));
}

// Ranks 1/4 and 3/4, 40 admissions for 150 residents and 30 for 150: 2 x (-5/150 x 1/4) / (70/300).
TEST_CASE("inequality is told of all municipalities together", "[unit]") {
  const Table table = indicator_table(two_municipalities());
  const std::vector<Row> index = rows(table, "admissions_concentration");
  REQUIRE_FALSE(index.empty());
  for (const Row& row : index) CHECK(row.municipality == "all");
  CHECK(index.front().value == Catch::Approx(-2 * (5.0 / 150 / 4) / (70.0 / 300)));
  CHECK(index.front().denominator == Catch::Approx(70.0 / 300));
  const std::vector<Row> spread = rows(table, "admissions_spread");
  REQUIRE(spread.size() == 1);
  CHECK(spread[0].municipality == "all");
  CHECK(spread[0].value == Catch::Approx(0.28 / 0.12));  // a tenth of the way from .3 to .1 and back
}

TEST_CASE("costs are told by payer and for all payers", "[unit]") {
  std::vector<Account> accounts = two_municipalities();
  accounts[0].ledger.charge(Payer::region, Reason::bed_day, 2, 3'000);
  accounts[0].ledger.charge(Payer::municipality, Reason::home_care, 1, 600);
  const Table table = indicator_table(accounts);
  const auto& sector = column<std::string>(table, "sector");
  const auto& indicator = column<std::string>(table, "indicator");
  const auto of = [&](const std::string& payer) {
    for (std::size_t i = 0; i < sector.size(); ++i) {
      if (indicator[i] == "cost_per_person" && sector[i] == payer) return column<double>(table, "value")[i];
    }
    throw std::logic_error("no cost to " + payer);
  };
  CHECK(of("region") == Catch::Approx(20));
  CHECK(of("municipality") == Catch::Approx(2));
  CHECK(of("state") == 0);
  CHECK(of("all") == Catch::Approx(22));
}

TEST_CASE("every row of the table of indicators is in the catalogue", "[unit]") {
  const Table catalogue = indicator_catalogue_table(), table = indicator_table(two_municipalities());
  std::set<std::pair<std::string, std::string>> known;
  for (std::size_t i = 0; i < column<std::string>(catalogue, "indicator").size(); ++i) {
    known.emplace(column<std::string>(catalogue, "indicator")[i], column<std::string>(catalogue, "sector")[i]);
  }
  CHECK(known.size() == indicators().size() + 1 + payer_count);
  for (std::size_t i = 0; i < column<std::string>(table, "indicator").size(); ++i) {
    CHECK(known.contains({column<std::string>(table, "indicator")[i], column<std::string>(table, "sector")[i]}));
  }
}

}  // namespace
}  // namespace tests
