#include "models/economics/ledger.h"

#include <cmath>

#include "sim/rng.h"
#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace klynge;

constexpr std::array<Payer, payer_count> payers = {Payer::region, Payer::municipality, Payer::state};

std::int64_t all_payers(const Ledger& ledger, Reason reason) {
  std::int64_t sum = 0;
  for (const Payer payer : payers) sum += ledger.at(payer, reason).amount;
  return sum;
}

TEST_CASE("a charge is rounded to the nearest oere and keeps its quantity", "[unit]") {
  Ledger ledger;
  ledger.charge(Payer::region, Reason::gp_consultation, 1, 160.72);
  CHECK(ledger.at(Payer::region, Reason::gp_consultation).amount == 16'072);
  ledger.charge(Payer::region, Reason::bed_day, 1.0 / 3, 8'500);  // 2,833.333...
  CHECK(ledger.at(Payer::region, Reason::bed_day).amount == 283'333);
  CHECK(ledger.at(Payer::region, Reason::bed_day).quantity == 1.0 / 3);
  ledger.charge(Payer::region, Reason::bed_day, 2.0 / 3, 8'500);  // 5,666.666...
  CHECK(ledger.at(Payer::region, Reason::bed_day).amount == 850'000);
  CHECK(ledger.at(Payer::region, Reason::bed_day).quantity == Catch::Approx(1));
  CHECK(ledger.at(Payer::municipality, Reason::bed_day).amount == 0);
  CHECK(ledger.at(Payer::region, Reason::emergency_visit).amount == 0);
}

// Contacts by telephone and face to face have one reason and two prices.
TEST_CASE("charges of one reason at several prices add up", "[unit]") {
  Ledger ledger;
  ledger.charge(Payer::region, Reason::gp_consultation, 1, 160.72);
  ledger.charge(Payer::region, Reason::gp_consultation, 1, 35);
  CHECK(ledger.at(Payer::region, Reason::gp_consultation).amount == 19'572);
  CHECK(ledger.at(Payer::region, Reason::gp_consultation).quantity == 2);
}

TEST_CASE("charges miss quantity times price by at most half an oere each", "[unit]") {
  constexpr int charges = 10'000;
  const double price = 3'123.45;
  sim::Draws draws = sim::Streams(1, 0).draws(sim::Subject{}, 0, 0);
  Ledger ledger;
  for (int n = 0; n < charges; ++n)
    ledger.charge(Payer::municipality, Reason::temporary_place, 40 * draws.uniform(), price);
  const Posting& posting = ledger.at(Payer::municipality, Reason::temporary_place);
  CHECK(std::abs(static_cast<double>(posting.amount) - posting.quantity * price * 100) <= charges * 0.5);
}

TEST_CASE("transfers sum to nothing to the oere whatever is transferred", "[unit]") {
  sim::Draws draws = sim::Streams(2, 0).draws(sim::Subject{}, 0, 0);
  Ledger ledger;
  for (int n = 0; n < 10'000; ++n) {
    const auto from = static_cast<std::size_t>(3 * draws.uniform());
    const auto to = static_cast<std::size_t>(3 * draws.uniform());
    ledger.transfer(payers[from], payers[to], Reason::discharge_fee, 1e5 * draws.uniform());
    REQUIRE(all_payers(ledger, Reason::discharge_fee) == 0);
  }
}

TEST_CASE("a transfer is paid by the one and received by the other", "[unit]") {
  Ledger ledger;
  ledger.transfer(Payer::municipality, Payer::region, Reason::discharge_fee, 1'976.004);
  CHECK(ledger.at(Payer::municipality, Reason::discharge_fee).amount == 197'600);
  CHECK(ledger.at(Payer::region, Reason::discharge_fee).amount == -197'600);
  CHECK(ledger.at(Payer::municipality, Reason::discharge_fee).quantity == 0);
  CHECK(ledger.at(Payer::state, Reason::discharge_fee).amount == 0);
}

TEST_CASE("two ledgers add up posting by posting", "[unit]") {
  Ledger one;
  one.charge(Payer::region, Reason::outpatient_visit, 2, 2'500);
  Ledger other;
  other.charge(Payer::region, Reason::outpatient_visit, 1, 2'500);
  other.transfer(Payer::municipality, Payer::state, Reason::discharge_fee, 100);
  one += other;
  CHECK(one.at(Payer::region, Reason::outpatient_visit).amount == 750'000);
  CHECK(one.at(Payer::region, Reason::outpatient_visit).quantity == 3);
  CHECK(one.at(Payer::municipality, Reason::discharge_fee).amount == 10'000);
  CHECK(one.at(Payer::state, Reason::discharge_fee).amount == -10'000);
}

TEST_CASE("only the fee for waiting in bed is a transfer and its sector is the hospital", "[unit]") {
  for (std::size_t r = 0; r < reason_count; ++r) {
    const auto reason = static_cast<Reason>(r);
    CHECK(is_transfer(reason) == (reason == Reason::discharge_fee));
  }
  CHECK(sector_of(Reason::discharge_fee) == Sector::hospital);
  CHECK(sector_of(Reason::temporary_place) == Sector::municipality);
  CHECK(sector_of(Reason::gp_consultation) == Sector::general_practice);
  CHECK(sector_of(Reason::out_of_hours_contact) == Sector::general_practice);
  CHECK(sector_of(Reason::duplicated_test) == Sector::hospital);
  for (const Reason reason : {Reason::home_care, Reason::rehabilitation, Reason::nursing_home}) {
    CHECK(sector_of(reason) == Sector::municipality);
  }
}

}  // namespace
}  // namespace tests
