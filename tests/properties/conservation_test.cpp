// What must hold in every run whatever the numbers in a scenario: people, servers and money are neither made nor lost.
//
// Every shipped scenario runs in its reduced form under every shipped preset, as it is and with scarce capacity, and is
// stopped at every midnight to be counted.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>
#include <set>

#include "models/health_model.h"
#include "models/indicators/indicator.h"
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

  Books books() const {
    Books all;
    for (std::size_t m = 0; m < model.homes().size(); ++m) all += model.books(m);
    return all;
  }
  // What flowed through the nodes of a kind while it was counted.
  sim::Usage through(NodeKind kind) const {
    sim::Usage sum;
    const std::vector<sim::Usage> usage = model.usage(simulation);
    for (std::size_t n = 0; n < usage.size(); ++n) {
      if (world.network.graph[sim::NodeId{n}].kind != kind) continue;
      sum.started += usage[n].started;
      sum.waited_seconds += usage[n].waited_seconds;
      sum.serving_integral += usage[n].serving_integral;
      sum.blocked_integral += usage[n].blocked_integral;
    }
    return sum;
  }
};

constexpr double in_days(std::int64_t seconds) { return static_cast<double>(seconds) / 86'400; }

// Nobody who waits or has a place goes away.
const Overrides nobody_leaves = {{"population.death_ratio", 0.0}, {"population.move_ratio", 0.0}};
const Overrides counted_from_the_start = {{"run.warm_up_days", std::int64_t{0}}};

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

// Where everybody was at one midnight.
struct Whereabouts {
  std::map<sim::AgentId, std::size_t> home;  // the municipality where he lives
  std::set<sim::AgentId> nowhere;            // dead, or on the road to another municipality
  std::set<sim::AgentId> in_bed;
};

Whereabouts whereabouts(const Run& run) {
  Whereabouts now;
  std::set<sim::AgentId> ever;
  for (std::size_t m = 0; m < run.model.homes().size(); ++m) {
    const Residents& people = run.model.homes()[m]->people();
    for (std::uint32_t row = 0; row < people.size(); ++row) {
      const sim::AgentId who = people.agent(row);
      ever.insert(who);
      if (!people.present(row)) continue;
      REQUIRE(people.row_of(who) == row);
      REQUIRE(now.home.emplace(who, m).second);
    }
  }
  for (const sim::AgentId who : ever) {
    if (!now.home.contains(who)) now.nowhere.insert(who);
  }
  for (const auto& hospital : run.model.hospitals()) {
    for (const auto& [who, admitted] : hospital->in_beds()) REQUIRE(now.in_bed.insert(who).second);
  }
  return now;
}

// From one midnight to the next: no journey takes a day, so whoever is nowhere at both is dead. Needs a run that is
// counted from the start.
void count_people(const Run& run, const Whereabouts& yesterday, const Whereabouts& today) {
  std::int64_t rows = 0, newcomers = 0, births = 0, deaths = 0, moves = 0;
  for (std::size_t m = 0; m < run.model.homes().size(); ++m) {
    const Home& home = *run.model.homes()[m];
    const auto count = [&](Measure measure) { return std::llround(home.books().tally.sum(measure, groups[0])); };
    rows += home.people().size();
    newcomers += home.people().size() - home.people().first_residents();
    births += count(Measure::births);
    deaths += count(Measure::deaths);
    moves += count(Measure::moves);
  }
  const std::int64_t on_the_road = moves - (newcomers - births);
  REQUIRE(on_the_road >= 0);
  REQUIRE(static_cast<std::int64_t>(today.home.size()) == rows - deaths - moves);
  REQUIRE(static_cast<std::int64_t>(today.nowhere.size()) == deaths + on_the_road);
  REQUIRE(static_cast<std::int64_t>(today.home.size()) == run.world.residents() + births - deaths - on_the_road);

  std::int64_t nowhere_for_long = 0;
  for (const sim::AgentId who : today.nowhere) nowhere_for_long += yesterday.nowhere.contains(who) ? 1 : 0;
  REQUIRE(nowhere_for_long <= deaths);
}

// Word of an admission, a discharge or a death travels for less than a day.
void count_beds(const Run& run, const Whereabouts& yesterday, const Whereabouts& today) {
  for (const sim::AgentId who : today.in_bed) {
    if (!yesterday.in_bed.contains(who)) continue;
    if (const auto home = today.home.find(who); home != today.home.end()) {
      REQUIRE(run.model.homes()[home->second]->away(who));
    } else {
      REQUIRE(!yesterday.nowhere.contains(who));
    }
  }
}

// Who holds a server of a node, counted person by person; -1 where nobody keeps such a list.
int holders(const Run& run, sim::NodeId id) {
  const CareNode& node = run.world.network.graph[id];
  const std::size_t partition = node.partition.index();
  switch (node.kind) {
    case NodeKind::medical_ward:
    case NodeKind::surgical_ward:
    case NodeKind::geriatric_ward:
    case NodeKind::psychiatric_ward: return run.model.hospitals()[partition - run.model.homes().size()]->in_bed(id);
    case NodeKind::home_nursing:
    case NodeKind::temporary_places:
    case NodeKind::acute_function:
    case NodeKind::nursing_home: return run.model.homes()[partition]->holders(id);
    default: return -1;
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
    // Where one shift follows another the first may still be busy with somebody.
    const auto shifts = static_cast<int>(run.world.network.resources[n].staff.size());
    REQUIRE(resource.held() <= node.servers * shifts);

    const int counted = holders(run, id);
    if (counted >= 0) REQUIRE(resource.held() == counted);
    if (!is_ward(node.kind) && node.kind != NodeKind::emergency) REQUIRE(resource.blocked() == 0);

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
  for_each_arm(counted_from_the_start, [](const Scenario& scenario) {
    Run run(scenario, seeds[0]);
    Whereabouts yesterday = whereabouts(run);
    for (std::int64_t day = 1; day <= run.days(); ++day) {
      CAPTURE(day);
      run.until(day);
      Whereabouts today = whereabouts(run);
      count_people(run, yesterday, today);
      count_beds(run, yesterday, today);
      count_servers(run);
      yesterday = std::move(today);
    }
  });
}

TEST_CASE("without births, deaths and moves everybody stays where he lives", "[properties]") {
  Overrides still = nobody_leaves;
  still.emplace_back("population.birth_ratio", 0.0);
  for_each_arm(still, [](const Scenario& scenario) {
    Run run(scenario, seeds[0]);
    const Whereabouts before = whereabouts(run);
    run.until(run.days());
    const Whereabouts after = whereabouts(run);
    CHECK((after.home == before.home));
    CHECK(after.nowhere.empty());
  });
}

// The two are kept apart: measures by the model when a service begins, usage by the engine's resources.
TEST_CASE("what the model counts is what went through the nodes", "[properties]") {
  for_each_arm(nobody_leaves, [](const Scenario& scenario) {
    Run run(scenario, seeds[0]);
    run.until(run.days());
    const Tally tally = run.books().tally;
    const auto sum = [&](Measure measure) { return tally.sum(measure, groups[0]); };
    const auto started = [&](NodeKind kind) { return static_cast<double>(run.through(kind).started); };
    CHECK(sum(Measure::gp_contacts) + sum(Measure::missed_contacts) == started(NodeKind::practice));
    CHECK(sum(Measure::gp_face_to_face) + sum(Measure::gp_telephone) + sum(Measure::gp_e_consultations) +
              sum(Measure::gp_home_visits) ==
          sum(Measure::gp_contacts));
    CHECK(sum(Measure::waits_general_practice) == sum(Measure::gp_contacts));
    CHECK(sum(Measure::wait_days_general_practice) <= in_days(run.through(NodeKind::practice).waited_seconds) + 1e-6);
    CHECK(sum(Measure::other_contacts) + sum(Measure::other_refused) == started(NodeKind::other_practice));
    CHECK(sum(Measure::wait_days_other_practice) <=
          in_days(run.through(NodeKind::other_practice).waited_seconds) + 1e-6);
    CHECK(sum(Measure::outpatient_visits) + sum(Measure::outpatient_missed) == started(NodeKind::clinic));
    CHECK(sum(Measure::out_of_hours_contacts) == started(NodeKind::out_of_hours));
    CHECK(sum(Measure::assessments) == started(NodeKind::assessment));
    CHECK(sum(Measure::waits_rehabilitation) == started(NodeKind::rehabilitation));
    CHECK(sum(Measure::wait_days_rehabilitation) ==
          Catch::Approx(in_days(run.through(NodeKind::rehabilitation).waited_seconds)).margin(1e-6));
    CHECK(sum(Measure::waits_nursing_home) == started(NodeKind::nursing_home));
    CHECK(sum(Measure::wait_days_nursing_home) ==
          Catch::Approx(in_days(run.through(NodeKind::nursing_home).waited_seconds)).margin(1e-6));
    double beds = 0;
    for (const Ward ward : {Ward::medical, Ward::surgical, Ward::geriatric, Ward::psychiatric}) {
      beds += started(kind_of(ward));
    }
    CHECK(sum(Measure::admissions) <= beds);  // who lies in hospital already puts a planned stay off
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
      int deaths = 0;
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
        case Entry::dies: REQUIRE(person.deaths++ == 0); break;
        default: break;
      }
    }
    CHECK(stays.size() > run.world.residents() / 4);
  });
}

