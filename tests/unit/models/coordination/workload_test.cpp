#include "models/coordination/workload.h"

#include <type_traits>

#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace klynge;

// 2 minutes a patient and week, 4 for each pair of courses, 10 without a coordinator.
Scenario::Load assumed_load() {
  Scenario::Load load;
  load.base_minutes.value = 2;
  load.pair_minutes.value = 4;
  load.no_coordinator_minutes.value = 10;
  return load;
}

double minutes(int courses) { return coordination_need(assumed_load(), courses, true); }

void pass(Workload& load, int weeks, double needed, double available) {
  for (int w = 0; w < weeks; ++w) {
    load.add(Work::patients, needed);
    load.week(available);
  }
}

// 1, 2, 3 and 6 courses have 0, 1, 3 and 15 pairs.
TEST_CASE("the work of coordination grows with the pairs of courses and not with their number", "[unit]") {
  CHECK(minutes(1) == Catch::Approx(2));
  CHECK(minutes(2) == Catch::Approx(6));
  CHECK(minutes(3) == Catch::Approx(14));
  CHECK(minutes(6) == Catch::Approx(62));
  for (int m = 1; m < 10; ++m) CHECK(minutes(m + 1) - minutes(m) == Catch::Approx(4.0 * m));
}

TEST_CASE("a patient in treatment without a coordinator takes more of everybody's time", "[unit]") {
  CHECK(coordination_need(assumed_load(), 2, false) == Catch::Approx(16));
  CHECK(coordination_need(assumed_load(), 0, false) == 0);
  CHECK(coordination_need(assumed_load(), 0, true) == 0);
}

TEST_CASE("minutes are kept by the kind of work until the week is closed", "[unit]") {
  Workload load;
  load.add(Work::handovers, 30);
  load.add(Work::handovers, 15);
  load.add(Work::disputes, 40);
  CHECK(load.needed() == 0);
  load.week(100);
  CHECK(load.needed(Work::handovers) == Catch::Approx(45));
  CHECK(load.needed(Work::disputes) == Catch::Approx(40));
  CHECK(load.needed(Work::plans) == 0);
  CHECK(load.needed() == Catch::Approx(85));
  CHECK(load.available() == 100);
  load.week(100);
  CHECK(load.needed() == 0);
}

TEST_CASE("an organisation with time enough is not overloaded and sends all that it knows", "[unit]") {
  Workload load;
  CHECK(load.overload() == 0);
  CHECK(load.sending_factor() == 1);
  pass(load, 10, 100, 100);
  CHECK(load.overload() == 0);
  CHECK(load.undone() == 0);
  CHECK(load.sending_factor() == 1);
}

// A quarter more is needed than there is: a fifth of it stays undone.
TEST_CASE("what is needed beyond the minutes there are stays undone and cuts what is sent", "[unit]") {
  Workload load;
  pass(load, 20, 125, 100);
  CHECK(load.overload() == Catch::Approx(0.25));
  CHECK(load.undone() == Catch::Approx(0.2));
  CHECK(load.sending_factor() == Catch::Approx(0.75));
  pass(load, 40, 300, 100);
  CHECK(load.overload() == Catch::Approx(2).margin(0.001));
  CHECK(load.sending_factor() == 0);
}

TEST_CASE("one busy week among quiet ones overloads nobody and many do", "[unit]") {
  Workload load;
  pass(load, 10, 80, 100);
  pass(load, 1, 150, 100);
  CHECK(load.overload() == 0);
  CHECK(load.undone() == Catch::Approx(1.0 / 3));
  pass(load, 3, 150, 100);
  CHECK(load.overload() > 0.2);
  pass(load, 8, 80, 100);
  CHECK(load.overload() == 0);
}

TEST_CASE("nobody takes up more work than there are minutes for", "[unit]") {
  Workload load;
  CHECK(load.has_minutes(45));  // nobody is known to be short of time yet
  pass(load, 8, 50, 100);
  CHECK(load.has_minutes(45));
  CHECK_FALSE(load.has_minutes(55));
  load.add(Work::plans, 80);
  CHECK(load.has_minutes(20));
  CHECK_FALSE(load.has_minutes(21));
  pass(load, 8, 120, 100);
  CHECK_FALSE(load.has_minutes(0));
}

TEST_CASE("without any minutes all coordination is left undone", "[unit]") {
  Workload load;
  pass(load, 1, 10, 0);
  CHECK(load.undone() == 1);
  CHECK(load.sending_factor() == 0);
  Workload idle;
  pass(idle, 1, 0, 0);
  CHECK(idle.undone() == 0);
  CHECK(idle.sending_factor() == 1);
}

TEST_CASE("a workload is plain numbers that a saved run can keep", "[unit]") {
  CHECK(std::is_trivially_copyable_v<Workload>);
}

}  // namespace
}  // namespace tests
