// residents.h - the people who live in one municipality, as columns: what they are, not what happens to them.
//
// A resident keeps one AgentId for life, made of the municipality of first residence and a number within it, so that the
// same person keeps the same luck whichever other municipalities a scenario selects, however many residents live
// elsewhere, and wherever he moves. Children are numbered as they are born. Rows are never taken out: who dies or moves
// away is marked as gone.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "models/scenario/tables.h"
#include "sim/archive.h"
#include "sim/ids.h"

namespace klynge {

inline constexpr int resident_bits = 20;  // the largest municipality has 662,366 residents; 2^20 is 1,048,576

constexpr sim::AgentId agent_of(int municipality_code, std::uint32_t resident) {
  return sim::AgentId{(static_cast<std::uint32_t>(municipality_code) << resident_bits) | resident};
}
constexpr int municipality_code_of(sim::AgentId agent) { return static_cast<int>(agent.value >> resident_bits); }
constexpr std::uint32_t resident_of(sim::AgentId agent) { return agent.value & ((1u << resident_bits) - 1); }

enum class Education : std::uint8_t { basic, medium, higher };  // longest completed; children have their parents'
inline constexpr std::size_t education_count = 3;

// What a person is, apart from who; it goes along when he moves.
struct Traits {
  std::int32_t born = 0;           // day of the run, before 0 for all who are there when it begins
  float frailty = 1;               // latent, mean 1
  std::uint32_t states = 0;        // bit c: has condition or lasting care need c of TableData::states
  std::uint32_t uncontrolled = 0;  // bit c: that condition is out of control
  Education education = Education::basic;
  bool female = false;
  bool alone = false;  // lives alone
};

struct Resident : Traits {
  sim::AgentId agent;
};

// Calls visit(state) for every bit that is set, lowest first.
template <class Visit>
void for_each_state(std::uint32_t states, const Visit& visit) {
  for (; states != 0; states &= states - 1) visit(static_cast<std::size_t>(std::countr_zero(states)));
}

class Residents {
 public:
  explicit Residents(int municipality_code = 0) : municipality_code_(municipality_code) {}

  std::uint32_t size() const { return static_cast<std::uint32_t>(born.size()); }  // rows, those who are gone included
  int municipality_code() const { return municipality_code_; }

  // Rows below this one belong to those who live here when the run begins; row r is then resident r.
  std::uint32_t first_residents() const { return first_residents_; }
  void set_first_residents() {
    first_residents_ = next_number_ = size();
    complete_ = true;
  }

  // The id of a child born here.
  sim::AgentId new_agent() { return agent_of(municipality_code_, next_number_++); }
  std::uint32_t add(const Resident& person);  // returns the row; a person who comes back takes a new one
  Resident at(std::uint32_t row) const;
  void leave(std::uint32_t row) { flags[row] |= gone_bit; }

  sim::AgentId agent(std::uint32_t row) const {
    return row < first_residents_ ? agent_of(municipality_code_, row) : newcomers_[row - first_residents_];
  }
  // The row of somebody who lives or has lived here; none() if he never has.
  std::uint32_t row_of(sim::AgentId agent) const;
  static constexpr std::uint32_t none() { return 0xFFFF'FFFFu; }

  bool present(std::uint32_t row) const { return (flags[row] & gone_bit) == 0; }
  bool female(std::uint32_t row) const { return (flags[row] & female_bit) != 0; }
  bool alone(std::uint32_t row) const { return (flags[row] & alone_bit) != 0; }
  Education education(std::uint32_t row) const { return static_cast<Education>(flags[row] >> education_shift & 3u); }
  Sex sex(std::uint32_t row) const { return female(row) ? Sex::female : Sex::male; }

  // Completed years of age on a day of the run; see age_on().
  int age(std::uint32_t row, std::int64_t day) const { return age_on(born[row], day); }

  void reserve(std::size_t rows);
  std::size_t room() const { return born.capacity(); }  // for so many rows without growing
  void state(sim::Archive& archive);
  void prefetch(std::uint32_t row) const {
    __builtin_prefetch(&flags[row]);
    __builtin_prefetch(&born[row]);
    __builtin_prefetch(&states[row]);
    __builtin_prefetch(&uncontrolled[row]);
    __builtin_prefetch(&frailty[row]);
    __builtin_prefetch(&practice[row]);
  }

  std::vector<std::int32_t> born;
  std::vector<float> frailty;
  std::vector<std::uint32_t> states;
  std::vector<std::uint32_t> uncontrolled;
  std::vector<std::uint16_t> practice;  // whose list, by number within the municipality
  std::vector<std::uint8_t> flags;

  // A year of life is 365.25 days, so that birthdays need no calendar.
  static int age_on(std::int32_t born, std::int64_t day) {
    return static_cast<int>(static_cast<double>(day - born) / 365.25);
  }

 private:
  static constexpr std::uint8_t female_bit = 1, alone_bit = 2, gone_bit = 16;
  static constexpr int education_shift = 5;

  int municipality_code_ = 0;
  std::uint32_t first_residents_ = 0;
  std::uint32_t next_number_ = 0;
  bool complete_ = false;                                             // whoever is added from now on is a newcomer
  std::vector<sim::AgentId> newcomers_;                               // by row, from first_residents_ on
  std::unordered_map<std::uint32_t, std::uint32_t> row_of_newcomer_;  // by AgentId::value
};

}  // namespace klynge
