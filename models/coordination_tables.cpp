#include "models/coordination_tables.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "models/indicators/cell.h"

namespace klynge {

namespace {

using sim::storage::Column;
using sim::storage::Table;

double day(sim::Time at) { return sim::in_days(at - sim::start_of_time); }

// Of all partitions, in order of time and person.
template <class Note, class Pick, class Who>
std::vector<Note> gathered(const HealthModel& model, const Pick& pick, const Who& who) {
  std::vector<Note> all;
  for (const auto& home : model.homes()) {
    const std::vector<Note>& notes = pick(home->notes());
    all.insert(all.end(), notes.begin(), notes.end());
  }
  for (const auto& hospital : model.hospitals()) {
    const std::vector<Note>& notes = pick(hospital->notes());
    all.insert(all.end(), notes.begin(), notes.end());
  }
  std::stable_sort(all.begin(), all.end(),
                   [&](const Note& a, const Note& b) { return std::pair(who(a), a.at) < std::pair(who(b), b.at); });
  return all;
}

std::vector<DecisionNote> decisions(const HealthModel& model) {
  return gathered<DecisionNote>(
      model, [](const Notes& notes) -> const std::vector<DecisionNote>& { return notes.decisions; },
      [](const DecisionNote& note) { return note.asked.who.value; });
}

Table decision_table(const World& world, const std::vector<DecisionNote>& notes) {
  constexpr std::array<std::string_view, acuity_count> acuity_names = {"emergency", "urgent", "subacute"};
  std::vector<std::uint32_t> person;
  std::vector<double> days, difficulty, perceived, information, regret, marginal, opportunity, effect_lost, told;
  std::vector<std::string> departure, point, by, acuity, rule, rule_level, used, lowest, cheapest, best, reason;
  std::vector<std::int32_t> conditions, age;
  for (const DecisionNote& note : notes) {
    const Audit& audit = note.verdict.audit;
    person.push_back(world.number_of(note.asked.who));
    days.push_back(day(note.at));
    point.emplace_back(point_names[index(note.asked.point)]);
    by.emplace_back(sector_names[index(note.asked.by)]);
    acuity.emplace_back(note.asked.after_stay() ? "" : acuity_names[index(note.asked.acuity)]);
    difficulty.push_back(note.asked.difficulty);
    perceived.push_back(note.verdict.perceived);
    information.push_back(note.asked.information);
    rule.emplace_back(Names<LeonRule>::values[static_cast<std::size_t>(note.verdict.decision.rule)]);
    rule_level.emplace_back(level_names[index(audit.by_rule)]);
    used.emplace_back(level_names[index(audit.used)]);
    lowest.emplace_back(level_names[index(audit.lowest_effective)]);
    cheapest.emplace_back(level_names[index(audit.cheapest_effective)]);
    best.emplace_back(level_names[index(audit.best)]);
    departure.emplace_back(departure_names[static_cast<std::size_t>(note.verdict.departure)]);
    reason.emplace_back(audit.reason ? cause_names[index(*audit.reason)] : "");
    regret.push_back(audit.regret[index(CostConcept::average)]);
    marginal.push_back(audit.regret[index(CostConcept::marginal)]);
    opportunity.push_back(audit.regret[index(CostConcept::opportunity)]);
    effect_lost.push_back(audit.effect_lost);
    told.push_back(note.asked.capacity_age_days);
    conditions.push_back(note.asked.conditions);
    age.push_back(note.asked.age);
  }
  return {
      "decisions",
      {{"person", std::move(person), "", "number of the resident in the run"},
       {"day", std::move(days), "days", "since 00:00 on the first day of the run"},
       {"point", std::move(point), "", "where on the patient's way"},
       {"by", std::move(by), "", "sector of the one who decided"},
       {"acuity", std::move(acuity), "", "how urgent; empty after a stay"},
       {"difficulty", std::move(difficulty), "0-1", "true"},
       {"perceived", std::move(perceived), "0-1", "difficulty as it looked to the one who decided"},
       {"information", std::move(information), "0-1", "quality of what he knew"},
       {"rule", std::move(rule), "", "by which he chose"},
       {"rule_level", std::move(rule_level), "", "what it told him"},
       {"used", std::move(used), "", "what he chose"},
       {"departure", std::move(departure), "", "why he departed from the rule; empty: he did not"},
       {"lowest_effective", std::move(lowest), "", "in truth"},
       {"cheapest_effective", std::move(cheapest), "", "in truth"},
       {"best", std::move(best), "", "level with the least expected cost to all, in truth"},
       {"reason", std::move(reason), "", "what kept him from the best level; empty: he chose it"},
       {"regret", std::move(regret), "DKK", "expected cost to all above the best level's, at average cost"},
       {"regret_marginal", std::move(marginal), "DKK", "at marginal cost"},
       {"regret_opportunity", std::move(opportunity), "DKK", "at opportunity cost"},
       {"effect_lost", std::move(effect_lost), "", "chance of being helped at once, the best level's less this one's"},
       {"capacity_age", std::move(told), "days", "of what he had been told of free capacity; inf: nothing"},
       {"conditions", std::move(conditions), "", "chronic conditions of the patient"},
       {"age", std::move(age), "years", ""}},
      {}};
}

Table alternative_table(const World& world, const std::vector<DecisionNote>& notes) {
  std::vector<std::uint32_t> person;
  std::vector<double> days, effect_believed, effect_true, wait_believed, wait_true, cost_believed, cost_true;
  std::vector<std::string> level, why;
  for (const DecisionNote& note : notes) {
    const Decision& decision = note.verdict.decision;
    const auto in_truth = true_costs(decision, CostConcept::average);
    const Choice believed = as_seen(decision, {});
    for (std::size_t l = 0; l < level_count; ++l) {
      const Candidate& one = decision.levels[l];
      if (!one.lawful) continue;
      person.push_back(world.number_of(note.asked.who));
      days.push_back(day(note.at));
      level.emplace_back(level_names[l]);
      why.emplace_back(status_names[index(status(decision, note.verdict.level, level_at(l)))]);
      effect_believed.push_back(one.effect_believed);
      effect_true.push_back(one.effect_true);
      wait_believed.push_back(one.wait_believed);
      wait_true.push_back(one.wait_true);
      cost_believed.push_back(expected_cost(believed, level_at(l)));
      cost_true.push_back(in_truth[l]);
    }
  }
  return {"alternatives",
          {{"person", std::move(person), "", "number of the resident in the run"},
           {"day", std::move(days), "days", "of the decision"},
           {"level", std::move(level), "", "that the law allowed"},
           {"status", std::move(why), "", "why it was taken or not, in the eyes of the one who decided"},
           {"effect_believed", std::move(effect_believed), "", "chance that it helps, as he saw it"},
           {"effect_true", std::move(effect_true), "", "in truth"},
           {"wait_believed", std::move(wait_believed), "days", "as he expected"},
           {"wait_true", std::move(wait_true), "days", "to the hour"},
           {"cost_believed", std::move(cost_believed), "DKK", "expected cost of starting there, as he counted"},
           {"cost_true", std::move(cost_true), "DKK", "to all, in truth, at average cost"}},
          {}};
}

// A row whenever a holder gets to know an item, or a newer state of it.
Table knowledge_table(const HealthModel& model) {
  constexpr std::array<std::string_view, item_count> item_names = {"diagnosis", "medication", "function", "social",
                                                                   "plan",      "pending",    "contact"};
  const auto notes = gathered<KnowledgeNote>(
      model, [](const Notes& all) -> const std::vector<KnowledgeNote>& { return all.knowledge; },
      [](const KnowledgeNote& note) { return note.who.value; });
  std::vector<std::uint32_t> person;
  std::vector<double> days, as_of;
  std::vector<std::string> holder, item;
  std::map<std::pair<std::uint32_t, Holder>, Record> before;
  for (const KnowledgeNote& note : notes) {
    Record& known = before[{note.who.value, note.holder}];
    const std::int64_t today = sim::day_of(note.at);
    for (std::size_t k = 0; k < item_count; ++k) {
      const Item what = static_cast<Item>(k);
      if (!note.record.knows(what)) continue;
      const std::int64_t day_of_item = today - note.record.age_days(what, today);
      if (known.knows(what) && today - known.age_days(what, today) == day_of_item) continue;
      person.push_back(model.world().number_of(note.who));
      days.push_back(day(note.at));
      holder.emplace_back(holder_names[static_cast<std::size_t>(note.holder)]);
      item.emplace_back(item_names[k]);
      as_of.push_back(static_cast<double>(day_of_item));
    }
    known = note.record;
  }
  return {"knowledge",
          {{"person", std::move(person), "", "number of the resident in the run"},
           {"day", std::move(days), "days", "on which it became known, since the first day of the run"},
           {"holder", std::move(holder), "", "to whom"},
           {"item", std::move(item), "", "what"},
           {"as_of", std::move(as_of), "days", "day on which it was true"}},
          {}};
}

struct AuditRows {
  std::vector<std::string> sector, municipality, group, reason;
  std::vector<double> decisions, regret, effect_lost;

