// ids.h - handles that cannot be mistaken for one another or for a count.
//
// A Subject is whoever an event or a draw is about: an agent, a node, or nobody (the engine itself). It is one 32-bit
// word, so that the order of events and the key of random numbers are the same for all.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace sim {

template <class Tag>
struct Id {
  std::uint32_t value = std::numeric_limits<std::uint32_t>::max();

  constexpr Id() = default;
  constexpr explicit Id(std::size_t v) : value(static_cast<std::uint32_t>(v)) {}
  constexpr bool valid() const { return value != std::numeric_limits<std::uint32_t>::max(); }
  constexpr std::size_t index() const { return value; }
  friend constexpr auto operator<=>(Id, Id) = default;
};

using AgentId = Id<struct AgentTag>;
using NodeId = Id<struct NodeTag>;
using PartitionId = Id<struct PartitionTag>;

class Subject {
 public:
  constexpr Subject() = default;
  constexpr explicit Subject(AgentId agent) : word_(agent.value) {}
  constexpr explicit Subject(NodeId node) : word_(node.value | node_bit) {}

  constexpr bool is_node() const { return (word_ & node_bit) != 0; }
  constexpr AgentId agent() const { return AgentId{word_}; }
  constexpr NodeId node() const { return NodeId{word_ & ~node_bit}; }
  constexpr std::uint32_t word() const { return word_; }
  friend constexpr auto operator<=>(Subject, Subject) = default;

 private:
  static constexpr std::uint32_t node_bit = 0x8000'0000u;
  std::uint32_t word_ = 0x7FFF'FFFFu;  // nobody
};

}  // namespace sim
