#include "models/coordination/care_plan.h"

#include <vector>

#include "tests/support/catch.h"
#include "tests/support/statistics.h"

namespace tests {
namespace {

using namespace klynge;

constexpr std::array<Item, item_count> items = {Item::diagnosis, Item::medication, Item::function, Item::social,
                                                Item::plan,      Item::pending,    Item::contact};

// A member writes down six items of ten, all of them where the tie with the owner is perfect.
Scenario::Plan assumed_plan() {
  Scenario::Plan plan;
  plan.write_share.value = 0.6;
  plan.write_gain.value = 0.4;
  plan.decay.value = 0.03;
  return plan;
}

Record full_record(std::int64_t day) {
  Record record;
  for (const Item item : items) record.learn(item, day);
  return record;
}

sim::Draws draws(std::size_t who, std::uint32_t occurrence = 0) {
  return sim::Streams(17, 0).draws(sim::Subject{sim::AgentId{who}}, 0, occurrence);
}

Record written_by(std::size_t who, const Record& member, double tie_strength, std::uint32_t occurrence = 0) {
  sim::Draws luck = draws(who, occurrence);
  return written(assumed_plan(), member, tie_strength, luck);
}

TEST_CASE("a plan is read and written by its members while it is awake", "[unit]") {
  CarePlan plan;
  plan.join(Sector::general_practice);
  plan.join(Sector::hospital);
  CHECK_FALSE(plan.is_member(Sector::hospital));
  plan.active = true;
  CHECK(plan.is_member(Sector::general_practice));
  CHECK(plan.is_member(Sector::hospital));
  CHECK_FALSE(plan.is_member(Sector::municipality));
  CHECK_FALSE(plan.is_member(Sector::other_practice));
}

// 0.6 + 0.4 x tie. 100 batches of 1,000 plans.
TEST_CASE("members write down more the better they know the owner", "[unit]") {
  for (const double tie : {0.0, 0.5}) {
    std::vector<double> shares;
    for (std::uint32_t batch = 0; batch < 100; ++batch) {
      int kept = 0;
      for (std::size_t n = 0; n < 1'000; ++n) kept += written_by(n, full_record(3), tie, batch).items();
      shares.push_back(kept / 7'000.0);
    }
    CAPTURE(tie);
    expect_mean(shares, 0.6 + 0.4 * tie, {.false_alarm = 1e-6});
  }
  for (std::size_t n = 0; n < 1'000; ++n) REQUIRE(written_by(n, full_record(3), 1).items() == 7);
}

TEST_CASE("nobody writes down what he does not know", "[unit]") {
  Record member;
  member.learn(Item::function, 5);
  for (std::size_t n = 0; n < 200; ++n) {
    const Record entry = written_by(n, member, 0.5);
    CHECK(entry.items() <= 1);
    if (entry.knows(Item::function)) CHECK(entry.age_days(Item::function, 9) == 4);
  }
  CHECK(written_by(0, Record{}, 1).empty());
}

TEST_CASE("with the same luck a better tie never leaves out what a worse one writes down", "[unit]") {
  for (std::size_t n = 0; n < 1'000; ++n) {
    const Record worse = written_by(n, full_record(3), 0.3);
    const Record better = written_by(n, full_record(3), 0.6);
    for (const Item item : items) REQUIRE((better.knows(item) || !worse.knows(item)));
  }
}

TEST_CASE("what stands in a plan grows old until somebody writes it anew", "[unit]") {
  CarePlan plan;
  plan.items.learn(written_by(1, full_record(10), 1));
  Record reader;
  reader.learn(Item::social, 25);
  reader.learn(plan.items);
  CHECK(reader.age_days(Item::medication, 40) == 30);
  CHECK(reader.age_days(Item::social, 40) == 15);

  Record nurse;
  nurse.learn(Item::function, 38);
  plan.items.learn(written_by(2, nurse, 1));
  reader.learn(plan.items);
  CHECK(reader.age_days(Item::function, 40) == 2);
  CHECK(reader.age_days(Item::medication, 40) == 30);
}

TEST_CASE("a plan falls asleep only when its owner has too much to do", "[unit]") {
  std::vector<double> shares;
  for (std::uint32_t batch = 0; batch < 100; ++batch) {
    int asleep = 0;
    for (std::size_t n = 0; n < 1'000; ++n) {
      REQUIRE_FALSE(falls_asleep(assumed_plan(), false, draws(n, batch)));
      asleep += falls_asleep(assumed_plan(), true, draws(n, batch)) ? 1 : 0;
    }
    shares.push_back(asleep / 1'000.0);
  }
  expect_mean(shares, 0.03, {.false_alarm = 1e-6});
}

}  // namespace
}  // namespace tests
