// books.h - what is written down while a run is counted: tallies, ledger, flows and decisions of the residents of one
// municipality.
#pragma once

#include "models/economics/ledger.h"
#include "models/indicators/audit_tally.h"
#include "models/indicators/measure.h"
#include "models/indicators/task_book.h"
#include "models/journey/deciding.h"
#include "models/journey/log.h"
#include "sim/archive.h"
#include "sim/time.h"

namespace klynge {

struct Books {
  sim::Time from;  // nothing before this is counted
  Tally tally;
  Ledger ledger;
  Flows flows;
  AuditTally audits;
  TaskBook tasks;

  bool open(sim::Time now) const { return now >= from; }

  void count(Measure measure, Cell cell, sim::Time now, double amount = 1) {
    if (open(now)) tally.add(measure, cell, amount);
  }
  // A wait of so many days, counted by one measure and summed by the other.
  void wait(Measure waits, Measure days, Cell cell, sim::Time now, sim::Duration waited) {
    if (!open(now)) return;
    tally.add(waits, cell);
    tally.add(days, cell, sim::in_days(waited));
  }
  void charge(Payer payer, Reason reason, sim::Time now, double quantity, double price) {
    if (open(now)) ledger.charge(payer, reason, quantity, price);
  }
  void flow(std::size_t level_from, std::size_t level_to, Why why, sim::Time now) {
    if (open(now)) flows.add(level_from, level_to, why);
  }

  // `record`: what the chooser knew.
  void decision(const Question& asked, const Verdict& verdict, const Record& record, Cell cell, sim::Time now);
  // A first visit after a stay, by somebody who knew this of the patient.
  void handover(const InformationQuality& quality, const Record& record, Cell cell, sim::Time now);

  void state(sim::Archive& archive);
  Books& operator+=(const Books& other);
};

}  // namespace klynge
