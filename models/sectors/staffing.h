// staffing.h - who is at work: sickness, summer holidays, and offices that public holidays open or close.
//
// Pure functions of a day. Services that keep office hours lose staff to sickness and, in the summer weeks, to leave;
// services that are open day and night call in others and keep up; wards close some of their beds in summer. A part of
// a server is turned into a whole one in some weeks and none in others, by a fixed sequence (Roberts' R2, an additive
// recurrence), so that the mean is right over nodes and weeks and every run has the same rota. The last server always
// has a stand-in.
#pragma once

#include <chrono>
#include <vector>

#include "models/scenario/scenario.h"
#include "models/sectors/node_kind.h"
#include "sim/calendar.h"
#include "sim/ids.h"
#include "sim/resource_spec.h"

namespace klynge {

// From hours of the day to the opening hours of an office on working days.
sim::OpeningHours office_hours(const Quantity& opens, const Quantity& closes);

// The share of a node's servers that is there on a day; its mean over a year of 52 weeks.
double staffed_share(const Scenario::Absence& absence, NodeKind kind, std::chrono::year_month_day day);
double mean_staffed_share(const Scenario::Absence& absence, NodeKind kind);

int servers_on_duty(const Scenario::Absence& absence, NodeKind kind, sim::NodeId node, int servers,
                    std::chrono::year_month_day day);

// The out-of-hours service when all are there: a group for nights and one for days without general practice, which are
// weekends; see staff_in_week() for public holidays.
std::vector<sim::Staff> out_of_hours_staff(const Scenario& scenario, int doctors);

// The staff of a node in the seven days from the day on which `from` falls, in the groups of its resource when all are
// there; for sim::Simulation::set_staff().
std::vector<sim::Staff> staff_in_week(const Scenario& scenario, NodeKind kind, const sim::ResourceSpec& full,
                                      const sim::Calendar& calendar, sim::Time from);

}  // namespace klynge
