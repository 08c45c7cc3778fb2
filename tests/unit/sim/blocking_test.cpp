#include "sim/blocking.h"

#include <deque>
#include <functional>
#include <tuple>

#include "sim/check.h"
#include "sim/executor.h"
#include "tests/support/catch.h"
#include "tests/support/scripted_model.h"

namespace tests {
namespace {

using namespace sim;
using Catch::Matchers::ContainsSubstring;

constexpr NodeId ward{std::size_t{0}};
constexpr NodeId care{std::size_t{1}};
constexpr NodeId rehab{std::size_t{2}};

Claim patient(std::size_t number) { return {Subject{AgentId{number}}, 0}; }

// Wards, care homes and so on, of so many beds each.
class Houses {
 public:
  // `together`: the last house needs a server of these with each of its own.
  explicit Houses(const std::vector<int>& beds, const std::vector<NodeId>& together = {}) {
    for (const int each : beds) {
      ResourceSpec spec;
      spec.node = NodeId{stations_.size()};
      spec.staff = {{.servers = each}};
      if (stations_.size() + 1 == beds.size()) spec.together_with = together;
      stations_.emplace_back(spec, civil_, start_of_time);
    }
  }

  void treat(NodeId node, std::size_t number) { at(node).resource.seize(patient(number), 0, start_of_time); }
  // A patient who is done and wants to go elsewhere.
  void stick(NodeId node, std::size_t number, NodeId wants) {
    treat(node, number);
    at(node).resource.block(start_of_time);
    at(node).stuck.push_back({patient(number), wants});
  }

  std::vector<NodeId> circle(NodeId node) { return circle_of(node, seen()); }
  StationOf seen() {
    return [this](NodeId node) { return node.index() < stations_.size() ? &at(node) : nullptr; };
  }

 private:
  Station& at(NodeId node) { return stations_[node.index()]; }

