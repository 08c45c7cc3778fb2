#include "models/health_model.h"

#include <fmt/format.h>

#include <cmath>

#include "models/sectors/staffing.h"
#include "sim/context.h"

namespace klynge {

namespace {

constexpr sim::Duration every_hour = sim::hours{1};

}  // namespace

HealthModel::HealthModel(const World& world, const sim::Streams& streams) : world_(world) {
  const std::size_t municipalities = world.tables.municipalities.size();
  climates_.reserve(municipalities);
  for (std::size_t m = 0; m < municipalities; ++m) climates_.emplace_back(world, m);
  for (std::size_t m = 0; m < municipalities; ++m) {
    homes_.push_back(std::make_unique<Home>(world, m, climates_[m], streams));
  }
  for (std::size_t h = 0; h < world.network.hospitals.size(); ++h) {
    hospitals_.push_back(std::make_unique<Hospital>(world, h, climates_));
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

// Every full hour.
std::optional<sim::Time> HealthModel::next_global(sim::Time now) const {
  return sim::start_of_time + ((now - sim::start_of_time) / every_hour + 1) * every_hour;
}

void HealthModel::global(sim::Time now, sim::Simulation& simulation) {
  for (std::size_t m = 0; m < climates_.size(); ++m) {
    climates_[m].look(world_, simulation);
    if (is_told(m, now)) climates_[m].publish(now);
  }
  if (sim::time_of_day(now) != sim::Duration{0}) return;
  record_day(now, simulation);
  for (Climate& climate : climates_) climate.end_day(world_, simulation);
  if (sim::day_of(now) % 7 != 0) return;
  new_rota(now, simulation);
  for (std::size_t m = 0; m < climates_.size(); ++m) end_week(m, now);
}

// Whether figures of free capacity are due under the regime in force.
bool HealthModel::is_told(std::size_t municipality, sim::Time now) const {
  const double age_days = world_.coordination(municipality, now).regime.info.capacity_age_days;
  if (!std::isfinite(age_days)) return false;
  const auto hours = std::max<std::int64_t>(1, std::llround(age_days * 24));
  return (now - sim::start_of_time) / every_hour % hours == 0;
}

void HealthModel::end_week(std::size_t municipality, sim::Time now) {
  Week week = homes_[municipality]->take_week();
  for (const auto& hospital : hospitals_) week += hospital->take_week(municipality);
  Climate& climate = climates_[municipality];
  climate.end_week(world_, world_.coordination(municipality, now).regime, week);
  if (now <= world_.counting_from) return;
  const auto week_of_run = static_cast<std::int32_t>(sim::day_of(now) / 7) - 1;
  const Ties& ties = climate.ties();
  std::array<Relation, tie_count> relations;
  for (std::size_t t = 0; t < tie_count; ++t) relations[t] = ties.on(static_cast<Tie>(t));
  weeks_.push_back({week_of_run, static_cast<std::uint32_t>(municipality), relations, ties.weakest().mean(),
                    climate.loads(), climate.shift().uptake(),
                    climate.capability(world_.coordination(municipality, now).effect, Level::acute_function)});
}

void HealthModel::state(sim::Archive& archive) {
  for (const auto& home : homes_) home->state(archive);
  for (const auto& hospital : hospitals_) hospital->state(archive);
  archive.fixed(before_counting_);
  archive.fixed(arrived_yesterday_);
  archive.vector(days_);
  for (Climate& climate : climates_) archive.value(climate);
  archive.vector(weeks_);
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
