#include "sim/station.h"

#include "sim/check.h"
#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace sim;

const Calendar civil{std::chrono::year{2024} / 1 / 1, {}};  // day 0 is a Monday

Time on(std::int64_t day, Duration clock) { return midnight(day) + clock; }

constexpr std::int64_t hour = 3'600;

Claim claim(std::size_t number) { return {Subject{AgentId{number}}, 0}; }

// Two by day and one by night, every day of the week.
ResourceSpec day_and_night() {
  ResourceSpec spec;
  spec.node = NodeId{std::size_t{0}};
  spec.staff = {{.servers = 2, .hours = {.from = hours{8}, .to = hours{16}}},
                {.servers = 1, .hours = {.from = hours{22}, .to = hours{30}}}};
  return spec;
}

TEST_CASE("a station begins with whom the hours say", "[unit]") {
  const Station station(day_and_night(), civil, on(0, hours{9}));
  CHECK(station.resource.on_duty(0) == 2);
  CHECK(station.resource.on_duty(1) == 0);
  CHECK(station.resource.servers() == 3);
  CHECK(station.next_change() == on(0, hours{16}));
}

TEST_CASE("a station tells whether anybody came", "[unit]") {
  Station station(day_and_night(), civil, start_of_time);
  CHECK(station.resource.on_duty(1) == 1);  // of last night
  CHECK_FALSE(station.catch_up(civil, on(0, hours{6}) - seconds{1}));
  CHECK(station.resource.on_duty() == 1);
  CHECK_FALSE(station.catch_up(civil, on(0, hours{6})));
  CHECK(station.resource.on_duty() == 0);
  CHECK(station.catch_up(civil, on(0, hours{8})));
  CHECK(station.resource.on_duty() == 2);
  CHECK(station.next_change() == on(0, hours{16}));
  CHECK(station.catch_up(civil, on(3, hours{12})));
  CHECK(station.resource.on_duty() == 2);
  CHECK(station.next_change() == on(3, hours{16}));
}

// Three days: the day shift has 2 x 8 h each; the night shift 6 h until the first morning, then two whole nights of 8 h
// and 2 h before the last midnight.
constexpr std::int64_t three_days = (3 * 2 * 8 + 6 + 8 + 8 + 2) * hour;

TEST_CASE("hours on duty are exact over many changes whenever somebody looks", "[unit]") {
  Station late(day_and_night(), civil, start_of_time);
  CHECK(late.usage(civil, midnight(3)).on_duty_integral == three_days);
  CHECK(late.next_change() == on(0, hours{6}));  // to ask for the usage changes nothing
  late.catch_up(civil, midnight(3));
  CHECK(late.usage(civil, midnight(3)).on_duty_integral == three_days);

  Station often(day_and_night(), civil, start_of_time);
  for (Time t = start_of_time; t <= midnight(3); t += minutes{50}) often.catch_up(civil, t);
  CHECK(often.usage(civil, midnight(3)).on_duty_integral == three_days);
}

