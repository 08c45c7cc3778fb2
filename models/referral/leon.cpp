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

double expected_cost(const Choice& choice, Level level) {
  // From the top down, because failure at a level leads to the next one above.
  double above = 0;
  bool top = true;
  for (std::size_t l = level_count; l-- > index(level);) {
    const Option& option = choice.options[l];
    if (!option.feasible && l != index(level)) continue;
    const double failure = top ? choice.harm : choice.handover_cost + above;
    above = option.cost + option.wait_days * choice.waiting_cost + (1 - option.effect) * failure;
    top = false;
  }
  return above;
}

std::optional<Level> choose_level(const Choice& choice) {
  const auto with_risk = [&](Level level) {
    return expected_cost(choice, level) + choice.risk * (1 - choice.options[index(level)].effect);
  };
  switch (choice.rule) {
    case LeonRule::own: return least(choice, false, with_risk);
    case LeonRule::net_benefit: return least(choice, false, [&](Level level) { return expected_cost(choice, level); });
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
