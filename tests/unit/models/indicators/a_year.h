// a_year.h - a history of eight contacts made by hand, for tests of what is made of histories.
#pragma once

#include "models/indicators/history.h"

namespace tests {

// GP, GP, clinic, ward, GP, home nursing twice, GP: 8 contacts with 4 providers, 4 of them with the GP. The provider
// changes 5 times in 7, the sector 4 times, for clinic and ward are both the hospital's.
inline klynge::History eight_contacts() {
  using klynge::Provider;
  using klynge::Sector;
  klynge::History history;
  history.contact(Provider::own_gp, Sector::general_practice);
  history.contact(Provider::own_gp, Sector::general_practice);
  history.contact(klynge::clinic_provider(2), Sector::hospital);
  history.contact(Provider::ward, Sector::hospital);
  history.contact(Provider::own_gp, Sector::general_practice);
  history.contact(Provider::home_nursing, Sector::municipality);
  history.contact(Provider::home_nursing, Sector::municipality);
  history.contact(Provider::own_gp, Sector::general_practice);
  return history;
}

// So many contacts with the own GP and nobody else.
inline klynge::History only_the_gp(int contacts) {
  klynge::History history;
  for (int n = 0; n < contacts; ++n) history.contact(klynge::Provider::own_gp, klynge::Sector::general_practice);
  return history;
}

}  // namespace tests
