// projection.h - the residents of an area from one year to the next.
//
// The cohort-component method in single years (Preston, Heuveline and Guillot, Demography, 2001, chapter 6): everybody
// ages by a year and survives as the life table says; half of a year's net immigrants come at its start and half at its
// end; births follow the mean number of women during the year. Rates stay what they are. There are no moves between
// areas: who moves within Denmark is not known by age.
//
// Nobody appears or is lost: residents after = before + births - deaths + net immigration, to rounding.
#pragma once

#include "models/population/single_years.h"

namespace klynge {

class Projection {
 public:
  // Rates as in the tables; `boys` is their share of the newborn.
  Projection(const LifeTable& life_table, const ByAge& births_per_woman, const ByAge& immigration, double boys);

  struct Flows {
    double births = 0;
    double deaths = 0;
    double immigrants = 0;  // net
  };
  Flows one_year(AgeSex& residents) const;

 private:
  const LifeTable& life_table_;
  ByAge births_;
  ByAge immigration_;
  double boys_;
};

}  // namespace klynge
