// Who lives in a municipality: those of the beginning, those who are born there or move there, and those who are gone.

#include "models/population/residents.h"

#include <map>
#include <vector>

#include "sim/rng.h"
#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace klynge;

Resident person(sim::AgentId agent) {
  Resident one;
  one.agent = agent;
  one.born = -20'000;
  one.frailty = 1.25f;
  one.states = 0b101;
  one.uncontrolled = 0b100;
  one.female = true;
  one.education = Education::higher;
  one.alone = true;
  return one;
}

Residents three_of(int municipality) {
  Residents people(municipality);
  for (std::uint32_t n = 0; n < 3; ++n) people.add(person(agent_of(municipality, n)));
  people.set_first_residents();
  return people;
}

TEST_CASE("an id is made of the municipality of first residence and a number within it", "[unit]") {
  for (const int code : {101, 461, 860}) {
    for (const std::uint32_t n : {0u, 662'366u, (1u << resident_bits) - 1}) {
      CHECK(municipality_code_of(agent_of(code, n)) == code);
      CHECK(resident_of(agent_of(code, n)) == n);
    }
  }
}

TEST_CASE("those of the beginning are told by their number", "[unit]") {
  const Residents people = three_of(730);
  CHECK(people.size() == 3);
  CHECK(people.first_residents() == 3);
  for (std::uint32_t n = 0; n < 3; ++n) {
    CHECK(people.agent(n) == agent_of(730, n));
    CHECK(people.row_of(agent_of(730, n)) == n);
    CHECK(people.present(n));
  }
  CHECK(people.row_of(agent_of(730, 3)) == Residents::none());
  CHECK(people.row_of(agent_of(710, 1)) == Residents::none());
}

TEST_CASE("who is born here gets the next number and who moves in keeps his own", "[unit]") {
  Residents people = three_of(730);
  const sim::AgentId child = people.new_agent();
  CHECK(child == agent_of(730, 3));
  const std::uint32_t row = people.add(person(child));
  CHECK(row == 3);
  const sim::AgentId stranger = agent_of(710, 1);  // the same number as a resident of the beginning
  CHECK(people.add(person(stranger)) == 4);
  CHECK(people.new_agent() == agent_of(730, 4));
  CHECK(people.row_of(child) == 3);
  CHECK(people.row_of(stranger) == 4);
  CHECK(people.row_of(agent_of(730, 1)) == 1);
  CHECK(people.agent(4) == stranger);
}

TEST_CASE("who is gone is found where he was and is not present", "[unit]") {
  Residents people = three_of(730);
  people.leave(1);
  CHECK(people.size() == 3);
  CHECK(people.row_of(agent_of(730, 1)) == 1);
  CHECK_FALSE(people.present(1));
  CHECK(people.present(0));
  CHECK(people.at(1).states == 0b101);  // what he was stays to be read
}

TEST_CASE("who comes back is found in his newest row however often he left", "[unit]") {
  Residents people = three_of(730);
  const sim::AgentId native = agent_of(730, 2);
  const sim::AgentId stranger = agent_of(710, 0);
  std::uint32_t native_row = 2;
  std::uint32_t stranger_row = people.add(person(stranger));
  for (int times = 0; times < 3; ++times) {
    people.leave(native_row);
    people.leave(stranger_row);
    CHECK_FALSE(people.present(people.row_of(native)));
    native_row = people.add(person(native));
    stranger_row = people.add(person(stranger));
    CHECK(people.row_of(native) == native_row);
    CHECK(people.row_of(stranger) == stranger_row);
    CHECK(people.present(native_row));
    CHECK(people.agent(native_row) == native);
  }
  people.leave(native_row);
  CHECK(people.row_of(native) == native_row);  // letters to him go to where he lived last
}

TEST_CASE("a person is the same after moving house", "[unit]") {
  for (int bits = 0; bits < 4; ++bits) {
    for (const Education education : {Education::basic, Education::medium, Education::higher}) {
      Resident before = person(agent_of(710, 9));
      before.female = (bits & 1) != 0;
      before.alone = (bits & 2) != 0;
      before.education = education;
      Residents people = three_of(730);
      const std::uint32_t row = people.add(before);
      people.leave(row);
      const Resident after = people.at(row);
      CHECK(after.agent == before.agent);
      CHECK(after.born == before.born);
      CHECK(after.frailty == before.frailty);
      CHECK(after.states == before.states);
      CHECK(after.uncontrolled == before.uncontrolled);
      CHECK(after.female == before.female);
      CHECK(after.alone == before.alone);
      CHECK(after.education == before.education);
      CHECK(people.sex(row) == (before.female ? Sex::female : Sex::male));
    }
  }
}

// Born on day -1, a year of life being 365.25 days.
TEST_CASE("people have birthdays while the run goes on", "[unit]") {
  CHECK(Residents::age_on(-1, 0) == 0);
  CHECK(Residents::age_on(-1, 364) == 0);
  CHECK(Residents::age_on(-1, 365) == 1);
  CHECK(Residents::age_on(-1, 1'460) == 4);  // 1461 days
  CHECK(Residents::age_on(100, 100) == 0);
}

// Births, moves and returns at random, against a plain map from id to row; saved and put back on the way.
TEST_CASE("everybody who has ever lived here is found in his newest row and so after a save", "[unit]") {
  sim::Draws draws = sim::Streams(6, 0).draws(sim::Subject{}, 0, 0);
  Residents people = three_of(730);
  std::map<std::uint32_t, std::uint32_t> rows;  // by AgentId::value
  std::vector<sim::AgentId> known;
  for (std::uint32_t n = 0; n < 3; ++n) {
    known.push_back(agent_of(730, n));
    rows[known.back().value] = n;
  }
  const auto anybody = [&] {
    return known[static_cast<std::size_t>(draws.uniform() * static_cast<double>(known.size()))];
  };
  for (std::uint32_t n = 0; n < 2'000; ++n) {
    sim::AgentId who;
    if (draws.chance(0.2)) {
      who = people.new_agent();
      REQUIRE(!rows.contains(who.value));
    } else if (draws.chance(0.25)) {
      who = agent_of(710, n);
    } else {
      who = anybody();
      const std::uint32_t row = rows.at(who.value);
      if (people.present(row)) {
        people.leave(row);
        continue;
      }
    }
    if (!rows.contains(who.value)) known.push_back(who);
    rows[who.value] = people.add(person(who));
    if (n % 400 == 399) {
      sim::Archive written;
      written.section("people");
      people.state(written);
      people = Residents(730);
      sim::Archive read(written.take_sections());
      read.section("people");
      people.state(read);
      read.finish_section();
    }
    const sim::AgentId asked = anybody();
    REQUIRE(people.row_of(asked) == rows.at(asked.value));
    REQUIRE(people.agent(people.row_of(asked)) == asked);
  }
}

}  // namespace
}  // namespace tests
