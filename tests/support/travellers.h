// travellers.h - a small world with a bit of everything: customers who travel at random between places of four kinds.
//
// One place in four each has servers that need a helper of another node, office hours, urgent customers who interrupt,
// and a server that all share. Customers may be refused or lose patience; then they travel on, as after a service. Every
// journey is a message, whether or not it leaves the partition, and takes at least the lookahead. So nobody's history
// depends on who is dealt to which partition, and nothing on who runs them.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "sim/distributions.h"
#include "tests/support/scripted_model.h"

namespace tests {

class Travellers : public ScriptedModel {
 public:
  // A partition for each place.
  Travellers(std::vector<std::size_t> partition_of, std::size_t travellers)
      : visits(travellers), partition_of_(std::move(partition_of)) {
    least_delay = sim::minutes{40};
    partition_count = 0;
    for (const std::size_t partition : partition_of_) partition_count = std::max(partition_count, partition + 1);
    for (std::size_t place = 0; place < places(); ++place) add_place(place);
    on_start = [this](sim::Context& context) {
      for (std::size_t who = 0; who < visits.size(); ++who) {
        if (partition_of_[who % places()] != context.partition().index()) continue;
        visits[who] = 0;
        context.schedule(sim::minutes{who}, agent(who), arrives, place_index(who % places()), sim::Rank::message);
      }
    };
    on_event = [this](const sim::Event& event, sim::Context& context) {
      const std::size_t place = event.get<std::uint32_t>();
      if (event.kind == arrives) return arrive(event.subject, place, context);
      context.release(node(place), {event.subject});
      context.record({context.now(), event.subject, node(place), event.kind, 0, 0});
      travel_on(event.subject, context);
    };
    on_serve = [this](sim::NodeId at, const sim::Claim& claim, sim::Duration waited, sim::Context& context) {
      context.record({context.now(), claim.who, at, 0, 0, static_cast<double>(waited.count())});
      sim::Draws draws = context.draws(claim.who, 2, visit(claim.who));
      context.finish_after(sim::Exponential(3'000)(draws), at, claim, done, place_index(at.index()));
    };
    on_leave = [this](sim::NodeId, const sim::Claim& claim, sim::Duration, sim::Context& context) {
      travel_on(claim.who, context);
    };
    on_state = [this](sim::Archive& archive) { archive.vector(visits); };
  }
  Travellers(const Travellers&) = delete;
  Travellers& operator=(const Travellers&) = delete;

  std::size_t places() const { return partition_of_.size(); }

  std::vector<std::uint32_t> visits;  // by traveller: where they go and how long they stay hangs on it

 private:
  enum Kind : sim::EventKind { arrives = 1, done };

  static sim::Subject agent(std::size_t number) { return sim::Subject{sim::AgentId{number}}; }
  static sim::NodeId node(std::size_t place) { return sim::NodeId{place}; }
  static std::uint32_t place_index(std::size_t place) { return static_cast<std::uint32_t>(place); }
  std::uint32_t visit(sim::Subject who) const { return visits[who.agent().index()]; }

  void add_place(std::size_t place) {
    const sim::PartitionId partition{partition_of_[place]};
    sim::ResourceSpec spec;
    spec.node = node(place);
    spec.partition = partition;
    spec.lines = {{.priority = 0}, {.priority = 1}};
    switch (place % 4) {
      case 0: {
        sim::ResourceSpec helper;
        helper.node = node(places() + place);
        helper.partition = partition;
        spec.staff = {{.servers = 2}};
        spec.together_with = {helper.node};
        spec.room = 2;
        stations.push_back(helper);
        break;
      }
      case 1:
        spec.staff = {{.servers = 2, .hours = sim::OpeningHours::working_days(sim::hours{8}, sim::hours{16})},
                      {.servers = 1, .hours = {.from = sim::hours{22}, .to = sim::hours{30}}}};
        spec.discipline = sim::by_lot;
        break;
      case 2: spec.preemptive = true; break;
      default: spec.staff = {{.servers = sim::unlimited}}; spec.pace = [](int present) { return 1.0 / present; };
    }
    stations.push_back(spec);
  }

  void arrive(sim::Subject who, std::size_t place, sim::Context& context) {
    ++visits[who.agent().index()];
    sim::Draws draws = context.draws(who, 0, visit(who));
    const sim::Claim claim{who, 0, draws()};
    const sim::Duration patience = sim::minutes{draws() % 600};
    const auto admission = context.seize(node(place), claim, draws() % 2, patience);
    if (admission == sim::Admission::refused) travel_on(who, context);
  }

  void travel_on(sim::Subject who, sim::Context& context) {
    sim::Draws draws = context.draws(who, 1, visit(who));
    const std::size_t place = draws() % places();
    const sim::Duration delay = *least_delay + sim::seconds{draws() % 10'000};
    context.send(sim::PartitionId{partition_of_[place]}, delay, who, arrives, place_index(place));
  }

  std::vector<std::size_t> partition_of_;
};

}  // namespace tests
