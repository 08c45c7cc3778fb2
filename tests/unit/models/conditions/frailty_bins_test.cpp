#include "models/conditions/frailty_bins.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <random>

#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace klynge;

double mean_of_bins(const ByBin& share, const ByBin& people) {
  return std::inner_product(share.begin(), share.end(), people.begin(), 0.0);
}

TEST_CASE("as many people are in each bin of frailty", "[unit]") {
  const double sigma = 0.5;
  const FrailtyBins bins(sigma);
  std::mt19937_64 chance(3);
  std::lognormal_distribution<float> frailty(static_cast<float>(-0.5 * sigma * sigma), static_cast<float>(sigma));
  std::array<int, frailty_bin_count> found{};
  const int count = 160'000;
  for (int i = 0; i < count; ++i) ++found[bins.of(frailty(chance))];
  for (const int each : found) CHECK(std::abs(each - 10'000) < 500);  // five standard errors
  CHECK(bins.of(0.01f) == 0);
  CHECK(bins.of(100.0f) == frailty_bin_count - 1);
  CHECK(FrailtyBins(0).of(1.0f) == 0);
}

TEST_CASE("the share of all is kept whatever the loading and whoever is in the bins", "[unit]") {
  ByBin fewer_frail{};
  for (std::size_t bin = 0; bin < frailty_bin_count; ++bin) fewer_frail[bin] = (20.0 - static_cast<double>(bin)) / 200;
  REQUIRE(std::abs(std::accumulate(fewer_frail.begin(), fewer_frail.end(), 0.0) - 1) < 1e-12);
  for (const double loading : {0.0, 0.3, 0.55, 0.95}) {
    for (const double share : {0.0, 1e-6, 0.002, 0.3, 0.9, 0.9999, 1.0}) {
      CAPTURE(loading, share);
      for (const ByBin& people : {equal_bins(), fewer_frail}) {
        const ByBin within = spread_over_bins(share, loading, people);
        CHECK(mean_of_bins(within, people) == Catch::Approx(share).epsilon(1e-7));
        CHECK(std::is_sorted(within.begin(), within.end()));  // the frailer, the likelier
      }
    }
  }
}

TEST_CASE("survivors of the bins are as frail as the bins they survive in, in the same order", "[unit]") {
  const FrailtyBins bins(0.5);
  ByBin people{};
  for (std::size_t bin = 0; bin < frailty_bin_count; ++bin) people[bin] = (23.5 - static_cast<double>(bin)) / 256;
  std::mt19937_64 chance(4);
  std::lognormal_distribution<float> frailty(-0.125f, 0.5f);
  std::vector<float> born;
  for (int i = 0; i < 100'000; ++i) born.push_back(frailty(chance));
  std::sort(born.begin(), born.end());
  ByBin found{};
  float before = 0;
  for (const float each : born) {
    const float survivor = bins.of_survivor(each, people);
    REQUIRE(survivor >= before);
    before = survivor;
    found[bins.of(survivor)] += 1.0 / 100'000;
  }
  for (std::size_t bin = 0; bin < frailty_bin_count; ++bin)
    CHECK(found[bin] == Catch::Approx(people[bin]).margin(0.005));
  const ByBin equal = equal_bins();
  CHECK(bins.of_survivor(1.5f, equal) == 1.5f);
}

// Two states that half of all have, loading 0.6, correlate by 0.36: both with 1/4 + asin(0.36) / (2 pi) (Sheppard
// 1899).
TEST_CASE("two states come together as the copula says, but for what bins leave out", "[unit]") {
  const ByBin within = spread_over_bins(0.5, 0.6, equal_bins());
  const double both = mean_of_bins(within, within) / static_cast<double>(frailty_bin_count);
  CHECK(both == Catch::Approx(0.25 + std::asin(0.36) / (2 * std::numbers::pi)).epsilon(0.01));
}

}  // namespace
}  // namespace tests
