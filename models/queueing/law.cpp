#include "models/queueing/law.h"

#include <cmath>
#include <cstddef>
#include <numbers>
#include <numeric>

namespace klynge::queueing {
namespace {

// A normal law that is drawn again until it is `least` or more: its mean moves up by sd times the hazard at the cut.
double mean_of_cut_normal(const Law& law) {
  const double cut = (law.least - law.mean) / law.sd;
  const double density = std::exp(-cut * cut / 2) / std::sqrt(2 * std::numbers::pi);
  const double above = std::erfc(cut / std::numbers::sqrt2) / 2;
  return law.mean + law.sd * density / above;
}

double mean_of_values(const Law& law) {
  double sum = 0;
  double weight = 0;
  for (std::size_t i = 0; i < law.values.size(); ++i) {
    const double each = law.weights.empty() ? 1 : law.weights[i];
    sum += each * law.values[i];
    weight += each;
  }
  return sum / weight;
}

}  // namespace

double mean(const Law& law) {
  switch (law.kind) {
    case LawKind::fixed: return law.value;
    case LawKind::uniform: return std::midpoint(law.from, law.to);
    case LawKind::normal: return mean_of_cut_normal(law);
    case LawKind::empirical: return mean_of_values(law);
    case LawKind::exponential:
    case LawKind::erlang:
    case LawKind::gamma:
    case LawKind::log_normal:
    case LawKind::hyperexponential: break;
  }
  return law.mean;
}

}  // namespace klynge::queueing