  Calendar civil_{std::chrono::year{2024} / 1 / 1, {}};
  std::deque<Station> stations_;
};

using Nodes = std::vector<NodeId>;

// The patient in the ward's only bed wants care, and care takes nobody without a bed of the ward.
TEST_CASE("who holds what their next place needs besides is caught", "[unit]") {
  Houses houses({1, 3}, {ward});
  houses.stick(ward, 1, care);
  CHECK(houses.circle(ward) == Nodes{ward, care});
  Houses roomy({2, 3}, {ward});
  roomy.stick(ward, 1, care);
  CHECK(roomy.circle(ward).empty());
}

// Two nurses, of whom one cannot do what the patient from the ward needs; the other holds a patient who wants the ward.
TEST_CASE("a free server who lacks the skill helps nobody out of a circle", "[unit]") {
  const Calendar civil{std::chrono::year{2024} / 1 / 1, {}};
  ResourceSpec bed;
  bed.node = ward;
  ResourceSpec nurses;
  nurses.node = care;
  nurses.staff = {{.skills = 1}, {.skills = 0}};
  nurses.lines = {{.needs = 1}};
  std::deque<Station> stations;
  stations.emplace_back(bed, civil, start_of_time);
  stations.emplace_back(nurses, civil, start_of_time);
  const StationOf seen = [&](NodeId node) { return &stations[node.index()]; };
  for (const auto& [node, number, wants] : {std::tuple{ward, 1, care}, std::tuple{care, 2, ward}}) {
    Station& at = stations[node.index()];
    at.resource.seize(patient(static_cast<std::size_t>(number)), 0, start_of_time);
    at.resource.block(start_of_time);
    at.stuck.push_back({patient(static_cast<std::size_t>(number)), wants});
  }
  CHECK(circle_of(ward, seen) == Nodes{ward, care});
}

TEST_CASE("two houses full of patients who want the other are a circle", "[unit]") {
  Houses houses({2, 1});
  houses.stick(ward, 1, care);
  houses.stick(ward, 2, care);
  CHECK(houses.circle(ward).empty());  // there is a place in care
  houses.stick(care, 3, ward);
  CHECK(houses.circle(ward) == Nodes{ward, care});
  CHECK(houses.circle(care) == Nodes{care, ward});
}

TEST_CASE("one bed still in use means that there is no circle", "[unit]") {
  Houses houses({2, 1});
  houses.stick(ward, 1, care);
  houses.treat(ward, 2);
  houses.stick(care, 3, ward);
  CHECK(houses.circle(ward).empty());
  CHECK(houses.circle(care).empty());
}

TEST_CASE("one free bed means that there is no circle", "[unit]") {
  Houses houses({2, 1});
  houses.stick(ward, 1, care);
  houses.stick(care, 3, ward);
  CHECK(houses.circle(ward).empty());
  CHECK(houses.circle(care).empty());
}

TEST_CASE("three houses in a ring are a circle", "[unit]") {
  Houses houses({1, 1, 1});
  houses.stick(ward, 1, care);
  houses.stick(care, 2, rehab);
  houses.stick(rehab, 3, ward);
  CHECK(houses.circle(ward) == Nodes{ward, care, rehab});
  CHECK(houses.circle(rehab) == Nodes{rehab, ward, care});
}

TEST_CASE("a house whose patients want the ward they lie in is a circle of its own", "[unit]") {
  Houses houses({1});
  houses.stick(ward, 1, ward);
  CHECK(houses.circle(ward) == Nodes{ward});
}

TEST_CASE("one patient with another way out opens the ring", "[unit]") {
  Houses houses({1, 2, 1});
  houses.stick(ward, 1, care);
  houses.stick(care, 2, ward);
  houses.stick(care, 3, rehab);
  houses.treat(rehab, 4);
  CHECK(houses.circle(ward).empty());
  CHECK(houses.circle(care).empty());
}

TEST_CASE("who waits for a circle is caught in it", "[unit]") {
  Houses houses({1, 1, 1});
  houses.stick(ward, 1, care);
  houses.stick(care, 2, rehab);
  houses.stick(rehab, 3, care);
  CHECK(houses.circle(ward) == Nodes{ward, care, rehab});
  CHECK(houses.circle(care) == Nodes{care, rehab});
}

TEST_CASE("a node that cannot be seen counts as one that will move", "[unit]") {
  Houses houses({1});
  houses.stick(ward, 1, care);
  CHECK(houses.circle(ward).empty());
  CHECK(houses.circle(care).empty());
}

TEST_CASE("a circle is told by its patients and its houses", "[unit]") {
  Houses houses({2, 1});
  houses.stick(ward, 1, care);
  houses.stick(ward, 7, care);
  houses.stick(care, 3, ward);
  const auto name = [](NodeId node) { return std::string(node == ward ? "the ward" : "care"); };
  CHECK(who_waits_for_whom({ward, care}, houses.seen(), name) ==
        "customer 1 at the ward waits for care; customer 7 at the ward waits for care; "
        "customer 3 at care waits for the ward");
}

// Patient 0 lies in the ward and patient 1 in care, and each wants to the other. Patient 0 is done after 10 minutes,
// patient 1 after 20.
void swap_places(ScriptedModel& model, PartitionId where_care_is) {
  enum Kind : EventKind { done, wish };
  const PartitionId first{std::size_t{0}};
  model.names = {"ward", "care"};
  model.stations = {{.node = ward, .partition = first}, {.node = care, .partition = where_care_is}};
  model.on_start = [=](Context& context) {
    if (context.partition() == first) context.seize(ward, patient(0));
    if (context.partition() == where_care_is) context.seize(care, patient(1));
  };
  model.on_serve = [](NodeId node, const Claim& claim, Duration, Context& context) {
    context.schedule(node == ward ? minutes{10} : minutes{20}, claim.who, done, 0, Rank::release);
  };
  model.on_event = [=](const Event& event, Context& context) {
    const bool from_ward = event.subject == patient(0).who;
    const NodeId here = from_ward ? ward : care;
    const NodeId there = from_ward ? care : ward;
    if (event.kind == wish) {
      context.seize(there, {event.subject, 1});
      return;
    }
    context.block(here, {event.subject, 0}, there);
    context.send(from_ward ? where_care_is : first, hours{1}, event.subject, wish, 0);
  };
}

TEST_CASE("circular blocking within a partition is told at once", "[unit]") {
  ScriptedModel model;
  swap_places(model, PartitionId{std::size_t{0}});
  Simulation simulation(model, {1, 0});
  REQUIRE(run_sequential(simulation, start_of_time + minutes{20}));
  CHECK_THROWS_WITH(run_sequential(simulation, start_of_time + minutes{20} + seconds{1}),
                    ContainsSubstring("circular blocking at 0.0139 days") &&
                        ContainsSubstring("customer 1 at care waits for ward") &&
                        ContainsSubstring("customer 0 at ward waits for care"));
}

TEST_CASE("circular blocking across partitions is told at the next midnight", "[unit]") {
  ScriptedModel model;
  model.partition_count = 2;
  model.least_delay = hours{1};
  swap_places(model, PartitionId{std::size_t{1}});
  for (const bool threads : {false, true}) {
    Simulation simulation(model, {1, 0});
    const auto run_on = threads ? run_windowed : run_sequential;
    REQUIRE(run_on(simulation, midnight(1) - seconds{1}, {}));
    CHECK_THROWS_AS(run_on(simulation, midnight(1), {}), InputError);
  }
  Simulation simulation(model, {1, 0});
  CHECK_THROWS_WITH(run_sequential(simulation, midnight(9)),
                    "circular blocking at 1.0000 days: nobody can ever move again. customer 0 at ward waits for care; "
                    "customer 1 at care waits for ward");
}

// The same wishes, but care has a second bed.
TEST_CASE("patients who change places by way of a free bed are no circle", "[unit]") {
  enum Kind : EventKind { done, left };
  ScriptedModel model;
  const PartitionId here{std::size_t{0}};
  model.stations = {{.node = ward, .partition = here}, {.node = care, .partition = here, .staff = {{.servers = 2}}}};
  model.on_start = [](Context& context) {
    context.seize(ward, patient(0));
    context.seize(care, patient(1));
  };
  int gone = 0;
  model.on_serve = [&](NodeId node, const Claim& claim, Duration, Context& context) {
    if (claim.tag == 1) {  // has come to where it wanted to
      context.release_blocked(node == ward ? care : ward, {claim.who, 0});
      context.schedule(minutes{10}, claim.who, left, 0, Rank::release);
    } else {
      context.schedule(minutes{10}, claim.who, done, 0, Rank::release);
    }
  };
  model.on_event = [&](const Event& event, Context& context) {
    const NodeId from = event.subject == patient(0).who ? ward : care;
    const NodeId to = from == ward ? care : ward;
    if (event.kind == left) {
      ++gone;
      return context.release(to, {event.subject, 1});
    }
    context.block(from, {event.subject, 0}, to);
    context.seize(to, {event.subject, 1});
  };
  Simulation simulation(model, {1, 0});
  CHECK_NOTHROW(run_sequential(simulation, midnight(2)));
  CHECK(gone == 2);
}

}  // namespace
}  // namespace tests
