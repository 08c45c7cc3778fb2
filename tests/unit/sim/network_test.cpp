#include "sim/network.h"

#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace sim;

struct Clinic : Node {
  int level = 0;
};

struct Road : Link {
  double kilometres = 0;
};

using Map = Network<Clinic, Road>;

Clinic clinic(const char* name, std::size_t partition, int level = 0) {
  return {{.name = name, .partition = PartitionId{partition}}, level};
}

Road road(Duration delay) { return {{delay}, 0}; }

const auto anywhere = [](const Clinic&) { return true; };

TEST_CASE("nodes keep what a model adds to them", "[unit]") {
  Map map;
  const NodeId north = map.add_node(clinic("north", 0, 2));
  const NodeId south = map.add_node(clinic("south", 1, 1));
  map.add_link(north, south, {{hours{1}}, 45.5});
  CHECK(map.size() == 2);
  CHECK(map[north].name == "north");
  CHECK(map[north].level == 2);
  CHECK(map[south].partition == PartitionId{std::size_t{1}});
  REQUIRE(map.link(north, south));
  CHECK(map.link(north, south)->kilometres == 45.5);
  CHECK(map.link(south, north) == nullptr);
}

TEST_CASE("the lookahead is the least delay between two partitions", "[unit]") {
  Map map;
  const NodeId a = map.add_node(clinic("a", 0));
  const NodeId b = map.add_node(clinic("b", 0));
  const NodeId c = map.add_node(clinic("c", 1));
  CHECK_FALSE(map.lookahead().has_value());
  map.add_link(a, b, road(minutes{1}));  // stays inside
  CHECK_FALSE(map.lookahead().has_value());
  map.add_link(b, c, road(hours{2}));
  CHECK(map.lookahead() == hours{2});
  map.add_link(c, a, road(minutes{40}));
  map.add_link(c, b, road(hours{3}));
  CHECK(map.lookahead() == minutes{40});
}

// From a: b at 10 minutes, d by way of b at 25 although its own road takes 30, c at 40; e cannot be reached.
TEST_CASE("providers are found nearest first along the links", "[unit]") {
  Map map;
  const NodeId a = map.add_node(clinic("a", 0));
  const NodeId c = map.add_node(clinic("c", 0, 1));
  const NodeId d = map.add_node(clinic("d", 0, 1));
  const NodeId b = map.add_node(clinic("b", 0));
  const NodeId e = map.add_node(clinic("e", 0, 1));
  map.add_link(a, b, road(minutes{10}));
  map.add_link(b, d, road(minutes{15}));
  map.add_link(a, d, road(minutes{30}));
  map.add_link(a, c, road(minutes{40}));
  map.add_link(e, a, road(minutes{1}));  // the wrong way
  CHECK(map.by_distance(a, anywhere) == std::vector<NodeId>{a, b, d, c});
  CHECK(map.by_distance(a, [](const Clinic& node) { return node.level == 1; }) == std::vector<NodeId>{d, c});
  CHECK(map.by_distance(e, anywhere) == std::vector<NodeId>{e, a, b, d, c});
  CHECK(map.by_distance(c, anywhere) == std::vector<NodeId>{c});
}

TEST_CASE("equally near providers stand in order of their ids", "[unit]") {
  Map map;
  const NodeId a = map.add_node(clinic("a", 0));
  const NodeId b = map.add_node(clinic("b", 0));
  const NodeId c = map.add_node(clinic("c", 0));
  map.add_link(a, c, road(minutes{10}));
  map.add_link(a, b, road(minutes{10}));
  CHECK(map.by_distance(a, anywhere) == std::vector<NodeId>{a, b, c});
}

TEST_CASE("components are counted without regard to direction", "[unit]") {
  Map map;
  CHECK(map.components() == 0);
  const NodeId a = map.add_node(clinic("a", 0));
  const NodeId b = map.add_node(clinic("b", 0));
  const NodeId c = map.add_node(clinic("c", 0));
  CHECK(map.components() == 3);
  map.add_link(a, b, road(hours{1}));
  map.add_link(c, b, road(hours{1}));
  CHECK(map.components() == 1);
}

TEST_CASE("a link with a negative delay or to nowhere is refused", "[unit]") {
  Map map;
  const NodeId a = map.add_node(clinic("a", 0));
  const NodeId b = map.add_node(clinic("b", 1));
  CHECK_THROWS_AS(map.add_link(a, b, road(seconds{-1})), InputError);
  CHECK_NOTHROW(map.add_link(a, b, road(seconds{0})));
  CHECK_THROWS_AS(map.add_link(a, NodeId{std::size_t{2}}, road(hours{1})), InputError);
  CHECK_THROWS_AS(map.add_link(NodeId{std::size_t{2}}, a, road(hours{1})), InputError);
  CHECK(map.size() == 2);
}

}  // namespace
}  // namespace tests
