// Files with queueing networks: what they set, which layer wins, and what is said of each mistake.

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "models/queueing/load.h"
#include "models/scenario/search_path.h"
#include "tests/support/catch.h"
#include "tests/support/scenario_files.h"

using namespace klynge;
using namespace klynge::queueing;
using tests::Folder;
using tests::problems_of;
using Lines = std::vector<std::string>;

namespace {

const std::string small = R"(model = "queueing"
run = { time_unit = "minutes", length = 1000 }
[classes.patient]
[nodes.gp]
servers = 2
[[arrivals]]
class = "patient"
node = "gp"
rate = 0.1
[[services]]
node = "gp"
time = { law = "exponential", mean = 15 }
)";

const std::string everything = R"(
model = "queueing"
title = "All of it"
sites = 3

[run]
time_unit = "minutes"
warm_up = 60
length = 1440
first_day = 2025-03-01
until_empty = true

[classes.zebra]
priority = 2
skills = ["x-ray", "plaster"]

[classes.ant]

[nodes.reception]
servers = "infinite"

[nodes.a]
copies = 4
shifts = [{ servers = 3, from = 22, to = 31, days = ["Mon", "Sun"], skills = ["x-ray", "plaster"] }]
discipline = "pre-emptive"
room = 5
when_full = "overflow"
overflow = ["b"]
speed = [1, 0.5]
balking = [0, 0.25]

[nodes.b]
load = 0.5
kind = "ward"
position = [1.5, -2]
together_with = ["nurses"]

[nodes.c]
servers = 1
speed = "shared"

[nodes.nurses]
servers = 7

[[arrivals]]
class = "ant"
node = "reception"
gap = { law = "gamma", mean = 3, cv = 1.5 }

[[arrivals]]
class = "zebra"
node = "a"
profile = [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0]

[[arrivals]]
class = "zebra"
node = "c"
times = [1.5, 7]

[[services]]
node = "reception"
time = { law = "fixed", value = 1.5 }

[[services]]
node = "a"
time = { law = "empirical", values = [1, 2, 4], weights = [2, 1, 1] }

[[services]]
node = "b"
time = { law = "uniform", from = 1, to = 3 }

[[services]]
node = "b"
class = "ant"
time = { law = "normal", mean = 3, sd = 1, least = 1 }

[[services]]
node = "c"
time = { law = "hyperexponential", mean = 2, cv = 3 }

[[patience]]
node = "a"
class = "zebra"
time = { law = "erlang", mean = 30, stages = 4 }

[[routes]]
from = "reception"
class = "ant"
to = "b"
probability = 0.5
delay = 2
site = "other"
becomes = "zebra"

[[routes]]
from = "b"
to = "out"
)";

// What is said of `text` in a file that extends `small`.
Lines problems_on_top(const std::string& text) {
  const Folder folder;
  folder.write("base.toml", small);
  const auto file = folder.write("n.toml", "model = 'queueing'\nextends = 'base.toml'\n" + text);
  return problems_of([&] { load_network(file); });
}

std::string problem_on_top(const std::string& text) {
  const Lines problems = problems_on_top(text);
  for (const std::string& line : problems) UNSCOPED_INFO(line);
  REQUIRE(problems.size() == 1);
  return problems.front();
}

std::string problem_with(const Overrides& overrides) {
  const Lines problems = problems_of([&] { parse_network(small, "n.toml", overrides); });
  for (const std::string& line : problems) UNSCOPED_INFO(line);
  REQUIRE(problems.size() == 1);
  return problems.front();
}

}  // namespace

