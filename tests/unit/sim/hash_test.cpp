#include "sim/hash.h"

#include <functional>
#include <set>
#include <vector>

#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace sim;

Event some_event() {
  Event event;
  event.time = start_of_time + days{40} + seconds{17};
  event.subject = Subject{AgentId{std::size_t{12}}};
  event.source = Subject{AgentId{std::size_t{31}}};
  event.sequence = 1'234;
  event.kind = 3;
  event.rank = Rank::message;
  event.put(std::array<std::uint64_t, 3>{7, 8, 9});
  return event;
}

// One bit of one field each, over all fields.
std::vector<Event> nearly_the_same() {
  std::vector<Event> events;
  const auto with = [&](auto change) {
    events.push_back(some_event());
    change(events.back());
  };
  for (unsigned bit = 0; bit < 40; ++bit) with([&](Event& e) { e.time += seconds{std::int64_t{1} << bit}; });
  for (unsigned bit = 0; bit < 31; ++bit) {
    with([&](Event& e) { e.subject = Subject{AgentId{e.subject.word() ^ (std::size_t{1} << bit)}}; });
    with([&](Event& e) { e.source = Subject{AgentId{e.source.word() ^ (std::size_t{1} << bit)}}; });
  }
  with([](Event& e) { e.subject = Subject{NodeId{std::size_t{12}}}; });
  with([](Event& e) { e.source = Subject{NodeId{std::size_t{31}}}; });
  with([](Event& e) { std::swap(e.subject, e.source); });
  for (unsigned bit = 0; bit < 32; ++bit) with([&](Event& e) { e.sequence ^= 1u << bit; });
  for (unsigned bit = 0; bit < 16; ++bit)
    with([&](Event& e) { e.kind = static_cast<EventKind>(e.kind ^ (1u << bit)); });
  for (const Rank rank : {Rank::release, Rank::open, Rank::seize, Rank::leave, Rank::ordinary}) {
    with([&](Event& e) { e.rank = rank; });
  }
  for (std::size_t byte = 0; byte < Event::payload_size; ++byte) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      with([&](Event& e) { e.payload[byte] ^= static_cast<std::byte>(1u << bit); });
    }
  }
  with([](Event& e) { e.put(std::array<std::uint64_t, 3>{8, 7, 9}); });
  with([](Event& e) { e.put(std::array<std::uint64_t, 3>{7, 9, 8}); });
  return events;
}

TEST_CASE("the same event after the same events gives the same hash", "[unit]") {
  CHECK(chain(5, some_event()) == chain(5, some_event()));
}

TEST_CASE("any one bit of an event changes the hash", "[unit]") {
  std::set<std::uint64_t> hashes = {chain(0, some_event())};
  const std::vector<Event> events = nearly_the_same();
  for (std::size_t i = 0; i < events.size(); ++i) {
    CAPTURE(i);
    CHECK(hashes.insert(chain(0, events[i])).second);
  }
  CHECK(events.size() > 300);
}

TEST_CASE("what came before changes the hash", "[unit]") {
  std::set<std::uint64_t> hashes;
  for (unsigned bit = 0; bit < 64; ++bit) hashes.insert(chain(std::uint64_t{1} << bit, some_event()));
  hashes.insert(chain(0, some_event()));
  CHECK(hashes.size() == 65);
}

TEST_CASE("the order of two events changes the hash", "[unit]") {
  const Event one = some_event();
  for (const Event& other : nearly_the_same()) {
    CHECK(chain(chain(0, one), other) != chain(chain(0, other), one));
  }
}

TEST_CASE("an event that comes twice does not cancel itself", "[unit]") {
  const std::uint64_t once = chain(0, some_event());
  const std::uint64_t twice = chain(once, some_event());
  CHECK(once != twice);
  CHECK(twice != 0);
  CHECK(chain(twice, some_event()) != once);
}

}  // namespace
}  // namespace tests
