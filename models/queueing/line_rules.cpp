#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "models/queueing/rule_book.h"
#include "models/scenario/wording.h"

namespace klynge::queueing {
namespace {

void check_class(RuleBook& book, const CustomerClass& each) {
  const std::string key = "classes." + each.name;
  if (each.population == 0) {
    if (!each.starts_at.empty()) book.expected(key + ".starts_at", each.starts_at, "a population beside it");
    return;
  }
  if (each.starts_at.empty()) return book.expected(key + ".population", each.population, "starts_at beside it");
  const auto start = find_node(book.network(), each.starts_at);
  if (start && !book.network().nodes[*start].room.infinite()) {
    book.expected(key + ".starts_at", each.starts_at, "a node with room for everybody");
  }
  if (book.network().run.until_empty) {
    book.expected("run.until_empty", true, fmt::format("false: class {} never leaves", each.name));
  }
}

void check_arrivals(RuleBook& book, std::size_t position, const Arrivals& line) {
  const std::string key = line_key("arrivals", position);
  const int said = line.gap.has_value() + line.rate.has_value() + !line.profile.empty() + !line.times.empty();
  if (said != 1) {
    book.breach(key,
                fmt::format("{}: expected {} gap, rate, profile and times", key, said == 0 ? "one of" : "only one of"));
  }
  const std::size_t hours = line.profile.size();
  if (hours != 0 && hours != 24 && hours != 24 * 7) {
    book.expected(key + ".profile", line.profile, fmt::format("24 or 168 rates, not {}", hours));
  }
  if (!std::is_sorted(line.times.begin(), line.times.end())) {
    book.expected(key + ".times", line.times, "each at least the one before it");
  }
}

// One line for a node and a class.
template <class Line>
void check_once(RuleBook& book, const char* list, const std::vector<Line>& lines) {
  std::map<std::pair<std::string, std::string>, std::size_t> first;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto [same, is_new] = first.emplace(std::pair(lines[i].node, lines[i].class_name), i);
    if (is_new || !book.is_read(line_key(list, i))) continue;
    const std::string who = lines[i].class_name.empty() ? "every class" : "class " + lines[i].class_name;
    book.expected(line_key(list, i) + ".node", lines[i].node,
                  fmt::format("one line for {}, but {} is another", who, line_key(list, same->second)));
  }
}

class RouteRules {
 public:
  RouteRules(RuleBook& book, std::size_t position, const Route& route)
      : book_(book), route_(route), key_(line_key("routes", position)) {}

  void check() {
    const bool leaves_the_site = route_.site != SiteChoice::same;
    if (route_.site == SiteChoice::other && book_.network().sites < 2) {
      book_.expected(key_ + ".site", route_.site, fmt::format("sites of 2 or more, not {}", book_.network().sites));
    }
    if (route_.to == out) {
      if (leaves_the_site) book_.expected(key_ + ".site", route_.site, "no site for those who leave");
      if (route_.delay > 0) book_.expected(key_ + ".delay", route_.delay, "no delay for those who leave");
      if (!route_.becomes.empty()) book_.expected(key_ + ".becomes", route_.becomes, "no class for those who leave");
      return;
    }
    if (leaves_the_site && route_.delay == 0) {
      book_.expected(key_ + ".site", route_.site, "a delay beside it, of a second at least");
    }
    const auto to = find_node(book_.network(), route_.to);
    if (!to || book_.network().nodes[*to].when_full != WhenFull::block) return;
    if (leaves_the_site || route_.delay > 0) {
      book_.expected(key_ + ".to", route_.to, "no delay and the same site: who is blocked there stays where they were");
    }
  }

 private:
  RuleBook& book_;
  const Route& route_;
  std::string key_;
};

// The probabilities of a class from a node, told where the last of them stands. A breach that holds for every class is
// told once.
void check_sums(RuleBook& book) {
  const QueueingNetwork& network = book.network();
  for (std::size_t node = 0; node < network.nodes.size(); ++node) {
    std::string told;
    for (std::size_t each = 0; each < network.classes.size(); ++each) {
      double sum = 0;
      std::string last;
      for (const Route* route : routes_of(network, node, each)) {
        sum += route->probability;
        last = line_key("routes", static_cast<std::size_t>(route - network.routes.data())) + ".probability";
      }
      if (sum <= 1 + rounding || last == told) continue;
      book.breach(last, fmt::format("{}: those of class {} from {} add up to {:.9g}: expected at most 1", last,
                                    network.classes[each].name, network.nodes[node].name, sum));
      told = last;
    }
  }
}

}  // namespace

void check_lines(RuleBook& book) {
  const QueueingNetwork& network = book.network();
  for (const CustomerClass& each : network.classes) {
    if (book.is_read("classes." + each.name)) check_class(book, each);
  }
  for (std::size_t i = 0; i < network.arrivals.size(); ++i) {
    if (book.is_read(line_key("arrivals", i))) check_arrivals(book, i, network.arrivals[i]);
  }
  check_once(book, "services", network.services);
  check_once(book, "patience", network.patience);
  for (std::size_t i = 0; i < network.routes.size(); ++i) {
    if (book.is_read(line_key("routes", i))) RouteRules(book, i, network.routes[i]).check();
  }
  if (book.is_read("routes")) check_sums(book);
}

}  // namespace klynge::queueing
