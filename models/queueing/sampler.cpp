#include "models/queueing/sampler.h"

#include <cmath>

namespace klynge::queueing {

namespace {

using Distribution = std::variant<sim::Exponential, sim::Fixed, sim::Gamma, sim::LogNormal, sim::TruncatedNormal,
                                  sim::Uniform, sim::HyperExponential, sim::Empirical>;

Distribution distribution(const Law& law, double unit) {
  switch (law.kind) {
    case LawKind::exponential: return sim::Exponential(law.mean * unit);
    case LawKind::fixed: return sim::Fixed(law.value * unit);
    case LawKind::erlang: return sim::Gamma(law.mean * unit, 1 / std::sqrt(static_cast<double>(law.stages)));
    case LawKind::gamma: return sim::Gamma(law.mean * unit, law.cv);
    case LawKind::log_normal: return sim::LogNormal::with_mean(law.mean * unit, std::sqrt(std::log1p(law.cv * law.cv)));
    case LawKind::normal: return sim::TruncatedNormal(law.mean * unit, law.sd * unit, law.least * unit);
    case LawKind::uniform: return sim::Uniform(law.from * unit, law.to * unit);
    case LawKind::hyperexponential: return sim::HyperExponential(law.mean * unit, law.cv);
    case LawKind::empirical: {
      std::vector<double> values;
      for (const double value : law.values) values.push_back(value * unit);
      const std::vector<double> alike(values.size(), 1.0);
      return sim::Empirical(values, law.weights.empty() ? alike : law.weights);
    }
  }
  sim::fail_internal("a law of unknown kind");
}

}  // namespace

Sampler::Sampler(const Law& law, double unit) : distribution_(distribution(law, unit)) {}

}  // namespace klynge::queueing
