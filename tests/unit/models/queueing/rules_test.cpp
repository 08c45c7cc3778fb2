// What must hold in a queueing network besides type and range of each field, and what is said when it does not.

#include <fmt/format.h>

#include <string>
#include <vector>

#include "models/queueing/load.h"
#include "models/queueing/plan.h"
#include "tests/support/catch.h"
#include "tests/support/scenario_files.h"

using namespace klynge;
using namespace klynge::queueing;
using tests::problems_of;
using Lines = std::vector<std::string>;

namespace {

// A network in hours with what a test wants to vary; each part on one line.
struct Parts {
  std::string top = "sites = 2";
  std::string run = "time_unit = 'hours', length = 100";
  std::string a = "";
  std::string gp = "servers = 2";
  std::string arrivals = "{ class = 'a', node = 'gp', rate = 1 }";
  std::string services = "{ node = 'gp', time = { law = 'exponential', mean = 1 } }";
  std::string patience = "";
  std::string routes = "";
  std::string more = "";  // classes and nodes besides, from line 10
};

std::string text_of(const Parts& p) {
  return fmt::format(
      "model = 'queueing'\n{}\nrun = {{ {} }}\nclasses.a = {{ {} }}\nnodes.gp = {{ {} }}\narrivals = [{}]\n"
      "services = [{}]\npatience = [{}]\nroutes = [{}]\n{}\n",
      p.top, p.run, p.a, p.gp, p.arrivals, p.services, p.patience, p.routes, p.more);
}

Lines problems(const Parts& parts) {
  return problems_of([&] { parse_network(text_of(parts), "n.toml"); });
}

std::string problem(const Parts& parts) {
  const Lines found = problems(parts);
  for (const std::string& line : found) UNSCOPED_INFO(line);
  REQUIRE(found.size() == 1);
  return found.front();
}

std::string service(const std::string& law) { return fmt::format("{{ node = 'gp', time = {{ {} }} }}", law); }

const std::string ward = "nodes.ward = { servers = 4 }";
const std::string both_served =
    "{ node = 'gp', time = { law = 'exponential', mean = 1 } }, { node = 'ward', time = { law = 'exponential', mean = "
    "1 } }";

}  // namespace

TEST_CASE("the small network of these tests is right") { CHECK(problems({}) == Lines{}); }

TEST_CASE("a name that is unknown is answered with one that is near") {
  CHECK(problem({.arrivals = "{ class = 'b', node = 'gp', rate = 1 }"}) ==
        "n.toml, line 6: arrivals.0.class = \"b\": expected the name of a class: did you mean a?");
  CHECK(problem({.gp = "servers = 2, together_with = ['nurses']"}) ==
        "n.toml, line 5: nodes.gp.together_with.0 = \"nurses\": expected the name of a node");
  CHECK(problem({.routes = "{ from = 'gp', to = 'hospital' }"}) ==
        "n.toml, line 9: routes.0.to = \"hospital\": expected the name of a node, or \"out\"");
}

TEST_CASE("a node says in one way how many servers it has") {
  CHECK(problem({.gp = ""}) == "n.toml, line 5: nodes.gp: expected one of servers, load and shifts");
  CHECK(problem({.gp = "servers = 2, load = 0.5"}) ==
        "n.toml, line 5: nodes.gp: expected only one of servers, load and shifts");
  CHECK(problem({.gp = "shifts = []"}) == "n.toml, line 5: nodes.gp: expected one of servers, load and shifts");
}

TEST_CASE("arrivals say in one way when they come") {
  CHECK(problem({.arrivals = "{ class = 'a', node = 'gp' }"}) ==
        "n.toml, line 6: arrivals.0: expected one of gap, rate, profile and times");
  CHECK(problem({.arrivals = "{ class = 'a', node = 'gp', rate = 1, times = [2] }"}) ==
        "n.toml, line 6: arrivals.0: expected only one of gap, rate, profile and times");
  CHECK(problem({.arrivals = "{ class = 'a', node = 'gp', profile = [1, 2] }"}) ==
        "n.toml, line 6: arrivals.0.profile = [1, 2]: expected 24 or 168 rates, not 2");
  CHECK(problem({.arrivals = "{ class = 'a', node = 'gp', times = [2, 1] }"}) ==
        "n.toml, line 6: arrivals.0.times = [2, 1]: expected each at least the one before it");
}

