#include "models/coordination/handover.h"

#include <cmath>
#include <limits>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/statistics.h"

namespace tests {
namespace {

using namespace klynge;

constexpr std::array<Item, item_count> items = {Item::diagnosis, Item::medication, Item::function, Item::social,
                                                Item::plan,      Item::pending,    Item::contact};

// Ties and letters of separate sectors.
Scenario separate_sectors() {
  Scenario scenario;
  scenario.relations.support.value = 0.2;
  scenario.relations.turnover.value = 0.15;
  scenario.relations.conflict.value = 0.05;
  auto& info = scenario.info;
  info.transmit_medication.value = 0.75;
  info.transmit_function.value = 0.45;
  info.transmit_social.value = 0.25;
  info.transmit_plan.value = 0.15;
  info.relational_gain.value = 0.6;
  info.latency_days.value = 3;
  info.latency_sigma.value = 0.8;
  info.sync_days.value = 1;
  scenario.aftercare.orphan_share.value = 0.25;
  scenario.decide.standard_cover.value = 0;
  return scenario;
}

Scenario with_ties(double support, double conflict) {
  Scenario scenario = separate_sectors();
  scenario.relations.support.value = support;
  scenario.relations.conflict.value = conflict;
  return scenario;
}

double on_scale_of_1_to_5(const Scenario& scenario) { return 1 + 4 * relational_coordination(scenario); }

Record full_record() {
  Record record;
  for (const Item item : items) record.learn(item, 10);
  return record;
}

sim::Draws draws(std::size_t who, std::uint32_t occurrence = 0) {
  return sim::Streams(31, 0).draws(sim::Subject{sim::AgentId{who}}, 0, occurrence);
}

// ---------------------------------------------------------------------------------------- relational coordination

// Support 0.2, 0.4, 1.0, 0.8 and 0.6; turnover 0.15; conflict 0.05 except 0.02 with relational coordination and 0.03
// where one authority takes over.
TEST_CASE("ties settle at the fixed points of the five regimes", "[unit]") {
  CHECK(on_scale_of_1_to_5(with_ties(0.2, 0.05)) == Catch::Approx(2.8).margin(0.1));
  CHECK(on_scale_of_1_to_5(with_ties(0.4, 0.05)) == Catch::Approx(3.1).margin(0.1));
  CHECK(on_scale_of_1_to_5(with_ties(1.0, 0.02)) == Catch::Approx(3.9).margin(0.1));
  CHECK(on_scale_of_1_to_5(with_ties(0.8, 0.05)) == Catch::Approx(3.6).margin(0.1));
  CHECK(on_scale_of_1_to_5(with_ties(0.6, 0.03)) == Catch::Approx(3.4).margin(0.1));
}

TEST_CASE("ties grow with support and suffer from turnover and conflict", "[unit]") {
  const double base = relational_coordination(separate_sectors());
  Scenario turnover = separate_sectors();
  turnover.relations.turnover.value = 0.25;
  CHECK(relational_coordination(with_ties(0.3, 0.05)) > base);
  CHECK(relational_coordination(with_ties(0.2, 0.06)) < base);
  CHECK(relational_coordination(turnover) < base);
  CHECK(relational_coordination(with_ties(2, 0)) < 1);
  CHECK(relational_coordination(with_ties(0, 1)) > 0);
}

// -------------------------------------------------------------------------------------------------------- letters

// Ties mend 60 % of the loss as far as they reach: p + (1 - p) x 0.6 x ties. 100 batches of 1,000 letters.
TEST_CASE("each item passes as often as it should", "[unit]") {
  const Scenario scenario = separate_sectors();
  const Handover handover(scenario);
  const std::array<double, item_count> bare = {0.75, 0.75, 0.45, 0.25, 0.15, 0.15, 0.25};
  for (std::size_t k = 0; k < item_count; ++k) {
    std::vector<double> shares;
    for (std::uint32_t batch = 0; batch < 100; ++batch) {
      int passed = 0;
      for (std::size_t n = 0; n < 1'000; ++n) {
        passed += handover.letter(full_record(), false, draws(n, batch)).knows(items[k]) ? 1 : 0;
      }
      shares.push_back(passed / 1'000.0);
    }
    CAPTURE(k);
    expect_mean(shares, bare[k] + (1 - bare[k]) * 0.6 * relational_coordination(scenario), {.false_alarm = 1e-6});
  }
}

TEST_CASE("a letter says nothing that the sender does not know and nothing newer", "[unit]") {
  const Handover handover(separate_sectors());
  Record record;
  record.learn(Item::medication, 3);
  record.learn(Item::plan, 7);
  for (std::size_t n = 0; n < 200; ++n) {
    const Record letter = handover.letter(record, false, draws(n));
    for (const Item item : items) {
      if (letter.knows(item)) CHECK((record.knows(item) && letter.age_days(item, 10) == record.age_days(item, 10)));
    }
  }
}

// 0.8 is the spread of the logarithm; ties shorten the median of 3 days by up to half.
TEST_CASE("a letter takes a log-normal time that ties shorten", "[unit]") {
  const Scenario scenario = separate_sectors();
  const Handover handover(scenario);
  const double median = 3 * (1 - 0.5 * relational_coordination(scenario));
  std::vector<double> means, squares;
  for (std::uint32_t batch = 0; batch < 100; ++batch) {
    double mean = 0, square = 0;
    for (std::size_t n = 0; n < 1'000; ++n) {
      const double deviation = std::log(sim::in_days(handover.delay(false, draws(n, batch))) / median);
      mean += deviation / 1'000;
      square += deviation * deviation / 1'000;
    }
    means.push_back(mean);
    squares.push_back(square);
  }
  expect_mean(means, 0, {.false_alarm = 1e-6});
  expect_mean(squares, 0.64, {.false_alarm = 1e-6});
}

TEST_CASE("where all is sent at once all arrives at once", "[unit]") {
  Scenario scenario = separate_sectors();
  for (Quantity* share : {&scenario.info.transmit_medication, &scenario.info.transmit_function,
                          &scenario.info.transmit_social, &scenario.info.transmit_plan}) {
    share->value = 1;
  }
  scenario.info.latency_days.value = 0;
  const Handover handover(scenario);
  for (std::size_t n = 0; n < 1'000; ++n) {
    const Record letter = handover.letter(full_record(), false, draws(n));
    for (const Item item : items) REQUIRE(letter.knows(item));
    REQUIRE(handover.delay(false, draws(n)) == sim::Duration{0});
  }
}

TEST_CASE("a shared plan passes everything after its synchronisation time", "[unit]") {
  Scenario scenario = separate_sectors();
  scenario.info.sync_days.value = 0.5;
  const Handover handover(scenario);
  for (std::size_t n = 0; n < 1'000; ++n) {
    const Record seen = handover.letter(full_record(), true, draws(n));
    for (const Item item : items) REQUIRE(seen.age_days(item, 10) == 0);
    REQUIRE(handover.delay(true, draws(n)) == sim::hours{12});
  }
}

// What arrives, and how soon, letter by letter with the same luck.
void expect_no_less(const Scenario& better, const Scenario& worse) {
  const Handover more(better);
  const Handover less(worse);
  int gained = 0;
  for (std::size_t n = 0; n < 2'000; ++n) {
    const Record much = more.letter(full_record(), false, draws(n));
    const Record little = less.letter(full_record(), false, draws(n));
    for (const Item item : items) {
      CAPTURE(n, index(item));
      REQUIRE((much.knows(item) || !little.knows(item)));
      gained += much.knows(item) && !little.knows(item) ? 1 : 0;
    }
    const sim::Duration soon = more.delay(false, draws(n, 1));
    const sim::Duration late = less.delay(false, draws(n, 1));
    REQUIRE(soon <= late);
    gained += soon < late ? 1 : 0;
  }
  CHECK(gained > 0);
}

TEST_CASE("sending more or sooner and better ties never lose what would have arrived", "[unit]") {
  const Scenario base = separate_sectors();
  Scenario better = base;
  better.info.transmit_medication.value = 0.85;
  expect_no_less(better, base);
  better = base;
  better.info.transmit_plan.value = 0.5;
  expect_no_less(better, base);
  better = base;
  better.info.latency_days.value = 1;
  expect_no_less(better, base);
  better = base;
  better.info.latency_days.value = 0;
  expect_no_less(better, base);
  expect_no_less(with_ties(0.8, 0.05), base);
  expect_no_less(base, with_ties(0.2, 0.1));
}

// ---------------------------------------------------------------------------------------------------------- tasks

TEST_CASE("a named coordinator leaves no task behind", "[unit]") {
  CHECK(Handover(separate_sectors()).orphan_probability(true) == 0);
}

// A quarter where ties are absent, less what ties and the standard cover.
TEST_CASE("tasks without a coordinator are left behind where ties and standards do not reach", "[unit]") {
  Scenario scenario = separate_sectors();
  const double ties = relational_coordination(scenario);
  CHECK(Handover(scenario).orphan_probability(false) == Catch::Approx(0.25 * (1 - ties)));
  scenario.decide.standard_cover.value = 0.5;
  CHECK(Handover(scenario).orphan_probability(false) == Catch::Approx(0.125 * (1 - ties)));
  scenario.decide.standard_cover.value = 1;
  CHECK(Handover(scenario).orphan_probability(false) == 0);
}

}  // namespace
}  // namespace tests
