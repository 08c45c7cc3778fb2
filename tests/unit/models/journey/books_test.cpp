// What is written down of a decision and of a handover: once in each thing that it belongs to.
#include "models/journey/books.h"

#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace klynge;

constexpr Cell somebody = 3;
constexpr sim::Time first_counted = sim::midnight(10);
constexpr sim::Time later = sim::midnight(50);

Books open_books() {
  Books books;
  books.from = first_counted;
  return books;
}

double sum(const Books& books, Measure measure) { return books.tally.sum(measure, groups[0]); }

// Somebody chose `used` where `best` would have been best; half of what that cost was habit, and more than the other
// half ignorance, which another mistake made good in part.
Verdict chose(Level used, Level best) {
  Verdict verdict;
  verdict.level = verdict.audit.used = verdict.audit.by_rule = used;
  verdict.audit.best = best;
  verdict.audit.lowest_effective = Level::general_practice;
  verdict.audit.cheapest_effective = Level::home_nursing;
  if (used == best) return verdict;
  verdict.audit.regret = {1'000, 300, 700};
  verdict.audit.by_cause = {500, 600, 0, 0, -100, 0};
  verdict.audit.reason = Cause::information;
  verdict.audit.effect_lost = 0.25;
  return verdict;
}

Question asked(Point point = Point::acute_illness, Sector by = Sector::general_practice) {
  Question question;
  question.point = point;
  question.by = by;
  question.information = 0.4;
  return question;
}

TEST_CASE("a decision is too high or too low or right and counted once", "[unit]") {
  Books books = open_books();
  books.decision(asked(), chose(Level::ward, Level::outpatient), {}, somebody, later);
  books.decision(asked(), chose(Level::general_practice, Level::home_nursing), {}, somebody, later);
  books.decision(asked(), chose(Level::home_nursing, Level::home_nursing), {}, somebody, later);
  CHECK(sum(books, Measure::decisions) == 3);
  CHECK(sum(books, Measure::over_treated) == 1);
  CHECK(sum(books, Measure::under_treated) == 1);
  CHECK(sum(books, Measure::net_benefit_choices) == 1);
  CHECK(sum(books, Measure::lowest_level_choices) == 1);
  CHECK(sum(books, Measure::cheapest_choices) == 1);
  CHECK(sum(books, Measure::information) == Catch::Approx(1.2));
}

TEST_CASE("the causes of regret sum to it and to what the audit has of it", "[unit]") {
  Books books = open_books();
  books.decision(asked(), chose(Level::ward, Level::outpatient), {}, somebody, later);
  books.decision(asked(), chose(Level::ward, Level::ward), {}, somebody, later);
  CHECK(sum(books, Measure::regret) == 1'000);
  CHECK(sum(books, Measure::regret_marginal) == 300);
  CHECK(sum(books, Measure::regret_opportunity) == 700);
  CHECK(sum(books, Measure::regret_habit) == 500);
  CHECK(sum(books, Measure::regret_information) == 600);
  CHECK(sum(books, Measure::regret_own_view) == -100);
  CHECK(sum(books, Measure::regret_habit) + sum(books, Measure::regret_information) +
            sum(books, Measure::regret_visibility) + sum(books, Measure::regret_capacity) +
            sum(books, Measure::regret_own_view) + sum(books, Measure::regret_mandate) ==
        sum(books, Measure::regret));
  CHECK(sum(books, Measure::effect_lost) == 0.25);
  const auto audited = [&](std::size_t reason) {
    return books.audits.sum(Sector::general_practice, reason, groups[0]);
  };
  CHECK(audited(index(Cause::information)).decisions == 1);
  CHECK(audited(index(Cause::information)).regret == 1'000);
  CHECK(audited(AuditTally::right).decisions == 1);
  CHECK(audited(AuditTally::right).regret == 0);
  CHECK(books.audits.decisions(Sector::general_practice, Level::ward, Level::outpatient) == 1);
}

TEST_CASE("a task belongs to the sector of the level chosen, and going home from a stay is none", "[unit]") {
  Books books = open_books();
  for (std::size_t l = 0; l < level_count; ++l) {
    books.decision(asked(), chose(level_at(l), level_at(l)), {}, somebody, later);
    books.decision(asked(Point::discharge, Sector::municipality), chose(level_at(l), level_at(l)), {}, somebody, later);
  }
  CHECK(sum(books, Measure::decisions) == 14);
  CHECK(sum(books, Measure::tasks_home) == 1);
  CHECK(sum(books, Measure::tasks_general_practice) == 2);  // other practice with it
  CHECK(sum(books, Measure::tasks_municipality) == 2);
  CHECK(sum(books, Measure::tasks_hospital) == 2);
}

// How much room there is, is for the bound to say; so a wait neither costs there nor rules a level out.
TEST_CASE("the book of tasks has every decision at what its level would cost without queues", "[unit]") {
  Books books = open_books();
  Verdict verdict = chose(Level::ward, Level::ward);
  verdict.decision.longest_wait = 5;
  verdict.decision.waiting_joint = 500;
  for (const Level level : {Level::general_practice, Level::ward}) {
    Candidate& one = verdict.decision.levels[index(level)];
    one.lawful = true;
    one.effect_true = 1;
    one.cost_joint.fill(level == Level::ward ? 6'500 : 160);
  }
  verdict.decision.levels[index(Level::general_practice)].wait_true = 6;  // too late for this patient
  verdict.decision.levels[index(Level::ward)].wait_true = 2;
  books.decision(asked(Point::emergency_department, Sector::hospital), verdict, {}, somebody, later);
  REQUIRE(books.tasks.tasks().size() == 1);
  const Tasks& one = books.tasks.tasks().front();
  CHECK(one.count == 1);
  CHECK(one.kind.month == 1);  // the 41st counted day
  CHECK(one.kind.occasion == Occasion::emergency);
  CHECK(one.achieved() == 6'500);
  CHECK(one.cost[index(Level::general_practice)] == 160);
  CHECK(one.kind.may_use(Level::general_practice));
  CHECK_FALSE(one.kind.may_use(Level::home_nursing));  // not lawful
}

TEST_CASE("only what is known has an age", "[unit]") {
  Books books = open_books();
  Record record;
  record.learn(Item::medication, 45);
  books.decision(asked(), chose(Level::ward, Level::ward), record, somebody, later);
  CHECK(sum(books, Measure::medication_ages) == 1);
  CHECK(sum(books, Measure::medication_age_days) == 5);
  CHECK(sum(books, Measure::function_ages) == 0);
  record.learn(Item::function, 48);
  books.decision(asked(), chose(Level::ward, Level::ward), record, somebody, later);
  CHECK(sum(books, Measure::medication_ages) == 2);
  CHECK(sum(books, Measure::medication_age_days) == 10);
  CHECK(sum(books, Measure::function_ages) == 1);
  CHECK(sum(books, Measure::function_age_days) == 2);
}

// Of the weights only that of functioning and of medication matter here.
TEST_CASE("a handover fails where medication or functioning is not known", "[unit]") {
  Regime regime;
  for (Quantity* weight : {&regime.info.weight_diagnosis, &regime.info.weight_social, &regime.info.weight_plan,
                           &regime.info.weight_pending, &regime.info.weight_contact}) {
    weight->value = 0;
  }
  regime.info.weight_medication.value = 0.75;
  regime.info.weight_function.value = 0.25;
  regime.info.life_medication.value = 30;
  regime.info.life_function.value = 14;
  const InformationQuality quality(regime);
  Books books = open_books();
  Record record;
  record.learn(Item::medication, 49);
  books.handover(quality, record, somebody, later);
  CHECK(sum(books, Measure::handovers) == 1);
  CHECK(sum(books, Measure::handover_failures) == 1);
  CHECK(sum(books, Measure::handover_severity) == Catch::Approx(0.25));
  record.learn(Item::function, 49);
  books.handover(quality, record, somebody, later);
  CHECK(sum(books, Measure::handovers) == 2);
  CHECK(sum(books, Measure::handover_failures) == 1);
  CHECK(sum(books, Measure::handover_severity) == Catch::Approx(0.25));
}

TEST_CASE("nothing is written down before the books are open", "[unit]") {
  Books books = open_books();
  books.decision(asked(), chose(Level::ward, Level::outpatient), {}, somebody, first_counted - sim::seconds{1});
  CHECK(sum(books, Measure::decisions) == 0);
  CHECK(books.tasks.tasks().empty());
  books.decision(asked(), chose(Level::ward, Level::outpatient), {}, somebody, first_counted);
  CHECK(sum(books, Measure::decisions) == 1);
}

TEST_CASE("books of two places add up", "[unit]") {
  Books here = open_books(), there = open_books();
  here.decision(asked(), chose(Level::ward, Level::outpatient), {}, somebody, later);
  there.decision(asked(Point::discharge, Sector::municipality), chose(Level::home_nursing, Level::home_nursing), {},
                 somebody, later);
  here += there;
  CHECK(sum(here, Measure::decisions) == 2);
  CHECK(sum(here, Measure::regret) == 1'000);
  CHECK(here.audits.sum(Sector::municipality, AuditTally::right, groups[0]).decisions == 1);
  CHECK(here.tasks.tasks().size() == 2);
}

}  // namespace
}  // namespace tests
