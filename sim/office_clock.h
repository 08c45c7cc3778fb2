// office_clock.h - time that passes only while a door is open.
//
// Demand for scheduled care comes in office hours: nobody rings a closed practice. A gap drawn in office time is turned
// into a moment by advance(), in constant time: the open days are counted once, up to `until`.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/calendar.h"
#include "sim/time.h"

namespace sim {

class OfficeClock {
 public:
  OfficeClock(const Calendar& calendar, const OpeningHours& opening, Time until);

  // The moment at which `open_seconds` of office time have passed since `from`; `until` if that lies beyond it.
  Time advance(Time from, double open_seconds) const;

  // Office time in the first 365 days, in seconds.
  double open_seconds_a_year() const {
    return static_cast<double>((opening_.to - opening_.from).count()) * static_cast<double>(open_days_a_year_);
  }

 private:
  OpeningHours opening_;
  Time until_;
  std::vector<std::int64_t> open_days_;        // the days on which the door opens, in order
  std::vector<std::size_t> days_open_before_;  // by day: how many of them lie before it
  std::size_t open_days_a_year_ = 0;
};

}  // namespace sim
