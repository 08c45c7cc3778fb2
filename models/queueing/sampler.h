// sampler.h - a law made ready to be drawn from, in seconds.
#pragma once

#include <variant>

#include "models/queueing/law.h"
#include "sim/distributions.h"

namespace klynge::queueing {

class Sampler {
 public:
  // `unit`: seconds in the law's time unit.
  Sampler(const Law& law, double unit);

  double operator()(sim::Draws& draws) const {
    return std::visit([&](const auto& distribution) { return distribution(draws); }, distribution_);
  }

 private:
  std::variant<sim::Exponential, sim::Fixed, sim::Gamma, sim::LogNormal, sim::TruncatedNormal, sim::Uniform,
               sim::HyperExponential, sim::Empirical>
      distribution_;
};

}  // namespace klynge::queueing
