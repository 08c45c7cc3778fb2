#include "sim/resource.h"

#include <algorithm>
#include <vector>

#include "sim/check.h"
#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace sim;

Claim claim(std::uint32_t tag, std::uint32_t lot = 0) { return {Subject{AgentId{std::size_t{tag}}}, tag, lot}; }

Time at(int second) { return start_of_time + seconds{second}; }

// Servers that are all alike, and lines in order of urgency.
Resource make(int servers, int lines = 1, Discipline discipline = by_priority, std::optional<int> room = std::nullopt) {
  ResourceSpec spec;
  spec.staff = {{.servers = servers}};
  spec.lines.clear();
  for (int line = 0; line < lines; ++line) spec.lines.push_back({.priority = line});
  spec.discipline = discipline;
  spec.room = room;
  return Resource(spec);
}

// The tags of all claims that can start now.
std::vector<std::uint32_t> started(Resource& resource, Time now) {
  std::vector<std::uint32_t> tags;
  while (const auto next = resource.start_next(now)) tags.push_back(next->claim.tag);
  return tags;
}

using Tags = std::vector<std::uint32_t>;

TEST_CASE("claims hold servers while there are any and then wait", "[unit]") {
  Resource resource = make(2);
  CHECK(resource.seize(claim(1), 0, at(0)) == Admission::starts);
  CHECK(resource.seize(claim(2), 0, at(0)) == Admission::starts);
  CHECK_FALSE(resource.has_server());
  CHECK(resource.seize(claim(3), 0, at(1)) == Admission::waits);
  CHECK(resource.seize(claim(4), 0, at(2)) == Admission::waits);
  CHECK(resource.serving() == 2);
  CHECK(resource.held() == 2);
  CHECK(resource.waiting() == 2);
  CHECK(started(resource, at(3)).empty());

  resource.release(claim(1), at(5));
  CHECK(started(resource, at(5)) == Tags{3});
  resource.release(claim(2), at(6));
  resource.release(claim(3), at(6));
  CHECK(started(resource, at(6)) == Tags{4});
  CHECK(resource.serving() == 1);
  CHECK(resource.has_server());
  CHECK(resource.waiting() == 0);
}

TEST_CASE("whoever starts is told since when it waited", "[unit]") {
  Resource resource = make(1);
  resource.seize(claim(1), 0, at(0));
  resource.seize(claim(2), 0, at(3));
  resource.release(claim(1), at(10));
  const auto next = resource.start_next(at(10));
  REQUIRE(next.has_value());
  CHECK(next->claim == claim(2));
  CHECK(next->since == at(3));
  CHECK(next->arrival == 2);
  CHECK_FALSE(next->interrupted);
}

// One server; the tags in the order in which those who came while the first was served are taken.
Tags order_of(Resource& resource, int waiting) {
  Tags order;
  for (int t = 10; t < 10 + waiting; ++t) {
    resource.release(order.empty() ? claim(1) : claim(order.back()), at(t));
    for (const auto tag : started(resource, at(t))) order.push_back(tag);
  }
  return order;
}

TEST_CASE("urgent claims go first and equally urgent ones in order of arrival", "[unit]") {
  Resource resource = make(1, 3);
  resource.seize(claim(1), 2, at(0));
  resource.seize(claim(2), 1, at(1));
  resource.seize(claim(3), 0, at(2));
  resource.seize(claim(4), 1, at(3));
  resource.seize(claim(5), 0, at(4));
  CHECK(order_of(resource, 4) == Tags{3, 5, 2, 4});
}

TEST_CASE("first come first served looks at no line", "[unit]") {
  Resource resource = make(1, 3, first_come);
  resource.seize(claim(1), 2, at(0));
  resource.seize(claim(2), 1, at(1));
  resource.seize(claim(3), 0, at(1));  // in the same second, but later
  resource.seize(claim(4), 1, at(3));
  CHECK(order_of(resource, 3) == Tags{2, 3, 4});
}

TEST_CASE("last come first served takes from the end and lots from anywhere", "[unit]") {
  Resource last = make(1, 1, last_come);
  Resource lots = make(1, 1, by_lot);
  for (Resource* each : {&last, &lots}) {
    each->seize(claim(1), 0, at(0));
    each->seize(claim(2, 70), 0, at(1));
    each->seize(claim(3, 30), 0, at(2));
    each->seize(claim(4, 50), 0, at(3));
  }
  CHECK(order_of(last, 3) == Tags{4, 3, 2});
  Tags drawn = order_of(lots, 3);
  std::sort(drawn.begin(), drawn.end());
  CHECK(drawn == Tags{2, 3, 4});
}

