#include "sim/event.h"

#include <algorithm>
#include <vector>

#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace sim;

Event event(int time, Rank rank, std::size_t subject, std::size_t source, std::uint32_t sequence) {
  Event made;
  made.time = start_of_time + seconds{time};
  made.rank = rank;
  made.subject = Subject{AgentId{subject}};
  made.source = Subject{AgentId{source}};
  made.sequence = sequence;
  return made;
}

// Each event precedes the next by one field; every later field says the opposite.
TEST_CASE("events are ordered by time and rank and subject and source and sequence", "[unit]") {
  const std::vector<Event> in_order = {
      event(1, Rank::ordinary, 9, 9, 9), event(2, Rank::release, 9, 9, 9), event(2, Rank::open, 2, 9, 9),
      event(2, Rank::open, 3, 1, 9),     event(2, Rank::open, 3, 2, 4),    event(2, Rank::open, 3, 2, 5),
  };
  for (std::size_t a = 0; a < in_order.size(); ++a) {
    for (std::size_t b = 0; b < in_order.size(); ++b) {
      CAPTURE(a, b);
      CHECK((in_order[a] < in_order[b]) == (a < b));
    }
  }
}

TEST_CASE("what frees capacity comes before what asks for it and that before who gives up", "[unit]") {
  const std::vector<Rank> ranks = {Rank::release, Rank::open, Rank::message, Rank::seize, Rank::leave, Rank::ordinary};
  CHECK(std::is_sorted(ranks.begin(), ranks.end()));
}

TEST_CASE("at one instant agents come before nodes", "[unit]") {
  Event agent = event(1, Rank::ordinary, 0x7FFF'FFFF, 0, 1);
  Event node = event(1, Rank::ordinary, 0, 0, 0);
  node.subject = Subject{NodeId{std::size_t{0}}};
  CHECK(agent < node);
}

// Two partitions may number their messages alike: then what the messages say decides.
TEST_CASE("events that differ in anything are never tied", "[unit]") {
  Event one = event(1, Rank::message, 1, 1, 1);
  Event two = one;
  CHECK_FALSE(one < two);
  two.put(7);
  CHECK((one < two) != (two < one));
  two = one;
  two.kind = 1;
  CHECK((one < two) != (two < one));
}

TEST_CASE("a payload comes back as it was put in", "[unit]") {
  struct Payload {
    double dose;
    std::uint64_t place;
    std::int32_t level;
    std::uint32_t flags;
  };
  static_assert(sizeof(Payload) == Event::payload_size);
  Event carrier;
  carrier.put(Payload{0.1, 1ull << 63, -7, 3});
  const auto payload = carrier.get<Payload>();
  CHECK(payload.dose == 0.1);
  CHECK(payload.place == 1ull << 63);
  CHECK(payload.level == -7);
  CHECK(payload.flags == 3);
}

}  // namespace
}  // namespace tests
