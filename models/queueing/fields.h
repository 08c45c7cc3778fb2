// fields.h - the schema of a queueing network: for each of its tables the key, field, range and meaning of all that may
// stand in it.
//
// for_each_field() visits the fields of one table with (key, field, spec). A field is a value, a law, a table, a list
// of tables or tables by name; loading, checking, writing and queueing_schema() walk down these lists and know no key
// besides. "Time units" are those of run.time_unit.
#pragma once

#include <concepts>
#include <string_view>
#include <type_traits>

#include "models/queueing/network.h"
#include "models/scenario/parameter.h"

namespace klynge::queueing {

// What a text must be the name of.
enum class Refers { nothing, node, node_or_out, customer_class };

struct Spec : FieldSpec {
  Refers refers = Refers::nothing;
  std::string_view one_of = "";  // of the fields with the same word here one is used, and a higher layer's wins
};

template <class T, class Plain>
concept Of = std::same_as<std::remove_const_t<T>, Plain>;

template <class T>
concept Named = Of<T, CustomerClass> || Of<T, Node>;
template <class T>
concept Table = Named<T> || Of<T, Law> || Of<T, Run> || Of<T, Shift> || Of<T, Arrivals> || Of<T, Service> ||
    Of<T, Patience> || Of<T, Route> || Of<T, QueueingNetwork>;

// The pieces that specs are made of.
constexpr Spec optional(Spec spec) {
  spec.optional = true;
  return spec;
}
constexpr Spec instead(std::string_view one_of, Spec spec) {
  spec.one_of = one_of;
  return optional(spec);
}
constexpr Spec text(std::string_view meaning, Refers refers = Refers::nothing) {
  Spec spec;
  spec.meaning = meaning;
  spec.refers = refers;
  return spec;
}
constexpr Spec number(std::string_view meaning, std::string_view unit, double least = 0, double most = unbounded) {
  Spec spec;
  spec.meaning = meaning;
  spec.unit = unit;
  spec.least = least;
  spec.most = most;
  return spec;
}
constexpr Spec time(std::string_view meaning) { return number(meaning, "time units"); }

template <Of<Law> L, class Visit>
void for_each_field(L& law, Visit&& visit) {
  visit("law", law.kind, text("how the time is distributed"));
  const auto with_mean = [&] { visit("mean", law.mean, time("the mean")); };
  const auto with_cv = [&](double least) {
    visit("cv", law.cv, number("standard deviation over mean", "1", least, 100));
  };
  switch (law.kind) {
    case LawKind::exponential: with_mean(); return;
    case LawKind::fixed: visit("value", law.value, time("always this")); return;
    case LawKind::erlang:
      with_mean();
      visit("stages", law.stages, number("a sum of so many exponential times", "stages", 1, 10000));
      return;
    case LawKind::gamma: with_mean(), with_cv(0.01); return;
    case LawKind::log_normal: with_mean(), with_cv(0.01); return;
    case LawKind::normal:
      visit("mean", law.mean, time("the mean, before the law is cut at `least`"));
      visit("sd", law.sd, time("the standard deviation, before the law is cut"));
      visit("least", law.least, optional(time("what is below this is drawn again")));
      return;
    case LawKind::uniform:
      visit("from", law.from, time("evenly from here"));
      visit("to", law.to, time("to here"));
      return;
    case LawKind::hyperexponential: with_mean(), with_cv(1.001); return;  // two exponential laws with balanced means
    case LawKind::empirical:
      visit("values", law.values, time("one of these"));
      visit("weights", law.weights, optional(number("how often each comes; left out: all alike", "1")));
      return;
  }
}

template <Of<Run> R, class Visit>
void for_each_field(R& run, Visit&& visit) {
  visit("time_unit", run.time_unit, text("the unit of all times and rates of this network"));
  visit("warm_up", run.warm_up, optional(time("time simulated before anything is counted")));
  visit("length", run.length, time("time counted after the warm-up"));
  visit("first_day", run.first_day, optional(text("the first day, warm-up included")));
  visit("until_empty", run.until_empty,
        optional(text("arrivals stop at the end, and the run goes on until everybody has left")));
}

template <Of<CustomerClass> C, class Visit>
void for_each_field(C& each, Visit&& visit) {
  visit("priority", each.priority,
        optional(number("lower is served first where the discipline knows priorities", "1", 0, 1000)));
  visit("population", each.population,
        optional(number("a closed class: so many circulate from the start, dealt evenly to the sites", "customers", 0,
                        1e9)));
  visit("starts_at", each.starts_at, optional(text("the node where they are at the start", Refers::node)));
  visit("skills", each.skills,
        optional(text("what a server must be able to do, wherever servers with skills are listed")));
}

template <Of<Shift> S, class Visit>
void for_each_field(S& shift, Visit&& visit) {
  visit("servers", shift.servers, number("so many servers come", "servers", 1, 1e6));
  visit("from", shift.from, number("their first hour", "hour of day", 0, 24));
  visit("to", shift.to, number("when they go; past 24 for a night", "hour of day", 0, 48));
  visit("days", shift.days, optional(text("the days on which they come; left out: every day")));
  visit("skills", shift.skills, optional(text("what they can do")));
}

template <Of<Node> N, class Visit>
void for_each_field(N& node, Visit&& visit) {
  visit("copies", node.copies,
        optional(number("alike at each site; who is sent here picks one at random", "nodes", 1, 1e6)));
  visit("servers", node.servers, instead("capacity", number("servers of each copy", "servers", 1, 1e9)));
  visit("load", node.load,
        instead("capacity", number("instead: the fewest servers that keep the load of the traffic equations at or "
                                   "below this",
                                   "1", 0.01, 1)));
  visit("shifts", node.shifts,
        instead("capacity", text("instead: servers that come and go; where they overlap they "
                                 "add up")));
  visit("skills", node.skills, optional(text("what all servers of the node can do")));
  visit("discipline", node.discipline, optional(text("who of those waiting is next")));
  visit("room", node.room, optional(number("how many may wait", "customers", 0, 1e9)));
  visit("when_full", node.when_full,
        optional(text("who finds no room is lost, blocks the server at the node they come from, or goes elsewhere")));
  visit("overflow", node.overflow,
        optional(text("where they go: nodes tried in turn, the last refusal being final; or \"nearest\", the other "
                      "nodes of the same kind by distance",
                      Refers::node)));
  visit("kind", node.kind, optional(text("nodes of one kind can stand in for each other")));
  visit("position", node.position, optional(text("km east and km north")));
  visit("together_with", node.together_with,
        optional(text("nodes of which one server each is needed besides, all at once or none", Refers::node)));
  visit("speed", node.speed,
        optional(number("speed of each service when 1, 2, ... are present, the last for more; or \"shared\": all "
                        "present are served at once and share the servers",
                        "1", 0.001, 1000)));
  visit("balking", node.balking,
        optional(
            number("probability not to join when 0, 1, 2, ... are waiting, the last for more", "probability", 0, 1)));
}

template <Of<Arrivals> A, class Visit>
void for_each_field(A& each, Visit&& visit) {
  visit("class", each.class_name, text("who comes, to each site by a process of its own", Refers::customer_class));
  visit("node", each.node, text("where they come first", Refers::node));
  visit("gap", each.gap, instead("process", time("law of the time from one to the next, at each site")));
  visit("rate", each.rate, instead("process", number("instead: a Poisson process at each site", "per time unit")));
  visit(
      "profile", each.profile,
      instead("process", number("instead: a Poisson process at each site with another rate each hour of the day (24), "
                                "or of the week from Monday (168)",
                                "per time unit")));
  visit("times", each.times, instead("process", time("instead: exactly these, at each site")));
}

template <Of<Service> S, class Visit>
void for_each_field(S& each, Visit&& visit) {
  visit("node", each.node, text("where", Refers::node));
  visit("class", each.class_name,
        optional(text("who; left out: every class without a line of its own", Refers::customer_class)));
  visit("time", each.time, time("law of the service time"));
}

template <Of<Patience> P, class Visit>
void for_each_field(P& each, Visit&& visit) {
  visit("node", each.node, text("where", Refers::node));
  visit("class", each.class_name,
        optional(text("who; left out: every class without a line of its own", Refers::customer_class)));
  visit("time", each.time, time("law of the wait after which they leave the network"));
}

template <Of<Route> R, class Visit>
void for_each_field(R& route, Visit&& visit) {
  visit("from", route.from, text("the node they come from", Refers::node));
  visit("class", route.class_name, optional(text("who; left out: every class", Refers::customer_class)));
  visit("to", route.to, text("the node they go to, or \"out\"", Refers::node_or_out));
  visit("probability", route.probability,
        optional(number("how often; what the routes leave of 1 leaves the network", "probability", 0, 1)));
  visit("delay", route.delay, optional(time("time on the way")));
  visit("site", route.site,
        optional(text("at the same site, at one of the others at random, or at the one they started from")));
  visit("becomes", route.becomes, optional(text("the class they are from then on", Refers::customer_class)));
}

template <Of<QueueingNetwork> N, class Visit>
void for_each_field(N& network, Visit&& visit) {
  visit("title", network.title, optional(text("what the network is about, in a few words")));
  visit("description", network.description, optional(text("the same in a sentence or two")));
  visit("source", network.source, optional(text("where network or theory are described")));
  visit("sites", network.sites,
        optional(number("copies of the whole network, each a partition of the engine", "sites", 1, 100000)));
  visit("run", network.run, text("how long, and in what unit"));
  visit("classes", network.classes, text("classes of customers, by name"));
  visit("nodes", network.nodes, text("where they wait and are served, by name"));
  visit("arrivals", network.arrivals, optional(text("who comes from outside")));
  visit("services", network.services, optional(text("how long services take")));
  visit("patience", network.patience, optional(text("how long they wait")));
  visit("routes", network.routes, optional(text("where they go after service")));
}

}  // namespace klynge::queueing