TEST_CASE("lines keep their order however long they grow", "[unit]") {
  Resource resource = make(1);
  Tags expected;
  std::uint32_t next = 0;
  resource.seize(claim(next++), 0, at(0));
  int now = 0;
  Tags order = {0};
  // Five come for each that goes, and then all are served.
  for (int round = 0; round < 100; ++round) {
    for (int n = 0; n < 5; ++n) resource.seize(claim(next++), 0, at(now));
    resource.release(claim(order.back()), at(++now));
    for (const auto tag : started(resource, at(now))) order.push_back(tag);
  }
  while (resource.waiting() > 0) {
    resource.release(claim(order.back()), at(++now));
    for (const auto tag : started(resource, at(now))) order.push_back(tag);
  }
  for (std::uint32_t tag = 0; tag < next; ++tag) expected.push_back(tag);
  CHECK(order == expected);
}

TEST_CASE("a blocked server is held and serves nobody", "[unit]") {
  Resource resource = make(1);
  resource.seize(claim(1), 0, at(0));
  resource.seize(claim(2), 0, at(0));
  resource.block(at(10));
  CHECK(resource.serving() == 0);
  CHECK(resource.blocked() == 1);
  CHECK(resource.held() == 1);
  CHECK_FALSE(resource.has_server());
  CHECK(started(resource, at(10)).empty());
  resource.release_blocked(claim(1), at(25));
  CHECK(started(resource, at(25)) == Tags{2});

  const Usage usage = resource.usage(at(30));
  CHECK(usage.serving_integral == 10 + 5);
  CHECK(usage.blocked_integral == 15);
  CHECK(usage.finished == 1);
}

TEST_CASE("staff who go home finish what they have begun and begin nothing", "[unit]") {
  Resource resource = make(2);
  resource.seize(claim(1), 0, at(0));
  resource.set_on_duty(0, 0, at(10));
  CHECK(resource.on_duty() == 0);
  CHECK(resource.servers() == 2);
  CHECK(resource.serving() == 1);
  CHECK(resource.seize(claim(2), 0, at(11)) == Admission::waits);
  CHECK(started(resource, at(11)).empty());
  resource.release(claim(1), at(12));
  CHECK(resource.serving() == 0);
  CHECK(started(resource, at(12)).empty());
  resource.set_on_duty(0, 2, at(20));
  CHECK(started(resource, at(20)) == Tags{2});
}

// Three serve when one of them goes home: whoever is done first makes up for it.
TEST_CASE("nobody starts while those who went home still hold a server", "[unit]") {
  Resource resource = make(3);
  for (std::uint32_t tag = 1; tag <= 4; ++tag) resource.seize(claim(tag), 0, at(0));
  resource.set_on_duty(0, 2, at(5));
  CHECK(resource.held() == 3);
  resource.release(claim(2), at(6));
  CHECK(started(resource, at(6)).empty());
  resource.release(claim(1), at(7));
  CHECK(started(resource, at(7)) == Tags{4});
}

// Two servers. 0-4: one serves. 4-6: both. 6-8: both, one claim waits. 8-10: both, two wait. At 10 one leaves and the
// first of them starts, having waited 4; at 13 a server is blocked until 16, when the second starts, having waited 8.
// From 18 on one of the two is on duty.
TEST_CASE("integrals are exact in whole seconds", "[unit]") {
  Resource resource = make(2);
  resource.seize(claim(1), 0, at(0));
  resource.seize(claim(2), 0, at(4));
  resource.seize(claim(3), 0, at(6));
  resource.seize(claim(4), 0, at(8));
  resource.release(claim(1), at(10));
  REQUIRE(started(resource, at(10)) == Tags{3});
  resource.block(at(13));
  resource.release_blocked(claim(2), at(16));
  REQUIRE(started(resource, at(16)) == Tags{4});
  resource.set_on_duty(0, 1, at(18));

  const Usage usage = resource.usage(at(20));
  CHECK(usage.arrived == 4);
  CHECK(usage.started == 4);
  CHECK(usage.finished == 2);
  CHECK(usage.waited_seconds == 4 + 8);
  CHECK(usage.waiting_integral == 2 * 1 + 2 * 2 + 6 * 1);
  CHECK(usage.serving_integral == 4 * 1 + 9 * 2 + 3 * 1 + 4 * 2);
  CHECK(usage.blocked_integral == 3);
  CHECK(usage.on_duty_integral == 18 * 2 + 2 * 1);
  // Asking changes nothing.
  CHECK(resource.usage(at(20)).serving_integral == usage.serving_integral);
  CHECK(resource.usage(at(21)).serving_integral == usage.serving_integral + 2);
}

