#include "models/queueing/model.h"

#include <algorithm>

#include "sim/check.h"

namespace klynge::queueing {

namespace {

using sim::Context;
using sim::Duration;
using sim::Subject;

enum Kind : sim::EventKind { appears, arrives, rest_ends, service_ends, door_opens };
enum Question : sim::Decision { gap, visit };

struct OfVisit {
  std::uint32_t visit;
};
struct OfNode {
  sim::NodeId node;
};

// A place out of `count`, all alike.
std::uint32_t pick(std::uint32_t word, std::uint32_t count) {
  return static_cast<std::uint32_t>(std::uint64_t{word} * count >> 32);
}

// Makes room for one more.
template <class T>
void grow(boost::circular_buffer<T>& line) {
  if (line.full()) line.set_capacity(std::max<std::size_t>(4, 2 * line.capacity()));
}

sim::Usage& operator+=(sim::Usage& sum, const sim::Usage& more) {
  const sim::Usage none{};
  return sum = sum - (none - more);
}

}  // namespace

QueueingModel::QueueingModel(const Plan& plan) : plan_(plan), sites_(plan.sites), before_counting_(plan.nodes.size()) {
  for (Site& each : sites_) {
    each.tally.nodes.resize(plan.nodes.size() * plan.network.classes.size());
    each.tally.classes.resize(plan.network.classes.size());
    each.tally.presence.resize(plan.nodes.size());
  }
}

void QueueingModel::start(Context& context) {
  const auto here = context.partition().value;
  for (std::uint32_t a = 0; a < plan_.arrivals.size(); ++a) schedule_appearance(a, 0, context);
  // Customers of closed classes are numbered class by class and dealt to the sites in turn.
  std::uint32_t first = 0;
  for (std::size_t c = 0; c < plan_.network.classes.size(); ++c) {
    const CustomerClass& each = plan_.network.classes[c];
    if (each.population == 0) continue;
    const auto at = static_cast<std::uint32_t>(*find_node(plan_.network, each.starts_at));
    for (std::uint32_t i = here; i < each.population; i += plan_.sites) {
      const Customer customer(context.now(), here, static_cast<std::uint16_t>(c));
      const sim::NodeId node = plan_.node_id(here, at, i / plan_.sites % plan_.nodes[at].copies);
      arrive(Subject(sim::AgentId{std::size_t{first} + i}), node, customer, context);
    }
    first += static_cast<std::uint32_t>(each.population);
  }
}

void QueueingModel::handle(const sim::Event& event, Context& context) {
  switch (event.kind) {
    case appears: return appear(event.subject, event.get<Appear>(), context);
    case arrives: {
      const auto arriving = event.get<Packed>();
      return arrive(event.subject, arriving.node, arriving.customer(), context);
    }
    case rest_ends: return rest_over(event.subject, event.get<Rest>(), context);
    case service_ends: return service_over(event.get<OfVisit>().visit, context);
    case door_opens: {
      const sim::NodeId node = event.get<OfNode>().node;
      let_in_at(node, context);
      if (!site(context).before[node].line.empty()) await_door(node, context);
      return;
    }
    default: sim::fail_internal("a queueing network was told of an event of unknown kind");
  }
}

void QueueingModel::prefetch(sim::PartitionId partition, const sim::Event& event) const {
  if (event.kind == service_ends) __builtin_prefetch(&sites_[partition.index()].visits[event.get<OfVisit>().visit]);
}

// ----------------------------------------------------------------------------------------------------------- arrivals

// Everybody who will ever come has a number of their own, so that more of one kind do not rename the others.
void QueueingModel::schedule_appearance(std::uint32_t arrivals, std::uint32_t number, Context& context) {
  const PlannedArrivals& line = plan_.arrivals[arrivals];
  const std::uint64_t lines = std::uint64_t{plan_.arrivals.size()} * plan_.sites;
  const std::uint64_t id =
      plan_.customers + number * lines + std::uint64_t{arrivals} * plan_.sites + context.partition().value;
  sim::require(id < 0x7FFF'FFFFu, "run.length: more than 2^31 customers would come");
  const Subject who(sim::AgentId{id});
  sim::Time when = plan_.end;
  if (line.gap) {
    sim::Draws draws = context.draws(who, gap, 0);
    when = context.now() + sim::from_seconds((*line.gap)(draws));
  } else if (line.profile) {
    sim::Draws draws = context.draws(who, gap, 0);
    when = line.profile->advance(context.now(), sim::Exponential(1)(draws));
  } else if (number < line.times.size()) {
    when = line.times[number];
  }
  // Exact times may name the last moment too.
  if (when < plan_.end || (when == plan_.end && number < line.times.size())) {
    context.schedule(when - context.now(), who, appears, Appear{arrivals, number});
  }
}

void QueueingModel::appear(Subject who, const Appear& appearance, Context& context) {
  schedule_appearance(appearance.arrivals, appearance.number + 1, context);
  const PlannedArrivals& line = plan_.arrivals[appearance.arrivals];
  const auto here = context.partition().value;
  sim::Draws draws = context.draws(who, gap, 1);
  const sim::NodeId node = plan_.node_id(here, line.node, pick(draws(), plan_.nodes[line.node].copies));
  if (counting(context)) ++of_class(line.customer_class, context).entered;
  arrive(who, node, {context.now(), here, line.customer_class}, context);
}

void QueueingModel::arrive(Subject who, sim::NodeId node, Customer customer, Context& context) {
  const std::uint32_t number = plan_.node_of(node);
  const PlannedNode& planned = plan_.nodes[number];
  sim::Draws draws = context.draws(who, visit, customer.visits());
  const Onward onward = drawn_onward(draws);
  customer.count_visit();
  if (counting(context)) ++at_node(number, customer.customer_class(), context).arrived;
  if (planned.delay) return rest(who, node, customer, draws, context);
  if (!planned.balking.empty() && balks(node, customer.customer_class(), draws, context))
    return lose(customer, context);
  queue(who, node, customer, onward, draws, context);
}

void QueueingModel::rest(Subject who, sim::NodeId node, Customer customer, sim::Draws& draws, Context& context) {
  const std::uint32_t number = plan_.node_of(node);
  const Duration length = sim::from_seconds((*plan_.nodes[number].service[customer.customer_class()])(draws));
  site(context).tally.presence[number].change(1, context.now());
  if (counting(context)) ++at_node(number, customer.customer_class(), context).started;
  context.schedule(length, who, rest_ends, Rest{{customer, node}, context.now()});
}

bool QueueingModel::balks(sim::NodeId node, std::uint16_t customer_class, sim::Draws& draws, Context& context) {
  const std::vector<double>& chances = plan_.nodes[plan_.node_of(node)].balking;
  const auto waiting = static_cast<std::size_t>(context.resource(node).waiting());
  if (!draws.chance(chances[std::min(waiting, chances.size() - 1)])) return false;
  context.balk(node);
  if (counting(context)) ++at_node(plan_.node_of(node), customer_class, context).balked;
  return true;
}

void QueueingModel::queue(Subject who, sim::NodeId wanted, Customer customer, Onward onward, sim::Draws& draws,
                          Context& context) {
  const std::uint16_t customer_class = customer.customer_class();
  const sim::NodeId node = where_there_is_room(wanted, customer_class, context);
  if (node != wanted && counting(context)) {
    ++at_node(plan_.node_of(wanted), customer_class, context).refused;
    if (node.valid()) ++at_node(plan_.node_of(node), customer_class, context).arrived;
  }
  if (!node.valid()) return lose(customer, context);

  const PlannedNode& planned = plan_.nodes[plan_.node_of(node)];
  Site& here = site(context);
  const std::uint32_t number = open_visit(here);
  Visit& opened = here.visits[number];
  opened.who = who;
  opened.customer = customer;
  opened.node = node;
  opened.onward = onward;
  opened.came = context.now();
  opened.length = (*planned.service[customer_class])(draws);
  Duration patience = sim::forever;
  if (planned.patience[customer_class]) patience = sim::from_seconds((*planned.patience[customer_class])(draws));
  const std::uint32_t lot = planned.lottery ? draws() : 0;
  context.seize(node, {who, number, lot}, customer_class, patience);
}

sim::NodeId QueueingModel::where_there_is_room(sim::NodeId wanted, std::uint16_t customer_class, Context& context) {
  if (context.admits(wanted, customer_class)) return wanted;
  return context.first_open(plan_.overflow(wanted), customer_class);
}

// ----------------------------------------------------------------------------------------------------------- service

void QueueingModel::serve(sim::NodeId node, const sim::Claim& claim, Duration waited, Context& context) {
  const Visit& served = site(context).visits[claim.tag];
  if (counting(context)) {
    NodeTally& tally = at_node(plan_.node_of(node), served.customer.customer_class(), context);
    ++tally.started;
    tally.waited += waited > Duration{0} ? 1 : 0;
    tally.wait_seconds += waited.count();
  }
  context.finish_after(served.length, node, claim, service_ends, OfVisit{claim.tag});
  if (waited > Duration{0}) let_in(node, context);
}

void QueueingModel::leave(sim::NodeId node, const sim::Claim& claim, Duration waited, Context& context) {
  Site& here = site(context);
  const Customer gone = here.visits[claim.tag].customer;
  if (counting(context)) {
    NodeTally& tally = at_node(plan_.node_of(node), gone.customer_class(), context);
    ++tally.gave_up;
    tally.vain_seconds += waited.count();
  }
  close_visit(here, claim.tag);
  lose(gone, context);
  let_in(node, context);
}

void QueueingModel::service_over(std::uint32_t number, Context& context) {
  Site& here = site(context);
  const Visit over = here.visits[number];  // a copy: asking for room may let others in, and make room for their visits
  const Subject who = over.who;
  const sim::NodeId node = over.node;
  const Customer customer = over.customer;
  const Onward onward = over.onward;
  const sim::Claim claim{who, number};
  const Way* way = way_from(node, customer.customer_class(), onward);
  if (way != nullptr && plan_.nodes[*way->to].blocks_before) {
    const sim::NodeId next = end_of(*way, onward, customer.home(), context);
    // Who goes back to where they are leaves a server there, and the place that it makes is theirs.
    if (next == node) {
      here.kept = node;
    } else if (!context.admits(next, way->becomes)) {
      Customer going = customer;
      going.become(way->becomes);
      auto& line = here.before[next].line;
      grow(line);
      line.push_back({number, {going, next}});
      context.block(node, claim, next, way->becomes);
      await_door(next, context);
      if (plan_.nodes[plan_.node_of(node)].shares) let_in(node, context);  // its other servers are free now
      return;
    }
  }
  finish_visit(over, context);
  close_visit(here, number);
  context.release(node, claim);
  if (here.kept.valid()) {
    const bool has_room = context.admits(node, way->becomes);
    here.kept = {};
    if (!has_room) {
      Customer returning = customer;
      returning.become(way->becomes);
      return stand_aside(who, node, returning, context);
    }
  }
  go(who, way, customer, onward, context);
  let_in(node, context);
}

void QueueingModel::stand_aside(Subject who, sim::NodeId node, Customer customer, Context& context) {
  Site& here = site(context);
  const std::uint32_t number = open_visit(here);
  here.visits[number].who = who;
  here.visits[number].node = node;
  auto& line = here.before[node].line;
  grow(line);
  line.push_front({number, {customer, node}});
  await_door(node, context);
  let_in(node, context);
}

void QueueingModel::let_in(sim::NodeId node, Context& context) {
  Site& here = site(context);
  if (here.before.empty()) return;
  if (!plan_.nodes[plan_.node_of(node)].shares) return let_in_at(node, context);
  for (const auto& [other, before] : here.before) let_in_at(other, context);
}

void QueueingModel::let_in_at(sim::NodeId node, Context& context) {
  Site& here = site(context);
  const auto before = here.before.find(node);
  if (before == here.before.end() || node == here.kept) return;
  auto& line = before->second.line;
  while (!line.empty()) {
    const Blocked blocked = line.front();
    if (!context.admits(node, blocked.goes_to.customer().customer_class())) return;
    // A door that opens when it is asked for may have let in the first of them already.
    if (line.empty() || line.front().visit != blocked.visit) continue;
    line.pop_front();
    const Visit over = here.visits[blocked.visit];
    const bool stands_aside = over.node == node;
    if (!stands_aside) finish_visit(over, context);
    close_visit(here, blocked.visit);
    arrive(over.who, node, blocked.goes_to.customer(), context);
    if (stands_aside) continue;
    context.release_blocked(over.node, {over.who, blocked.visit});
    let_in(over.node, context);
  }
}

void QueueingModel::await_door(sim::NodeId node, Context& context) {
  sim::Time next = sim::end_of_time;
  for (const sim::OpeningHours& hours : plan_.nodes[plan_.node_of(node)].doors) {
    next = std::min(next, context.calendar().next_change(hours, context.now()));
  }
  Before& before = site(context).before[node];
  if (next == sim::end_of_time || next == before.door) return;
  before.door = next;
  context.schedule(next - context.now(), Subject(node), door_opens, OfNode{node}, sim::Rank::open);
}

void QueueingModel::rest_over(Subject who, const Rest& rest, Context& context) {
  const sim::NodeId node = rest.who.node;
  const Customer customer = rest.who.customer();
  const std::uint32_t number = plan_.node_of(node);
  site(context).tally.presence[number].change(-1, context.now());
  if (counting(context)) {
    NodeTally& tally = at_node(number, customer.customer_class(), context);
    ++tally.finished;
    tally.stay_seconds += (context.now() - rest.came).count();
  }
  sim::Draws draws = context.draws(who, visit, customer.visits() - 1);  // counted when it began
  const Onward onward = drawn_onward(draws);
  go(who, way_from(node, customer.customer_class(), onward), customer, onward, context);
}

// -------------------------------------------------------------------------------------------------------------- ways

QueueingModel::Onward QueueingModel::drawn_onward(sim::Draws& draws) {
  const std::uint32_t way = draws();
  return {way, draws()};
}

const Way* QueueingModel::way_from(sim::NodeId node, std::uint16_t customer_class, Onward onward) const {
  const double chance = (static_cast<double>(onward.way) + 0.5) * 0x1p-32;
  for (const Way& way : plan_.nodes[plan_.node_of(node)].ways[customer_class]) {
    if (chance < way.upto) return way.to ? &way : nullptr;
  }
  return nullptr;
}

sim::NodeId QueueingModel::end_of(const Way& way, Onward onward, std::uint32_t home, const Context& context) const {
  const std::uint32_t copies = plan_.nodes[*way.to].copies;
  const std::uint32_t here = context.partition().value;
  switch (way.site) {
    case SiteChoice::same: return plan_.node_id(here, *way.to, pick(onward.place, copies));
    case SiteChoice::own: return plan_.node_id(home, *way.to, pick(onward.place, copies));
    case SiteChoice::other: {
      const std::uint32_t place = pick(onward.place, (plan_.sites - 1) * copies);
      return plan_.node_id((here + 1 + place / copies) % plan_.sites, *way.to, place % copies);
    }
  }
  sim::fail_internal("a route to a site of unknown kind");
}

void QueueingModel::go(Subject who, const Way* way, Customer customer, Onward onward, Context& context) {
  if (way == nullptr) return depart(customer, context);
  const sim::NodeId node = end_of(*way, onward, customer.home(), context);
  customer.become(way->becomes);
  const sim::PartitionId to{plan_.site_of(node)};
  if (to == context.partition() && way->delay == Duration{0}) return arrive(who, node, customer, context);
  context.send(to, way->delay, who, arrives, Packed{customer, node});
}

void QueueingModel::depart(Customer customer, Context& context) {
  site(context).tally.last_departure = context.now();
  if (!counting(context)) return;
  ClassTally& tally = of_class(customer.customer_class(), context);
  ++tally.left;
  tally.inside_seconds += (context.now() - customer.entered()).count();
}

void QueueingModel::lose(Customer customer, Context& context) {
  site(context).tally.last_departure = context.now();
  if (counting(context)) ++of_class(customer.customer_class(), context).lost;
}

// ------------------------------------------------------------------------------------------------------------ counts

void QueueingModel::finish_visit(const Visit& over, Context& context) {
  if (!counting(context)) return;
  NodeTally& tally = at_node(plan_.node_of(over.node), over.customer.customer_class(), context);
  ++tally.finished;
  tally.stay_seconds += (context.now() - over.came).count();
}

NodeTally& QueueingModel::at_node(std::uint32_t node, std::uint16_t customer_class, const Context& context) {
  return site(context).tally.nodes[node * plan_.network.classes.size() + customer_class];
}

ClassTally& QueueingModel::of_class(std::uint16_t customer_class, const Context& context) {
  return site(context).tally.classes[customer_class];
}

std::uint32_t QueueingModel::open_visit(Site& at) {
  if (at.free_visit == no_visit) {
    at.visits.emplace_back().next_free = no_visit;
    at.free_visit = static_cast<std::uint32_t>(at.visits.size() - 1);
  }
  const std::uint32_t number = at.free_visit;
  at.free_visit = at.visits[number].next_free;
  return number;
}

void QueueingModel::close_visit(Site& at, std::uint32_t number) {
  at.visits[number].next_free = at.free_visit;
  at.free_visit = number;
}

void QueueingModel::capacity_changed(sim::NodeId node, Context& context) {
  let_in(node, context);
  if (site(context).before.contains(node)) await_door(node, context);
}

std::optional<sim::Time> QueueingModel::next_global(sim::Time now) const {
  return now < plan_.counting_from ? std::optional(plan_.counting_from) : std::nullopt;
}

void QueueingModel::global(sim::Time now, sim::Simulation& simulation) {
  before_counting_ = usage_so_far(simulation);
  for (Site& each : sites_) {
    for (Presence& presence : each.tally.presence) presence = {presence.now, 0, now};
  }
}

std::vector<sim::Usage> QueueingModel::usage_so_far(const sim::Simulation& simulation) const {
  std::vector<sim::Usage> sums(plan_.nodes.size());
  for (const sim::ResourceSpec& spec : plan_.resources) {
    sums[plan_.node_of(spec.node)] += simulation.usage(spec.node);
  }
  return sums;
}

std::vector<sim::Usage> QueueingModel::usage(const sim::Simulation& simulation) const {
  std::vector<sim::Usage> counted = usage_so_far(simulation);
  for (std::size_t n = 0; n < counted.size(); ++n) counted[n] = counted[n] - before_counting_[n];
  return counted;
}

Tally QueueingModel::tally() const {
  Tally sum = sites_.front().tally;
  for (std::size_t s = 1; s < sites_.size(); ++s) {
    const Tally& more = sites_[s].tally;
    for (std::size_t i = 0; i < sum.nodes.size(); ++i) sum.nodes[i] += more.nodes[i];
    for (std::size_t i = 0; i < sum.classes.size(); ++i) sum.classes[i] += more.classes[i];
    for (std::size_t i = 0; i < sum.presence.size(); ++i) {
      Presence brought_up = more.presence[i];
      brought_up.change(0, sum.presence[i].upto > brought_up.upto ? sum.presence[i].upto : brought_up.upto);
      sum.presence[i].change(0, brought_up.upto);
      sum.presence[i].now += brought_up.now;
      sum.presence[i].integral += brought_up.integral;
    }
    sum.last_departure = std::max(sum.last_departure, more.last_departure);
  }
  return sum;
}

std::size_t QueueingModel::standing_aside() const {
  std::size_t all = 0;
  for (const Site& each : sites_) {
    for (const auto& [node, before] : each.before) {
      for (const Blocked& one : before.line) all += each.visits[one.visit].node == node ? 1u : 0u;
    }
  }
  return all;
}

void QueueingModel::state(sim::Archive& archive) {
  for (std::size_t s = 0; s < sites_.size(); ++s) {
    Site& each = sites_[s];
    archive.vector(each.visits);
    archive.value(each.free_visit);
    archive.fixed(each.tally.nodes);
    archive.fixed(each.tally.classes);
    archive.fixed(each.tally.presence);
    archive.value(each.tally.last_departure);
    // Those who are blocked, one list for all nodes.
    std::vector<Blocked> blocked;
    std::vector<sim::NodeId> nodes;
    std::vector<sim::Time> doors;
    for (const auto& [node, before] : each.before) {
      blocked.insert(blocked.end(), before.line.begin(), before.line.end());
      nodes.push_back(node);
      doors.push_back(before.door);
    }
    archive.vector(blocked);
    archive.vector(nodes);
    archive.vector(doors);
    if (archive.reading()) {
      for (std::size_t i = 0; i < nodes.size(); ++i) each.before[nodes[i]].door = doors[i];
      for (const Blocked& one : blocked) {
        auto& line = each.before[one.goes_to.node].line;
        grow(line);
        line.push_back(one);
      }
    }
  }
  archive.fixed(before_counting_);
}

}  // namespace klynge::queueing