TEST_CASE("keys of a node that contradict each other are named") {
  CHECK(problem({.gp = "load = 0.5, skills = ['x']"}) ==
        "n.toml, line 5: nodes.gp.skills = [\"x\"]: expected no skills beside load");
  CHECK(problem({.gp = "load = 0.5, speed = [1, 2]"}) ==
        "n.toml, line 5: nodes.gp.speed = [1, 2]: expected no speed beside load");
  CHECK(problem({.gp = "servers = 'infinite', room = 3"}) ==
        "n.toml, line 5: nodes.gp.room = 3: expected no room beside servers = \"infinite\"");
  CHECK(problem({.gp = "servers = 2, speed = 'shared', discipline = 'priority'"}) ==
        "n.toml, line 5: nodes.gp.discipline = \"priority\": expected no discipline beside speed = \"shared\"");
  CHECK(problem({.gp = "servers = 2, when_full = 'block'"}) ==
        "n.toml, line 5: nodes.gp.when_full = \"block\": expected a limit beside it: room");
  CHECK(problem({.gp = "servers = 2, room = 3, when_full = 'overflow'"}) ==
        "n.toml, line 5: nodes.gp.when_full = \"overflow\": expected overflow beside it, which says where they go");
  CHECK(problem({.gp = "servers = 2, room = 3, overflow = ['ward']",
                 .services = both_served,
                 .routes = "{ from = 'gp', to = 'ward' }",
                 .more = ward}) ==
        "n.toml, line 5: nodes.gp.overflow = [\"ward\"]: expected when_full = \"overflow\" beside it");
  CHECK(problem({.gp = "servers = 2, room = 3, when_full = 'overflow', overflow = 'nearest'"}) ==
        "n.toml, line 5: nodes.gp.overflow = \"nearest\": expected kind and position beside it");
  CHECK(
      problem(
          {.gp =
               "servers = 2, room = 3, when_full = 'overflow', overflow = 'nearest', kind = 'k', position = [0, 0]"}) ==
      "n.toml, line 5: nodes.gp.overflow = \"nearest\": expected another node of kind \"k\"");
  CHECK(problem({.gp = "servers = 2, together_with = ['gp']"}) ==
        "n.toml, line 5: nodes.gp.together_with = [\"gp\"]: expected other nodes than this one");
}

TEST_CASE("a shift ends after it begins and lasts a day at most") {
  CHECK(problem({.gp = "shifts = [{ servers = 9, from = 8, to = 8 }]"}) ==
        "n.toml, line 5: nodes.gp.shifts.0.to = 8: expected more than from = 8");
  CHECK(problem({.gp = "shifts = [{ servers = 9, from = 8, to = 33 }]"}) ==
        "n.toml, line 5: nodes.gp.shifts.0.to = 33: expected at most 24 hours after from");
}

TEST_CASE("the nearest of a kind come in the order of their distance") {
  const QueueingNetwork network = parse_network(
      text_of(
          {.gp = "servers = 2, room = 3, when_full = 'overflow', overflow = 'nearest', kind = 'k', position = [0, 0]",
           .services = "{ node = 'gp', time = { law = 'exponential', mean = 1 } }, "
                       "{ node = 'far', time = { law = 'exponential', mean = 1 } }, "
                       "{ node = 'near', time = { law = 'exponential', mean = 1 } }",
           .more = "nodes.far = { servers = 1, kind = 'k', position = [3, 4] }\n"
                   "nodes.near = { servers = 1, kind = 'k', position = [4, 0] }"}),
      "n.toml");
  CHECK(overflow_of(network, 0) == std::vector<std::size_t>{2, 1});
  const Plan plan(network);  // and at the second site the same nodes of that site
  const auto others = plan.overflow(plan.node_id(1, 0, 0));
  CHECK(std::vector(others.begin(), others.end()) == std::vector{plan.node_id(1, 2, 0), plan.node_id(1, 1, 0)});
}