TEST_CASE("what flowed through between two readings is their difference", "[unit]") {
  Resource resource = make(1, 1, by_priority, 1);
  resource.seize(claim(1), 0, at(0));
  resource.seize(claim(2), 0, at(3));
  const Usage early = resource.usage(at(4));
  resource.seize(claim(3), 0, at(5));  // refused
  resource.balk();
  REQUIRE(resource.withdraw(claim(2), at(6)));
  resource.release(claim(1), at(7));
  const Usage between = resource.usage(at(10)) - early;
  CHECK(between.arrived == 1);
  CHECK(between.started == 0);
  CHECK(between.finished == 1);
  CHECK(between.refused == 1);
  CHECK(between.balked == 1);
  CHECK(between.withdrawn == 1);
  CHECK(between.interrupted == 0);
  CHECK(between.waited_seconds == 0);
  CHECK(between.serving_integral == 3);
  CHECK(between.waiting_integral == 2);
  CHECK(between.blocked_integral == 0);
  CHECK(between.on_duty_integral == 6);
}

TEST_CASE("a resource without servers lets everybody wait", "[unit]") {
  Resource resource = make(0);
  CHECK(resource.seize(claim(1), 0, at(0)) == Admission::waits);
  CHECK(started(resource, at(5)).empty());
  CHECK(resource.usage(at(5)).waiting_integral == 5);
}

TEST_CASE("where the waiting room is full a claim is refused", "[unit]") {
  Resource resource = make(1, 2, by_priority, 2);
  CHECK(resource.seize(claim(1), 0, at(0)) == Admission::starts);
  CHECK(resource.seize(claim(2), 1, at(1)) == Admission::waits);
  CHECK(resource.has_room());
  CHECK(resource.seize(claim(3), 1, at(1)) == Admission::waits);
  CHECK_FALSE(resource.has_room());
  CHECK(resource.seize(claim(4), 0, at(2)) == Admission::refused);  // however urgent
  CHECK(resource.waiting() == 2);
  resource.release(claim(1), at(5));
  CHECK(started(resource, at(5)) == Tags{2});
  CHECK(resource.has_room());
  const Usage usage = resource.usage(at(5));
  CHECK(usage.arrived == 4);
  CHECK(usage.started == 2);
  CHECK(usage.refused == 1);
}

TEST_CASE("where there is no room to wait a claim starts or is refused", "[unit]") {
  Resource resource = make(1, 1, by_priority, 0);
  CHECK_FALSE(resource.has_room());
  CHECK(resource.seize(claim(1), 0, at(0)) == Admission::starts);
  CHECK(resource.seize(claim(2), 0, at(1)) == Admission::refused);
  resource.release(claim(1), at(2));
  CHECK(resource.seize(claim(3), 0, at(2)) == Admission::starts);
}

TEST_CASE("a claim that something else keeps from starting waits before a free server", "[unit]") {
  Resource resource = make(1);
  CHECK(resource.seize(claim(1), 0, at(0), false) == Admission::waits);
  CHECK(resource.held() == 0);
  CHECK(started(resource, at(4)) == Tags{1});
  CHECK(resource.usage(at(4)).waited_seconds == 4);
}

constexpr Skills wounds = 0b01;
constexpr Skills births = 0b10;

// A doctor who can do both and a nurse who can see to wounds; one line for each need.
Resource doctor_and_nurse() {
  ResourceSpec spec;
  spec.staff = {{.servers = 1, .skills = wounds | births}, {.servers = 1, .skills = wounds}};
  spec.lines = {{.priority = 0, .needs = births}, {.priority = 1, .needs = wounds}};
  return Resource(spec);
}

TEST_CASE("of those who can the one with the fewest skills serves", "[unit]") {
  Resource clinic = doctor_and_nurse();
  CHECK(clinic.seize(claim(1), 1, at(0)) == Admission::starts);
  CHECK(clinic.has_server_for(0));                               // the nurse was taken
  CHECK(clinic.seize(claim(2), 1, at(1)) == Admission::starts);  // the doctor, rather than wait
  CHECK_FALSE(clinic.has_server_for(0));
  CHECK(clinic.seize(claim(3), 0, at(2)) == Admission::waits);
  clinic.release(claim(1), at(5));
  CHECK(started(clinic, at(5)).empty());  // the nurse cannot
  clinic.release(claim(2), at(6));
  CHECK(started(clinic, at(6)) == Tags{3});
}

