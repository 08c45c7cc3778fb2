// The agenda: every need comes on its day and once, whatever is planned anew meanwhile.

#include "models/needs/agenda.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "sim/rng.h"
#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace klynge;
using sim::days;
using sim::hours;
using sim::Time;

constexpr std::int64_t run_days = 30;

Time at(std::int64_t day, int hour = 0) { return sim::midnight(day) + hours{hour}; }

// What happened: when, to whom, which need.
using Happened = std::tuple<Time, std::uint32_t, Slot>;

// An agenda with the events that its user must schedule: those due at once, and day by day the others.
class Diary {
 public:
  using Meet = std::function<void(Diary&, const Happened&)>;

  std::uint32_t add_before_the_run(const std::map<Slot, Time>& needs) {
    const std::uint32_t row = agenda.size();
    agenda.add_row();
    for (const auto& [slot, when] : needs) REQUIRE_FALSE(agenda.set(row, slot, when));
    agenda.enlist(row);
    return row;
  }
  // Somebody who comes while the run goes on.
  std::uint32_t add(const std::map<Slot, Time>& needs) {
    const std::uint32_t row = agenda.size();
    agenda.add_row();
    agenda.count(row);
    for (const auto& [slot, when] : needs) plan(row, slot, when);
    agenda.finish(row);
    return row;
  }

  void plan(std::uint32_t row, Slot slot, Time when) {
    const bool counted = agenda.counted(row);
    if (!agenda.set(row, slot, when)) return;
    if (counted) agenda.count(row);
    events_.insert({{when, row, slot}, counted});
  }

  // Opens a day and lives through it.
  void day(std::int64_t day, const Meet& meet) {
    agenda.open_day(day, [&](std::uint32_t row, Slot slot, Time when) {
      REQUIRE(sim::day_of(when) == day);
      events_.insert({{when, row, slot}, true});
    });
    while (!events_.empty() && sim::day_of(std::get<Time>(events_.begin()->first)) == day) {
      const auto [event, counted] = *events_.begin();
      events_.erase(events_.begin());
      const auto& [when, row, slot] = event;
      if (agenda.begin(row, slot, when)) {
        REQUIRE(agenda.at(row, slot) == sim::end_of_time);
        happened.push_back(event);
        meet(*this, event);
      } else {
        ++refused;
      }
      if (counted) agenda.finish(row);
    }
  }
  void all_days(const Meet& meet) {
    for (std::int64_t d = 0; d < run_days; ++d) day(d, meet);
  }

  std::size_t events_ahead() const { return events_.size(); }

  Agenda agenda{at(run_days)};
  std::vector<Happened> happened;
  int refused = 0;

 private:
  std::multimap<Happened, bool> events_;  // and whether each is counted
};

void nothing_more(Diary&, const Happened&) {}

// -------------------------------------------------------------------------------------------------------- one by one

TEST_CASE("needs come out in the order of time day by day", "[unit]") {
  Diary diary;
  diary.add_before_the_run({{Slot::gp_contact, at(3, 9)}, {Slot::death, at(20)}, {Slot::deterioration, at(3, 4)}});
  diary.add_before_the_run({{Slot::visit, at(0, 10)}, {Slot::life, at(3, 5)}});
  diary.all_days(nothing_more);
  CHECK(diary.happened == std::vector<Happened>{{at(0, 10), 1, Slot::visit},
                                                {at(3, 4), 0, Slot::deterioration},
                                                {at(3, 5), 1, Slot::life},
                                                {at(3, 9), 0, Slot::gp_contact},
                                                {at(20), 0, Slot::death}});
}

TEST_CASE("until a day opens nothing of it is an event", "[unit]") {
  Diary diary;
  diary.add_before_the_run({{Slot::gp_contact, at(3, 9)}, {Slot::course, at(4, 9)}});
  for (std::int64_t d = 0; d < 3; ++d) diary.day(d, nothing_more);
  CHECK(diary.events_ahead() == 0);
  CHECK(diary.happened.empty());
  diary.day(3, nothing_more);
  CHECK(diary.happened.size() == 1);
}

TEST_CASE("what is not needed before the end is never needed", "[unit]") {
  Diary diary;
  const std::uint32_t row = diary.add_before_the_run({{Slot::gp_contact, at(run_days)},
                                                      {Slot::course, sim::end_of_time},
                                                      {Slot::visit, at(run_days) - sim::seconds{1}}});
  CHECK(diary.agenda.at(row, Slot::gp_contact) == sim::end_of_time);
  CHECK(diary.agenda.at(row, Slot::course) == sim::end_of_time);
  CHECK(diary.agenda.at(row, Slot::elective) == sim::end_of_time);
  CHECK(diary.agenda.at(row, Slot::visit) == at(run_days) - sim::seconds{1});
  diary.all_days(nothing_more);
  CHECK(diary.happened.size() == 1);
}

