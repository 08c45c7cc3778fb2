#include "tests/support/markov_chain.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

#include "sim/check.h"

namespace tests {
namespace {

// A square matrix of which only the entries at most `width` off the diagonal are kept; the others are 0.
class BandMatrix {
 public:
  BandMatrix(std::size_t size, std::size_t width)
      : size_(size), width_(std::min(width, size - 1)), entries_(size * (2 * width_ + 1)) {}

  std::size_t size() const { return size_; }
  std::size_t first_in_row(std::size_t row) const { return row < width_ ? 0 : row - width_; }
  double& at(std::size_t row, std::size_t column) { return entries_[row * (2 * width_ + 1) + column + width_ - row]; }

 private:
  std::size_t size_;
  std::size_t width_;
  std::vector<double> entries_;
};

// The stationary chances for rates(i, j) from state i to state j. States are taken out from the last on: what passed
// through a state becomes direct rates among those before it. All terms are positive, so no digits are lost. What this
// writes on the diagonal is never read.
std::vector<double> eliminate(BandMatrix rates) {
  for (std::size_t k = rates.size() - 1; k > 0; --k) {
    const std::size_t first = rates.first_in_row(k);
    double out = 0;
    for (std::size_t j = first; j < k; ++j) out += rates.at(k, j);
    sim::require(out > 0, "stationary: a state does not lead back to the start");
    for (std::size_t i = first; i < k; ++i) {
      if (rates.at(i, k) == 0) continue;
      rates.at(i, k) /= out;
      for (std::size_t j = first; j < k; ++j) rates.at(i, j) += rates.at(i, k) * rates.at(k, j);
    }
  }
  std::vector<double> chances(rates.size());
  chances[0] = 1;
  for (std::size_t k = 1; k < chances.size(); ++k) {
    for (std::size_t i = rates.first_in_row(k); i < k; ++i) chances[k] += chances[i] * rates.at(i, k);
  }
  const double total = std::accumulate(chances.begin(), chances.end(), 0.0);
  for (double& each : chances) each /= total;
  return chances;
}

}  // namespace

std::map<State, double> stationary(const State& start, const std::function<std::vector<Jump>(const State&)>& jumps) {
  std::map<State, std::vector<Jump>> found;
  std::vector<State> unseen{start};
  while (!unseen.empty()) {
    const State state = unseen.back();
    unseen.pop_back();
    const auto [place, is_new] = found.try_emplace(state);
    if (!is_new) continue;
    place->second = jumps(state);
    std::erase_if(place->second, [](const Jump& jump) { return jump.rate == 0; });
    for (const Jump& jump : place->second) unseen.push_back(jump.to);
  }

  std::map<State, std::size_t> number_of;
  for (const auto& [state, leading] : found) number_of.emplace(state, number_of.size());
  std::size_t width = 0;
  for (const auto& [state, leading] : found) {
    const std::size_t from = number_of.at(state);
    for (const Jump& jump : leading) {
      const std::size_t to = number_of.at(jump.to);
      width = std::max(width, from < to ? to - from : from - to);
    }
  }
  BandMatrix rates(found.size(), width);
  for (const auto& [state, leading] : found) {
    for (const Jump& jump : leading) rates.at(number_of.at(state), number_of.at(jump.to)) += jump.rate;
  }

  const std::vector<double> chances = eliminate(std::move(rates));
  std::map<State, double> result;
  for (const auto& [state, number] : number_of) result.emplace(state, chances[number]);
  return result;
}

}  // namespace tests