TEST_CASE("probabilities that add up to more than one are named where the last stands") {
  CHECK(problem({.services = both_served,
                 .routes = "{ from = 'gp', to = 'ward', probability = 0.7 },\n"
                           "{ from = 'gp', class = 'a', to = 'out', probability = 0.5 }",
                 .more = ward}) ==
        "n.toml, line 10: routes.1.probability: those of class a from gp add up to 1.2: expected at most 1");
}

TEST_CASE("a way to another site takes time") {
  CHECK(problem({.routes = "{ from = 'gp', to = 'gp', probability = 0.1, site = 'other' }"}) ==
        "n.toml, line 9: routes.0.site = \"other\": expected a delay beside it, of a second at least");
  CHECK(problem({.top = "sites = 1",
                 .routes = "{ from = 'gp', to = 'gp', probability = 0.1, site = 'other', delay = 1 }"}) ==
        "n.toml, line 9: routes.0.site = \"other\": expected sites of 2 or more, not 1");
  CHECK(problem({.routes = "{ from = 'gp', to = 'out', delay = 1 }"}) ==
        "n.toml, line 9: routes.0.delay = 1: expected no delay for those who leave");
}

TEST_CASE("who is blocked must still be at the node they come from") {
  CHECK(problem({.services = both_served,
                 .routes = "{ from = 'gp', to = 'ward', delay = 1 }",
                 .more = "nodes.ward = { servers = 4, room = 0, when_full = 'block' }"}) ==
        "n.toml, line 9: routes.0.to = \"ward\": expected no delay and the same site: who is blocked there stays where "
        "they were");
}

TEST_CASE("nodes that block each other in a circle are allowed") {
  CHECK(
      problems(
          {.gp = "servers = 2, room = 1, when_full = 'block'",
           .services = both_served,
           .routes = "{ from = 'gp', to = 'ward', probability = 0.5 }, { from = 'ward', to = 'gp', probability = 0.5 }",
           .more = "nodes.ward = { servers = 4, room = 0, when_full = 'block' }"}) == Lines{});
}

TEST_CASE("times that a clock of whole seconds cannot tell apart are too short") {
  CHECK(problem({.services = service("law = 'exponential', mean = 0.005")}) ==
        "n.toml, line 7: services.0.time: a mean of 18 seconds is too short for a clock of whole seconds: expected at "
        "least 20 seconds, or a larger time_unit");
  CHECK(problem({.gp = "servers = 900", .arrivals = "{ class = 'a', node = 'gp', rate = 360 }"}) ==
        "n.toml, line 6: arrivals.0.rate = 360: one every 10 seconds is too short for a clock of whole seconds: "
        "expected at "
        "least 20 seconds, or a larger time_unit");
  CHECK(problem({.services = service("law = 'fixed', value = 0.00125")}) ==
        "n.toml, line 7: services.0.time.value = 0.00125: expected a time of whole seconds");
  CHECK(problem({.services = service("law = 'fixed', value = 0")}) ==
        "n.toml, line 7: services.0.time.value = 0: expected a second at least");
  CHECK(problems({.services = service("law = 'fixed', value = 0.0025")}) == Lines{});
  CHECK(problem({.arrivals = "{ class = 'a', node = 'gp', times = [1, 1.0001] }"}) ==
        "n.toml, line 6: arrivals.0.times.1 = 1.0001: expected a time of whole seconds");
  CHECK(problems({.run = "time_unit = 'seconds', length = 1000"}).size() == 2);
}

