#include "models/referral/leon.h"

namespace klynge {

namespace {

// The feasible level with the least value, the lowest of equals; among effective ones only if asked.
template <class Value>
std::optional<Level> least(const Choice& choice, bool effective_only, Value value) {
  std::optional<Level> best;
  double best_value = 0;
  for (std::size_t l = 0; l < level_count; ++l) {
    const Option& option = choice.options[l];
    if (!option.feasible || (effective_only && option.effect < choice.min_effect)) continue;
    const double v = value(level_at(l));
    if (!best || v < best_value) {
      best = level_at(l);
      best_value = v;
    }
  }
  return best;
}

std::optional<Level> highest_feasible(const Choice& choice) {
  for (std::size_t l = level_count; l-- > 0;) {
    if (choice.options[l].feasible) return level_at(l);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Level> next_feasible(const Choice& choice, Level level) {
  for (std::size_t l = index(level) + 1; l < level_count; ++l) {
    if (choice.options[l].feasible) return level_at(l);
  }
  return std::nullopt;
}

std::array<double, level_count> expected_costs(const Choice& choice) {
  // From the top down, because failure at a level leads to the next feasible one above.
  std::array<double, level_count> costs{};
  double failure = choice.harm;
  for (std::size_t l = level_count; l-- > 0;) {
    const Option& option = choice.options[l];
    costs[l] = option.cost + option.wait_days * choice.waiting_cost + (1 - option.effect) * failure;
    if (option.feasible) failure = choice.handover_cost + costs[l];
  }
  return costs;
}

double expected_cost(const Choice& choice, Level level) { return expected_costs(choice)[index(level)]; }

std::optional<Level> choose_level(const Choice& choice) {
  switch (choice.rule) {
    case LeonRule::own: {
      const auto costs = expected_costs(choice);
      return least(choice, false, [&](Level level) {
        return costs[index(level)] + choice.risk * (1 - choice.options[index(level)].effect);
      });
    }
    case LeonRule::net_benefit: {
      const auto costs = expected_costs(choice);
      return least(choice, false, [&](Level level) { return costs[index(level)]; });
    }
    case LeonRule::level: {
      const auto lowest = least(choice, true, [](Level level) { return static_cast<double>(index(level)); });
      return lowest ? lowest : highest_feasible(choice);
    }
    case LeonRule::cost: {
      const auto cheapest = least(choice, true, [&](Level level) { return choice.options[index(level)].joint_cost; });
      return cheapest ? cheapest : highest_feasible(choice);
    }
  }
  return std::nullopt;
}

}  // namespace klynge
