// residents.h - the people of one municipality, as columns: what they are, not what happens to them.
//
// A resident's AgentId is made of the municipality's code and the number within it, so that the same person keeps the
// same luck whichever other municipalities a scenario selects and however many residents live elsewhere.
#pragma once

#include <cstdint>
#include <vector>

#include "models/scenario/tables.h"
#include "sim/ids.h"

namespace klynge {

inline constexpr int resident_bits = 20;  // the largest municipality has 662,366 residents; 2^20 is 1,048,576

constexpr sim::AgentId agent_of(int municipality_code, std::uint32_t resident) {
  return sim::AgentId{(static_cast<std::uint32_t>(municipality_code) << resident_bits) | resident};
}
constexpr int municipality_code_of(sim::AgentId agent) { return static_cast<int>(agent.value >> resident_bits); }
constexpr std::uint32_t resident_of(sim::AgentId agent) { return agent.value & ((1u << resident_bits) - 1); }

struct Residents {
  int municipality_code = 0;
  std::vector<std::uint8_t> age;  // years
  std::vector<std::uint8_t> female;
  std::vector<float> frailty;             // latent, mean 1
  std::vector<std::uint32_t> conditions;  // bit c: has condition c of TableData::conditions
  std::vector<std::uint8_t> shared_plan;  // has an active shared care plan
  std::vector<std::uint8_t> coordinator;  // has a named coordinator

  std::uint32_t size() const { return static_cast<std::uint32_t>(age.size()); }
  sim::AgentId agent(std::uint32_t resident) const { return agent_of(municipality_code, resident); }
};

}  // namespace klynge
