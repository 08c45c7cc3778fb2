#include "models/journey/world.h"

#include <fmt/format.h>

#include <algorithm>

#include "models/population/synthesis.h"
#include "sim/check.h"

namespace klynge {

namespace {

sim::LogNormal with_mean(const Quantity& mean, const Quantity& sigma) { return sim::LogNormal::with_mean(mean, sigma); }

// About this many residents are followed in every run, spread evenly, so that a file always holds some journeys.
constexpr std::uint32_t sample_of_journeys = 200;

}  // namespace

World::World(const Scenario& s, const std::vector<std::uint32_t>& follow)
    : scenario(s),
      tables(read_tables(s)),
      network(build_care_network(scenario, tables)),
      calendar(s.run.first_day, s.run.holidays),
      counting_from(sim::midnight(s.run.warm_up_days)),
      end(sim::midnight(s.run.warm_up_days + s.run.days)),
      needs(tables),
      effect(scenario, tables),
      quality(scenario),
      perception(scenario),
      handover(scenario),
      difficulty(s.needs.difficulty_alpha, s.needs.difficulty_beta),
      consultation_minutes(with_mean(s.general_practice.consultation_minutes, s.general_practice.consultation_sigma)),
      other_contact_minutes(with_mean(s.other_practice.contact_minutes, s.other_practice.contact_sigma)),
      emergency_hours(with_mean(s.hospital.emergency_hours, s.hospital.emergency_sigma)),
      visit_minutes(with_mean(s.hospital.outpatient_minutes, s.hospital.outpatient_sigma)),
      acute_stay_days(with_mean(s.hospital.acute_stay_days, s.hospital.stay_sigma)),
      elective_stay_days(with_mean(s.hospital.elective_stay_days, s.hospital.stay_sigma)),
      place_stay_days(with_mean(s.municipality.place_stay_days, s.municipality.place_stay_sigma)),
      acute_function_days(with_mean(s.municipality.acute_function_days, s.municipality.place_stay_sigma)),
      nursing_days(with_mean(s.municipality.home_nursing_days, s.municipality.home_nursing_sigma)),
      acute_nursing_days(with_mean(s.municipality.home_nursing_acute_days, s.municipality.home_nursing_sigma)),
      first_visit_days(s.aftercare.first_visit_days, s.aftercare.first_visit_sigma),
      gp_clock(calendar, office_hours(s.general_practice.opens, s.general_practice.closes), end),
      other_clock(calendar, office_hours(s.other_practice.opens, s.other_practice.closes), end),
      outpatient_clock(calendar, office_hours(s.hospital.outpatient_opens, s.hospital.outpatient_closes), end),
      assessment_hours(office_hours(s.municipality.assessment_opens, s.municipality.assessment_closes)),
      longest_wait_days{s.needs.emergency_wait_days, s.needs.urgent_wait_days, s.needs.subacute_wait_days} {
  std::uint32_t number = 0;
  for (const MunicipalityRow& row : tables.municipalities) {
    first_number_.push_back(number);
    number += resident_count(scenario, row);
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
  return concept_ == CostConcept::marginal ? full() * price.variable_share : full();
}

double World::emergency_visit_cost(CostConcept concept_) const {
  const auto& price = scenario.prices;
  return concept_ == CostConcept::marginal ? price.emergency_visit * price.variable_share : price.emergency_visit.value;
}

std::size_t World::municipality_of(sim::AgentId agent) const {
  const int code = municipality_code_of(agent);
  const auto it = std::lower_bound(tables.municipalities.begin(), tables.municipalities.end(), code,
                                   [](const MunicipalityRow& row, int wanted) { return row.code < wanted; });
  return static_cast<std::size_t>(it - tables.municipalities.begin());
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