TEST_CASE("a queueing network loads with every kind of field") {
  const QueueingNetwork network = parse_network(everything, "all.toml");
  CHECK(network.title == "All of it");
  CHECK(network.sites == 3);
  CHECK(network.run.time_unit == TimeUnit::minutes);
  CHECK(network.run.warm_up == 60);
  CHECK(network.run.first_day == std::chrono::year{2025} / 3 / 1);
  CHECK(network.run.until_empty);

  REQUIRE(network.classes.size() == 2);
  CHECK(network.classes[0].name == "zebra");  // in the order of the file
  CHECK(network.classes[0].priority == 2);
  CHECK(network.classes[0].skills == Lines{"x-ray", "plaster"});
  CHECK(network.classes[1] == CustomerClass{"ant", 0, 0, "", {}});

  REQUIRE(network.nodes.size() == 5);
  CHECK(network.nodes[0].servers->infinite());
  const Node& a = network.nodes[1];
  CHECK(a.copies == 4);
  CHECK(a.shifts ==
        std::vector<Shift>{{3, 22, 31, {true, false, false, false, false, false, true}, {"x-ray", "plaster"}}});
  CHECK(a.discipline == Discipline::preemptive);
  CHECK(a.room == Limit{5});
  CHECK(a.when_full == WhenFull::overflow);
  CHECK(a.overflow == Overflow{false, {"b"}});
  CHECK(a.speed == Speed{false, {1, 0.5}});
  CHECK(a.balking == std::vector<double>{0, 0.25});
  const Node& b = network.nodes[2];
  CHECK(b.load == 0.5);
  CHECK(b.room.infinite());
  CHECK(b.kind == "ward");
  CHECK(b.position == Position{1.5, -2});
  CHECK(b.together_with == Lines{"nurses"});
  CHECK(network.nodes[3].speed.shared);

  REQUIRE(network.arrivals.size() == 3);
  CHECK(network.arrivals[0].gap->kind == LawKind::gamma);
  CHECK(network.arrivals[0].gap->cv == 1.5);
  CHECK(network.arrivals[1].profile.size() == 24);
  CHECK(network.arrivals[2].times == std::vector<double>{1.5, 7});
  CHECK(network.services[1].time.weights == std::vector<double>{2, 1, 1});
  CHECK(network.patience[0].time.stages == 4);
  CHECK(network.routes[0] == Route{"reception", "ant", "b", 0.5, 2, SiteChoice::other, "zebra"});
  CHECK(network.routes[1].probability == 1);
}

TEST_CASE("a line for one class goes before the line for every class") {
  const QueueingNetwork network = parse_network(everything, "all.toml");
  CHECK(service_of(network, 2, 1)->kind == LawKind::normal);
  CHECK(service_of(network, 2, 0)->kind == LawKind::uniform);
  CHECK(patience_of(network, 1, 1) == nullptr);
  CHECK(service_of(network, 4, 0) == nullptr);
}

TEST_CASE("a file says that it is a queueing network") {
  CHECK(is_queueing(small));
  CHECK_FALSE(is_queueing("title = 'a scenario'"));
  CHECK_FALSE(is_queueing("model = 'queues'"));
  CHECK_FALSE(is_queueing("model = \"queueing\" and more"));
  const Folder folder;
  CHECK(is_queueing_file(folder.write("n.toml", small)));
  CHECK_FALSE(is_queueing_file(folder.path() / "none.toml"));
  CHECK(problems_of([] { parse_network("sites = 0", "n.toml"); }) ==
        Lines{"n.toml: model is missing: expected model = \"queueing\" at the top"});
  CHECK(problems_of([] { parse_network("\nmodel = 'health'", "n.toml"); }) ==
        Lines{"n.toml, line 2: model = \"health\": expected \"queueing\""});
}

TEST_CASE("a value of a network that is wrong is named with its file, line, key and what was expected") {
  CHECK(problem_on_top("sites = 0") == "n.toml, line 3: sites = 0: expected at least 1 sites");
  CHECK(problem_on_top("run.length = 'long'") ==
        "n.toml, line 3: run.length = \"long\": expected a number, at least 0 time units");
  CHECK(problem_on_top("run.time_unit = 'weeks'") ==
        "n.toml, line 3: run.time_unit = \"weeks\": expected one of: seconds, minutes, hours, days");
  CHECK(problem_on_top("[nodes.gp]\nservers = -3") ==
        "n.toml, line 4: nodes.gp.servers = -3: expected at least 1 servers");
  CHECK(
      problem_on_top("[nodes.gp]\nservers = 'many'") ==
      "n.toml, line 4: nodes.gp.servers = \"many\": expected a whole number, 1 to 1000000000 servers, or \"infinite\"");
  CHECK(problem_on_top("[nodes.gp]\nload = 1.5") == "n.toml, line 4: nodes.gp.load = 1.5: expected at most 1");
  CHECK(problem_on_top("[nodes.gp]\nspeed = [1, 0]") ==
        "n.toml, line 4: nodes.gp.speed.1 = 0: expected at least 0.001");
  CHECK(problem_on_top("[nodes.gp]\nposition = [1]") ==
        "n.toml, line 4: nodes.gp.position = [1]: expected km east and km north, as in [1.5, -3]");
  CHECK(problem_on_top("[nodes.gp]\nshifts = [{ servers = 1, from = 8, to = 16, days = ['Sol'] }]") ==
        "n.toml, line 4: nodes.gp.shifts.0.days = [\"Sol\"]: expected a list of days out of Mon, Tue, Wed, Thu, Fri, "
        "Sat, "
        "Sun");
  CHECK(problem_on_top("arrivals = 3") == "n.toml, line 3: arrivals = 3: expected a list of tables");
  CHECK(problem_on_top("[nodes.gp]\nshifts = [{ servers = 9, from = 0, to = 24 }, 5]") ==
        "n.toml, line 4: nodes.gp.shifts.1 = 5: expected a table with servers, from, to, ...");
  CHECK(problem_on_top("run = 3") == "n.toml, line 3: run = 3: expected a table with time_unit, warm_up, length, ...");
  CHECK(problem_on_top("nodes.'g.p' = { servers = 2 }") ==
        "n.toml, line 3: nodes: expected a name without dots that is not \"out\", not \"g.p\"");
}

