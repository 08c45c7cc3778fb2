// model.h - a queueing network as a model that the engine can run: one partition for each site.
//
// A customer who waits or is served has a *visit*, a place in a list that is used again; a customer at a delay or on the
// way is nothing but an event, so that millions of them cost one event each. All that chance decides of a visit (how
// long the service is, where to go afterwards) is drawn when it begins, from the customer's own stream: the same customer
// meets the same luck whatever the others do.
#pragma once

#include <boost/circular_buffer.hpp>
#include <cstdint>
#include <map>
#include <vector>

#include "models/queueing/plan.h"
#include "models/queueing/tally.h"
#include "sim/context.h"
#include "sim/model.h"
#include "sim/simulation.h"

namespace klynge::queueing {

class QueueingModel : public sim::Model {
 public:
  explicit QueueingModel(const Plan& plan);

  const sim::Calendar& calendar() const override { return plan_.calendar; }
  std::size_t partitions() const override { return plan_.sites; }
  std::optional<sim::Duration> lookahead() const override { return plan_.lookahead; }
  std::vector<sim::ResourceSpec> resources() const override { return plan_.resources; }
  std::string name(sim::NodeId node) const override { return plan_.name(node); }
  void start(sim::Context& context) override;
  void handle(const sim::Event& event, sim::Context& context) override;
  void serve(sim::NodeId node, const sim::Claim& claim, sim::Duration waited, sim::Context& context) override;
  void leave(sim::NodeId node, const sim::Claim& claim, sim::Duration waited, sim::Context& context) override;
  void prefetch(sim::PartitionId partition, const sim::Event& event) const override;
  std::optional<sim::Time> next_global(sim::Time now) const override;
  void global(sim::Time now, sim::Simulation& simulation) override;
  void state(sim::Archive& archive) override;
  std::string shape() const override { return plan_.shape(); }
  void capacity_changed(sim::NodeId node, sim::Context& context) override;

  const Plan& plan() const { return plan_; }
  // Of all sites together.
  Tally tally() const;
  // How many are at no node at this moment, for they had left a server to come back and find no room.
  std::size_t standing_aside() const;
  // By node, all copies and sites together: what has flowed through since the end of the warm-up.
  std::vector<sim::Usage> usage(const sim::Simulation& simulation) const;

 private:
  struct Packed;
  // What a customer takes along everywhere. Two words, always read and written whole: then they stay in registers. (A
  // narrow write before a wide read makes the processor wait until the write has reached memory, here 15 % of a run.)
  class Customer {
   public:
    Customer() = default;
    Customer(sim::Time entered, std::uint32_t home, std::uint16_t customer_class)
        : life_(static_cast<std::uint64_t>(entered.time_since_epoch().count()) << visit_bits),
          kind_(home << 16 | customer_class) {}

