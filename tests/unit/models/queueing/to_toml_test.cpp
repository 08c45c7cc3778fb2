// A queueing network written out is the same network when it is read again.

#include <filesystem>
#include <string>

#include "models/queueing/load.h"
#include "tests/support/catch.h"

using namespace klynge;
using namespace klynge::queueing;

namespace {

void check_same(const QueueingNetwork& a, const QueueingNetwork& b) {
  CHECK(a.title == b.title);
  CHECK(a.description == b.description);
  CHECK(a.source == b.source);
  CHECK(a.sites == b.sites);
  CHECK(a.run == b.run);
  CHECK(a.classes == b.classes);
  CHECK(a.nodes == b.nodes);
  CHECK(a.arrivals == b.arrivals);
  CHECK(a.services == b.services);
  CHECK(a.patience == b.patience);
  CHECK(a.routes == b.routes);
}

void check_survives(const QueueingNetwork& network) {
  const std::string text = to_toml(network);
  INFO(text);
  const QueueingNetwork again = parse_network(text, "again.toml");
  check_same(network, again);
  CHECK(to_toml(again) == text);
}

}  // namespace

TEST_CASE("every network that is shipped survives being written and read") {
  for (const auto& file :
       std::filesystem::directory_iterator(std::filesystem::path(KLYNGE_SOURCE_DIR) / "scenarios/queueing")) {
    if (file.path().extension() == ".toml") check_survives(load_network(file.path()));
  }
}

TEST_CASE("a network with fields of every kind survives being written and read") {
  check_survives(parse_network(R"(
model = "queueing"
title = "quotes \" and æøå"
sites = 2
run = { time_unit = "minutes", length = 100, first_day = 2031-12-31, until_empty = true }
classes."two words" = { skills = ["a \"b\""] }
[nodes.north]
servers = 3
skills = ["a \"b\"", "c"]
room = 0
when_full = "overflow"
overflow = "nearest"
kind = "ward"
position = [0.1, -2e-7]
together_with = ["nurses"]
balking = [0, 0.5]
[nodes.south]
shifts = [
  { servers = 2, from = 8, to = 16.5, days = ["Mon", "Fri"] },
  { servers = 1, from = 22, to = 31, skills = ["a \"b\""] },
]
kind = "ward"
position = [3, 4]
discipline = "random order"
speed = [1, 0.3333333333333333]
[nodes.nurses]
servers = 9
[nodes.pool]
servers = 2
speed = "shared"
[[arrivals]]
class = "two words"
node = "north"
gap = { law = "empirical", values = [1, 2.5], weights = [1, 3] }
[[arrivals]]
class = "two words"
node = "pool"
times = [0, 0.5, 0.5]
[[services]]
node = "north"
time = { law = "normal", mean = 3, sd = 1, least = 0.25 }
[[services]]
node = "south"
time = { law = "uniform", from = 1, to = 3 }
[[services]]
node = "pool"
class = "two words"
time = { law = "erlang", mean = 3, stages = 2 }
[[patience]]
node = "south"
time = { law = "fixed", value = 0 }
[[routes]]
from = "north"
to = "south"
probability = 0.125
site = "own"
delay = 2
)",
                               "n.toml"));
}

TEST_CASE("a network is written with every field that is set, in the order of the schema") {
  const std::string text = to_toml(parse_network(R"(
model = "queueing"
run = { time_unit = "minutes", length = 100 }
classes.a = {}
nodes.n = { servers = "infinite" }
arrivals = [{ class = "a", node = "n", rate = 1 }]
services = [{ node = "n", time = { law = "gamma", mean = 3, cv = 0.5 } }]
)",
                                                 "n.toml"));
  CHECK(text == R"(model = "queueing"
sites = 1

[run]
time_unit = "minutes"
warm_up = 0
length = 100
first_day = 2024-01-01
until_empty = false

[classes.a]
priority = 0
population = 0

[nodes.n]
copies = 1
servers = "infinite"
discipline = "first come"
room = "infinite"
when_full = "lost"

[[arrivals]]
class = "a"
node = "n"
rate = 1

[[services]]
node = "n"
time = { law = "gamma", mean = 3, cv = 0.5 }
)");
}
