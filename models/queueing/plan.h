// plan.h - a network made ready to run: names turned into places in lists, time units into seconds, laws into samplers.
//
// Every site has the same nodes, and every node its copies. A node is a *delay* when nobody ever waits or is blocked
// there and nobody asks for room: infinite servers of constant speed, but for overflow and before blocking. Nothing in a
// plan changes during a run, so one plan serves all replications at once.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "models/queueing/network.h"
#include "models/queueing/sampler.h"
#include "sim/calendar.h"
#include "sim/ids.h"
#include "sim/rate_profile.h"
#include "sim/resource_spec.h"

namespace klynge::queueing {

// A second more than a run may last, its warm-up included: 544 years. So many seconds fit beside a customer's visits.
inline constexpr sim::Duration longest_run{std::int64_t{1} << 34};

// Where a route leads. `to` is a node's place in the list, or nothing for who leaves the network.
struct Way {
  double upto = 1;  // probability of this way and those before it
  std::optional<std::uint32_t> to;
  sim::Duration delay{};
  SiteChoice site = SiteChoice::same;
  std::uint16_t becomes = 0;
};

struct PlannedNode {
  std::uint32_t first = 0;  // number of its first copy within the site
  std::uint32_t copies = 1;
  bool delay = false;
  bool blocks_before = false;                    // who finds no room stays where they come from
  std::vector<std::optional<Sampler>> service;   // by class; nothing where the class never comes
  std::vector<std::optional<Sampler>> patience;  // by class; nothing for the patient
  std::vector<std::vector<Way>> ways;            // by class; what they leave of 1 leaves the network
  std::vector<double> balking;
  bool shares = false;                   // takes servers together with other nodes, or they with it
  std::vector<sim::OpeningHours> doors;  // when servers come and go, here or at a node whose servers it needs too
  bool lottery = false;                  // who is next is drawn by lot
};

struct PlannedArrivals {
  std::uint32_t node = 0;
  std::uint16_t customer_class = 0;
  std::optional<Sampler> gap;
  std::optional<sim::RateProfile> profile;
  std::vector<sim::Time> times;
};

class Plan {
 public:
  explicit Plan(const QueueingNetwork& network);

  const QueueingNetwork network;
  const sim::Calendar calendar;
  const double unit;  // seconds in the time unit
  const sim::Time counting_from;
  const sim::Time end;
  const std::uint32_t sites;

  std::vector<PlannedNode> nodes;
  std::vector<PlannedArrivals> arrivals;
  std::vector<sim::ResourceSpec> resources;
  std::uint32_t nodes_a_site = 0;  // copies counted
  std::uint32_t customers = 0;     // of closed classes, all sites
  std::optional<sim::Duration> lookahead;

  sim::NodeId node_id(std::uint32_t site, std::uint32_t node, std::uint32_t copy) const {
    return sim::NodeId{std::size_t{site} * nodes_a_site + nodes[node].first + copy};
  }
  std::uint32_t site_of(sim::NodeId id) const { return places_[id.index()].site; }
  std::uint32_t node_of(sim::NodeId id) const { return places_[id.index()].node; }
  std::uint32_t copy_of(sim::NodeId id) const { return places_[id.index()].copy; }
  // What another network must have in common with this one to go on from its state, in lines.
  std::string shape() const;
  // Where a node of the site sends those for whom it has no room, in order.
  std::span<const sim::NodeId> overflow(sim::NodeId id) const { return overflow_[id.index()]; }
  // "gp 3 at site 2", without the parts of which there is only one.
  std::string name(sim::NodeId id) const;

 private:
  void plan_node(std::uint32_t node);
  void plan_overflow(sim::NodeId id);
  void plan_resource(std::uint32_t site, std::uint32_t node, std::uint32_t copy, const Limit& servers);
  sim::Duration duration(double length) const;

  struct Place {
    std::uint32_t site;
    std::uint32_t node;
    std::uint32_t copy;
  };
  std::vector<Place> places_;                       // by node id
  std::vector<std::vector<sim::NodeId>> overflow_;  // by node id; listed here once, for it is asked at every refusal
};

}  // namespace klynge::queueing
