#include "tests/support/queueing_model.h"

#include <algorithm>
#include <utility>

#include "sim/check.h"
#include "sim/context.h"
#include "sim/distributions.h"
#include "sim/executor.h"
#include "sim/model.h"

namespace tests {

namespace {

enum Kind : sim::EventKind { appear, arrive, done };
enum Question : sim::Decision { gap, service, onward };

struct Step {
  std::uint32_t station;
  std::uint32_t
      number;  // appear: of the customer; arrive: of the visit, among the customer's; done: among the station's
};

// A customer's id holds the source it came from, so that a source more does not rename the customers of others.
constexpr std::uint32_t customers_a_source = 1u << 24;

sim::Subject customer(std::size_t source, std::uint32_t number) {
  return sim::Subject(sim::AgentId{source * customers_a_source + number});
}

std::size_t source_of(sim::Subject who) { return who.agent().index() / customers_a_source; }

class QueueingModel : public sim::Model {
 public:
  QueueingModel(const QueueingNetwork& network, sim::Time sources_stop)
      : network_(network), sources_stop_(sources_stop), visits_(network.stations.size()) {
    for (const StationSpec& station : network_.stations) partitions_ = std::max(partitions_, station.partition + 1);
    for (const SourceSpec& source : network_.sources) classes_ = std::max(classes_, source.priority + 1);
    inside_.resize(partitions_);
  }

  const sim::Calendar& calendar() const override { return calendar_; }
  std::size_t partitions() const override { return partitions_; }
  std::optional<sim::Duration> lookahead() const override {
    return partitions_ > 1 ? std::optional(network_.travel) : std::nullopt;
  }

  std::vector<sim::ResourceSpec> resources() const override {
    std::vector<sim::ResourceSpec> all;
    for (std::size_t s = 0; s < network_.stations.size(); ++s) {
      const StationSpec& spec = network_.stations[s];
      all.push_back(
          {sim::NodeId{s}, sim::PartitionId{spec.partition}, spec.servers, classes_, spec.discipline, spec.hours});
    }
    return all;
  }

  void start(sim::Context& context) override {
    for (std::size_t s = 0; s < network_.sources.size(); ++s) {
      if (partition_of(network_.sources[s].station) == context.partition()) schedule_customer(s, 0, context);
    }
  }

  void handle(const sim::Event& event, sim::Context& context) override {
    const auto step = event.get<Step>();
    if (event.kind == appear) {
      ++inside_[context.partition().index()];
      schedule_customer(source_of(event.subject), step.number + 1, context);
      enter(event.subject, step.station, 0, context);
    } else if (event.kind == arrive) {
      enter(event.subject, step.station, step.number, context);
    } else {
      leave(step, context);
    }
  }

  void serve(sim::NodeId node, const sim::Claim& claim, sim::Duration waited, sim::Context& context) override {
    const StationSpec& station = network_.stations[node.index()];
    Visit& visit = visits_[node.index()][claim.tag];
    visit.began = context.now();
    sim::invariant(visit.began - visit.came == waited, "a claim was told a wait that it did not have");
    context.record(
        {visit.began, visit.who, node, 0, static_cast<std::uint16_t>(visit.nth), static_cast<double>(waited.count())});
    double length = station.mean_service;
    if (station.service == Service::exponential) {
      auto draws = context.draws(visit.who, service, visit.nth);
      length = sim::Exponential(station.mean_service)(draws);
    }
    const Step step{static_cast<std::uint32_t>(node.index()), claim.tag};
    context.schedule(sim::from_seconds(length), visit.who, done, step, sim::Rank::release);
  }

  std::optional<sim::Time> next_global(sim::Time) const override { return std::nullopt; }
  void global(sim::Time, const sim::Simulation&) override {}

  // Between windows: nobody waits, is served or travels.
  bool empty() const {
    std::int64_t inside = 0;
    for (const std::int64_t each : inside_) inside += each;
    return inside == 0;
  }
  std::vector<Visit> take_visits(std::size_t station) { return std::move(visits_[station]); }

 private:
  sim::PartitionId partition_of(std::size_t station) const {
    return sim::PartitionId{network_.stations[station].partition};
  }

