#include "models/population/residents.h"

namespace klynge {

std::uint32_t Residents::add(const Resident& person) {
  const std::uint32_t row = size();
  born.push_back(person.born);
  frailty.push_back(person.frailty);
  states.push_back(person.states);
  uncontrolled.push_back(person.uncontrolled);
  practice.push_back(0);
  const int bits = (person.female ? female_bit : 0) | (person.alone ? alone_bit : 0) |
                   static_cast<int>(person.education) << education_shift;
  flags.push_back(static_cast<std::uint8_t>(bits));
  if (complete_) {
    newcomers_.push_back(person.agent);
    row_of_newcomer_[person.agent.value] = row;
  }
  return row;
}

Resident Residents::at(std::uint32_t row) const {
  Resident person;
  person.agent = agent(row);
  person.born = born[row];
  person.frailty = frailty[row];
  person.states = states[row];
  person.uncontrolled = uncontrolled[row];
  person.female = female(row);
  person.alone = alone(row);
  person.education = education(row);
  return person;
}

std::uint32_t Residents::row_of(sim::AgentId agent) const {
  const std::uint32_t number = resident_of(agent);
  const bool first = municipality_code_of(agent) == municipality_code_ && number < first_residents_;
  if (first && present(number)) return number;
  // Who moved away and came back has a newer row than the one he began with.
  if (const auto found = row_of_newcomer_.find(agent.value); found != row_of_newcomer_.end()) return found->second;
  return first ? number : none();
}

void Residents::reserve(std::size_t rows) {
  born.reserve(rows);
  frailty.reserve(rows);
  states.reserve(rows);
  uncontrolled.reserve(rows);
  practice.reserve(rows);
  flags.reserve(rows);
}

void Residents::state(sim::Archive& archive) {
  archive.value(first_residents_);
  archive.value(next_number_);
  archive.value(complete_);
  archive.vector(born);
  archive.vector(frailty);
  archive.vector(states);
  archive.vector(uncontrolled);
  archive.vector(practice);
  archive.vector(flags);
  archive.vector(newcomers_);
  if (!archive.reading()) return;
  row_of_newcomer_.clear();
  for (std::size_t n = 0; n < newcomers_.size(); ++n) {
    row_of_newcomer_[newcomers_[n].value] = first_residents_ + static_cast<std::uint32_t>(n);
  }
}

}  // namespace klynge
