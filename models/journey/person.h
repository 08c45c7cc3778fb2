// person.h - what goes on with a person: a little for everybody, and the rest only while there is something to tell.
//
// Nearly everybody is well and at home, so a country fits into memory if acute episodes, municipal care and outpatient
// courses are kept in pools (pool.h) and a person only says where his lie.
#pragma once

#include <array>
#include <cstdint>

#include "models/care/level.h"
#include "models/coordination/record.h"
#include "models/journey/pool.h"
#include "models/needs/agenda.h"
#include "models/sectors/care_network.h"
#include "sim/ids.h"
#include "sim/time.h"

namespace klynge {

enum class Phase : std::uint8_t { well, triage, self_care, gp, municipal, referred, in_hospital, aftercare };

// From falling ill, or being admitted, to recovery.
struct Episode {
  std::uint32_t name = 0;  // see messages.h: Referral
  float difficulty = 0;
  float hazard_rate = 0;    // after a stay: of relapse, per day
  float hazard_left = 0;    // after a stay: what is left of the exponential that decides on a relapse
  sim::Time began;          // the illness, or the stay in hospital
  sim::Time left_hospital;  // at the last discharge
  sim::Time hazard_from;    // from when hazard_rate holds
  std::uint8_t attempt = 0;
  std::uint8_t step = 0;          // see draw.h
  std::uint8_t relapse_plan = 0;  // tells a relapse that has been planned anew
  Phase phase = Phase::well;
  Level level = Level::self_care;   // being tried; in aftercare, where the person was discharged to
  Level lowest = Level::self_care;  // lower levels have been tried in vain
  Acuity acuity = Acuity::subacute;
  Ward ward = Ward::medical;
  std::int8_t condition = -1;  // behind it
};

// What the municipality has to do with somebody.
struct Client {
  std::uint32_t row = nothing;  // whose
  Record record;                // the municipality's own
  std::uint16_t hold = 0;       // how many servers have been held
  sim::NodeId held;             // the server held, if any
  sim::Time held_since;
  std::uint32_t stay = nothing;  // the hospital's handle while a place is sought
  float hours_needed = 0;        // of home care, a week; 0: has none
  float hospital_view = 0;       // how difficult the hospital says a patient is who is to leave it
  std::uint32_t assessed = 0;    // second of the run by which it was known what he needs; 0: not yet
  std::uint32_t settled = 0;     // and agreed on with the hospital
  bool argued = false;           // hospital and municipality have quarrelled about it
  bool round_the_clock = false;  // needs a place, not care at home, after a stay
  bool acute_hold = false;       // care is for an acute episode, not after a stay
  bool waits_for_home = false;   // for a place in a nursing home
  bool in_nursing_home = false;
  sim::Time asked_for_home;
};

// An open series of attendances at a hospital clinic.
struct Course {
  std::uint32_t row = nothing;   // whose
  std::uint32_t next = nothing;  // the same person's next course
  std::uint32_t conditions = 0;  // chronic conditions that it deals with
  std::uint32_t next_visit = 0;  // second of the run; 0: under way
  std::uint16_t opening = 0;     // which of the person's openings, 13 bits: names the course in draws and messages
  std::uint16_t visits = 0;      // booked so far
  std::uint16_t last_day = 0;    // of the last attendance, or of the opening
  std::int8_t condition = -1;    // which clinic; -1: the general one
};

struct Person {
  static constexpr std::uint8_t admitted_bit = 1, outpatient_bit = 2, gp_bit = 4, telephone_bit = 8, e_bit = 16;
  static constexpr std::uint8_t reach_bits = 31;  // had at least one of these in the last year of the run
  static constexpr std::uint8_t in_bed_bit = 32, elective_bit = 64, dying_bit = 128;

  std::uint32_t episode = nothing;  // in the pools
  std::uint32_t client = nothing;
  std::uint32_t course = nothing;
  std::uint32_t plan = nothing;       // the shared care plan
  Record gp;                          // what the GP knows
  std::uint16_t serial = 0;           // tells events of an episode that is past
  std::array<std::uint8_t, 5> nth{};  // gaps drawn for the first five slots of the agenda, modulo 256
  std::uint8_t flags = 0;

  bool in_bed() const { return (flags & in_bed_bit) != 0; }  // as far as is known at home
  bool elective_wanted() const { return (flags & elective_bit) != 0; }
  bool dying() const { return (flags & dying_bit) != 0; }
  void set(std::uint8_t bit, bool on) { flags = static_cast<std::uint8_t>(on ? flags | bit : flags & ~bit); }
};
static_assert(sizeof(Person) <= 40);

}  // namespace klynge
