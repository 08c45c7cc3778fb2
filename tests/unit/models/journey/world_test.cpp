// What is fixed during a run, in a small cluster of two municipalities.

#include "models/journey/world.h"

#include <array>
#include <set>

#include "sim/rng.h"
#include "tests/support/catch.h"
#include "tests/support/scenario_files.h"

namespace tests {
namespace {

using namespace klynge;
using Catch::Approx;
using sim::hours;

// Doors open from 8 to 16; the run begins on Monday 1 January 2024.
World small_world(Texts changes = {}, const std::vector<std::uint32_t>& follow = {}) {
  changes.insert({{"population.share", "0.1"},
                  {"run.first_day", "2024-01-01"},
                  {"sectors.general_practice.opens", "8"},
                  {"sectors.general_practice.closes", "16"},
                  {"sectors.other_practice.opens", "8"},
                  {"sectors.other_practice.closes", "16"},
                  {"sectors.hospital.outpatient_opens", "8"},
                  {"sectors.hospital.outpatient_closes", "16"}});
  return World(small_scenario(changes), follow);
}

TEST_CASE("residents are numbered through the municipalities and back", "[unit]") {
  const World world = small_world();
  REQUIRE(world.residents() == world.residents_of(0) + world.residents_of(1));
  CHECK(world.tables.municipalities[0].code == 710);
  for (std::uint32_t n = 0; n < world.residents(); n += 7) {
    const sim::AgentId agent = world.agent_numbered(n);
    REQUIRE(world.number_of(agent) == n);
    REQUIRE(world.municipality_of(agent) == (n < world.residents_of(0) ? 0 : 1));
  }
  CHECK(world.agent_numbered(world.residents_of(0)) == agent_of(730, 0));
}

TEST_CASE("as many people live in a municipality as the world says", "[unit]") {
  const World world = small_world();
  for (std::size_t m = 0; m < 2; ++m) {
    const Residents people = world.people_of(m, sim::Streams(1, 0));
    CHECK(people.size() == world.residents_of(m));
    CHECK(people.first_residents() == people.size());
    CHECK(people.municipality_code() == world.tables.municipalities[m].code);
  }
}

TEST_CASE("those who were asked for are followed, and some of everywhere besides", "[unit]") {
  const World world = small_world({}, {5});
  CHECK(world.follows(world.agent_numbered(5)));
  CHECK(world.follows(world.agent_numbered(0)));
  CHECK_FALSE(world.follows(world.agent_numbered(7)));
  std::array<int, 2> followed{};
  for (std::uint32_t n = 0; n < world.residents(); ++n) {
    const sim::AgentId agent = world.agent_numbered(n);
    followed[world.municipality_of(agent)] += world.follows(agent) ? 1 : 0;
  }
  CHECK(followed[0] > 50);
  CHECK(followed[1] > 50);
  CHECK_THROWS_WITH(small_world({}, {10'000'000}), Catch::Matchers::ContainsSubstring("person = 10000000"));
}

TEST_CASE("planned contacts are asked for in office hours and people fall ill at any hour", "[unit]") {
  const World world = small_world();
  for (const Slot slot : {Slot::gp_contact, Slot::other_contact, Slot::course, Slot::elective, Slot::deterioration}) {
    std::set<std::int64_t> hours_met;
    std::set<unsigned> weekdays_met;
    for (int n = 1; n < 700; ++n) {
      const sim::Time when = world.advance(slot, sim::start_of_time, n / 701.0);
      REQUIRE(when >= sim::start_of_time);
      hours_met.insert(sim::time_of_day(when) / hours{1});
      weekdays_met.insert(world.calendar.weekday(when).iso_encoding());
    }
    const bool planned = slot != Slot::deterioration;
    CAPTURE(index(slot));
    CHECK(hours_met.size() == (planned ? 8 : 24));
    CHECK(weekdays_met.size() == (planned ? 5 : 7));
    if (planned) CHECK(*hours_met.begin() == 8);
  }
}

// In the small tables January is twice as ill as other months, of 13 shares, and so are 8 to 9 on a Monday.
TEST_CASE("acute illness follows the season and the week and is no more over a year", "[unit]") {
  const World world = small_world();
  constexpr int illnesses = 100'000;
  int in_january = 0, monday_at_eight = 0, monday_at_nine = 0;
  for (int n = 0; n < illnesses; ++n) {
    const sim::Time when = world.advance(Slot::deterioration, sim::start_of_time, (n + 0.5) / illnesses);
    in_january += sim::day_of(when) < 31 ? 1 : 0;
    if (world.calendar.weekday(when) != std::chrono::Monday) continue;
    monday_at_eight += sim::time_of_day(when) / hours{1} == 8 ? 1 : 0;
    monday_at_nine += sim::time_of_day(when) / hours{1} == 9 ? 1 : 0;
  }
  CHECK(in_january == Approx(illnesses * 2 / 13.0).epsilon(0.02));
  CHECK(monday_at_eight == Approx(2.0 * monday_at_nine).epsilon(0.05));
  CHECK(sim::in_days(world.advance(Slot::deterioration, sim::start_of_time, 1) - sim::start_of_time) ==
        Approx(365).margin(2));
}

TEST_CASE("the kind of a contact falls by its share and has its own price and time", "[unit]") {
  const World world = small_world({{"sectors.general_practice.telephone_share", "0.3"},
                                   {"sectors.general_practice.e_consultation_share", "0.2"},
                                   {"sectors.general_practice.home_visit_share", "0.05"},
                                   {"sectors.general_practice.face_to_face_minutes", "16"},
                                   {"sectors.general_practice.telephone_minutes", "5"},
                                   {"sectors.general_practice.e_consultation_minutes", "3"},
                                   {"sectors.general_practice.home_visit_minutes", "40"},
                                   {"prices.gp_consultation", "160"},
                                   {"prices.gp_telephone", "35"},
                                   {"prices.gp_e_consultation", "55"},
                                   {"prices.gp_home_visit", "350"}});
  std::array<int, contact_mode_count> modes{};
  for (int n = 0; n < 1'000; ++n) ++modes[static_cast<std::size_t>(world.contact_mode((n + 0.5) / 1'000))];
  CHECK(modes == std::array<int, contact_mode_count>{450, 300, 200, 50});
  CHECK(world.price_of(ContactMode::telephone) == 35);
  CHECK(world.price_of(ContactMode::home_visit) == 350);
  CHECK(world.minutes_of(ContactMode::telephone).mean() == Approx(5));
  CHECK(world.gp_minutes == Approx(0.45 * 16 + 0.3 * 5 + 0.2 * 3 + 0.05 * 40));
}

