#include "models/queueing/measures.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/check.h"

namespace klynge::queueing {

namespace {

class Measuring {
 public:
  Measuring(const QueueingModel& model, const sim::Simulation& simulation)
      : plan_(model.plan()), tally_(model.tally()), usage_(model.usage(simulation)), now_(simulation.now()) {
    // A run until empty has a length of its own: until the last customer has left.
    const bool until_empty = plan_.network.run.until_empty;
    until_ = until_empty ? std::max(tally_.last_departure, plan_.counting_from) : plan_.end;
    seconds_ = static_cast<double>((until_ - plan_.counting_from).count());
  }

  std::vector<Measurement> all_of_them() && {
    for (std::size_t n = 0; n < plan_.nodes.size(); ++n) {
      NodeTally sum;
      for (std::size_t c = 0; c < plan_.network.classes.size(); ++c) sum += tally_.nodes[place(n, c)];
      flows(plan_.network.nodes[n].name, all, sum);
      if (plan_.nodes[n].delay) {
        delay(n);
      } else {
        servers(n);
      }
      if (plan_.network.classes.size() == 1) continue;
      for (std::size_t c = 0; c < plan_.network.classes.size(); ++c) {
        flows(plan_.network.nodes[n].name, plan_.network.classes[c].name, tally_.nodes[place(n, c)]);
      }
    }
    ClassTally sum;
    for (const ClassTally& each : tally_.classes) sum += each;
    through(all, sum);
    add(all, all, "end", static_cast<double>((until_ - sim::start_of_time).count()), plan_.unit);
    if (plan_.network.classes.size() > 1) {
      for (std::size_t c = 0; c < plan_.network.classes.size(); ++c) {
        through(plan_.network.classes[c].name, tally_.classes[c]);
      }
    }
    return std::move(measured_);
  }

 private:
  std::size_t place(std::size_t node, std::size_t customer_class) const {
    return node * plan_.network.classes.size() + customer_class;
  }

  // A ratio, unless it is one over nothing.
  void add(std::string_view node, std::string_view customer_class, std::string_view measure, double above,
           double below) {
    if (below > 0) {
      measured_.push_back({std::string(node), std::string(customer_class), std::string(measure), above / below});
    }
  }

  void flows(std::string_view node, std::string_view customer_class, const NodeTally& tally) {
    const auto count = [](std::uint64_t many) { return static_cast<double>(many); };
    const auto add_here = [&](std::string_view measure, double above, double below) {
      add(node, customer_class, measure, above, below);
    };
    const auto waits = static_cast<double>(tally.wait_seconds);
    const auto vain = static_cast<double>(tally.vain_seconds);
    add_here("arrivals", count(tally.arrived) * plan_.unit, seconds_);
    add_here("served", count(tally.finished) * plan_.unit, seconds_);
    add_here("wait", waits / plan_.unit, count(tally.started));
    add_here("wait_of_all", (waits + vain) / plan_.unit, count(tally.started + tally.gave_up));
    add_here("share_waiting", count(tally.waited), count(tally.started));
    add_here("stay", static_cast<double>(tally.stay_seconds) / plan_.unit, count(tally.finished));
    add_here("refused", count(tally.refused), count(tally.arrived));
    add_here("balked", count(tally.balked), count(tally.arrived));
    add_here("gave_up", count(tally.gave_up), count(tally.arrived));
  }

  void delay(std::size_t n) {
    const double present = static_cast<double>(tally_.presence[n].integral_until(until_));
    add(plan_.network.nodes[n].name, all, "present", present, seconds_);
  }

  void servers(std::size_t n) {
    const sim::Usage& usage = usage_[n];
    const std::string& node = plan_.network.nodes[n].name;
    const auto serving = static_cast<double>(usage.serving_integral);
    const auto blocked = static_cast<double>(usage.blocked_integral);
    const auto waiting = static_cast<double>(usage.waiting_integral);
    add(node, all, "queue", waiting, seconds_);
    add(node, all, "busy", serving, seconds_);
    add(node, all, "blocked", blocked, seconds_);
    add(node, all, "present", serving + blocked + waiting, seconds_);
    const Node& described = plan_.network.nodes[n];
    const bool countless = described.servers && described.servers->infinite();
    if (countless || described.speed.shared) return;  // nobody has a server of their own
    const auto on_duty = static_cast<double>(usage.on_duty_integral - idle_on_duty(n));
    add(node, all, "on_duty", on_duty, seconds_);
    add(node, all, "utilisation", serving + blocked, on_duty);
  }

