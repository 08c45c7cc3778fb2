// What must hold in every run whatever the numbers in a scenario: people, servers and money are neither made nor lost.
//
// Every shipped scenario runs in its reduced form under every shipped preset, as it is and with scarce capacity, and is
// stopped at every midnight to be counted.
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>

#include "models/health_model.h"
#include "models/indicators/indicator.h"
#include "models/population/synthesis.h"
#include "sim/executor.h"
#include "tests/support/catch.h"
#include "tests/support/shipped_scenarios.h"

namespace tests {
namespace {

using namespace klynge;

// A replication that can be stopped and looked at.
struct Run {
  Run(const Scenario& scenario, std::uint32_t seed, const std::vector<std::uint32_t>& follow = {})
      : world(scenario, follow), streams(seed, 0), model(world, streams), simulation(model, streams) {}

  const World world;
  const sim::Streams streams;
  HealthModel model;
  sim::Simulation simulation;

  std::int64_t days() const { return sim::day_of(world.end); }
  void until(std::int64_t day) { sim::run_sequential(simulation, sim::midnight(day)); }

  Tally tally() const {
    Tally all;
    for (const Home& home : model.homes()) all += home.tally();
    for (const Tally& tally : model.hospital().tallies()) all += tally;
    return all;
  }
  Ledger ledger() const {
    Ledger all;
    for (const Home& home : model.homes()) all += home.ledger();
    for (const Ledger& ledger : model.hospital().ledgers()) all += ledger;
    return all;
  }
};

// Calls `check` with every shipped scenario under every preset, with plenty and with scarce capacity.
void for_each_arm(const Overrides& more, const std::function<void(const Scenario&)>& check) {
  for (const std::string& name : shipped_scenarios()) {
    for (const char* kind : {"regime", "referral", "coordination"}) {
      for (const std::string& preset : shipped_presets(kind)) {
        Overrides overrides = more;
        overrides.emplace_back(kind, preset);
        const Scenario scenario = reduced(name, overrides);
        INFO(fmt::format("{}, {} = {}", name, kind, preset));
        check(scenario);
        INFO("with scarce capacity");
        check(with_overrides(scenario, scarce(scenario)));
      }
    }
  }
}

constexpr std::array<std::uint32_t, 2> seeds = {1, 2};

// -------------------------------------------------------------------------------------------- people and servers

// Nobody lies in two beds, and whoever has been in one for longer than the news takes is away from home.
void count_people(const Run& run) {
  std::set<sim::AgentId> seen;
  for (const auto& [who, admitted] : run.model.hospital().in_beds()) {
    REQUIRE(seen.insert(who).second);
    const std::size_t m = run.world.municipality_of(who);
    if (run.simulation.now() - admitted <= run.world.network.municipalities[m].to_hospital) continue;
    REQUIRE(run.model.homes()[m].away(resident_of(who)));
  }
}

// Who holds a server of a node, counted person by person; -1 where nobody keeps such a list.
int holders(const Run& run, sim::NodeId id) {
  const CareNode& node = run.world.network.graph[id];
  switch (node.kind) {
    case NodeKind::medical_ward:
    case NodeKind::surgical_ward: return run.model.hospital().in_bed(id);
    default:
      return sector_of(node.kind) == Sector::municipality ? run.model.homes()[node.partition.index()].holders(id) : -1;
  }
}

void count_servers(const Run& run) {
  for (std::size_t n = 0; n < run.world.network.graph.size(); ++n) {
    const sim::NodeId id{n};
    const CareNode& node = run.world.network.graph[id];
    const sim::Resource& resource = run.simulation.resource(id);
    const sim::Usage usage = resource.usage(run.simulation.now());
    CAPTURE(node.name);
    REQUIRE(resource.serving() >= 0);
    REQUIRE(resource.blocked() >= 0);
    REQUIRE(resource.waiting() >= 0);
    REQUIRE(resource.held() <= node.servers);

    const int counted = holders(run, id);
    if (counted >= 0) REQUIRE(resource.held() == counted);
    const bool ward = node.kind == NodeKind::medical_ward || node.kind == NodeKind::surgical_ward;
    if (!ward && node.kind != NodeKind::emergency) REQUIRE(resource.blocked() == 0);

    // Whoever came has given up, is waiting, being served or gone, and has waited no less than nothing.
    REQUIRE(usage.arrived == usage.started + usage.withdrawn + static_cast<std::uint64_t>(resource.waiting()));
    REQUIRE(usage.started == usage.finished + static_cast<std::uint64_t>(resource.held()));
    REQUIRE(usage.waited_seconds >= 0);

    // Little's law, to the second: once nobody waits, the time that all have waited is the queue's length summed up.
    REQUIRE(usage.waiting_integral >= usage.waited_seconds);
    if (resource.waiting() == 0 && usage.withdrawn == 0) REQUIRE(usage.waiting_integral == usage.waited_seconds);
  }
}

TEST_CASE("at every midnight people and servers are all accounted for", "[properties]") {
  for_each_arm({}, [](const Scenario& scenario) {
    for (const std::uint32_t seed : seeds) {
      CAPTURE(seed);
      Run run(scenario, seed);
      for (std::int64_t day = 0; day <= run.days(); ++day) {
        CAPTURE(day);
        run.until(day);
        count_people(run);
        count_servers(run);
      }
    }
  });
}

// The two are kept apart: measures by the model when a service begins, usage by the engine's resources.
TEST_CASE("what the model counts is what went through the nodes", "[properties]") {
  for_each_arm({}, [](const Scenario& scenario) {
    Run run(scenario, seeds[0]);
    run.until(run.days());
    const std::vector<sim::Usage> usage = run.model.usage(run.simulation);
    const auto through = [&](NodeKind kind) {
      std::pair<double, double> started_and_waited_days;
      for (std::size_t n = 0; n < usage.size(); ++n) {
        if (run.world.network.graph[sim::NodeId{n}].kind != kind) continue;
        started_and_waited_days.first += static_cast<double>(usage[n].started);
        started_and_waited_days.second += static_cast<double>(usage[n].waited_seconds) / 86'400;
      }
      return started_and_waited_days;
    };
    const Tally tally = run.tally();
    const auto sum = [&](Measure measure) { return tally.sum(measure, groups[0]); };
    const auto [gp, gp_days] = through(NodeKind::practice);
    CHECK(sum(Measure::gp_contacts) + sum(Measure::missed_contacts) == gp);
    CHECK(sum(Measure::waits_general_practice) == sum(Measure::gp_contacts));
    CHECK(sum(Measure::wait_days_general_practice) <= gp_days + 1e-6);
    const auto [other, other_days] = through(NodeKind::other_practice);
    CHECK(sum(Measure::other_contacts) == other);
    CHECK(sum(Measure::wait_days_other_practice) == Catch::Approx(other_days).margin(1e-6));
    CHECK(sum(Measure::outpatient_visits) == through(NodeKind::clinic).first);
  });
}

// ---------------------------------------------------------------------------------------------------------- journeys

// Whether what a row says lies where its kind of value can lie.
bool makes_sense(const sim::Row& row) {
  switch (static_cast<Entry>(row.kind)) {
    case Entry::falls_ill:
    case Entry::level_chosen:
    case Entry::level_deviated:
    case Entry::goes_home:
    case Entry::first_visit:
    case Entry::relapses: return 0 <= row.value && row.value <= 1;  // difficulties and qualities
    default: return row.value >= 0;                                 // days
  }
}

TEST_CASE("nobody waits less than nothing or lies in two beds or is at home before the stay is over", "[properties]") {
  for_each_arm({}, [](const Scenario& scenario) {
    std::vector<std::uint32_t> everybody(World(scenario, {}).residents());
    std::iota(everybody.begin(), everybody.end(), 0u);
    Run run(scenario, seeds[0], everybody);
    run.until(run.days());
    struct Stays {
      int begun = 0;
      int over = 0;
      int home = 0;
    };
    std::map<sim::Subject, Stays> stays;
    for (const sim::Row& row : run.simulation.rows()) {
      Stays& person = stays[row.subject];
      CAPTURE(row.subject.word(), entry_names[row.kind], row.value, sim::in_days(row.time - sim::start_of_time));
      REQUIRE(makes_sense(row));
      switch (static_cast<Entry>(row.kind)) {
        case Entry::admitted: REQUIRE(person.begun++ == person.over); break;
        case Entry::ready_for_discharge: REQUIRE(++person.over == person.begun); break;
        case Entry::goes_home: REQUIRE(++person.home <= person.over); break;
        default: break;
      }
    }
    CHECK(stays.size() > run.world.residents() / 2);
  });
}

// ----------------------------------------------------------------------------------------------------------- tallies

TEST_CASE("a part is never more than its whole", "[properties]") {
  const std::vector<std::pair<Measure, Measure>> part_and_whole = {
      {Measure::readmissions, Measure::acute_admissions}, {Measure::acute_admissions, Measure::admissions},
      {Measure::discharges, Measure::admissions},         {Measure::readmissions, Measure::discharges},
      {Measure::handover_failures, Measure::handovers},   {Measure::handovers, Measure::follow_ups},
      {Measure::follow_ups, Measure::discharges},         {Measure::orphans, Measure::follow_ups},
      {Measure::relapses, Measure::discharges},           {Measure::relapses, Measure::episodes},
      {Measure::harms, Measure::acute_admissions},        {Measure::net_benefit_choices, Measure::decisions},
      {Measure::information, Measure::decisions},         {Measure::emergency_visits, Measure::episodes},
  };
  // Counted from the start, so that nothing is inherited.
  for_each_arm({{"run.warm_up_days", std::int64_t{0}}}, [&](const Scenario& scenario) {
    for (const std::uint32_t seed : seeds) {
      CAPTURE(seed);
      Run run(scenario, seed);
      run.until(run.days());
      const Tally tally = run.tally();
      for (const Group& group : groups) {
        CAPTURE(group.name);
        for (std::size_t m = 0; m < measure_count; ++m) REQUIRE(tally.sum(static_cast<Measure>(m), group) >= 0);
        for (const auto& [part, whole] : part_and_whole) {
          CAPTURE(static_cast<int>(part), static_cast<int>(whole));
          CHECK(tally.sum(part, group) <= tally.sum(whole, group));
        }
      }
      CHECK(tally.sum(Measure::resident_years, groups[0]) ==
            Catch::Approx(run.world.residents() * static_cast<double>(scenario.run.days) / 365));
    }
  });
}

// ------------------------------------------------------------------------------------------------------------- money

constexpr std::array<Payer, payer_count> payers = {Payer::region, Payer::municipality, Payer::state};

double price_of(Reason reason, const Scenario& scenario) {
  const auto& price = scenario.prices;
  switch (reason) {
    case Reason::gp_consultation: return price.gp_consultation;
    case Reason::other_practice_contact: return price.other_practice_contact;
    case Reason::home_nursing: return price.home_nurse_hour;
    case Reason::temporary_place: return price.temporary_place_day;
    case Reason::acute_function: return price.acute_function_day;
    case Reason::outpatient_visit: return price.outpatient_visit;
    case Reason::emergency_visit: return price.emergency_visit;
    case Reason::bed_day: return price.bed_day;
    case Reason::discharge_fee: break;
  }
  return 0;
}

// At most this many postings were made for a reason.
double postings(Reason reason, double quantity, const Tally& tally) {
  switch (reason) {
    case Reason::home_nursing:
    case Reason::temporary_place:
    case Reason::acute_function: return tally.sum(Measure::municipal_courses, groups[0]);
    case Reason::bed_day: return tally.sum(Measure::discharges, groups[0]);
    default: return quantity;  // one contact each
  }
}

TEST_CASE("activity is paid at its price and transfers sum to nothing", "[properties]") {
  for_each_arm({}, [](const Scenario& scenario) {
    for (const std::uint32_t seed : seeds) {
      CAPTURE(seed);
      Run run(scenario, seed);
      run.until(run.days());
      const Ledger ledger = run.ledger();
      const Tally tally = run.tally();
      for (std::size_t r = 0; r < reason_count; ++r) {
        const auto reason = static_cast<Reason>(r);
        std::int64_t amount = 0;
        double quantity = 0;
        for (const Payer payer : payers) {
          amount += ledger.at(payer, reason).amount;
          quantity += ledger.at(payer, reason).quantity;
        }
        CAPTURE(reason_names[r], amount, quantity);
        if (is_transfer(reason)) {
          CHECK(amount == 0);
          CHECK(quantity == 0);
          CHECK(ledger.at(Payer::municipality, reason).amount >= 0);
          CHECK(ledger.at(Payer::region, reason).amount <= 0);
          CHECK(ledger.at(Payer::state, reason).amount <= 0);
        } else {
          const double due = 100 * quantity * price_of(reason, scenario);
          CHECK(std::abs(static_cast<double>(amount) - due) <= postings(reason, quantity, tally) + 1e-9 * due);
        }
      }
    }
  });
}

TEST_CASE("what is charged is what was done", "[properties]") {
  for_each_arm({{"run.warm_up_days", std::int64_t{0}}}, [](const Scenario& scenario) {
    Run run(scenario, seeds[0]);
    run.until(run.days());
    const Ledger ledger = run.ledger();
    const Tally tally = run.tally();
    const auto quantity = [&](Payer payer, Reason reason) { return ledger.at(payer, reason).quantity; };
    CHECK(quantity(Payer::region, Reason::gp_consultation) == tally.sum(Measure::gp_contacts, groups[0]));
    CHECK(quantity(Payer::region, Reason::other_practice_contact) == tally.sum(Measure::other_contacts, groups[0]));
    CHECK(quantity(Payer::region, Reason::outpatient_visit) == tally.sum(Measure::outpatient_visits, groups[0]));
    CHECK(quantity(Payer::region, Reason::emergency_visit) <= tally.sum(Measure::emergency_visits, groups[0]));

    // Municipal care is charged when it ends.
    const auto held_days = [&](NodeKind kind) {
      double days = 0;
      for (std::size_t n = 0; n < run.world.network.graph.size(); ++n) {
        if (run.world.network.graph[sim::NodeId{n}].kind != kind) continue;
        const sim::Usage usage = run.simulation.resource(sim::NodeId{n}).usage(run.simulation.now());
        days += static_cast<double>(usage.serving_integral) / 86'400;
      }
      return days;
    };
    CHECK(quantity(Payer::municipality, Reason::temporary_place) <= held_days(NodeKind::temporary_places) + 1e-6);
    CHECK(quantity(Payer::municipality, Reason::acute_function) <= held_days(NodeKind::acute_function) + 1e-6);

    // Bed days are charged at discharge, those that were delayed among them.
    double held = 0, blocked = 0;
    for (const sim::NodeId ward : {run.world.network.medical_ward, run.world.network.surgical_ward}) {
      const sim::Usage usage = run.simulation.resource(ward).usage(run.simulation.now());
      held += static_cast<double>(usage.serving_integral + usage.blocked_integral) / 86'400;
      blocked += static_cast<double>(usage.blocked_integral) / 86'400;
    }
    CHECK(quantity(Payer::region, Reason::bed_day) <= held + 1e-6);
    CHECK(tally.sum(Measure::delayed_days, groups[0]) <= blocked + 1e-6);
  });
}

TEST_CASE("without a fee for waiting in bed no money changes hands", "[properties]") {
  for_each_arm({{"money.discharge_fee", false}}, [](const Scenario& scenario) {
    Run run(scenario, seeds[0]);
    run.until(run.days());
    for (const Payer payer : payers) CHECK(run.ledger().at(payer, Reason::discharge_fee).amount == 0);
  });
}

// Else nothing of the above would have been put to the test.
TEST_CASE("scarce capacity makes people wait at every kind of node", "[properties]") {
  const Scenario scenario = reduced("baseline");
  Run run(with_overrides(scenario, scarce(scenario)), seeds[0]);
  run.until(run.days());
  std::array<std::int64_t, node_kind_names.size()> waited{};
  for (std::size_t n = 0; n < run.world.network.graph.size(); ++n) {
    waited[static_cast<std::size_t>(run.world.network.graph[sim::NodeId{n}].kind)] +=
        run.simulation.resource(sim::NodeId{n}).usage(run.simulation.now()).waiting_integral;
  }
  for (std::size_t kind = 0; kind < waited.size(); ++kind) {
    CAPTURE(node_kind_names[kind]);
    CHECK(waited[kind] > 0);
  }
}

}  // namespace
}  // namespace tests
