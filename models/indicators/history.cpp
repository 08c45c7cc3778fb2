#include "models/indicators/history.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace klynge {

namespace {

constexpr unsigned provider_bits = 5;  // of the last contact; its sector takes the other three
static_assert(provider_count < (1u << provider_bits) && sector_count <= 8);

void one_more(std::uint8_t& count) {
  if (count < std::numeric_limits<std::uint8_t>::max()) ++count;
}

Provider one_of(Provider first, std::size_t number, std::size_t told_apart) {
  return static_cast<Provider>(static_cast<std::size_t>(first) + std::min(number, told_apart - 1));
}

double points(const BurdenPart& part, double amount) {
  return part.weight * std::clamp(amount / part.full_at, 0.0, 1.0);
}

}  // namespace

Provider other_practice_provider(std::size_t type) {
  return one_of(Provider::first_other_practice, type, other_practices_told_apart);
}

Provider clinic_provider(std::size_t number) { return one_of(Provider::first_clinic, number, clinics_told_apart); }

void History::contact(Provider provider, Sector sector) {
  const auto number = static_cast<unsigned>(provider);
  const auto now = static_cast<std::uint8_t>((number + 1) | static_cast<unsigned>(sector) << provider_bits);
  if (last_ != 0) {
    constexpr unsigned provider_mask = (1u << provider_bits) - 1;
    if (((last_ ^ now) & provider_mask) != 0) one_more(provider_transitions_);
    if (last_ >> provider_bits != now >> provider_bits) one_more(sector_transitions_);
  }
  last_ = now;
  one_more(contacts_[number]);
}

void History::conflict() { one_more(conflicts_); }
void History::told_again() { one_more(told_again_); }
void History::journey() { one_more(journeys_); }

int contact_count(const History& history) {
  return std::accumulate(history.contacts().begin(), history.contacts().end(), 0);
}

int distinct_providers(const History& history) {
  return static_cast<int>(provider_count) -
         static_cast<int>(std::count(history.contacts().begin(), history.contacts().end(), 0));
}

double coc(const History& history) {
  const double n = contact_count(history);
  const double squares =
      std::accumulate(history.contacts().begin(), history.contacts().end(), 0.0,
                      [](double sum, std::uint8_t with) { return sum + static_cast<double>(with) * with; });
  return (squares - n) / (n * (n - 1));
}

double fci(const History& history) { return 1 - coc(history); }

double secon(const History& history) {
  const int pairs = contact_count(history) - 1;
  return static_cast<double>(std::max(0, pairs - history.provider_transitions())) / pairs;
}

double upc(const History& history) {
  const double most = *std::max_element(history.contacts().begin(), history.contacts().end());
  return most / contact_count(history);
}

double gp_share(const History& history) {
  return static_cast<double>(history.contacts()[static_cast<std::size_t>(Provider::own_gp)]) / contact_count(history);
}

double patient_burden(const History& history, int conditions, double travel_hours) {
  return points(contacts_part, contact_count(history)) + points(providers_part, distinct_providers(history) - 1) +
         points(travel_part, travel_hours) + points(conditions_part, conditions) +
         points(conflicts_part, history.conflicts()) + points(telling_part, history.times_told_again());
}

void add_history(Tally& tally, Cell cell, const History& history, int conditions, double travel_hours) {
  const int n = contact_count(history);
  if (n == 0) return;
  if (n < contacts_enough) return tally.add(Measure::few_contacts_persons, cell);
  const double load = patient_burden(history, conditions, travel_hours);
  tally.add(Measure::continuity_persons, cell);
  tally.add(Measure::contacts, cell, n);
  tally.add(Measure::coc, cell, coc(history));
  tally.add(Measure::upc, cell, upc(history));
  tally.add(Measure::secon, cell, secon(history));
  tally.add(Measure::gp_share, cell, gp_share(history));
  tally.add(Measure::fci, cell, fci(history));
  tally.add(Measure::distinct_providers, cell, distinct_providers(history));
  tally.add(Measure::provider_transitions, cell, history.provider_transitions());
  tally.add(Measure::sector_transitions, cell, history.sector_transitions());
  tally.add(Measure::told_again, cell, history.times_told_again());
  tally.add(Measure::burden, cell, load);
  if (load >= high_burden_from) tally.add(Measure::high_burden, cell);
}

}  // namespace klynge
