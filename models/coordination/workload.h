// workload.h - coordination as work: the minutes it takes an organisation, and what happens when there are too few.
//
// Each week's minutes are gathered by kind and held against those that the organisation has for it. By how much more
// was needed than there was, over about four weeks, is its overload; so much less of what it knows does it pass on, and
// it takes up no further care plan. The need of a patient grows with each pair of courses that must be fitted together.
// Plain numbers, so that a saved run keeps them as they stand.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "models/scenario/scenario.h"

namespace klynge {

enum class Work : std::uint8_t { patients, handovers, plans, joint_calls, disputes, back_up };
inline constexpr std::size_t work_count = 6;
inline constexpr std::array<std::string_view, work_count> work_names = {"patients",    "handovers", "care plans",
                                                                        "joint calls", "disputes",  "back-up"};
constexpr std::size_t index(Work work) { return static_cast<std::size_t>(work); }

class Workload {
 public:
  // Of the week that runs.
  void add(Work work, double minutes) { so_far_[index(work)] += minutes; }
  // Closes it.
  void week(double minutes_available);

  // Minutes of the week closed last.
  double needed() const;
  double needed(Work work) const { return closed_[index(work)]; }
  double available() const { return available_; }
  // Share of that need for which there was no time.
  double undone() const { return needed() > available_ ? 1 - available_ / needed() : 0; }

  // How much more than there is has been needed lately, as a share of what there is.
  double overload() const { return recent_needed_ > recent_available_ ? recent_needed_ / recent_available_ - 1 : 0; }
  // What overload leaves of everything that is sent.
  double sending_factor() const { return std::max(0.0, 1 - overload()); }
  // Whether there is time for so much more in a week; while no week has been closed nobody is known to be short of it.
  bool has_minutes(double minutes) const;

 private:
  std::array<double, work_count> so_far_{};
  std::array<double, work_count> closed_{};
  double available_ = 0;
  double recent_needed_ = 0;
  double recent_available_ = 0;
  std::uint32_t weeks_ = 0;
};

// Minutes a week of a patient with so many open courses; none of one who is not in treatment.
double coordination_need(const Scenario::Load& load, int courses, bool coordinator);

}  // namespace klynge
