#include "sim/office_clock.h"

#include <algorithm>
#include <cmath>

#include "sim/check.h"

namespace sim {

OfficeClock::OfficeClock(const Calendar& calendar, const OpeningHours& opening, Time until)
    : opening_(opening), until_(until) {
  require(opening.to > opening.from, "office hours: the door must open before it closes");
  require(opening.to <= hours{24}, "office hours: the door must close by midnight");
  // The year that rates refer to is the first one, however long the run: a longer run must not change what happens in it.
  constexpr std::int64_t year = 365;
  const std::int64_t last = std::max(day_of(until) + 1, year);
  for (std::int64_t day = 0; day <= last; ++day) {
    if (day == year) open_days_a_year_ = open_days_.size();
    days_open_before_.push_back(open_days_.size());
    if (calendar.is_open(opening, midnight(day) + opening.from)) open_days_.push_back(day);
  }
  require(open_days_a_year_ > 0, "office hours: the door never opens");
}

Time OfficeClock::advance(Time from, double open_seconds) const {
  if (from >= until_) return until_;
  const double length = static_cast<double>((opening_.to - opening_.from).count());
  const auto day = static_cast<std::size_t>(day_of(from));
  double position = static_cast<double>(days_open_before_[day]);
  const bool open_today = days_open_before_[day] < open_days_.size() &&
                          open_days_[days_open_before_[day]] == static_cast<std::int64_t>(day);
  if (open_today) {
    const double gone = static_cast<double>((time_of_day(from) - opening_.from).count());
    position += std::clamp(gone / length, 0.0, 1.0);
  }
  position += open_seconds / length;
  if (position >= static_cast<double>(open_days_.size())) return until_;
  const auto whole = static_cast<std::size_t>(position);
  const double rest = (position - static_cast<double>(whole)) * length;
  const Time at = midnight(open_days_[whole]) + opening_.from + Duration{static_cast<std::int64_t>(rest)};
  return std::min(std::max(at, from), until_);
}

}  // namespace sim