TEST_CASE("a need that comes nearer is met on its new day and the others on theirs", "[unit]") {
  Diary diary;
  diary.add_before_the_run({{Slot::gp_contact, at(20, 9)}, {Slot::life, at(25)}});
  diary.add_before_the_run({{Slot::visit, at(2, 9)}});
  diary.all_days([&](Diary& d, const Happened& event) {
    if (std::get<Slot>(event) == Slot::visit) d.plan(0, Slot::gp_contact, at(5, 9));  // somebody else's doing
  });
  CHECK(diary.happened ==
        std::vector<Happened>{{at(2, 9), 1, Slot::visit}, {at(5, 9), 0, Slot::gp_contact}, {at(25), 0, Slot::life}});
}

TEST_CASE("only what comes before somebody is looked at anyway must be scheduled at once", "[unit]") {
  Diary diary;
  const std::uint32_t row = diary.add_before_the_run({{Slot::life, at(10, 12)}});
  diary.day(0, nothing_more);
  CHECK(diary.agenda.set(row, Slot::visit, at(9, 23)));
  CHECK_FALSE(diary.agenda.set(row, Slot::visit, at(10)));
  CHECK_FALSE(diary.agenda.set(row, Slot::gp_contact, at(11)));
  CHECK_FALSE(diary.agenda.set(row, Slot::course, at(run_days)));
}

TEST_CASE("a need that is put off is refused at its old moment", "[unit]") {
  Diary diary;
  diary.add_before_the_run({{Slot::deterioration, at(4, 8)}, {Slot::gp_contact, at(4, 12)}});
  diary.all_days([&](Diary& d, const Happened& event) {
    if (event == Happened{at(4, 8), 0, Slot::deterioration}) d.plan(0, Slot::gp_contact, at(9, 12));
  });
  CHECK(diary.refused == 1);
  CHECK(diary.happened == std::vector<Happened>{{at(4, 8), 0, Slot::deterioration}, {at(9, 12), 0, Slot::gp_contact}});
}

TEST_CASE("a need may arise again at once", "[unit]") {
  Diary diary;
  diary.add_before_the_run({{Slot::gp_contact, at(4, 8)}});
  int left = 3;
  diary.all_days([&](Diary& d, const Happened& event) {
    if (--left > 0) d.plan(0, Slot::gp_contact, std::get<Time>(event));
  });
  CHECK(diary.happened == std::vector<Happened>(3, {at(4, 8), 0, Slot::gp_contact}));
}

TEST_CASE("who is gone needs nothing", "[unit]") {
  Diary diary;
  diary.add_before_the_run({{Slot::life, at(4, 8)}, {Slot::gp_contact, at(4, 12)}, {Slot::visit, at(9)}});
  diary.all_days([](Diary& d, const Happened&) { d.agenda.clear(0); });
  CHECK(diary.happened == std::vector<Happened>{{at(4, 8), 0, Slot::life}});
  CHECK(diary.refused == 1);
}

TEST_CASE("who comes while the run goes on has needs from then on and waits in the list like all others", "[unit]") {
  Diary diary;
  diary.add_before_the_run({{Slot::life, at(4, 8)}});
  diary.all_days([](Diary& d, const Happened& event) {
    if (std::get<Slot>(event) != Slot::life) return;
    d.add({{Slot::gp_contact, at(4, 9)}, {Slot::visit, at(4, 8)}, {Slot::deterioration, at(12, 3)}});
    CHECK(d.events_ahead() == 2);  // those of today
  });
  CHECK(diary.happened == std::vector<Happened>{{at(4, 8), 0, Slot::life},
                                                {at(4, 8), 1, Slot::visit},
                                                {at(4, 9), 1, Slot::gp_contact},
                                                {at(12, 3), 1, Slot::deterioration}});
}

TEST_CASE("a run that seconds cannot count is refused", "[unit]") {
  CHECK_THROWS(Agenda(at(366 * 140)));
  CHECK_NOTHROW(Agenda(at(3'660 + 36'600)));  // run.warm_up_days and run.days at their most
}

// ------------------------------------------------------------------------------------------ against a plain multimap