    // At nodes, so far.
    std::uint32_t visits() const { return static_cast<std::uint32_t>(life_ & ((1u << visit_bits) - 1)); }
    sim::Time entered() const { return sim::start_of_time + sim::Duration{life_ >> visit_bits}; }
    std::uint32_t home() const { return kind_ >> 16; }  // site
    std::uint16_t customer_class() const { return static_cast<std::uint16_t>(kind_); }
    void count_visit() { ++life_; }
    void become(std::uint16_t customer_class) { kind_ = (kind_ & 0xFFFF'0000u) | customer_class; }

   private:
    friend struct Packed;
    static constexpr int visit_bits = 30;  // the others hold longest_run (plan.h)
    std::uint64_t life_ = 0;               // second of entering, visits
    std::uint32_t kind_ = 0;               // home, class
  };
  // A customer and a node without the gap that alignment would leave between them: what events carry.
  struct Packed {
    Packed() = default;
    Packed(Customer customer, sim::NodeId at) : life(customer.life_), kind(customer.kind_), node(at) {}
    Customer customer() const {
      Customer unpacked;
      unpacked.life_ = life;
      unpacked.kind_ = kind;
      return unpacked;
    }

    std::uint64_t life = 0;
    std::uint32_t kind = 0;
    sim::NodeId node;
  };
  // Random words that say how a visit goes on: which way, and which of the places at its end.
  struct Onward {
    std::uint32_t way = 0;
    std::uint32_t place = 0;
  };
  // A customer at a delay. How they go on is drawn again when they leave: the same words of the same stream.
  struct Rest {
    Packed who;
    sim::Time came;
  };
  // A customer who waits, is served, or is blocked.
  struct Visit {
    sim::Subject who;
    Customer customer;
    sim::NodeId node;
    Onward onward;
    double length = 0;  // of the service, seconds
    sim::Time came;
    std::uint32_t next_free = 0;  // of a place that is not in use
  };
  struct Appear {
    std::uint32_t arrivals;
    std::uint32_t number;
  };
  // A visit that is over and cannot leave because there is no room where it wants to go. Who only stands aside (see
  // stand_aside) keeps no server, and their visit is at the very node that they wait for.
  struct Blocked {
    std::uint32_t visit;
    Packed goes_to;
  };
  // Those who are blocked in front of one node, and when servers of it come or go next.
  struct Before {
    boost::circular_buffer<Blocked> line;
    sim::Time door = sim::start_of_time;
  };
  struct Site {
    std::vector<Visit> visits;
    std::uint32_t free_visit = no_visit;
    std::map<sim::NodeId, Before> before;  // by where they want to go
    sim::NodeId kept;                      // lets nobody in at this moment: who has just left it is coming back
    Tally tally;
  };
  static constexpr std::uint32_t no_visit = 0xFFFF'FFFFu;

  Site& site(const sim::Context& context) { return sites_[context.partition().index()]; }
  NodeTally& at_node(std::uint32_t node, std::uint16_t customer_class, const sim::Context& context);
  ClassTally& of_class(std::uint16_t customer_class, const sim::Context& context);
  bool counting(const sim::Context& context) const { return context.now() >= plan_.counting_from; }

  void schedule_appearance(std::uint32_t arrivals, std::uint32_t number, sim::Context& context);
  void appear(sim::Subject who, const Appear& appearance, sim::Context& context);
  void arrive(sim::Subject who, sim::NodeId node, Customer customer, sim::Context& context);
  void rest(sim::Subject who, sim::NodeId node, Customer customer, sim::Draws& draws, sim::Context& context);
  void queue(sim::Subject who, sim::NodeId node, Customer customer, Onward onward, sim::Draws& draws,
             sim::Context& context);
  // Whether the customer sees the line and goes.
  bool balks(sim::NodeId node, std::uint16_t customer_class, sim::Draws& draws, sim::Context& context);
  // The node itself if it has room, or where it sends those for whom it has none; invalid if nobody has.
  sim::NodeId where_there_is_room(sim::NodeId wanted, std::uint16_t customer_class, sim::Context& context);
  void rest_over(sim::Subject who, const Rest& rest, sim::Context& context);
  void service_over(std::uint32_t visit, sim::Context& context);
  // The first two words of a visit.
  static Onward drawn_onward(sim::Draws& draws);
  // Which way a customer goes from this node; nothing for who leaves.
  const Way* way_from(sim::NodeId node, std::uint16_t customer_class, Onward onward) const;
  sim::NodeId end_of(const Way& way, Onward onward, std::uint32_t home, const sim::Context& context) const;
  void go(sim::Subject who, const Way* way, Customer customer, Onward onward, sim::Context& context);
  void depart(Customer customer, sim::Context& context);
  void lose(Customer customer, sim::Context& context);
  void finish_visit(const Visit& visit, sim::Context& context);
  // Who was about to enter this node finds no room after all, though they have left a server for it: nobody is able to
  // take over that server (its shift has ended, or those who wait need another). They wait as the first of those before
  // the node, and hold nothing.
  void stand_aside(sim::Subject who, sim::NodeId node, Customer customer, sim::Context& context);
  // Somebody has left this node or begun there: who is blocked before it may come in now, and if servers are taken
  // together, who is blocked before any other.
  void let_in(sim::NodeId node, sim::Context& context);
  void let_in_at(sim::NodeId node, sim::Context& context);
  // Nobody else tells those who are blocked that the next shift has come.
  void await_door(sim::NodeId node, sim::Context& context);

  std::uint32_t open_visit(Site& at);
  void close_visit(Site& at, std::uint32_t visit);

  std::vector<sim::Usage> usage_so_far(const sim::Simulation& simulation) const;

  const Plan& plan_;
  std::vector<Site> sites_;
  std::vector<sim::Usage> before_counting_;  // by node
};

}  // namespace klynge::queueing
