#include "sim/calendar.h"

#include "sim/check.h"
#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace sim;
using std::chrono::year;

// Day 0 is Monday 1 January 2024; Thursday 4 January and Monday 8 January are holidays.
Calendar two_weeks() { return Calendar(year{2024} / 1 / 1, {year{2024} / 1 / 8, year{2024} / 1 / 4}); }

const OpeningHours office = OpeningHours::working_days(hours{8}, hours{16});

enum Day { monday, tuesday, wednesday, thursday, friday, saturday, sunday, next_monday, next_tuesday };

Time at(std::int64_t day, int hour, int minute = 0) { return midnight(day) + hours{hour} + minutes{minute}; }

TEST_CASE("dates and weekdays follow the civil calendar", "[unit]") {
  const Calendar calendar = two_weeks();
  CHECK(calendar.weekday(start_of_time) == std::chrono::Monday);
  CHECK(calendar.weekday(at(sunday, 23, 59)) == std::chrono::Sunday);
  CHECK(calendar.date(at(monday, 23)) == year{2024} / 1 / 1);
  CHECK(calendar.date(midnight(59)) == year{2024} / 2 / 29);  // a leap year
  CHECK(calendar.date(midnight(366)) == year{2025} / 1 / 1);
  CHECK(calendar.weekday(midnight(366)) == std::chrono::Wednesday);
}

TEST_CASE("holidays are whole days in whatever order they were given", "[unit]") {
  const Calendar calendar = two_weeks();
  CHECK(calendar.is_holiday(at(thursday, 0)));
  CHECK(calendar.is_holiday(at(thursday, 23, 59)));
  CHECK(calendar.is_holiday(at(next_monday, 12)));
  CHECK_FALSE(calendar.is_holiday(at(wednesday, 23, 59)));
  CHECK_FALSE(calendar.is_holiday(at(friday, 0)));
}

TEST_CASE("office hours are open from the first instant to just before the last", "[unit]") {
  const Calendar calendar = two_weeks();
  CHECK_FALSE(calendar.is_open(office, at(monday, 8) - seconds{1}));
  CHECK(calendar.is_open(office, at(monday, 8)));
  CHECK(calendar.is_open(office, at(monday, 16) - seconds{1}));
  CHECK_FALSE(calendar.is_open(office, at(monday, 16)));
  CHECK_FALSE(calendar.is_open(office, at(saturday, 12)));
  CHECK_FALSE(calendar.is_open(office, at(thursday, 12)));
  CHECK(calendar.is_open(OpeningHours::always(), at(thursday, 12)));
}

TEST_CASE("the next opening skips nights and week-ends and holidays", "[unit]") {
  const Calendar calendar = two_weeks();
  CHECK(calendar.next_open(office, at(monday, 3)) == at(monday, 8));
  CHECK(calendar.next_open(office, at(monday, 8)) == at(monday, 8));
  CHECK(calendar.next_open(office, at(monday, 11)) == at(monday, 11));
  CHECK(calendar.next_open(office, at(monday, 16)) == at(tuesday, 8));
  CHECK(calendar.next_open(office, at(wednesday, 16)) == at(friday, 8));
  CHECK(calendar.next_open(office, at(friday, 16)) == at(next_tuesday, 8));
  CHECK(calendar.next_open(office, at(saturday, 12)) == at(next_tuesday, 8));
  CHECK(calendar.next_open(OpeningHours::always(), at(sunday, 3)) == at(sunday, 3));
}

TEST_CASE("the next closing is the end of the day's hours or now", "[unit]") {
  const Calendar calendar = two_weeks();
  CHECK(calendar.next_close(office, at(monday, 8)) == at(monday, 16));
  CHECK(calendar.next_close(office, at(monday, 16)) == at(monday, 16));
  CHECK(calendar.next_close(office, at(saturday, 12)) == at(saturday, 12));
}

TEST_CASE("a door that stays open overnight closes after the last open day", "[unit]") {
  const OpeningHours week{hours{0}, hours{24}, {false, true, true, true, true, true, false}, false};
  const Calendar calendar = two_weeks();
  CHECK(calendar.next_close(week, at(tuesday, 12)) == midnight(saturday));
  const OpeningHours save_holidays{hours{0}, hours{24}, {true, true, true, true, true, true, true}, true};
  CHECK_FALSE(save_holidays.never_closes());
  CHECK(calendar.next_close(save_holidays, at(tuesday, 12)) == midnight(thursday));
  CHECK(calendar.next_open(save_holidays, at(thursday, 12)) == midnight(friday));
}

TEST_CASE("a door that never opens or never closes is an input error", "[unit]") {
  const Calendar calendar = two_weeks();
  OpeningHours never;
  never.weekdays.fill(false);
  CHECK_THROWS_AS(calendar.next_open(never, start_of_time), InputError);
  CHECK(OpeningHours::always().never_closes());
  CHECK_THROWS_AS(calendar.next_close(OpeningHours::always(), start_of_time), InputError);
  // Open around the clock save on holidays, with the last holiday behind us.
  const OpeningHours save_holidays{hours{0}, hours{24}, {true, true, true, true, true, true, true}, true};
  CHECK_THROWS_AS(calendar.next_close(save_holidays, at(next_monday, 24)), InputError);
}

TEST_CASE("what is not a day is no first day and no holiday", "[unit]") {
  CHECK_THROWS_AS(Calendar(year{2023} / 2 / 29, {}), InputError);
  CHECK_THROWS_AS(Calendar(year{2024} / 1 / 1, {year{2024} / 4 / 31}), InputError);
}

TEST_CASE("dates are read and written as year and month and day", "[unit]") {
  CHECK(parse_date("2024-01-31") == year{2024} / 1 / 31);
  CHECK(parse_date("2024-02-29") == year{2024} / 2 / 29);
  CHECK(format_date(year{2024} / 1 / 31) == "2024-01-31");
  CHECK(format_date(parse_date("0987-06-05")) == "0987-06-05");
}

TEST_CASE("anything else is not a date", "[unit]") {
  for (const char* text :
       {"",           "yesterday",  "2024",       "2024-01",    "2024-02-30",  "2023-02-29",  "2024-13-01",
        "2024-00-10", "2024-01-00", "2024/01/31", "31-01-2024", "2024-01-31 ", " 2024-01-31", "2024-01-31T00:00",
        "2024-1-5",   "24-01-31",   "+024-01-31", "-024-01-31", "2024-+1-31",  "2024- 1-31"}) {
    CAPTURE(text);
    CHECK_THROWS_AS(parse_date(text), InputError);
  }
  CHECK_THROWS_WITH(parse_date("2024-02-30"), "'2024-02-30' is not a date: expected YYYY-MM-DD");
}

}  // namespace
}  // namespace tests
