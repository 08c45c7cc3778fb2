// draw.h - every question that chance answers, by name.
//
// A question's number keys its random words (sim/rng.h): it must never change and never be used twice, or results move.
// New questions are added at the end.
#pragma once

#include "sim/rng.h"

namespace klynge {

enum class Draw : sim::Decision {
  age_and_sex = 1,
  frailty,
  conditions,
  shared_plan,
  coordinator,
  need_gap,  // one question for each process of need: need_gap + 0 ... need_gap + 7 are taken
  outpatient_system = need_gap + 8,
  difficulty,
  acuity,
  surgical,
  self_referral,
  acute_function_seen,
  perception,
  deviation,
  resolution,
  transmission,
  letter_delay,
  consultation_time,
  other_contact_time,
  nursing_time,
  place_stay,
  emergency_time,
  outpatient_time,
  ward_stay,
  municipal_need,
  assessment_time,
  orphan,
  orphan_detection,
  first_visit,
  relapse,
  round_the_clock,
  episode_consultation_time,
};

// Which time a question is asked that one episode may ask several times: the step counts what has happened in it so far,
// at home and in hospital. At most 64 steps, and an episode's name has at most 22 bits.
constexpr std::uint32_t occurrence(std::uint32_t episode, std::uint8_t step) { return episode * 64 + step; }

constexpr sim::Decision question(Draw draw, int offset = 0) {
  return static_cast<sim::Decision>(static_cast<int>(draw) + offset);
}

}  // namespace klynge
