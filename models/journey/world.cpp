#include "models/journey/world.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "models/conditions/control.h"
#include "models/population/synthesis.h"
#include "models/scenario/areas.h"
#include "models/sectors/staffing.h"
#include "sim/check.h"

namespace klynge {

namespace {

sim::LogNormal with_mean(double mean, double sigma) { return sim::LogNormal::with_mean(mean, sigma); }

// The spread of a log-normal whose standard deviation is so many times its mean.
double sigma_of(double cv) { return std::sqrt(std::log(1 + cv * cv)); }

// About this many residents are followed in every run, spread evenly, so that a file always holds some journeys.
constexpr std::uint32_t sample_of_journeys = 200;

constexpr double days_a_year = 365;
const std::string whole_country = "Denmark";

BySexAndAgeRate deaths_per_year(const LifeTable& life_table) {
  BySexAndAgeRate rates{};
  for (const Sex sex : {Sex::female, Sex::male}) {
    for (int age = 0; age <= oldest_age; ++age) {
      rates[static_cast<std::size_t>(sex)][static_cast<std::size_t>(age)] = life_table.deaths_per_year(sex, age);
    }
  }
  return rates;
}

AgeCounts counts_of(const AgeSex& mix, double scale) {
  AgeCounts counts;
  for (const Sex sex : {Sex::female, Sex::male}) {
    for (int age = 0; age <= AgeSex::last_age; ++age) {
      counts.at[static_cast<std::size_t>(sex)][static_cast<std::size_t>(age)] = scale * mix.at(sex, age);
    }
  }
  return counts;
}

// As many residents as are simulated, by the mix of sexes and ages that they are made from.
std::vector<AgeCounts> residents_by_age(const AgeMix& age_mix, const TableData& tables) {
  std::vector<AgeCounts> all;
  for (const MunicipalityRow& row : tables.municipalities) {
    const AgeSex& mix = age_mix.of(row).residents;
    const double sum = mix.total();
    all.push_back(counts_of(mix, sum > 0 ? static_cast<double>(age_mix.residents(row)) / sum : 0));
  }
  return all;
}

// Hour by hour through the run, since months and weeks do not fit into one another; per day, with mean 1 over a year.
sim::RateProfile acute_profile(const TableData& tables, const sim::Calendar& calendar, sim::Time end) {
  std::vector<double> rates;
  const std::int64_t days = std::max<std::int64_t>(sim::day_of(end) + 1, 365);
  for (std::int64_t day = 0; day < days; ++day) {
    const sim::Time midnight = sim::midnight(day);
    const auto month = static_cast<unsigned>(calendar.date(midnight).month()) - 1;
    const std::size_t monday_first = (calendar.weekday(midnight).c_encoding() + 6) % 7;
    for (std::size_t hour = 0; hour < 24; ++hour) {
      rates.push_back(tables.acute_by_month[month] * tables.acute_by_hour[monday_first * 24 + hour] / 86400);
    }
  }
  return {rates, sim::Duration{0}};
}

std::vector<sim::LogNormal> minutes_by_type(const TableData& tables, double sigma) {
  std::vector<sim::LogNormal> minutes;
  for (const OtherPracticeRow& row : tables.other_practice) minutes.push_back(with_mean(row.minutes, sigma));
  return minutes;
}

double longest_backlog(const TableData& tables) {
  double longest = 0;
  for (const OtherPracticeRow& row : tables.other_practice) longest = std::max(longest, row.backlog_days);
  return longest;
}

double mean_gp_minutes(const Scenario::GeneralPractice& gp) {
  return gp.telephone_share * gp.telephone_minutes + gp.e_consultation_share * gp.e_consultation_minutes +
         gp.home_visit_share * gp.home_visit_minutes +
         (1 - gp.telephone_share - gp.e_consultation_share - gp.home_visit_share) * gp.face_to_face_minutes;
}

}  // namespace

double office_days(double minutes, const sim::OfficeClock& clock) {
  return minutes / 1440 * days_a_year * 86400 / clock.open_seconds_a_year();
}

World::World(const Scenario& s, const std::vector<std::uint32_t>& follow)
    : scenario(s),
      tables(read_tables(s)),
      age_mix(scenario, tables),
      life_table(tables.mortality, scenario.population.death_ratio),
      fertility(scenario, tables),
      moves(scenario, tables),
      prevalence(scenario, tables),
      mortality(tables, prevalence),
      end_of_life(tables, prevalence, mortality, life_table, s.needs.terminal_days / days_a_year),
      dynamics(prevalence, mortality, deaths_per_year(LifeTable(tables.mortality))),
      chances(prevalence),
      network(build_care_network(scenario, tables, residents_by_age(age_mix, tables),
                                 counts_of(age_mix.of(whole_country).residents, 1))),
      calendar(s.run.first_day, s.run.holidays),
      counting_from(sim::midnight(s.run.warm_up_days)),
      end(sim::midnight(s.run.warm_up_days + s.run.days)),
      last_year_from(end - sim::days{365}),
      decline(sim::from_days(s.needs.terminal_days)),
      needs(scenario, tables),
      relapse(scenario),
      control_restored(s.needs.control_restored),
      frailty(with_mean(1.0, s.population.frailty_sigma)),
      difficulty(s.needs.difficulty_alpha, s.needs.difficulty_beta),
      emergency_hours(with_mean(s.hospital.emergency_hours, s.hospital.emergency_sigma)),
      visit_minutes(with_mean(s.hospital.outpatient_minutes, s.hospital.outpatient_sigma)),
      out_of_hours_minutes(with_mean(s.out_of_hours.contact_minutes, s.out_of_hours.contact_sigma)),
      assessment_minutes(with_mean(s.municipality.assessment_minutes, s.municipality.assessment_sigma)),
      acute_stay_days(with_mean(s.hospital.acute_stay_days * s.calibration.acute_stays, s.hospital.stay_sigma)),
      elective_stay_days(with_mean(s.hospital.elective_stay_days, s.hospital.stay_sigma)),
      place_stay_days(with_mean(s.municipality.place_stay_days, s.municipality.place_stay_sigma)),
      acute_function_days(with_mean(s.municipality.acute_function_days, s.municipality.place_stay_sigma)),
      nursing_days(with_mean(s.municipality.home_nursing_days, s.municipality.home_nursing_sigma)),
      acute_nursing_days(with_mean(s.municipality.home_nursing_acute_days, s.municipality.home_nursing_sigma)),
      rehabilitation_days(with_mean(s.municipality.rehabilitation_days, s.municipality.rehabilitation_sigma)),
      first_visit_days(s.aftercare.first_visit_days, s.aftercare.first_visit_sigma),
      home_care_hours(with_mean(s.home_care.hours_a_week, s.home_care.hours_sigma)),
      visit_interval_days(with_mean(s.courses.interval_days, sigma_of(s.courses.interval_cv))),
      other_contact_minutes(minutes_by_type(tables, s.other_practice.contact_sigma)),
      longest_backlog_days(longest_backlog(tables)),
      gp_clock(calendar, office_hours(s.general_practice.opens, s.general_practice.closes), end),
      other_clock(calendar, office_hours(s.other_practice.opens, s.other_practice.closes), end),
      outpatient_clock(calendar, office_hours(s.hospital.outpatient_opens, s.hospital.outpatient_closes), end),
      acute_clock(acute_profile(tables, calendar, end)),
      gp_minutes(mean_gp_minutes(s.general_practice)),
      gp_days(office_days(gp_minutes, gp_clock)),
      visit_days(office_days(visit_minutes.mean(), outpatient_clock)),
      longest_wait_days{s.needs.emergency_wait_days, s.needs.urgent_wait_days, s.needs.subacute_wait_days},
      contact_minutes_{with_mean(s.general_practice.face_to_face_minutes, s.general_practice.consultation_sigma),
                       with_mean(s.general_practice.telephone_minutes, s.general_practice.consultation_sigma),
                       with_mean(s.general_practice.e_consultation_minutes, s.general_practice.consultation_sigma),
                       with_mean(s.general_practice.home_visit_minutes, s.general_practice.consultation_sigma)},
      gp_hours_(office_hours(s.general_practice.opens, s.general_practice.closes)),
      outpatient_hours_(office_hours(s.hospital.outpatient_opens, s.hospital.outpatient_closes)) {
  std::map<std::string, std::size_t> clinics;
  for (std::size_t c = 0; c < tables.conditions; ++c) {
    clinic_of_condition_.push_back(clinics.try_emplace(tables.care[c].system, clinics.size()).first->second);
  }

  adopt_regimes();
  std::uint32_t number = 0;
  for (const MunicipalityRow& row : tables.municipalities) {
    municipality_of_code_.resize(static_cast<std::size_t>(row.code) + 1);
    municipality_of_code_.back() = static_cast<std::uint16_t>(first_number_.size());
    const std::int64_t residents = age_mix.residents(row);
    sim::require(residents < (1 << resident_bits),
                 fmt::format("{}: {} residents: expected fewer than {}", row.name, residents, 1 << resident_bits));
    first_number_.push_back(number);
    number += static_cast<std::uint32_t>(residents);
  }
  first_number_.push_back(number);
  sim::require(number > 0, "population: no resident is simulated; raise population.share");

  const std::uint32_t stride = std::max(1u, number / sample_of_journeys);
  for (std::uint32_t n = 0; n < number; n += stride) followed_.insert(agent_numbered(n).value);
  for (const std::uint32_t n : follow) {
    sim::require(n < number, fmt::format("person = {}: expected a number from 0 to {}", n, number - 1));
    followed_.insert(agent_numbered(n).value);
  }
}

void World::adopt_regimes() {
  coordinations_.emplace_back(scenario, scenario, tables);
  in_force_.assign(tables.municipalities.size(), {{sim::start_of_time, 0}});
  for (const Change& change : scenario.changes) {
    coordinations_.emplace_back(change.regime, scenario, tables);
    const auto days = std::chrono::sys_days(change.from) - std::chrono::sys_days(scenario.run.first_day);
    for (const std::size_t m : municipalities_in(tables, change.area)) {
      in_force_[m].push_back({sim::midnight(days.count()), coordinations_.size() - 1});
    }
  }
}

const Coordination& World::coordination(std::size_t municipality, sim::Time now) const {
  const std::vector<InForce>& regimes = in_force_[municipality];
  std::size_t last = regimes.size() - 1;
  while (regimes[last].from > now) --last;
  return coordinations_[regimes[last].coordination];
}

bool World::allowed(Level level, Acuity acuity, int age, int conditions) const {
  const LevelRow& row = tables.levels[index(level)];
  return row.lawful[index(acuity)] && age >= row.least_age && conditions <= row.most_conditions;
}

Residents World::people_of(std::size_t municipality, const sim::Streams& streams) const {
  Residents people = synthesise(scenario, tables, age_mix, tables.municipalities[municipality], streams);
  assign_states(people, prevalence, chances, streams);
  assign_control(people, scenario, tables, streams);
  return people;
}

sim::Time World::advance(Slot slot, sim::Time from, double years) const {
  switch (slot) {
    case Slot::gp_contact: return gp_clock.advance(from, years * gp_clock.open_seconds_a_year());
    case Slot::other_contact: return other_clock.advance(from, years * other_clock.open_seconds_a_year());
    case Slot::course:
    case Slot::elective: return outpatient_clock.advance(from, years * outpatient_clock.open_seconds_a_year());
    default: return acute_clock.advance(from, std::min(years, 1000.0) * days_a_year);
  }
}

ContactMode World::contact_mode(double u) const {
  const auto& gp = scenario.general_practice;
  if ((u -= gp.telephone_share) < 0) return ContactMode::telephone;
  if ((u -= gp.e_consultation_share) < 0) return ContactMode::e_consultation;
  if ((u -= gp.home_visit_share) < 0) return ContactMode::home_visit;
  return ContactMode::face_to_face;
}

double World::price_of(ContactMode mode) const {
  const auto& price = scenario.prices;
  switch (mode) {
    case ContactMode::face_to_face: return price.gp_consultation;
    case ContactMode::telephone: return price.gp_telephone;
    case ContactMode::e_consultation: return price.gp_e_consultation;
    case ContactMode::home_visit: return price.gp_home_visit;
  }
  return 0;
}

bool World::is_psychiatric(int condition) const {
  return tables.care[static_cast<std::size_t>(condition)].system == "psychiatry";
}

bool World::is_ambulatory_sensitive(int condition) const {
  return condition >= 0 && tables.care[static_cast<std::size_t>(condition)].ambulatory_sensitive;
}

double World::hours_to_hospital(std::size_t municipality) const {
  return sim::in_days(network.municipalities[municipality].to_hospital) * 24 - scenario.travel.dispatch_minutes / 60;
}

double World::joint_cost(Level level, bool after_stay, CostConcept concept_) const {
  const auto& price = scenario.prices;
  const auto& own = scenario.municipality;
  const auto full = [&]() -> double {
    switch (level) {
      case Level::self_care: return 0;
      case Level::general_practice: return price.gp_consultation;
      case Level::other_practice: return price.other_practice_contact;
      case Level::home_nursing:
        return price.home_nurse_hour * (after_stay ? own.home_nursing_hours * own.home_nursing_days
                                                   : own.home_nursing_acute_hours * own.home_nursing_acute_days);
      case Level::acute_function:
        return after_stay ? price.temporary_place_day * own.place_stay_days
                          : price.acute_function_day * own.acute_function_days;
      case Level::outpatient: return price.outpatient_visit;
      case Level::ward: return price.emergency_visit + price.bed_day * scenario.hospital.acute_stay_days;
    }
    return 0;
  };
  return concept_ == CostConcept::average ? full() : full() * price.variable_share;
}

double World::emergency_visit_cost(CostConcept concept_) const {
  const auto& price = scenario.prices;
  return concept_ == CostConcept::average ? price.emergency_visit.value : price.emergency_visit * price.variable_share;
}

std::size_t World::municipality_of(sim::AgentId agent) const {
  return municipality_of_code_[static_cast<std::size_t>(municipality_code_of(agent))];
}

std::uint32_t World::number_of(sim::AgentId agent) const {
  return first_number_[municipality_of(agent)] + resident_of(agent);
}

sim::AgentId World::agent_numbered(std::uint32_t number) const {
  const auto next = std::upper_bound(first_number_.begin(), first_number_.end() - 1, number);
  const auto m = static_cast<std::size_t>(next - first_number_.begin()) - 1;
  return agent_of(tables.municipalities[m].code, number - first_number_[m]);
}

}  // namespace klynge
