#include "sim/services.h"

#include "sim/check.h"
#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace sim;

Time at(std::int64_t second) { return start_of_time + seconds{second}; }

Waiting waiting(std::uint32_t number) {
  Waiting one;
  one.claim = {Subject{AgentId{std::size_t{number}}}, 0};
  one.arrival = number;
  return one;
}

Claim claim(std::uint32_t number) { return waiting(number).claim; }

// What the model is told when this one is done.
Event done(std::uint32_t number) {
  Event event;
  event.put(number);
  return event;
}

void begin(Services& services, std::uint32_t number, double length, Time now, int priority = 0) {
  services.begin(waiting(number), priority, now);
  services.set_length(claim(number), length, done(number));
}

TEST_CASE("what ends first is announced once", "[unit]") {
  Services services;
  CHECK_FALSE(services.next_ending(at(0)));
  begin(services, 1, 100, at(0));
  begin(services, 2, 60, at(10));
  const auto ending = services.next_ending(at(10));
  REQUIRE(ending);
  CHECK(ending->when == at(70));
  CHECK_FALSE(services.next_ending(at(11)));  // it is in the calendar

  const auto ended = services.take_ended(ending->serial, at(70));
  REQUIRE(ended);
  CHECK(ended->claim.claim == claim(2));
  CHECK(ended->end.get<std::uint32_t>() == 2);
  const auto other = services.next_ending(at(70));
  REQUIRE(other);
  CHECK(other->when == at(100));
  CHECK(services.take_ended(other->serial, at(100))->end.get<std::uint32_t>() == 1);
  CHECK_FALSE(services.next_ending(at(100)));
}

TEST_CASE("of those that end together the first who came ends first", "[unit]") {
  Services services;
  begin(services, 7, 40, at(0));
  begin(services, 3, 40, at(0));
  CHECK(services.take_ended(services.next_ending(at(0))->serial, at(40))->claim.arrival == 3);
  const auto other = services.next_ending(at(40));
  REQUIRE(other);
  CHECK(other->when == at(40));
  CHECK(services.take_ended(other->serial, at(40))->claim.arrival == 7);
}

TEST_CASE("an ending that has been overtaken by events is not told", "[unit]") {
  Services services;
  begin(services, 1, 100, at(0));
  const auto first = services.next_ending(at(0));
  begin(services, 2, 10, at(20));
  const auto second = services.next_ending(at(20));
  REQUIRE(second);
  CHECK(second->serial != first->serial);
  CHECK_FALSE(services.take_ended(first->serial, at(25)));
  CHECK(services.take_ended(second->serial, at(30)));
  CHECK_FALSE(services.take_ended(second->serial, at(30)));  // once
}

TEST_CASE("a service that is broken off does not end", "[unit]") {
  Services services;
  begin(services, 1, 100, at(0));
  const auto ending = services.next_ending(at(0));
  services.end(claim(1));
  CHECK_FALSE(services.take_ended(ending->serial, at(100)));
  CHECK_FALSE(services.next_ending(at(100)));
  CHECK_NOTHROW(services.end(claim(1)));  // nothing more to break off
}

TEST_CASE("the least urgent loses the server and the latest begun among equals", "[unit]") {
  Services services;
  begin(services, 1, 1000, at(0), 1);
  begin(services, 2, 1000, at(1), 2);
  begin(services, 3, 1000, at(5), 2);
  begin(services, 4, 1000, at(3), 2);
  begin(services, 5, 1000, at(5), 0);
  const auto interrupted = services.interrupt_for(1, at(9));
  REQUIRE(interrupted);
  CHECK(interrupted->claim == claim(3));
  CHECK(interrupted->interrupted);
  CHECK(interrupted->since == at(9));
  CHECK(services.interrupt_for(1, at(9))->claim == claim(4));
  CHECK(services.interrupt_for(1, at(9))->claim == claim(2));
  CHECK_FALSE(services.interrupt_for(1, at(9)));  // nobody for an equal
  CHECK(services.interrupt_for(0, at(9))->claim == claim(1));
}

TEST_CASE("of those begun at one instant the last who came loses the server", "[unit]") {
  Services services;
  begin(services, 4, 1000, at(0), 1);
  begin(services, 6, 1000, at(0), 1);
  begin(services, 5, 1000, at(0), 1);
  CHECK(services.interrupt_for(0, at(0))->claim == claim(6));
}

