// messages.h - what can happen to a person, and what is said between municipalities and hospitals.
//
// Each payload is a small trivially copyable struct of at most 24 bytes (sim/event.h). What travels with a patient (the
// body) is true; what travels in a letter is what the sender knew.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "models/care/level.h"
#include "models/coordination/record.h"
#include "models/indicators/cell.h"
#include "models/sectors/care_network.h"
#include "sim/event.h"

namespace klynge {

// Priority classes of every resource, and the age from which municipal care is open.
inline constexpr std::size_t acute_first = 0;
inline constexpr std::size_t ordinary_next = 1;
inline constexpr int adult = 18;

enum class Happening : sim::EventKind {
  // in the home municipality; the first eight are the slots of needs/agenda.h, in their order
  gp_contact_needed,
  other_contact_needed,
  course_needed,
  elective_admission_needed,
  deterioration,
  visit_due,
  life_event,
  end_of_life,
  day_begins,
  terminal_episode,
  contact_over,
  other_contact_over,
  self_care_over,
  comes_back,
  nursing_over,
  place_over,
  patience_over,
  notice_taken,
  dispute_over,
  assessment_over,
  rehabilitation_over,
  first_visit,
  relapse,
  // told to the home municipality
  letter_arrives,
  sent_home,
  admitted,
  discharge_notice,
  discharged,
  visit_attended,
  rehabilitation_plan,
  moves_in,  // with his Traits; the subject says who
  brings_along,
  // told to the hospital
  referred,
  visit_booked,
  letter_to_hospital,
  place_found,
  died,
  // in the hospital
  out_of_hours_over,
  emergency_over,
  clinic_over,
  notice_due,
  ready_early,
  stay_over,
};

constexpr sim::EventKind kind(Happening happening) { return static_cast<sim::EventKind>(happening); }

struct Nothing {};

// A need of the agenda; `extra`: one that stood in line when the run began, which no slot speaks of.
struct NeedEvent {
  bool counted = false;
  bool extra = false;
};

// An event of one episode; ignored once the person has moved on to another.
struct OfEpisode {
  std::uint16_t serial = 0;
};

// A relapse as it was last planned; the first visit after a stay plans it anew.
struct PlannedRelapse {
  std::uint16_t serial = 0;
  std::uint8_t plan = 0;
};

// The end of the patience with which one attempt waits.
struct OfAttempt {
  std::uint16_t serial = 0;
  std::uint16_t attempt = 0;
  std::uint16_t hold = 0;  // see HoldOver: another one now means that the wait is over
};

// What for somebody sees the GP, is assessed or is cared for by the municipality.
enum class Purpose : std::uint8_t {
  ordinary,    // a planned contact, or nursing that a GP has ordered
  triage,      // an acute episode is told to the GP, who decides
  episode,     // and treated
  follow_up,   // after a stay
  referral,    // to an outpatient clinic; the number is the condition behind it and 1, or 0
  specialist,  // to another practice
  onward,      // to be referred to another practice; the number is the gap and the type
  after_stay,
  home_care,
  nursing_home,
};

// The end of a contact in general practice, or of an assessment.
struct ContactOver {
  Purpose purpose = Purpose::ordinary;
  std::uint16_t serial = 0;
};

struct OtherContactOver {
  std::uint8_t type = 0;
};

// The end of municipal care that holds a server; ignored once that has been given up.
struct HoldOver {
  std::uint16_t hold = 0;
  std::uint16_t serial = 0;  // the episode it may resolve
};

// Who knows something of a patient.
enum class Holder : std::uint8_t { general_practice, municipality, hospital, shared_plan };
inline constexpr std::array<std::string_view, 4> holder_names = {"general practice", "municipality", "hospital",
                                                                 "shared plan"};

struct Letter {
  Record record;
  Holder to = Holder::general_practice;
};

enum class Door : std::uint8_t { out_of_hours, emergency, acute_visit, elective };

// An acute patient, or one for a planned stay.
struct Referral {
  float difficulty = 0;
  float frailty = 1;
  std::uint32_t episode = 0;  // names the episode or stay in every draw about it, in all arms alike
  std::uint16_t serial = 0;
  std::uint8_t home = 0;  // municipality of residence, by its place among those of the run
  std::uint8_t step = 0;  // of the episode, see draw.h
  std::uint8_t age = 0;
  Cell cell = 0;
  Acuity acuity = Acuity::subacute;
  Door door = Door::emergency;
  Ward ward = Ward::medical;
  bool shared_plan = false;
  std::int8_t condition = -1;              // behind the episode; -1: none
  Level lowest = Level::general_practice;  // lower levels have been tried in vain
};

// An attendance of an outpatient course.
struct Visit {
  std::uint32_t course = 0;
  std::uint32_t name = 0;  // names the attendance in every draw about it
  std::uint32_t conditions = 0;
  std::uint16_t opening = 0;  // see Course::opening
  std::uint8_t home = 0;
  Cell cell = 0;
  std::int8_t condition = -1;  // which clinic
  bool first = false;
  bool missed = false;
  bool shared_plan = false;
};

struct VisitAttended {
  std::uint32_t course = 0;
  float information = 0;  // of the clinic, when the patient came
  float treated = 0;      // and when he left
  std::uint16_t opening = 0;
  bool missed = false;
};

struct SentHome {
  float information = 0;  // of the hospital on arrival
  std::uint16_t serial = 0;
  std::uint8_t step = 0;
  bool resolved = false;
  bool tried = false;           // the level below has been tried in vain
  Level level = Level::ward;    // what comes next, unless resolved; the ward: the patient comes back when it shows
  Door door = Door::emergency;  // by which he had come
};

struct Admitted {
  float information = 0;  // of the hospital on arrival
  bool elective = false;
};

// Sent some time before the patient is ready, so that the municipality can prepare.
struct DischargeNotice {
  std::uint32_t stay = 0;
  float difficulty = 0;  // left
  float perceived = 0;   // the same, as the hospital sees it
  std::uint32_t episode = 0;
  std::uint8_t step = 0;
  bool round_the_clock = false;  // cannot be cared for at home yet
};

struct PlaceFound {
  std::uint32_t stay = 0;
  std::uint32_t assessed = 0;  // second of the run by which the municipality knew what was needed
  std::uint32_t settled = 0;   // and by which hospital and municipality agreed on it
  Level level = Level::home_nursing;
};

struct Discharged {
  float difficulty = 0;  // left
  std::uint32_t episode = 0;
  std::uint8_t step = 0;
  Level destination = Level::self_care;
  bool elective = false;
};

// What a mover's agenda says of his life, which goes on as it would have without the move, and which gaps were drawn.
struct BringsAlong {
  std::uint32_t life = 0;  // second of the run; the greatest number: not in this run
  std::uint32_t death = 0;
  std::array<std::uint8_t, 5> nth{};  // see Person
};

}  // namespace klynge
