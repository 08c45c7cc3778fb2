#include "sim/context.h"

#include <optional>
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
  on_start_here([](Context& context) { context.block(home, {agent(0)}, ward); });
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

const OpeningHours office = OpeningHours::working_days(hours{8}, hours{16});

// A clinic with one doctor; each patient comes at a given time and takes an hour.
std::vector<Served> clinic_trace(ScriptedModel& model, const std::vector<Duration>& arrivals, Duration length) {
  enum Kind : EventKind { come, done };
  std::vector<Served> trace;
  model.on_start = [&](Context& context) {
    for (std::size_t i = 0; i < arrivals.size(); ++i) context.schedule(arrivals[i], agent(i), come, 0, Rank::seize);
  };
  model.on_event = [&](const Event& event, Context& context) {
    if (event.kind == come) {
      context.seize(ward, {event.subject, 0});
    } else {
      context.release(ward);
    }
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
  model.stations = {{.node = ward, .partition = here, .staff = {{.hours = office}}}};
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
  model.stations = {{.node = ward, .partition = here, .staff = {{.hours = office}}}};
  CHECK(clinic_trace(model, {minutes{930}, minutes{945}}, days{30}) ==
        std::vector<Served>{{"0", minutes{930}, hours{0}}, {"1", hours{32}, minutes{975}}});
}

// Patient 0 has stood in front of the door since 3:00; the urgent patient 1 comes as it opens.
TEST_CASE("those in front of a door go in before who comes as it opens", "[unit]") {
  ScriptedModel model;
  model.stations = {
      {.node = ward, .partition = here, .staff = {{.hours = office}}, .lines = {{.priority = 0}, {.priority = 1}}}};
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
  model.stations = {{.node = ward, .partition = here, .staff = {{.servers = 9, .hours = office}}}};
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
    const Claim claim{event.subject, 0};
    if (event.kind == left) return context.release(home, claim);
    if (context.can_start(home)) {
      context.release(ward, claim);
    } else {
      context.block(ward, claim, home);
      blocked.push_back(event.subject);
    }
    context.seize(home, claim);
  };
  model.on_serve = [&](NodeId node, const Claim& claim, Duration waited, Context& context) {
    const auto name = (node == ward ? "ward " : "home ") + std::to_string(claim.who.agent().value);
    trace.push_back({name, context.now() - start_of_time, waited});
    context.schedule(node == ward ? minutes{10} : minutes{60}, claim.who, node == ward ? treated : left, 0,
                     Rank::release);
    if (node == home && !blocked.empty() && blocked.front() == claim.who) {
      blocked.erase(blocked.begin());
      context.release_blocked(ward, claim);
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
  const Usage bed = simulation.usage(ward);
  CHECK(bed.serving_integral == 30 * 60);
  CHECK(bed.blocked_integral == (50 + 50) * 60);
  CHECK(bed.waiting_integral == (10 + 70) * 60);
  const Usage place = simulation.usage(home);
  CHECK(place.serving_integral == 180 * 60);
  CHECK(place.waiting_integral == (50 + 50) * 60);
  CHECK(place.finished == 3);
}

TEST_CASE("only who is blocked can be let go from a blocked server", "[unit]") {
  ScriptedModel model;
  model.stations = {{.node = ward, .partition = here, .staff = {{.servers = 2}}}, {.node = home, .partition = here}};
  model.on_start = [](Context& context) {
    context.seize(ward, {agent(0)});
    context.seize(ward, {agent(1)});
    context.block(ward, {agent(0)}, home);
    CHECK_THROWS_AS(context.release_blocked(ward, {agent(1)}), InternalError);
    CHECK_NOTHROW(context.release_blocked(ward, {agent(0)}));
    CHECK_THROWS_AS(context.release_blocked(ward, {agent(0)}), InternalError);
  };
  run_for(model, hours{1});
}

// Claims that come at given moments and need the ward for so long; what happens to them, in words. A station where
// somebody may lose the server is told how much work there is, the others how long it takes: finish_after() does both.
struct Arrival {
  Duration when;
  Duration length;
  std::size_t line = 0;
  Duration patience = forever;
  NodeId node = ward;
};

struct Happened {
  std::string what;
  std::int64_t when;  // seconds
  friend bool operator==(const Happened&, const Happened&) = default;
};

std::ostream& operator<<(std::ostream& out, const Happened& happened) {
  return out << happened.what << " at " << happened.when;
}

using Trace = std::vector<Happened>;

class Story {
 public:
  explicit Story(std::vector<ResourceSpec> stations) { model.stations = std::move(stations); }

  Trace tell(const std::vector<Arrival>& arrivals, Duration length = days{30}) {
    enum Kind : EventKind { comes, done };
    model.on_start = [&](Context& context) {
      for (std::size_t i = 0; i < arrivals.size(); ++i) {
        context.schedule(arrivals[i].when, agent(i), comes, 0, Rank::seize);
      }
    };
    model.on_event = [&](const Event& event, Context& context) {
      const Arrival& arrival = arrivals[event.subject.agent().index()];
      if (event.kind == comes) {
        const Admission admission = context.seize(arrival.node, {event.subject}, arrival.line, arrival.patience);
        if (admission == Admission::refused) note("refuses", event.subject, context);
      } else {
        note("ends", event.subject, context);
        context.release(arrival.node, {event.subject});
      }
    };
    model.on_serve = [&](NodeId node, const Claim& claim, Duration, Context& context) {
      const Arrival& arrival = arrivals[claim.who.agent().index()];
      CHECK(node == arrival.node);
      note("begins", claim.who, context);
      context.finish_after(static_cast<double>(arrival.length.count()), node, claim, done, 0);
    };
    model.on_leave = [&](NodeId node, const Claim& claim, Duration waited, Context& context) {
      const Arrival& arrival = arrivals[claim.who.agent().index()];
      CHECK(node == arrival.node);
      CHECK(waited == arrival.patience);
      note("leaves", claim.who, context);
    };
    trace.clear();
    simulation.emplace(model, Streams(1, 0));
    run_sequential(*simulation, at(length));
    return trace;
  }

  ScriptedModel model;
  Trace trace;
  std::optional<Simulation> simulation;

 private:
  void note(const std::string& what, Subject who, Context& context) {
    trace.push_back({std::to_string(who.agent().value) + " " + what, (context.now() - start_of_time).count()});
  }
};

TEST_CASE("who comes as another goes stands behind those who wait", "[unit]") {
  Story story({{.node = ward, .partition = here}});
  CHECK(story.tell({{seconds{0}, seconds{10}}, {seconds{5}, seconds{10}}, {seconds{10}, seconds{10}}}) ==
        Trace{{"0 begins", 0}, {"0 ends", 10}, {"1 begins", 10}, {"1 ends", 20}, {"2 begins", 20}, {"2 ends", 30}});
}

TEST_CASE("nothing is kept of a claim that is refused", "[unit]") {
  Story story({{.node = ward, .partition = here, .room = 1}});
  CHECK(story.tell({{seconds{0}, seconds{10}},
                    {seconds{1}, seconds{10}},
                    {seconds{2}, seconds{10}, 0, seconds{3}},
                    {seconds{11}, seconds{10}}}) == Trace{{"0 begins", 0},
                                                          {"2 refuses", 2},
                                                          {"0 ends", 10},
                                                          {"1 begins", 10},
                                                          {"1 ends", 20},
                                                          {"3 begins", 20},
                                                          {"3 ends", 30}});
  CHECK(story.simulation->usage(ward).refused == 1);
  CHECK(story.simulation->usage(ward).withdrawn == 0);
}

TEST_CASE("who has waited in vain leaves exactly when patience ends", "[unit]") {
  Story story({{.node = ward, .partition = here}});
  CHECK(story.tell({{seconds{0}, seconds{100}},
                    {seconds{10}, seconds{50}, 0, seconds{60}},
                    {seconds{20}, seconds{50}, 0, seconds{90}}}) ==
        Trace{{"0 begins", 0}, {"1 leaves", 70}, {"0 ends", 100}, {"2 begins", 100}, {"2 ends", 150}});
  const Usage usage = story.simulation->usage(ward);
  CHECK(usage.withdrawn == 1);
  CHECK(usage.started == 2);
  CHECK(usage.waited_seconds == 80);
  CHECK(usage.waiting_integral == 60 + 80);
}

TEST_CASE("a server freed at the instant at which patience ends still serves", "[unit]") {
  Story story({{.node = ward, .partition = here}});
  CHECK(story.tell({{seconds{0}, seconds{100}}, {seconds{10}, seconds{50}, 0, seconds{90}}}) ==
        Trace{{"0 begins", 0}, {"0 ends", 100}, {"1 begins", 100}, {"1 ends", 150}});
}

TEST_CASE("once service has begun patience no longer counts", "[unit]") {
  Story story({{.node = ward, .partition = here}});
  CHECK(story.tell({{seconds{0}, seconds{20}, 0, seconds{5}}, {seconds{10}, seconds{500}, 0, seconds{60}}}) ==
        Trace{{"0 begins", 0}, {"0 ends", 20}, {"1 begins", 20}, {"1 ends", 520}});
  CHECK(story.simulation->usage(ward).withdrawn == 0);
}

// Patience of 3 hours ends at 8:00, when the door opens: it helps. That of 2 hours does not last until then.
TEST_CASE("patience also runs in front of a closed door", "[unit]") {
  Story story({{.node = ward, .partition = here, .staff = {{.hours = office}}}});
  CHECK(story.tell({{hours{5}, hours{1}, 0, hours{2}}, {hours{5}, hours{1}, 0, hours{3}}}) ==
        Trace{{"0 leaves", 7 * 3600}, {"1 begins", 8 * 3600}, {"1 ends", 9 * 3600}});
}

TEST_CASE("a model may take a claim out of its line", "[unit]") {
  ScriptedModel model;
  model.stations = {{.node = ward, .partition = here}};
  std::vector<std::size_t> served;
  model.on_start = [](Context& context) {
    for (std::size_t i = 0; i < 3; ++i) context.seize(ward, {agent(i)});
    CHECK(context.withdraw(ward, {agent(1)}));
    CHECK_FALSE(context.withdraw(ward, {agent(1)}));
    CHECK_FALSE(context.withdraw(ward, {agent(0)}));  // is being served
    context.release(ward, {agent(0)});
  };
  model.on_serve = [&](NodeId, const Claim& claim, Duration, Context&) { served.push_back(claim.who.agent().index()); };
  run_for(model, hours{1});
  CHECK(served == std::vector<std::size_t>{0, 2});
}

TEST_CASE("who sees the line and goes is counted but has not arrived", "[unit]") {
  ScriptedModel model;
  model.stations = {{.node = ward, .partition = here}};
  model.on_start = [](Context& context) {
    context.seize(ward, {agent(0)});
    if (context.resource(ward).held() == 1) context.balk(ward);
  };
  Simulation simulation(model, {1, 0});
  CHECK(simulation.usage(ward).balked == 1);
  CHECK(simulation.usage(ward).arrived == 1);
}

// Three clinics of one doctor each; the first has one chair to wait, the second two, the third none.
TEST_CASE("overflow goes to the first who is free and then to the first who has room", "[unit]") {
  ScriptedModel model;
  const NodeId third{std::size_t{2}};
  model.stations = {{.node = ward, .partition = here, .room = 1},
                    {.node = home, .partition = here, .room = 2},
                    {.node = third, .partition = here, .room = 0}};
  std::vector<NodeId> taken;
  std::vector<NodeId> served;
  model.on_start = [&](Context& context) {
    const std::vector<NodeId> nodes = {ward, home, third};
    CHECK(context.admits(third));
    CHECK(context.first_open(nodes) == ward);
    for (std::size_t i = 0; i < 7; ++i) {
      taken.push_back(context.first_open(nodes));
      if (taken.back().valid()) context.seize(taken.back(), {agent(i)});
    }
    CHECK_FALSE(context.can_start(ward));
    CHECK_FALSE(context.admits(home));
    context.release(home, {agent(1)});
    CHECK_FALSE(context.can_start(home));  // somebody waited
    CHECK(context.first_open(nodes) == home);
    CHECK(context.admits(home));
  };
  model.on_serve = [&](NodeId node, const Claim&, Duration, Context&) { served.push_back(node); };
  run_for(model, hours{1});
  CHECK(taken == std::vector<NodeId>{ward, home, third, ward, home, home, NodeId{}});
  CHECK(served == std::vector<NodeId>{ward, home, third, home});
}

// An operation needs the theatre (2 tables) and the only nurse, who also sees patients of her own, in line 0 of home.
//   0: patient 0 is with the nurse until 60
//   10: operation 1 has a table but no nurse, and holds neither
//   20: patient 2 waits for the nurse
//   60: the nurse goes to the operation first, until 90
//   90: patient 2, until 140
TEST_CASE("what needs several servers takes all or none and gives all back", "[unit]") {
  Story story({{.node = ward, .partition = here, .staff = {{.servers = 2}}, .together_with = {home}},
               {.node = home, .partition = here}});
  CHECK(story.tell({{seconds{0}, seconds{60}, 0, forever, home},
                    {seconds{10}, seconds{30}},
                    {seconds{20}, seconds{50}, 0, forever, home}}) ==
        Trace{{"0 begins", 0}, {"0 ends", 60}, {"1 begins", 60}, {"1 ends", 90}, {"2 begins", 90}, {"2 ends", 140}});
  const Usage theatre = story.simulation->usage(ward);
  CHECK(theatre.serving_integral == 30);
  CHECK(theatre.waiting_integral == 50);
  const Usage nurse = story.simulation->usage(home);
  CHECK(nurse.serving_integral == 60 + 30 + 50);
  CHECK(nurse.waiting_integral == 70);
  CHECK(nurse.arrived == 3);
  CHECK(nurse.finished == 3);
  CHECK(story.simulation->resource(ward).held() == 0);
  CHECK(story.simulation->resource(home).held() == 0);
}

TEST_CASE("operations that want the same nurse follow one another", "[unit]") {
  Story story({{.node = ward, .partition = here, .staff = {{.servers = 2}}, .together_with = {home}},
               {.node = home, .partition = here}});
  CHECK(story.tell({{seconds{0}, seconds{30}}, {seconds{0}, seconds{30}}}) ==
        Trace{{"0 begins", 0}, {"0 ends", 30}, {"1 begins", 30}, {"1 ends", 60}});
}

TEST_CASE("an operation waits for the nurse to come on duty", "[unit]") {
  Story story({{.node = ward, .partition = here, .together_with = {home}},
               {.node = home, .partition = here, .staff = {{.hours = office}}}});
  CHECK(story.tell({{hours{3}, hours{1}}, {hours{17}, hours{1}}}) ==
        Trace{{"0 begins", 8 * 3600}, {"0 ends", 9 * 3600}, {"1 begins", 32 * 3600}, {"1 ends", 33 * 3600}});
}

// Once the operation is over the nurse is free, whether or not the patient can leave the theatre.
TEST_CASE("who is blocked keeps the bed and lets the helpers go", "[unit]") {
  ScriptedModel model;
  const NodeId recovery{std::size_t{2}};
  model.stations = {{.node = ward, .partition = here, .together_with = {home}},
                    {.node = home, .partition = here},
                    {.node = recovery, .partition = here}};
  std::vector<std::size_t> served;
  model.on_start = [&](Context& context) {
    context.seize(recovery, {agent(9)});
    context.seize(ward, {agent(0)});
    context.seize(home, {agent(1)});
    CHECK(context.resource(home).waiting() == 1);
    context.block(ward, {agent(0)}, recovery);
    CHECK(context.resource(ward).blocked() == 1);
    CHECK(context.resource(home).waiting() == 0);
    CHECK(context.resource(home).serving() == 1);
    context.release_blocked(ward, {agent(0)});
    CHECK(context.resource(ward).held() == 0);
    CHECK(context.resource(home).serving() == 1);
  };
  model.on_serve = [&](NodeId, const Claim& claim, Duration, Context&) { served.push_back(claim.who.agent().index()); };
  run_for(model, hours{1});
  CHECK(served == std::vector<std::size_t>{9, 0, 1});
}

TEST_CASE("a service needs servers of other nodes of its own partition", "[unit]") {
  ScriptedModel model = two_partitions();
  model.stations[0].together_with = {home};
  CHECK_THROWS_AS(Simulation(model, {1, 0}), InternalError);
  model.stations[0].together_with = {ward};
  CHECK_THROWS_AS(Simulation(model, {1, 0}), InternalError);
  model.stations[0].together_with = {NodeId{std::size_t{7}}};
  CHECK_THROWS_AS(Simulation(model, {1, 0}), InternalError);
}

// Line 0 is urgent and line 1 is not.
std::vector<ResourceSpec> emergency_room(std::vector<Staff> staff = {{}}) {
  return {{.node = ward,
           .partition = here,
           .staff = std::move(staff),
           .lines = {{.priority = 0}, {.priority = 1}},
           .preemptive = true}};
}

TEST_CASE("the urgent take the server of the less urgent who resume later", "[unit]") {
  Story story(emergency_room());
  CHECK(story.tell({{seconds{0}, seconds{100}, 1}, {seconds{30}, seconds{50}, 0}}) ==
        Trace{{"0 begins", 0}, {"1 begins", 30}, {"1 ends", 80}, {"0 ends", 150}});
  const Usage usage = story.simulation->usage(ward);
  CHECK(usage.interrupted == 1);
  CHECK(usage.started == 2);
  CHECK(usage.finished == 2);
  CHECK(usage.waited_seconds == 50);
  CHECK(usage.waiting_integral == 50);
  CHECK(usage.serving_integral == 150);
}

// 0 is served from 0 to 10, from 30 to 40 and from 60 on; 2, no more urgent, came after it.
TEST_CASE("the interrupted resume before those who came after them", "[unit]") {
  Story story(emergency_room());
  CHECK(story.tell({{seconds{0}, seconds{100}, 1},
                    {seconds{10}, seconds{20}, 0},
                    {seconds{15}, seconds{10}, 1},
                    {seconds{40}, seconds{20}, 0}}) == Trace{{"0 begins", 0},
                                                             {"1 begins", 10},
                                                             {"1 ends", 30},
                                                             {"3 begins", 40},
                                                             {"3 ends", 60},
                                                             {"0 ends", 140},
                                                             {"2 begins", 140},
                                                             {"2 ends", 150}});
}

// Two servers. 2 interrupts 0 and not its equal 1; 3 finds only equals and waits; at 40 the turn is 0's again.
TEST_CASE("nobody is interrupted for an equal or where a server is free", "[unit]") {
  Story story(emergency_room({{.servers = 2}}));
  CHECK(story.tell({{seconds{0}, seconds{100}, 1},
                    {seconds{10}, seconds{40}, 0},
                    {seconds{20}, seconds{10}, 0},
                    {seconds{25}, seconds{10}, 0},
                    {seconds{26}, seconds{10}, 1}}) == Trace{{"0 begins", 0},
                                                             {"1 begins", 10},
                                                             {"2 begins", 20},
                                                             {"2 ends", 30},
                                                             {"3 begins", 30},
                                                             {"3 ends", 40},
                                                             {"1 ends", 50},
                                                             {"4 begins", 50},
                                                             {"4 ends", 60},
                                                             {"0 ends", 120}});
}

TEST_CASE("a service that ends at the instant at which somebody urgent comes is over", "[unit]") {
  Story story(emergency_room());
  CHECK(story.tell({{seconds{0}, seconds{100}, 1}, {seconds{100}, seconds{50}, 0}}) ==
        Trace{{"0 begins", 0}, {"0 ends", 100}, {"1 begins", 100}, {"1 ends", 150}});
  CHECK(story.simulation->usage(ward).interrupted == 0);
}

TEST_CASE("the interrupted do not leave for a patience that they had before", "[unit]") {
  Story story(emergency_room());
  CHECK(
      story.tell(
          {{seconds{0}, seconds{20}, 0}, {seconds{5}, seconds{100}, 1, seconds{40}}, {seconds{30}, seconds{50}, 0}}) ==
      Trace{{"0 begins", 0}, {"0 ends", 20}, {"1 begins", 20}, {"2 begins", 30}, {"2 ends", 80}, {"1 ends", 170}});
}

// Day and night one doctor, from 8:00 a second. 0 works from 7:00 to 7:30, and again from 8:00 for 3.5 h.
TEST_CASE("the interrupted resume when more staff come on duty", "[unit]") {
  Story story(emergency_room({{.servers = 1}, {.servers = 1, .hours = {.from = hours{8}, .to = hours{16}}}}));
  CHECK(story.tell({{hours{7}, hours{4}, 1}, {minutes{450}, hours{5}, 0}}) ==
        Trace{{"0 begins", 7 * 3600}, {"1 begins", 450 * 60}, {"0 ends", 690 * 60}, {"1 ends", 750 * 60}});
}

// The doctor stays after 16:00 to finish with 0, and for nobody else.
TEST_CASE("overtime is for what has begun however urgent the next", "[unit]") {
  Story story(emergency_room({{.hours = office}}));
  CHECK(story.tell({{hours{15}, hours{3}, 1}, {hours{17}, hours{1}, 0}}) ==
        Trace{{"0 begins", 15 * 3600}, {"0 ends", 18 * 3600}, {"1 begins", 32 * 3600}, {"1 ends", 33 * 3600}});
  CHECK(story.simulation->usage(ward).interrupted == 0);
}

// Urgent births need the midwife (skill 2), who is with birth 1; the nurse with patient 0 (skill 1) could not help.
TEST_CASE("nobody is interrupted whose server could not do what is urgent", "[unit]") {
  Story story({{.node = ward,
                .partition = here,
                .staff = {{.skills = 1}, {.skills = 2}},
                .lines = {{.priority = 0, .needs = 2}, {.priority = 1, .needs = 1}},
                .preemptive = true}});
  CHECK(story.tell({{seconds{0}, seconds{100}, 1}, {seconds{0}, seconds{60}, 0}, {seconds{10}, seconds{20}, 0}}) ==
        Trace{{"0 begins", 0}, {"1 begins", 0}, {"1 ends", 60}, {"2 begins", 60}, {"2 ends", 80}, {"0 ends", 100}});
}

// 0 begins at 0, is interrupted by 1 after 50 s, gives up, and asks again: it waits until 150 and then needs 100 s anew.
// 2 interrupts it at 180 for 100 s, so that 70 are left from 280 on.
TEST_CASE("who is interrupted and gives up begins anew", "[unit]") {
  enum Kind : EventKind { comes, done };
  ScriptedModel model;
  model.stations = emergency_room();
  std::vector<std::pair<Subject, Time>> ends;
  model.on_start = [](Context& context) {
    context.seize(ward, {agent(0)}, 1);
    context.schedule(seconds{50}, agent(1), comes, 0, Rank::seize);
    context.schedule(seconds{180}, agent(2), comes, 0, Rank::seize);
  };
  model.on_serve = [](NodeId node, const Claim& claim, Duration, Context& context) {
    context.finish_after(100, node, claim, done, 0);
  };
  model.on_event = [&](const Event& event, Context& context) {
    if (event.kind == comes) {
      context.seize(ward, {event.subject}, 0);
      if (event.subject == agent(2)) return;
      CHECK(context.withdraw(ward, {agent(0)}));
      context.seize(ward, {agent(0)}, 1);
    } else {
      ends.emplace_back(event.subject, context.now());
      context.release(ward, {event.subject});
    }
  };
  run_for(model, hours{1});
  CHECK(ends == std::vector<std::pair<Subject, Time>>{
                    {agent(1), at(seconds{150})}, {agent(2), at(seconds{280})}, {agent(0), at(seconds{350})}});
}

// 0 needs 100 s and has done 50 when 1 comes, who needs 30: at half speed 1 ends at 110 and 0, with 20 left, at 130.
TEST_CASE("those who share one server each get their part", "[unit]") {
  Story story({{.node = ward, .partition = here, .staff = {{.servers = unlimited}}, .pace = [](int present) {
                  return 1.0 / present;
                }}});
  CHECK(story.tell({{seconds{0}, seconds{100}}, {seconds{50}, seconds{30}}}) ==
        Trace{{"0 begins", 0}, {"1 begins", 50}, {"1 ends", 110}, {"0 ends", 130}});
}

// 0 has 60 s left when 1 comes: at double speed they take 30. Alone, 1 takes its 50 s, until 2 waits too.
TEST_CASE("a long line makes hands quicker", "[unit]") {
  Story story({{.node = ward, .partition = here, .pace = [](int present) { return present > 1 ? 2.0 : 1.0; }}});
  CHECK(story.tell({{seconds{0}, seconds{100}}, {seconds{40}, seconds{50}}}) ==
        Trace{{"0 begins", 0}, {"0 ends", 70}, {"1 begins", 70}, {"1 ends", 120}});
  // The third comes at 80 with 40 s of the second left; it loses patience at 90, when 20 s are left.
  CHECK(
      story.tell({{seconds{0}, seconds{100}}, {seconds{40}, seconds{50}}, {seconds{80}, seconds{9}, 0, seconds{10}}}) ==
      Trace{{"0 begins", 0}, {"0 ends", 70}, {"1 begins", 70}, {"2 leaves", 90}, {"1 ends", 110}});
}

TEST_CASE("an event that says that a service is over comes from whoever was served", "[unit]") {
  ScriptedModel model;
  model.stations = emergency_room();
  std::vector<Event> seen;
  model.on_start = [](Context& context) { context.seize(ward, {agent(3), 8}); };
  model.on_serve = [](NodeId node, const Claim& claim, Duration, Context& context) {
    context.finish_after(10.4, node, claim, 77, 2.5);
  };
  model.on_event = [&](const Event& event, Context& context) {
    seen.push_back(event);
    if (event.kind == 77) context.schedule(seconds{1}, agent(4), 78, 0);
  };
  run_for(model, hours{1});
  REQUIRE(seen.size() == 2);
  CHECK(seen[0].time == at(seconds{10}));
  CHECK(seen[0].subject == agent(3));
  CHECK(seen[0].kind == 77);
  CHECK(seen[0].get<double>() == 2.5);
  CHECK(seen[1].source == agent(3));
}

// Whoever comes before 6:00 is still served; the next shift begins at 22:00.
TEST_CASE("a night shift serves until the morning and finishes what it has begun", "[unit]") {
  Story story({{.node = ward, .partition = here, .staff = {{.hours = {.from = hours{22}, .to = hours{30}}}}}});
  const std::int64_t hour = 3600;
  CHECK(story.tell({{hours{21}, hours{1}}, {hours{30} - seconds{1}, hours{1}}, {hours{30}, hours{1}}}) ==
        Trace{{"0 begins", 22 * hour},
              {"0 ends", 23 * hour},
              {"1 begins", 30 * hour - 1},
              {"1 ends", 31 * hour - 1},
              {"2 begins", 46 * hour},
              {"2 ends", 47 * hour}});
}

// One from 8 to 16 and one from 12 to 20.
TEST_CASE("shifts overlap", "[unit]") {
  Story story(
      {{.node = ward,
        .partition = here,
        .staff = {{.hours = {.from = hours{8}, .to = hours{16}}}, {.hours = {.from = hours{12}, .to = hours{20}}}}}});
  const std::int64_t hour = 3600;
  CHECK(story.tell({{hours{7}, hours{6}}, {hours{7}, hours{6}}, {hours{7}, hours{1}}, {hours{19}, hours{1}}}) ==
        Trace{{"0 begins", 8 * hour},
              {"1 begins", 12 * hour},
              {"0 ends", 14 * hour},
              {"2 begins", 14 * hour},
              {"2 ends", 15 * hour},
              {"1 ends", 18 * hour},
              {"3 begins", 19 * hour},
              {"3 ends", 20 * hour}});
}

// 0 is served from 15:00 to 17:00 and then stuck until 9:00 on Tuesday, when 1 begins, a minute before its patience
// ends; it is served until 11:00 and then stuck in its turn.
TEST_CASE("hours on duty are exact whatever happens after the door has closed", "[unit]") {
  ScriptedModel model;
  enum Kind : EventKind { done, comes, freed };
  model.stations = {{.node = ward, .partition = here, .staff = {{.hours = office}}},
                    {.node = home, .partition = here, .staff = {{.servers = 0}}}};
  model.on_start = [](Context& context) {
    context.schedule(hours{15}, agent(0), comes, 0, Rank::seize);
    context.schedule(hours{17} + minutes{1}, agent(1), comes, 0, Rank::seize);
  };
  model.on_serve = [](NodeId, const Claim& claim, Duration, Context& context) {
    context.schedule(hours{2}, claim.who, done, 0, Rank::release);
  };
  int left = 0;
  model.on_leave = [&](NodeId, const Claim&, Duration, Context&) { ++left; };
  model.on_event = [](const Event& event, Context& context) {
    const Claim claim{event.subject};
    if (event.kind == comes) {
      context.seize(ward, claim, 0, event.subject == agent(1) ? hours{16} : hours{1});
    } else if (event.kind == done) {
      context.block(ward, claim, home);
      context.schedule(hours{16}, event.subject, freed, 0, Rank::release);
    } else {
      context.release_blocked(ward, claim);
    }
  };
  Simulation simulation(model, {1, 0});
  run_sequential(simulation, midnight(2));
  const Usage usage = simulation.usage(ward);
  CHECK(usage.on_duty_integral == 16 * 3600);
  CHECK(usage.serving_integral == 4 * 3600);
  CHECK(usage.blocked_integral == (16 + 13) * 3600);
  CHECK(usage.withdrawn == 0);
  CHECK(usage.started == 2);
  CHECK(left == 0);
}

// The door of 16:00 is noticed when the patience of whoever waits ends at 17:00, and not before.
TEST_CASE("giving up after closing time keeps the hours exact", "[unit]") {
  Story story({{.node = ward, .partition = here, .staff = {{.hours = office}}}});
  CHECK(story.tell({{hours{15}, hours{4}}, {hours{15}, hours{1}, 0, hours{2}}}, days{2}) ==
        Trace{{"0 begins", 15 * 3600}, {"1 leaves", 17 * 3600}, {"0 ends", 19 * 3600}});
  CHECK(story.simulation->usage(ward).on_duty_integral == 16 * 3600);
}

}  // namespace
}  // namespace tests
