#include "models/indicator_tables.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

#include "models/indicators/indicator.h"
#include "models/indicators/inequality.h"

namespace klynge {

namespace {

using sim::storage::Table;

// What was paid for residents, over their years: one number by payer and one for all payers.
constexpr Indicator cost(std::string_view sector, std::string_view title, bool headline) {
  return {"cost_per_person",
          sector,
          title,
          "DKK per resident-year",
          Direction::lower,
          headline,
          "what was paid for care, fees paid added and fees received subtracted, over resident-years",
          {},  // the ledger has it
          Measure::resident_years};
}
constexpr std::array costs = {cost("all", "Cost", true), cost("region", "Cost to the region", true),
                              cost("municipality", "Cost to municipalities", true),
                              cost("state", "Cost to the state", true)};

struct IndicatorRows {
  std::vector<std::string> indicator, sector, municipality, group;
  std::vector<double> value, numerator, denominator;

  void add(const Indicator& what, std::string_view of_municipality, std::string_view of_group, Fraction fraction) {
    if (!fraction.defined()) return;  // nothing to speak of: no row rather than a zero
    indicator.emplace_back(what.name);
    sector.emplace_back(what.sector);
    municipality.emplace_back(of_municipality);
    group.emplace_back(of_group);
    value.push_back(what.scale * fraction.above / fraction.below);
    numerator.push_back(fraction.above);
    denominator.push_back(fraction.below);
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

// Of single municipalities only the groups that every table has room for.
std::span<const Group> groups_shown(const Indicator& indicator, bool single) {
  if (indicator.kind == Kind::of_places) return std::span(groups).first(1);
  return std::span(groups).first(single || indicator.kind == Kind::spread ? groups_by_municipality : groups.size());
}

// Nothing below where the indicator says nothing of this account.
Fraction fraction_of(const Indicator& indicator, const Account& account, const Group& group,
                     std::span<const Tally* const> municipalities, bool single) {
  switch (indicator.kind) {
    case Kind::concentration: return single ? Fraction{} : concentration(indicator, account.tally, group);
    case Kind::spread: return single ? Fraction{} : decile_spread(indicator, municipalities, group);
    default: return fraction(indicator, account.tally, group);
  }
}

void add_costs(IndicatorRows& rows, const Account& account) {
  const double years = account.tally.sum(costs.front().denominator, groups[0]);
  double all_payers = 0;
  for (std::size_t p = 0; p < payer_count; ++p) {
    double kroner = 0;
    for (std::size_t r = 0; r < reason_count; ++r) {
      kroner += static_cast<double>(account.ledger.at(static_cast<Payer>(p), static_cast<Reason>(r)).amount) / 100;
    }
    all_payers += kroner;
    rows.add(cost(payer_names[p], "", false), account.municipality, "all", {kroner, years});
  }
  rows.add(costs.front(), account.municipality, "all", {all_payers, years});
}

}  // namespace

Table indicator_table(const std::vector<Account>& accounts) {
  std::vector<const Tally*> municipalities;
  for (const Account& account : std::span(accounts).subspan(1)) municipalities.push_back(&account.tally);
  IndicatorRows rows;
  for (const Account& account : accounts) {
    const bool single = &account != &accounts.front();
    for (const Indicator& indicator : indicators()) {
      for (const Group& group : groups_shown(indicator, single)) {
        rows.add(indicator, account.municipality, group.name,
                 fraction_of(indicator, account, group, municipalities, single));
      }
    }
    add_costs(rows, account);
  }
  return std::move(rows).table();
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
  for (const Indicator& indicator : costs) add(indicator);
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
