// paths.h - the ways through a queueing network: from one node and class to the next.
//
// A state is a node and a class: where a customer is, and as what. Steps are routes with their probabilities; overflows
// lead from a node that has no room to those that are tried instead, nobody knows how often. All sites are alike, so a
// step to another site counts as one within the site.
#pragma once

#include <cstddef>
#include <vector>

#include "models/queueing/network.h"

namespace klynge::queueing {

class Paths {
 public:
  struct Step {
    std::size_t to;
    double probability;
    double delay;
  };

  // Every name in the network must be known.
  explicit Paths(const QueueingNetwork& network);

  std::size_t states() const { return steps_.size(); }
  std::size_t state(std::size_t node, std::size_t customer_class) const { return node * classes_ + customer_class; }
  std::size_t node_of(std::size_t state) const { return state / classes_; }
  std::size_t class_of(std::size_t state) const { return state % classes_; }

  const std::vector<Step>& steps(std::size_t state) const { return steps_[state]; }
  double leaves(std::size_t state) const { return leaves_[state]; }  // with this probability, by the routes

  // Where the customers of each line of `arrivals` come, and where each class with a population starts.
  const std::vector<std::size_t>& arrivals() const { return arrivals_; }
  std::vector<std::size_t> starts() const;
  std::size_t start_of(std::size_t customer_class) const;

  // Whether a customer who begins at one of these states can come to each state, overflows included.
  std::vector<bool> reached_from(const std::vector<std::size_t>& starts) const;
  // Whether one can come from each state to one of these.
  std::vector<bool> leading_to(const std::vector<std::size_t>& goals) const;

 private:
  using Links = std::vector<std::vector<std::size_t>>;
  static std::vector<bool> follow(const Links& links, std::vector<std::size_t> open);

  const QueueingNetwork* network_;
  std::size_t classes_;
  std::vector<std::vector<Step>> steps_;
  std::vector<double> leaves_;
  std::vector<std::size_t> arrivals_;
  Links onward_;  // steps and overflows, by state
  Links back_;
};

}  // namespace klynge::queueing
