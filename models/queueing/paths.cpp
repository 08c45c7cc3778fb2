#include "models/queueing/paths.h"

#include <optional>
#include <string>
#include <utility>

#include "sim/check.h"

namespace klynge::queueing {
namespace {

std::size_t known(const std::optional<std::size_t>& found) {
  sim::invariant(found.has_value(), "a name in a queueing network is unknown, and the rules let it pass");
  return *found;
}

}  // namespace

Paths::Paths(const QueueingNetwork& network) : network_(&network), classes_(network.classes.size()) {
  const std::size_t count = network.nodes.size() * classes_;
  steps_.resize(count);
  leaves_.resize(count);
  onward_.resize(count);
  back_.resize(count);
  for (std::size_t from = 0; from < count; ++from) {
    const auto routes = routes_of(network, node_of(from), class_of(from));
    leaves_[from] = share_that_leaves(routes);
    for (const Route* route : routes) {
      if (route->probability == 0) continue;
      if (route->to == out) {
        leaves_[from] += route->probability;
        continue;
      }
      const std::size_t becomes = route->becomes.empty() ? class_of(from) : known(find_class(network, route->becomes));
      const std::size_t to = state(known(find_node(network, route->to)), becomes);
      steps_[from].push_back({to, route->probability, route->delay});
      onward_[from].push_back(to);
    }
    for (const std::size_t node : overflow_of(network, node_of(from))) {
      onward_[from].push_back(state(node, class_of(from)));
    }
  }
  for (std::size_t from = 0; from < count; ++from) {
    for (const std::size_t to : onward_[from]) back_[to].push_back(from);
  }
  for (const Arrivals& line : network.arrivals) {
    arrivals_.push_back(state(known(find_node(network, line.node)), known(find_class(network, line.class_name))));
  }
}

std::vector<std::size_t> Paths::starts() const {
  std::vector<std::size_t> states;
  for (std::size_t each = 0; each < classes_; ++each) {
    if (network_->classes[each].population > 0) states.push_back(start_of(each));
  }
  return states;
}

std::size_t Paths::start_of(std::size_t customer_class) const {
  return state(known(find_node(*network_, network_->classes[customer_class].starts_at)), customer_class);
}

std::vector<bool> Paths::reached_from(const std::vector<std::size_t>& starts) const { return follow(onward_, starts); }

std::vector<bool> Paths::leading_to(const std::vector<std::size_t>& goals) const { return follow(back_, goals); }

std::vector<bool> Paths::follow(const Links& links, std::vector<std::size_t> open) {
  std::vector<bool> seen(links.size());
  for (const std::size_t state : open) seen[state] = true;
  while (!open.empty()) {
    const std::size_t from = open.back();
    open.pop_back();
    for (const std::size_t to : links[from]) {
      if (seen[to]) continue;
      seen[to] = true;
      open.push_back(to);
    }
  }
  return seen;
}

}  // namespace klynge::queueing
