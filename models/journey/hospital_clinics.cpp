// Attendances at outpatient clinics: of a course, or of an acute episode that cannot wait for one.

#include <bit>

#include "models/coordination/seen.h"
#include "models/journey/hospital.h"

namespace klynge {

using sim::Context;
using sim::Duration;
using sim::Subject;

sim::NodeId Hospital::clinic_of(int condition) const {
  return condition < 0 ? nodes_.general_clinic : nodes_.clinic_of_condition[static_cast<std::size_t>(condition)];
}

void Hospital::book(sim::AgentId who, const Visit& visit, Context& context) {
  const std::uint32_t attendance = attendances_.take();
  attendances_[attendance] = {who, visit, 0};
  context.seize(clinic_of(visit.condition), {Subject(who), attendance}, ordinary_next);
}

// Who misses an attendance, or has died, leaves the room empty.
void Hospital::serve_clinic(std::uint32_t a, sim::NodeId node, Duration waited, Context& context) {
  const Attendance& attendance = attendances_[a];
  const Visit& visit = attendance.visit;
  const bool acute = visit.opening == of_an_episode;
  const std::size_t home = acute ? stays_[visit.course].referral.home : visit.home;
  const Cell cell = acute ? stays_[visit.course].referral.cell : visit.cell;
  Books& books = books_of(home);
  const sim::Time now = context.now();
  const std::uint32_t nth = acute ? next_occurrence(stays_[visit.course]) : occurrence(visit.name, 1);
  sim::Draws draws = context.draws(Subject(attendance.who), question(Draw::outpatient_time), nth);
  const double minutes = world_.visit_minutes(draws) / world_.network.graph[node].speed;
  context.schedule(sim::from_seconds(60 * minutes), Subject(attendance.who), kind(Happening::clinic_over), OfStay{a, 0},
                   sim::Rank::release);
  if (visit.missed || patient(attendance.who).dead) return books.count(Measure::outpatient_missed, cell, now);

  if (visit.first) books.wait(Measure::waits_first_visit, Measure::wait_days_first_visit, cell, now, waited);
  books.wait(Measure::waits_hospital, Measure::wait_days_hospital, cell, now, waited);
  books.count(Measure::outpatient_visits, cell, now);
  if (!acute) {
    books.count(Measure::course_visits, cell, now);
    books.count(Measure::outpatient_conditions_served, cell, now, std::popcount(visit.conditions));
  }
  books.charge(Payer::region, Reason::outpatient_visit, now, 1, world_.scenario.prices.outpatient_visit);
  attendances_[a].information = static_cast<float>(information_on(attendance.who, home, context));
  see(attendance.who, seen_at_clinic, context);
  if (acute) log(stays_[visit.course], Entry::care_starts, sim::in_days(waited), node, context);
}

void Hospital::clinic_over(std::uint32_t a, Context& context) {
  const Attendance attendance = attendances_[a];
  attendances_.give_back(a);
  const Visit& visit = attendance.visit;
  context.release(clinic_of(visit.condition));
  const sim::AgentId who = attendance.who;
  if (visit.opening == of_an_episode && patient(who).dead) return close_stay(visit.course);
  if (visit.opening == of_an_episode) {
    Stay& stay = stays_[visit.course];
    write_letter(stay, Holder::general_practice, context);
    treat_and_send_home(stay, context);
    return close_stay(visit.course);
  }
  if (patient(who).dead) return;
  if (!visit.missed) {
    write_letter(who, visit.home, Holder::general_practice, false, occurrence(visit.name, 2), context);
    if (visit.shared_plan) write_into_plan(who, visit.home, occurrence(visit.name, 3), context);
  }
  const auto treated = static_cast<float>(information_on(who, visit.home, context));
  tell_home(who, visit.home, Happening::visit_attended,
            VisitAttended{visit.course, attendance.information, treated, visit.opening, visit.missed}, context);
}

}  // namespace klynge
