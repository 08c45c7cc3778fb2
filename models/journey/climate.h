// climate.h - how well the sectors of one municipality can work together just now.
//
// What others have been told of free capacity, and how it really is; the ties between sectors; coordination as work, and
// who has too much of it; how far a shifted task is trusted and mastered; how scarce each kind of place is. All of it
// changes only while the whole model stands still (each hour, day or week), so every part of the journey may read it at
// any time. What happens in between is gathered in a Week by whoever sees it, and told at the week's end.
#pragma once

#include <array>
#include <cstdint>

#include "models/care/effect.h"
#include "models/coordination/coordination.h"
#include "models/coordination/task_shift.h"
#include "models/coordination/ties.h"
#include "models/coordination/workload.h"
#include "models/economics/shadow_price.h"
#include "models/journey/world.h"
#include "sim/simulation.h"

namespace klynge {

// Days until somebody who falls ill now and asks would be served; opening hours, which everybody knows, apart.
struct Board {
  double home_nursing = 0;
  double acute_function = 0;
  double clinics = 0;  // as an acute attendance
};

// The sectors that coordinate, as rows of a Week.
inline constexpr std::size_t coordinating_sectors = 3;
inline constexpr std::array<Sector, coordinating_sectors> coordinating = {Sector::general_practice,
                                                                          Sector::municipality, Sector::hospital};
constexpr std::size_t coordinating_row(Sector sector) {
  return sector == Sector::hospital ? 2 : sector == Sector::municipality ? 1 : 0;
}

// What happened in a week, as far as one partition has seen it.
struct Week {
  TieWeek ties;
  std::array<std::array<double, work_count>, coordinating_sectors> minutes{};
  double acute_stays = 0;  // care by the acute function that began

  void work(Sector by, Work what, double how_long) {
    minutes[coordinating_row(by)][static_cast<std::size_t>(what)] += how_long;
  }
  Week& operator+=(const Week& other);
};

class Climate {
 public:
  Climate(const World& world, std::size_t municipality);

  // How it really is, once an hour; and what others are told of it, as often as the regime has it.
  void look(const World& world, const sim::Simulation& simulation);
  void publish(sim::Time now) {
    told_ = latest_;
    told_at_ = now;
    told_ever_ = true;
  }
  void end_day(const World& world, const sim::Simulation& simulation);
  void end_week(const World& world, const Regime& in_force, const Week& week);

  const Board& told() const { return told_; }
  const Board& latest() const { return latest_; }
  double told_age_days(sim::Time now) const;  // infinite: never told

  const Ties& ties() const { return ties_; }
  double relations(Tie tie) const { return ties_.strength(tie); }  // 0 to 1
  const Workload& load(Sector sector) const { return load_[coordinating_row(sector)]; }
  const std::array<Workload, coordinating_sectors>& loads() const { return load_; }
  const TaskShift& shift() const { return shift_; }
  double capability(const Effect& effect, Level level) const;
  // What one more patient at that level takes from others, DKK.
  double scarcity_price(const World& world, Level level, bool after_stay) const;

 private:
  struct Scarcity {
    explicit Scarcity(const ShadowPrice::Terms& terms)
        : home_nursing(terms), acute_function(terms), temporary_places(terms), clinics(terms), wards(terms) {}
    ShadowPrice home_nursing, acute_function, temporary_places, clinics, wards;
  };

  std::uint32_t municipality_;
  double residents_;
  Board told_, latest_;
  sim::Time told_at_{};
  bool told_ever_ = false;
  Ties ties_;
  std::array<Workload, coordinating_sectors> load_{};
  TaskShift shift_;
  Scarcity scarcity_;
};

// Days until somebody who asks now in this line would be served, if services last `mean_days` and no line behind it is
// served first.
double expected_wait_days(const sim::Resource& resource, std::size_t line, double mean_days);

}  // namespace klynge
