#include "models/journey/pool.h"

#include <map>
#include <set>
#include <utility>

#include "sim/rng.h"
#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace klynge;

struct Thing {
  int value = 7;
};

TEST_CASE("what is taken is new even where something has been before", "[unit]") {
  Pool<Thing> pool;
  const std::uint32_t first = pool.take();
  CHECK(pool[first].value == 7);
  pool[first].value = 1;
  const std::uint32_t second = pool.take();
  CHECK(second != first);
  pool.give_back(first);
  CHECK(pool.items()[first].value == 7);  // gone things look new
  CHECK(pool.take() == first);
  CHECK(pool[first].value == 7);
}

TEST_CASE("places are used again before there are more", "[unit]") {
  Pool<Thing> pool;
  for (int round = 0; round < 10; ++round) {
    std::set<std::uint32_t> taken;
    for (int n = 0; n < 50; ++n) taken.insert(pool.take());
    CHECK(taken.size() == 50);
    for (const std::uint32_t place : taken) pool.give_back(place);
  }
  CHECK(pool.items().size() == 50);
}

TEST_CASE("a reference stays good while others come", "[unit]") {
  Pool<Thing> pool;
  Thing& mine = pool[pool.take()];
  mine.value = 42;
  const Thing* where = &mine;
  for (int n = 0; n < 10'000; ++n) pool[pool.take()].value = n;
  CHECK(where->value == 42);
  CHECK(&pool[0] == where);
}

void put_back(Pool<Thing>& pool, Pool<Thing>& into) {
  sim::Archive written;
  written.section("pool");
  pool.state(written);
  sim::Archive read(written.take_sections());
  read.section("pool");
  into.state(read);
  read.finish_section();
}

TEST_CASE("a pool holds what a map would hold and so does one put back", "[unit]") {
  sim::Draws draws = sim::Streams(4, 0).draws(sim::Subject{}, 0, 0);
  Pool<Thing> pool;
  Pool<Thing> twin;
  std::map<std::uint32_t, int> plain;
  for (int n = 0; n < 5'000; ++n) {
    if (plain.empty() || draws.chance(0.51)) {
      const std::uint32_t place = pool.take();
      REQUIRE(plain.emplace(place, n).second);  // nobody else's
      pool[place].value = n;
    } else {
      auto gone = plain.begin();
      std::advance(gone, static_cast<std::ptrdiff_t>(draws.uniform() * static_cast<double>(plain.size())));
      pool.give_back(gone->first);
      plain.erase(gone);
    }
    if (n % 500 == 250) {  // one that held other things takes the place of this one
      put_back(pool, twin);
      std::swap(pool, twin);
    }
    for (const auto& [place, value] : plain) REQUIRE(pool[place].value == value);
  }
}

}  // namespace
}  // namespace tests
