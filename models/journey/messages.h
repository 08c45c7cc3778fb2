// messages.h - what can happen to a person, and what is said between municipality and hospital.
//
// Each payload is a small trivially copyable struct of at most 24 bytes (sim/event.h). What travels with a patient (the
// body) is true; what travels in a letter is what the sender knew.
#pragma once

#include <cstddef>
#include <cstdint>

#include "models/care/level.h"
#include "models/coordination/record.h"
#include "models/indicators/measure.h"
#include "sim/event.h"

namespace klynge {

// Priority classes of every resource, and the age from which municipal care is open.
inline constexpr std::size_t acute_first = 0;
inline constexpr std::size_t ordinary_next = 1;
inline constexpr int adult = 18;

enum class Happening : sim::EventKind {
  // in the home municipality; the first five are the processes of needs/need.h, in their order
  gp_contact_needed,
  other_contact_needed,
  outpatient_visit_needed,
  elective_admission_needed,
  deterioration,
  gp_contact_over,
  other_contact_over,
  self_care_over,
  comes_back,
  nursing_over,
  place_over,
  patience_over,
  assessed,
  first_visit,
  relapse,
  // told to the home municipality
  letter_arrives,
  sent_home,
  admitted,
  discharge_notice,
  discharged,
  // told to the hospital
  referred,
  letter_to_hospital,
  place_found,
  // in the hospital
  emergency_over,
  visit_over,
  notice_due,
  stay_over,
};

constexpr sim::EventKind kind(Happening happening) { return static_cast<sim::EventKind>(happening); }

struct Nothing {};

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

// Why somebody sees the GP or is cared for by the municipality.
enum class Purpose : std::uint8_t { ordinary, episode, follow_up, after_stay };

struct GpContactOver {
  Purpose purpose = Purpose::ordinary;
  std::uint16_t serial = 0;
};

// The end of municipal care that holds a server; ignored once that has been given up.
struct HoldOver {
  std::uint16_t hold = 0;
  std::uint16_t serial = 0;  // the episode it may resolve
};

struct Letter {
  Record record;
  Sector to = Sector::general_practice;
};

enum class Door : std::uint8_t { emergency, acute_visit, planned_visit, elective };

struct Referral {
  float difficulty = 0;
  float frailty = 1;
  std::uint32_t episode = 0;  // names the episode, stay or visit in every draw about it, in all arms alike
  std::uint16_t serial = 0;
  std::uint8_t step = 0;  // of the episode, see draw.h
  std::uint8_t age = 0;
  Cell cell = 0;
  Acuity acuity = Acuity::subacute;
  Door door = Door::emergency;
  bool surgical = false;
  bool shared_plan = false;
  std::int8_t condition = -1;              // behind an outpatient visit; -1: none
  Level lowest = Level::general_practice;  // lower levels have been tried in vain
};

struct SentHome {
  std::uint16_t serial = 0;
  std::uint8_t step = 0;
  bool resolved = false;
  Level level = Level::ward;  // what comes next, unless resolved; the ward: the patient comes back when it shows
};

struct Admitted {
  bool elective = false;
};

// Sent some time before the patient is ready, so that the municipality can prepare.
struct DischargeNotice {
  std::uint32_t stay = 0;
  float difficulty = 0;  // left
  std::uint32_t episode = 0;
  std::uint8_t step = 0;
  bool round_the_clock = false;  // cannot be cared for at home yet
};

struct PlaceFound {
  std::uint32_t stay = 0;
  Level level = Level::home_nursing;
};

struct Discharged {
  float difficulty = 0;  // left
  std::uint32_t episode = 0;
  std::uint8_t step = 0;
  Level destination = Level::self_care;
  bool elective = false;
};

}  // namespace klynge
