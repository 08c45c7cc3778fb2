#include "models/coordination/handover.h"

#include <cmath>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/statistics.h"

namespace tests {
namespace {

using namespace klynge;

constexpr std::array<Item, item_count> items = {Item::diagnosis, Item::medication, Item::function, Item::social,
                                                Item::plan,      Item::pending,    Item::contact};
constexpr double orphan_share = 0.25;

// Letters of separate sectors, with a border between them that they do not notice.
Regime separate_sectors() {
  Regime regime;
  auto& info = regime.info;
  info.transmit_medication.value = info.boundary_medication.value = 0.75;
  info.transmit_function.value = info.boundary_function.value = 0.45;
  info.transmit_social.value = info.boundary_social.value = 0.25;
  info.transmit_plan.value = info.boundary_plan.value = 0.15;
  info.relational_gain.value = 0.6;
  info.latency_days.value = info.boundary_latency_days.value = 3;
  info.latency_sigma.value = 0.8;
  info.sync_days.value = 0.5;
  const std::array<double, item_count> weights = {0.15, 0.25, 0.2, 0.1, 0.15, 0.1, 0.05};
  const std::array<Quantity*, item_count> weight = {
      &info.weight_diagnosis, &info.weight_medication, &info.weight_function, &info.weight_social,
      &info.weight_plan,      &info.weight_pending,    &info.weight_contact};
  const std::array<double, item_count> lives = {365, 30, 14, 90, 60, 7, 180};
  const std::array<Quantity*, item_count> life = {&info.life_diagnosis, &info.life_medication, &info.life_function,
                                                  &info.life_social,    &info.life_plan,       &info.life_pending,
                                                  &info.life_contact};
  for (std::size_t k = 0; k < item_count; ++k) {
    weight[k]->value = weights[k];
    life[k]->value = lives[k];
  }
  regime.decide.standard_cover.value = 0.5;
  return regime;
}

Handover handover(const Regime& regime) { return {regime, orphan_share}; }

Record full_record() {
  Record record;
  for (const Item item : items) record.learn(item, 10);
  return record;
}

sim::Draws draws(std::size_t who, std::uint32_t occurrence = 0) {
  return sim::Streams(31, 0).draws(sim::Subject{sim::AgentId{who}}, 0, occurrence);
}

// One of the things that can happen to a letter: the tie it goes by, the sender's time for it, and the border.
struct Circumstances {
  double tie = 0.4;
  double sending = 1;
  bool border = false;
};

Record letter(const Regime& regime, const Circumstances& at, sim::Draws luck) {
  return handover(regime).letter(full_record(), at.tie, at.sending, at.border, luck);
}

// -------------------------------------------------------------------------------------------------------- letters

// Ties mend 60 % of the loss as far as they reach, and a sender with too much to do sends as much less:
// (p + (1 - p) x 0.6 x tie) x sending. 100 batches of 1,000 letters.
void expect_shares(const Regime& regime, const Circumstances& at, const std::array<double, item_count>& bare) {
  const Handover by(regime, orphan_share);
  for (std::size_t k = 0; k < item_count; ++k) {
    std::vector<double> shares;
    for (std::uint32_t batch = 0; batch < 100; ++batch) {
      int passed = 0;
      for (std::size_t n = 0; n < 1'000; ++n) {
        const Record told = by.letter(full_record(), at.tie, at.sending, at.border, draws(n, batch));
        passed += told.knows(items[k]) ? 1 : 0;
      }
      shares.push_back(passed / 1'000.0);
    }
    CAPTURE(k, at.tie, at.sending, at.border);
    expect_mean(shares, (bare[k] + (1 - bare[k]) * 0.6 * at.tie) * at.sending, {.false_alarm = 1e-6});
  }
}

constexpr std::array<double, item_count> bare = {0.75, 0.75, 0.45, 0.25, 0.15, 0.15, 0.25};

TEST_CASE("each item passes as often as it should", "[unit]") {
  expect_shares(separate_sectors(), {.tie = 0}, bare);
  expect_shares(separate_sectors(), {.tie = 0.45}, bare);
}

TEST_CASE("a sender with too much to do sends less of everything", "[unit]") {
  expect_shares(separate_sectors(), {.tie = 0.45, .sending = 0.7}, bare);
  for (std::size_t n = 0; n < 200; ++n) CHECK(letter(separate_sectors(), {.sending = 0}, draws(n)).empty());
}

TEST_CASE("the border that an authority leaves has losses and delays of its own", "[unit]") {
  Regime regime = separate_sectors();
  regime.info.boundary_medication.value = 0.6;
  regime.info.boundary_function.value = 0.3;
  regime.info.boundary_social.value = 0.2;
  regime.info.boundary_plan.value = 0.1;
  regime.info.boundary_latency_days.value = 6;
  expect_shares(regime, {.border = false}, bare);
  expect_shares(regime, {.border = true}, {0.6, 0.6, 0.3, 0.2, 0.1, 0.1, 0.2});
  const Handover by = handover(regime);
  for (std::size_t n = 0; n < 200; ++n) {
    CHECK(sim::in_days(by.delay(0.4, true, draws(n))) ==
          Catch::Approx(2 * sim::in_days(by.delay(0.4, false, draws(n)))).margin(2.0 / 86'400));
  }
}

TEST_CASE("a letter says nothing that the sender does not know and nothing newer", "[unit]") {
  Record record;
  record.learn(Item::medication, 3);
  record.learn(Item::plan, 7);
  for (std::size_t n = 0; n < 200; ++n) {
    const Record told = handover(separate_sectors()).letter(record, 0.5, 1, false, draws(n));
    for (const Item item : items) {
      if (told.knows(item)) CHECK((record.knows(item) && told.age_days(item, 10) == record.age_days(item, 10)));
    }
  }
}

// 0.8 is the spread of the logarithm; ties shorten the median of 3 days by up to half.
TEST_CASE("a letter takes a log-normal time that ties shorten", "[unit]") {
  const Handover by = handover(separate_sectors());
  for (const double tie : {0.0, 0.6}) {
    const double median = 3 * (1 - 0.5 * tie);
    std::vector<double> means, squares;
    for (std::uint32_t batch = 0; batch < 100; ++batch) {
      double mean = 0, square = 0;
      for (std::size_t n = 0; n < 1'000; ++n) {
        const double deviation = std::log(sim::in_days(by.delay(tie, false, draws(n, batch))) / median);
        mean += deviation / 1'000;
        square += deviation * deviation / 1'000;
      }
      means.push_back(mean);
      squares.push_back(square);
    }
    expect_mean(means, 0, {.false_alarm = 1e-6});
    expect_mean(squares, 0.64, {.false_alarm = 1e-6});
  }
}

TEST_CASE("members of a shared plan see it after its synchronisation time", "[unit]") {
  CHECK(handover(separate_sectors()).sync() == sim::hours{12});
}

// ------------------------------------------------------------------------------------------ what the receiver knows

// What somebody knows day by day in the two months after a patient was sent to him, if all was true on the day of the
// letter and he knew nothing.
struct Receiver {
  Receiver(const Regime& regime, const Circumstances& at, std::size_t n)
      : told(letter(regime, at, draws(n))),
        arrives(10 + sim::day_of(sim::start_of_time + handover(regime).delay(at.tie, at.border, draws(n, 1)))) {}

  Record on(std::int64_t day) const { return day < arrives ? Record{} : told; }

  Record told;
  std::int64_t arrives;
};

struct Arm {
  Regime regime;
  Circumstances at;
};

// Letter by letter with the same luck, on every day.
void expect_no_less(const Arm& better, const Arm& worse) {
  const InformationQuality quality(separate_sectors());
  double gained = 0;
  for (std::size_t n = 0; n < 500; ++n) {
    const Receiver more(better.regime, better.at, n);
    const Receiver less(worse.regime, worse.at, n);
    for (std::int64_t day = 10; day < 70; ++day) {
      const double gain = quality.of(more.on(day), day) - quality.of(less.on(day), day);
      CAPTURE(n, day);
      REQUIRE(gain >= 0);
      gained += gain;
    }
  }
  CHECK(gained > 0);
}

TEST_CASE("sending more or sooner never lowers what the receiver knows", "[unit]") {
  const Arm base{separate_sectors(), {}};
  using Information = Regime::Information;
  for (const auto share : {&Information::transmit_medication, &Information::transmit_function,
                           &Information::transmit_social, &Information::transmit_plan, &Information::relational_gain}) {
    Arm better = base;
    (better.regime.info.*share).value += 0.15;
    expect_no_less(better, base);
  }
  for (const double days : {1.0, 0.0}) {
    Arm sooner = base;
    sooner.regime.info.latency_days.value = days;
    expect_no_less(sooner, base);
  }
}

TEST_CASE("better ties and more time to write never lower what the receiver knows", "[unit]") {
  const Arm base{separate_sectors(), {.tie = 0.4, .sending = 0.8}};
  expect_no_less({separate_sectors(), {.tie = 0.6, .sending = 0.8}}, base);
  expect_no_less({separate_sectors(), {.tie = 0.4, .sending = 1}}, base);
  expect_no_less(base, {separate_sectors(), {.tie = 0, .sending = 0.8}});
}

TEST_CASE("fewer losses and delays at a border never lower what the receiver knows", "[unit]") {
  const Arm base{separate_sectors(), {.border = true}};
  Arm better = base;
  better.regime.info.boundary_plan.value = 0.5;
  expect_no_less(better, base);
  better = base;
  better.regime.info.boundary_latency_days.value = 0.5;
  expect_no_less(better, base);
}

TEST_CASE("where all is sent at once nothing is missing at the first decision", "[unit]") {
  Regime regime = separate_sectors();
  for (Quantity* share : {&regime.info.transmit_medication, &regime.info.transmit_function,
                          &regime.info.transmit_social, &regime.info.transmit_plan}) {
    share->value = 1;
  }
  regime.info.latency_days.value = 0;
  const InformationQuality quality(regime);
  for (std::size_t n = 0; n < 1'000; ++n) {
    const Receiver receiver(regime, {.tie = 0}, n);
    REQUIRE(receiver.arrives == 10);
    REQUIRE_FALSE(quality.critical_missing(receiver.on(10), 10));
    REQUIRE(quality.severity_missing(receiver.on(10), 10) == 0);
  }
}

// ---------------------------------------------------------------------------------------------------------- tasks

TEST_CASE("a named coordinator leaves no task behind", "[unit]") {
  CHECK(handover(separate_sectors()).orphan_probability(0, true) == 0);
}

// A quarter where ties are absent, less what ties and the standard cover.
TEST_CASE("tasks without a coordinator are left behind where ties and standards do not reach", "[unit]") {
  Regime regime = separate_sectors();
  regime.mandate.standards = true;
  CHECK(handover(regime).orphan_probability(0, false) == Catch::Approx(0.125));
  CHECK(handover(regime).orphan_probability(0.6, false) == Catch::Approx(0.05));
  CHECK(handover(regime).orphan_probability(1, false) == 0);
  regime.decide.standard_cover.value = 1;
  CHECK(handover(regime).orphan_probability(0.2, false) == 0);
}

TEST_CASE("a standard that nobody may set covers nothing", "[unit]") {
  CHECK(handover(separate_sectors()).orphan_probability(0.6, false) == Catch::Approx(0.1));
}

}  // namespace
}  // namespace tests
