// age_mix.h - how many people live in a municipality in the scenario's year, and of what sex and age.
//
// The table of residents by sex and age is projected (projection.h) from its own year to the scenario's, for each area
// it speaks of. A municipality has the mix of its own rows, if the table has such, else its region's; and the number of
// residents that the table of municipalities gives it for `population.count_year`, grown as its area grows from then to
// the scenario's year. Where the two years are one and the share is 1, it is that number exactly. The ratios of births,
// deaths and moves are for what happens in a run and do not change who is there when it begins.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "models/population/projection.h"

namespace klynge {

class AgeMix {
 public:
  AgeMix(const Scenario& scenario, const TableData& data);

  // Simulated residents: with the scenario's share.
  std::int64_t residents(const MunicipalityRow& municipality) const;
  // Mean years between a mother's birth and her child's.
  double generation() const { return generation_; }

  // The mix in the scenario's year, and the residents over those of `population.count_year`.
  struct Area {
    AgeSex residents;
    double growth = 1;
  };
  const Area& of(const MunicipalityRow& municipality) const;
  const Area& of(const std::string& area) const;

 private:
  std::map<std::string, Area> areas_;
  double share_ = 1;
  double generation_ = 0;
};

}  // namespace klynge