TEST_CASE("only those whose server is of use are interrupted", "[unit]") {
  Services services;
  begin(services, 1, 1000, at(0), 1);
  begin(services, 2, 1000, at(0), 2);
  const auto not_the_second = [](Claim held) { return !(held == claim(2)); };
  CHECK(services.interrupt_for(0, at(1), not_the_second)->claim == claim(1));
  CHECK_FALSE(services.interrupt_for(0, at(1), not_the_second));
}

TEST_CASE("who is interrupted has left what was left", "[unit]") {
  Services services;
  begin(services, 1, 100, at(0), 1);
  const auto out_of_date = services.next_ending(at(0));
  const auto interrupted = services.interrupt_for(0, at(30));
  begin(services, 2, 50, at(30), 0);
  CHECK(services.next_ending(at(30))->when == at(80));
  services.end(claim(2));
  services.resume(*interrupted, 1, at(80));
  CHECK_FALSE(services.take_ended(out_of_date->serial, at(100)));
  CHECK(services.next_ending(at(100))->when == at(150));
}

TEST_CASE("who is interrupted and gives up is forgotten", "[unit]") {
  Services services;
  begin(services, 1, 100, at(0), 1);
  const auto interrupted = services.interrupt_for(0, at(30));
  services.end(claim(1));
  CHECK_THROWS_AS(services.resume(*interrupted, 1, at(40)), InternalError);
}

// A third of a second has no exact place among the binary fractions, and a whole number of seconds no exact third.
TEST_CASE("many interruptions lose nothing of what is left", "[unit]") {
  Services services;
  services.set_speed(1.0 / 3, at(0));
  begin(services, 1, 1'000, at(0), 1);  // 3000 s of work
  std::int64_t now = 0;
  for (int pause = 0; pause < 428; ++pause) {
    now += 7;
    const auto interrupted = services.interrupt_for(0, at(now));
    REQUIRE(interrupted);
    now += 1 + pause % 13;
    services.resume(*interrupted, 1, at(now));
  }
  const auto ending = services.next_ending(at(now));
  REQUIRE(ending);
  CHECK(ending->when == at(now) + seconds{3'000 - 428 * 7});
}

// 40 s at full speed, 60 s at half speed, so 30 s of 100 are left: at double speed they take 15 s.
TEST_CASE("a service runs as fast as the speed of the moment", "[unit]") {
  Services services;
  begin(services, 1, 100, at(0));
  CHECK(services.next_ending(at(0))->when == at(100));
  services.set_speed(0.5, at(40));
  CHECK(services.next_ending(at(40))->when == at(160));
  services.set_speed(2, at(100));
  const auto ending = services.next_ending(at(100));
  CHECK(ending->when == at(115));
  services.set_speed(2, at(105));  // no change
  CHECK_FALSE(services.next_ending(at(105)));
  CHECK(services.take_ended(ending->serial, at(115)));
}

TEST_CASE("the speed does not touch those who are interrupted", "[unit]") {
  Services services;
  begin(services, 1, 100, at(0), 1);
  const auto interrupted = services.interrupt_for(0, at(40));
  services.set_speed(3, at(40));
  services.set_speed(0.5, at(70));
  services.resume(*interrupted, 1, at(90));
  CHECK(services.next_ending(at(90))->when == at(90 + 120));
}

TEST_CASE("services that were saved end as if nothing had been", "[unit]") {
  Services services;
  services.set_speed(0.7, at(0));
  begin(services, 1, 90, at(0), 1);
  begin(services, 2, 50, at(10), 2);
  const auto interrupted = services.interrupt_for(1, at(25));
  const auto announced = services.next_ending(at(25));
  Archive written;
  written.section("services");
  services.state(written);

  Services restored;
  Archive read(written.sections());
  read.section("services");
  restored.state(read);
  for (Services* each : {&services, &restored}) {
    CHECK_FALSE(each->next_ending(at(30)));
    CHECK(each->take_ended(announced->serial, announced->when)->claim.claim == claim(1));
    each->resume(*interrupted, 2, at(200));
    CHECK(each->next_ending(at(200))->when == at(200) + from_seconds(50 / 0.7 - 15));
  }
}

TEST_CASE("what services cannot do is refused", "[unit]") {
  Services services;
  CHECK_THROWS_AS(services.set_speed(0, at(0)), InputError);
  CHECK_THROWS_AS(services.set_speed(-1, at(0)), InputError);
  CHECK_THROWS_AS(services.set_length(claim(1), 5, done(1)), InternalError);
  CHECK_THROWS_AS(services.resume(waiting(1), 0, at(0)), InternalError);
}

}  // namespace
}  // namespace tests
