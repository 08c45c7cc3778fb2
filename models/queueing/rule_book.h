// rule_book.h - what the rules of a queueing network are written with: where a key was set, and how a breach is told.
#pragma once

#include <fmt/format.h>

#include <string>
#include <utility>

#include "models/queueing/layers.h"
#include "models/queueing/network.h"
#include "models/queueing/values.h"
#include "models/scenario/problems.h"

namespace klynge::queueing {

class RuleBook {
 public:
  RuleBook(const QueueingNetwork& network, std::string file, const Unread& unread, Problems& problems)
      : network_(network), file_(std::move(file)), unread_(unread), problems_(problems) {}

  const QueueingNetwork& network() const { return network_; }

  // Whether everything at this key and below it was read.
  bool is_read(const std::string& key) const {
    const auto found = unread_.lower_bound(key);
    if (found != unread_.end() && *found == key) return false;
    const auto inside = unread_.lower_bound(key + ".");
    return inside == unread_.end() || inside->rfind(key + ".", 0) != 0;
  }

  // "file, line 3: nodes.gp.room = 3: expected ..."
  template <class T>
  void expected(const std::string& key, const T& field, const std::string& what) {
    breach(key, fmt::format("{} = {}: expected {}", key, cut_short(written(field)), what));
  }

  // Any sentence, at the place where the key was set.
  void breach(const std::string& key, const std::string& sentence) { problems_.add(place(key), sentence); }

 private:
  // Of the key, else of the table it stands in, else the file as a whole.
  Origin place(std::string key) const {
    while (true) {
      const auto found = network_.origins.find(key);
      if (found != network_.origins.end()) return found->second;
      const std::size_t dot = key.rfind('.');
      if (dot == std::string::npos) return {file_, 0};
      key.resize(dot);
    }
  }

  const QueueingNetwork& network_;
  std::string file_;
  const Unread& unread_;
  Problems& problems_;
};

// "arrivals.0"
inline std::string line_key(const char* list, std::size_t position) { return fmt::format("{}.{}", list, position); }
inline std::string node_key(const Node& node) { return "nodes." + node.name; }

// The groups of rules, each in the file of its name.
void check_names(RuleBook& book);   // rules.cpp: every name that something refers to is known
void check_nodes(RuleBook& book);   // node_rules.cpp: keys of nodes and their shifts do not contradict each other
void check_lines(RuleBook& book);   // line_rules.cpp: the same of classes, arrivals, services, patience and routes
void check_clock(RuleBook& book);   // clock_rules.cpp: laws make sense, and no time is too short for the clock
void check_flow(RuleBook& book);    // flow_rules.cpp: who comes is served, and leaves or never leaves
void check_growth(RuleBook& book);  // growth_rules.cpp: no queue can only grow, and there are not too many

}  // namespace klynge::queueing