  // The gap before a customer is that customer's own draw.
  void schedule_customer(std::size_t source, std::uint32_t number, sim::Context& context) {
    sim::invariant(number < customers_a_source, "a source has run out of customers");
    const SourceSpec& spec = network_.sources[source];
    auto draws = context.draws(customer(source, number), gap, 0);
    const sim::Duration wait = sim::from_seconds(sim::Exponential(spec.mean_gap)(draws));
    if (context.now() + wait >= sources_stop_) return;
    context.schedule(wait, customer(source, number), appear, Step{static_cast<std::uint32_t>(spec.station), number});
  }

  void enter(sim::Subject who, std::uint32_t station, std::uint32_t nth, sim::Context& context) {
    auto& visits = visits_[station];
    const auto priority = static_cast<std::uint32_t>(network_.sources[source_of(who)].priority);
    const auto number = static_cast<std::uint32_t>(visits.size());
    visits.push_back({who, priority, nth, context.now(), {}, {}});
    context.seize(sim::NodeId{station}, {who, number}, priority);
  }

  void leave(Step step, sim::Context& context) {
    Visit& visit = visits_[step.station][step.number];
    visit.left = context.now();
    const Visit done_visit = visit;
    context.release(sim::NodeId{step.station});
    const StationSpec& station = network_.stations[step.station];
    auto draws = context.draws(done_visit.who, onward, done_visit.nth);
    if (station.next && draws.chance(station.next_chance)) {
      const Step next{static_cast<std::uint32_t>(*station.next), done_visit.nth + 1};
      context.send(partition_of(*station.next), network_.travel, done_visit.who, arrive, next);
    } else {
      --inside_[context.partition().index()];
    }
  }

  QueueingNetwork network_;
  sim::Time sources_stop_;
  std::size_t partitions_ = 1;
  std::size_t classes_ = 1;
  sim::Calendar calendar_{std::chrono::year{2024} / 1 / 1, {}};
  std::vector<std::vector<Visit>> visits_;  // by station, which belongs to one partition
  std::vector<std::int64_t> inside_;        // by partition: who appeared less who left
};

template <class Length>
double mean_seconds(const RunResult& result, std::size_t station, std::size_t priority, Length length) {
  const sim::Time from = sim::start_of_time + result.warm_up;
  std::int64_t sum = 0;
  std::int64_t count = 0;
  for (const Visit& visit : result.stations[station].visits) {
    if (visit.priority != priority || visit.came < from || visit.came >= from + result.length) continue;
    sum += length(visit).count();
    ++count;
  }
  return static_cast<double>(sum) / static_cast<double>(count);
}

}  // namespace

double RunResult::mean_wait(std::size_t station, std::size_t priority) const {
  return mean_seconds(*this, station, priority, [](const Visit& visit) { return visit.began - visit.came; });
}

double RunResult::mean_stay(std::size_t station, std::size_t priority) const {
  return mean_seconds(*this, station, priority, [](const Visit& visit) { return visit.left - visit.came; });
}

RunResult run(const QueueingNetwork& network, const RunOptions& options) {
  const sim::Time begin = sim::start_of_time + options.warm_up;
  const sim::Time stop = begin + options.length;
  QueueingModel model(network, stop);
  sim::Simulation simulation(model, {options.seed, options.replication});
  const sim::ExecutorOptions executor{options.longest_window, {}};
  const auto usages = [&] {
    std::vector<sim::Usage> all;
    for (std::size_t s = 0; s < network.stations.size(); ++s) {
      all.push_back(simulation.resource(sim::NodeId{s}).usage(simulation.now()));
    }
    return all;
  };

  sim::run_sequential(simulation, begin, executor);
  const auto at_begin = usages();
  sim::run_sequential(simulation, stop, executor);
  const auto at_stop = usages();
  while (!model.empty()) sim::run_sequential(simulation, simulation.now() + sim::days{30}, executor);
  const auto at_end = usages();

  RunResult result;
  for (std::size_t s = 0; s < network.stations.size(); ++s) {
    result.stations.push_back({at_stop[s] - at_begin[s], at_end[s], model.take_visits(s)});
  }
  result.rows = simulation.rows();
  result.events = simulation.events();
  result.hash = simulation.hash();
  result.warm_up = options.warm_up;
  result.length = options.length;
  return result;
}

std::vector<RunResult> replicate(const QueueingNetwork& network, RunOptions options, std::uint32_t count) {
  std::vector<RunResult> runs;
  for (options.replication = 0; options.replication < count; ++options.replication) {
    runs.push_back(run(network, options));
  }
  return runs;
}

}  // namespace tests
