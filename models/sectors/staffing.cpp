#include "models/sectors/staffing.h"

#include <algorithm>
#include <cmath>

#include "sim/check.h"

namespace klynge {
namespace {

using std::chrono::sys_days;

bool keeps_office_hours(NodeKind kind) {
  switch (kind) {
    case NodeKind::practice:
    case NodeKind::other_practice:
    case NodeKind::assessment:
    case NodeKind::rehabilitation:
    case NodeKind::clinic: return true;
    default: return false;
  }
}

// The first Thursday of a year lies in its week 1 (ISO 8601).
int week_of_year(sys_days day) {
  const std::chrono::weekday weekday{day};
  const sys_days thursday = day + std::chrono::days{4 - static_cast<int>(weekday.iso_encoding())};
  const std::chrono::year year = std::chrono::year_month_day{thursday}.year();
  return static_cast<int>((thursday - sys_days{year / std::chrono::January / 1}).count() / 7) + 1;
}

// From 0 to 1, evenly spread over nodes and weeks.
double rota(sim::NodeId node, sys_days day) {
  constexpr double first = 0.7548776662466927, second = 0.5698402909980532;                       // Roberts' R2
  const double week = std::floor((static_cast<double>(day.time_since_epoch().count()) + 3) / 7);  // from Mondays
  const double at = 0.5 + first * static_cast<double>(node.index()) + second * week;
  return at - std::floor(at);
}

std::array<bool, 7> weekends() { return {true, false, false, false, false, false, true}; }

}  // namespace

sim::OpeningHours office_hours(const Quantity& opens, const Quantity& closes) {
  return sim::OpeningHours::working_days(sim::from_seconds(opens * 3600), sim::from_seconds(closes * 3600));
}

double staffed_share(const Scenario::Absence& absence, NodeKind kind, std::chrono::year_month_day day) {
  const int week = week_of_year(sys_days{day});
  const bool summer = week >= absence.summer_first_week && week < absence.summer_first_week + absence.summer_weeks;
  if (is_ward(kind)) return summer ? 1 - absence.summer_beds_closed : 1;
  if (!keeps_office_hours(kind)) return 1;
  const bool winter = day.month() == std::chrono::December || day.month() <= std::chrono::March;
  const double well = 1 - (winter ? absence.winter_sickness : absence.sickness);
  return summer ? well * (1 - absence.summer_leave) : well;
}

double mean_staffed_share(const Scenario::Absence& absence, NodeKind kind) {
  constexpr int days = 364;
  double sum = 0;
  for (int day = 0; day < days; ++day) {
    sum += staffed_share(absence, kind, sys_days{std::chrono::year{2024} / 1 / 1} + std::chrono::days{day});
  }
  return sum / days;
}

int servers_on_duty(const Scenario::Absence& absence, NodeKind kind, sim::NodeId node, int servers,
                    std::chrono::year_month_day day) {
  const double there = servers * staffed_share(absence, kind, day);
  const double whole = std::floor(there);
  const int extra = there - whole > rota(node, sys_days{day}) ? 1 : 0;
  return std::max(std::min(servers, 1), static_cast<int>(whole) + extra);
}

std::vector<sim::Staff> out_of_hours_staff(const Scenario& scenario, int doctors) {
  const auto& gp = scenario.general_practice;
  const sim::Duration opens = sim::from_seconds(gp.opens * 3600);
  const sim::Duration closes = sim::from_seconds(gp.closes * 3600);
  sim::OpeningHours nights{.from = closes, .to = sim::hours{24} + opens};
  sim::OpeningHours days{.from = opens, .to = closes, .weekdays = weekends()};
  return {{.servers = doctors, .hours = nights}, {.servers = doctors, .hours = days}};
}

std::vector<sim::Staff> staff_in_week(const Scenario& scenario, NodeKind kind, const sim::ResourceSpec& full,
                                      const sim::Calendar& calendar, sim::Time from) {
  std::vector<sim::Staff> staff = full.staff;
  for (sim::Staff& group : staff) {
    group.servers = servers_on_duty(scenario.absence, kind, full.node, group.servers, calendar.date(from));
  }
  if (kind != NodeKind::out_of_hours) return staff;
  sim::invariant(staff.size() == 2, "the out-of-hours service has a group for nights and one for days");
  for (int day = 0; day < 7; ++day) {
    const sim::Time then = from + sim::days{day};
    if (calendar.is_holiday(then)) staff[1].hours.weekdays[calendar.weekday(then).c_encoding()] = true;
  }
  return staff;
}

}  // namespace klynge