// ----------------------------------------------------------------------------------------------------------- tallies

// Regret is not, but one mistake may make good what another has done; and the best level for all may be one that helps
// fewer at the first attempt.
bool may_be_negative(Measure measure) {
  switch (measure) {
    case Measure::regret_habit:
    case Measure::regret_information:
    case Measure::regret_visibility:
    case Measure::regret_capacity:
    case Measure::regret_own_view:
    case Measure::regret_mandate:
    case Measure::effect_lost: return true;
    default: return false;
  }
}

TEST_CASE("a part is never more than its whole", "[properties]") {
  // Counted at one moment, so of every group.
  const std::vector<std::pair<Measure, Measure>> part_and_whole = {
      {Measure::readmissions, Measure::acute_admissions},
      {Measure::readmissions_after_medical, Measure::readmissions},
      {Measure::readmissions_after_short, Measure::readmissions_after_medical},
      {Measure::acute_admissions, Measure::admissions},
      {Measure::elective_admissions, Measure::admissions},
      {Measure::outliers, Measure::acute_admissions},
      {Measure::discharges, Measure::stays_ended},
      {Measure::stays_ended, Measure::admissions},
      {Measure::medical_discharges, Measure::discharges},
      {Measure::short_medical_stays, Measure::medical_discharges},
      {Measure::harms, Measure::acute_admissions},
      {Measure::delayed_days, Measure::bed_days},
      {Measure::handover_failures, Measure::handovers},
      {Measure::orphans, Measure::follow_ups},
      {Measure::net_benefit_choices, Measure::decisions},
      {Measure::information, Measure::decisions},
      {Measure::terminal_episodes, Measure::episodes},
      {Measure::gp_chronic_contacts, Measure::gp_contacts},
      {Measure::gp_chronic_contacts, Measure::gp_conditions_served},
      {Measure::emergency_sent_home, Measure::emergency_visits},
      {Measure::controlled_condition_years, Measure::condition_years},
      {Measure::parallel_course_years, Measure::course_years},
      {Measure::home_care_hours_given, Measure::home_care_hours_needed},
  };
  // Counted one after the other: in between people grow older and fall ill.
  const std::vector<std::pair<Measure, Measure>> later_and_earlier = {
      {Measure::readmissions, Measure::discharges},
      {Measure::readmissions_after_medical, Measure::medical_discharges},
      {Measure::readmissions_after_short, Measure::short_medical_stays},
      {Measure::follow_ups, Measure::discharges},
      {Measure::handovers, Measure::follow_ups},
      {Measure::relapses, Measure::discharges},
      {Measure::relapses, Measure::episodes},
      {Measure::rehabilitation_plans, Measure::discharges},
  };
  // Counted from the start, so that nothing is inherited.
  for_each_arm(counted_from_the_start, [&](const Scenario& scenario) {
    for (const std::uint32_t seed : seeds) {
      CAPTURE(seed);
      Run run(scenario, seed);
      run.until(run.days());
      const Tally tally = run.books().tally;
      const auto check = [&](const auto& pairs, const Group& group) {
        for (const auto& [part, whole] : pairs) {
          CAPTURE(group.name, static_cast<int>(part), static_cast<int>(whole));
          CHECK(tally.sum(part, group) <= tally.sum(whole, group) * (1 + 1e-12));
        }
      };
      for (const Group& group : groups) {
        for (std::size_t m = 0; m < measure_count; ++m) {
          CAPTURE(group.name, m);
          if (!may_be_negative(static_cast<Measure>(m))) REQUIRE(tally.sum(static_cast<Measure>(m), group) >= 0);
        }
        check(part_and_whole, group);
      }
      check(later_and_earlier, groups[0]);
      // Births and deaths within a month are seen at its end.
      const double years = run.world.residents() * static_cast<double>(scenario.run.days) / 365;
      CHECK(tally.sum(Measure::resident_years, groups[0]) == Catch::Approx(years).epsilon(0.005));
    }
  });
}

