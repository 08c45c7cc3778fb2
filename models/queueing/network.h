// network.h - a queueing network as its file describes it: who comes, where they wait, who serves them, where they go.
//
// Plain data: names stay names, and all times and rates are in the network's own time unit. fields.h lists every field
// with its key, range and meaning; load.h makes a network from TOML and checks it. What runs it stands elsewhere.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/queueing/law.h"
#include "models/scenario/parameter.h"
#include "models/scenario/scenario.h"

namespace klynge::queueing {

enum class TimeUnit { seconds, minutes, hours, days };
enum class Discipline { first_come, last_come, random_order, priority, preemptive };
enum class WhenFull { lost, block, overflow };
enum class SiteChoice { same, other, own };

// A whole number, or no limit at all ("infinite").
struct Limit {
  static constexpr std::int64_t none = std::numeric_limits<std::int64_t>::max();
  std::int64_t count = none;

  bool infinite() const { return count == none; }
  bool operator==(const Limit&) const = default;
};

using Weekdays = std::array<bool, 7>;  // Monday first
inline constexpr std::array<std::string_view, 7> weekday_names = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

struct Run {
  TimeUnit time_unit = TimeUnit::hours;
  double warm_up = 0;
  double length = 0;
  std::chrono::year_month_day first_day{std::chrono::year{2024}, std::chrono::January, std::chrono::day{1}};
  bool until_empty = false;

  bool operator==(const Run&) const = default;
};

struct CustomerClass {
  std::string name;
  std::int64_t priority = 0;
  std::int64_t population = 0;  // of all sites together
  std::string starts_at;
  std::vector<std::string> skills;

  bool operator==(const CustomerClass&) const = default;
};

struct Shift {
  std::int64_t servers = 0;
  double from = 0;  // hour of day
  double to = 0;    // hour of day, past 24 for a night
  Weekdays days = {true, true, true, true, true, true, true};
  std::vector<std::string> skills;

  bool operator==(const Shift&) const = default;
};

// How fast each service goes: factors[n - 1] when n are present, the last for more. Shared: all present are served at
// once, and share the servers evenly when they are more than these.
struct Speed {
  bool shared = false;
  std::vector<double> factors;

  bool operator==(const Speed&) const = default;
};

struct Overflow {
  bool nearest = false;  // the other nodes of the same kind, by distance
  std::vector<std::string> nodes;

  bool operator==(const Overflow&) const = default;
};

struct Position {
  double east = 0;   // km
  double north = 0;  // km

  bool operator==(const Position&) const = default;
};

struct Node {
  std::string name;
  std::int64_t copies = 1;
  // Exactly one of these three.
  std::optional<Limit> servers;
  std::optional<double> load;
  std::vector<Shift> shifts;

  std::vector<std::string> skills;
  Discipline discipline = Discipline::first_come;
  Limit room;
  WhenFull when_full = WhenFull::lost;
  Overflow overflow;
  std::string kind;
  std::optional<Position> position;
  std::vector<std::string> together_with;
  Speed speed;
  std::vector<double> balking;  // by how many are waiting, the last for more

  bool operator==(const Node&) const = default;
};

struct Arrivals {
  std::string class_name;
  std::string node;
  // Exactly one of these four.
  std::optional<Law> gap;
  std::optional<double> rate;
  std::vector<double> profile;  // 24 rates from midnight, or 168 from Monday 00:00
  std::vector<double> times;    // since the start of the run

  bool operator==(const Arrivals&) const = default;
};

struct Service {
  std::string node;
  std::string class_name;  // empty: every class without a line of its own for this node
  Law time;

  bool operator==(const Service&) const = default;
};

struct Patience {
  std::string node;
  std::string class_name;  // empty: every class without a line of its own for this node
  Law time;

  bool operator==(const Patience&) const = default;
};

struct Route {
  std::string from;
  std::string class_name;  // empty: every class, beside the routes that each has of its own
  std::string to;          // a node or "out"
  double probability = 1;
  double delay = 0;
  SiteChoice site = SiteChoice::same;
  std::string becomes;  // empty: the class stays

  bool operator==(const Route&) const = default;
};

struct QueueingNetwork {
  std::map<std::string, Origin> origins;  // by key: "nodes.gp.servers", "routes.0.to"

  std::string title;
  std::string description;
  std::string source;
  std::int64_t sites = 1;
  Run run;
  std::vector<CustomerClass> classes;
  std::vector<Node> nodes;
  std::vector<Arrivals> arrivals;
  std::vector<Service> services;
  std::vector<Patience> patience;
  std::vector<Route> routes;
};

// What stands in `to` of a route that leaves the network.
inline constexpr std::string_view out = "out";

// Probabilities are written with a few decimals: three routes of 0.333333 are meant to be all there is.
inline constexpr double rounding = 1e-5;

double seconds_in(TimeUnit unit);
double whole_run(const Run& run);  // warm-up included

// Where a name stands in the list of its kind; nothing for an unknown one.
std::optional<std::size_t> find_node(const QueueingNetwork& network, std::string_view name);
std::optional<std::size_t> find_class(const QueueingNetwork& network, std::string_view name);

// The line for this class at this node, else the one for every class, else none.
const Law* service_of(const QueueingNetwork& network, std::size_t node, std::size_t customer_class);
const Law* patience_of(const QueueingNetwork& network, std::size_t node, std::size_t customer_class);

// The routes that a class takes from a node, in the order of the file, and what they leave of the probability: whoever
// draws that leaves the network. 0 if it is no more than rounding.
std::vector<const Route*> routes_of(const QueueingNetwork& network, std::size_t node, std::size_t customer_class);
double share_that_leaves(const std::vector<const Route*>& routes);

// Where a node sends those for whom it has no room: the nodes of its list, or those of its kind, nearest first, and in
// the order of the file where distances are alike.
std::vector<std::size_t> overflow_of(const QueueingNetwork& network, std::size_t node);

// Whether a server or shift with `skills` at this node can serve the class. Where nobody's skills are listed, everybody
// can serve everybody.
bool lists_skills(const Node& node);
bool can_serve(const std::vector<std::string>& skills, const CustomerClass& customer_class);

// On average over a week, and at most at any moment of it.
double mean_servers(const std::vector<Shift>& shifts);
std::int64_t most_servers(const std::vector<Shift>& shifts);
// The same of those who can work together, one of each list of shifts: at any moment as many as there are of the fewest.
double mean_together(const std::vector<std::vector<Shift>>& lists);
std::int64_t most_together(const std::vector<std::vector<Shift>>& lists);

}  // namespace klynge::queueing

namespace klynge {
template <>
struct Names<queueing::TimeUnit> {
  static constexpr std::array<std::string_view, 4> values = {"seconds", "minutes", "hours", "days"};
};
template <>
struct Names<queueing::Discipline> {
  static constexpr std::array<std::string_view, 5> values = {"first come", "last come", "random order", "priority",
                                                             "pre-emptive"};
};
template <>
struct Names<queueing::WhenFull> {
  static constexpr std::array<std::string_view, 3> values = {"lost", "block", "overflow"};
};
template <>
struct Names<queueing::SiteChoice> {
  static constexpr std::array<std::string_view, 3> values = {"same", "other", "own"};
};
}  // namespace klynge
