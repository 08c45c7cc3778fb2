// law.h - how a time is distributed: the laws that a queueing network may name, each with its parameters.
//
// { law = "gamma", mean = 3, cv = 1.5 }: times are in the network's time unit. A Law holds the parameters of every kind
// and uses those of its own; the others keep their defaults.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "models/scenario/parameter.h"

namespace klynge::queueing {

enum class LawKind { exponential, fixed, erlang, gamma, log_normal, normal, uniform, hyperexponential, empirical };

struct Law {
  LawKind kind = LawKind::exponential;
  double mean = 0;                // all but fixed, uniform and empirical; of a normal law before it is cut
  double value = 0;               // fixed
  std::int64_t stages = 1;        // erlang
  double cv = 0;                  // gamma, log-normal, hyperexponential (with balanced means)
  double sd = 0;                  // normal
  double least = 0;               // normal: nothing below it is drawn
  double from = 0;                // uniform
  double to = 0;                  // uniform
  std::vector<double> values{};   // empirical
  std::vector<double> weights{};  // empirical; empty: all alike

  bool operator==(const Law&) const = default;
};

// The exact mean, also of a normal law that is cut.
double mean(const Law& law);

}  // namespace klynge::queueing

namespace klynge {
template <>
struct Names<queueing::LawKind> {
  static constexpr std::array<std::string_view, 9> values = {
      "exponential", "fixed", "erlang", "gamma", "log-normal", "normal", "uniform", "hyperexponential", "empirical"};
};
}  // namespace klynge