TEST_CASE("laws that make no sense are named") {
  CHECK(problem({.services = service("law = 'uniform', from = 2, to = 1")}) ==
        "n.toml, line 7: services.0.time.to = 1: expected more than from = 2");
  CHECK(problem({.services = service("law = 'empirical', values = [1, 2], weights = [1]")}) ==
        "n.toml, line 7: services.0.time.weights = [1]: expected 2 of them, one for each value");
  CHECK(problem({.services = service("law = 'empirical', values = [1, 2], weights = [0, 0]")}) ==
        "n.toml, line 7: services.0.time.weights = [0, 0]: expected one above 0");
  CHECK(problem({.services = service("law = 'normal', mean = 1, sd = 0")}) ==
        "n.toml, line 7: services.0.time.sd = 0: expected more than 0");
}

TEST_CASE("whoever comes to a node finds a service, and somebody who can give it") {
  CHECK(problem({.routes = "{ from = 'gp', to = 'ward' }", .more = ward}) ==
        "n.toml, line 10: nodes.ward: class a comes here and has no service: expected one in [[services]]");
  CHECK(problem({.a = "skills = ['x', 'y']", .gp = "servers = 2, skills = ['x', 'z']"}) ==
        "n.toml, line 5: nodes.gp: class a comes here and nobody has all the skills it needs: expected [\"x\", \"y\"]");
  CHECK(problems({.a = "skills = ['x']"}) == Lines{});  // where no skills are listed, everybody can serve everybody
}

TEST_CASE("a node to which nobody comes is a mistake, unless its servers are needed elsewhere") {
  CHECK(problem({.more = ward}) ==
        "n.toml, line 10: nodes.ward: nobody ever comes here: expected arrivals, a route or an overflow to it");
  CHECK(problems({.gp = "servers = 2, together_with = ['ward']", .more = ward}) == Lines{});
}

TEST_CASE("two lines for one class at one node are one too many") {
  CHECK(problem({.services = both_served + ", { node = 'gp', time = { law = 'exponential', mean = 1 } }",
                 .routes = "{ from = 'gp', to = 'ward' }",
                 .more = ward}) ==
        "n.toml, line 7: services.2.node = \"gp\": expected one line for every class, but services.0 is another");
}

TEST_CASE("a closed class stays and comes round") {
  const Parts closed = {.a = "population = 10, starts_at = 'gp'",
                        .arrivals = "",
                        .services = both_served,
                        .routes = "{ from = 'gp', to = 'ward' }, { from = 'ward', to = 'gp' }",
                        .more = ward};
  CHECK(problems(closed) == Lines{});
  const auto with = [&](auto change) {
    Parts changed = closed;
    change(changed);
    return problem(changed);
  };
  CHECK(with([](Parts& p) { p.a = "population = 10"; }) ==
        "n.toml, line 4: classes.a.population = 10: expected starts_at beside it");
  CHECK(with([](Parts& p) {
          p.routes = "{ from = 'gp', to = 'ward' }, { from = 'ward', to = 'gp', probability = 0.9 }";
        }) ==
        "n.toml, line 10: nodes.ward: class a is closed and never leaves, but from here 0.1 of it leave: expected "
        "routes that "
        "add up to 1");
  CHECK(with([](Parts& p) { p.patience = "{ node = 'ward', time = { law = 'exponential', mean = 1 } }"; }) ==
        "n.toml, line 10: nodes.ward: class a is closed and never leaves, but leaves when it loses patience here");
  CHECK(with([](Parts& p) { p.more = "nodes.ward = { servers = 4, room = 3 }"; }) ==
        "n.toml, line 10: nodes.ward.room: class a is closed and never leaves, but is lost when there is none");
  CHECK(
      with([](Parts& p) { p.routes = "{ from = 'gp', to = 'ward' }, { from = 'ward', to = 'ward' }"; }) ==
      "n.toml, line 10: nodes.ward: class a gets here and never back to gp as class a: expected routes that lead back");
  CHECK(with([](Parts& p) { p.run += ", until_empty = true"; }) ==
        "n.toml, line 3: run.until_empty = true: expected false: class a never leaves");
  CHECK(with([](Parts& p) { p.gp = "servers = 1, room = 20, when_full = 'block'"; }) ==
        "n.toml, line 4: classes.a.starts_at = \"gp\": expected a node with room for everybody");
}

