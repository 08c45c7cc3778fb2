// What a year of contacts comes to, by hand.
#include "models/indicators/history.h"

#include <type_traits>

#include "tests/support/catch.h"
#include "tests/unit/models/indicators/a_year.h"

namespace tests {
namespace {

using namespace klynge;

TEST_CASE("a history is small enough for every resident of a country", "[unit]") {
  CHECK(sizeof(History) == 32);
  CHECK(std::is_trivially_copyable_v<History>);
}

TEST_CASE("who has met nobody has no contacts and no burden", "[unit]") {
  const History nobody;
  CHECK(contact_count(nobody) == 0);
  CHECK(distinct_providers(nobody) == 0);
  CHECK(nobody.provider_transitions() == 0);
  CHECK(patient_burden(nobody, 0, 0) == 0);
}

// With the GP 4, home nursing 2, clinic and ward 1 each: (16 + 4 + 1 + 1 - 8) / (8 x 7) = 14 / 56.
TEST_CASE("continuity of eight contacts is the one worked out by hand", "[unit]") {
  const History history = eight_contacts();
  CHECK(contact_count(history) == 8);
  CHECK(distinct_providers(history) == 4);
  CHECK(coc(history) == Catch::Approx(0.25));
  CHECK(fci(history) == Catch::Approx(0.75));
  CHECK(upc(history) == Catch::Approx(0.5));
  CHECK(gp_share(history) == Catch::Approx(0.5));
  CHECK(secon(history) == Catch::Approx(2.0 / 7));
  CHECK(history.provider_transitions() == 5);
  CHECK(history.sector_transitions() == 4);
}

TEST_CASE("continuity is perfect with one provider and nil with a new one each time", "[unit]") {
  const History one = only_the_gp(6);
  CHECK(coc(one) == 1);
  CHECK(upc(one) == 1);
  CHECK(secon(one) == 1);
  CHECK(one.provider_transitions() == 0);

  History each_time_another;
  for (std::size_t type = 0; type < 5; ++type) {
    each_time_another.contact(other_practice_provider(type), Sector::other_practice);
  }
  CHECK(coc(each_time_another) == 0);
  CHECK(secon(each_time_another) == 0);
  CHECK(upc(each_time_another) == Catch::Approx(0.2));
  CHECK(gp_share(each_time_another) == 0);
  CHECK(each_time_another.sector_transitions() == 0);
}

// Going back and forth: COC only counts with whom, SECON also in which order.
TEST_CASE("the order of contacts matters to SECON alone", "[unit]") {
  History in_turn, one_after_the_other;
  for (int n = 0; n < 3; ++n) {
    in_turn.contact(Provider::own_gp, Sector::general_practice);
    in_turn.contact(clinic_provider(0), Sector::hospital);
  }
  for (int n = 0; n < 6; ++n) {
    const bool first_half = n < 3;
    one_after_the_other.contact(first_half ? Provider::own_gp : clinic_provider(0),
                                first_half ? Sector::general_practice : Sector::hospital);
  }
  CHECK(coc(in_turn) == Catch::Approx(0.4));  // (9 + 9 - 6) / 30
  CHECK(coc(one_after_the_other) == coc(in_turn));
  CHECK(secon(in_turn) == 0);
  CHECK(secon(one_after_the_other) == Catch::Approx(0.8));
}

TEST_CASE("a provider may change sector while staying the same provider", "[unit]") {
  History history;
  history.contact(Provider::municipal_place, Sector::municipality);
  history.contact(Provider::municipal_place, Sector::hospital);
  CHECK(history.provider_transitions() == 0);
  CHECK(history.sector_transitions() == 1);
}

TEST_CASE("providers that cannot be told apart share the last", "[unit]") {
  CHECK(other_practice_provider(0) != other_practice_provider(1));
  CHECK(other_practice_provider(7) == other_practice_provider(8));
  CHECK(other_practice_provider(7) != clinic_provider(0));
  CHECK(clinic_provider(8) != clinic_provider(9));
  CHECK(clinic_provider(9) == clinic_provider(27));
  CHECK(static_cast<std::size_t>(clinic_provider(27)) + 1 == provider_count);
}

TEST_CASE("counts stop at 255 and indices stay within bounds", "[unit]") {
  History history;
  for (int n = 0; n < 400; ++n) {
    history.contact(n % 2 == 0 ? Provider::home_nursing : Provider::own_gp, Sector::municipality);
    history.contact(Provider::nursing_home, Sector::municipality);
    history.conflict();
    history.told_again();
    history.journey();
  }
  CHECK(contact_count(history) == 200 + 200 + 255);
  CHECK(history.provider_transitions() == 255);
  CHECK(history.conflicts() == 255);
  CHECK(history.times_told_again() == 255);
  CHECK(history.journeys() == 255);
  CHECK((secon(history) >= 0 && secon(history) <= 1));
  CHECK((coc(history) >= 0 && coc(history) <= 1));
}

// 30 x 8/100 + 15 x 3/12 + 15 x 6/24 + 20 x 3/6 + 10 x 1/2 + 10 x 2/12 = 2.4 + 3.75 + 3.75 + 10 + 5 + 1.67.
TEST_CASE("burden of a year is the one worked out by hand", "[unit]") {
  History history = eight_contacts();
  history.conflict();
  history.told_again();
  history.told_again();
  CHECK(patient_burden(history, 3, 6) == Catch::Approx(2.4 + 3.75 + 3.75 + 10 + 5 + 20.0 / 12));
}

TEST_CASE("burden is at most 100 and reached part by part", "[unit]") {
  CHECK(contacts_part.weight + providers_part.weight + travel_part.weight + conditions_part.weight +
            conflicts_part.weight + telling_part.weight ==
        100);
  History history;
  for (int n = 0; n < 30; ++n) {
    for (std::size_t number = 0; number < 10; ++number) history.contact(clinic_provider(number), Sector::hospital);
    for (std::size_t type = 0; type < 3; ++type) {
      history.contact(other_practice_provider(type), Sector::other_practice);
    }
    history.conflict();
    history.told_again();
  }
  CHECK(patient_burden(history, 12, 500) == 100);
  CHECK(patient_burden(history, 12, 0) == 85);
  CHECK(patient_burden(history, 0, 500) == 80);
  CHECK(patient_burden(only_the_gp(200), 0, 0) == 30);
}

}  // namespace
}  // namespace tests
