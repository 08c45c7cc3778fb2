// The work of being a patient, of histories made by hand.
#include "models/indicators/history.h"
#include "tests/support/catch.h"
#include "tests/unit/models/indicators/a_year.h"
#include "tests/unit/models/indicators/in_catalogue.h"

namespace tests {
namespace {

using namespace klynge;

// 8 contacts, 4 providers, 6 hours of travel, 4 conditions: 2.4 + 3.75 + 3.75 + 80/6 = 23.2, high. The other goes to the
// GP four times, with one condition: 1.2 + 20/6 = 4.5.
TEST_CASE("burden is high from 22 points on", "[unit]") {
  Tally tally;
  add_history(tally, old_and_ill, eight_contacts(), 4, 6);
  add_history(tally, old, only_the_gp(4), 1, 0);
  CHECK(value("patient_burden", tally) == Catch::Approx((2.4 + 3.75 + 3.75 + 80.0 / 6 + 1.2 + 20.0 / 6) / 2));
  CHECK(value("high_burden", tally) == 50);
  CHECK(value("contacts_a_year", tally) == 6);
  CHECK(value("told_again", tally) == 0);
}

TEST_CASE("telling it all again makes a burden high", "[unit]") {
  History history = eight_contacts();
  Tally before, after;
  add_history(before, old, history, 3, 0);  // 16.2
  for (int n = 0; n < 8; ++n) history.told_again();
  add_history(after, old, history, 3, 0);  // 22.8
  CHECK(value("high_burden", before) == 0);
  CHECK(value("high_burden", after) == 100);
  CHECK(value("told_again", after) == 8);
}

}  // namespace
}  // namespace tests