TEST_CASE("a station that never closes has no changes", "[unit]") {
  ResourceSpec spec;
  spec.staff = {{.servers = 4}};
  Station station(spec, civil, start_of_time);
  CHECK(station.next_change() == end_of_time);
  CHECK_FALSE(station.catch_up(civil, midnight(1'000)));
  CHECK(station.usage(civil, midnight(1)).on_duty_integral == 4 * 24 * hour);
}

// 2 on duty from 8 to 12; then 5 from 10 to 14, so until 14.
TEST_CASE("other staff is on duty from the moment it is set", "[unit]") {
  ResourceSpec spec;
  spec.staff = {{.servers = 2, .hours = {.from = hours{8}, .to = hours{16}}}};
  Station station(spec, civil, start_of_time);
  station.set_staff({{.servers = 5, .hours = {.from = hours{10}, .to = hours{14}}}}, civil, on(0, hours{12}));
  CHECK(station.resource.on_duty() == 5);
  CHECK(station.resource.servers() == 5);
  CHECK(station.next_change() == on(0, hours{14}));
  CHECK(station.usage(civil, midnight(1)).on_duty_integral == (2 * 4 + 5 * 2) * hour);
  CHECK(station.usage(civil, midnight(2)).on_duty_integral == (2 * 4 + 5 * 2 + 5 * 4) * hour);
}

TEST_CASE("fewer staff finish what more have begun", "[unit]") {
  ResourceSpec spec;
  spec.staff = {{.servers = 2}};
  Station station(spec, civil, start_of_time);
  station.resource.seize(claim(1), 0, start_of_time);
  station.resource.seize(claim(2), 0, start_of_time);
  station.resource.seize(claim(3), 0, start_of_time);
  station.set_staff({{.servers = 1}}, civil, on(0, hours{1}));
  CHECK(station.resource.held() == 2);
  station.resource.release(claim(1), on(0, hours{2}));
  CHECK_FALSE(station.resource.start_next(on(0, hours{2})));
  station.resource.release(claim(2), on(0, hours{3}));
  CHECK(station.resource.start_next(on(0, hours{3})));
}

TEST_CASE("hours that make no shift are refused", "[unit]") {
  const auto with = [](Duration from, Duration to) {
    ResourceSpec spec;
    spec.staff = {{.hours = {.from = from, .to = to}}};
    return Station(spec, civil, start_of_time);
  };
  CHECK_THROWS_AS(with(hours{22}, hours{6}), InputError);
  CHECK_THROWS_AS(with(hours{8}, hours{8}), InputError);
  CHECK_THROWS_AS(with(hours{-1}, hours{8}), InputError);
  CHECK_THROWS_AS(with(hours{8}, hours{33}), InputError);
  CHECK_THROWS_AS(with(hours{30}, hours{49}), InputError);
  CHECK_NOTHROW(with(hours{22}, hours{30}));
  CHECK_NOTHROW(with(hours{8}, hours{32}));
  Station station = with(hours{8}, hours{16});
  CHECK_THROWS_AS(station.set_staff({{.hours = {.from = hours{9}, .to = hours{5}}}}, civil, start_of_time), InputError);
}

TEST_CASE("a service that needs several nodes at once can be neither interrupted nor slowed down", "[unit]") {
  ResourceSpec spec;
  spec.together_with = {NodeId{std::size_t{1}}};
  CHECK_NOTHROW(Station(spec, civil, start_of_time));
  spec.preemptive = true;
  CHECK_THROWS_AS(Station(spec, civil, start_of_time), InputError);
  spec.preemptive = false;
  spec.pace = [](int) { return 1.0; };
  CHECK_THROWS_AS(Station(spec, civil, start_of_time), InputError);
}

TEST_CASE("the pace of a station counts all who are present", "[unit]") {
  ResourceSpec spec;
  std::vector<int> counted;
  spec.pace = [&](int present) {
    counted.push_back(present);
    return 1.0;
  };
  Station station(spec, civil, start_of_time);
  CHECK(station.interruptible());
  CHECK_FALSE(station.preemptive());
  for (std::size_t number = 0; number < 3; ++number) {
    station.resource.seize(claim(number), 0, start_of_time);
    station.keep_pace(start_of_time);
  }
  CHECK(counted == std::vector<int>{1, 2, 3});
}

// Saves one station and restores another from it.
void copy_state(Station& from, Station& to, Time now) {
  Archive written;
  written.section("station");
  from.state(written, civil, now);
  Archive read(written.sections());
  read.section("station");
  to.state(read, civil, now);
  CHECK_NOTHROW(read.finish_section());
}

TEST_CASE("a station that was saved knows its hours and its staff", "[unit]") {
  Station station(day_and_night(), civil, start_of_time);
  Station restored(day_and_night(), civil, start_of_time);
  copy_state(station, restored, on(1, hours{12}));
  CHECK(restored.resource.on_duty(0) == 2);
  CHECK(restored.next_change() == on(1, hours{16}));
  CHECK(restored.usage(civil, midnight(3)).on_duty_integral == three_days);
}

TEST_CASE("staff that was changed during the run is saved with it", "[unit]") {
  Station station(day_and_night(), civil, start_of_time);
  std::vector<Staff> other = day_and_night().staff;
  other[0].servers = 7;
  other[1].hours.to = hours{26};
  station.set_staff(other, civil, midnight(1));
  Station restored(day_and_night(), civil, start_of_time);
  copy_state(station, restored, midnight(2));
  CHECK(restored.resource.servers() == 8);
  CHECK(restored.usage(civil, midnight(9)).on_duty_integral == station.usage(civil, midnight(9)).on_duty_integral);
}

TEST_CASE("whoever resumes a saved run may bring other staff", "[unit]") {
  Station station(day_and_night(), civil, start_of_time);
  ResourceSpec more = day_and_night();
  more.staff[0].servers = 4;
  Station restored(more, civil, start_of_time);
  copy_state(station, restored, midnight(1));  // by then 2 x 8 h by day and 6 h + 2 h by night
  CHECK(restored.resource.servers() == 5);
  CHECK(restored.usage(civil, midnight(2)).on_duty_integral == (2 * 8 + 8 + 4 * 8 + 6 + 2) * hour);
}

}  // namespace
}  // namespace tests
