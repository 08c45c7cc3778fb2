// Places by name: what an area means among the municipalities of a table, and where a change may hold.

#include <string>
#include <vector>

#include "models/scenario/areas.h"
#include "models/scenario/load.h"
#include "tests/support/catch.h"
#include "tests/support/scenario_files.h"

using namespace klynge;
using namespace tests;
using Lines = std::vector<std::string>;
using Places = std::vector<std::size_t>;

namespace {

TableData coast() {
  return read_tables(small_scenario({{"population.area", "'Coast'"}}));  // Lower, Upper and Far Town, by code
}

Lines problems_of_change_in(const std::string& area) {
  const Scenario scenario = with_change(small_scenario(), {{"area", area}});
  return problems_of([&] { read_tables(scenario); });
}

}  // namespace

TEST_CASE("an area is found among the simulated municipalities by each of its names") {
  const TableData data = coast();
  CHECK(municipalities_in(data, "") == Places{0, 1, 2});
  CHECK(municipalities_in(data, "Denmark") == Places{0, 1, 2});
  CHECK(municipalities_in(data, "North") == Places{0, 1});
  CHECK(municipalities_in(data, "South Council") == Places{2});
  CHECK(municipalities_in(data, "Far Town; Lower Town;") == Places{0, 2});
  CHECK(municipalities_in(data, "Upper Town;North") == Places{0, 1});
}

TEST_CASE("an area may be wider than what is simulated, but not beside it") {
  const TableData data = read_tables(small_scenario());  // the cluster North
  CHECK(municipalities_in(data, "Coast") == Places{0, 1});
  CHECK_THROWS_AS(municipalities_in(data, "Far Town"), sim::InputError);
  CHECK_THROWS_AS(municipalities_in(data, "Upper Town; South"), sim::InputError);
  CHECK_THROWS_AS(municipalities_in(data, "Atlantis"), sim::InputError);
}

TEST_CASE("names are told apart by semicolons, and blanks around them do not count") {
  CHECK(names_in("Denmark; Fyn ; ") == Lines{"Denmark", "Fyn"});
  CHECK(names_in("  ").empty());
}

TEST_CASE("an area of a change that nobody knows, or where nobody is simulated, is named") {
  CHECK(problems_of_change_in("North Council; Lower Town").empty());
  CHECK(problems_of_change_in("Coast").empty());
  CHECK(problems_of_change_in("").empty());
  CHECK(
      problems_of_change_in("Uper Town; Far Town") ==
      Lines{"argument: change[0].area = \"Uper Town\": expected Denmark, or a region, cluster, health council or "
            "municipality of data/municipalities.csv, such as \"Upper Town\", \"Far Town\", \"Lower Town\"",
            "argument: change[0].area = \"Far Town\": expected an area of \"North\", which is all that is simulated"});
  CHECK(problems_of_change_in(" ; ") ==
        Lines{"argument: change[0].area = \" ; \": expected the name of an area, such as \"Denmark\""});
}
