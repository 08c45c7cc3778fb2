// The book of decisions: what is told apart, what is summed, and that it survives a checkpoint.
#include "models/indicators/task_book.h"

#include <array>
#include <limits>

#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace klynge;

constexpr double not_to_be_had = std::numeric_limits<double>::infinity();

// A decision between the GP and a ward.
struct Decision {
  std::int64_t month = 0;
  Acuity acuity = Acuity::urgent;
  double difficulty = 0.35;
  Occasion occasion = Occasion::illness;
  double gp_cost = 900;
  double ward_cost = 20'000;
  Level used = Level::general_practice;

  void add_to(TaskBook& book) const {
    std::array<double, level_count> cost{};
    std::array<bool, level_count> feasible{};
    cost.fill(not_to_be_had);
    cost[index(Level::general_practice)] = gp_cost;
    cost[index(Level::ward)] = ward_cost;
    feasible[index(Level::general_practice)] = feasible[index(Level::ward)] = true;
    book.add(month, acuity, difficulty, occasion, cost, feasible, used);
  }
};

TEST_CASE("decisions that are alike are counted together and their costs summed", "[unit]") {
  TaskBook book;
  Decision{}.add_to(book);
  Decision{.difficulty = 0.39, .gp_cost = 1'100}.add_to(book);
  REQUIRE(book.tasks().size() == 1);
  const Tasks& alike = book.tasks().front();
  CHECK(alike.count == 2);
  CHECK(alike.kind.tenth == 3);
  CHECK(alike.kind.may_use(Level::ward));
  CHECK_FALSE(alike.kind.may_use(Level::home_nursing));
  CHECK(alike.cost[index(Level::general_practice)] == 2'000);
  CHECK(alike.cost[index(Level::ward)] == 40'000);
  CHECK(alike.cost[index(Level::home_nursing)] == 0);
  CHECK(alike.achieved() == 2'000);
}

TEST_CASE("decisions that differ in anything that matters are told apart", "[unit]") {
  TaskBook book;
  Decision{}.add_to(book);
  Decision{.month = 1}.add_to(book);
  Decision{.acuity = Acuity::subacute}.add_to(book);
  Decision{.difficulty = 0.45}.add_to(book);
  Decision{.occasion = Occasion::after_stay}.add_to(book);
  Decision{.used = Level::ward}.add_to(book);
  std::array<bool, level_count> every_level{};
  every_level.fill(true);
  book.add(0, Acuity::urgent, 0.35, Occasion::illness, {}, every_level, Level::general_practice);
  CHECK(book.tasks().size() == 7);
  CHECK(book.tasks().back().kind.month == 1);
}

TEST_CASE("the hardest illness belongs to the highest tenth of difficulty", "[unit]") {
  TaskBook book;
  Decision{.difficulty = 0.95}.add_to(book);
  Decision{.difficulty = 1}.add_to(book);
  REQUIRE(book.tasks().size() == 1);
  CHECK(book.tasks().front().kind.tenth == 9);
}

TEST_CASE("a book does not depend on the order of what is written into it", "[unit]") {
  const Decision one{.month = 2};
  const Decision other{.acuity = Acuity::emergency, .used = Level::ward};
  TaskBook forth, back;
  one.add_to(forth);
  other.add_to(forth);
  other.add_to(back);
  one.add_to(back);
  REQUIRE(forth.tasks().size() == 2);
  for (std::size_t n = 0; n < 2; ++n) CHECK(forth.tasks()[n].kind == back.tasks()[n].kind);
  CHECK(forth.tasks()[0].kind.month == 0);
}

TEST_CASE("two books make one of all their decisions", "[unit]") {
  TaskBook here, there;
  Decision{}.add_to(here);
  Decision{.month = 1}.add_to(here);
  Decision{.gp_cost = 700}.add_to(there);
  Decision{.month = 3}.add_to(there);
  here += there;
  REQUIRE(here.tasks().size() == 3);
  CHECK(here.tasks()[0].count == 2);
  CHECK(here.tasks()[0].achieved() == 1'600);
  CHECK(here.tasks()[2].kind.month == 3);
}

TEST_CASE("a saved book is the same when it is read", "[unit]") {
  TaskBook book;
  Decision{}.add_to(book);
  Decision{.month = 4, .occasion = Occasion::emergency, .used = Level::ward}.add_to(book);
  sim::Archive writing;
  writing.section("books");
  book.state(writing);

  sim::Archive reading{writing.take_sections()};
  reading.section("books");
  TaskBook read;
  Decision{.month = 9}.add_to(read);
  read.state(reading);
  reading.finish_section();
  REQUIRE(read.tasks().size() == 2);
  for (std::size_t n = 0; n < 2; ++n) {
    CHECK(read.tasks()[n].kind == book.tasks()[n].kind);
    CHECK(read.tasks()[n].count == book.tasks()[n].count);
    CHECK(read.tasks()[n].cost == book.tasks()[n].cost);
  }
}

TEST_CASE("a level that was used counts as one that could be used", "[unit]") {
  TaskBook book;
  book.add(0, Acuity::urgent, 0.5, Occasion::illness, {0, 0, 0, 5'000, 0, 0, 0}, {}, Level::home_nursing);
  REQUIRE(book.tasks().size() == 1);
  CHECK(book.tasks().front().kind.may_use(Level::home_nursing));
  CHECK(book.tasks().front().achieved() == 5'000);
}

TEST_CASE("months are counted from the first counted day", "[unit]") {
  const sim::Time from = sim::midnight(90);
  CHECK(task_month(from, from) == 0);
  CHECK(task_month(sim::midnight(120) - sim::Duration{1}, from) == 0);
  CHECK(task_month(sim::midnight(120), from) == 1);
}

}  // namespace
}  // namespace tests
