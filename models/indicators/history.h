// history.h - whom a resident has been in contact with over a year, and what that says about continuity, fragmentation
// and the work of being a patient.
//
// N contacts, n_p of them with provider p, in order. COC is (sum n_p^2 - N) / (N (N - 1)), the chance that two contacts
// were with the same provider (Bice & Boxerman 1977, Med. Care 15, 347-349); UPC the share of the most usual provider
// (Breslau & Reeb 1975); SECON the share of contacts with the same provider as the one before (Steinwachs 1979);
// fragmentation (FCI) here is 1 - COC. Below four contacts none of them says much, so such people are not counted.
//
// A history is kept for every resident of a country, so it is small: counts stop at 255.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "models/care/level.h"
#include "models/indicators/measure.h"

namespace klynge {

enum class Provider : std::uint8_t {
  own_gp,
  out_of_hours,
  emergency_department,
  ward,
  home_nursing,
  municipal_place,
  rehabilitation,
  nursing_home,
  first_other_practice,
  first_clinic = first_other_practice + 8,
};
inline constexpr std::size_t other_practices_told_apart = 8;
inline constexpr std::size_t clinics_told_apart = 10;
inline constexpr std::size_t provider_count = static_cast<std::size_t>(Provider::first_clinic) + clinics_told_apart;

// By type, and by number; more than can be told apart share the last.
Provider other_practice_provider(std::size_t type);
Provider clinic_provider(std::size_t number);

class History {
 public:
  // A contact, in order of time; `sector` is who runs that provider.
  void contact(Provider provider, Sector sector);
  void conflict();    // a treatment was given that conflicts with another
  void told_again();  // the patient's history was told to somebody who knew little of it
  void journey();     // to hospital and back

  const std::array<std::uint8_t, provider_count>& contacts() const { return contacts_; }  // by provider
  int provider_transitions() const { return provider_transitions_; }
  int sector_transitions() const { return sector_transitions_; }
  int conflicts() const { return conflicts_; }
  int times_told_again() const { return told_again_; }
  int journeys() const { return journeys_; }

 private:
  std::array<std::uint8_t, provider_count> contacts_{};
  std::uint8_t last_ = 0;  // 0: none yet, otherwise 1 + provider, and the sector in the upper three bits
  std::uint8_t provider_transitions_ = 0;
  std::uint8_t sector_transitions_ = 0;
  std::uint8_t conflicts_ = 0;
  std::uint8_t told_again_ = 0;
  std::uint8_t journeys_ = 0;
};
static_assert(sizeof(History) == 32);

inline constexpr int contacts_enough = 4;

int contact_count(const History& history);
int distinct_providers(const History& history);

// Between 0 and 1; of somebody with at least two contacts, the last two with at least one.
double coc(const History& history);
double fci(const History& history);
double secon(const History& history);
double upc(const History& history);
double gp_share(const History& history);  // of all contacts, those with the own GP

// The work of being a patient, 0 to 100: parts that rise in proportion up to a cap and are then added. `conditions`
// stands in for the number of drugs, `travel_hours` is the way to hospital and back over the year. Weights and caps
// are assumed; what they are made of follows the Multimorbidity Treatment Burden Questionnaire (Duncan et al. 2018),
// of which 22 or more is called high.
struct BurdenPart {
  double weight;   // points at the cap
  double full_at;  // the cap
};
inline constexpr BurdenPart contacts_part{30, 100};  // contacts
inline constexpr BurdenPart providers_part{15, 12};  // providers besides the first
inline constexpr BurdenPart travel_part{15, 24};     // hours
inline constexpr BurdenPart conditions_part{20, 6};  // chronic conditions
inline constexpr BurdenPart conflicts_part{10, 2};   // conflicts between treatments
inline constexpr BurdenPart telling_part{10, 12};    // times that the history was told anew
inline constexpr double high_burden_from = 22;
double patient_burden(const History& history, int conditions, double travel_hours);

// Adds one resident's history to the sums of his cell.
void add_history(Tally& tally, Cell cell, const History& history, int conditions, double travel_hours);

}  // namespace klynge
