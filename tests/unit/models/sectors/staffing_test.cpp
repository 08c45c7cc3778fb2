// Staffing: who is away when, and which days the out-of-hours service is open.
#include "models/sectors/staffing.h"

#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace klynge;
using namespace std::chrono_literals;

Scenario rota() {
  Scenario scenario;
  scenario.absence.sickness.value = 0.04;
  scenario.absence.winter_sickness.value = 0.06;
  scenario.absence.summer_first_week.value = 28;
  scenario.absence.summer_weeks.value = 4;
  scenario.absence.summer_leave.value = 0.5;
  scenario.absence.summer_beds_closed.value = 0.1;
  scenario.general_practice.opens.value = 8;
  scenario.general_practice.closes.value = 16;
  return scenario;
}

const Scenario scenario = rota();

double share(NodeKind kind, std::chrono::year_month_day day) { return staffed_share(scenario.absence, kind, day); }

}  // namespace

TEST_CASE("offices lose staff to illness and summer, and what is open day and night does not", "[unit]") {
  for (const NodeKind office : {NodeKind::practice, NodeKind::other_practice, NodeKind::assessment,
                                NodeKind::rehabilitation, NodeKind::clinic}) {
    CHECK(share(office, 2024y / 5 / 15) == Catch::Approx(0.96));
    CHECK(share(office, 2024y / 1 / 15) == Catch::Approx(0.94));
    CHECK(share(office, 2024y / 12 / 1) == Catch::Approx(0.94));
    CHECK(share(office, 2024y / 7 / 15) == Catch::Approx(0.48));
  }
  for (const NodeKind always : {NodeKind::home_nursing, NodeKind::temporary_places, NodeKind::acute_function,
                                NodeKind::nursing_home, NodeKind::out_of_hours, NodeKind::emergency}) {
    CHECK(share(always, 2024y / 7 / 15) == 1);
    CHECK(share(always, 2024y / 1 / 15) == 1);
  }
  CHECK(share(NodeKind::medical_ward, 2024y / 7 / 15) == Catch::Approx(0.9));
  CHECK(share(NodeKind::psychiatric_ward, 2024y / 1 / 15) == 1);
}

// Week 28 of 2024 begins on Monday 8 July and week 31 ends on Sunday 4 August; 1 January 2027 lies in week 53 of 2026.
TEST_CASE("summer is counted in ISO weeks", "[unit]") {
  CHECK(share(NodeKind::surgical_ward, 2024y / 7 / 7) == 1);
  CHECK(share(NodeKind::surgical_ward, 2024y / 7 / 8) == Catch::Approx(0.9));
  CHECK(share(NodeKind::surgical_ward, 2024y / 8 / 4) == Catch::Approx(0.9));
  CHECK(share(NodeKind::surgical_ward, 2024y / 8 / 5) == 1);
  Scenario last = rota();
  last.absence.summer_first_week.value = 52;
  last.absence.summer_weeks.value = 2;
  CHECK(staffed_share(last.absence, NodeKind::surgical_ward, 2027y / 1 / 1) == Catch::Approx(0.9));
}

// Four of 52 weeks with a tenth of the beds closed.
TEST_CASE("the mean share is that of a year", "[unit]") {
  CHECK(mean_staffed_share(scenario.absence, NodeKind::medical_ward) == Catch::Approx(1 - 0.1 * 4 / 52));
  CHECK(mean_staffed_share(scenario.absence, NodeKind::emergency) == 1);
}

TEST_CASE("over nodes and weeks as many are on duty as should be", "[unit]") {
  double sum = 0;
  int nodes_and_weeks = 0;
  for (std::size_t node = 0; node < 100; ++node) {
    for (int week = 0; week < 12; ++week) {
      const std::chrono::sys_days monday = std::chrono::sys_days{2024y / 4 / 1} + std::chrono::days{7 * week};
      const int there = servers_on_duty(scenario.absence, NodeKind::practice, sim::NodeId{node}, 3, monday);
      CHECK((there == 2 || there == 3));
      sum += there;
      ++nodes_and_weeks;
    }
  }
  CHECK(sum / nodes_and_weeks == Catch::Approx(3 * 0.96).margin(0.01));
}

TEST_CASE("a rota lasts a week, and the last server has a stand-in", "[unit]") {
  const std::chrono::sys_days monday = 2024y / 4 / 1;
  for (std::size_t node = 0; node < 20; ++node) {
    const int there = servers_on_duty(scenario.absence, NodeKind::clinic, sim::NodeId{node}, 5, monday);
    for (int day = 1; day < 7; ++day) {
      CHECK(servers_on_duty(scenario.absence, NodeKind::clinic, sim::NodeId{node}, 5,
                            monday + std::chrono::days{day}) == there);
    }
    CHECK(servers_on_duty(scenario.absence, NodeKind::clinic, sim::NodeId{node}, 1, 2024y / 7 / 15) == 1);
    CHECK(servers_on_duty(scenario.absence, NodeKind::clinic, sim::NodeId{node}, 0, 2024y / 7 / 15) == 0);
  }
}

// Maundy Thursday and Good Friday 2024 are 28 and 29 March; the run begins on Monday 25 March.
TEST_CASE("out-of-hours doctors work exactly while general practice is closed", "[unit]") {
  const sim::Calendar calendar(2024y / 3 / 25, {2024y / 3 / 28, 2024y / 3 / 29});
  const sim::OpeningHours practice = office_hours(scenario.general_practice.opens, scenario.general_practice.closes);
  sim::ResourceSpec full;
  full.node = sim::NodeId{std::size_t{7}};
  full.staff = out_of_hours_staff(scenario, 4);
  const auto week = staff_in_week(scenario, NodeKind::out_of_hours, full, calendar, sim::start_of_time);
  const auto next = staff_in_week(scenario, NodeKind::out_of_hours, full, calendar, sim::midnight(7));
  REQUIRE(week.size() == 2);
  for (int hour = 9; hour < 2 * 168; ++hour) {
    const sim::Time t = sim::start_of_time + sim::hours{hour};
    int there = 0;
    for (const sim::Staff& group : hour < 168 ? week : next)
      there += calendar.is_open(group.hours, t) ? group.servers : 0;
    CAPTURE(hour);
    CHECK(there == (calendar.is_open(practice, t) ? 0 : 4));
  }
}

TEST_CASE("a week's staff has the groups and hours of the resource", "[unit]") {
  const sim::Calendar calendar(2024y / 7 / 15, {});
  sim::ResourceSpec full;
  full.node = sim::NodeId{std::size_t{3}};
  full.staff = {{10, office_hours(scenario.general_practice.opens, scenario.general_practice.closes)}};
  const auto week = staff_in_week(scenario, NodeKind::practice, full, calendar, sim::start_of_time);
  REQUIRE(week.size() == 1);
  CHECK((week[0].servers == 4 || week[0].servers == 5));  // 4.8
  CHECK(week[0].hours.from == full.staff[0].hours.from);
}

}  // namespace tests
