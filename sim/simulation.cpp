#include "sim/simulation.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <string>

#include "sim/blocking.h"
#include "sim/check.h"
#include "sim/context.h"
#include "sim/hash.h"

namespace sim {

Simulation::Simulation(Model& model, Streams streams, Archive* saved)
    : model_(model),
      calendar_(model.calendar()),
      streams_(streams),
      lookahead_(model.lookahead()),
      partitions_(model.partitions()) {
  require(!partitions_.empty(), "simulation: the model has no partition");
  require(!lookahead_ || *lookahead_ > Duration{0}, "simulation: messages between partitions must take time");
  add_stations();
  if (saved != nullptr) {
    state(*saved);
    announce_other_staff();
  } else {
    start();
  }
}

void Simulation::add_stations() {
  for (std::size_t p = 0; p < partitions_.size(); ++p) partitions_[p].id = PartitionId{p};
  const std::vector<ResourceSpec> specs = model_.resources();
  for (const ResourceSpec& spec : specs) {
    invariant(spec.partition.index() < partitions_.size(), "a resource belongs to a partition that does not exist");
    if (places_.size() <= spec.node.index()) places_.resize(spec.node.index() + 1);
    invariant(!places_[spec.node.index()].partition.valid(), "a node was given two resources");
    auto& stations = partitions_[spec.partition.index()].stations;
    places_[spec.node.index()] = {spec.partition, stations.size()};
    stations.emplace_back(spec, calendar_, now_);
  }
  for (const ResourceSpec& spec : specs) {
    for (const NodeId other : spec.together_with) {
      invariant(has_resource(other) && places_[other.index()].partition == spec.partition && other != spec.node,
                "a service needs a server of a node that is not another one of its partition");
      require(!station(other).interruptible(),
              "resource: a server that others need together with theirs can be neither interrupted nor slowed down");
      station(other).helps.push_back(spec.node);
    }
  }
}

void Simulation::start() {
  for (Partition& partition : partitions_) {
    Context context(*this, partition, now_);
    model_.start(context);
  }
  close_window(now_);
}

// One burn-in, many futures: where a future has other servers or hours, those who wait must hear of it.
void Simulation::announce_other_staff() {
  for (Partition& partition : partitions_) {
    Context here = context(partition.id);
    for (Station& station : partition.stations) {
      if (!station.has_other_staff()) continue;
      here.servers_freed(station);
      model_.capacity_changed(station.node, here);
    }
  }
}

Time Simulation::window_end(Time until, std::optional<Duration> longest) const {
  Time end = until;
  if (lookahead_) end = std::min(end, now_ + *lookahead_);
  if (longest) end = std::min(end, now_ + *longest);
  if (const auto global = model_.next_global(now_)) end = std::min(end, *global);
  invariant(end > now_, "a window must end after it begins");
  return end;
}

std::uint64_t Simulation::run_partition(PartitionId id, Time end) {
  Partition& partition = partitions_[id.index()];
  const std::uint64_t before = partition.events;
  while (const Event* next = partition.calendar.next_before(end)) {
    const Event event = *next;
    partition.calendar.pop();
    if (const Event* soon = partition.calendar.upcoming()) model_.prefetch(id, *soon);
    partition.hash = chain(partition.hash, event);
    ++partition.events;
    Context context(*this, partition, event.time);
    context.source_ = event.subject;
    if (event.kind >= first_engine_kind) {
      context.handle_engine(event);
    } else {
      model_.handle(event, context);
    }
  }
  return partition.events - before;
}

void Simulation::close_window(Time end) {
  for (Partition& from : partitions_) {
    for (const Envelope& envelope : from.outbox) partitions_[envelope.to.index()].calendar.push(envelope.event);
    from.outbox.clear();
  }
  const auto global = model_.next_global(now_);
  const bool new_day = day_of(end) != day_of(now_);
  now_ = end;
  if (new_day) check_circles();
  if (global && *global == end) model_.global(end, *this);
}

Station& Simulation::station(NodeId node) {
  invariant(has_resource(node), "a node without a resource was asked for it");
  const Place place = places_[node.index()];
  return partitions_[place.partition.index()].stations[place.station];
}

const Station& Simulation::station(NodeId node) const { return const_cast<Simulation*>(this)->station(node); }

const Resource& Simulation::resource(NodeId node) const { return station(node).resource; }

Usage Simulation::usage(NodeId node) const { return station(node).usage(calendar_, now_); }

std::vector<Row> Simulation::rows() const {
  std::vector<const Recorder*> recorders;
  for (const Partition& partition : partitions_) recorders.push_back(&partition.recorder);
  return Recorder::merge(recorders);
}

std::uint64_t Simulation::events() const {
  std::uint64_t sum = 0;
  for (const Partition& partition : partitions_) sum += partition.events;
  return sum;
}

std::size_t Simulation::pending() const {
  std::size_t sum = 0;
  for (const Partition& partition : partitions_) sum += partition.calendar.size() + partition.outbox.size();
  return sum;
}

std::uint64_t Simulation::hash() const {
  std::uint64_t hash = 0;
  for (const Partition& partition : partitions_) hash = chain(hash, partition.hash);
  return hash;
}

Context Simulation::context(PartitionId id) { return {*this, partitions_[id.index()], now_}; }

void Simulation::set_staff(NodeId node, const std::vector<Staff>& staff) {
  Station& at = station(node);
  at.set_staff(staff, calendar_, now_);
  Context here = context(places_[node.index()].partition);
  here.servers_freed(at);
  model_.capacity_changed(node, here);
}

void Simulation::save(Archive& archive) {
  invariant(!archive.reading(), "a run was saved into an archive that is being read");
  state(archive);
}

void Simulation::state(Archive& archive) {
  archive.section("engine");
  check_shape(archive);
  archive.value(now_);
  std::uint64_t count = partitions_.size();
  archive.value(count);
  require(count == partitions_.size(),
          fmt::format("saved state: holds {} partitions, and this scenario has {}", count, partitions_.size()));
  for (Partition& partition : partitions_) {
    invariant(partition.outbox.empty(), "a run was saved with messages under way in outboxes");
    archive.section(fmt::format("partition {}", partition.id.index()));
    archive.value(partition.sequence);
    archive.value(partition.events);
    archive.value(partition.hash);
    partition.calendar.state(archive);
    partition.recorder.state(archive);
    std::uint64_t stations = partition.stations.size();
    archive.value(stations);
    require(stations == partition.stations.size(),
            fmt::format("saved state: partition {} has {} nodes with servers, and in this scenario {}",
                        partition.id.index(), stations, partition.stations.size()));
    for (Station& station : partition.stations) station.state(archive, calendar_, now_);
  }
  archive.section("model");
  model_.state(archive);
  archive.finish_section();
}

// What the saved run and this scenario must have in common, line by line.
void Simulation::check_shape(Archive& archive) const {
  const std::string mine = model_.shape();
  std::vector<char> saved(mine.begin(), mine.end());
  archive.vector(saved);
  std::istringstream there(std::string(saved.begin(), saved.end())), here(mine);
  for (std::string old_line, new_line; there || here;) {
    old_line.clear();
    new_line.clear();
    std::getline(there, old_line);
    std::getline(here, new_line);
    require(old_line == new_line,
            fmt::format("saved state: is of a run with '{}', and this scenario has '{}'", old_line, new_line));
  }
}

void Simulation::check_circle(NodeId node, const Partition* within) {
  const StationOf station_of = [&](NodeId wanted) -> const Station* {
    if (!has_resource(wanted)) return nullptr;
    if (within != nullptr && places_[wanted.index()].partition != within->id) return nullptr;
    return &station(wanted);
  };
  const std::vector<NodeId> circle = circle_of(node, station_of);
  if (circle.empty()) return;
  fail_input(fmt::format("circular blocking at {:.4f} days: nobody can ever move again. {}",
                         in_days(now_ - start_of_time),
                         who_waits_for_whom(circle, station_of, [&](NodeId each) { return model_.name(each); })));
}

// Circles that reach across partitions: seen once a day, while all stand still.
void Simulation::check_circles() {
  for (const Partition& partition : partitions_) {
    for (const Station& station : partition.stations) {
      if (!station.stuck.empty()) check_circle(station.node, nullptr);
    }
  }
}

}  // namespace sim
