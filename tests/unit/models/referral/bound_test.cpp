// The cheapest allocation of tasks to levels: against sums worked out by hand, against trying out every allocation of a
// few tasks, and against what must hold of any.
#include "models/referral/bound.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <vector>

#include "sim/check.h"
#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace klynge;

constexpr double unlimited = std::numeric_limits<double>::infinity();

struct Offer {
  Level level;
  double cost;
};

TaskClass tasks(std::size_t place, double count, const std::vector<Offer>& offers) {
  TaskClass one;
  one.place = place;
  one.count = count;
  for (const Offer& offer : offers) {
    one.cost[index(offer.level)] = offer.cost;
    one.feasible[index(offer.level)] = true;
  }
  return one;
}

struct Instance {
  std::vector<TaskClass> classes;
  std::vector<LevelCapacity> capacities;

  Bound cheapest() const { return cheapest_allocation(classes, capacities); }
  const LevelCapacity* capacity_of(std::size_t level, std::size_t place) const {
    for (const LevelCapacity& one : capacities) {
      const bool shared = std::find(one.places.begin(), one.places.end(), place) != one.places.end();
      if (index(one.level) == level && shared) return &one;
    }
    return nullptr;
  }
  double used(const LevelCapacity& capacity, const Bound& bound) const {
    double sum = 0;
    for (std::size_t c = 0; c < classes.size(); ++c) {
      if (capacity_of(index(capacity.level), classes[c].place) == &capacity) {
        sum += bound.allocated[c][index(capacity.level)];
      }
    }
    return sum;
  }
};

