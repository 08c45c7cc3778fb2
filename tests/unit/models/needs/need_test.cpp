#include "models/needs/need.h"

#include <array>

#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace klynge;

constexpr std::array<Process, process_count> processes = {Process::gp_contact, Process::other_contact,
                                                          Process::outpatient_visit, Process::elective_admission,
                                                          Process::deterioration};

// Two age bands; condition 0 calls for visits, condition 1 for none, condition 2 for many.
TableData tables() {
  TableData data;
  data.needs = {{0, 64, 3, 1, 0.5, 0.02, 0.05, Confidence::assumed},
                {65, oldest_age, 5, 1.5, 1, 0.05, 0.2, Confidence::assumed}};
  data.conditions = {"COPD", "hypertension", "cancer"};
  data.care = {{"COPD", "lungs", 3, 0.2, 1.5, 0.4, Confidence::assumed},
               {"hypertension", "heart", 2, 0.5, 0, 0.1, Confidence::assumed},
               {"cancer", "oncology", 1, 0, 3.5, 0.3, Confidence::assumed}};
  return data;
}

Residents resident(std::uint8_t age, std::uint32_t conditions, float frailty) {
  Residents people;
  people.municipality_code = 730;
  people.age = {age};
  people.female = {1};
  people.frailty = {frailty};
  people.conditions = {conditions};
  people.shared_plan = {0};
  people.coordinator = {0};
  return people;
}

double rate(Process process, const Residents& people) { return Needs(tables()).rate(process, people, 0); }

TEST_CASE("who has no condition needs what age alone explains", "[unit]") {
  const Residents young = resident(64, 0, 1);
  CHECK(rate(Process::gp_contact, young) == 3);
  CHECK(rate(Process::other_contact, young) == 1);
  CHECK(rate(Process::outpatient_visit, young) == 0.5);
  CHECK(rate(Process::elective_admission, young) == 0.02);
  CHECK(rate(Process::deterioration, young) == 0.05);
  CHECK(rate(Process::gp_contact, resident(65, 0, 1)) == 5);
  CHECK(rate(Process::gp_contact, resident(oldest_age, 0, 1)) == 5);
}

// COPD and cancer at 70: 5 + 3 + 1 contacts in general practice, and so on.
TEST_CASE("each condition adds its own needs", "[unit]") {
  const Residents ill = resident(70, 0b101, 1);
  CHECK(rate(Process::gp_contact, ill) == Catch::Approx(9));
  CHECK(rate(Process::other_contact, ill) == Catch::Approx(1.7));
  CHECK(rate(Process::outpatient_visit, ill) == Catch::Approx(6));
  CHECK(rate(Process::elective_admission, ill) == Catch::Approx(0.05));  // no condition adds to planned stays
  CHECK(rate(Process::deterioration, ill) == Catch::Approx(0.9));
}

TEST_CASE("frailty multiplies deterioration and nothing else", "[unit]") {
  const Residents robust = resident(70, 0b111, 1);
  const Residents frail = resident(70, 0b111, 2);
  for (const Process process : processes) {
    const double ratio = process == Process::deterioration ? 2 : 1;
    CHECK(rate(process, frail) == Catch::Approx(ratio * rate(process, robust)));
  }
}

// Of 6 visits a year, 1.5 are for COPD, 3.5 for cancer and 1 for the general clinic, in this order of the share drawn.
TEST_CASE("a visit is for a condition as often as the condition calls for visits", "[unit]") {
  const Needs needs(tables());
  const Residents ill = resident(70, 0b111, 1);
  constexpr int shares = 6'000;
  std::array<int, 4> visits{};  // the general clinic, then by condition
  for (int n = 0; n < shares; ++n) {
    ++visits[static_cast<std::size_t>(needs.condition_behind_visit(ill, 0, (n + 0.5) / shares) + 1)];
  }
  CHECK(visits == std::array<int, 4>{1'000, 1'500, 0, 3'500});
}

TEST_CASE("who has no condition is seen in the general clinic", "[unit]") {
  for (const double share : {1e-9, 0.5, 1 - 1e-9}) {
    CHECK(Needs(tables()).condition_behind_visit(resident(30, 0, 1), 0, share) == -1);
  }
}

}  // namespace
}  // namespace tests
