#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "models/queueing/paths.h"
#include "models/queueing/rule_book.h"

namespace klynge::queueing {
namespace {

class FlowRules {
 public:
  explicit FlowRules(RuleBook& book)
      : book_(book),
        network_(book.network()),
        paths_(network_),
        open_(paths_.reached_from(paths_.arrivals())),
        closed_(paths_.reached_from(paths_.starts())) {}

  void check() {
    for (std::size_t node = 0; node < network_.nodes.size(); ++node) somebody_comes(node);
    for (std::size_t state = 0; state < paths_.states(); ++state) {
      if (!open_[state] && !closed_[state]) continue;
      is_served(state);
      if (closed_[state]) nobody_leaves(state);
    }
    for (const std::size_t start : paths_.starts()) everybody_returns(start);
    everybody_from_outside_can_leave();
  }

 private:
  const Node& node_of(std::size_t state) const { return network_.nodes[paths_.node_of(state)]; }
  const CustomerClass& class_of(std::size_t state) const { return network_.classes[paths_.class_of(state)]; }

  void somebody_comes(std::size_t node) {
    const std::string& name = network_.nodes[node].name;
    bool is_used = std::any_of(network_.nodes.begin(), network_.nodes.end(), [&](const Node& other) {
      return std::find(other.together_with.begin(), other.together_with.end(), name) != other.together_with.end();
    });
    for (std::size_t each = 0; each < network_.classes.size(); ++each) {
      const std::size_t state = paths_.state(node, each);
      is_used = is_used || open_[state] || closed_[state];
    }
    if (is_used) return;
    const std::string key = node_key(network_.nodes[node]);
    book_.breach(key, fmt::format("{}: nobody ever comes here: expected arrivals, a route or an overflow to it", key));
  }

  void is_served(std::size_t state) {
    const Node& node = node_of(state);
    const CustomerClass& who = class_of(state);
    const std::string key = node_key(node);
    if (!service_of(network_, paths_.node_of(state), paths_.class_of(state))) {
      book_.breach(
          key, fmt::format("{}: class {} comes here and has no service: expected one in [[services]]", key, who.name));
    }
    is_served_together(state);
    if (!lists_skills(node)) return;
    const bool is_able =
        can_serve(node.skills, who) || std::any_of(node.shifts.begin(), node.shifts.end(),
                                                   [&](const Shift& shift) { return can_serve(shift.skills, who); });
    if (is_able) return;
    book_.breach(key, fmt::format("{}: class {} comes here and nobody has all the skills it needs: expected {}", key,
                                  who.name, written(who.skills)));
  }

  // Whoever needs several servers at once waits for ever if these are never on duty together.
  void is_served_together(std::size_t state) {
    const Node& node = node_of(state);
    if (node.together_with.empty() || node.name == told_of_) return;
    std::vector<std::vector<Shift>> lists;
    if (!node.shifts.empty()) lists.push_back(shifts_for(node, class_of(state)));
    for (const std::string& name : node.together_with) {
      const Node& other = network_.nodes[*find_node(network_, name)];
      if (!other.shifts.empty()) lists.push_back(other.shifts);
    }
    if (lists.empty() || most_together(lists) > 0) return;
    told_of_ = node.name;
    book_.expected(
        node_key(node) + ".together_with", node.together_with,
        fmt::format("somebody on duty here and at each of them at some hour of the week, whom class {} needs "
                    "together",
                    class_of(state).name));
  }

  static std::vector<Shift> shifts_for(const Node& node, const CustomerClass& who) {
    std::vector<Shift> able;
    for (const Shift& shift : node.shifts) {
      if (!lists_skills(node) || can_serve(shift.skills, who)) able.push_back(shift);
    }
    return able;
  }

  // A closed class never leaves, whatever happens to it.
  void nobody_leaves(std::size_t state) {
    const std::size_t at = paths_.node_of(state);
    const Node& node = node_of(state);
    const std::string& who = class_of(state).name;
    const auto found = [&](const std::string& key, const std::string& how) {
      book_.breach(key, fmt::format("{}: class {} is closed and never leaves, but {}", key, who, how));
    };
    const std::string key = node_key(node);
    if (paths_.leaves(state) > 0) {
      found(key, fmt::format("from here {:.4g} of it leave: expected routes that add up to 1", paths_.leaves(state)));
    }
    if (patience_of(network_, at, paths_.class_of(state))) found(key, "leaves when it loses patience here");
    if (!node.balking.empty()) found(key + ".balking", "leaves when it does not join");
    if (!node.room.infinite() && node.when_full == WhenFull::lost) found(key + ".room", "is lost when there is none");
    if (node.when_full != WhenFull::overflow) return;
    const auto others = overflow_of(network_, at);
    const bool somewhere = std::any_of(others.begin(), others.end(),
                                       [&](std::size_t other) { return network_.nodes[other].room.infinite(); });
    if (!somewhere)
      found(key + ".overflow", "is lost when all are full: expected a node with unlimited room among them");
  }

  // So that the visits of a round are a round: from wherever they get to, they come back to where they start.
  void everybody_returns(std::size_t start) {
    const std::vector<bool> reached = paths_.reached_from({start});
    const std::vector<bool> returns = paths_.leading_to({start});
    for (std::size_t state = 0; state < paths_.states(); ++state) {
      if (!reached[state] || returns[state] || paths_.leaves(state) > 0) continue;
      const std::string key = node_key(node_of(state));
      book_.breach(key,
                   fmt::format("{}: class {} gets here and never back to {} as class {}: expected routes that lead "
                               "back",
                               key, class_of(state).name, node_of(start).name, class_of(start).name));
      return;
    }
  }

  void everybody_from_outside_can_leave() {
    std::vector<std::size_t> exits;
    for (std::size_t state = 0; state < paths_.states(); ++state) {
      if (paths_.leaves(state) > 0) exits.push_back(state);
    }
    const std::vector<bool> leads_out = paths_.leading_to(exits);
    for (std::size_t state = 0; state < paths_.states(); ++state) {
      if (!open_[state] || leads_out[state]) continue;
      const std::string key = node_key(node_of(state));
      book_.breach(key,
                   fmt::format("{}: class {} comes from outside and circulates for ever from here: expected a route "
                               "out",
                               key, class_of(state).name));
      return;
    }
  }

  RuleBook& book_;
  const QueueingNetwork& network_;
  Paths paths_;
  std::vector<bool> open_;    // the states that somebody from outside can get to
  std::vector<bool> closed_;  // and somebody of a population
  std::string told_of_;       // node: what is wrong with it for every class is told once
};

}  // namespace

void check_flow(RuleBook& book) { FlowRules(book).check(); }

}  // namespace klynge::queueing
