#include "sim/rng.h"

#include <array>
#include <limits>
#include <set>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/statistics.h"

namespace tests {
namespace {

using namespace sim;

using Words = std::array<std::uint32_t, 4>;

Subject agent(std::size_t number) { return Subject{AgentId{number}}; }

Words philox(Words counter, std::array<std::uint32_t, 2> key) {
  const auto words = r123::Philox4x32()({{counter[0], counter[1], counter[2], counter[3]}}, {{key[0], key[1]}});
  return {words[0], words[1], words[2], words[3]};
}

Words next_four(Draws& draws) {
  Words words;
  for (auto& word : words) word = draws();
  return words;
}

// The philox4x32 10 lines of tests/kat_vectors in https://github.com/DEShawResearch/random123.
TEST_CASE("Philox gives the known answers of its authors", "[unit]") {
  CHECK(philox({0, 0, 0, 0}, {0, 0}) == Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  CHECK(philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}) ==
        Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
        Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("draws are Philox words in order", "[unit]") {
  Draws zero = Streams(0, 0).draws(agent(0), 0, 0);
  CHECK(next_four(zero) == Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});

  // Key: seed, replication. Counter: subject, occurrence, decision, draw.
  Draws draws = Streams(0xa4093822, 0x299f31d0).draws(agent(0x243f6a88), 0x198a, 0x85a308d3);
  for (const std::uint32_t block : {0u, 1u, 2u}) {
    CHECK(next_four(draws) == philox({0x243f6a88, 0x85a308d3, 0x198a, block}, {0xa4093822, 0x299f31d0}));
  }

  Draws node = Streams(1, 2).draws(Subject{NodeId{std::size_t{3}}}, 4, 5);
  CHECK(next_four(node) == philox({0x80000003, 5, 4, 0}, {1, 2}));
}

TEST_CASE("draws depend on seed and replication and subject and decision and occurrence", "[unit]") {
  std::set<Words> seen;
  std::size_t streams = 0;
  const std::array<Subject, 3> subjects = {agent(0), agent(1), Subject{NodeId{std::size_t{0}}}};
  for (std::uint32_t seed = 0; seed < 3; ++seed) {
    for (std::uint32_t replication = 0; replication < 3; ++replication) {
      for (const Subject subject : subjects) {
        for (Decision decision = 0; decision < 3; ++decision) {
          for (std::uint32_t occurrence = 0; occurrence < 3; ++occurrence) {
            Draws draws = Streams(seed, replication).draws(subject, decision, occurrence);
            seen.insert(next_four(draws));
            ++streams;
          }
        }
      }
    }
  }
  CHECK(streams == 243);
  CHECK(seen.size() == streams);
}

TEST_CASE("the same question gets the same answer again", "[unit]") {
  const Streams streams(7, 1);
  Draws once = streams.draws(agent(5), 2, 3);
  Draws other = streams.draws(agent(5), 3, 3);
  Draws again = streams.draws(agent(5), 2, 3);
  other();
  for (int i = 0; i < 10; ++i) CHECK(once() == again());
}

// Uniforms are (word + 1/2) / 2^32, so the least and the greatest word stay inside the interval.
TEST_CASE("a uniform is the middle of its word's cell", "[unit]") {
  for (std::size_t i = 0; i < 1'000; ++i) {
    Draws word = Streams(3, 0).draws(agent(i), 0, 0);
    Draws uniform = word;
    const double expected = (static_cast<double>(word()) + 0.5) / 4294967296.0;
    REQUIRE(uniform.uniform() == expected);
  }
  CHECK(0.5 / 4294967296.0 > 0);
  CHECK((4294967295.0 + 0.5) / 4294967296.0 < 1);
}

// Mean 1/2, mean square 1/3, and neighbours that know nothing of each other: 1/4.
TEST_CASE("uniforms have the moments of a uniform distribution", "[unit]") {
  std::vector<double> means;
  std::vector<double> squares;
  std::vector<double> products;
  double least = 1;
  double greatest = 0;
  for (std::uint32_t batch = 0; batch < 100; ++batch) {
    double sum = 0;
    double square = 0;
    double product = 0;
    for (std::size_t i = 0; i < 5'000; ++i) {
      Draws draws = Streams(11, 0).draws(agent(i), 0, batch);
      const double first = draws.uniform();
      const double second = draws.uniform();
      least = std::min(least, first);
      greatest = std::max(greatest, first);
      sum += first;
      square += first * first;
      product += first * second;
    }
    means.push_back(sum / 5'000);
    squares.push_back(square / 5'000);
    products.push_back(product / 5'000);
  }
  CHECK(least > 0);
  CHECK(greatest < 1);
  expect_mean(means, 1.0 / 2, {.false_alarm = 1e-6});
  expect_mean(squares, 1.0 / 3, {.false_alarm = 1e-6});
  expect_mean(products, 1.0 / 4, {.false_alarm = 1e-6});
}

TEST_CASE("a chance comes true as often as it says", "[unit]") {
  std::vector<double> shares;
  for (std::uint32_t batch = 0; batch < 100; ++batch) {
    double hits = 0;
    for (std::size_t i = 0; i < 2'000; ++i) {
      Draws draws = Streams(13, 0).draws(agent(i), 0, batch);
      if (draws.chance(0.03)) ++hits;
    }
    shares.push_back(hits / 2'000);
  }
  expect_mean(shares, 0.03, {.false_alarm = 1e-6});

  Draws draws = Streams(13, 0).draws(agent(0), 1, 0);
  for (int i = 0; i < 1'000; ++i) {
    REQUIRE(draws.chance(1));
    REQUIRE_FALSE(draws.chance(0));
  }
}

}  // namespace
}  // namespace tests
