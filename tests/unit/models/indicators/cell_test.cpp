// Cells: every resident is in one, and the groups that are shown are made of whole cells.

#include "models/indicators/cell.h"

#include <set>
#include <string_view>
#include <vector>

#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace klynge;

constexpr std::array<Education, education_count> educations = {Education::basic, Education::medium, Education::higher};

const Group& group(std::string_view name) {
  for (const Group& each : groups) {
    if (each.name == name) return each;
  }
  throw std::logic_error("no group " + std::string(name));
}

// How many of these groups each cell is in.
std::set<int> memberships(const std::vector<std::string_view>& names) {
  std::set<int> counts;
  for (std::size_t cell = 0; cell < cell_count; ++cell) {
    int count = 0;
    for (const std::string_view name : names) count += group(name).contains(static_cast<Cell>(cell)) ? 1 : 0;
    counts.insert(count);
  }
  return counts;
}

TEST_CASE("a cell tells the age class, the number of conditions and the education", "[unit]") {
  const Cell cell = cell_of(67, 3, Education::higher);
  CHECK(youngest_of(cell) == 65);
  CHECK(conditions_of(cell) == 3);
  CHECK(education_of(cell) == Education::higher);
  CHECK(cell_of(0, 0, Education::basic) == 0);
  CHECK(cell_of(oldest_age, 28, Education::higher) == cell_count - 1);
}

TEST_CASE("everybody is in one cell and no cell is empty", "[unit]") {
  std::set<Cell> cells;
  for (int age = 0; age <= oldest_age; ++age) {
    for (int conditions = 0; conditions <= 28; ++conditions) {
      for (const Education education : educations) {
        const Cell cell = cell_of(age, conditions, education);
        REQUIRE(cell < cell_count);
        REQUIRE(youngest_of(cell) <= age);
        REQUIRE(conditions_of(cell) == std::min(conditions, most_conditions_told_apart));
        REQUIRE(education_of(cell) == education);
        cells.insert(cell);
      }
    }
  }
  CHECK(cells.size() == cell_count);
}

// A group that cut through an age class would count some residents for too few or too many years.
TEST_CASE("a group holds a resident by what is true of the resident, not of the cell", "[unit]") {
  for (const Group& each : groups) {
    for (int age = 0; age <= oldest_age; ++age) {
      for (int conditions = 0; conditions <= 28; ++conditions) {
        for (const Education education : educations) {
          const bool within =
              age >= each.from_age && age < each.below_age && conditions >= each.least_conditions &&
              (conditions <= each.most_conditions || each.most_conditions == most_conditions_told_apart) &&
              (each.education < 0 || each.education == static_cast<int>(education));
          CAPTURE(each.name, age, conditions);
          REQUIRE(each.contains(cell_of(age, conditions, education)) == within);
        }
      }
    }
  }
}

TEST_CASE("groups by age, by number of conditions and by education each hold everybody once", "[unit]") {
  const std::set<int> once = {1};
  CHECK(memberships({"all"}) == once);
  CHECK(memberships({"0-15", "16-59", "60-69", "70-79", "80+"}) == once);
  CHECK(memberships({"0-15", "16-59", "60+"}) == once);
  CHECK(memberships({"0 conditions", "1 condition", "2 conditions", "3 conditions", "4 conditions", "5 conditions",
                     "6+ conditions"}) == once);
  CHECK(memberships({"0 conditions", "1 condition", "2+ conditions"}) == once);
  CHECK(memberships({"basic education", "medium education", "higher education"}) == once);
}

TEST_CASE("each group has a name of its own and somebody in it", "[unit]") {
  std::set<std::string_view> names;
  for (const Group& each : groups) {
    CAPTURE(each.name);
    CHECK(names.insert(each.name).second);
    bool anybody = false;
    for (std::size_t cell = 0; cell < cell_count; ++cell) anybody |= each.contains(static_cast<Cell>(cell));
    CHECK(anybody);
  }
  CHECK(groups[0].name == "all");
}

}  // namespace
}  // namespace tests
