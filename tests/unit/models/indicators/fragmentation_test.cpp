// How scattered care is, of histories made by hand.
#include "models/indicators/history.h"
#include "tests/support/catch.h"
#include "tests/unit/models/indicators/a_year.h"
#include "tests/unit/models/indicators/in_catalogue.h"

namespace tests {
namespace {

using namespace klynge;

// Eight contacts with four providers (index 3/4, 5 changes of provider, 4 of sector), and four with one.
TEST_CASE("fragmentation tells changes of provider from changes of sector", "[unit]") {
  Tally tally;
  add_history(tally, old_and_ill, eight_contacts(), 5, 0);
  add_history(tally, old, only_the_gp(4), 1, 0);
  CHECK(value("fragmentation", tally) == Catch::Approx(0.375));
  CHECK(value("distinct_providers", tally) == Catch::Approx(2.5));
  CHECK(value("provider_transitions", tally) == Catch::Approx(2.5));
  CHECK(value("sector_transitions", tally) == Catch::Approx(2));
}

TEST_CASE("fragmentation is one minus continuity", "[unit]") {
  Tally tally;
  add_history(tally, old_and_ill, eight_contacts(), 5, 0);
  add_history(tally, young, only_the_gp(9), 0, 0);
  CHECK(value("fragmentation", tally) == Catch::Approx(1 - value("continuity", tally)));
}

}  // namespace
}  // namespace tests