TEST_CASE("a law is named with what it lacks and what it does not know") {
  const auto with_law = [](const std::string& law) {
    return problem_on_top("[[services]]\nnode = 'gp'\ntime = " + law);
  };
  CHECK(with_law("15") ==
        "n.toml, line 5: services.0.time = 15: expected a law, as in { law = \"exponential\", mean = 3 }");
  CHECK(with_law("{ mean = 15 }") ==
        "n.toml, line 5: services.0.time = { mean = 15 }: expected a law, as in { law = \"exponential\", mean = 3 }");
  CHECK(with_law("{ law = 'exponental', mean = 15 }") ==
        "n.toml, line 5: services.0.time.law = \"exponental\": expected one of: exponential, fixed, erlang, gamma, "
        "log-normal, normal, uniform, hyperexponential, empirical");
  CHECK(with_law("{ law = 'gamma', mean = 15 }") ==
        "n.toml, line 5: services.0.time.cv is missing: expected a number, 0.01 to 100 (standard deviation over mean)");
  CHECK(with_law("{ law = 'exponential', mean = 15, means = 2 }") ==
        "n.toml, line 5: unknown key services.0.time.means: did you mean mean?");
  CHECK(with_law("{ law = 'hyperexponential', mean = 15, cv = 1 }") ==
        "n.toml, line 5: services.0.time.cv = 1: expected at least 1.001");
}

TEST_CASE("an unknown key of a network is answered with the nearest known one") {
  CHECK(problem_on_top("site = 2") == "n.toml, line 3: unknown key site: did you mean sites?");
  CHECK(problem_on_top("[nodes.gp]\nserver = 2") ==
        "n.toml, line 4: unknown key nodes.gp.server: did you mean servers?");
  CHECK(problem_on_top("[[routes]]\nfrom = 'gp'\nto = 'out'\ndelays = 2") ==
        "n.toml, line 6: unknown key routes.0.delays: did you mean delay?");
}

TEST_CASE("a missing field of a network is named with its meaning, at its table") {
  CHECK(
      problem_on_top("[[arrivals]]\nnode = 'gp'\nrate = 0.1") ==
      "n.toml, line 3: arrivals.0.class is missing: expected the name of a class (who comes, to each site by a process "
      "of its own)");
  CHECK(problem_on_top("[[services]]\nnode = 'gp'") ==
        "n.toml, line 3: services.0.time is missing: expected a law, as in { law = \"exponential\", mean = 3 } (law of "
        "the "
        "service time)");
  CHECK(
      problems_of([] { parse_network("model = 'queueing'", "n.toml"); }) ==
      Lines{
          "n.toml: run.time_unit is missing: expected one of: seconds, minutes, hours, days (the unit of all times and "
          "rates of this network)",
          "n.toml: run.length is missing: expected a number, at least 0 time units (time counted after the warm-up)",
          "n.toml: nodes: expected at least one, as [nodes.NAME]",
          "n.toml: classes: expected at least one, as [classes.NAME]",
          "n.toml: nobody ever comes: expected [[arrivals]], or a class with a population"});
}

TEST_CASE("all problems of a network are told at once") {
  CHECK(problems_on_top("sites = 0\n[nodes.gp]\nroom = -1\n[[routes]]\nfrom = 'pg'\nto = 'gp'") ==
        Lines{"n.toml, line 3: sites = 0: expected at least 1 sites",
              "n.toml, line 5: nodes.gp.room = -1: expected at least 0 customers",
              "n.toml, line 7: routes.0.from = \"pg\": expected the name of a node: did you mean gp?"});
}

