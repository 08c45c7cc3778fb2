// A year of Denmark, a tenth of its people, against what is published of it: how many contacts and stays, how long, and
// how full hospitals and practices are.
#include <algorithm>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "models/health_model.h"
#include "models/indicators/indicator.h"
#include "models/scenario/toml.h"
#include "sim/check.h"
#include "sim/executor.h"
#include "tests/support/catch.h"
#include "tests/support/shipped_scenarios.h"

namespace tests {
namespace {

using namespace klynge;

struct Year {
  const World world{shipped("denmark", {{"population.share", 0.1}, {"run.days", std::int64_t{365}}}), {}};
  const sim::Streams streams{2026, 0};
  HealthModel model{world, streams};
  sim::Simulation simulation{model, streams};
  Books books;
  std::vector<sim::Usage> usage;

  Year() {
    sim::run_sequential(simulation, world.end);
    for (std::size_t m = 0; m < model.homes().size(); ++m) books += model.books(m);
    usage = model.usage(simulation);
  }

  NodeKind kind(std::size_t node) const { return world.network.graph[sim::NodeId{node}].kind; }

  double value(const Indicator& indicator, const Group& group) const {
    return indicator.scale * books.tally.sum(indicator.numerator, group) /
           books.tally.sum(indicator.denominator, group);
  }

  // Servers in use, blocked ones included, over servers on duty, over the year.
  double occupancy(NodeKind kind_) const {
    double held = 0, on_duty = 0;
    for (std::size_t n = 0; n < usage.size(); ++n) {
      if (kind(n) != kind_) continue;
      held += static_cast<double>(usage[n].serving_integral + usage[n].blocked_integral);
      on_duty += static_cast<double>(usage[n].on_duty_integral);
    }
    return held / on_duty;
  }

  // Beds of a kind of ward in use at midnight, on average over some months.
  double beds_in_use(NodeKind kind_, const std::vector<unsigned>& months) const {
    double beds = 0, nights = 0;
    std::int32_t last = -1;
    for (const NodeDay& day : model.days()) {
      const auto month = static_cast<unsigned>(world.calendar.date(sim::midnight(day.day)).month());
      if (std::find(months.begin(), months.end(), month) == months.end()) continue;
      nights += day.day != last ? 1 : 0;
      last = day.day;
      if (kind(day.node) == kind_) beds += day.serving + day.blocked;
    }
    return beds / nights;
  }

  // Claims that wait at nodes of a kind at midnight, on average over these days of the counted year.
  double waiting(NodeKind kind_, std::int64_t from, std::int64_t to) const {
    double sum = 0;
    for (const NodeDay& day : model.days()) {
      const std::int64_t counted = day.day - world.scenario.run.warm_up_days;
      if (counted >= from && counted < to && kind(day.node) == kind_) sum += day.waiting;
    }
    return sum / static_cast<double>(to - from);
  }
};

const Year& year() {
  static const Year run;
  return run;
}

// What one year of the model should come to; see scenarios/calibration/targets.toml for the source of each.
struct Target {
  std::string name;
  std::string indicator;
  std::string group = "all";
  double value = 0;
  bool at_least = false;
};

std::vector<Target> published_totals() {
  const std::string file = std::string(KLYNGE_SOURCE_DIR) + "/scenarios/calibration/targets.toml";
  std::stringstream text;
  text << std::ifstream(file).rdbuf();
  Problems problems;
  const std::optional<Value::Members> said = read_toml(text.str(), file, problems);
  problems.throw_if_any();
  std::vector<Target> targets;
  for (const auto& [key, list] : *said) {
    if (key != "target") continue;
    for (const Value& each : std::get<Value::List>(list.is)) {
      Target target;
      for (const auto& [field, value] : std::get<Value::Members>(each.is)) {
        if (field == "name") target.name = std::get<std::string>(value.is);
        if (field == "indicator") target.indicator = std::get<std::string>(value.is);
        if (field == "group") target.group = std::get<std::string>(value.is);
        if (field == "value") target.value = as_number(value).value();
        if (field == "at_least") target.at_least = std::get<bool>(value.is);
      }
      if (!target.indicator.empty()) targets.push_back(target);
    }
  }
  return targets;
}

const Indicator& indicator_called(const std::string& name) {
  for (const Indicator& each : indicators()) {
    if (each.name == name) return each;
  }
  throw sim::InputError("no indicator is called " + name);
}

const Group& group_called(const std::string& name) {
  for (const Group& each : groups) {
    if (each.name == name) return each;
  }
  throw sim::InputError("no group is called " + name);
}

const std::vector<unsigned> winter = {12, 1, 2};
const std::vector<unsigned> summer = {7, 8};

}  // namespace

// One run for all that is asked of it: a test case is a process of its own.
TEST_CASE("a year of Denmark is as published", "[health]") {
  // The rarest of what is counted, residents of nursing homes, are 4,000 in the run: chance moves their share by 1.6 %
  // (one standard error), admissions by 0.4 %, contacts by less.
  // The fit itself leaves admissions and the mean stay 4 % too high (scenarios/calibration/fit.csv).
  SECTION("contacts, stays and care come to the published totals, within 8 %") {
    const std::vector<Target> targets = published_totals();
    CHECK(targets.size() >= 11);
    for (const Target& target : targets) {
      const double value = year().value(indicator_called(target.indicator), group_called(target.group));
      CAPTURE(target.name, target.value, value, value / target.value);
      CHECK(value > 0.92 * target.value);
      if (!target.at_least) CHECK(value < 1.08 * target.value);
    }
  }

  SECTION("wards are well filled but not full") {
    for (const Ward ward : {Ward::medical, Ward::surgical, Ward::geriatric, Ward::psychiatric}) {
      const double occupancy = year().occupancy(kind_of(ward));
      CAPTURE(node_kind_names[index(kind_of(ward))], occupancy);
      CHECK(occupancy > 0.6);
      CHECK(occupancy < 1);
    }
  }

  // Chance moves the difference by about 15 beds (one standard error); it is about 40.
  SECTION("in winter more medical beds are in use than in summer") {
    const double in_winter = year().beds_in_use(NodeKind::medical_ward, winter);
    const double in_summer = year().beds_in_use(NodeKind::medical_ward, summer);
    CAPTURE(in_winter, in_summer);
    CHECK(in_winter > in_summer);
  }

  SECTION("nobody works more hours than there are") {
    for (std::size_t k = 0; k < node_kind_count; ++k) {
      const double occupancy = year().occupancy(static_cast<NodeKind>(k));
      CAPTURE(node_kind_names[k], occupancy);
      CHECK(occupancy > 0);
      CHECK(occupancy < 1);
    }
  }

  // The first and the last five weeks of the counted year, which are the same weeks of spring.
  SECTION("practices, clinics and offices keep up with those who come") {
    for (const NodeKind kind : {NodeKind::practice, NodeKind::other_practice, NodeKind::clinic, NodeKind::assessment}) {
      const double before = year().waiting(kind, 0, 35), after = year().waiting(kind, 330, 365);
      CAPTURE(node_kind_names[index(kind)], year().occupancy(kind), before, after);
      CHECK(year().occupancy(kind) < 0.95);
      CHECK(after < 1.5 * before);
    }
  }
}

}  // namespace tests
