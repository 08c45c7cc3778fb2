#include "sim/event_calendar.h"

#include <algorithm>
#include <set>
#include <vector>

#include "sim/check.h"
#include "sim/rng.h"
#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace sim;

Event event_at(Time time, std::uint32_t sequence = 0, Rank rank = Rank::ordinary) {
  Event event;
  event.time = time;
  event.rank = rank;
  event.sequence = sequence;
  return event;
}

// The sequence numbers that come out before `end`.
std::vector<std::uint32_t> drain(EventCalendar& calendar, Time end) {
  std::vector<std::uint32_t> out;
  while (const Event* next = calendar.next_before(end)) {
    out.push_back(next->sequence);
    calendar.pop();
  }
  return out;
}

using Sequences = std::vector<std::uint32_t>;

TEST_CASE("events come out in order of time whatever the order they went in", "[unit]") {
  EventCalendar calendar;
  calendar.push(event_at(midnight(2) + hours{3}, 4));
  calendar.push(event_at(midnight(0) + minutes{14}, 1));
  calendar.push(event_at(midnight(0) + seconds{1}, 0));
  calendar.push(event_at(midnight(2) + hours{3} - seconds{1}, 3));
  calendar.push(event_at(midnight(0) + minutes{15}, 2));
  CHECK(calendar.size() == 5);
  CHECK(drain(calendar, midnight(3)) == Sequences{0, 1, 2, 3, 4});
  CHECK(calendar.size() == 0);
  CHECK(calendar.next_before(midnight(100)) == nullptr);
}

TEST_CASE("at one instant the lower rank comes first", "[unit]") {
  EventCalendar calendar;
  const Time noon = midnight(1) + hours{12};
  calendar.push(event_at(noon, 2, Rank::seize));
  calendar.push(event_at(noon, 0, Rank::release));
  calendar.push(event_at(noon, 1, Rank::message));
  CHECK(drain(calendar, midnight(2)) == Sequences{0, 1, 2});
}

TEST_CASE("the end of a window belongs to the next one", "[unit]") {
  EventCalendar calendar;
  calendar.push(event_at(midnight(1), 0));
  CHECK(calendar.next_before(midnight(1)) == nullptr);
  CHECK(drain(calendar, midnight(1) + seconds{1}) == Sequences{0});
}

TEST_CASE("an event for the quarter being read is put in its place", "[unit]") {
  EventCalendar calendar;
  calendar.push(event_at(start_of_time + minutes{1}, 0));
  calendar.push(event_at(start_of_time + minutes{5}, 3));
  REQUIRE(calendar.next_before(midnight(1))->sequence == 0);
  calendar.pop();
  calendar.push(event_at(start_of_time + minutes{3}, 2));
  calendar.push(event_at(start_of_time + minutes{1}, 1));
  calendar.push(event_at(start_of_time + minutes{7}, 4));
  CHECK(drain(calendar, midnight(1)) == Sequences{1, 2, 3, 4});
}

TEST_CASE("a message reaches an empty quarter before the event that the window's end cut off", "[unit]") {
  EventCalendar calendar;
  calendar.push(event_at(midnight(3) + hours{12}, 2));
  // The calendar looks ahead to each window's end, and no further.
  for (const Duration end : {minutes{180}, minutes{1440}, minutes{1460}}) {
    CHECK(calendar.next_before(start_of_time + end) == nullptr);
  }
  calendar.push(event_at(midnight(1) + minutes{20}, 0));
  calendar.push(event_at(midnight(3) + hours{11}, 1));
  CHECK(drain(calendar, midnight(4)) == Sequences{0, 1, 2});
}

TEST_CASE("a message reaches the quarter in which the window's end fell", "[unit]") {
  EventCalendar calendar;
  calendar.push(event_at(start_of_time + minutes{14}, 2));
  CHECK(calendar.next_before(start_of_time + minutes{10}) == nullptr);
  calendar.push(event_at(start_of_time + minutes{12}, 1));
  calendar.push(event_at(start_of_time + minutes{10}, 0));
  CHECK(drain(calendar, midnight(1)) == Sequences{0, 1, 2});
}

