// age_curve.h - from the shares of age bands to a share for each year of age.
//
// With one share for a whole band all that begins would begin on the birthday on which a band begins. Here log-odds
// are piecewise linear in age, with a knot in the middle of each band; below the first knot the slope goes on, above
// the last one the share stays. The knots are moved until the mean of each band over the people of Denmark is its
// published share; always of Denmark, since a person must not change with the part of the country that is simulated.
// Below the first band, and in bands of 0 or 100 %, the share is what the table says.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "models/population/by_age.h"
#include "models/scenario/tables.h"

namespace klynge {

using BySexAndAgeRate = std::array<ByAge, sex_count>;

// Residents of an area by year of age (single_years.h). Where the table does not have the area, its ages are those of a
// constant number of births.
ByAge people_by_age(const TableData& tables, Sex sex, const std::string& area = "Denmark");

struct AgeBandShare {
  int age_from = 0;
  int age_to = oldest_age;
  double share = 0;
};

// Of bands in order of age.
ByAge age_curve(const std::vector<AgeBandShare>& bands, const ByAge& people);

}  // namespace klynge
