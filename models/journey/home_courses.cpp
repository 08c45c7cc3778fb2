// Outpatient courses: a person may have several at once, and what one clinic does not know of another does harm.

#include <algorithm>
#include <bit>
#include <cmath>

#include "models/journey/home.h"

namespace klynge {

namespace {

using sim::Context;
using sim::Duration;
using sim::Time;

// Courses that are open when the run begins are named apart from those that open in it.
constexpr std::uint16_t open_at_start = 1u << 12;
constexpr std::uint32_t visits_of_a_course = 64;  // told apart by name

std::uint32_t name_of_visit(const Course& course) {
  return visit_name | course.opening * visits_of_a_course | course.visits % visits_of_a_course;
}

}  // namespace

int Home::courses_of(std::uint32_t i) const {
  int open = 0;
  for (std::uint32_t c = persons_[i].course; c != nothing; c = courses_[c].next) ++open;
  return open;
}

// A new need for a clinic: for a condition it may be met in a course that deals with the same body system already, unless
// specialisation gives every condition a course of its own and there is no coordinator to object.
void Home::course_needed(std::uint32_t i, std::uint32_t nth, Context& context) {
  count(Measure::course_needs, i, context);
  sim::Draws draws = context.draws(subject(i), question(Draw::course_cause), nth);
  const int condition = world_.needs.cause(Slot::course, constitution(i, context.now()), draws.uniform());
  if (condition >= 0) {
    const auto clinic = world_.clinic_of(condition);
    const bool coordinator = has_coordinator(i, context);
    for (std::uint32_t c = persons_[i].course; c != nothing; c = courses_[c].next) {
      Course& course = courses_[c];
      if (course.condition < 0 || world_.clinic_of(course.condition) != clinic) continue;
      const bool same = course.condition == condition;
      if (!same && draws.chance(world_.scenario.courses.specialisation) && !coordinator) break;
      course.conditions |= 1u << condition;
      count(Measure::courses_joined, i, context);
      return;
    }
  }
  ask_referral(i, condition, nth, context);
}

std::uint32_t Home::add_course(std::uint32_t i, int condition, std::uint16_t opening, Time now) {
  const std::uint32_t c = courses_.take();
  Course& course = courses_[c];
  course.row = i;
  course.next = persons_[i].course;
  course.opening = opening;
  course.condition = static_cast<std::int8_t>(condition);
  course.conditions = condition < 0 ? 0 : 1u << condition;
  course.last_day = static_cast<std::uint16_t>(sim::day_of(now));
  persons_[i].course = c;
  return c;
}

void Home::open_course(std::uint32_t i, int condition, std::uint16_t opening, Context& context) {
  const std::uint32_t c = add_course(i, condition, opening, context.now());
  send_to_hospital(i,
                   passed_on(i, persons_[i].gp, Sector::general_practice, Tie::hospital_practice, false,
                             occurrence(name_of_visit(courses_[c]), 0), context),
                   nodes_.to_hospital, context);
  share_plan_with_hospital(i, context);
  book_visit(i, c, context);
}

// As many as somebody like this has in the long run, each somewhere on its way.
void Home::courses_at_start(std::uint32_t i, Context& context) {
  const Constitution who = constitution(i, context.now());
  const double expected = world_.needs.open_courses(who);
  sim::Draws draws = context.draws(subject(i), question(Draw::open_courses), 0);
  // A Poisson number, as arrivals of rate one within the expectation.
  std::uint16_t number = 0;
  for (double upto = sim::Exponential(1)(draws); upto < expected && number < 31; upto += sim::Exponential(1)(draws)) {
    const int condition = world_.needs.cause(Slot::course, who, draws.uniform());
    const std::uint32_t c = add_course(i, condition, open_at_start | number++, context.now());
    courses_[c].visits = 1;
    const double days = draws.uniform() * world_.scenario.courses.interval_days;
    courses_[c].next_visit = second(world_.outpatient_open(context.now() + sim::from_days(days)));
  }
}

void Home::visits_due(std::uint32_t i, Context& context) {
  const std::uint32_t now = second(context.now());
  for (std::uint32_t c = persons_[i].course; c != nothing; c = courses_[c].next) {
    if (courses_[c].next_visit != 0 && courses_[c].next_visit <= now) book_visit(i, c, context);
  }
  plan_next_visit(i, context);
}

// The patient sets out for the clinic, or misses the attendance, the more easily the more of them there are.
void Home::book_visit(std::uint32_t i, std::uint32_t c, Context& context) {
  Course& course = courses_[c];
  const auto& access = world_.scenario.access;
  Visit visit;
  visit.course = c;
  visit.opening = course.opening;
  visit.name = name_of_visit(course);
  visit.conditions = course.conditions & people_.states[i];
  visit.home = static_cast<std::uint8_t>(municipality_);
  visit.cell = cell(i, context.now());
  visit.condition = course.condition;
  visit.first = course.visits == 0;
  const double odds = access.missed_share + access.missed_per_course * (courses_of(i) - 1);
  visit.missed = !visit.first && context.draws(subject(i), question(Draw::missed_appointment), visit.name).chance(odds);
  visit.shared_plan = active_plan(i) != nullptr;
  course.next_visit = 0;
  ++course.visits;
  context.send(hospital_, nodes_.to_hospital, subject(i), kind(Happening::visit_booked), visit);
}

void Home::visit_attended(std::uint32_t i, const VisitAttended& visit, Context& context) {
  Course& course = courses_[visit.course];
  if (course.row != i || course.opening != visit.opening) return;
  const std::uint32_t name =
      visit_name | course.opening * visits_of_a_course | (course.visits - 1) % visits_of_a_course;
  if (!visit.missed) {
    reach(i, Person::outpatient_bit, context);
    travel_to_hospital(i, context);
    const auto information = static_cast<double>(visit.information);
    met(i, clinic_provider(course.condition < 0 ? 0 : 1 + world_.clinic_of(course.condition)), Sector::hospital,
        information, context);
    restore_control(i, course.conditions & people_.states[i], static_cast<double>(visit.treated), name, context);
    meet_other_courses(i, visit.course, information, name, context);
    course.last_day = static_cast<std::uint16_t>(sim::day_of(context.now()));
    const bool over = context.draws(subject(i), question(Draw::course_length), name)
                          .chance(1 / world_.needs.visits_of(course.condition));
    if (over) {
      close_course(i, visit.course);
      return plan_next_visit(i, context);
    }
  }
  sim::Draws draws = context.draws(subject(i), question(Draw::visit_interval), name);
  const Duration interval = sim::from_days(world_.visit_interval_days(draws));
  course.next_visit = second(world_.outpatient_open(context.now() + interval));
  plan_next_visit(i, context);
}

// Since the last attendance: with each other course that this clinic knows too little of, a test is done again, or a
// treatment is given that the other one would not have wanted, and the condition gets out of control.
void Home::meet_other_courses(std::uint32_t i, std::uint32_t c, double information, std::uint32_t name,
                              Context& context) {
  const auto& rates = world_.scenario.courses;
  const Course& mine = courses_[c];
  const auto days = static_cast<double>(sim::day_of(context.now()) - mine.last_day);
  const double unknown = (1 - information) * (1 - climate_.ties().inside());
  std::uint32_t nth = 0;
  for (std::uint32_t other = persons_[i].course; other != nothing; other = courses_[other].next, ++nth) {
    if (other == c) continue;
    sim::Draws draws = context.draws(subject(i), question(Draw::pair_of_courses), occurrence(name, 0) + nth % 64);
    if (draws.chance(1 - std::exp(-rates.duplicate_rate * days / 30 * unknown))) {
      count(Measure::duplicated_tests, i, context);
      charge(Payer::region, Reason::duplicated_test, 1, world_.scenario.prices.duplicated_test, context);
    }
    if (draws.chance(1 - std::exp(-rates.conflict_rate * days / 30 * unknown))) {
      if (active_plan(i) != nullptr && draws.chance(world_.scenario.plan.flag_share)) {
        count(Measure::conflicts_averted, i, context);
        continue;
      }
      count(Measure::treatment_conflicts, i, context);
      if (world_.in_history(context.now())) histories_[i].conflict();
      people_.uncontrolled[i] |= (mine.conditions | courses_[other].conditions) & people_.states[i];
    }
  }
}

void Home::plan_next_visit(std::uint32_t i, Context& context) {
  std::uint32_t next = 0;
  for (std::uint32_t c = persons_[i].course; c != nothing; c = courses_[c].next) {
    const std::uint32_t at = courses_[c].next_visit;
    if (at != 0 && (next == 0 || at < next)) next = at;
  }
  const Time when = next == 0 ? sim::end_of_time : sim::start_of_time + sim::seconds{next};
  plan(i, Slot::visit, when == sim::end_of_time ? when : std::max(when, context.now() + sim::seconds{1}), context);
}

void Home::close_course(std::uint32_t i, std::uint32_t c) {
  std::uint32_t* link = &persons_[i].course;
  while (*link != c) link = &courses_[*link].next;
  *link = courses_[c].next;
  courses_.give_back(c);
}

// A contact about a condition may bring it under control again, the better the patient is known.
void Home::restore_control(std::uint32_t i, std::uint32_t conditions, double information, std::uint32_t nth,
                           Context& context) {
  const std::uint32_t wanting = conditions & people_.uncontrolled[i];
  if (wanting == 0) return;
  sim::Draws draws = context.draws(subject(i), question(Draw::control_restored), nth);
  const double odds = world_.control_restored * rules(context).effect.usable_share(information);
  for_each_state(wanting, [&](std::size_t condition) {
    if (draws.chance(odds)) people_.uncontrolled[i] &= ~(1u << condition);
  });
}

}  // namespace klynge
