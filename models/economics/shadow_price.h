// shadow_price.h - what others lose while a scarce bed, place or nurse is taken: the shadow price of one of them a day.
//
// Once a day a node counts the patients who are blocked elsewhere because it is full, and those who wait for it. What
// their days are worth, over the days of its servers in use, both as sums that fade with the days gone by, is the price
// of a server-day: the lost value is shared among those who use the servers. A node with room to spare keeps nobody
// out, so below an occupancy the price is 0. Opportunity cost is marginal cost plus this price for the days a service
// takes, and no more than a multiple of what full cost adds to marginal cost.
// That opportunity cost must count where staff is scarce: Folketinget, FOU Alm.del 2022-23 (2. samling), Bilag 70.
#pragma once

namespace klynge {

// Of one node. Plain numbers, so that a saved run keeps it as it stands.
class ShadowPrice {
 public:
  struct Terms {
    double blocked_day = 0;     // DKK a patient-day, of those who are blocked elsewhere
    double waiting_day = 0;     // DKK a patient-day, of those who wait
    double window_days = 28;    // after which a day counts 1/e of today
    double from_occupancy = 0;  // below it nothing is scarce
    double cap_share = 0;       // of average above marginal cost
  };

  explicit ShadowPrice(const Terms& terms);

  // Patients, and servers in use and open, on this day.
  void observe_day(double blocked, double waiting, double in_use, double servers);

  double occupancy() const { return servers_ > 0 ? in_use_ / servers_ : 0; }

  // DKK of a server-day, before the cap.
  double per_day() const { return in_use_ > 0 && occupancy() >= terms_.from_occupancy ? loss_ / in_use_ : 0; }

  // The most that one service may cost above its marginal cost.
  double cap(double average_cost, double marginal_cost) const;

  // DKK of a service that holds a server for so many days.
  double of_service(double mean_days, double average_cost, double marginal_cost) const;

 private:
  Terms terms_;
  // Sums over all days, each fading with its age; their ratios need no correction for a short past.
  double loss_ = 0;     // DKK
  double in_use_ = 0;   // server-days
  double servers_ = 0;  // server-days
};

}  // namespace klynge
