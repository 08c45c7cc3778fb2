// time.h - simulated time: whole seconds since 00:00 on the scenario's first day.
//
// Time and Duration are std::chrono types on a clock of their own, so that a point is never mistaken for a length or
// for wall-clock time, and std::chrono::hours{3} just works. Integer seconds keep sums exact and equal on every build;
// real numbers enter only through from_seconds() and from_days(), which round to the nearest second.
#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>

namespace sim {

struct ScenarioClock {
  using rep = std::int64_t;
  using period = std::ratio<1>;
  using duration = std::chrono::duration<rep, period>;
  using time_point = std::chrono::time_point<ScenarioClock>;
  static constexpr bool is_steady = true;
};

using Duration = ScenarioClock::duration;
using Time = ScenarioClock::time_point;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

inline constexpr Time start_of_time{};
inline constexpr Time end_of_time = Time::max();
inline constexpr Duration forever = Duration::max();

// What is longer than the age of the universe counts as that long: it never happens, and sums of it do not overflow.
inline constexpr double longest_seconds = 4.3e17;
inline Duration from_seconds(double n) {
  return Duration{std::llround(std::clamp(n, -longest_seconds, longest_seconds))};
}
inline Duration from_days(double n) { return from_seconds(n * 86400.0); }

constexpr double in_days(Duration d) { return static_cast<double>(d.count()) / 86400.0; }

// The scenario day a time falls on: 0 is the first day.
constexpr std::int64_t day_of(Time t) { return std::chrono::floor<days>(t).time_since_epoch().count(); }
constexpr Time midnight(std::int64_t day) { return start_of_time + days{day}; }
constexpr Duration time_of_day(Time t) { return t - midnight(day_of(t)); }

}  // namespace sim
