#include "models/journey/climate.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/journey/messages.h"

namespace klynge {

namespace {

using sim::NodeId;
using sim::Simulation;

ShadowPrice::Terms terms(const Scenario& scenario) {
  const auto& s = scenario.scarcity;
  return {s.blocked_day, s.waiting_day, s.window_days, s.from_occupancy, s.cap};
}

TaskShift first_shift(const Scenario& scenario, const Regime& regime) {
  return TaskShift(scenario.shift, regime.mandate.task_shift, regime.relations.turnover, regime.mandate.back_up);
}

}  // namespace

Week& Week::operator+=(const Week& other) {
  ties += other.ties;
  acute_stays += other.acute_stays;
  for (std::size_t s = 0; s < coordinating_sectors; ++s) {
    for (std::size_t w = 0; w < work_count; ++w) minutes[s][w] += other.minutes[s][w];
  }
  return *this;
}

Climate::Climate(const World& world, std::size_t municipality)
    : municipality_(static_cast<std::uint32_t>(municipality)),
      residents_(world.residents_of(municipality)),
      ties_(world.scenario, world.coordination(municipality, sim::start_of_time).regime),
      shift_(first_shift(world.scenario, world.coordination(municipality, sim::start_of_time).regime)),
      scarcity_(terms(world.scenario)) {
  const double prior = world.coordination(municipality, sim::start_of_time).regime.decide.prior_wait_days;
  told_ = latest_ = {prior, prior, 0};
}

void Climate::look(const World& world, const Simulation& simulation) {
  const auto& own = world.scenario.municipality;
  const MunicipalNodes& nodes = world.network.municipalities[municipality_];
  const NodeId clinic = world.network.hospitals[nodes.hospital].general_clinic;
  latest_ = {expected_wait_days(simulation.resource(nodes.home_nursing), ordinary_next, own.home_nursing_days),
             expected_wait_days(simulation.resource(nodes.acute_function), ordinary_next, own.acute_function_days),
             expected_wait_days(simulation.resource(clinic), acute_first, world.visit_days)};
}

// Nearly all who wait for a temporary place lie in a hospital bed meanwhile, and whoever waits for a bed in a bay of the
// emergency department.
void Climate::end_day(const World& world, const Simulation& simulation) {
  const MunicipalNodes& nodes = world.network.municipalities[municipality_];
  const HospitalNodes& hospital = world.network.hospitals[nodes.hospital];
  const auto node = [&](NodeId id) -> const sim::Resource& { return simulation.resource(id); };
  const auto lined_up = [&](ShadowPrice& price, const sim::Resource& place) {
    price.observe_day(0, place.waiting(), place.held(), place.servers());
  };
  lined_up(scarcity_.home_nursing, node(nodes.home_nursing));
  lined_up(scarcity_.acute_function, node(nodes.acute_function));
  lined_up(scarcity_.clinics, node(hospital.general_clinic));
  const sim::Resource& places = node(nodes.temporary_places);
  scarcity_.temporary_places.observe_day(places.waiting(), 0, places.held(), places.servers());
  double held = 0, beds = 0;
  for (const NodeId ward : hospital.wards) {
    held += node(ward).held();
    beds += node(ward).servers();
  }
  scarcity_.wards.observe_day(node(hospital.emergency).blocked(), 0, held, beds);
}

void Climate::end_week(const World& world, const Regime& in_force, const Week& week) {
  ties_.week(week.ties, in_force);
  const auto& minutes = world.scenario.load;
  const std::array<double, coordinating_sectors> available = {minutes.general_practice, minutes.municipality,
                                                              minutes.hospital};
  for (std::size_t s = 0; s < coordinating_sectors; ++s) {
    for (std::size_t w = 0; w < work_count; ++w) load_[s].add(static_cast<Work>(w), week.minutes[s][w]);
    load_[s].week(available[s] * residents_ / 1000);
  }
  shift_.week(week.acute_stays, residents_, in_force.relations.turnover, in_force.mandate.task_shift,
              in_force.mandate.back_up);
}

double Climate::told_age_days(sim::Time now) const {
  return told_ever_ ? sim::in_days(now - told_at_) : std::numeric_limits<double>::infinity();
}

double Climate::capability(const Effect& effect, Level level) const {
  const double full = effect.capability(level);
  if (level != Level::acute_function) return full;
  return full * shift_.capability_factor() + shift_.back_up_gain();
}

double Climate::scarcity_price(const World& world, Level level, bool after_stay) const {
  const auto& own = world.scenario.municipality;
  const auto priced = [&](const ShadowPrice& place, double days) {
    return place.of_service(days, world.joint_cost(level, after_stay, CostConcept::average),
                            world.joint_cost(level, after_stay, CostConcept::marginal));
  };
  switch (level) {
    case Level::home_nursing:
      return priced(scarcity_.home_nursing, after_stay ? own.home_nursing_days : own.home_nursing_acute_days);
    case Level::acute_function:
      return after_stay ? priced(scarcity_.temporary_places, own.place_stay_days)
                        : priced(scarcity_.acute_function, own.acute_function_days);
    case Level::outpatient: return priced(scarcity_.clinics, world.visit_days);
    case Level::ward: return priced(scarcity_.wards, world.scenario.hospital.acute_stay_days);
    default: return 0;  // self-care takes nothing from anybody, and a practice is open to all on its list
  }
}

double expected_wait_days(const sim::Resource& resource, std::size_t line, double mean_days) {
  if (resource.servers() == 0) return 1e9;
  const int ahead = resource.waiting_up_to(line) + 1 - std::max(0, resource.servers() - resource.held());
  return ahead <= 0 ? 0.0 : ahead * mean_days / resource.servers();
}

}  // namespace klynge