TEST_CASE("a higher layer of a network replaces what it says and nothing else") {
  const Folder folder;
  folder.write("base.toml", small);
  const auto file = folder.write("n.toml",
                                 "model = 'queueing'\nextends = 'base.toml'\n"
                                 "[nodes.gp]\nroom = 4\n[[arrivals]]\nclass = 'patient'\nnode = 'gp'\nrate = 0.2");
  const QueueingNetwork network = load_network(file, {{"nodes.gp.load", 0.5}});
  CHECK(network.nodes[0].room == Limit{4});
  CHECK(network.nodes[0].load == 0.5);
  CHECK_FALSE(network.nodes[0].servers);  // stands for the same as load, and the override wins
  CHECK(network.arrivals.size() == 1);    // a list is replaced whole
  CHECK(network.arrivals[0].rate == 0.2);
  CHECK(network.services.size() == 1);
  CHECK(network.origins.at("nodes.gp.room").line == 4);
  CHECK(network.origins.at("services.0.node").file == "base.toml");
  CHECK(network.origins.count("nodes.gp.servers") == 0);
}

TEST_CASE("overrides of a network name lines by their position") {
  const QueueingNetwork network = parse_network(small, "n.toml",
                                                {{"arrivals.0.rate", 0.05},
                                                 {"services.0.time.mean", std::int64_t{20}},
                                                 {"run.length", std::int64_t{500}},
                                                 {"run.time_unit", std::string("hours")}});
  CHECK(network.arrivals[0].rate == 0.05);
  CHECK(network.services[0].time.mean == 20);
  CHECK(network.services[0].time.kind == LawKind::exponential);
  CHECK(network.run.length == 500);
  CHECK(with_overrides(network, {{"nodes.gp.servers", std::string("infinite")}}).nodes[0].servers->infinite());

  CHECK(problem_with({{"arrivals.1.rate", 2.0}}) ==
        "argument: arrivals.1 = { rate = 2 }: expected a place in the list of 1, 0 to 0");
  CHECK(problem_with({{"nodes.pg.servers", std::int64_t{2}}}) == "argument: unknown key nodes.pg: did you mean gp?");
  CHECK(problem_with({{"nodes.gp.servers", std::int64_t{0}}}) ==
        "argument: nodes.gp.servers = 0: expected at least 1 servers");
}

TEST_CASE("networks that cannot be found or read are named") {
  CHECK(problems_of([] { load_network("/nowhere/n.toml"); }) == Lines{"/nowhere/n.toml: no such file"});
  CHECK_THAT(problems_of([] { parse_network("model = 'queueing'\n[run", "n.toml"); }).at(0),
             Catch::Matchers::StartsWith("n.toml, line 2: not TOML: "));
  const Folder folder;
  const auto file = folder.write("n.toml", "model = 'queueing'\nextends = 'n.toml'");
  CHECK(problems_of([&] { load_network(file); }) ==
        Lines{"n.toml, line 2: extends = \"n.toml\": expected no circle, but found n.toml -> n.toml"});
}

TEST_CASE("every network that is shipped loads") {
  int count = 0;
  for (const auto& file :
       std::filesystem::directory_iterator(std::filesystem::path(KLYNGE_SOURCE_DIR) / "scenarios/queueing")) {
    if (file.path().extension() != ".toml") continue;
    INFO(file.path().string());
    CHECK(is_queueing_file(file.path()));
    CHECK(problems_of([&] { load_network(file.path()); }) == Lines{});
    ++count;
  }
  CHECK(count >= 6);
}

TEST_CASE("the schema of networks lists every key once, with its meaning") {
  Lines keys;
  for (const FieldView& view : queueing_schema()) {
    CHECK_FALSE(view.meaning.empty());
    keys.push_back(view.key);
  }
  Lines sorted = keys;
  std::sort(sorted.begin(), sorted.end());
  CHECK(std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end());
  for (const char* key :
       {"sites", "run.length", "classes.NAME.population", "nodes.NAME.shifts.N.from", "arrivals.N.rate",
        "services.N.time", "routes.N.becomes", "law.gamma.cv", "law.empirical.weights"}) {
    INFO(key);
    CHECK(std::binary_search(sorted.begin(), sorted.end(), key));
  }
}

TEST_CASE("the page about networks names every key and every law") {
  const auto page = read_text(std::filesystem::path(KLYNGE_SOURCE_DIR) / "scenarios/queueing/README.md");
  REQUIRE(page);
  for (const FieldView& view : queueing_schema()) {
    const std::string key = view.key.substr(view.key.rfind('.') + 1);
    INFO(view.key);
    CHECK(page->find("`" + key + "`") != std::string::npos);
    for (const std::string& choice : view.choices) {
      INFO(choice);
      CHECK(page->find(choice) != std::string::npos);
    }
  }
}
