// contacts.cpp - contacts in general practice, other practice, the emergency department and outpatient clinics.
#include <array>

#include "models/indicators/subjects.h"

namespace klynge::subjects {

namespace {

using enum Measure;
using enum Direction;

constexpr std::array catalogue = {
    Indicator{"gp_contacts", "all", "Contacts in general practice", "per resident-year", neutral, false,
              "contacts of all kinds, follow-up after discharge included", gp_contacts, resident_years},
    Indicator{"gp_face_to_face", "general practice", "Contacts face to face", "% of contacts", neutral, false,
              "contacts in general practice at the practice, over all", gp_face_to_face, gp_contacts, 100},
    Indicator{"gp_telephone", "general practice", "Contacts by telephone", "% of contacts", neutral, false,
              "contacts in general practice by telephone, over all", gp_telephone, gp_contacts, 100},
    Indicator{"gp_e_consultations", "general practice", "Contacts in writing", "% of contacts", neutral, false,
              "electronic consultations in general practice, over all contacts", gp_e_consultations, gp_contacts, 100},
    Indicator{"gp_home_visits", "general practice", "Home visits", "% of contacts", neutral, false,
              "home visits of general practitioners, over all contacts", gp_home_visits, gp_contacts, 100},
    Indicator{"gp_missed_contacts", "general practice", "Contacts not kept", "% of contacts", lower, false,
              "contacts that no longer made sense when their turn came, over those kept", missed_contacts, gp_contacts,
              100},
    Indicator{"conditions_per_follow_up", "general practice", "Conditions at a follow-up", "conditions per contact",
              neutral, false, "chronic conditions dealt with at a follow-up contact in general practice",
              gp_conditions_served, gp_chronic_contacts},
    Indicator{"out_of_hours_contacts", "general practice", "Out-of-hours contacts", "per 1,000 resident-years", neutral,
              false, "contacts with the out-of-hours service", out_of_hours_contacts, resident_years, 1000},
    Indicator{"other_practice_contacts", "all", "Contacts in other practice", "per resident-year", neutral, false,
              "contacts with specialists, physiotherapists and others outside general practice", other_contacts,
              resident_years},
    Indicator{"other_practice_refused", "other practice", "Gave up waiting for other practice",
              "per 1,000 resident-years", lower, false,
              "contacts with other practice that the patient no longer waited for", other_refused, resident_years,
              1000},
    Indicator{"ed_visits", "all", "Emergency department visits", "per 1,000 resident-years", lower, true,
              "arrivals at the emergency department, admitted or not", emergency_visits, resident_years, 1000},
    Indicator{"emergency_sent_home", "hospital", "Sent home from the emergency department", "% of visits", neutral,
              false, "visits to the emergency department that ended without a bed", emergency_sent_home,
              emergency_visits, 100},
    Indicator{"outpatient_visits", "all", "Outpatient attendances", "per resident-year", neutral, false,
              "attendances at hospital outpatient clinics", outpatient_visits, resident_years},
    Indicator{"missed_attendances", "hospital", "Missed attendances", "% of attendances", lower, false,
              "booked outpatient attendances that the patient missed, over those attended", outpatient_missed,
              outpatient_visits, 100},
    Indicator{"conditions_per_attendance", "hospital", "Conditions at an attendance", "conditions per attendance",
              neutral, false, "chronic conditions dealt with at an attendance of an outpatient course",
              outpatient_conditions_served, course_visits},
};

}  // namespace

std::span<const Indicator> contacts() { return catalogue; }

}  // namespace klynge::subjects
