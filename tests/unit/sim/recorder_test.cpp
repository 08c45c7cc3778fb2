#include "sim/recorder.h"

#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace sim;

Row row(int second, std::size_t agent, double value) {
  return {start_of_time + seconds{second}, Subject{AgentId{agent}}, NodeId{std::size_t{0}}, 0, 0, value};
}

std::vector<double> values(const std::vector<Row>& rows) {
  std::vector<double> out;
  for (const Row& each : rows) out.push_back(each.value);
  return out;
}

TEST_CASE("a recorder keeps rows as they were written", "[unit]") {
  Recorder recorder;
  recorder.add({start_of_time + hours{2}, Subject{AgentId{std::size_t{4}}}, NodeId{std::size_t{9}}, 3, 5, 0.25});
  recorder.add(row(1, 1, 2));
  REQUIRE(recorder.rows().size() == 2);
  const Row& first = recorder.rows()[0];
  CHECK(first.time == start_of_time + hours{2});
  CHECK(first.subject == Subject{AgentId{std::size_t{4}}});
  CHECK(first.node == NodeId{std::size_t{9}});
  CHECK(first.kind == 3);
  CHECK(first.detail == 5);
  CHECK(first.value == 0.25);
}

TEST_CASE("recorders are merged by time and then subject and then row", "[unit]") {
  Recorder one;
  one.add(row(1, 7, 3));
  one.add(row(2, 5, 4));
  one.add(row(2, 5, 5));
  one.add(row(2, 1, 0.5));  // the handler of a later subject spoke of an earlier one
  Recorder two;
  two.add(row(1, 2, 1));
  two.add(row(1, 2, 2));
  two.add(row(3, 0, 6));
  const std::vector<double> expected = {1, 2, 3, 0.5, 4, 5, 6};
  CHECK(values(Recorder::merge({&one, &two})) == expected);
  CHECK(values(Recorder::merge({&two, &one})) == expected);
  CHECK(Recorder::merge({}).empty());
}

TEST_CASE("many rows of one instant keep the order in which they were written", "[unit]") {
  Recorder recorder;
  std::vector<double> expected;
  for (int i = 0; i < 1'000; ++i) {
    recorder.add(row(1, 1, i));
    expected.push_back(i);
  }
  CHECK(values(Recorder::merge({&recorder})) == expected);
}

}  // namespace
}  // namespace tests