// The ring holds 4096 days, and what lies beyond is looked through every 2048.
TEST_CASE("events beyond the ring of days are not lost or early", "[unit]") {
  EventCalendar calendar;
  std::uint32_t sequence = 20;
  for (const std::int64_t day :
       {20'000, 12'289, 12'288, 8'193, 8'192, 8'191, 6'145, 6'144, 6'143, 4'097, 4'096, 4'095, 2'048, 1, 0}) {
    calendar.push(event_at(midnight(day) + hours{1}, sequence--));
  }
  REQUIRE(calendar.next_before(midnight(1))->sequence == 6);
  CHECK(drain(calendar, midnight(2'049)) == Sequences{6, 7, 8});
  calendar.push(event_at(midnight(2'049 + 4'096), 100));  // the first day that no longer fits
  calendar.push(event_at(midnight(2'048 + 4'096), 101));  // and the last that does, read from day 2048
  CHECK(drain(calendar, midnight(30'000)) == Sequences{9, 10, 11, 12, 101, 13, 100, 14, 15, 16, 17, 18, 19, 20});
}

TEST_CASE("an event that is written where it lies is an event that was copied there", "[unit]") {
  EventCalendar calendar;
  const Subject who{AgentId{std::size_t{3}}};
  for (const Time time : {start_of_time + minutes{1}, midnight(3), midnight(9'000)}) {
    Event& event = calendar.add(time, Rank::seize, who, Subject{}, 8);
    CHECK(event.kind == 0);
    CHECK(event.payload == Event{}.payload);
    event.put(41);
    REQUIRE(calendar.next_before(time + seconds{1}) != nullptr);
    const Event out = *calendar.next_before(time + seconds{1});
    CHECK(out.time == time);
    CHECK(out.rank == Rank::seize);
    CHECK(out.subject == who);
    CHECK(out.source == Subject{});
    CHECK(out.sequence == 8);
    CHECK(out.get<int>() == 41);
    calendar.pop();
  }
}

TEST_CASE("the past is refused", "[unit]") {
  EventCalendar calendar;
  CHECK_THROWS_AS(calendar.push(event_at(start_of_time - seconds{1})), InternalError);
  const Time popped = midnight(1) + hours{2} + minutes{5};
  calendar.push(event_at(popped));
  REQUIRE(calendar.next_before(midnight(2)));
  calendar.pop();
  CHECK_NOTHROW(calendar.push(event_at(popped)));
  CHECK_THROWS_AS(calendar.push(event_at(popped - seconds{1})), InternalError);  // in the same quarter
  CHECK_THROWS_AS(calendar.push(event_at(popped - minutes{6})), InternalError);
  CHECK_THROWS_AS(calendar.push(event_at(midnight(0) + hours{2})), InternalError);
}

TEST_CASE("a quarter that has been read past is refused", "[unit]") {
  EventCalendar calendar;
  calendar.push(event_at(midnight(1) + hours{2}));
  REQUIRE(calendar.next_before(midnight(2)));  // read, but not popped
  CHECK_THROWS_AS(calendar.push(event_at(midnight(1) + hours{1})), InternalError);
  CHECK_THROWS_AS(calendar.push(event_at(midnight(0) + hours{1})), InternalError);
}

// A random program does what a run does: it opens a window, hands out what lies in it, each event scheduling some more
// at its own instant or later, and between windows takes messages for the window's end or later. Delays range from
// nothing to beyond the ring.
class Program {
 public:
  explicit Program(std::size_t number) : draws_(Streams(99, 0).draws(Subject{AgentId{number}}, 0, 0)) {}

  // How many events came out; the first that came out wrong ends the program.
  std::size_t run(std::size_t windows) {
    Time end = start_of_time;
    for (std::size_t w = 0; w < windows; ++w) {
      const std::uint32_t most = below(10) == 0 ? 300 : 6;  // now and then a crowd
      for (std::uint32_t messages = below(most); messages > 0; --messages) push(end);
      end += below(5) == 0 ? delay() : Duration{1 + below(100'000)};
      if (!hand_out(end)) return handed_out_;
    }
    while (!expected_.empty()) {
      end = expected_.rbegin()->time + seconds{1};
      scheduling_ = false;
      if (!hand_out(end)) return handed_out_;
    }
    right_ = right_ && calendar_.next_before(end + days{5'000}) == nullptr;
    return handed_out_;
  }

  bool right() const { return right_; }

 private:
  std::uint32_t below(std::uint32_t n) { return draws_() % n; }

  Duration delay() {
    switch (below(8)) {
      case 0: return Duration{0};
      case 1: return Duration{below(30)};
      case 2: return minutes{15 * below(10)};
      case 3: return Duration{below(86'400)};
      case 4: return days{below(4)};
      case 5: return Duration{below(60 * 86'400)};
      case 6: return Duration{below(86'400 * 10)};
      default: return below(20) == 0 ? days{4'090 + below(2'100)} : Duration{below(3 * 3'600)};
    }
  }

  void push(Time now) {
    Event event = event_at(now + delay(), sequence_++, static_cast<Rank>(below(6)));
    event.subject = Subject{AgentId{std::size_t{below(3)}}};
    event.source = Subject{AgentId{std::size_t{below(3)}}};
    if (below(2) == 0) {
      calendar_.push(event);
    } else {
      Event& added = calendar_.add(event.time, event.rank, event.subject, event.source, event.sequence);
      added.kind = event.kind;
    }
    expected_.insert(event);
  }

  bool hand_out(Time end) {
    while (const Event* next = calendar_.next_before(end)) {
      const Event event = *next;
      right_ = right_ && !expected_.empty() && expected_.begin()->sequence == event.sequence && event.time < end;
      if (!right_) return false;
      calendar_.pop();
      expected_.erase(expected_.begin());
      ++handed_out_;
      // One on average while the run lasts, so that the calendar neither empties nor fills up.
      if (scheduling_) {
        for (std::uint32_t more = below(3); more > 0; --more) push(event.time);
      }
    }
    right_ = right_ && calendar_.size() == expected_.size() && (expected_.empty() || expected_.begin()->time >= end);
    return right_;
  }

  Draws draws_;
  EventCalendar calendar_;
  std::multiset<Event> expected_;
  std::uint32_t sequence_ = 0;
  std::size_t handed_out_ = 0;
  bool scheduling_ = true;
  bool right_ = true;
};

TEST_CASE("random programs of pushes and pops come out in total order", "[unit]") {
  std::size_t events = 0;
  for (std::size_t number = 0; number < 200; ++number) {
    CAPTURE(number);
    Program program(number);
    events += program.run(60);
    REQUIRE(program.right());
  }
  CHECK(events > 100'000);
}

// Events of random rank, subject, source and kind within so many seconds from `from` on.
std::vector<Event> random_events(std::size_t count, Time from, std::uint32_t within, std::size_t salt) {
  Draws draws = Streams(7, 0).draws(Subject{AgentId{salt}}, 0, 0);
  std::vector<Event> events;
  for (std::uint32_t i = 0; i < count; ++i) {
    Event event = event_at(from + seconds{draws() % within}, i, static_cast<Rank>(draws() % 6));
    event.subject =
        draws() % 2 == 0 ? Subject{AgentId{std::size_t{draws() % 50}}} : Subject{NodeId{std::size_t{draws() % 5}}};
    event.source = Subject{AgentId{std::size_t{draws() % 3}}};
    event.kind = static_cast<EventKind>(draws() % 4);
    events.push_back(event);
  }
  return events;
}

bool same(const Event& a, const Event& b) { return !(a < b) && !(b < a); }

// Everything that is still to come, in order.
std::vector<Event> rest_of(EventCalendar& calendar) {
  std::vector<Event> out;
  while (const Event* next = calendar.next_before(midnight(40'000))) {
    out.push_back(*next);
    calendar.pop();
  }
  return out;
}

TEST_CASE("a crowd at one instant comes out in order", "[unit]") {
  std::vector<Event> crowd = random_events(200'000, midnight(3) + hours{12}, 1, 0);
  EventCalendar calendar;
  for (const Event& event : crowd) calendar.push(event);
  std::sort(crowd.begin(), crowd.end());
  const std::vector<Event> out = rest_of(calendar);
  REQUIRE(out.size() == crowd.size());
  CHECK(std::equal(out.begin(), out.end(), crowd.begin(), same));
}

// Each that comes schedules the next for its own instant; a hundred are there from the beginning.
TEST_CASE("a crowd that grows while it is read comes out in order", "[unit]") {
  constexpr std::uint32_t all = 200'000;
  const Time noon = midnight(0) + hours{12};
  EventCalendar calendar;
  std::uint32_t pushed = 0;
  while (pushed < 100) calendar.push(event_at(noon, pushed++));
  std::uint32_t expected = 0;
  bool in_order = true;
  while (const Event* next = calendar.next_before(midnight(1))) {
    in_order = in_order && next->sequence == expected++;
    calendar.pop();
    if (pushed < all) calendar.push(event_at(noon, pushed++));
  }
  CHECK(in_order);
  CHECK(expected == all);
}

TEST_CASE("what comes while a quarter is read is merged into the total order", "[unit]") {
  for (std::size_t salt = 0; salt < 20; ++salt) {
    std::vector<Event> all = random_events(600, midnight(1) + hours{9}, 900, salt);
    EventCalendar calendar;
    for (std::size_t i = 0; i < 300; ++i) calendar.push(all[i]);
    std::vector<Event> out;
    std::size_t waiting = 300;
    while (const Event* next = calendar.next_before(midnight(2))) {
      // The others come as soon as they do not lie before what has been handed out.
      const Event event = *next;
      if (waiting < all.size() && !(all[waiting] < event)) {
        calendar.push(all[waiting++]);
        continue;
      }
      if (waiting < all.size() && all[waiting] < event) {
        all.erase(all.begin() + static_cast<std::ptrdiff_t>(waiting));
        continue;
      }
      out.push_back(event);
      calendar.pop();
    }
    all.resize(waiting);
    std::sort(all.begin(), all.end());
    CAPTURE(salt);
    REQUIRE(out.size() == all.size());
    CHECK(std::equal(out.begin(), out.end(), all.begin(), same));
  }
}

TEST_CASE("what will soon be handed out can be seen from afar and changes nothing", "[unit]") {
  EventCalendar calendar;
  for (std::uint32_t second = 0; second < 10; ++second)
    calendar.push(event_at(start_of_time + seconds{second}, second));
  CHECK(calendar.upcoming() == nullptr);  // nothing has been looked at
  REQUIRE(calendar.next_before(midnight(1))->sequence == 0);
  calendar.pop();
  REQUIRE(calendar.upcoming() != nullptr);
  CHECK(calendar.upcoming()->sequence > 1);
  CHECK(drain(calendar, midnight(1)) == Sequences{1, 2, 3, 4, 5, 6, 7, 8, 9});
  CHECK(calendar.upcoming() == nullptr);
}

// Saved between two windows, in the middle of a quarter into which something has been pushed while it was read.
TEST_CASE("a calendar that was saved hands out the same rest", "[unit]") {
  EventCalendar calendar;
  for (const Event& event : random_events(4'000, start_of_time, 10 * 86'400, 1)) calendar.push(event);
  for (const Event& event : random_events(200, midnight(3) + hours{11}, 900, 2)) calendar.push(event);
  for (const Event& event : random_events(50, midnight(5'000), 400'000'000, 3)) calendar.push(event);
  const Time now = midnight(3) + hours{11} + minutes{7};
  while (calendar.next_before(now - minutes{2}) != nullptr) calendar.pop();
  for (const Event& event : random_events(100, now - minutes{1}, 400, 4)) calendar.push(event);
  while (calendar.next_before(now) != nullptr) calendar.pop();

  Archive written;
  written.section("calendar");
  calendar.state(written);
  Archive read(written.sections());
  read.section("calendar");
  EventCalendar restored;
  restored.state(read);
  CHECK_NOTHROW(read.finish_section());
  CHECK(restored.size() == calendar.size());
  CHECK_THROWS_AS(restored.push(event_at(now - minutes{8})), InternalError);  // the past is past for it too

  for (EventCalendar* each : {&calendar, &restored}) {
    for (const Event& event : random_events(100, now, 5 * 86'400, 5)) each->push(event);
  }
  const std::vector<Event> expected = rest_of(calendar);
  const std::vector<Event> out = rest_of(restored);
  REQUIRE(expected.size() > 2'500);
  REQUIRE(out.size() == expected.size());
  CHECK(std::equal(out.begin(), out.end(), expected.begin(), same));
  CHECK(std::is_sorted(out.begin(), out.end()));
}

TEST_CASE("a calendar is restored only into an empty one", "[unit]") {
  EventCalendar calendar;
  Archive written;
  written.section("calendar");
  calendar.state(written);
  Archive read(written.sections());
  read.section("calendar");
  calendar.push(event_at(midnight(1)));
  CHECK_THROWS_AS(calendar.state(read), InternalError);
}

TEST_CASE("an event that waits costs little more than its own size", "[unit]") {
  constexpr std::size_t count = 100'000;
  EventCalendar calendar;
  for (const Event& event : random_events(count, start_of_time, 30 * 86'400, 6)) calendar.push(event);
  CHECK(calendar.memory() >= count * sizeof(Event));
  CHECK(calendar.memory() < count * 60);
}

// As many as there are, each again up to 30 days later: for eleven years, once around the ring of days.
TEST_CASE("a calendar that neither fills nor empties does not grow", "[unit]") {
  constexpr std::size_t count = 2'000;
  EventCalendar calendar;
  for (const Event& event : random_events(count, start_of_time, 30 * 86'400, 7)) calendar.push(event);
  Draws draws = Streams(8, 0).draws(Subject{AgentId{std::size_t{0}}}, 0, 0);
  const auto run_to = [&](std::int64_t day) {
    while (const Event* next = calendar.next_before(midnight(day))) {
      const Time then = next->time + seconds{draws() % (30 * 86'400)};
      const std::uint32_t sequence = next->sequence;
      calendar.pop();
      calendar.push(event_at(then, sequence));
    }
  };
  run_to(200);
  const std::size_t before = calendar.memory();
  run_to(4'200);
  CHECK(calendar.size() == count);
  CHECK(static_cast<double>(calendar.memory()) < 1.1 * static_cast<double>(before));
}

}  // namespace
}  // namespace tests
