// inequality.h - how unevenly something is spread among people by education, and among municipalities.
//
// By education: the concentration index (Kakwani, Wagstaff & van Doorslaer 1997, J. Econometrics 77, 87-103) of grouped
// data: twice the covariance of a group's mean and its fractional rank, over the mean of all. A group's rank is the
// share of people below its middle, basic education first. Below 0: more of it falls to people with basic education;
// 0: the same to all; above 0: more to people with higher education. It is not standardised by age.
// Among municipalities: the ninth over the first decile of their rates, each municipality counted once.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "models/indicators/indicator.h"

namespace klynge {

// Of each group, lowest rank first: the sum of what is spread over how many it is spread over. Returns twice the
// covariance over the mean; nothing below unless there are at least two groups.
Fraction concentration(std::span<const Fraction> ranked);

// The ninth decile over the first, by linear interpolation; nothing below unless there are at least two rates.
Fraction decile_spread(std::vector<double> rates);

// The same for an indicator and the people of a group: by their education, or by the municipality they live in.
Fraction concentration(const Indicator& indicator, const Tally& tally, const Group& group);
Fraction decile_spread(const Indicator& indicator, std::span<const Tally* const> municipalities, const Group& group);

}  // namespace klynge
