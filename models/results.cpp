#include "models/results.h"

#include <string>
#include <utility>

#include "models/accounts.h"
#include "models/coordination_tables.h"
#include "models/indicator_tables.h"
#include "models/leon_bound.h"
#include "models/reach.h"

namespace klynge {

namespace {

using sim::storage::Table;

Table timeseries_table(const HealthModel& model) {
  std::vector<std::int32_t> day, arrivals, waiting, serving, blocked, servers;
  std::vector<std::uint32_t> node;
  for (const NodeDay& row : model.days()) {
    day.push_back(row.day);
    node.push_back(row.node);
    arrivals.push_back(row.arrivals);
    waiting.push_back(row.waiting);
    serving.push_back(row.serving);
    blocked.push_back(row.blocked);
    servers.push_back(row.servers);
  }
  return {"timeseries",
          {{"day", std::move(day), "days", "since the first day of the run, warm-up included"},
           {"node", std::move(node), "", "see the table of nodes"},
           {"arrivals", std::move(arrivals), "persons per day", "who asked for care on this day"},
           {"waiting", std::move(waiting), "persons", "at the day's end"},
           {"serving", std::move(serving), "persons", "at the day's end"},
           {"blocked", std::move(blocked), "persons", "ready to leave but with nowhere to go, at the day's end"},
           {"servers", std::move(servers), "servers", "doctors, rooms, beds or places that are open this week"}},
          {}};
}

Table flow_table(const HealthModel& model) {
  Flows flows;
  for (std::size_t m = 0; m < model.homes().size(); ++m) flows += model.books(m).flows;
  std::vector<std::string> from, to, reason;
  std::vector<std::int64_t> count;
  const auto name = [](std::size_t l) { return std::string(l < level_count ? level_names[l] : "outside care"); };
  for (std::size_t a = 0; a <= level_count; ++a) {
    for (std::size_t b = 0; b <= level_count; ++b) {
      for (std::size_t w = 0; w < why_count; ++w) {
        const std::uint64_t n = flows.count(a, b, static_cast<Why>(w));
        if (n == 0) continue;
        from.push_back(name(a));
        to.push_back(name(b));
        reason.emplace_back(why_names[w]);
        count.push_back(static_cast<std::int64_t>(n));
      }
    }
  }
  return {"flows",
          {{"from", std::move(from), "", "level of care left"},
           {"to", std::move(to), "", "level of care entered"},
           {"reason", std::move(reason), "", "why"},
           {"count", std::move(count), "moves", "of acute episodes and discharges"}},
          {}};
}

Table ledger_table(const std::vector<Account>& accounts) {
  std::vector<std::string> payer, sector, municipality, reason, kind;
  std::vector<double> amount, quantity;
  for (const Account& account : accounts) {
    if (account.municipality == "all") continue;
    for (std::size_t p = 0; p < payer_count; ++p) {
      for (std::size_t r = 0; r < reason_count; ++r) {
        const Posting& posting = account.ledger.at(static_cast<Payer>(p), static_cast<Reason>(r));
        if (posting.amount == 0 && posting.quantity == 0) continue;
        const auto why = static_cast<Reason>(r);
        payer.emplace_back(payer_names[p]);
        sector.emplace_back(sector_names[index(sector_of(why))]);
        municipality.push_back(account.municipality);
        reason.emplace_back(reason_names[r]);
        kind.emplace_back(is_transfer(why) ? "transfer" : "activity");
        amount.push_back(static_cast<double>(posting.amount) / 100);
        quantity.push_back(posting.quantity);
      }
    }
  }
  return {"ledger",
          {{"payer", std::move(payer), "", "who paid, or received where the amount is negative"},
           {"sector", std::move(sector), "", "who gave the care"},
           {"municipality", std::move(municipality), "", "of residence"},
           {"reason", std::move(reason), "", "what for"},
           {"kind", std::move(kind), "", "activity costs money; transfers move it and sum to nothing"},
           {"amount", std::move(amount), "DKK", "over the counted days"},
           {"quantity", std::move(quantity), "", "contacts, visits, hours or days, as the reason is priced"}},
          {}};
}

Table journey_table(const HealthModel& model, const sim::Simulation& simulation) {
  const World& world = model.world();
  std::vector<std::uint32_t> person;
  std::vector<double> day, value;
  std::vector<std::int32_t> node;
  std::vector<std::string> event, level, note;
  for (const sim::Row& row : simulation.rows()) {
    person.push_back(world.number_of(row.subject.agent()));
    day.push_back(sim::in_days(row.time - sim::start_of_time));
    event.emplace_back(entry_names[row.kind]);
    node.push_back(row.node.valid() ? static_cast<std::int32_t>(row.node.value) : -1);
    level.emplace_back(level_names[row.detail]);
    value.push_back(row.value);
    note.emplace_back(entry_value_meanings[row.kind]);
  }
  return {"journeys",
          {{"person", std::move(person), "", "number of the resident in the run"},
           {"day", std::move(day), "days", "since 00:00 on the first day of the run"},
           {"event", std::move(event), "", "what happened"},
           {"node", std::move(node), "", "where, see the table of nodes; -1: nowhere in particular"},
           {"level", std::move(level), "", "level of care"},
           {"value", std::move(value), "", "as the note says"},
           {"note", std::move(note), "", "what the value is"}},
          {}};
}

}  // namespace

std::vector<Table> result_tables(const HealthModel& model, const sim::Simulation& simulation) {
  const std::vector<Account> all = accounts(model, simulation);
  std::vector<Table> tables;
  tables.push_back(indicator_table(all));
  tables.push_back(reach_table(model));
  tables.push_back(timeseries_table(model));
  tables.push_back(flow_table(model));
  tables.push_back(ledger_table(all));
  tables.push_back(journey_table(model, simulation));
  for (Table& table : coordination_tables(model)) tables.push_back(std::move(table));
  for (Table& table : leon_bound_tables(model, simulation)) tables.push_back(std::move(table));
  return tables;
}

}  // namespace klynge
