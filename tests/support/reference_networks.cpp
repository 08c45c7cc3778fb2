#include "tests/support/reference_networks.h"

#include <utility>

#include "models/queueing/load.h"
#include "models/queueing/run.h"
#include "sim/executor.h"

namespace tests {

namespace {

Law law(LawKind kind, double mean) {
  Law law;
  law.kind = kind;
  law.mean = mean;
  return law;
}

queueing::Limit limit(const std::optional<std::int64_t>& count) { return {count.value_or(queueing::Limit::none)}; }

queueing::Plan plan_of(const QueueingNetwork& network) {
  return queueing::Plan(queueing::parse_network(queueing::to_toml(network), "reference network"));
}

class Watched : public queueing::QueueingModel {
 public:
  Watched(const queueing::Plan& plan, const std::function<void(const Beginning&)>& begins)
      : QueueingModel(plan), begins_(begins) {}

  void serve(sim::NodeId node, const sim::Claim& claim, sim::Duration waited, sim::Context& context) override {
    begins_({name(node), claim.who, context.now(), static_cast<double>(waited.count()) / 3600});
    QueueingModel::serve(node, claim, waited, context);
  }

 private:
  const std::function<void(const Beginning&)>& begins_;
};

}  // namespace

Law exponential(double mean) { return law(LawKind::exponential, mean); }

Law fixed(double value) {
  Law result = law(LawKind::fixed, 0);
  result.value = value;
  return result;
}

Law erlang(double mean, std::int64_t stages) {
  Law result = law(LawKind::erlang, mean);
  result.stages = stages;
  return result;
}

Law gamma(double mean, double cv) {
  Law result = law(LawKind::gamma, mean);
  result.cv = cv;
  return result;
}

Law log_normal(double mean, double cv) {
  Law result = law(LawKind::log_normal, mean);
  result.cv = cv;
  return result;
}

Law normal(double mean, double sd, double least) {
  Law result = law(LawKind::normal, mean);
  result.sd = sd;
  result.least = least;
  return result;
}

Law uniform(double from, double to) {
  Law result = law(LawKind::uniform, 0);
  result.from = from;
  result.to = to;
  return result;
}

Law hyperexponential(double mean, double cv) {
  Law result = law(LawKind::hyperexponential, mean);
  result.cv = cv;
  return result;
}

Law empirical(std::vector<double> values, std::vector<double> weights) {
  Law result = law(LawKind::empirical, 0);
  result.values = std::move(values);
  result.weights = std::move(weights);
  return result;
}

QueueingNetwork station(const StationNetwork& of) {
  QueueingNetwork network;
  network.run.warm_up = of.warm_up;
  network.run.length = of.length;
  network.classes.push_back({.name = "customer", .starts_at = {}, .skills = {}});
  queueing::Node node;
  node.name = "station";
  node.servers = limit(of.servers);
  node.discipline = of.discipline;
  node.room = limit(of.room);
  node.balking = of.balking;
  node.speed = of.speed;
  network.nodes.push_back(node);
  network.arrivals.push_back(
      {.class_name = "customer", .node = "station", .gap = {}, .rate = of.rate, .profile = {}, .times = {}});
  network.services.push_back({.node = "station", .class_name = {}, .time = of.service});
  if (of.patience) network.patience.push_back({.node = "station", .class_name = {}, .time = *of.patience});
  return network;
}

QueueingNetwork network(const std::string& toml) {
  return queueing::parse_network("model = \"queueing\"\n" + toml, "reference network");
}

QueueingNetwork lasting(QueueingNetwork network, double warm_up, double length) {
  network.run.warm_up = warm_up;
  network.run.length = length;
  return network;
}

QueueingNetwork shipped(const std::string& file, double warm_up, double length) {
  return lasting(queueing::load_network(KLYNGE_SOURCE_DIR "/scenarios/queueing/" + file), warm_up, length);
}

Runs replicate(const QueueingNetwork& network, std::uint32_t replications, std::uint32_t seed) {
  const queueing::Plan plan = plan_of(network);
  Runs runs;
  for (std::uint32_t replication = 0; replication < replications; ++replication) {
    runs.push_back(queueing::replicate(plan, {seed, replication})->measured());
  }
  return runs;
}

std::vector<double> sample(const Runs& runs, std::string_view measure, std::string_view node,
                           std::string_view customer_class) {
  std::vector<double> samples;
  for (const auto& measured : runs) samples.push_back(queueing::figure(measured, measure, node, customer_class));
  return samples;
}

void watch(const QueueingNetwork& network, std::uint32_t replication, std::uint32_t seed,
           const std::function<void(const Beginning&)>& begins) {
  const queueing::Plan plan = plan_of(network);
  Watched model(plan, begins);
  sim::Simulation simulation(model, {seed, replication});
  sim::run_sequential(simulation, plan.end);
}

}  // namespace tests
