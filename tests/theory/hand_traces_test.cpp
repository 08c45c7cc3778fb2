// Runs without chance, short enough to be followed with a pencil: every figure is exact.
#include <fmt/format.h>

#include "models/queueing/run.h"
#include "tests/support/catch.h"
#include "tests/support/reference_networks.h"

namespace tests {
namespace {

// Of the one run that there is.
class Trace {
 public:
  explicit Trace(const std::string& toml) : runs_(replicate(network(toml), 1, 1)) {}
  double operator()(std::string_view measure, std::string_view node = queueing::all,
                    std::string_view customer_class = queueing::all) const {
    return sample(runs_, measure, node, customer_class).front();
  }
  // Over the whole run: what measures state per time unit.
  double sum(std::string_view measure, std::string_view node) const { return (*this)(measure, node) * (*this)("end"); }

 private:
  Runs runs_;
};

Catch::Approx exactly(double value) { return Catch::Approx(value).epsilon(1e-12); }

// Whoever comes at an even minute finds the server busy since the minute before, until half past.
TEST_CASE("of a hundred customers a minute apart one server without room takes every second", "[theory]") {
  std::string times = "1";
  for (int minute = 2; minute <= 100; ++minute) times += fmt::format(", {}", minute);
  const Trace trace(fmt::format(R"(
run = {{ time_unit = "minutes", length = 100, until_empty = true }}
[classes.customer]
[nodes.desk]
servers = 1
room = 0
[[arrivals]]
class = "customer"
node = "desk"
times = [{}]
[[services]]
node = "desk"
time = {{ law = "fixed", value = 1.5 }}
)",
                                times));
  CHECK(trace("entered") == 100);
  CHECK(trace("left") == 50);
  CHECK(trace("refused", "desk") == exactly(0.5));
  CHECK(trace("lost") == exactly(0.5));
  CHECK(trace("end") == exactly(100.5));
  CHECK(trace.sum("busy", "desk") == exactly(75));
  CHECK(trace("wait", "desk") == 0);
}

// Five at minute 10 in front of two servers and two chairs: two are served until 13, two until 16, one is refused.
TEST_CASE("a batch at one instant fills first the servers and then the room", "[theory]") {
  const Trace trace(R"(
run = { time_unit = "minutes", length = 20, until_empty = true }
[classes.customer]
[nodes.desk]
servers = 2
room = 2
[[arrivals]]
class = "customer"
node = "desk"
times = [10, 10, 10, 10, 10]
[[services]]
node = "desk"
time = { law = "fixed", value = 3 }
)");
  CHECK(trace("refused", "desk") == exactly(0.2));
  CHECK(trace("wait", "desk") == exactly((0 + 0 + 3 + 3) / 4.0));
  CHECK(trace("share_waiting", "desk") == exactly(0.5));
  CHECK(trace.sum("queue", "desk") == exactly(6));
  CHECK(trace.sum("busy", "desk") == exactly(12));
  CHECK(trace("end") == exactly(16));
}

// 0-4 first, 4-7 urgent, 7-13 first again, 13-23 second.
TEST_CASE("who is interrupted goes on where they stopped and before who came later", "[theory]") {
  const Trace trace(R"(
run = { time_unit = "minutes", length = 20, until_empty = true }
[classes.urgent]
priority = 0
[classes.other]
priority = 1
[nodes.desk]
servers = 1
discipline = "pre-emptive"
[[arrivals]]
class = "other"
node = "desk"
times = [0, 5]
[[arrivals]]
class = "urgent"
node = "desk"
times = [4]
[[services]]
node = "desk"
class = "other"
time = { law = "fixed", value = 10 }
[[services]]
node = "desk"
class = "urgent"
time = { law = "fixed", value = 3 }
)");
  CHECK(trace("stay", "desk", "urgent") == exactly(3));
  CHECK(trace("stay", "desk", "other") == exactly((13 + 18) / 2.0));
  CHECK(trace("wait", "desk", "other") == exactly((0 + 8) / 2.0));  // until service first began
  CHECK(trace.sum("queue", "desk") == exactly(3 + 8));
  CHECK(trace.sum("busy", "desk") == exactly(23));
  CHECK(trace("end") == exactly(23));
}

// Served 0-10; gives up at 6; waits from 7, served 10-20; comes at 15, and at 20 is served at the very instant at which
// patience ends: a release comes first.
TEST_CASE("patience that ends as a server becomes free is not lost", "[theory]") {
  const Trace trace(R"(
run = { time_unit = "minutes", length = 20, until_empty = true }
[classes.customer]
[nodes.desk]
servers = 1
[[arrivals]]
class = "customer"
node = "desk"
times = [0, 1, 7, 15]
[[services]]
node = "desk"
time = { law = "fixed", value = 10 }
[[patience]]
node = "desk"
time = { law = "fixed", value = 5 }
)");
  CHECK(trace("gave_up", "desk") == exactly(0.25));
  CHECK(trace("wait", "desk") == exactly((0 + 3 + 5) / 3.0));
  CHECK(trace("wait_of_all", "desk") == exactly((0 + 5 + 3 + 5) / 4.0));
  CHECK(trace("left") == 3);
  CHECK(trace("end") == exactly(30));
}

// First: 0-2, 2-4 and blocked until 7, 7-9 and blocked until 12. Second: 2-7, 7-12, 12-17.
TEST_CASE("who is blocked keeps the server until there is room", "[theory]") {
  const Trace trace(R"(
run = { time_unit = "minutes", length = 20, until_empty = true }
[classes.customer]
[nodes.first]
servers = 1
[nodes.second]
servers = 1
room = 0
when_full = "block"
[[arrivals]]
class = "customer"
node = "first"
times = [0, 1, 3]
[[services]]
node = "first"
time = { law = "fixed", value = 2 }
[[services]]
node = "second"
time = { law = "fixed", value = 5 }
[[routes]]
from = "first"
to = "second"
)");
  CHECK(trace("wait", "first") == exactly((0 + 1 + 4) / 3.0));
  CHECK(trace("stay", "first") == exactly((2 + 6 + 9) / 3.0));
  CHECK(trace.sum("busy", "first") == exactly(6));
  CHECK(trace.sum("blocked", "first") == exactly(3 + 3));
  CHECK(trace("wait", "second") == 0);
  CHECK(trace("time_in_network") == exactly((7 + 11 + 14) / 3.0));
  CHECK(trace("end") == exactly(17));
}

// Alone 0-2, half speed 2-6, when the first is finished; the second has two of its four minutes left.
TEST_CASE("two who share a server slow each other down while both are there", "[theory]") {
  const Trace trace(R"(
run = { time_unit = "minutes", length = 20, until_empty = true }
[classes.customer]
[nodes.desk]
servers = 1
speed = "shared"
[[arrivals]]
class = "customer"
node = "desk"
times = [0, 2]
[[services]]
node = "desk"
time = { law = "fixed", value = 4 }
)");
  CHECK(trace("stay", "desk") == exactly(6));
  CHECK(trace("end") == exactly(8));
  CHECK(trace.sum("present", "desk") == exactly(12));
}

// On duty from 22 to 6, also in the night before the first day. Who comes at 5 is served until 7, an hour after the
// door has closed; who comes at 5:30 and at 7 waits until 22, and until 24.
TEST_CASE("a door that is closed by day keeps customers waiting until night", "[theory]") {
  const Trace trace(R"(
run = { time_unit = "hours", length = 30, until_empty = true }
[classes.customer]
[nodes.night_desk]
shifts = [{ servers = 1, from = 22, to = 30 }]
[[arrivals]]
class = "customer"
node = "night_desk"
times = [5, 5.5, 7]
[[services]]
node = "night_desk"
time = { law = "fixed", value = 2 }
)");
  CHECK(trace("wait", "night_desk") == exactly((0 + 16.5 + 17) / 3));
  CHECK(trace("end") == exactly(26));
  CHECK(trace.sum("busy", "night_desk") == exactly(6));
  CHECK(trace.sum("on_duty", "night_desk") == exactly(6 + 4));
}

// Monday the 1st of January 2024 to Sunday; open on Monday and Thursday from 8 to 12.
TEST_CASE("who comes to a door that is closed today waits for the day on which it opens", "[theory]") {
  const Trace trace(R"(
run = { time_unit = "hours", length = 168, until_empty = true }
[classes.customer]
[nodes.desk]
shifts = [{ servers = 1, from = 8, to = 12, days = ["Mon", "Thu"] }]
[[arrivals]]
class = "customer"
node = "desk"
times = [9, 12, 13]
[[services]]
node = "desk"
time = { law = "fixed", value = 1 }
)");
  CHECK(trace("wait", "desk") == exactly((0 + (80 - 12) + (81 - 13)) / 3.0));
  CHECK(trace("end") == exactly(82));
}

// One overflows to the second node, the next finds both full and is lost.
TEST_CASE("who finds no room goes where they are sent and the last refusal is final", "[theory]") {
  const Trace trace(R"(
run = { time_unit = "minutes", length = 20, until_empty = true }
[classes.customer]
[nodes.near]
servers = 1
room = 0
when_full = "overflow"
overflow = ["far"]
[nodes.far]
servers = 1
room = 0
[[arrivals]]
class = "customer"
node = "near"
times = [1, 2, 3]
[[services]]
node = "near"
time = { law = "fixed", value = 9 }
[[services]]
node = "far"
time = { law = "fixed", value = 4 }
)");
  CHECK(trace("refused", "near") == exactly(2.0 / 3));
  CHECK(trace.sum("arrivals", "far") == exactly(1));
  CHECK(trace("lost") == exactly(1.0 / 3));
  CHECK(trace("stay", "far") == exactly(4));
  CHECK(trace("end") == exactly(10));
}

// First 6-7, and blocked until the second opens at 8, though nobody stands in line there.
TEST_CASE("who is blocked before a closed door goes in when it opens", "[theory]") {
  const Trace trace(R"(
run = { time_unit = "hours", length = 20, until_empty = true }
[classes.customer]
[nodes.first]
servers = 1
[nodes.second]
shifts = [{ servers = 1, from = 8, to = 16 }]
room = 0
when_full = "block"
[[arrivals]]
class = "customer"
node = "first"
times = [6]
[[services]]
node = "first"
time = { law = "fixed", value = 1 }
[[services]]
node = "second"
time = { law = "fixed", value = 1 }
[[routes]]
from = "first"
to = "second"
)");
  CHECK(trace.sum("blocked", "first") == exactly(1));
  CHECK(trace("left") == 1);
  CHECK(trace("end") == exactly(9));
}

// The nurse is with a customer of her own until 5. Who is finished at 2 and needs doctor and nurse is blocked until
// then.
TEST_CASE("who is blocked for want of a second server goes on when that one is free", "[theory]") {
  const Trace trace(R"(
run = { time_unit = "hours", length = 20, until_empty = true }
[classes.customer]
[nodes.reception]
servers = 1
[nodes.nurse]
servers = 1
[nodes.doctor]
servers = 1
room = 0
when_full = "block"
together_with = ["nurse"]
[[arrivals]]
class = "customer"
node = "reception"
times = [0]
[[arrivals]]
class = "customer"
node = "nurse"
times = [0]
[[services]]
node = "reception"
time = { law = "fixed", value = 2 }
[[services]]
node = "nurse"
time = { law = "fixed", value = 5 }
[[services]]
node = "doctor"
time = { law = "fixed", value = 1 }
[[routes]]
from = "reception"
to = "doctor"
)");
  CHECK(trace.sum("blocked", "reception") == exactly(3));
  CHECK(trace.sum("busy", "nurse") == exactly(5 + 1));
  CHECK(trace("left") == 2);
  CHECK(trace("end") == exactly(6));
}

// Both are ready at 1; one is served 1-3, the other stays at home until then.
TEST_CASE("who finds no room after a delay stays where nobody waits", "[theory]") {
  const Trace trace(R"(
run = { time_unit = "hours", length = 20, until_empty = true }
[classes.customer]
[nodes.home]
servers = "infinite"
[nodes.desk]
servers = 1
room = 0
when_full = "block"
[[arrivals]]
class = "customer"
node = "home"
times = [0, 0]
[[services]]
node = "home"
time = { law = "fixed", value = 1 }
[[services]]
node = "desk"
time = { law = "fixed", value = 2 }
[[routes]]
from = "home"
to = "desk"
)");
  CHECK(trace.sum("blocked", "home") == exactly(2));
  CHECK(trace("stay", "home") == exactly((1 + 3) / 2.0));
  CHECK(trace("left") == 2);
  CHECK(trace("end") == exactly(5));
}

TEST_CASE("whom a node has no room for may go where there is always room", "[theory]") {
  const Trace trace(R"(
run = { time_unit = "hours", length = 20, until_empty = true }
[classes.customer]
[nodes.near]
servers = 1
room = 0
when_full = "overflow"
overflow = ["abroad"]
[nodes.abroad]
servers = "infinite"
[[arrivals]]
class = "customer"
node = "near"
times = [1, 1, 1]
[[services]]
node = "near"
time = { law = "fixed", value = 2 }
[[services]]
node = "abroad"
time = { law = "fixed", value = 3 }
)");
  CHECK(trace.sum("arrivals", "abroad") == exactly(2));
  CHECK(trace("left") == 3);
  CHECK(trace("end") == exactly(4));
}

// 228 years: more seconds than 32 bits hold.
TEST_CASE("time in the network is counted after centuries as on the first day", "[theory]") {
  QueueingNetwork centuries = station({.servers = std::nullopt, .service = fixed(2), .length = 2'000'010});
  centuries.arrivals[0].rate = std::nullopt;
  centuries.arrivals[0].times = {1, 2'000'000};
  CHECK(sample(replicate(centuries, 1, 1), "time_in_network").front() == exactly(2));
  centuries.run.length = 5'000'000;
  CHECK_THROWS_WITH(replicate(centuries, 1, 1), Catch::Matchers::ContainsSubstring("expected at most 544"));
}

// Everybody visits a twice in a row. In b: 0-1, 1-2, and 2-3, blocked until 8:30, when the first leaves a for b; that one
// is served until 9:30 and blocked. In a: 1-3:30, 3:30-6, 6-8:30, 8:30-11, and one waits from 2 onwards: who comes back
// takes the place that they have made, not the one who is blocked before it.
TEST_CASE("who goes back to where they are keeps a place before those who are blocked", "[theory]") {
  const Trace trace(R"(
run = { time_unit = "minutes", length = 10 }
[classes.first]
population = 3
starts_at = "b"
[classes.second]
[nodes.a]
servers = 1
room = 1
when_full = "block"
[nodes.b]
servers = 1
[[services]]
node = "a"
time = { law = "fixed", value = 2.5 }
[[services]]
node = "b"
time = { law = "fixed", value = 1 }
[[routes]]
from = "b"
to = "a"
[[routes]]
from = "a"
class = "first"
to = "a"
becomes = "second"
[[routes]]
from = "a"
class = "second"
to = "b"
becomes = "first"
)");
  CHECK(trace("busy", "a") * 10 == exactly(9));
  CHECK(trace("queue", "a") * 10 == exactly(8));
  CHECK(trace("busy", "b") * 10 == exactly(3 + 1));
  CHECK(trace("blocked", "b") * 10 == exactly(5.5 + 0.5));
  CHECK(trace("present", "a") + trace("present", "b") == exactly(3));
}

// Served 8:30-9:30, half an hour after the door has closed, and wants to stay: the server has gone home, and there is no
// room. Comes back when it opens, on the next day.
TEST_CASE("who goes back to a door that has closed stands aside until it opens", "[theory]") {
  const Trace trace(R"(
run = { time_unit = "hours", length = 20, until_empty = true }
[classes.first]
[classes.second]
[nodes.desk]
shifts = [{ servers = 1, from = 8, to = 9 }]
room = 0
when_full = "block"
[[arrivals]]
class = "first"
node = "desk"
times = [8.5]
[[services]]
node = "desk"
time = { law = "fixed", value = 1 }
[[routes]]
from = "desk"
class = "first"
to = "desk"
becomes = "second"
)");
  CHECK(trace("left") == 1);
  CHECK(trace("lost") == 0);
  CHECK(trace("end") == exactly(33));
  CHECK(trace("stay", "desk") == exactly(1));
  CHECK(trace.sum("busy", "desk") == exactly(2));
}

// There 1-4 and 4-7: the first came before counting began, the second is still there when it ends.
TEST_CASE("a stay counts when it ends also where nobody waits", "[theory]") {
  const Trace trace(R"(
run = { time_unit = "minutes", warm_up = 2, length = 3 }
[classes.customer]
[nodes.hall]
servers = "infinite"
[[arrivals]]
class = "customer"
node = "hall"
times = [1, 4]
[[services]]
node = "hall"
time = { law = "fixed", value = 3 }
)");
  CHECK(trace("arrivals", "hall") * 3 == exactly(1));
  CHECK(trace("served", "hall") * 3 == exactly(1));
  CHECK(trace("stay", "hall") == exactly(3));
  CHECK(trace("present", "hall") * 3 == exactly(2 + 1));
}

}  // namespace
}  // namespace tests