TEST_CASE("groups of one kind add up to all residents", "[properties]") {
  const std::vector<std::vector<std::string>> kinds = {
      {"0-15", "16-59", "60+"},
      {"0-15", "16-59", "60-69", "70-79", "80+"},
      {"0 conditions", "1 condition", "2+ conditions"},
      {"0 conditions", "1 condition", "2 conditions", "3 conditions", "4 conditions", "5 conditions", "6+ conditions"},
      {"basic education", "medium education", "higher education"},
  };
  Run run(reduced("baseline"), seeds[0]);
  run.until(run.days());
  const Tally tally = run.books().tally;
  for (const std::vector<std::string>& kind : kinds) {
    CAPTURE(kind.front());
    for (const Measure measure : {Measure::gp_contacts, Measure::episodes, Measure::admissions}) {
      double sum = 0;
      for (const Group& group : groups) {
        if (std::find(kind.begin(), kind.end(), group.name) != kind.end()) sum += tally.sum(measure, group);
      }
      CHECK(sum == tally.sum(measure, groups[0]));
      CHECK(sum > 0);
    }
  }
}

// ------------------------------------------------------------------------------------------------------------- money

constexpr std::array<Payer, payer_count> payers = {Payer::region, Payer::municipality, Payer::state};

// The least and the most that one contact, hour, day or course may cost.
std::pair<double, double> prices_of(Reason reason, const World& world) {
  const auto& price = world.scenario.prices;
  const auto one = [](double only) { return std::pair(only, only); };
  switch (reason) {
    case Reason::gp_consultation:
      return std::minmax({price.gp_consultation.value, price.gp_telephone.value, price.gp_e_consultation.value,
                          price.gp_home_visit.value});
    case Reason::other_practice_contact: {
      std::pair<double, double> range = one(world.tables.other_practice.front().price);
      for (const OtherPracticeRow& row : world.tables.other_practice) {
        range = {std::min(range.first, row.price), std::max(range.second, row.price)};
      }
      return range;
    }
    case Reason::home_nursing: return one(price.home_nurse_hour);
    case Reason::temporary_place: return one(price.temporary_place_day);
    case Reason::acute_function: return one(price.acute_function_day);
    case Reason::outpatient_visit: return one(price.outpatient_visit);
    case Reason::emergency_visit: return one(price.emergency_visit);
    case Reason::bed_day: return one(price.bed_day);
    case Reason::out_of_hours_contact: return one(price.out_of_hours_contact);
    case Reason::duplicated_test: return one(price.duplicated_test);
    case Reason::home_care: return one(price.home_care_hour);
    case Reason::rehabilitation: return one(price.rehabilitation_plan);
    case Reason::nursing_home: return one(price.nursing_home_day);
    case Reason::discharge_fee: break;
  }
  return one(0);
}

