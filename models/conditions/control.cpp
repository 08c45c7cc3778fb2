#include "models/conditions/control.h"

#include "models/draw.h"

namespace klynge {

double planned_contacts(const ConditionRow& condition) { return condition.gp_contacts + condition.outpatient_visits; }

double uncontrolled_share(const ConditionRow& condition, double restored) {
  if (condition.loss_of_control <= 0) return 0;
  return condition.loss_of_control / (condition.loss_of_control + planned_contacts(condition) * restored);
}

void assign_control(Residents& people, const Scenario& scenario, const TableData& tables, const sim::Streams& streams) {
  // As if half of what can be known of a patient were known at such contacts (care/effect.h).
  const double restored = scenario.needs.control_restored * (1 + scenario.info.knowledge_floor) / 2;
  std::vector<double> share;
  for (std::size_t c = 0; c < tables.conditions; ++c) {
    share.push_back(uncontrolled_share(tables.care[c], restored));
  }
  for (std::uint32_t row = 0; row < people.size(); ++row) {
    people.uncontrolled[row] = 0;
    const std::uint32_t conditions = people.states[row] & tables.condition_bits();
    if (conditions == 0) continue;
    // One word for each condition of the table, so that one more or less takes no luck from another.
    sim::Draws draws = streams.draws(sim::Subject{people.agent(row)}, question(Draw::out_of_control), 0);
    for (std::size_t c = 0; c < tables.conditions; ++c) {
      const double u = draws.uniform();
      if ((conditions >> c & 1u) != 0 && u < share[c]) people.uncontrolled[row] |= 1u << c;
    }
  }
}

}  // namespace klynge
