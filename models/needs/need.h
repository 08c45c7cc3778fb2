// need.h - from age, conditions and frailty to how often somebody needs what.
//
// Each resident runs five processes of need, each a Poisson process: what age alone explains plus what each chronic
// condition adds. Frailty multiplies deteriorations only. Scheduled care is asked for in office hours, deterioration
// comes at any time.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "models/population/residents.h"

namespace klynge {

enum class Process : std::uint8_t { gp_contact, other_contact, outpatient_visit, elective_admission, deterioration };
inline constexpr std::size_t process_count = 5;

constexpr std::size_t index(Process process) { return static_cast<std::size_t>(process); }

class Needs {
 public:
  explicit Needs(const TableData& tables);

  // Needs per year.
  double rate(Process process, const Residents& people, std::uint32_t resident) const;

  // Which outpatient clinic a need of this resident is for: a condition's, or -1 for the general clinic; by the share
  // u in (0, 1) of the resident's outpatient rate.
  int condition_behind_visit(const Residents& people, std::uint32_t resident, double u) const;

 private:
  std::vector<std::array<double, process_count>> by_age_;
  std::vector<std::array<double, process_count>> by_condition_;
};

}  // namespace klynge