  void add(const AuditTally& audits, const std::string& of) {
    for (const Group& each : groups) {
      for (std::size_t s = 0; s < sector_count; ++s) {
        for (std::size_t r = 0; r < AuditTally::reason_count; ++r) {
          const AuditTally::Sum sum = audits.sum(static_cast<Sector>(s), r, each);
          if (sum.decisions == 0) continue;
          sector.emplace_back(sector_names[s]);
          municipality.push_back(of);
          group.emplace_back(each.name);
          reason.emplace_back(r == AuditTally::right ? "none" : cause_names[r]);
          decisions.push_back(sum.decisions);
          regret.push_back(sum.regret);
          effect_lost.push_back(sum.effect_lost);
        }
      }
    }
  }
};

Table audit_table(const HealthModel& model, const std::vector<Books>& books) {
  AuditRows rows;
  for (std::size_t m = 0; m < books.size(); ++m) {
    rows.add(books[m].audits, model.world().tables.municipalities[m].name);
  }
  return {"audit",
          {{"sector", std::move(rows.sector), "", "of the one who decided"},
           {"municipality", std::move(rows.municipality), "", "of residence"},
           {"group", std::move(rows.group), "", "group of residents; groups overlap"},
           {"reason", std::move(rows.reason), "", "what kept the chooser from the best level; none: nothing did"},
           {"decisions", std::move(rows.decisions), "decisions", ""},
           {"regret", std::move(rows.regret), "DKK", "expected cost to all above the best level's, at average cost"},
           {"effect_lost", std::move(rows.effect_lost), "patients", "fewer helped at the first level tried, expected"}},
          {}};
}

Table level_table(const HealthModel& model, const std::vector<Books>& books) {
  std::vector<std::string> sector, municipality, used, best;
  std::vector<std::int64_t> decisions;
  for (std::size_t m = 0; m < books.size(); ++m) {
    for (std::size_t s = 0; s < sector_count; ++s) {
      for (std::size_t u = 0; u < level_count; ++u) {
        for (std::size_t b = 0; b < level_count; ++b) {
          const auto n = books[m].audits.decisions(static_cast<Sector>(s), level_at(u), level_at(b));
          if (n == 0) continue;
          sector.emplace_back(sector_names[s]);
          municipality.push_back(model.world().tables.municipalities[m].name);
          used.emplace_back(level_names[u]);
          best.emplace_back(level_names[b]);
          decisions.push_back(static_cast<std::int64_t>(n));
        }
      }
    }
  }
  return {"levels",
          {{"sector", std::move(sector), "", "of the one who decided"},
           {"municipality", std::move(municipality), "", "of residence"},
           {"used", std::move(used), "", "level of care chosen"},
           {"best", std::move(best), "", "level with the least expected cost to all, in truth"},
           {"decisions", std::move(decisions), "decisions", ""}},
          {}};
}

Table tie_table(const HealthModel& model) {
  std::vector<std::int32_t> week;
  std::vector<std::string> municipality, tie;
  std::vector<double> rc;
  std::array<std::vector<double>, dimension_count> dimensions;
  for (const ClimateWeek& row : model.weeks()) {
    for (std::size_t t = 0; t < tie_count; ++t) {
      const Relation& relation = row.ties[t];
      week.push_back(row.week);
      municipality.push_back(model.world().tables.municipalities[row.municipality].name);
      tie.emplace_back(tie_names[t]);
      rc.push_back(relation.mean());
      for (std::size_t d = 0; d < dimension_count; ++d) dimensions[d].push_back(relation.dimensions[d]);
    }
  }
  constexpr std::array<const char*, dimension_count> columns = {
      "frequent", "timely", "accurate", "problem_solving", "shared_goals", "shared_knowledge", "mutual_respect"};
  std::vector<Column> all = {{"week", std::move(week), "weeks", "since the first day of the run"},
                             {"municipality", std::move(municipality), "", ""},
                             {"tie", std::move(tie), "", "between which sectors"},
                             {"rc", std::move(rc), "1-5", "relational coordination: mean of the seven dimensions"}};
  for (std::size_t d = 0; d < dimension_count; ++d) {
    all.push_back({columns[d], std::move(dimensions[d]), "1-5", std::string(dimension_names[d])});
  }
  return {"ties", std::move(all), {}};
}

Table load_table(const HealthModel& model) {
  std::vector<std::int32_t> week;
  std::vector<std::string> municipality, sector;
  std::vector<double> needed, available, undone;
  for (const ClimateWeek& row : model.weeks()) {
    for (std::size_t s = 0; s < coordinating_sectors; ++s) {
      const Workload& load = row.load[s];
      week.push_back(row.week);
      municipality.push_back(model.world().tables.municipalities[row.municipality].name);
      sector.emplace_back(sector_names[index(coordinating[s])]);
      needed.push_back(load.needed());
      available.push_back(load.available());
      undone.push_back(load.undone() * load.needed());
    }
  }
  return {"load",
          {{"week", std::move(week), "weeks", "since the first day of the run"},
           {"municipality", std::move(municipality), "", "whose residents are coordinated"},
           {"sector", std::move(sector), "", "who coordinates"},
           {"needed", std::move(needed), "minutes", "of coordination in that week"},
           {"available", std::move(available), "minutes", ""},
           {"undone", std::move(undone), "minutes", "for which there was no time"}},
          {}};
}

}  // namespace

std::vector<Table> coordination_tables(const HealthModel& model) {
  const std::vector<DecisionNote> notes = decisions(model);
  std::vector<Books> books;
  for (std::size_t m = 0; m < model.homes().size(); ++m) books.push_back(model.books(m));
  std::vector<Table> tables;
  tables.push_back(decision_table(model.world(), notes));
  tables.push_back(alternative_table(model.world(), notes));
  tables.push_back(knowledge_table(model));
  tables.push_back(audit_table(model, books));
  tables.push_back(level_table(model, books));
  tables.push_back(tie_table(model));
  tables.push_back(load_table(model));
  return tables;
}

}  // namespace klynge
