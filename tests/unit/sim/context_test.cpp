#include "sim/context.h"

#include <string>
#include <utility>

#include "sim/executor.h"
#include "tests/support/catch.h"
#include "tests/support/scripted_model.h"

namespace tests {
namespace {

using namespace sim;

constexpr PartitionId here{std::size_t{0}};
constexpr PartitionId there{std::size_t{1}};
constexpr NodeId ward{std::size_t{0}};
constexpr NodeId home{std::size_t{1}};

Time at(Duration since_start) { return start_of_time + since_start; }

Subject agent(std::size_t number) { return Subject{AgentId{number}}; }

void run_for(ScriptedModel& model, Duration length) {
  Simulation simulation(model, {1, 0});
  run_sequential(simulation, at(length));
}

TEST_CASE("an event comes to its handler as it was scheduled", "[unit]") {
  ScriptedModel model;
  std::vector<Event> seen;
  model.on_start = [](Context& context) { context.schedule(hours{3}, agent(5), 9, 1.5); };
  model.on_event = [&](const Event& event, Context& context) {
    CHECK(context.now() == event.time);
    CHECK(context.partition() == here);
    seen.push_back(event);
    if (event.kind == 9) context.schedule(Duration{0}, agent(6), 10, 'x', Rank::seize);
  };
  run_for(model, days{1});
  REQUIRE(seen.size() == 2);
  CHECK(seen[0].time == at(hours{3}));
  CHECK(seen[0].subject == agent(5));
  CHECK(seen[0].rank == Rank::ordinary);
  CHECK(seen[0].get<double>() == 1.5);
  CHECK(seen[1].time == at(hours{3}));
  CHECK(seen[1].subject == agent(6));
  CHECK(seen[1].source == agent(5));  // whoever was being handled
  CHECK(seen[1].rank == Rank::seize);
  CHECK(seen[1].kind == 10);
}

TEST_CASE("events alike in all else come in the order in which they were scheduled", "[unit]") {
  ScriptedModel model;
  std::vector<int> seen;
  model.on_start = [](Context& context) {
    for (const int payload : {3, 1, 2}) context.schedule(hours{1}, agent(0), 0, payload);
  };
  model.on_event = [&](const Event& event, Context&) { seen.push_back(event.get<int>()); };
  run_for(model, days{1});
  CHECK(seen == std::vector<int>{3, 1, 2});
}

TEST_CASE("draws are those of the run's streams", "[unit]") {
  ScriptedModel model;
  std::uint32_t word = 0;
  model.on_start = [&](Context& context) { word = context.draws(agent(1), 2, 3)(); };
  Simulation simulation(model, {8, 9});
  CHECK(word == Streams(8, 9).draws(agent(1), 2, 3)());
}

TEST_CASE("an event cannot be scheduled in the past", "[unit]") {
  ScriptedModel model;
  model.on_start = [](Context& context) { context.schedule(hours{1}, agent(0), 0, 0); };
  model.on_event = [](const Event&, Context& context) { context.schedule(seconds{-1}, agent(0), 0, 0); };
  CHECK_THROWS_AS(run_for(model, days{1}), InternalError);
}

ScriptedModel two_partitions() {
  ScriptedModel model;
  model.partition_count = 2;
  model.least_delay = hours{1};
  model.stations = {{.node = ward, .partition = here}, {.node = home, .partition = there}};
  return model;
}

TEST_CASE("a message crosses to the other partition after its delay", "[unit]") {
  ScriptedModel model = two_partitions();
  std::vector<std::pair<PartitionId, Time>> seen;
  model.on_start = [](Context& context) {
    if (context.partition() == here) context.schedule(minutes{20}, agent(0), 0, 0);
  };
  model.on_event = [&](const Event& event, Context& context) {
    seen.emplace_back(context.partition(), event.time);
    if (event.kind == 0) context.send(there, hours{1}, agent(0), 1, 0);
    if (event.kind == 1) CHECK(event.rank == Rank::message);
  };
  run_for(model, days{1});
  REQUIRE(seen.size() == 2);
  CHECK(seen[0] == std::pair(here, at(minutes{20})));
  CHECK(seen[1] == std::pair(there, at(minutes{80})));
}

TEST_CASE("a message to one's own partition may be as quick as it likes", "[unit]") {
  ScriptedModel model = two_partitions();
  int messages = 0;
  model.on_start = [](Context& context) {
    if (context.partition() == here) context.schedule(minutes{20}, agent(0), 0, 0);
  };
  model.on_event = [&](const Event& event, Context& context) {
    if (event.kind == 0) return context.send(here, Duration{0}, agent(0), 1, 0);
    CHECK(event.time == at(minutes{20}));
    CHECK(event.rank == Rank::message);
    ++messages;
  };
  run_for(model, days{1});
  CHECK(messages == 1);
}

TEST_CASE("a message quicker than the lookahead is an internal error", "[unit]") {
  ScriptedModel model = two_partitions();
  model.on_start = [](Context& context) {
    if (context.partition() == here) context.schedule(Duration{0}, agent(0), 0, 0);
  };
  const auto send_after = [&](Duration delay) {
    model.on_event = [delay](const Event& event, Context& context) {
      if (event.kind == 0) context.send(there, delay, agent(0), 1, 0);
    };
  };
  send_after(hours{1});
  CHECK_NOTHROW(run_for(model, days{1}));
  send_after(hours{1} - seconds{1});
  CHECK_THROWS_AS(run_for(model, days{1}), InternalError);
}

TEST_CASE("a message to a partition that does not exist is an internal error", "[unit]") {
  ScriptedModel model = two_partitions();
  model.on_start = [](Context& context) { context.send(PartitionId{std::size_t{2}}, hours{1}, agent(0), 1, 0); };
  CHECK_THROWS_AS(run_for(model, days{1}), InternalError);
}

TEST_CASE("reaching for another partition's resource is an internal error", "[unit]") {
  ScriptedModel model = two_partitions();
  const auto on_start_here = [&](const std::function<void(Context&)>& act) {
    model.on_start = [act](Context& context) {
      if (context.partition() == here) act(context);
    };
  };
  on_start_here([](Context& context) { context.seize(ward, {agent(0)}); });
  CHECK_NOTHROW(run_for(model, hours{1}));
  on_start_here([](Context& context) { context.seize(home, {agent(0)}); });
  CHECK_THROWS_AS(run_for(model, hours{1}), InternalError);
  on_start_here([](Context& context) { context.release(home); });
  CHECK_THROWS_AS(run_for(model, hours{1}), InternalError);
  on_start_here([](Context& context) { context.block(home); });
  CHECK_THROWS_AS(run_for(model, hours{1}), InternalError);
  on_start_here([](Context& context) { (void)context.resource(home).waiting(); });
  CHECK_THROWS_AS(run_for(model, hours{1}), InternalError);
  on_start_here([](Context& context) { context.seize(NodeId{std::size_t{2}}, {agent(0)}); });
  CHECK_THROWS_AS(run_for(model, hours{1}), InternalError);
}

// A hand trace: what is served, when, and after how long.
struct Served {
  std::string what;
  Duration when;
  Duration waited;
  friend bool operator==(const Served&, const Served&) = default;
};

std::ostream& operator<<(std::ostream& out, const Served& served) {
  return out << served.what << " at " << served.when.count() << " s after " << served.waited.count() << " s";
}

// A clinic with one doctor; each patient comes at a given time and takes an hour.
std::vector<Served> clinic_trace(ScriptedModel& model, const std::vector<Duration>& arrivals, Duration length) {
  enum Kind : EventKind { come, done };
  std::vector<Served> trace;
  model.on_start = [&](Context& context) {
    for (std::size_t i = 0; i < arrivals.size(); ++i) context.schedule(arrivals[i], agent(i), come, 0, Rank::seize);
  };
  model.on_event = [&](const Event& event, Context& context) {
    if (event.kind == come) return context.seize(ward, {event.subject, 0});
    context.release(ward);
  };
  model.on_serve = [&](NodeId node, const Claim& claim, Duration waited, Context& context) {
    CHECK(node == ward);
    trace.push_back({std::to_string(claim.who.agent().value), context.now() - start_of_time, waited});
    context.schedule(hours{1}, claim.who, done, 0, Rank::release);
  };
  run_for(model, length);
  return trace;
}

TEST_CASE("a server that is freed at an instant is taken at that instant", "[unit]") {
  ScriptedModel model;
  model.stations = {{.node = ward, .partition = here}};
  // The third comes as the second is called in, the fourth as the third leaves.
  CHECK(clinic_trace(model, {hours{1}, minutes{90}, hours{2}, hours{4}}, days{1}) ==
        std::vector<Served>{{"0", hours{1}, hours{0}},
                            {"1", hours{2}, minutes{30}},
                            {"2", hours{3}, hours{1}},
                            {"3", hours{4}, hours{0}}});
}

// Monday 8 to 16 and so on to Friday; day 8, the second Tuesday, is a holiday.
TEST_CASE("who comes to a closed door is served when it opens", "[unit]") {
  ScriptedModel model;
  model.civil = Calendar(std::chrono::year{2024} / 1 / 1, {std::chrono::year{2024} / 1 / 9});
  model.stations = {{.node = ward, .partition = here, .hours = OpeningHours::working_days(hours{8}, hours{16})}};
  const auto on = [](int day, Duration time) { return days{day} + time; };
  // At night; as the door opens; so late that the next has to come back after the week-end; then before the holiday.
  CHECK(clinic_trace(model,
                     {on(0, hours{3}), on(1, hours{8}), on(4, minutes{15 * 60 + 30}), on(4, minutes{15 * 60 + 45}),
                      on(4, hours{16}), on(7, hours{16}), on(9, minutes{9 * 60})},
                     days{30}) == std::vector<Served>{{"0", on(0, hours{8}), hours{5}},
                                                      {"1", on(1, hours{8}), hours{0}},
                                                      {"2", on(4, minutes{15 * 60 + 30}), hours{0}},
                                                      {"3", on(7, hours{8}), on(2, minutes{16 * 60 + 15})},
                                                      {"4", on(7, hours{9}), on(2, hours{17})},
                                                      {"5", on(9, hours{8}), on(1, hours{16})},
                                                      {"6", on(9, hours{9}), hours{0}}});
}

// The doctor is busy from 15:30 on Monday and sees nobody new after 16:00; nobody comes while the door is shut.
TEST_CASE("who still waits when the door closes is served when it opens again", "[unit]") {
  ScriptedModel model;
  model.stations = {{.node = ward, .partition = here, .hours = OpeningHours::working_days(hours{8}, hours{16})}};
  CHECK(clinic_trace(model, {minutes{930}, minutes{945}}, days{30}) ==
        std::vector<Served>{{"0", minutes{930}, hours{0}}, {"1", hours{32}, minutes{975}}});
}

// Patient 0 has stood in front of the door since 3:00; the urgent patient 1 comes as it opens.
TEST_CASE("those in front of a door go in before who comes as it opens", "[unit]") {
  ScriptedModel model;
  model.stations = {{.node = ward,
                     .partition = here,
                     .priority_classes = 2,
                     .hours = OpeningHours::working_days(hours{8}, hours{16})}};
  std::vector<std::size_t> served;
  model.on_start = [](Context& context) {
    context.schedule(hours{3}, agent(0), 0, 1, Rank::seize);
    context.schedule(hours{8}, agent(1), 0, 0, Rank::seize);
  };
  model.on_event = [](const Event& event, Context& context) {
    context.seize(ward, {event.subject, 0}, static_cast<std::size_t>(event.get<int>()));
  };
  model.on_serve = [&](NodeId, const Claim& claim, Duration, Context&) { served.push_back(claim.who.agent().index()); };
  run_for(model, days{1});
  CHECK(served == std::vector<std::size_t>{0});
}

TEST_CASE("a door opens once however many wait behind it", "[unit]") {
  ScriptedModel model;
  model.stations = {
      {.node = ward, .partition = here, .servers = 9, .hours = OpeningHours::working_days(hours{8}, hours{16})}};
  model.on_start = [](Context& context) {
    for (std::size_t i = 0; i < 5; ++i) context.seize(ward, {agent(i), 0});
  };
  std::vector<std::size_t> served;
  model.on_serve = [&](NodeId, const Claim& claim, Duration waited, Context&) {
    CHECK(waited == hours{8});
    served.push_back(claim.who.agent().index());
  };
  Simulation simulation(model, {1, 0});
  run_sequential(simulation, at(days{1}));
  CHECK(served == std::vector<std::size_t>{0, 1, 2, 3, 4});
  CHECK(simulation.events() == 1);
}

// A ward bed and a home place, one each. Treatment takes 10 minutes, care at home 60. All come at once:
//   patient 0: bed 0-10, home 10-70
//   patient 1: bed 10-20, then blocked in it until 70, home 70-130
//   patient 2: bed 70-80 (waited 70), then blocked until 130, home 130-190
TEST_CASE("a patient who cannot move on keeps the bed from the next", "[unit]") {
  enum Kind : EventKind { treated, left };
  ScriptedModel model;
  model.stations = {{.node = ward, .partition = here}, {.node = home, .partition = here}};
  std::vector<Served> trace;
  std::vector<Subject> blocked;
  model.on_start = [](Context& context) {
    for (std::size_t i = 0; i < 3; ++i) context.seize(ward, {agent(i), 0});
  };
  model.on_event = [&](const Event& event, Context& context) {
    if (event.kind == left) return context.release(home);
    if (context.resource(home).free() > 0) {
      context.release(ward);
    } else {
      context.block(ward);
      blocked.push_back(event.subject);
    }
    context.seize(home, {event.subject, 0});
  };
  model.on_serve = [&](NodeId node, const Claim& claim, Duration waited, Context& context) {
    const auto name = (node == ward ? "ward " : "home ") + std::to_string(claim.who.agent().value);
    trace.push_back({name, context.now() - start_of_time, waited});
    context.schedule(node == ward ? minutes{10} : minutes{60}, claim.who, node == ward ? treated : left, 0,
                     Rank::release);
    if (node == home && !blocked.empty() && blocked.front() == claim.who) {
      blocked.erase(blocked.begin());
      context.release_blocked(ward);
    }
  };
  Simulation simulation(model, {1, 0});
  run_sequential(simulation, at(days{1}));

  CHECK(trace == std::vector<Served>{{"ward 0", minutes{0}, minutes{0}},
                                     {"ward 1", minutes{10}, minutes{10}},
                                     {"home 0", minutes{10}, minutes{0}},
                                     {"home 1", minutes{70}, minutes{50}},
                                     {"ward 2", minutes{70}, minutes{70}},
                                     {"home 2", minutes{130}, minutes{50}}});
  const Usage bed = simulation.resource(ward).usage(at(days{1}));
  CHECK(bed.serving_integral == 30 * 60);
  CHECK(bed.blocked_integral == (50 + 50) * 60);
  CHECK(bed.waiting_integral == (10 + 70) * 60);
  const Usage place = simulation.resource(home).usage(at(days{1}));
  CHECK(place.serving_integral == 180 * 60);
  CHECK(place.waiting_integral == (50 + 50) * 60);
  CHECK(place.finished == 3);
}

}  // namespace
}  // namespace tests
