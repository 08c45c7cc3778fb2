#include "models/coordination/task_shift.h"

#include <array>
#include <cmath>
#include <type_traits>

#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace klynge;

constexpr double residents = 50'000;
constexpr double turnover = 0.15;

// Uptake from 0.15 to 0.6, capability from 0.85 of the table's in a year, twice as fast at 2 stays a year and 1,000.
Scenario::Shift assumed_shift(double uptake_days = 900) {
  Scenario::Shift shift;
  shift.uptake_start.value = 0.15;
  shift.uptake_full.value = 0.6;
  shift.uptake_days.value = uptake_days;
  shift.years_before.value = 5;
  shift.capability_start.value = 0.85;
  shift.capability_days.value = 365;
  shift.volume.value = 2;
  shift.turnover_loss.value = 0.05;
  shift.back_up_gain.value = 0.08;
  return shift;
}

void pass(TaskShift& task, int weeks, bool in_mandate, double stays = 0) {
  for (int w = 0; w < weeks; ++w) task.week(stays, residents, turnover, in_mandate, false);
}

// Mean occupancy of a Norwegian municipal acute unit in its first four years, as the formula fits it: at the middle of
// each year.
TEST_CASE("trust in a shifted task grows as in a Norwegian acute unit", "[unit]") {
  TaskShift task(assumed_shift(815), false);
  const std::array<double, 4> occupancy = {0.24, 0.37, 0.45, 0.51};
  for (std::size_t year = 0; year < occupancy.size(); ++year) {
    pass(task, year == 0 ? 26 : 52, true);
    CAPTURE(year);
    CHECK(task.uptake() == Catch::Approx(occupancy[year]).margin(0.006));
  }
}

TEST_CASE("a task that nobody has shifted is thought of as before", "[unit]") {
  TaskShift task(assumed_shift(), false);
  pass(task, 200, false, 20);
  CHECK(task.uptake() == Catch::Approx(0.15));
  CHECK(task.capability_factor() == Catch::Approx(0.85 - 0.05 * turnover));
}

// 5 years are 2.03 times 900 days.
TEST_CASE("a task that was shifted years ago is trusted when the run begins", "[unit]") {
  CHECK(TaskShift(assumed_shift(), true).uptake() == Catch::Approx(0.6 - 0.45 * std::exp(-5 * 365.25 / 900)));
  CHECK(TaskShift(assumed_shift(), false).uptake() == 0.15);
  CHECK(TaskShift(assumed_shift(), true).capability_factor() > 0.99);
  CHECK(TaskShift(assumed_shift(), true, turnover).capability_factor() ==
        Catch::Approx(TaskShift(assumed_shift(), true).capability_factor() - 0.05 * turnover));
}

TEST_CASE("weeks add up to years of mandate", "[unit]") {
  TaskShift begun(assumed_shift(), false, turnover);
  pass(begun, 261, true);
  const TaskShift long_ago(assumed_shift(), true, turnover);
  CHECK(begun.uptake() == Catch::Approx(long_ago.uptake()).margin(1e-3));
  CHECK(begun.capability_factor() == Catch::Approx(long_ago.capability_factor()).margin(1e-3));
}

TEST_CASE("trust and practice fade as fast as they came when the mandate ends", "[unit]") {
  TaskShift task(assumed_shift(), false, turnover);
  pass(task, 104, true);
  const double uptake = task.uptake();
  const double factor = task.capability_factor();
  pass(task, 104, false);
  const double left = std::exp(-104 * 7 / 900.0);
  CHECK(task.uptake() == Catch::Approx(0.15 + (uptake - 0.15) * left));
  CHECK(task.capability_factor() < factor);
  pass(task, 5'000, false);
  CHECK(task.uptake() == Catch::Approx(0.15));
  CHECK(task.capability_factor() == Catch::Approx(0.85 - 0.05 * turnover));
}

// 2 stays a year and 1,000 residents are 100 a year in a municipality of 50,000: practice comes at twice the pace.
TEST_CASE("competence comes faster with volume", "[unit]") {
  TaskShift none(assumed_shift(), false, turnover);
  TaskShift some(assumed_shift(), false, turnover);
  TaskShift many(assumed_shift(), false, turnover);
  pass(none, 52, true);
  pass(some, 26, true, 100 * 7 / 365.25);
  pass(many, 26, true, 500 * 7 / 365.25);
  CHECK(some.capability_factor() == Catch::Approx(none.capability_factor()));
  CHECK(many.capability_factor() > some.capability_factor());
  CHECK(many.capability_factor() <= 1);
}

TEST_CASE("the same practice comes from a few stays in a small municipality as from many in a large one", "[unit]") {
  TaskShift small(assumed_shift(), false);
  TaskShift large(assumed_shift(), false);
  for (int w = 0; w < 52; ++w) {
    small.week(0.5, 10'000, turnover, true, false);
    large.week(5, 100'000, turnover, true, false);
  }
  CHECK(small.capability_factor() == Catch::Approx(large.capability_factor()));
}

TEST_CASE("a specialist on the telephone adds competence at once and as long as he answers", "[unit]") {
  TaskShift task(assumed_shift(), true);
  CHECK(task.back_up_gain() == 0);
  CHECK(TaskShift(assumed_shift(), true, turnover, true).back_up_gain() == 0.08);
  task.week(0, residents, turnover, true, true);
  CHECK(task.back_up_gain() == 0.08);
  task.week(0, residents, turnover, true, false);
  CHECK(task.back_up_gain() == 0);
}

TEST_CASE("a shifted task is plain numbers that a saved run can keep", "[unit]") {
  CHECK(std::is_trivially_copyable_v<TaskShift>);
}

}  // namespace
}  // namespace tests
