#include "models/coordination/record.h"

#include <cmath>

#include "sim/rng.h"
#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace klynge;

constexpr std::array<Item, item_count> items = {Item::diagnosis, Item::medication, Item::function, Item::social,
                                                Item::plan,      Item::pending,    Item::contact};

// Weights 0.15, 0.25, 0.2, 0.1, 0.15, 0.1, 0.05 and useful lives 365, 30, 14, 90, 60, 7, 180 days, in the order above.
InformationQuality quality() {
  Regime regime;
  auto& info = regime.info;
  info.weight_diagnosis.value = 0.15;
  info.weight_medication.value = 0.25;
  info.weight_function.value = 0.2;
  info.weight_social.value = 0.1;
  info.weight_plan.value = 0.15;
  info.weight_pending.value = 0.1;
  info.weight_contact.value = 0.05;
  info.life_diagnosis.value = 365;
  info.life_medication.value = 30;
  info.life_function.value = 14;
  info.life_social.value = 90;
  info.life_plan.value = 60;
  info.life_pending.value = 7;
  info.life_contact.value = 180;
  return InformationQuality(regime);
}

// Each item is known by chance, since a random one of the last 100 days.
Record random_record(std::size_t n) {
  sim::Draws draws = sim::Streams(9, 0).draws(sim::Subject{sim::AgentId{n}}, 0, 0);
  Record record;
  for (const Item item : items) {
    const auto day = static_cast<std::int64_t>(100 * draws.uniform());
    if (draws.chance(0.5)) record.learn(item, day);
  }
  return record;
}

TEST_CASE("an empty record knows nothing and a full one of today knows all", "[unit]") {
  Record record;
  CHECK(record.empty());
  CHECK(quality().of(record, 40) == 0);
  for (const Item item : items) record.learn(item, 40);
  CHECK_FALSE(record.empty());
  CHECK(quality().of(record, 40) == Catch::Approx(1));
}

// Medication learnt on day 10 and diagnoses on day 0, on day 40: 0.25 exp(-30/30) + 0.15 exp(-40/365).
TEST_CASE("quality is the weighted share of items fading with age", "[unit]") {
  Record record;
  record.learn(Item::medication, 10);
  record.learn(Item::diagnosis, 0);
  CHECK(record.age_days(Item::medication, 40) == 30);
  CHECK(quality().of(record, 10) == Catch::Approx(0.25 + 0.15 * std::exp(-10.0 / 365)));
  CHECK(quality().of(record, 40) == Catch::Approx(0.25 * std::exp(-1.0) + 0.15 * std::exp(-40.0 / 365)));
}

TEST_CASE("a record keeps the newer of what it knows and what it is told", "[unit]") {
  Record record;
  record.learn({Item::function, Item::plan}, 20);
  record.learn(Item::function, 12);
  CHECK(record.age_days(Item::function, 30) == 10);

  Record letter;
  letter.learn(Item::function, 25);
  letter.learn(Item::plan, 15);
  letter.learn(Item::contact, 3);
  record.learn(letter);
  CHECK(record.age_days(Item::function, 30) == 5);
  CHECK(record.age_days(Item::plan, 30) == 10);
  CHECK(record.age_days(Item::contact, 30) == 27);
  CHECK_FALSE(record.knows(Item::medication));

  record.forget(Item::plan);
  CHECK_FALSE(record.knows(Item::plan));
  CHECK(record.knows(Item::function));
}

TEST_CASE("a record tells how long ago it learnt anything", "[unit]") {
  Record record;
  CHECK(record.newest(40) > 3'660 + 36'600);  // longer than any run
  record.learn(Item::diagnosis, 0);
  CHECK(record.newest(0) == 0);
  record.learn(Item::contact, 12);
  record.learn(Item::plan, 5);
  CHECK(record.newest(40) == 28);
  record.forget(Item::contact);
  CHECK(record.newest(40) == 35);
}

TEST_CASE("what is learnt on the first day and on the last day of the longest run is known", "[unit]") {
  const std::int64_t last = 3'660 + 36'600;  // run.warm_up_days and run.days at their most
  Record record;
  record.learn(Item::diagnosis, 0);
  record.learn(Item::medication, last);
  CHECK(record.knows(Item::diagnosis));
  CHECK(record.age_days(Item::diagnosis, last) == last);
  CHECK(record.age_days(Item::medication, last) == 0);
}

// Useful lives: medication 30 days, function 14.
TEST_CASE("a first decision misses medication or functioning when unknown or past its useful life", "[unit]") {
  Record record;
  record.learn(Item::medication, 0);
  CHECK(quality().critical_missing(record, 0));
  record.learn(Item::function, 0);
  CHECK_FALSE(quality().critical_missing(record, 14));
  CHECK(quality().critical_missing(record, 15));
  record.learn(Item::function, 30);
  CHECK_FALSE(quality().critical_missing(record, 30));
  CHECK(quality().critical_missing(record, 31));
}

// Functioning and what is under way weigh 0.2 and 0.1 of 1; the latter is past its 7 days after 8.
TEST_CASE("a handover fails as badly as what is missing or outdated weighs", "[unit]") {
  Record record;
  CHECK(quality().severity_missing(record, 0) == Catch::Approx(1));
  for (const Item item : items) record.learn(item, 0);
  CHECK(quality().severity_missing(record, 7) == 0);
  CHECK(quality().severity_missing(record, 8) == Catch::Approx(0.1));
  record.forget(Item::function);
  CHECK(quality().severity_missing(record, 8) == Catch::Approx(0.3));
  CHECK(quality().severity_missing(record, 7) == Catch::Approx(0.2));
}

TEST_CASE("a letter never lowers quality and a newer one never helps less", "[unit]") {
  for (std::size_t n = 0; n < 1'000; ++n) {
    const Record known = random_record(2 * n);
    const Record letter = random_record(2 * n + 1);
    Record newer;  // the same items, three days later
    for (const Item item : items) {
      if (letter.knows(item)) newer.learn(item, 100 - letter.age_days(item, 100) + 3);
    }
    Record told = known;
    told.learn(letter);
    Record told_newer = known;
    told_newer.learn(newer);
    const std::int64_t today = 103;
    CAPTURE(n);
    REQUIRE(quality().of(told, today) >= quality().of(known, today));
    REQUIRE(quality().of(told_newer, today) >= quality().of(told, today));
    REQUIRE((!quality().critical_missing(told_newer, today) || quality().critical_missing(told, today)));
    REQUIRE(quality().of(told_newer, today) <= 1);
  }
}

TEST_CASE("quality fades from day to day until something is learnt", "[unit]") {
  const Record record = random_record(0);
  for (std::int64_t day = 100; day < 200; ++day) CHECK(quality().of(record, day + 1) < quality().of(record, day));
}

}  // namespace
}  // namespace tests
