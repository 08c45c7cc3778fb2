#include "models/results.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "models/indicators/indicator.h"
#include "models/reach.h"

namespace klynge {

namespace {

using sim::storage::Column;
using sim::storage::Table;

constexpr const char* cost_name = "cost_per_person";

struct IndicatorRows {
  std::vector<std::string> indicator, sector, municipality, group;
  std::vector<double> value, numerator, denominator;

  void add(std::string_view name, std::string_view of_sector, std::string_view of_municipality,
           std::string_view of_group, double above, double below, double scale) {
    if (below <= 0) return;  // nothing to speak of: no row rather than a zero
    indicator.emplace_back(name);
    sector.emplace_back(of_sector);
    municipality.emplace_back(of_municipality);
    group.emplace_back(of_group);
    value.push_back(scale * above / below);
    numerator.push_back(above);
    denominator.push_back(below);
  }

  Table table() && {
    return {"indicators",
            {{"indicator", std::move(indicator), "", "name; see the catalogue for its unit and definition"},
             {"sector", std::move(sector), "", "sector, or payer for costs; 'all' where it does not apply"},
             {"municipality", std::move(municipality), "", "of residence, or 'all'"},
             {"group", std::move(group), "", "group of residents"},
             {"value", std::move(value), "", "in the indicator's unit"},
             {"numerator", std::move(numerator), "", "before scaling"},
             {"denominator", std::move(denominator), "", ""}},
            {}};
  }
};

// What residents of one municipality, or of all, have been counted and charged for.
struct Account {
  std::string municipality;
  Tally tally;
  Ledger ledger;
};

double node_days(const sim::Usage& usage) {
  return static_cast<double>(usage.serving_integral + usage.blocked_integral) / 86400;
}

// Beds belong to nobody's municipality; places to the one they stand in. Cell 0, children without conditions, holds them.
void add_places(std::vector<Account>& accounts, Account& total, const HealthModel& model,
                const sim::Simulation& simulation) {
  const World& world = model.world();
  const std::vector<sim::Usage> usage = model.usage(simulation);
  for (std::size_t n = 0; n < usage.size(); ++n) {
    const CareNode& node = world.network.graph[sim::NodeId{n}];
    const double held = node_days(usage[n]);
    const double open = static_cast<double>(usage[n].on_duty_integral) / 86400;
    if (is_ward(node.kind)) {
      total.tally.add(Measure::bed_days_held, 0, held);
      total.tally.add(Measure::bed_days_open, 0, open);
    } else if (node.kind == NodeKind::temporary_places || node.kind == NodeKind::acute_function) {
      accounts[node.partition.index()].tally.add(Measure::place_days_held, 0, held);
      accounts[node.partition.index()].tally.add(Measure::place_days_open, 0, open);
    }
  }
}

std::vector<Account> accounts(const HealthModel& model, const sim::Simulation& simulation) {
  std::vector<Account> all;
  Account total{"all", {}, {}};
  for (std::size_t m = 0; m < model.homes().size(); ++m) {
    const Books books = model.books(m);
    all.push_back({model.world().tables.municipalities[m].name, books.tally, books.ledger});
  }
  add_places(all, total, model, simulation);
  for (const Account& one : all) {
    total.tally += one.tally;
    total.ledger += one.ledger;
  }
  all.insert(all.begin(), std::move(total));
  return all;
}

Table indicator_table(const std::vector<Account>& accounts) {
  IndicatorRows rows;
  for (const Account& account : accounts) {
    for (const Indicator& indicator : indicators()) {
      for (const Group& group : groups) {
        // Of single municipalities only the groups that every table has room for.
        if (&account != &accounts.front() && &group >= groups.data() + groups_by_municipality) break;
        rows.add(indicator.name, indicator.sector, account.municipality, group.name,
                 account.tally.sum(indicator.numerator, group), account.tally.sum(indicator.denominator, group),
                 indicator.scale);
      }
    }
    const double years = account.tally.sum(Measure::resident_years, groups[0]);
    double all_payers = 0;
    for (std::size_t p = 0; p < payer_count; ++p) {
      double kroner = 0;
      for (std::size_t r = 0; r < reason_count; ++r) {
        kroner += static_cast<double>(account.ledger.at(static_cast<Payer>(p), static_cast<Reason>(r)).amount) / 100;
      }
      all_payers += kroner;
      rows.add(cost_name, payer_names[p], account.municipality, "all", kroner, years, 1);
    }
    rows.add(cost_name, "all", account.municipality, "all", all_payers, years, 1);
  }
  return std::move(rows).table();
}

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
  return tables;
}

Table indicator_catalogue_table() {
  std::vector<std::string> name, sector, title, unit, direction, definition;
  std::vector<std::int32_t> headline;
  const auto add = [&](const Indicator& indicator) {
    name.emplace_back(indicator.name);
    sector.emplace_back(indicator.sector);
    title.emplace_back(indicator.title);
    unit.emplace_back(indicator.unit);
    direction.emplace_back(direction_names[static_cast<std::size_t>(indicator.direction)]);
    headline.push_back(indicator.headline ? 1 : 0);
    definition.emplace_back(indicator.definition);
  };
  for (const Indicator& indicator : indicators()) add(indicator);
  const auto cost = [&](std::string_view of, std::string_view called, bool short_table) {
    Indicator indicator{};
    indicator.name = cost_name;
    indicator.sector = of;
    indicator.title = called;
    indicator.unit = "DKK per resident-year";
    indicator.direction = Direction::lower;
    indicator.headline = short_table;
    indicator.definition = "what was paid for care, fees paid added and fees received subtracted, over resident-years";
    add(indicator);
  };
  cost("all", "Cost", true);
  cost("region", "Cost to the region", true);
  cost("municipality", "Cost to municipalities", true);
  cost("state", "Cost to the state", true);
  return {"catalogue",
          {{"indicator", std::move(name), "", ""},
           {"sector", std::move(sector), "", ""},
           {"title", std::move(title), "", ""},
           {"unit", std::move(unit), "", ""},
           {"direction", std::move(direction), "", "which way is better"},
           {"headline", std::move(headline), "", "1: belongs in the short table"},
           {"definition", std::move(definition), "", ""}},
          {}};
}

}  // namespace klynge
