#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "models/queueing/rule_book.h"

namespace klynge::queueing {
namespace {

// What a node says by which its services take longer than they were meant to; empty if nothing does.
std::string interrupts_or_slows(const Node& node) {
  if (node.discipline == Discipline::preemptive) return fmt::format("discipline = {}", written(node.discipline));
  if (node.speed.shared || !node.speed.factors.empty()) return fmt::format("speed = {}", written(node.speed));
  return "";
}

class NodeRules {
 public:
  NodeRules(RuleBook& book, const Node& node) : book_(book), node_(node), key_(node_key(node)) {}

  void check() {
    capacity();
    for (std::size_t i = 0; i < node_.shifts.size(); ++i) shift(fmt::format("{}.shifts.{}", key_, i), node_.shifts[i]);
    full();
    nearest();
    together();
    if (node_.load) nothing_that("load", false);
    if (!node_.shifts.empty() && !node_.skills.empty()) {
      book_.expected(key_ + ".skills", node_.skills, "no skills beside shifts: each shift says its own");
    }
    if (node_.servers && node_.servers->infinite()) nothing_that("servers = \"infinite\"", true);
    if (node_.speed.shared) nothing_that("speed = \"shared\"", true);
  }

 private:
  void capacity() {
    const int said = node_.servers.has_value() + node_.load.has_value() + !node_.shifts.empty();
    if (said == 1) return;
    book_.breach(key_,
                 fmt::format("{}: expected {} servers, load and shifts", key_, said == 0 ? "one of" : "only one of"));
  }

  void shift(const std::string& key, const Shift& shift) {
    if (shift.to <= shift.from)
      return book_.expected(key + ".to", shift.to, fmt::format("more than from = {}", shift.from));
    if (shift.to - shift.from > 24) book_.expected(key + ".to", shift.to, "at most 24 hours after from");
  }

  void full() {
    if (node_.room.infinite() && node_.when_full != WhenFull::lost) {
      book_.expected(key_ + ".when_full", node_.when_full, "a limit beside it: room");
    }
    const bool has_overflow = node_.overflow.nearest || !node_.overflow.nodes.empty();
    if (node_.when_full == WhenFull::overflow && !has_overflow) {
      book_.expected(key_ + ".when_full", node_.when_full, "overflow beside it, which says where they go");
    }
    if (node_.when_full != WhenFull::overflow && has_overflow) {
      book_.expected(key_ + ".overflow", node_.overflow, "when_full = \"overflow\" beside it");
    }
    const auto& others = node_.overflow.nodes;
    if (std::find(others.begin(), others.end(), node_.name) != others.end()) {
      book_.expected(key_ + ".overflow", node_.overflow, "other nodes than this one");
    }
  }

  void nearest() {
    if (!node_.overflow.nearest) return;
    const std::string key = key_ + ".overflow";
    if (node_.kind.empty() || !node_.position) {
      return book_.expected(key, node_.overflow, "kind and position beside it");
    }
    bool is_alone = true;
    for (const Node& other : book_.network().nodes) {
      if (&other == &node_ || other.kind != node_.kind) continue;
      is_alone = false;
      if (!other.position) {
        book_.expected(key, node_.overflow,
                       fmt::format("a position for {}, which is of the same kind", node_key(other)));
      }
    }
    if (is_alone) book_.expected(key, node_.overflow, fmt::format("another node of kind {}", written(node_.kind)));
  }

  void together() {
    const std::string key = key_ + ".together_with";
    for (const std::string& name : node_.together_with) {
      if (name == node_.name) book_.expected(key, node_.together_with, "other nodes than this one");
      const auto other = find_node(book_.network(), name);
      if (!other) continue;
      const auto& servers = book_.network().nodes[*other].servers;
      if (servers && servers->infinite()) {
        book_.expected(key, node_.together_with, fmt::format("nodes with a number of servers, which {} has not", name));
      }
      // One service with two speeds or two interruptions would be under way.
      const auto with = interrupts_or_slows(book_.network().nodes[*other]);
      if (!with.empty()) {
        book_.expected(key, node_.together_with,
                       fmt::format("nodes where no service is interrupted or slowed down, and {} has {}", name, with));
      }
    }
    const auto own = interrupts_or_slows(node_);
    if (!node_.together_with.empty() && !own.empty() && !node_.speed.shared) {
      book_.expected(key, node_.together_with, fmt::format("no together_with beside {}", own));
    }
    Texts sorted = node_.together_with;
    std::sort(sorted.begin(), sorted.end());
    if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) {
      book_.expected(key, node_.together_with, "each node once");
    }
  }

  // Keys that mean nothing beside another: skills and a speed where servers are to be counted, and whatever concerns a
  // queue where nobody waits.
  void nothing_that(const std::string& beside, bool nobody_waits) {
    const auto none = [&](const char* name, bool is_said, const auto& field) {
      if (is_said)
        book_.expected(fmt::format("{}.{}", key_, name), field, fmt::format("no {} beside {}", name, beside));
    };
    none("skills", !node_.skills.empty(), node_.skills);
    if (!nobody_waits) return none("speed", !node_.speed.factors.empty(), node_.speed);
    const bool endless = node_.servers && node_.servers->infinite();
    if (endless && node_.speed.shared) return none("speed", true, node_.speed);
    none("discipline", node_.discipline != Discipline::first_come, node_.discipline);
    none("room", !node_.room.infinite(), node_.room);
    none("together_with", !node_.together_with.empty(), node_.together_with);
    none("balking", !node_.balking.empty(), node_.balking);
    if (!node_.shifts.empty()) book_.breach(key_, fmt::format("{}: expected no shifts beside {}", key_, beside));
    const auto& lines = book_.network().patience;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (lines[i].node != node_.name) continue;
      book_.expected(line_key("patience", i) + ".node", lines[i].node,
                     fmt::format("a node where they wait, and {} has {}", node_.name, beside));
    }
  }

  RuleBook& book_;
  const Node& node_;
  std::string key_;
};

}  // namespace

void check_nodes(RuleBook& book) {
  for (const Node& node : book.network().nodes) {
    if (book.is_read(node_key(node))) NodeRules(book, node).check();
  }
}

}  // namespace klynge::queueing
