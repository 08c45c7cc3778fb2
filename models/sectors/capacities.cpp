#include "models/sectors/capacities.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/sectors/staffing.h"
#include "sim/check.h"

namespace klynge {
namespace {

constexpr double working_days = 254;  // of 2024
constexpr double days_a_year = 365.25;
constexpr double fastest = 1.15;  // a server cannot do more than that for long
constexpr double slowest = 0.01;

double ratio(double part, double whole) { return whole > 0 ? part / whole : 1; }

// Adds a rate for each person and year over ages and sexes.
template <class Rate>
double over(const AgeCounts& residents, int age_from, int age_to, Rate rate) {
  double sum = 0;
  for (std::size_t sex = 0; sex < sex_count; ++sex) {
    for (int age = age_from; age <= std::min(age_to, oldest_age); ++age) sum += residents.at[sex][age] * rate(sex);
  }
  return sum;
}

// What residents need for each of them, over the same in Denmark.
class Demand {
 public:
  Demand(const ExpectedCare& here, double residents, const ExpectedCare& denmark, double danes)
      : here_(here), denmark_(denmark), residents_(residents), danes_(danes) {}

  double gp() const { return compared(here_.gp_contacts, denmark_.gp_contacts); }
  double other_practice() const { return compared(here_.all_other_practice(), denmark_.all_other_practice()); }
  double outpatient() const { return compared(here_.all_outpatient(), denmark_.all_outpatient()); }
  double acute() const { return compared(here_.deteriorations, denmark_.deteriorations); }

 private:
  double compared(double here, double denmark) const {
    return denmark > 0 ? ratio(here, residents_) / (denmark / danes_) : 1;
  }

  const ExpectedCare& here_;
  const ExpectedCare& denmark_;
  double residents_, danes_;
};

class Builder {
 public:
  Builder(const Scenario& scenario, const TableData& tables, const std::vector<AgeCounts>& residents,
          const AgeCounts& denmark)
      : scenario_(scenario), tables_(tables), residents_(residents), denmark_(denmark) {
    sim::invariant(residents.size() == tables.municipalities.size(), "residents are given for other municipalities");
    if (denmark_.total() <= 0) denmark_ = age_counts_of(tables, "Denmark");
    if (denmark_.total() <= 0) denmark_ = sum_of(residents);
    care_of_denmark_ = expected_care(tables, denmark_);
  }

  Capacities build() const {
    Capacities capacities;
    for (const AgeCounts& each : residents_) capacities.municipalities.push_back(municipality(each));
    for (const CapacityRow& known : tables_.capacities) set(capacities, known);
    const double acute_everywhere = acute_need(sum_of(residents_));
    for (std::size_t h = 0; h < tables_.hospitals.size(); ++h) {
      std::vector<AgeCounts> its;
      for (std::size_t m = 0; m < residents_.size(); ++m) {
        if (tables_.municipalities[m].hospital == h) its.push_back(residents_[m]);
      }
      capacities.hospitals.push_back(hospital(sum_of(its), acute_everywhere));
    }
    return capacities;
  }

 private:
  static AgeCounts sum_of(const std::vector<AgeCounts>& parts) {
    AgeCounts sum;
    for (const AgeCounts& part : parts) {
      for (std::size_t sex = 0; sex < sex_count; ++sex) {
        for (int age = 0; age <= oldest_age; ++age) sum.at[sex][age] += part.at[sex][age];
      }
    }
    return sum;
  }

  double acute_need(const AgeCounts& who) const { return expected_care(tables_, who).deteriorations; }

  // A full-time server's hours in a year, less absence.
  double hours_a_year(const Quantity& opens, const Quantity& closes, NodeKind kind) const {
    return working_days * (closes - opens) * mean_staffed_share(scenario_.absence, kind);
  }

