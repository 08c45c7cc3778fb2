// capacities.h - how many can be served where, by the care that those who live there must be expected to need.
//
// Levels are published or assumed for Denmark: residents for each GP, beds per 1,000 residents. How they are shared out
// among municipalities and hospitals follows the care that their residents, by sex and age, need compared with all
// Danes of the year. An old municipality so has more doctors for each resident than a young one, and none is overrun
// from the start. What is known of one municipality (TableData::capacities) goes before all of that.
// Amounts are fractions here: servers_for() and places_for() make whole ones of them, and neither closes a service.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "models/scenario/tables.h"
#include "models/sectors/node_kind.h"

namespace klynge {

// How many residents there are, or are expected, by sex and single year of age.
struct AgeCounts {
  double at[sex_count][oldest_age + 1] = {};

  double total() const { return aged_from(0); }
  double aged_from(int age) const;
};

// The residents of an area of the population table, evenly spread within its age bands; zero if it has no rows.
AgeCounts age_counts_of(const TableData& tables, const std::string& area);

// What residents need in a year, by the tables.
struct ExpectedCare {
  double gp_contacts = 0;
  std::vector<double> other_practice;        // contacts by row of TableData::other_practice
  double general_outpatient = 0;             // attendances that no condition explains
  std::map<std::string, double> outpatient;  // attendances by body system
  double deteriorations = 0;
  double home_care_recipients = 0;  // at one time

  double all_other_practice() const;
  double all_outpatient() const;
};
ExpectedCare expected_care(const TableData& tables, const AgeCounts& residents);

// Amounts of a municipality: servers, places, courses at once, hours a week.
struct MunicipalCapacity {
  double doctors = 0;
  std::vector<double> other_practice;  // by row of TableData::other_practice
  double assessors = 0;
  double home_nursing = 0;
  double rehabilitation = 0;
  double temporary_places = 0;
  double acute_function = 0;
  double nursing_home = 0;
  double home_care_hours = 0;
};

struct HospitalCapacity {
  double out_of_hours = 0;
  double emergency = 0;
  std::array<double, ward_count> beds{};
  double general_clinic = 0;
  std::map<std::string, double> clinics;  // by body system
};

struct Capacities {
  std::vector<MunicipalCapacity> municipalities;  // as TableData::municipalities
  std::vector<HospitalCapacity> hospitals;        // as TableData::hospitals
};

// `residents` are those who live in each municipality of the area, as many as are simulated; `denmark` is what they are
// compared with, in any number: without it, Denmark as the population table has it, or else the area itself.
Capacities capacities_for(const Scenario& scenario, const TableData& tables, const std::vector<AgeCounts>& residents,
                          const AgeCounts& denmark = {});

struct Servers {
  int servers = 1;
  double speed = 1;  // at which each of them works
};
// Staff: whole servers who together do what is wanted, each at most 1.15 times as fast as a full-time server. Who comes
// half of the week is a server at half the speed, and nobody is slower than a hundredth.
Servers servers_for(double wanted);
// Beds and places: they cannot be slow, so they are rounded; at least one.
int places_for(double wanted);

}  // namespace klynge