TEST_CASE("conditions of one body system share a clinic", "[unit]") {
  const World apart = small_world();
  CHECK(apart.clinic_of(0) != apart.clinic_of(1));
  Texts tables = table_texts();
  std::string& care = tables.at("data/conditions_care.csv");
  care.replace(care.find("endocrinology"), std::string("endocrinology").size(), "lungs");
  const World together(small_scenario({{"population.share", "0.1"}}, tables), {});
  CHECK(together.clinic_of(0) == together.clinic_of(1));
  CHECK_FALSE(together.is_psychiatric(0));
}

// Before a stay a short course of nursing, after it a long one; a stay begins in the emergency department.
TEST_CASE("the cost of a level is what all pay for an episode there", "[unit]") {
  const World world = small_world({{"prices.home_nurse_hour", "700"},
                                   {"sectors.municipality.home_nursing_hours", "0.1"},
                                   {"sectors.municipality.home_nursing_days", "60"},
                                   {"sectors.municipality.home_nursing_acute_hours", "0.5"},
                                   {"sectors.municipality.home_nursing_acute_days", "6"},
                                   {"prices.emergency_visit", "2500"},
                                   {"prices.bed_day", "8500"},
                                   {"sectors.hospital.acute_stay_days", "4"},
                                   {"prices.variable_share", "0.25"}});
  const auto cost = [&](Level level, bool after_stay) {
    return world.joint_cost(level, after_stay, CostConcept::average);
  };
  CHECK(cost(Level::self_care, false) == 0);
  CHECK(cost(Level::home_nursing, true) == Approx(4'200));
  CHECK(cost(Level::home_nursing, false) == Approx(2'100));
  CHECK(cost(Level::ward, false) == Approx(36'500));
  CHECK(world.joint_cost(Level::ward, false, CostConcept::marginal) == Approx(36'500 * 0.25));
  CHECK(world.emergency_visit_cost(CostConcept::average) == 2'500);
  CHECK(world.emergency_visit_cost(CostConcept::marginal) == Approx(625));
}

TEST_CASE("counting begins after the warm-up", "[unit]") {
  const World world = small_world({{"run.warm_up_days", "10"}, {"run.days", "20"}});
  CHECK_FALSE(world.counts(sim::midnight(10) - sim::seconds{1}));
  CHECK(world.counts(sim::midnight(10)));
  CHECK(world.end == sim::midnight(30));
}

}  // namespace
}  // namespace tests