// At most this many postings were made for a reason.
double postings(Reason reason, double quantity, const Run& run, const Tally& tally) {
  switch (reason) {
    case Reason::home_nursing:
    case Reason::temporary_place:
    case Reason::acute_function: return tally.sum(Measure::municipal_courses, groups[0]) + run.world.residents();
    case Reason::bed_day: return tally.sum(Measure::stays_ended, groups[0]);
    case Reason::home_care:  // one a day and municipality
    case Reason::nursing_home: return static_cast<double>(run.days()) * static_cast<double>(run.model.homes().size());
    default: return quantity;  // one contact each
  }
}

TEST_CASE("activity is paid at its price and transfers sum to nothing", "[properties]") {
  for_each_arm({}, [](const Scenario& scenario) {
    for (const std::uint32_t seed : seeds) {
      CAPTURE(seed);
      Run run(scenario, seed);
      run.until(run.days());
      const Books books = run.books();
      for (std::size_t r = 0; r < reason_count; ++r) {
        const auto reason = static_cast<Reason>(r);
        std::int64_t amount = 0;
        double quantity = 0;
        for (const Payer payer : payers) {
          amount += books.ledger.at(payer, reason).amount;
          quantity += books.ledger.at(payer, reason).quantity;
        }
        CAPTURE(reason_names[r], amount, quantity);
        if (is_transfer(reason)) {
          CHECK(amount == 0);
          CHECK(quantity == 0);
          CHECK(books.ledger.at(Payer::municipality, reason).amount >= 0);
          CHECK(books.ledger.at(Payer::region, reason).amount <= 0);
          CHECK(books.ledger.at(Payer::state, reason).amount <= 0);
        } else {
          // Each posting is rounded to whole oere.
          const auto [least, most] = prices_of(reason, run.world);
          const double rounding = postings(reason, quantity, run, books.tally) + 1e-9 * static_cast<double>(amount);
          CHECK(static_cast<double>(amount) >= 100 * quantity * least - rounding);
          CHECK(static_cast<double>(amount) <= 100 * quantity * most + rounding);
        }
      }
    }
  });
}