  MunicipalCapacity municipality(const AgeCounts& who) const {
    const double residents = who.total();
    const ExpectedCare care = expected_care(tables_, who);
    const Demand demand(care, residents, care_of_denmark_, denmark_.total());
    MunicipalCapacity amounts;
    amounts.doctors = residents / scenario_.general_practice.residents_per_gp * demand.gp();

    const auto& other = scenario_.other_practice;
    const double contacts = other.contacts_per_resident * residents * demand.other_practice();
    const double provider_hours = hours_a_year(other.opens, other.closes, NodeKind::other_practice);
    for (std::size_t t = 0; t < tables_.other_practice.size(); ++t) {
      const OtherPracticeRow& type = tables_.other_practice[t];
      const double its = contacts * care.other_practice[t] / std::max(care.all_other_practice(), 1e-9);
      amounts.other_practice.push_back(its * type.minutes / 60 / (provider_hours * type.load));
    }

    const auto& own = scenario_.municipality;
    const double old = who.aged_from(65) / 1000;
    const double assessor_hours = hours_a_year(own.assessment_opens, own.assessment_closes, NodeKind::assessment);
    amounts.assessors =
        own.assessments_per_1000 * old * own.assessment_minutes / 60 / (assessor_hours * own.assessment_load);
    amounts.home_nursing = own.home_nursing_courses_per_1000 * old;
    amounts.rehabilitation =
        own.rehabilitation_plans_per_1000 * residents / 1000 * demand.acute() * own.rehabilitation_days / days_a_year /
        (own.rehabilitation_load * mean_staffed_share(scenario_.absence, NodeKind::rehabilitation));
    amounts.temporary_places = own.temporary_places_per_1000 * old * (1 - own.acute_place_share);
    amounts.acute_function = (own.temporary_places_per_1000 * own.acute_place_share + own.acute_nursing_per_1000) * old;
    amounts.nursing_home = own.nursing_home_places_per_100 * who.aged_from(80) / 100;
    amounts.home_care_hours = care.home_care_recipients * scenario_.home_care.hours_a_week * own.service_level;
    return amounts;
  }

  void set(Capacities& capacities, const CapacityRow& known) const {
    for (std::size_t m = 0; m < tables_.municipalities.size(); ++m) {
      if (tables_.municipalities[m].name != known.municipality) continue;
      amount_of(capacities.municipalities[m], known.service) = known.amount * scenario_.population.share;
    }
  }

  static double& amount_of(MunicipalCapacity& amounts, MunicipalService service) {
    switch (service) {
      case MunicipalService::general_practitioners: return amounts.doctors;
      case MunicipalService::assessors: return amounts.assessors;
      case MunicipalService::home_nursing: return amounts.home_nursing;
      case MunicipalService::rehabilitation: return amounts.rehabilitation;
      case MunicipalService::temporary_places: return amounts.temporary_places;
      case MunicipalService::acute_function: return amounts.acute_function;
      case MunicipalService::nursing_home: return amounts.nursing_home;
      default: return amounts.home_care_hours;
    }
  }

  HospitalCapacity hospital(const AgeCounts& who, double acute_everywhere) const {
    const auto& own = scenario_.hospital;
    const double thousands = who.total() / 1000;
    const ExpectedCare care = expected_care(tables_, who);
    const Demand demand(care, who.total(), care_of_denmark_, denmark_.total());
    HospitalCapacity amounts;
    amounts.out_of_hours = scenario_.out_of_hours.doctors_per_100000 * thousands / 100 * demand.acute();
    amounts.emergency = own.emergency_bays_per_1000 * thousands * demand.acute();

    const double beds = std::isnan(own.beds.value)
                            ? own.beds_per_1000 * thousands * demand.acute()
                            : own.beds * scenario_.population.share * ratio(care.deteriorations, acute_everywhere);
    const double medical = 1 - own.surgical_bed_share - own.geriatric_bed_share - own.psychiatric_bed_share;
    amounts.beds[index(Ward::medical)] = beds * medical;
    amounts.beds[index(Ward::surgical)] = beds * own.surgical_bed_share;
    amounts.beds[index(Ward::geriatric)] = beds * own.geriatric_bed_share;
    amounts.beds[index(Ward::psychiatric)] = beds * own.psychiatric_bed_share;

    // Rooms are shared out by the attendances that each clinic must expect.
    const double rooms_for_each =
        own.outpatient_rooms_per_1000 * thousands * demand.outpatient() / std::max(care.all_outpatient(), 1e-9);
    amounts.general_clinic = rooms_for_each * care.general_outpatient;
    for (const auto& [system, visits] : care.outpatient) amounts.clinics[system] = rooms_for_each * visits;
    return amounts;
  }

