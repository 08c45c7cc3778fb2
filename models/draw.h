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
  difficulty = need_gap + 8,
  acuity,
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
  life_event,  // one occurrence for each second at which a gap is drawn
  which_life_event,
  death,
  terminal_episode,
  birth,
  destination,
  other_practice_type,
  course_cause,
  course_length,
  visit_interval,
  contact_mode,
  joint_encounter,
  control_restored,
  missed_appointment,
  pair_of_courses,
  acute_cause,
  ward,
  deterioration_accepted,
  patience,
  hospital_instead,
  home_care_hours,
  rehabilitation,
  rehabilitation_time,
  rehabilitation_letter,
  nursing_referral,
  backlog,
  open_courses,
  first_decline,
  consultation_out_of_hours,
  assessment_minutes,
  birthday,
  education,
  alone,
  out_of_control,
  plan_written,  // by a holder: plan_written + 0 ... plan_written + 2 are taken
  plan_asleep = plan_written + 3,
  compliance = plan_asleep + 3,
  specialist_report,
};

// Which time a question is asked that one episode may ask several times: the step counts what has happened in it so far,
// at home and in hospital. At most 64 steps, and an episode's name has at most 22 bits.
inline constexpr std::uint8_t steps_of_an_episode = 63;
constexpr std::uint32_t occurrence(std::uint32_t episode, std::uint8_t step) {
  return episode * (steps_of_an_episode + 1u) + step;
}

// What names an episode, a stay or an attendance in draws, in at most 22 bits: acute episodes by the number of the
// deterioration, with a bit more for each relapse; the last illnesses, planned stays and attendances apart from them.
inline constexpr std::uint32_t terminal_name = 1u << 15;
inline constexpr std::uint32_t relapse_name = 1u << 16;
inline constexpr std::uint32_t planned_name = 1u << 20;
inline constexpr std::uint32_t visit_name = 1u << 21;

constexpr sim::Decision question(Draw draw, int offset = 0) {
  return static_cast<sim::Decision>(static_cast<int>(draw) + offset);
}

}  // namespace klynge
