#include "models/health_model.h"

#include <fmt/format.h>

#include <cmath>

#include "models/sectors/staffing.h"
#include "sim/context.h"

namespace klynge {

HealthModel::HealthModel(const World& world, const sim::Streams& streams) : world_(world) {
  for (std::size_t m = 0; m < world.tables.municipalities.size(); ++m) {
    homes_.push_back(std::make_unique<Home>(world, m, streams));
  }
  for (std::size_t h = 0; h < world.network.hospitals.size(); ++h) {
    hospitals_.push_back(std::make_unique<Hospital>(world, h));
  }
  before_counting_.resize(world.network.resources.size());
  arrived_yesterday_.resize(world.network.resources.size());
}

std::vector<sim::ResourceSpec> HealthModel::resources() const {
  std::vector<sim::ResourceSpec> specs = world_.network.resources;
  for (sim::ResourceSpec& spec : specs) spec.staff = staff_of(spec.node, sim::start_of_time);
  return specs;
}

void HealthModel::start(sim::Context& context) {
  if (is_home(context.partition())) home(context.partition()).start(context);
}

void HealthModel::handle(const sim::Event& event, sim::Context& context) {
  if (is_home(context.partition())) {
    home(context.partition()).handle(event, context);
  } else {
    hospital(context.partition()).handle(event, context);
  }
}

void HealthModel::serve(sim::NodeId node, const sim::Claim& claim, sim::Duration waited, sim::Context& context) {
  if (is_home(context.partition())) {
    home(context.partition()).serve(node, claim, waited, context);
  } else {
    hospital(context.partition()).serve(node, claim, waited, context);
  }
}

void HealthModel::prefetch(sim::PartitionId partition, const sim::Event& event) const {
  if (event.subject.is_node() || event.subject == sim::Subject{}) return;
  if (is_home(partition)) return homes_[partition.index()]->prefetch(event.subject.agent());
  hospitals_[partition.index() - homes_.size()]->prefetch(event.subject.agent());
}

// Midnight, and whenever the figures of free capacity are renewed.
std::optional<sim::Time> HealthModel::next_global(sim::Time now) const {
  const sim::Time midnight = sim::midnight(sim::day_of(now) + 1);
  const double age_days = world_.scenario.info.capacity_age_days;
  if (!std::isfinite(age_days)) return midnight;
  const sim::Duration age = std::max(sim::from_days(age_days), sim::Duration{1});
  const sim::Time renewal = sim::start_of_time + ((now - sim::start_of_time) / age + 1) * age;
  return std::min(midnight, renewal);
}

void HealthModel::global(sim::Time now, sim::Simulation& simulation) {
  const double age_days = world_.scenario.info.capacity_age_days;
  if (std::isfinite(age_days) && (now - sim::start_of_time) % sim::from_days(age_days) == sim::Duration{0}) {
    publish_boards(simulation);
  }
  if (sim::time_of_day(now) != sim::Duration{0}) return;
  record_day(now, simulation);
  if (sim::day_of(now) % 7 == 0) new_rota(now, simulation);
}

void HealthModel::state(sim::Archive& archive) {
  for (const auto& home : homes_) home->state(archive);
  for (const auto& hospital : hospitals_) hospital->state(archive);
  archive.fixed(before_counting_);
  archive.fixed(arrived_yesterday_);
  archive.vector(days_);
}

std::string HealthModel::shape() const {
  std::string text;
  for (std::size_t m = 0; m < homes_.size(); ++m) {
    text += fmt::format("{} residents of {}\n", homes_[m]->people().first_residents(),
                        world_.tables.municipalities[m].name);
  }
  for (const std::string& state : world_.tables.states) text += fmt::format("state of health {}\n", state);
  for (std::size_t n = 0; n < world_.network.graph.size(); ++n) text += fmt::format("{}\n", name(sim::NodeId{n}));
  return text;
}

Books HealthModel::books(std::size_t municipality) const {
  Books all = homes_[municipality]->books();
  for (const auto& hospital : hospitals_) {
    if (const Books* books = hospital->books(municipality)) all += *books;
  }
  return all;
}

void HealthModel::publish_boards(const sim::Simulation& simulation) {
  const auto& own = world_.scenario.municipality;
  const double visit_days = office_days(world_.visit_minutes.mean(), world_.outpatient_clock);
  for (std::size_t m = 0; m < homes_.size(); ++m) {
    const MunicipalNodes& nodes = world_.network.municipalities[m];
    const sim::NodeId clinic = world_.network.hospitals[nodes.hospital].general_clinic;
    const Board board = {expected_wait_days(simulation.resource(nodes.home_nursing), own.home_nursing_days),
                         expected_wait_days(simulation.resource(nodes.acute_function), own.acute_function_days),
                         expected_wait_days(simulation.resource(clinic), visit_days)};
    homes_[m]->publish(board);
    hospitals_[nodes.hospital]->publish(m, board);
  }
}

// Sickness, summer leave and holidays, a week at a time.
void HealthModel::new_rota(sim::Time now, sim::Simulation& simulation) const {
  for (std::size_t n = 0; n < world_.network.resources.size(); ++n) {
    simulation.set_staff(sim::NodeId{n}, staff_of(sim::NodeId{n}, now));
  }
}

std::vector<sim::Staff> HealthModel::staff_of(sim::NodeId node, sim::Time from) const {
  return staff_in_week(world_.scenario, world_.network.graph[node].kind, world_.network.resources[node.index()],
                       world_.calendar, from);
}

void HealthModel::record_day(sim::Time now, const sim::Simulation& simulation) {
  const std::size_t nodes = world_.network.resources.size();
  for (std::size_t n = 0; n < nodes; ++n) {
    const sim::Resource& resource = simulation.resource(sim::NodeId{n});
    const sim::Usage usage = simulation.usage(sim::NodeId{n});
    if (now == world_.counting_from) before_counting_[n] = usage;
    if (now > world_.counting_from) {
      days_.push_back({static_cast<std::int32_t>(sim::day_of(now)) - 1, static_cast<std::uint32_t>(n),
                       static_cast<std::int32_t>(usage.arrived - arrived_yesterday_[n]), resource.waiting(),
                       resource.serving(), resource.blocked(), resource.servers()});
    }
    arrived_yesterday_[n] = usage.arrived;
  }
}

std::vector<sim::Usage> HealthModel::usage(const sim::Simulation& simulation) const {
  std::vector<sim::Usage> counted;
  for (std::size_t n = 0; n < before_counting_.size(); ++n) {
    counted.push_back(simulation.usage(sim::NodeId{n}) - before_counting_[n]);
  }
  return counted;
}

}  // namespace klynge