TEST_CASE("a contact in general practice is paid by its kind", "[properties]") {
  Run run(reduced("baseline"), seeds[0]);
  run.until(run.days());
  const Books books = run.books();
  const auto& price = run.world.scenario.prices;
  const auto cost = [&](Measure measure, double each) { return 100 * books.tally.sum(measure, groups[0]) * each; };
  CHECK(static_cast<double>(books.ledger.at(Payer::region, Reason::gp_consultation).amount) ==
        Catch::Approx(cost(Measure::gp_face_to_face, price.gp_consultation) +
                      cost(Measure::gp_telephone, price.gp_telephone) +
                      cost(Measure::gp_e_consultations, price.gp_e_consultation) +
                      cost(Measure::gp_home_visits, price.gp_home_visit)));
}

TEST_CASE("what is charged is what was done", "[properties]") {
  for_each_arm(counted_from_the_start, [](const Scenario& scenario) {
    Run run(scenario, seeds[0]);
    run.until(run.days());
    const Books books = run.books();
    const auto sum = [&](Measure measure) { return books.tally.sum(measure, groups[0]); };
    const auto quantity = [&](Payer payer, Reason reason) { return books.ledger.at(payer, reason).quantity; };
    CHECK(quantity(Payer::region, Reason::gp_consultation) == sum(Measure::gp_contacts));
    CHECK(quantity(Payer::region, Reason::other_practice_contact) == sum(Measure::other_contacts));
    CHECK(quantity(Payer::region, Reason::outpatient_visit) == sum(Measure::outpatient_visits));
    CHECK(quantity(Payer::region, Reason::out_of_hours_contact) == sum(Measure::out_of_hours_contacts));
    CHECK(quantity(Payer::region, Reason::duplicated_test) == sum(Measure::duplicated_tests));
    CHECK(quantity(Payer::region, Reason::emergency_visit) <= sum(Measure::emergency_visits));
    CHECK(quantity(Payer::municipality, Reason::rehabilitation) == sum(Measure::waits_rehabilitation));
    CHECK(quantity(Payer::municipality, Reason::home_care) == Catch::Approx(sum(Measure::home_care_hours_given)));

    // Municipal care is charged when it ends; a nursing home by those who live there at midnight.
    const auto held_days = [&](NodeKind kind) {
      return in_days(run.through(kind).serving_integral + run.through(kind).blocked_integral);
    };
    CHECK(quantity(Payer::municipality, Reason::temporary_place) <= held_days(NodeKind::temporary_places) + 1e-6);
    CHECK(quantity(Payer::municipality, Reason::acute_function) <= held_days(NodeKind::acute_function) + 1e-6);
    CHECK(std::abs(quantity(Payer::municipality, Reason::nursing_home) - held_days(NodeKind::nursing_home)) <=
          static_cast<double>(run.through(NodeKind::nursing_home).started));

    // Bed days are charged at discharge, those that were delayed among them.
    double held = 0, blocked = 0;
    for (const Ward ward : {Ward::medical, Ward::surgical, Ward::geriatric, Ward::psychiatric}) {
      held += held_days(kind_of(ward));
      blocked += in_days(run.through(kind_of(ward)).blocked_integral);
    }
    CHECK(quantity(Payer::region, Reason::bed_day) <= held + 1e-6);
    CHECK(sum(Measure::bed_days) == Catch::Approx(quantity(Payer::region, Reason::bed_day)));
    CHECK(sum(Measure::delayed_days) <= blocked + 1e-6);
  });
}

