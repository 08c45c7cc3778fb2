#include "sim/calendar.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/check.h"

namespace sim {

bool OpeningHours::never_closes() const {
  return from <= hours{0} && to >= hours{24} && !closed_on_holidays &&
         std::all_of(weekdays.begin(), weekdays.end(), [](bool open) { return open; });
}

Calendar::Calendar(std::chrono::year_month_day first_day, const std::vector<std::chrono::year_month_day>& holidays)
    : first_day_(first_day) {
  require(first_day.ok(), "calendar: the first day is not a date");
  for (const auto& holiday : holidays) {
    require(holiday.ok(), "calendar: a holiday is not a date");
    holidays_.push_back((std::chrono::sys_days(holiday) - first_day_).count());
  }
  std::sort(holidays_.begin(), holidays_.end());
}

std::chrono::year_month_day Calendar::date(Time t) const { return first_day_ + days{day_of(t)}; }

std::chrono::weekday Calendar::weekday(Time t) const { return first_day_ + days{day_of(t)}; }

bool Calendar::is_holiday(Time t) const { return std::binary_search(holidays_.begin(), holidays_.end(), day_of(t)); }

bool Calendar::open_that_day(const OpeningHours& opening, std::int64_t day) const {
  const std::chrono::weekday weekday = first_day_ + days{day};
  return opening.weekdays[weekday.c_encoding()] && !(opening.closed_on_holidays && is_holiday(midnight(day)));
}

bool Calendar::is_open(const OpeningHours& opening, Time t) const {
  const std::int64_t today = day_of(t);
  const Duration clock = time_of_day(t);
  if (clock >= opening.from && clock < opening.to && open_that_day(opening, today)) return true;
  const Duration since_yesterday = clock + hours{24};
  return since_yesterday >= opening.from && since_yesterday < opening.to && open_that_day(opening, today - 1);
}

Time Calendar::next_open(const OpeningHours& opening, Time t) const {
  if (is_open(opening, t)) return t;
  const Time next = next_change(opening, t);
  require(next < end_of_time, "opening hours: the door does not open once in a year");
  return next;
}

Time Calendar::next_change(const OpeningHours& opening, Time t) const {
  if (opening.never_closes()) return end_of_time;
  const bool open = is_open(opening, t);
  Time next = end_of_time;
  // Yesterday's night shift may end after today's door opens, so the first day that has a change is looked at whole.
  for (std::int64_t day = day_of(t) - 1; day <= day_of(t) + 367 && midnight(day) < next; ++day) {
    if (!open_that_day(opening, day)) continue;
    for (const Time at : {midnight(day) + opening.from, midnight(day) + opening.to}) {
      if (at > t && at < next && is_open(opening, at) != open) next = at;
    }
  }
  return next;
}

std::chrono::year_month_day parse_date(const std::string& text) {
  const std::string shape = "0000-00-00";
  const bool read = std::equal(text.begin(), text.end(), shape.begin(), shape.end(),
                               [](char c, char wanted) { return wanted == '0' ? c >= '0' && c <= '9' : c == wanted; });
  const auto number = [&](std::size_t from, std::size_t length) { return std::stoi(text.substr(from, length)); };
  const auto date =
      read ? std::chrono::year{number(0, 4)} / number(5, 2) / number(8, 2) : std::chrono::year_month_day{};
  require(read && date.ok(), fmt::format("'{}' is not a date: expected YYYY-MM-DD", text));
  return date;
}

std::string format_date(std::chrono::year_month_day date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

}  // namespace sim
