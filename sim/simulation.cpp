#include "sim/simulation.h"

#include <algorithm>

#include "sim/check.h"
#include "sim/context.h"

namespace sim {

namespace {

// One step of a chained hash (the finaliser of splitmix64): cheap, and every bit of the order matters.
std::uint64_t chain(std::uint64_t hash, std::uint64_t value) {
  std::uint64_t z = (hash ^ value) + 0x9E37'79B9'7F4A'7C15ull;
  z = (z ^ (z >> 30)) * 0xBF58'476D'1CE4'E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D0'49BB'1331'11EBull;
  return z ^ (z >> 31);
}

std::uint64_t chain(std::uint64_t hash, const Event& event) {
  hash = chain(hash, static_cast<std::uint64_t>(event.time.time_since_epoch().count()));
  hash = chain(hash, (std::uint64_t{event.subject.word()} << 32) | event.source.word());
  hash = chain(hash, (std::uint64_t{event.sequence} << 32) | (std::uint64_t{event.kind} << 8) |
                         static_cast<std::uint64_t>(event.rank));
  std::array<std::uint64_t, Event::payload_size / 8> words;
  std::memcpy(words.data(), event.payload.data(), Event::payload_size);
  for (const std::uint64_t word : words) hash = chain(hash, word);
  return hash;
}

}  // namespace

Simulation::Simulation(Model& model, Streams streams)
    : model_(model), streams_(streams), lookahead_(model.lookahead()), partitions_(model.partitions()) {
  require(!partitions_.empty(), "simulation: the model has no partition");
  require(!lookahead_ || *lookahead_ > Duration{0}, "simulation: messages between partitions must take time");
  for (std::size_t p = 0; p < partitions_.size(); ++p) partitions_[p].id = PartitionId{p};
  for (const ResourceSpec& spec : model.resources()) {
    invariant(spec.partition.index() < partitions_.size(), "a resource belongs to a partition that does not exist");
    require(Duration{0} <= spec.hours.from && spec.hours.from < spec.hours.to && spec.hours.to <= hours{24},
            "opening hours: expected 00:00 <= from < to <= 24:00");
    if (places_.size() <= spec.node.index()) places_.resize(spec.node.index() + 1);
    invariant(!places_[spec.node.index()].partition.valid(), "a node was given two resources");
    auto& stations = partitions_[spec.partition.index()].stations;
    places_[spec.node.index()] = {spec.partition, stations.size()};
    stations.push_back({spec.node, spec.hours, Resource(spec.servers, spec.priority_classes, spec.discipline)});
  }
  for (Partition& partition : partitions_) {
    for (Station& station : partition.stations) {
      station.resource.set_open(model.calendar().is_open(station.hours, now_), now_);
    }
    Context context(*this, partition, now_);
    model_.start(context);
  }
  close_window(now_);
}

Time Simulation::window_end(Time until, std::optional<Duration> longest) const {
  Time end = until;
  if (lookahead_) end = std::min(end, now_ + *lookahead_);
  if (longest) end = std::min(end, now_ + *longest);
  if (const auto global = model_.next_global(now_)) end = std::min(end, *global);
  invariant(end > now_, "a window must end after it begins");
  return end;
}

void Simulation::run_partition(PartitionId id, Time end) {
  Partition& partition = partitions_[id.index()];
  while (const Event* next = partition.calendar.next_before(end)) {
    const Event event = *next;
    partition.calendar.pop();
    partition.hash = chain(partition.hash, event);
    ++partition.events;
    Context context(*this, partition, event.time);
    context.source_ = event.subject;
    if (event.kind >= first_engine_kind) {
      context.handle_opening(event);
    } else {
      model_.handle(event, context);
    }
  }
}

void Simulation::close_window(Time end) {
  for (Partition& from : partitions_) {
    for (const Envelope& envelope : from.outbox) partitions_[envelope.to.index()].calendar.push(envelope.event);
    from.outbox.clear();
  }
  const auto global = model_.next_global(now_);
  now_ = end;
  if (global && *global == end) model_.global(end, *this);
}

const Resource& Simulation::resource(NodeId node) const {
  invariant(has_resource(node), "a node without a resource was asked for it");
  const Place place = places_[node.index()];
  return partitions_[place.partition.index()].stations[place.station].resource;
}

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

std::uint64_t Simulation::hash() const {
  std::uint64_t hash = 0;
  for (const Partition& partition : partitions_) hash = chain(hash, partition.hash);
  return hash;
}

}  // namespace sim
