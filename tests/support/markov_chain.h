// markov_chain.h - the stationary chances of a finite Markov chain, solved exactly.
//
// By the elimination without subtraction of Grassmann, Taksar and Heyman, Regenerative analysis and steady state
// distributions for Markov chains, Operations Research 33(5), 1985, doi 10.1287/opre.33.5.1107. Cost: states x the
// greatest distance of a jump in the states' order, squared; the first number of a state weighs most, so let it be the
// one that takes the most values.
#pragma once

#include <functional>
#include <map>
#include <vector>

namespace tests {

using State = std::vector<int>;
struct Jump {
  State to;
  double rate = 0;
};

// Of the chain that `jumps` spans from `start`. Every state must lead back to `start`, else InputError is thrown.
std::map<State, double> stationary(const State& start, const std::function<std::vector<Jump>(const State&)>& jumps);

}  // namespace tests