// Three levels in two places: the middle one is each place's own, the ward is shared.
Instance random_instance(std::mt19937& random, unsigned most_tasks, bool always_a_way_out) {
  const auto up_to = [&](unsigned most) { return static_cast<unsigned>(random()) % (most + 1); };
  Instance made;
  const unsigned classes = 2 + up_to(3);
  for (unsigned c = 0; c < classes; ++c) {
    TaskClass one;
    one.place = up_to(1);
    one.count = up_to(most_tasks);
    for (const Level level : {Level::general_practice, Level::home_nursing, Level::ward}) {
      one.cost[index(level)] = up_to(2'000);
      one.feasible[index(level)] = up_to(3) > 0 || (always_a_way_out && level == Level::general_practice);
    }
    made.classes.push_back(one);
  }
  made.capacities = {{Level::home_nursing, {0}, static_cast<double>(up_to(2 * most_tasks))},
                     {Level::home_nursing, {1}, static_cast<double>(up_to(2 * most_tasks))},
                     {Level::ward, {0, 1}, static_cast<double>(up_to(2 * most_tasks))}};
  return made;
}

// Tries every level, or none, for every single task; as few without a level as can be, then the least cost.
class EveryAllocation {
 public:
  explicit EveryAllocation(const Instance& instance) : instance_(instance) {
    for (std::size_t c = 0; c < instance.classes.size(); ++c) {
      for (double n = 0; n < instance.classes[c].count; ++n) task_class_.push_back(c);
    }
    for (const LevelCapacity& one : instance.capacities) room_.push_back(one.tasks);
    place(0, 0, 0);
  }

  double unplaced() const { return unplaced_; }
  double cost() const { return cost_; }

 private:
  void place(std::size_t task, double unplaced, double cost) {
    if (unplaced > unplaced_) return;
    if (task == task_class_.size()) {
      if (unplaced < unplaced_ || cost < cost_) cost_ = cost;
      unplaced_ = unplaced;
      return;
    }
    const TaskClass& one = instance_.classes[task_class_[task]];
    for (std::size_t l = 0; l < level_count; ++l) {
      if (!one.feasible[l]) continue;
      const LevelCapacity* capacity = instance_.capacity_of(l, one.place);
      double everybody = unlimited;
      double& room =
          capacity == nullptr ? everybody : room_[static_cast<std::size_t>(capacity - instance_.capacities.data())];
      if (room < 1) continue;
      room -= 1;
      place(task + 1, unplaced, cost + one.cost[l]);
      room += 1;
    }
    place(task + 1, unplaced + 1, cost);
  }

  const Instance& instance_;
  std::vector<std::size_t> task_class_;  // by task
  std::vector<double> room_;
  double unplaced_ = unlimited;
  double cost_ = unlimited;
};

// ----------------------------------------------------------------------------------------------------------- by hand

TEST_CASE("without scarcity every task starts at its cheapest level and room has no price", "[unit]") {
  const Instance instance{
      {tasks(0, 10, {{Level::general_practice, 500}, {Level::ward, 300}}),
       tasks(1, 4, {{Level::general_practice, 200}, {Level::home_nursing, 900}}),
       tasks(1, 3, {{Level::self_care, 70}, {Level::home_nursing, 60}, {Level::ward, 61}})},
      {{Level::ward, {0, 1}, 13}, {Level::home_nursing, {1}, unlimited}, {Level::home_nursing, {0}, 0}}};
  const Bound bound = instance.cheapest();
  CHECK(bound.allocated[0][index(Level::ward)] == 10);
  CHECK(bound.allocated[1][index(Level::general_practice)] == 4);
  CHECK(bound.allocated[2][index(Level::home_nursing)] == 3);
  CHECK(bound.cost == Catch::Approx(3'000 + 800 + 180));
  CHECK(bound.unplaced == 0);
  CHECK(bound.price == std::vector<double>{0, 0, 0});
}

// Two nurses. Who gains most from them gets them: 5,000 saved against 1,000; a third would save the second class 1,000.
TEST_CASE("scarce room goes to those for whom it saves most", "[unit]") {
  Instance instance{{tasks(0, 2, {{Level::home_nursing, 4'000}, {Level::ward, 9'000}}),
                     tasks(0, 3, {{Level::home_nursing, 2'000}, {Level::ward, 3'000}})},
                    {{Level::home_nursing, {0}, 2}}};
  Bound bound = instance.cheapest();
  CHECK(bound.allocated[0][index(Level::home_nursing)] == 2);
  CHECK(bound.allocated[1][index(Level::ward)] == 3);
  CHECK(bound.cost == Catch::Approx(8'000 + 9'000));
  CHECK(bound.price == std::vector<double>{1'000});

  instance.capacities[0].tasks = 1.99;  // a part of a nurse takes nobody
  bound = instance.cheapest();
  CHECK(bound.cost == Catch::Approx(4'000 + 9'000 + 9'000));
  CHECK(bound.price == std::vector<double>{5'000});
}

// Nobody of place 0 may use the clinic, yet an attendance more is worth something to them: who lies in a bed for want
// of it costs 300 more there, and the bed saves them 600.
TEST_CASE("room is worth what a chain of moves saves", "[unit]") {
  const Instance instance{{tasks(0, 2, {{Level::general_practice, 1'000}, {Level::ward, 400}}),
                           tasks(1, 2, {{Level::outpatient, 500}, {Level::ward, 200}, {Level::self_care, 5'000}})},
                          {{Level::ward, {0, 1}, 2}, {Level::outpatient, {1}, 1}}};
  const Bound bound = instance.cheapest();
  // One bed each: the clinic takes one of place 1, the other needs a bed; place 0 has one bed and one visit to the GP.
  CHECK(bound.allocated[0][index(Level::ward)] == 1);
  CHECK(bound.allocated[0][index(Level::general_practice)] == 1);
  CHECK(bound.allocated[1][index(Level::outpatient)] == 1);
  CHECK(bound.allocated[1][index(Level::ward)] == 1);
  CHECK(bound.cost == Catch::Approx(400 + 1'000 + 500 + 200));
  CHECK(bound.price[0] == Catch::Approx(600));
  CHECK(bound.price[1] == Catch::Approx(600 - 300));
}

TEST_CASE("what fits nowhere is reported and room for it is beyond price", "[unit]") {
  const Instance instance{{tasks(0, 3, {{Level::ward, 700}}), tasks(0, 2, {}), tasks(1, 1, {{Level::ward, 100}})},
                          {{Level::ward, {0, 1}, 3}, {Level::home_nursing, {0}, 0}}};
  const Bound bound = instance.cheapest();
  CHECK(bound.unplaced == 3);
  CHECK(bound.cost == Catch::Approx(2 * 700 + 100));
  CHECK(std::isinf(bound.price[0]));
  CHECK(bound.price[1] == 0);
}

TEST_CASE("no tasks cost nothing", "[unit]") {
  const Bound bound = Instance{{}, {{Level::ward, {0}, 3}}}.cheapest();
  CHECK(bound.cost == 0);
  CHECK(bound.unplaced == 0);
  CHECK(bound.price == std::vector<double>{0});
}

TEST_CASE("a level of a place has one capacity at most", "[unit]") {
  const Instance instance{{}, {{Level::ward, {0, 1}, 3}, {Level::ward, {1}, 3}}};
  CHECK_THROWS_AS(instance.cheapest(), sim::InputError);
}

// ------------------------------------------------------------------------------------------------- whatever is asked

TEST_CASE("no allocation of a few tasks is cheaper than the bound", "[unit]") {
  std::mt19937 random(1);
  for (int n = 0; n < 300; ++n) {
    const Instance instance = random_instance(random, 3, false);
    const EveryAllocation every(instance);
    const Bound bound = instance.cheapest();
    CHECK(bound.unplaced == every.unplaced());
    CHECK(bound.cost == Catch::Approx(every.cost()));
  }
}

TEST_CASE("the bound places every task once, at a feasible level, where there is room", "[unit]") {
  std::mt19937 random(2);
  for (int n = 0; n < 200; ++n) {
    const Instance instance = random_instance(random, 40, false);
    const Bound bound = instance.cheapest();
    double tasks = 0, placed = 0, cost = 0;
    for (std::size_t c = 0; c < instance.classes.size(); ++c) {
      const TaskClass& one = instance.classes[c];
      tasks += one.count;
      for (std::size_t l = 0; l < level_count; ++l) {
        placed += bound.allocated[c][l];
        cost += bound.allocated[c][l] * one.cost[l];
        CHECK((bound.allocated[c][l] == 0 || one.feasible[l]));
      }
    }
    CHECK(placed + bound.unplaced == tasks);
    CHECK(bound.cost == Catch::Approx(cost));
    for (const LevelCapacity& one : instance.capacities) CHECK(instance.used(one, bound) <= one.tasks);
  }
}

TEST_CASE("the price of room is what one more saves", "[unit]") {
  std::mt19937 random(3);
  int binding = 0;
  for (int n = 0; n < 300; ++n) {
    Instance instance = random_instance(random, 40, true);
    const Bound bound = instance.cheapest();
    for (std::size_t k = 0; k < instance.capacities.size(); ++k) {
      instance.capacities[k].tasks += 1;
      CHECK(bound.price[k] == Catch::Approx(bound.cost - instance.cheapest().cost));
      instance.capacities[k].tasks -= 1;
      const bool full = instance.used(instance.capacities[k], bound) == instance.capacities[k].tasks;
      CHECK((bound.price[k] == 0 || full));
      binding += bound.price[k] > 0 ? 1 : 0;
    }
  }
  CHECK(binding > 100);  // else nothing was shown
}

TEST_CASE("less room never costs less", "[unit]") {
  std::mt19937 random(4);
  for (int n = 0; n < 100; ++n) {
    Instance instance = random_instance(random, 40, true);
    double before = instance.cheapest().cost;
    for (LevelCapacity& one : instance.capacities) {
      one.tasks = std::floor(one.tasks / 2);
      const double after = instance.cheapest().cost;
      CHECK(after >= before);
      before = after;
    }
  }
}

TEST_CASE("the same tasks in another order cost the same", "[unit]") {
  std::mt19937 random(5);
  for (int n = 0; n < 100; ++n) {
    Instance instance = random_instance(random, 40, false);
    const Bound bound = instance.cheapest();
    std::reverse(instance.classes.begin(), instance.classes.end());
    const Bound turned = instance.cheapest();
    CHECK(turned.cost == Catch::Approx(bound.cost));
    CHECK(turned.price == bound.price);
  }
}

}  // namespace
}  // namespace tests