  const Scenario& scenario_;
  const TableData& tables_;
  const std::vector<AgeCounts>& residents_;
  AgeCounts denmark_;
  ExpectedCare care_of_denmark_;
};

}  // namespace

double AgeCounts::aged_from(int age) const {
  double sum = 0;
  for (const auto& ages : at) sum = std::accumulate(ages + age, ages + oldest_age + 1, sum);
  return sum;
}

AgeCounts age_counts_of(const TableData& tables, const std::string& area) {
  constexpr int open_band_years = 10;  // few live longer than that in it
  AgeCounts counts;
  for (const PopulationRow& row : tables.population) {
    if (row.area != area) continue;
    const int last =
        row.age_to < oldest_age ? row.age_to : std::min(oldest_age, std::max(99, row.age_from + open_band_years));
    const double each = static_cast<double>(row.residents) / (last - row.age_from + 1);
    for (int age = row.age_from; age <= last; ++age) counts.at[static_cast<std::size_t>(row.sex)][age] += each;
  }
  return counts;
}

double ExpectedCare::all_other_practice() const {
  return std::accumulate(other_practice.begin(), other_practice.end(), 0.0);
}

double ExpectedCare::all_outpatient() const {
  double sum = general_outpatient;
  for (const auto& [system, visits] : outpatient) sum += visits;
  return sum;
}

ExpectedCare expected_care(const TableData& tables, const AgeCounts& residents) {
  ExpectedCare care;
  std::map<std::string, std::size_t> type_of;
  for (std::size_t t = 0; t < tables.other_practice.size(); ++t) type_of[tables.other_practice[t].type] = t;
  care.other_practice.assign(tables.other_practice.size(), 0);

  for (const NeedRow& need : tables.needs) {
    const double people = over(residents, need.age_from, need.age_to, [](std::size_t) { return 1.0; });
    care.gp_contacts += people * need.gp_contacts;
    care.general_outpatient += people * need.outpatient_visits;
    care.deteriorations += people * need.deteriorations;
    for (std::size_t t = 0; t < tables.other_practice.size(); ++t) {
      care.other_practice[t] += people * need.other_practice_contacts * tables.other_practice[t].share;
    }
  }

  std::map<std::string, double> with;  // residents with a condition or lasting need
  for (const PrevalenceRow& row : tables.prevalence) {
    with[row.condition] += over(residents, row.age_from, row.age_to, [&](std::size_t sex) {
      return sex == static_cast<std::size_t>(row.sex) ? row.prevalence : 0.0;
    });
  }
  for (std::size_t state = 0; state < tables.care.size(); ++state) {
    const ConditionRow& row = tables.care[state];
    const double people = with[row.condition];
    care.gp_contacts += people * row.gp_contacts;
    care.deteriorations += people * row.deteriorations;
    if (state < tables.conditions) care.outpatient[row.system] += people * row.outpatient_visits;
    if (const auto type = type_of.find(row.other_practice_type); type != type_of.end()) {
      care.other_practice[type->second] += people * row.other_practice_contacts;
    }
  }
  const std::size_t home_care = tables.state_of(LastingNeed::home_care);
  if (home_care < tables.states.size()) care.home_care_recipients = with[tables.states[home_care]];
  return care;
}

Capacities capacities_for(const Scenario& scenario, const TableData& tables, const std::vector<AgeCounts>& residents,
                          const AgeCounts& denmark) {
  return Builder(scenario, tables, residents, denmark).build();
}

Servers servers_for(double wanted) {
  int servers = std::max(1, static_cast<int>(std::lround(wanted)));
  if (wanted / servers > fastest) ++servers;
  return {servers, std::max(slowest, wanted / servers)};
}

int places_for(double wanted) { return std::max(1, static_cast<int>(std::lround(wanted))); }

}  // namespace klynge
