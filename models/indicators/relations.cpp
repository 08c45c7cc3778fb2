// relations.cpp - relational coordination between sectors.
//
// The mean of seven dimensions on a scale from 1 to 5: communication that is frequent, timely, accurate and solves
// problems, and goals, knowledge and respect that are shared (Gittell et al. 2000, Med. Care 38, 807-819). Means over the
// municipalities and weeks, and the weakest tie of each.
#include <array>

#include "models/indicators/subjects.h"

namespace klynge::subjects {

namespace {

using enum Measure;
using enum Direction;
using enum Kind;

constexpr std::array catalogue = {
    Indicator{
        "rc_gp_municipality", "all", "Ties of GPs and municipality", "index, 1-5", higher, false,
        "relational coordination between general practice and the municipality, mean over municipalities and weeks",
        rc_gp_municipality, tie_weeks, 1, of_places},
    Indicator{"rc_hospital_municipality", "all", "Ties of hospital and municipality", "index, 1-5", higher, false,
              "relational coordination between the hospital and the municipality, mean over municipalities and weeks",
              rc_hospital_municipality, tie_weeks, 1, of_places},
    Indicator{"rc_hospital_gp", "all", "Ties of hospital and GPs", "index, 1-5", higher, false,
              "relational coordination between the hospital and general practice, mean over municipalities and weeks",
              rc_hospital_gp, tie_weeks, 1, of_places},
    Indicator{
        "rc_other_practice", "all", "Ties of other practice", "index, 1-5", higher, false,
        "relational coordination between other practice and the other sectors, mean over municipalities and weeks",
        rc_other_practice, tie_weeks, 1, of_places},
    Indicator{
        "rc_weakest", "all", "Weakest ties", "index, 1-5", higher, false,
        "relational coordination of the weakest tie of a municipality in a week, mean over municipalities and weeks",
        rc_weakest, tie_weeks, 1, of_places},
};

}  // namespace

std::span<const Indicator> relations() { return catalogue; }

}  // namespace klynge::subjects
