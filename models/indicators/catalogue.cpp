#include <array>

#include "models/indicators/indicator.h"

namespace klynge {

namespace {

using enum Measure;
using enum Direction;

constexpr std::array catalogue = {
    Indicator{"wait_days", "general practice", "Wait in general practice", "days", lower, false,
              "mean time from asking for a contact to its start, closed hours included", wait_days_general_practice,
              waits_general_practice},
    Indicator{"wait_days", "other practice", "Wait in other practice", "days", lower, false,
              "mean time from asking for a contact to its start, closed hours included", wait_days_other_practice,
              waits_other_practice},
    Indicator{"wait_days", "municipality", "Wait for municipal care", "days", lower, true,
              "mean time from asking for home nursing or a place to its start, of those who did not give up",
              wait_days_municipality, waits_municipality},
    Indicator{"wait_days", "hospital", "Wait in hospital", "days", lower, false,
              "mean time from arriving at the emergency department, a ward or a clinic to its start",
              wait_days_hospital, waits_hospital},
    Indicator{"admissions", "all", "Admissions", "per 1,000 resident-years", neutral, true,
              "stays on a hospital ward, acute and planned", admissions, resident_years, 1000},
    Indicator{"acute_admissions", "all", "Acute admissions", "per 1,000 resident-years", lower, false,
              "acute stays on a hospital ward", acute_admissions, resident_years, 1000},
    Indicator{"readmission_30d", "all", "Readmission within 30 days", "% of discharges", lower, true,
              "acute admissions within 30 days after a discharge, over discharges", readmissions, discharges, 100},
    Indicator{"ed_visits", "all", "Emergency department visits", "per 1,000 resident-years", lower, true,
              "arrivals at the emergency department, admitted or not", emergency_visits, resident_years, 1000},
    Indicator{"delayed_days", "all", "Delayed bed days", "per 1,000 resident-years", lower, true,
              "days in a hospital bed after being declared ready for discharge", delayed_days, resident_years, 1000},
    Indicator{"handover_failure", "all", "Failed handovers", "% of handovers", lower, true,
              "discharges after which medication or functioning is unknown or outdated at the first visit",
              handover_failures, handovers, 100},
    Indicator{"information_quality", "all", "Information at decisions", "share, 0-1", higher, true,
              "mean quality of what the chooser knows about the patient when a level of care is chosen", information,
              decisions},
    Indicator{"orphaned_tasks", "all", "Orphaned follow-ups", "per 1,000 follow-ups", lower, true,
              "follow-up tasks after discharge that nobody picked up in time", orphans, follow_ups, 1000},
    Indicator{"leon_adherence", "all", "Right level of care", "% of decisions", higher, true,
              "decisions for the level with the least expected cost to all, had the true difficulty been known and "
              "every level come to mind, at the waits the chooser expected",
              net_benefit_choices, decisions, 100},
    Indicator{"leon_regret", "all", "Cost of wrong levels", "DKK per decision", lower, true,
              "expected cost of the chosen level above that of the level which would have been right in that sense",
              regret, decisions},
    Indicator{"relapses", "all", "Relapses", "% of discharges", lower, false,
              "new acute episodes that follow from a stay, over discharges", relapses, discharges, 100},
    Indicator{"harms", "all", "Unresolved episodes", "per 1,000 resident-years", lower, false,
              "episodes that even the highest level did not resolve", harms, resident_years, 1000},
    Indicator{"acute_episodes", "all", "Acute episodes", "per 1,000 resident-years", neutral, false,
              "acute deteriorations of health that led to a search for care", episodes, resident_years, 1000},
    Indicator{"gp_contacts", "all", "Contacts in general practice", "per resident-year", neutral, false,
              "contacts of all kinds, follow-up after discharge included", gp_contacts, resident_years},
    Indicator{"other_practice_contacts", "all", "Contacts in other practice", "per resident-year", neutral, false,
              "contacts with specialists, physiotherapists and others outside general practice", other_contacts,
              resident_years},
    Indicator{"outpatient_visits", "all", "Outpatient attendances", "per resident-year", neutral, false,
              "attendances at hospital outpatient clinics", outpatient_visits, resident_years},
    Indicator{"municipal_courses", "all", "Municipal courses", "per 1,000 resident-years", neutral, false,
              "courses of home nursing and stays in temporary and acute places that began", municipal_courses,
              resident_years, 1000},
    Indicator{"gave_up_waiting", "all", "Gave up waiting for municipal care", "per 1,000 resident-years", lower, false,
              "acute episodes sent on to hospital because the municipality had no room in time", gave_up_waiting,
              resident_years, 1000},
    Indicator{"bed_occupancy", "hospital", "Bed occupancy", "% of beds", neutral, true,
              "bed days in use, blocked beds included, over bed days open", bed_days_held, bed_days_open, 100},
    Indicator{"place_occupancy", "municipality", "Occupancy of municipal places", "% of places", neutral, true,
              "days in use of temporary and acute places, places kept for somebody on the way included, over days open",
              place_days_held, place_days_open, 100},
};

}  // namespace

std::span<const Indicator> indicators() { return catalogue; }

}  // namespace klynge
