#include "sim/ids.h"

#include <type_traits>

#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace sim;

TEST_CASE("an id says nothing until it is given a value", "[unit]") {
  CHECK_FALSE(AgentId{}.valid());
  CHECK(AgentId{std::size_t{0}}.valid());
  CHECK(NodeId{std::size_t{7}}.index() == 7);
  CHECK(NodeId{std::size_t{7}} < NodeId{std::size_t{8}});
}

TEST_CASE("ids of different things do not mix", "[unit]") {
  STATIC_REQUIRE_FALSE(std::is_convertible_v<AgentId, NodeId>);
  STATIC_REQUIRE_FALSE(std::is_convertible_v<std::size_t, NodeId>);
}

TEST_CASE("a subject remembers whether it is an agent or a node", "[unit]") {
  const Subject agent{AgentId{std::size_t{5}}};
  const Subject node{NodeId{std::size_t{5}}};
  CHECK_FALSE(agent.is_node());
  CHECK(node.is_node());
  CHECK(agent.agent() == AgentId{std::size_t{5}});
  CHECK(node.node() == NodeId{std::size_t{5}});
  CHECK(agent.word() != node.word());
  CHECK(agent < node);  // agents come first among the events of one instant
}

}  // namespace
}  // namespace tests
