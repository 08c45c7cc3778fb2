#include "sim/office_clock.h"

#include "sim/check.h"
#include "sim/rng.h"
#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace sim;
using std::chrono::year;

const OpeningHours office = OpeningHours::working_days(hours{8}, hours{16});

// Day 0 is Monday 1 January 2024; Thursday 4 January is a holiday.
Calendar one_holiday() { return Calendar(year{2024} / 1 / 1, {year{2024} / 1 / 4}); }

Time at(std::int64_t day, int hour) { return midnight(day) + hours{hour}; }

TEST_CASE("office time stands still while the door is shut", "[unit]") {
  const OfficeClock clock(one_holiday(), office, midnight(365));
  CHECK(clock.advance(at(0, 9), 0) == at(0, 9));
  CHECK(clock.advance(at(0, 9), 2 * 3600) == at(0, 11));
  CHECK(clock.advance(at(0, 3), 2 * 3600) == at(0, 10));   // before the door opens
  CHECK(clock.advance(at(0, 15), 2 * 3600) == at(1, 9));   // over night
  CHECK(clock.advance(at(2, 15), 2 * 3600) == at(4, 9));   // over the holiday
  CHECK(clock.advance(at(4, 15), 2 * 3600) == at(7, 9));   // over the week-end
  CHECK(clock.advance(at(5, 12), 3600) == at(7, 9));       // from within it
  CHECK(clock.advance(at(0, 8), 16 * 3600) == at(2, 8));   // two whole days
  CHECK(clock.advance(at(0, 12), 20 * 3600) == at(4, 8));  // two days and a half
}

TEST_CASE("office time ends where it is said to end", "[unit]") {
  const OfficeClock clock(one_holiday(), office, at(1, 12));
  CHECK(clock.advance(at(0, 9), 10 * 3600) == at(1, 11));
  CHECK(clock.advance(at(0, 9), 12 * 3600) == at(1, 12));
  CHECK(clock.advance(at(0, 9), 1e9) == at(1, 12));
  CHECK(clock.advance(at(1, 12), 0) == at(1, 12));
  CHECK(clock.advance(at(9, 9), 0) == at(1, 12));
}

// From one opening and closing to the next, by the calendar.
Time step_by_step(const Calendar& calendar, Time from, Duration office_time) {
  Time opened = calendar.next_open(office, from);
  while (true) {
    const Time closes = calendar.next_change(office, opened);
    if (office_time < closes - opened) return opened + office_time;
    office_time -= closes - opened;
    opened = calendar.next_open(office, closes);
  }
}

TEST_CASE("office time agrees with the calendar to the second", "[unit]") {
  const Calendar calendar = one_holiday();
  const OfficeClock clock(calendar, office, midnight(400));
  Draws draws = Streams(1, 0).draws(Subject{AgentId{std::size_t{0}}}, 0, 0);
  for (int i = 0; i < 2'000; ++i) {
    const Time from = start_of_time + Duration{draws() % (100 * 86'400)};
    const Duration office_time{draws() % (50 * 28'800)};
    CAPTURE((from - start_of_time).count(), office_time.count());
    const Duration off =
        clock.advance(from, static_cast<double>(office_time.count())) - step_by_step(calendar, from, office_time);
    REQUIRE(off <= seconds{0});
    REQUIRE(off >= seconds{-1});  // real numbers are cut to whole seconds
  }
}

// 365 days from a Monday: 52 weeks and one more working day.
TEST_CASE("a year of office time counts the open days", "[unit]") {
  const OfficeClock clock(Calendar(year{2024} / 1 / 1, {}), office, midnight(363));
  CHECK(clock.open_seconds_a_year() == Catch::Approx(261 * 8 * 3600));
}

TEST_CASE("a door that never opens has no office time", "[unit]") {
  OpeningHours never = office;
  never.weekdays.fill(false);
  CHECK_THROWS_AS(OfficeClock(one_holiday(), never, midnight(9)), InputError);
  CHECK_THROWS_AS(OfficeClock(one_holiday(), OpeningHours::working_days(hours{16}, hours{8}), midnight(9)), InputError);
}

}  // namespace
}  // namespace tests