  // Servers x seconds, all copies and sites together, since the last customer has left.
  std::int64_t idle_on_duty(std::size_t n) const {
    std::int64_t sum = 0;
    for (const sim::ResourceSpec& spec : plan_.resources) {
      if (plan_.node_of(spec.node) != n) continue;
      for (const sim::Staff& staff : spec.staff) {
        sim::Time next = until_;
        for (sim::Time at = until_; at < now_; at = next) {
          next = std::min(now_, plan_.calendar.next_change(staff.hours, at));
          if (plan_.calendar.is_open(staff.hours, at)) sum += staff.servers * (next - at).count();
        }
      }
    }
    return sum;
  }

  void through(std::string_view customer_class, const ClassTally& tally) {
    const auto left = static_cast<double>(tally.left);
    const auto gone = static_cast<double>(tally.left + tally.lost);
    add(all, customer_class, "throughput", left * plan_.unit, seconds_);
    add(all, customer_class, "time_in_network", static_cast<double>(tally.inside_seconds) / plan_.unit, left);
    add(all, customer_class, "lost", static_cast<double>(tally.lost), gone);
    add(all, customer_class, "entered", static_cast<double>(tally.entered), 1);
    add(all, customer_class, "left", left, 1);
  }

  const Plan& plan_;
  const Tally tally_;
  const std::vector<sim::Usage> usage_;
  sim::Time now_;       // where the engine's clock stands
  sim::Time until_;     // where counting ended
  double seconds_ = 0;  // counted
  std::vector<Measurement> measured_;
};

}  // namespace

std::vector<Measurement> measurements(const QueueingModel& model, const sim::Simulation& simulation) {
  return Measuring(model, simulation).all_of_them();
}

double figure(const std::vector<Measurement>& measured, std::string_view measure, std::string_view node,
              std::string_view customer_class) {
  const auto found = std::find_if(measured.begin(), measured.end(), [&](const Measurement& one) {
    return one.measure == measure && one.node == node && one.customer_class == customer_class;
  });
  sim::require(found != measured.end(),
               fmt::format("measure {}: there is none of node {} and class {}", measure, node, customer_class));
  return found->value;
}

std::vector<Meaning> meanings(const QueueingNetwork& network) {
  const std::string time(Names<TimeUnit>::values[static_cast<std::size_t>(network.run.time_unit)]);
  const std::string rate = "customers per " + time.substr(0, time.size() - 1);
  return {
      {"arrivals", rate, "customers who came to the node, balkers and the refused included"},
      {"served", rate, "customers who left the node after their service"},
      {"wait", time, "mean wait until service first began, of those served"},
      {"wait_of_all", time, "mean wait of those served and those who gave up waiting"},
      {"share_waiting", "share", "of those served: who were not served at once"},
      {"stay", time, "mean time from arrival to leaving the node, of those served"},
      {"refused", "share", "of those who came: who found no room, and were lost or sent on"},
      {"balked", "share", "of those who came: who saw the line and went"},
      {"gave_up", "share", "of those who came: who waited in vain"},
      {"queue", "customers", "mean number waiting, all copies and sites together"},
      {"busy", "servers", "mean number of servers at work"},
      {"blocked", "servers", "mean number of servers held by customers who could not leave"},
      {"present", "customers", "mean number at the node: waiting, served and blocked"},
      {"on_duty", "servers", "mean number of servers on duty"},
      {"utilisation", "share", "of the servers on duty: at work or blocked"},
      {"throughput", rate, "customers who left the network after their last service"},
      {"time_in_network", time, "mean time from entering the network to leaving it, of those who did"},
      {"lost", "share", "of those who left: by balking, being refused or giving up"},
      {"entered", "customers", "who came into the network"},
      {"left", "customers", "who left it after their last service"},
      {"end", time, "when counting ended"},
  };
}

sim::storage::Table measures_table(const std::vector<Measurement>& measured) {
  std::vector<std::string> node, customer_class, measure;
  std::vector<double> value;
  for (const Measurement& one : measured) {
    node.push_back(one.node);
    customer_class.push_back(one.customer_class);
    measure.push_back(one.measure);
    value.push_back(one.value);
  }
  return {"measures",
          {{"node", std::move(node), "", "'all': the network"},
           {"class", std::move(customer_class), "", "of customers, or 'all'"},
           {"measure", std::move(measure), "", "name; see the catalogue for its unit and meaning"},
           {"value", std::move(value), "", "in the measure's unit"}},
          {}};
}

sim::storage::Table meanings_table(const QueueingNetwork& network) {
  std::vector<std::string> measure, unit, meaning;
  for (const Meaning& each : meanings(network)) {
    measure.emplace_back(each.measure);
    unit.push_back(each.unit);
    meaning.emplace_back(each.meaning);
  }
  return {"catalogue",
          {{"measure", std::move(measure), "", ""},
           {"unit", std::move(unit), "", ""},
           {"meaning", std::move(meaning), "", ""}},
          {}};
}

}  // namespace klynge::queueing
