// calendar.h - what day it is: weekdays, holidays and opening hours in civil time without daylight saving.
#pragma once

#include <array>
#include <chrono>
#include <string>
#include <vector>

#include "sim/time.h"

namespace sim {

// Open from `from` to `to` after midnight on the given weekdays, and on holidays unless said otherwise. A night shift
// ends after 24:00 and belongs to the day on which it begins.
struct OpeningHours {
  Duration from = hours{0};
  Duration to = hours{24};
  std::array<bool, 7> weekdays = {true, true, true, true, true, true, true};  // Sunday first, as in std::chrono
  bool closed_on_holidays = false;

  static OpeningHours always() { return {}; }
  static OpeningHours working_days(Duration from, Duration to) {
    return {from, to, {false, true, true, true, true, true, false}, true};
  }
  bool never_closes() const;
};

class Calendar {
 public:
  Calendar(std::chrono::year_month_day first_day, const std::vector<std::chrono::year_month_day>& holidays);

  std::chrono::year_month_day date(Time t) const;
  std::chrono::weekday weekday(Time t) const;
  bool is_holiday(Time t) const;

  bool is_open(const OpeningHours& opening, Time t) const;
  // The first instant at or after t at which the door is open.
  Time next_open(const OpeningHours& opening, Time t) const;
  // The first instant after t at which the door opens or closes; the end of time if it never does.
  Time next_change(const OpeningHours& opening, Time t) const;

 private:
  bool open_that_day(const OpeningHours& opening, std::int64_t day) const;

  std::chrono::sys_days first_day_;
  std::vector<std::int64_t> holidays_;  // scenario days, sorted
};

// "2024-01-31"; throws InputError for anything else.
std::chrono::year_month_day parse_date(const std::string& text);
std::string format_date(std::chrono::year_month_day date);

}  // namespace sim
