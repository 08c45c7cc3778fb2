#include "models/journey/books.h"

namespace klynge {

namespace {

constexpr std::array regret_by_cause = {Measure::regret_habit,      Measure::regret_information,
                                        Measure::regret_visibility, Measure::regret_capacity,
                                        Measure::regret_own_view,   Measure::regret_mandate};
static_assert(regret_by_cause.size() == cause_count);

Measure task_of(Sector sector) {
  switch (sector) {
    case Sector::home: return Measure::tasks_home;
    case Sector::municipality: return Measure::tasks_municipality;
    case Sector::hospital: return Measure::tasks_hospital;
    default: return Measure::tasks_general_practice;
  }
}

Occasion occasion_of(Point point) {
  switch (point) {
    case Point::discharge: return Occasion::after_stay;
    case Point::emergency_department: return Occasion::emergency;
    default: return Occasion::illness;
  }
}

}  // namespace

void Books::decision(const Question& asked, const Verdict& verdict, const Record& record, Cell cell, sim::Time now) {
  if (!open(now)) return;
  const Audit& audit = verdict.audit;
  const std::int64_t today = sim::day_of(now);
  const auto add = [&](Measure measure, double amount = 1) { tally.add(measure, cell, amount); };
  add(Measure::decisions);
  add(Measure::information, asked.information);
  if (record.knows(Item::medication)) {
    add(Measure::medication_ages);
    add(Measure::medication_age_days, static_cast<double>(record.age_days(Item::medication, today)));
  }
  if (record.knows(Item::function)) {
    add(Measure::function_ages);
    add(Measure::function_age_days, static_cast<double>(record.age_days(Item::function, today)));
  }
  add(Measure::regret, audit.regret[index(CostConcept::average)]);
  add(Measure::regret_marginal, audit.regret[index(CostConcept::marginal)]);
  add(Measure::regret_opportunity, audit.regret[index(CostConcept::opportunity)]);
  for (std::size_t c = 0; c < cause_count; ++c) add(regret_by_cause[c], audit.by_cause[c]);
  add(Measure::effect_lost, audit.effect_lost);
  if (audit.used == audit.best) add(Measure::net_benefit_choices);
  if (audit.used == audit.lowest_effective) add(Measure::lowest_level_choices);
  if (audit.used == audit.cheapest_effective) add(Measure::cheapest_choices);
  if (audit.used > audit.best) add(Measure::over_treated);
  if (audit.used < audit.best) add(Measure::under_treated);
  if (audit.unseen_feasible) add(Measure::unseen_choices);
  if (!asked.after_stay()) add(task_of(sector_of(verdict.level)));
  audits.add(asked.by, cell, audit);

  // As if there were no queues: how much room there is, the bound takes into account itself.
  Decision unhindered = verdict.decision;
  std::array<bool, level_count> lawful{};
  for (std::size_t l = 0; l < level_count; ++l) {
    unhindered.levels[l].wait_true = 0;
    lawful[l] = unhindered.levels[l].lawful;
  }
  tasks.add(task_month(now, from), asked.acuity, asked.difficulty, occasion_of(asked.point),
            true_costs(unhindered, CostConcept::average), lawful, verdict.level);
}

void Books::handover(const InformationQuality& quality, const Record& record, Cell cell, sim::Time now) {
  if (!open(now)) return;
  const std::int64_t today = sim::day_of(now);
  tally.add(Measure::handovers, cell);
  tally.add(Measure::handover_severity, cell, quality.severity_missing(record, today));
  if (quality.critical_missing(record, today)) tally.add(Measure::handover_failures, cell);
}

void Books::state(sim::Archive& archive) {
  archive.value(tally);
  archive.value(ledger);
  archive.value(flows);
  archive.value(audits);
  tasks.state(archive);
}

Books& Books::operator+=(const Books& other) {
  tally += other.tally;
  ledger += other.ledger;
  flows += other.flows;
  audits += other.audits;
  tasks += other.tasks;
  return *this;
}

}  // namespace klynge