// What happens to people in the order of a sorted list of all their needs.
class PlainDiary {
 public:
  void plan(std::uint32_t row, Slot slot, Time when) {
    std::erase_if(needs_, [&](const Happened& need) {
      return std::get<std::uint32_t>(need) == row && std::get<Slot>(need) == slot;
    });
    if (when < at(run_days)) needs_.insert({when, row, slot});
  }
  void clear(std::uint32_t row) {
    std::erase_if(needs_, [&](const Happened& need) { return std::get<std::uint32_t>(need) == row; });
  }
  std::optional<Happened> next() {
    if (needs_.empty()) return std::nullopt;
    return needs_.extract(needs_.begin()).value();
  }

 private:
  std::multiset<Happened> needs_;
};

struct Plan {
  std::uint32_t row;
  Slot slot;
  Time when;
};

// What a need that is met makes of the plans of anybody; the same for the same need of the same run.
std::vector<Plan> consequences(const sim::Streams& streams, const Happened& event, std::uint32_t nth,
                               std::uint32_t rows) {
  const auto& [now, row, slot] = event;
  sim::Draws draws = streams.draws(sim::Subject{sim::AgentId{row}}, static_cast<sim::Decision>(slot), nth);
  const auto moment = [&, now = now] {
    if (draws.chance(0.1)) return now;
    if (draws.chance(0.2)) return now + sim::from_days(draws.uniform());  // today or tomorrow
    if (draws.chance(0.2)) return sim::midnight(sim::day_of(now) + 1 + (draws.chance(0.5) ? 1 : 0));  // at midnight
    return now + sim::from_days(15 * draws.uniform());
  };
  std::vector<Plan> plans;
  if (draws.chance(0.9)) plans.push_back({row, slot, moment()});
  while (draws.chance(0.45)) {
    const std::uint32_t whose = draws.chance(0.7) ? row : static_cast<std::uint32_t>(rows * draws.uniform());
    plans.push_back({whose, static_cast<Slot>(static_cast<int>(slot_count * draws.uniform())), moment()});
  }
  return plans;
}

// As after a run that was broken off in the middle of a day.
void put_back(Agenda& agenda) {
  sim::Archive written;
  written.section("agenda");
  agenda.state(written);
  agenda = Agenda(at(run_days));
  sim::Archive read(written.take_sections());
  read.section("agenda");
  agenda.state(read);
  read.finish_section();
}

TEST_CASE("an agenda tells what a sorted list of all needs would tell and so does one put back", "[unit]") {
  constexpr std::uint32_t rows = 12;
  constexpr std::size_t enough = 3'000;
  std::size_t compared = 0;
  int refused = 0;
  for (std::uint32_t replication = 0; replication < 60; ++replication) {
    const sim::Streams streams(11, replication);
    Diary diary;
    PlainDiary plain;
    for (std::uint32_t row = 0; row < rows; ++row) {
      sim::Draws draws = streams.draws(sim::Subject{sim::AgentId{row}}, 100, 0);
      std::map<Slot, Time> needs;
      for (std::size_t s = 0; s < slot_count; ++s) {
        if (draws.chance(0.5)) needs[static_cast<Slot>(s)] = at(0) + sim::from_days(40 * draws.uniform());
      }
      diary.add_before_the_run(needs);
      for (const auto& [slot, when] : needs) plain.plan(row, slot, when);
    }
    const auto leaves = [&](std::uint32_t nth) { return nth % 97 == 96; };

    std::uint32_t met = 0;
    const Diary::Meet meet = [&](Diary& d, const Happened& event) {
      const std::uint32_t nth = met++;
      if (nth % 29 == 28) put_back(d.agenda);
      if (nth > enough) return;
      for (const Plan& plan : consequences(streams, event, nth, rows)) d.plan(plan.row, plan.slot, plan.when);
      if (leaves(nth)) d.agenda.clear(std::get<std::uint32_t>(event));
    };
    diary.all_days(meet);
    refused += diary.refused;

    std::vector<Happened> expected;
    while (const auto event = plain.next()) {
      const auto nth = static_cast<std::uint32_t>(expected.size());
      expected.push_back(*event);
      if (nth > enough) continue;
      for (const Plan& plan : consequences(streams, *event, nth, rows)) plain.plan(plan.row, plan.slot, plan.when);
      if (leaves(nth)) plain.clear(std::get<std::uint32_t>(*event));
    }
    CAPTURE(replication);
    REQUIRE(diary.happened == expected);
    compared += expected.size();
  }
  CHECK(compared > 5'000);  // something was compared, and plans were changed
  CHECK(refused > 100);
}

}  // namespace
}  // namespace tests
