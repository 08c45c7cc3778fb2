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

TEST_CASE("the next change is the closing of an open door and the opening of a closed one", "[unit]") {
  const Calendar calendar = two_weeks();
  CHECK(calendar.next_change(office, at(monday, 3)) == at(monday, 8));
  CHECK(calendar.next_change(office, at(monday, 8)) == at(monday, 16));
  CHECK(calendar.next_change(office, at(monday, 16) - seconds{1}) == at(monday, 16));
  CHECK(calendar.next_change(office, at(monday, 16)) == at(tuesday, 8));
  CHECK(calendar.next_change(office, at(wednesday, 16)) == at(friday, 8));
  CHECK(calendar.next_change(office, at(friday, 16)) == at(next_tuesday, 8));
}

TEST_CASE("a door that stays open overnight closes after the last open day", "[unit]") {
  const OpeningHours week{hours{0}, hours{24}, {false, true, true, true, true, true, false}, false};
  const Calendar calendar = two_weeks();
  CHECK(calendar.next_change(week, at(tuesday, 12)) == midnight(saturday));
  const OpeningHours save_holidays{hours{0}, hours{24}, {true, true, true, true, true, true, true}, true};
  CHECK_FALSE(save_holidays.never_closes());
  CHECK(calendar.next_change(save_holidays, at(tuesday, 12)) == midnight(thursday));
  CHECK(calendar.next_change(save_holidays, at(thursday, 12)) == midnight(friday));
  CHECK(calendar.next_open(save_holidays, at(thursday, 12)) == midnight(friday));
}

TEST_CASE("a door that never opens or never closes does not change", "[unit]") {
  const Calendar calendar = two_weeks();
  OpeningHours never;
  never.weekdays.fill(false);
  CHECK(calendar.next_change(never, start_of_time) == end_of_time);
  CHECK_THROWS_AS(calendar.next_open(never, start_of_time), InputError);
  CHECK(OpeningHours::always().never_closes());
  CHECK(calendar.next_change(OpeningHours::always(), start_of_time) == end_of_time);
  // Open around the clock save on holidays, with the last holiday behind us.
  const OpeningHours save_holidays{hours{0}, hours{24}, {true, true, true, true, true, true, true}, true};
  CHECK(calendar.next_change(save_holidays, at(next_monday, 24)) == end_of_time);
}

TEST_CASE("a night shift lasts into the morning", "[unit]") {
  const OpeningHours night{hours{22}, hours{30}};
  const Calendar calendar = two_weeks();
  CHECK_FALSE(calendar.is_open(night, at(tuesday, 22) - seconds{1}));
  CHECK(calendar.is_open(night, at(tuesday, 22)));
  CHECK(calendar.is_open(night, at(wednesday, 6) - seconds{1}));
  CHECK_FALSE(calendar.is_open(night, at(wednesday, 6)));
  CHECK(calendar.is_open(night, at(monday, 3)));  // the night before the first day had its shift too
  CHECK(calendar.next_change(night, at(tuesday, 21)) == at(tuesday, 22));
  CHECK(calendar.next_change(night, at(tuesday, 22)) == at(wednesday, 6));
  CHECK(calendar.next_change(night, at(wednesday, 0)) == at(wednesday, 6));
  CHECK(calendar.next_change(night, at(wednesday, 6)) == at(wednesday, 22));
  CHECK(calendar.next_open(night, at(wednesday, 12)) == at(wednesday, 22));
  CHECK(calendar.next_open(night, at(wednesday, 3)) == at(wednesday, 3));
}

// Nights that begin on a working day: the one before the holiday lasts into it, the one of the holiday is free.
TEST_CASE("a night shift belongs to the day on which it begins", "[unit]") {
  const OpeningHours night{hours{22}, hours{30}, {false, true, true, true, true, true, false}, true};
  const Calendar calendar = two_weeks();
  CHECK_FALSE(calendar.is_open(night, at(monday, 3)));
  CHECK(calendar.is_open(night, at(thursday, 3)));
  CHECK_FALSE(calendar.is_open(night, at(thursday, 23)));
  CHECK_FALSE(calendar.is_open(night, at(friday, 3)));
  CHECK(calendar.is_open(night, at(saturday, 3)));
  CHECK_FALSE(calendar.is_open(night, at(saturday, 23)));
  CHECK(calendar.next_change(night, at(thursday, 6)) == at(friday, 22));
  CHECK(calendar.next_change(night, at(saturday, 6)) == at(next_tuesday, 22));
}

TEST_CASE("shifts that meet are one", "[unit]") {
  const OpeningHours around_the_clock{hours{8}, hours{32}};
  const Calendar calendar = two_weeks();
  CHECK(calendar.next_change(around_the_clock, at(monday, 12)) == end_of_time);
  OpeningHours week = around_the_clock;
  week.weekdays = {false, true, true, true, true, true, false};
  CHECK(calendar.next_change(week, at(monday, 3)) == at(monday, 8));
  CHECK(calendar.next_change(week, at(monday, 8)) == at(saturday, 8));
  CHECK(calendar.next_change(week, at(saturday, 8)) == at(next_monday, 8));
}

TEST_CASE("a shift may begin after the midnight of its day", "[unit]") {
  const OpeningHours small_hours{hours{26}, hours{30}, {false, true, false, false, false, false, false}, false};
  const Calendar calendar = two_weeks();  // only the night after Monday
  CHECK_FALSE(calendar.is_open(small_hours, at(monday, 3)));
  CHECK_FALSE(calendar.is_open(small_hours, at(tuesday, 1)));
  CHECK(calendar.is_open(small_hours, at(tuesday, 2)));
  CHECK_FALSE(calendar.is_open(small_hours, at(tuesday, 6)));
  CHECK(calendar.next_change(small_hours, at(monday, 12)) == at(tuesday, 2));
  CHECK(calendar.next_change(small_hours, at(tuesday, 2)) == at(tuesday, 6));
}

// By looking at every minute of two weeks.
TEST_CASE("between two changes a door stays as it is", "[unit]") {
  const Calendar calendar = two_weeks();
  const std::array<bool, 7> week = {false, true, true, true, true, true, false};
  for (const OpeningHours& opening :
       {office, OpeningHours{hours{22}, hours{30}, week, true}, OpeningHours{hours{20}, hours{44}, week, true},
        OpeningHours{hours{26}, hours{47}, week, false}, OpeningHours{hours{6}, hours{30}, week, true}}) {
    CAPTURE(opening.from.count(), opening.to.count());
    Time change = start_of_time;
    bool open = calendar.is_open(opening, change);
    for (Time t = start_of_time; t < midnight(14); t += minutes{1}) {
      if (t == change) {
        open = calendar.is_open(opening, t);
        change = calendar.next_change(opening, t);
      }
      REQUIRE(calendar.is_open(opening, t) == open);
      REQUIRE(t < change);
      REQUIRE(calendar.next_change(opening, t) == change);
      REQUIRE(calendar.is_open(opening, change) != open);
    }
  }
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
