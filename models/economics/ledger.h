// ledger.h - who paid whom, for what: every amount in whole oere, so that sums are exact.
//
// Activity is charged to the payer of the sector that gives the care. A fee or transfer is two postings of opposite
// sign, so that transfers always sum to nothing. Quantities are kept beside amounts, so that the cost of activity can be
// recomputed from prices.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <vector>

#include "models/care/level.h"

namespace klynge {

enum class Payer : std::uint8_t { region, municipality, state };
inline constexpr std::size_t payer_count = 3;
inline constexpr std::array<std::string_view, payer_count> payer_names = {"region", "municipality", "state"};

enum class Reason : std::uint8_t {
  gp_consultation,
  other_practice_contact,
  home_nursing,
  temporary_place,
  acute_function,
  outpatient_visit,
  emergency_visit,
  bed_day,
  discharge_fee,  // the only transfer
  out_of_hours_contact,
  duplicated_test,
  home_care,
  rehabilitation,
  nursing_home,
};
inline constexpr std::size_t reason_count = 14;
inline constexpr std::array<std::string_view, reason_count> reason_names = {"GP contact",      "other practice contact",
                                                                            "home nursing",    "temporary place",
                                                                            "acute function",  "outpatient visit",
                                                                            "emergency visit", "hospital day",
                                                                            "discharge fee",   "out-of-hours contact",
                                                                            "duplicated test", "home care",
                                                                            "rehabilitation",  "nursing home"};

constexpr bool is_transfer(Reason reason) { return reason == Reason::discharge_fee; }
constexpr Sector sector_of(Reason reason) {
  constexpr std::array<Sector, reason_count> sectors = {
      Sector::general_practice, Sector::other_practice,   Sector::municipality, Sector::municipality,
      Sector::municipality,     Sector::hospital,         Sector::hospital,     Sector::hospital,
      Sector::hospital,         Sector::general_practice, Sector::hospital,     Sector::municipality,
      Sector::municipality,     Sector::municipality};
  return sectors[static_cast<std::size_t>(reason)];
}

struct Posting {
  std::int64_t amount = 0;  // oere; negative: received
  double quantity = 0;      // contacts, hours or days, by the reason's price
};

// Of the residents of one municipality.
class Ledger {
 public:
  void charge(Payer payer, Reason reason, double quantity, double price) {
    Posting& posting = posting_of(payer, reason);
    posting.amount += to_oere(quantity * price);
    posting.quantity += quantity;
  }
  void transfer(Payer from, Payer to, Reason reason, double amount) {
    posting_of(from, reason).amount += to_oere(amount);
    posting_of(to, reason).amount -= to_oere(amount);
  }

  const Posting& at(Payer payer, Reason reason) const {
    return postings_[static_cast<std::size_t>(payer)][static_cast<std::size_t>(reason)];
  }

  Ledger& operator+=(const Ledger& other) {
    for (std::size_t p = 0; p < payer_count; ++p) {
      for (std::size_t r = 0; r < reason_count; ++r) {
        postings_[p][r].amount += other.postings_[p][r].amount;
        postings_[p][r].quantity += other.postings_[p][r].quantity;
      }
    }
    return *this;
  }

 private:
  static std::int64_t to_oere(double kroner) { return std::llround(kroner * 100.0); }
  Posting& posting_of(Payer payer, Reason reason) {
    return postings_[static_cast<std::size_t>(payer)][static_cast<std::size_t>(reason)];
  }

  std::array<std::array<Posting, reason_count>, payer_count> postings_{};
};

}  // namespace klynge