TEST_CASE("customers from outside who never leave have no traffic equations") {
  CHECK(problem({.routes = "{ from = 'gp', to = 'gp' }"}) ==
        "n.toml, line 5: nodes.gp: class a comes from outside and circulates for ever from here: expected a route out");
  CHECK(problems({.routes = "{ from = 'gp', to = 'gp', probability = 0.4 }"}) == Lines{});
}

TEST_CASE("a queue that can only grow is named with what comes and what is there") {
  CHECK(
      problem({.gp = "servers = 3", .arrivals = "{ class = 'a', node = 'gp', rate = 3.2 }"}) ==
      "n.toml, line 5: nodes.gp: 3.2 customers an hour need 3.2 servers, and there are 3: the queue would grow without "
      "limit");
  CHECK(problem({.gp = "copies = 2, shifts = [{ servers = 2, from = 8, to = 14 }]"}) ==
        "n.toml, line 5: nodes.gp: 0.5 customers an hour at each copy need 0.5 servers, and there are 0.5 on average: "
        "the "
        "queue would grow without limit");
  CHECK(problem({.gp = "servers = 1, speed = [1, 0.8]"}) ==
        "n.toml, line 5: nodes.gp: 1 customers an hour need 1 servers, and there are 1 at speed 0.8: the queue would "
        "grow "
        "without limit");
}

TEST_CASE("servers that are needed together are on duty together") {
  const auto shifts = [](const char* own, const char* helper) {
    return Parts{.run = "time_unit = 'hours', length = 100, until_empty = true",
                 .gp = fmt::format("shifts = [{{ servers = 1, {} }}], together_with = ['ward']", own),
                 .more = fmt::format("nodes.ward = {{ shifts = [{{ servers = 1, {} }}] }}", helper)};
  };
  CHECK(
      problem(shifts("from = 8, to = 12", "from = 13, to = 17")) ==
      "n.toml, line 5: nodes.gp.together_with = [\"ward\"]: expected somebody on duty here and at each of them at some "
      "hour of the week, whom class a needs together");
  CHECK(problems(shifts("from = 8, to = 12, days = ['Mon']", "from = 8, to = 12, days = ['Tue']")).size() == 1);
  CHECK(problems(shifts("from = 8, to = 12", "from = 12, to = 17")).size() == 1);
  CHECK(problems(shifts("from = 8, to = 12.25", "from = 12, to = 17")) == Lines{});
  CHECK(problems(shifts("from = 0, to = 1, days = ['Mon']", "from = 22, to = 30, days = ['Sun']")) == Lines{});
  CHECK(problems({.gp = "servers = 4, together_with = ['ward']",
                  .more = "nodes.ward = { shifts = [{ servers = 9, from = 22, to = 30 }] }"}) == Lines{});
  // Who can serve the class is there only when the helper is not.
  Parts skilled = shifts("from = 8, to = 12", "from = 8, to = 12");
  skilled.a = "skills = ['x']";
  skilled.gp =
      "shifts = [{ servers = 1, from = 8, to = 12 }, { servers = 1, from = 12, to = 20, skills = ['x'] }], "
      "together_with = ['ward']";
  CHECK(problems(skilled).size() == 1);
}

TEST_CASE("a queue for servers that are seldom on duty together is named") {
  CHECK(problem({.gp = "shifts = [{ servers = 4, from = 0, to = 12 }], together_with = ['ward']",
                 .more = "nodes.ward = { shifts = [{ servers = 4, from = 9, to = 21 }] }"}) ==
        "n.toml, line 5: nodes.gp.together_with: 1 customers an hour need 1 servers of each node, and there are 0.5 "
        "together on average: the queue would grow without limit");
}

