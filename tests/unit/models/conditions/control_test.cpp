#include "models/conditions/control.h"

#include <cmath>

#include "tests/support/catch.h"
#include "tests/unit/models/conditions/country.h"

namespace tests {
namespace {

using namespace klynge;

TEST_CASE("control is lost as often as it is restored", "[unit]") {
  ConditionRow condition;
  condition.gp_contacts = 2;
  condition.outpatient_visits = 1;
  condition.other_practice_contacts = 1;
  condition.loss_of_control = 0.5;
  CHECK(planned_contacts(condition) == 3);
  const double out = uncontrolled_share(condition, 0.5);
  CHECK(out == Catch::Approx(0.25));
  CHECK((1 - out) * condition.loss_of_control == Catch::Approx(out * 3 * 0.5));
  CHECK(uncontrolled_share(condition, 0) == 1);
  condition.loss_of_control = 0;
  CHECK(uncontrolled_share(condition, 0) == 0);
}

TEST_CASE("only who has a condition has it out of control, in the stationary share", "[unit]") {
  Scenario scenario = conditions_scenario();
  scenario.info.knowledge_floor.value = 0.6;  // so that 0.8 of what a contact can do is done
  const TableData tables = country_tables(scenario);
  const Prevalence prevalence(scenario, tables);
  Residents people = country_residents(tables, prevalence, 100'000);
  const sim::Streams streams(3, 0);
  assign_states(people, prevalence, StateChances(prevalence), streams);
  assign_control(people, scenario, tables, streams);
  for (std::size_t c = 0; c < tables.conditions; ++c) {
    double has = 0, out = 0;
    for (std::uint32_t i = 0; i < people.size(); ++i) {
      REQUIRE((people.uncontrolled[i] & ~(people.states[i] & tables.condition_bits())) == 0);
      has += people.states[i] >> c & 1u;
      out += people.uncontrolled[i] >> c & 1u;
    }
    const double expected = uncontrolled_share(tables.care[c], 0.5 * 0.8);
    CAPTURE(tables.states[c]);
    CHECK(std::abs(out / has - expected) <= 5 * std::sqrt(expected / has));
  }
}

}  // namespace
}  // namespace tests