TEST_CASE("without a fee for waiting in bed no money changes hands", "[properties]") {
  for_each_arm({{"money.discharge_fee", false}}, [](const Scenario& scenario) {
    Run run(scenario, seeds[0]);
    run.until(run.days());
    const Ledger ledger = run.books().ledger;
    for (const Payer payer : payers) CHECK(ledger.at(payer, Reason::discharge_fee).amount == 0);
  });
}

// Else nothing of the above would have been put to the test. Where all is scarce, few get past the emergency room.
TEST_CASE("now and then people wait at every kind of node", "[properties]") {
  const Scenario plenty = reduced("baseline", {{"population.share", 0.1}, {"run.days", std::int64_t{300}}});
  std::array<std::int64_t, node_kind_count> waited{};
  const Scenario few = with_overrides(plenty, scarce(plenty));
  // Whom a full ward keeps waiting for too long is treated and sent home if he can be, so it takes very few beds.
  const Scenario no_psychiatry = with_overrides(few, {{"sectors.hospital.psychiatric_bed_share", 0.02}});
  for (const Scenario& scenario : {plenty, few, no_psychiatry}) {
    Run run(scenario, seeds[0]);
    run.until(run.days());
    for (std::size_t n = 0; n < run.world.network.graph.size(); ++n) {
      waited[index(run.world.network.graph[sim::NodeId{n}].kind)] +=
          run.simulation.resource(sim::NodeId{n}).usage(run.simulation.now()).waiting_integral;
    }
  }
  for (std::size_t kind = 0; kind < waited.size(); ++kind) {
    CAPTURE(node_kind_names[kind]);
    CHECK(waited[kind] > 0);
  }
}

}  // namespace
}  // namespace tests