TEST_CASE("what is needed together is neither interrupted nor slowed down") {
  const auto with = [](const char* own, const char* helper) {
    return problem({.gp = fmt::format("servers = 2, together_with = ['ward']{}", own),
                    .more = fmt::format("nodes.ward = {{ servers = 4{} }}", helper)});
  };
  CHECK(with(", discipline = 'pre-emptive'", "") ==
        "n.toml, line 5: nodes.gp.together_with = [\"ward\"]: expected no together_with beside discipline = "
        "\"pre-emptive\"");
  CHECK(with(", speed = [1, 0.9]", "") ==
        "n.toml, line 5: nodes.gp.together_with = [\"ward\"]: expected no together_with beside speed = [1, 0.9]");
  CHECK(with(", speed = 'shared'", "") ==
        "n.toml, line 5: nodes.gp.together_with = [\"ward\"]: expected no together_with beside speed = \"shared\"");
  CHECK(with("", ", discipline = 'pre-emptive'") ==
        "n.toml, line 5: nodes.gp.together_with = [\"ward\"]: expected nodes where no service is interrupted or slowed "
        "down, and ward has discipline = \"pre-emptive\"");
  CHECK(with("", ", speed = 'shared'") ==
        "n.toml, line 5: nodes.gp.together_with = [\"ward\"]: expected nodes where no service is interrupted or slowed "
        "down, and ward has speed = \"shared\"");
}

TEST_CASE("more customers than can be numbered are noticed before the run") {
  const auto of = [](const char* length, const char* more) {
    return Parts{.run = fmt::format("time_unit = 'hours', length = {}", length),
                 .gp = "servers = 200",
                 .arrivals = fmt::format("{{ class = 'a', node = 'gp', rate = 100 }}{}", more)};
  };
  CHECK(problems(of("1e6", "")) == Lines{});
  CHECK(problem(of("1e7", ",\n{ class = 'a', node = 'gp', rate = 10 }")) ==
        "n.toml, line 6: arrivals.0: about 1e+09 customers will come at each site until the end of run.length, and for "
        "each of 2 lines of arrivals at 2 sites so many numbers are kept, 4e+09 with some to spare: expected less than "
        "2.15e+09");
  CHECK(problems(of("1e7", "")) == Lines{});
  CHECK(problems(of("1.0736e7", "")).size() == 1);  // by chance a few more would come
}

TEST_CASE("a queue that cannot grow without limit may be overloaded") {
  const std::string many = "{ class = 'a', node = 'gp', rate = 9 }";
  CHECK(problems({.gp = "servers = 2, room = 5", .arrivals = many}) == Lines{});
  CHECK(problems({.arrivals = many, .patience = service("law = 'exponential', mean = 1")}) == Lines{});
  CHECK(problems({.gp = "servers = 2, balking = [0, 1]", .arrivals = many}) == Lines{});
  CHECK(problems({.gp = "servers = 2, balking = [1, 0]", .arrivals = many}).size() == 1);
  CHECK(problems({.arrivals = "{ class = 'a', node = 'gp', times = [1, 1, 1, 1, 1] }"}) == Lines{});
  CHECK(problems({.run = "time_unit = 'hours', length = 100, until_empty = true", .arrivals = many}) == Lines{});
  CHECK(problems({.arrivals = many,
                  .patience = "{ node = 'gp', class = 'b', time = { law = 'exponential', mean = 1 } }",
                  .more = "classes.b = {}"})
            .size() == 1);  // the patient ones are too many by themselves
  // What a lossy node lets through may be little enough for the next.
  CHECK(problems({.gp = "servers = 2, room = 0",
                  .arrivals = many,
                  .services = both_served,
                  .routes = "{ from = 'gp', to = 'ward' }",
                  .more = ward}) == Lines{});
}