TEST_CASE("whom nobody on duty can serve waits while others overtake", "[unit]") {
  Resource clinic = doctor_and_nurse();
  clinic.set_on_duty(0, 0, at(0));
  CHECK(clinic.seize(claim(1), 0, at(1)) == Admission::waits);
  CHECK(clinic.seize(claim(2), 1, at(2)) == Admission::starts);
  CHECK(clinic.seize(claim(3), 1, at(3)) == Admission::waits);
  clinic.release(claim(2), at(4));
  CHECK(started(clinic, at(4)) == Tags{3});  // less urgent, and it came later
  clinic.set_on_duty(0, 1, at(9));
  CHECK(started(clinic, at(9)) == Tags{1});
}

TEST_CASE("each staff group knows whom it serves", "[unit]") {
  Resource clinic = doctor_and_nurse();
  clinic.seize(claim(1), 1, at(0));  // nurse
  clinic.seize(claim(2), 0, at(0));  // doctor
  clinic.block(at(3));
  clinic.release_blocked(claim(2), at(5));
  CHECK(clinic.has_server_for(0));
  clinic.release(claim(1), at(6));
  CHECK_THROWS_AS(clinic.release_blocked(claim(1), at(7)), InternalError);
  clinic.seize(claim(3), 0, at(7));
  CHECK_THROWS_AS(clinic.release(claim(4), at(8)), InternalError);  // somebody who holds none
}

TEST_CASE("a server is also seized for a claim that stands in line elsewhere", "[unit]") {
  Resource clinic = doctor_and_nurse();
  clinic.seize_jointly(claim(9), at(0));
  CHECK(clinic.has_server_for(0));  // again the one with the fewest skills
  clinic.seize_jointly(claim(8), at(0));
  CHECK_FALSE(clinic.has_server());
  CHECK_THROWS_AS(clinic.seize_jointly(claim(7), at(0)), InternalError);
  clinic.release(claim(9), at(4));
  CHECK(clinic.usage(at(4)).started == 2);
  CHECK(clinic.usage(at(4)).serving_integral == 8);
}

TEST_CASE("a claim withdraws by its number and only while it waits", "[unit]") {
  Resource resource = make(1, 2);
  resource.seize(claim(1), 0, at(0));
  for (std::uint32_t tag = 2; tag <= 5; ++tag) resource.seize(claim(tag), tag % 2, at(1));
  CHECK(resource.last_arrival() == 5);
  const auto left = resource.withdraw(1, 3, at(7));
  REQUIRE(left);
  CHECK(left->claim == claim(3));
  CHECK(left->since == at(1));
  CHECK_FALSE(resource.withdraw(1, 3, at(7)));  // gone
  CHECK_FALSE(resource.withdraw(0, 1, at(7)));  // served
  CHECK_FALSE(resource.withdraw(1, 4, at(7)));  // waits in the other line
  CHECK(resource.waiting() == 3);
  CHECK(resource.usage(at(7)).withdrawn == 1);
  CHECK(order_of(resource, 3) == Tags{2, 4, 5});
}

TEST_CASE("a claim withdraws by who it is", "[unit]") {
  Resource resource = make(1, 2);
  resource.seize(claim(1), 0, at(0));
  resource.seize(claim(2), 0, at(1));
  resource.seize(claim(3), 1, at(2));
  CHECK_FALSE(resource.withdraw(claim(1), at(3)));
  REQUIRE(resource.withdraw(claim(3), at(3)));
  CHECK_FALSE(resource.withdraw(claim(3), at(3)));
  CHECK(resource.waiting() == 1);
  CHECK(resource.usage(at(10)).waiting_integral == 9 + 1);
}

TEST_CASE("the interrupted waits again where its arrival places it", "[unit]") {
  Resource resource = make(1, 2, first_come);
  resource.seize(claim(1), 1, at(0));
  const Waiting first{claim(1), 1, true, at(5), 1};
  resource.seize(claim(2), 1, at(1));
  resource.seize(claim(3), 1, at(2));
  resource.interrupt(first, at(5));
  CHECK(resource.waiting() == 3);
  CHECK(resource.serving() == 0);
  CHECK(resource.seize(claim(4), 0, at(5)) == Admission::starts);
  CHECK_FALSE(resource.withdraw(1, 1, at(6)));  // it has begun, and its patience no longer counts
  resource.release(claim(4), at(8));
  const auto next = resource.start_next(at(8));
  REQUIRE(next);
  CHECK(next->claim == claim(1));
  CHECK(next->interrupted);
  const Usage usage = resource.usage(at(8));
  CHECK(usage.interrupted == 1);
  CHECK(usage.started == 2);  // once each
  CHECK(usage.waited_seconds == 3);
  CHECK(usage.serving_integral == 8);
}

TEST_CASE("to interrupt somebody helps only where his server is on duty and able", "[unit]") {
  Resource alone = make(1);
  alone.seize(claim(1), 0, at(0));
  CHECK(alone.would_free(claim(1), 0));
  alone.set_on_duty(0, 0, at(1));
  CHECK_FALSE(alone.would_free(claim(1), 0));

  Resource clinic = doctor_and_nurse();
  clinic.seize(claim(1), 1, at(0));  // nurse
  clinic.seize(claim(2), 1, at(0));  // doctor
  CHECK_FALSE(clinic.would_free(claim(1), 0));
  CHECK(clinic.would_free(claim(2), 0));
  CHECK(clinic.would_free(claim(1), 1));
  CHECK_FALSE(clinic.would_free(claim(3), 1));  // serves nobody
}

TEST_CASE("other staff of the same groups has other numbers and skills", "[unit]") {
  Resource clinic = doctor_and_nurse();
  clinic.set_staff({{.servers = 2, .skills = births}, {.servers = 3, .skills = wounds}});
  clinic.set_on_duty(0, 2, at(0));
  clinic.set_on_duty(1, 0, at(0));
  CHECK(clinic.servers() == 5);
  CHECK(clinic.seize(claim(1), 1, at(0)) == Admission::waits);
  CHECK(clinic.seize(claim(2), 0, at(0)) == Admission::starts);
  CHECK(clinic.seize(claim(3), 0, at(0)) == Admission::starts);
  CHECK_THROWS_AS(clinic.set_staff({{.servers = 1}}), InternalError);
  CHECK_THROWS_AS(clinic.set_staff({{.servers = 1}, {.servers = -1}}), InputError);
}

TEST_CASE("a resource that was saved goes on as if nothing had been", "[unit]") {
  Resource clinic = doctor_and_nurse();
  clinic.seize(claim(1), 1, at(0));
  clinic.seize(claim(2), 0, at(1));
  for (std::uint32_t tag = 3; tag <= 8; ++tag) clinic.seize(claim(tag), tag % 2, at(2));
  clinic.block(at(4));
  Archive written;
  written.section("clinic");
  clinic.state(written);

  Resource restored = doctor_and_nurse();
  Archive read(written.sections());
  read.section("clinic");
  restored.state(read);
  CHECK_NOTHROW(read.finish_section());
  for (Resource* each : {&clinic, &restored}) {
    each->release_blocked(claim(2), at(9));
    CHECK(started(*each, at(9)) == Tags{4});
    each->release(claim(1), at(11));
    CHECK(started(*each, at(11)) == Tags{3});
    CHECK(each->usage(at(20)).waiting_integral == clinic.usage(at(20)).waiting_integral);
    CHECK(each->usage(at(20)).on_duty_integral == 40);
    CHECK(each->last_arrival() == 8);
  }
}

TEST_CASE("what cannot be is refused", "[unit]") {
  CHECK_THROWS_AS(make(-1), InputError);
  CHECK_THROWS_AS(make(1, 0), InputError);
  CHECK_THROWS_AS(make(1, 65), InputError);
  CHECK_THROWS_AS(make(1, 1, by_priority, -1), InputError);
  CHECK_NOTHROW(make(1, 64));
  ResourceSpec nobody;
  nobody.staff.clear();
  CHECK_THROWS_AS(Resource(nobody), InputError);

  Resource resource = make(1, 2);
  CHECK_THROWS_AS(resource.release(claim(1), at(0)), InternalError);
  CHECK_THROWS_AS(resource.block(at(0)), InternalError);
  CHECK_THROWS_AS(resource.release_blocked(claim(1), at(0)), InternalError);
  CHECK_THROWS_AS(resource.seize(claim(1), 2, at(0)), InternalError);  // even while a server is free
  resource.seize(claim(1), 0, at(5));
  CHECK_THROWS_AS(resource.release(claim(1), at(4)), InternalError);  // time does not run backwards
}

}  // namespace
}  // namespace tests
