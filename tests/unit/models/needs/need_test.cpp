#include "models/needs/need.h"

#include <algorithm>
#include <array>
#include <vector>

#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace klynge;
using Catch::Approx;

constexpr std::array<Slot, 5> slots = {Slot::gp_contact, Slot::other_contact, Slot::course, Slot::elective,
                                       Slot::deterioration};

constexpr std::uint32_t copd = 1, hypertension = 2, cancer = 4, home_care = 8, nursing_home = 16;

ConditionRow condition(const char* name, double gp, double other, const char* type, double outpatient,
                       double deteriorations, double uncontrolled_ratio) {
  ConditionRow row;
  row.condition = name;
  row.gp_contacts = gp;
  row.other_practice_contacts = other;
  row.other_practice_type = type;
  row.outpatient_visits = outpatient;
  row.deteriorations = deteriorations;
  row.uncontrolled_ratio = uncontrolled_ratio;
  row.loss_of_control = 0.5;
  return row;
}

// Two age bands; hypertension calls for no clinic, cancer for much of it and is no worse when out of control.
TableData tables() {
  TableData data;
  data.needs = {{0, 64, 3, 1, 0.6, 0.02, 0.05, Confidence::assumed},
                {65, oldest_age, 5, 1.5, 1.2, 0.05, 0.2, Confidence::assumed}};
  data.states = {"COPD", "hypertension", "cancer", "home care", "nursing home"};
  data.conditions = 3;
  data.care = {condition("COPD", 3, 0.2, "physiotherapy", 1.6, 0.4, 2.5),
               condition("hypertension", 2, 0.5, "eye", 0, 0.1, 3), condition("cancer", 1, 0, "", 3.6, 0.3, 1),
               condition("home care", 0, 0, "", 0, 0, 1), condition("nursing home", 0, 0, "", 0, 0, 1)};
  data.other_practice = {{"eye", 0.3}, {"physiotherapy", 0.6}, {"skin", 0.1}};
  return data;
}

// A course for a condition has four attendances and any other three, 73 days apart.
Scenario scenario(double joint_encounters = 0) {
  Scenario s;
  for (Quantity* times :
       {&s.calibration.gp_contacts, &s.calibration.other_practice_contacts, &s.calibration.outpatient_visits,
        &s.calibration.elective_admissions, &s.calibration.deteriorations}) {
    times->value = 1;
  }
  s.needs.joint_encounters.value = joint_encounters;
  s.home_care.unmet_ratio.value = 1.5;
  s.courses.visits.value = 4;
  s.courses.general_visits.value = 3;
  s.courses.interval_days.value = 73;
  return s;
}

Needs needs(double joint_encounters = 0) { return Needs(scenario(joint_encounters), tables()); }

double rate(Slot slot, const Constitution& who, double joint_encounters = 0) {
  return needs(joint_encounters).rate(slot, who);
}

// How often each answer comes, of as many evenly spread shares in (0, 1): none first, then by condition.
template <class Ask>
std::vector<int> answers(int shares, const Ask& ask) {
  std::vector<int> count(4);
  for (int n = 0; n < shares; ++n) ++count[static_cast<std::size_t>(ask((n + 0.5) / shares) + 1)];
  return count;
}

// ---------------------------------------------------------------------------------------------------------- how often

TEST_CASE("who has no condition needs what age alone explains", "[unit]") {
  const Constitution young{64, 0, 1};
  CHECK(rate(Slot::gp_contact, young) == 3);
  CHECK(rate(Slot::other_contact, young) == 1);
  CHECK(rate(Slot::course, young) == Approx(0.2));  // 0.6 attendances a year, three in a course
  CHECK(rate(Slot::elective, young) == 0.02);
  CHECK(rate(Slot::deterioration, young) == 0.05);
  CHECK(rate(Slot::gp_contact, {65, 0, 1}) == 5);
  CHECK(rate(Slot::gp_contact, {oldest_age, 0, 1}) == 5);
}

// COPD and cancer at 70: courses 1.2 / 3 + (1.6 + 3.6) / 4; deteriorations 0.2 + 0.4 x 2.5 + 0.3 as if out of control.
TEST_CASE("each condition adds its own needs", "[unit]") {
  const Constitution ill{70, copd | cancer, 1};
  CHECK(rate(Slot::gp_contact, ill) == Approx(5 + 3 + 1));
  CHECK(rate(Slot::other_contact, ill) == Approx(1.7));
  CHECK(rate(Slot::course, ill) == Approx(1.7));
  CHECK(rate(Slot::elective, ill) == Approx(0.05));  // no condition adds to planned stays
  CHECK(rate(Slot::deterioration, ill) == Approx(1.5));
}

TEST_CASE("lasting needs of care are no condition that a doctor follows up", "[unit]") {
  for (const Slot slot : {Slot::gp_contact, Slot::other_contact, Slot::course, Slot::elective}) {
    CHECK(rate(slot, {70, home_care | nursing_home, 1}) == rate(slot, {70, 0, 1}));
  }
  CHECK(needs().cause_of_deterioration({70, home_care | nursing_home, 1}, 0, 1 - 1e-9) == -1);
}

TEST_CASE("frailty multiplies deterioration and nothing else", "[unit]") {
  for (const Slot slot : slots) {
    const double ratio = slot == Slot::deterioration ? 2 : 1;
    CHECK(rate(slot, {70, copd | cancer, 2}) == Approx(ratio * rate(slot, {70, copd | cancer, 1})));
  }
}

TEST_CASE("calibration multiplies the rates of one kind of need and of no other", "[unit]") {
  const Constitution ill{70, copd | hypertension | cancer, 1};
  const std::array<Quantity Scenario::Calibration::*, 5> factors = {
      &Scenario::Calibration::gp_contacts, &Scenario::Calibration::other_practice_contacts,
      &Scenario::Calibration::outpatient_visits, &Scenario::Calibration::elective_admissions,
      &Scenario::Calibration::deteriorations};
  for (std::size_t k = 0; k < slots.size(); ++k) {
    Scenario changed = scenario();
    (changed.calibration.*factors[k]).value = 1.25;
    const Needs more(changed, tables());
    for (const Slot slot : slots) {
      CHECK(more.rate(slot, ill) == Approx((slot == slots[k] ? 1.25 : 1) * needs().rate(slot, ill)));
    }
  }
}

// --------------------------------------------------------------------------------------------------- joint encounters

TEST_CASE("follow-up is as frequent as the most demanding condition asks or as all of them do together", "[unit]") {
  for (std::uint32_t states = 0; states < 8; ++states) {
    const Constitution who{70, states, 1};
    const double sum =
        5 + ((states & copd) != 0 ? 3 : 0) + ((states & hypertension) != 0 ? 2 : 0) + ((states & cancer) != 0 ? 1 : 0);
    const double most = 5 + ((states & copd) != 0           ? 3
                             : (states & hypertension) != 0 ? 2
                             : (states & cancer) != 0       ? 1
                                                            : 0);
    CAPTURE(states);
    CHECK(rate(Slot::gp_contact, who, 0) == Approx(sum));
    CHECK(rate(Slot::gp_contact, who, 1) == Approx(most));
    double before = sum;
    for (const double joint : {0.2, 0.5, 0.8, 1.0}) {
      const double between = rate(Slot::gp_contact, who, joint);
      CHECK(between <= before);
      CHECK(between >= most);
      before = between;
    }
  }
}

TEST_CASE("joint encounters change general practice only", "[unit]") {
  const Constitution ill{70, copd | hypertension | cancer, 1};
  for (const Slot slot : {Slot::other_contact, Slot::course, Slot::elective, Slot::deterioration}) {
    CHECK(rate(slot, ill, 1) == rate(slot, ill, 0));
  }
}

// Of 5 + 3 + 2 contacts of somebody with COPD and hypertension every second is follow-up; if all are joint, 3 of 8.
TEST_CASE("what age does not explain in general practice is follow-up", "[unit]") {
  CHECK(needs(0).follow_up_share({70, copd | hypertension, 1}) == Approx(0.5));
  CHECK(needs(1).follow_up_share({70, copd | hypertension, 1}) == Approx(3.0 / 8));
  CHECK(needs().follow_up_share({70, 0, 1}) == 0);
}

// Half of the need is met jointly, by the 3 contacts that COPD asks for; the other half by 3 + 2 contacts, one by one.
TEST_CASE("joint contacts are those that the most demanding condition brings", "[unit]") {
  const Constitution ill{70, copd | hypertension, 1};
  CHECK(needs(0.5).joint_share(ill) == Approx(0.5 * 3 / (0.5 * 3 + 0.5 * 5)));
  CHECK(needs(0).joint_share(ill) == 0);
  CHECK(needs(1).joint_share(ill) == 1);
  CHECK(needs(0.5).joint_share({70, 0, 1}) == 0);
}

TEST_CASE("a deterioration is put down to what is out of control", "[unit]") {
  const Constitution ill{70, copd | hypertension, 1};
  const auto share_of_copd = [&](std::uint32_t uncontrolled) {
    int copds = 0;
    for (int n = 0; n < 10'000; ++n) {
      if (needs().cause_of_deterioration(ill, uncontrolled, (n + 0.5) / 10'000) == 0) ++copds;
    }
    return copds;
  };
  CHECK(share_of_copd(copd) > share_of_copd(0));
  CHECK(share_of_copd(hypertension) < share_of_copd(0));
}

TEST_CASE("a condition is followed up as often as it asks to be", "[unit]") {
  const auto followed = [](std::uint32_t states) {
    return answers(6'000, [&](double u) { return needs().followed_up({70, states, 1}, u); });
  };
  CHECK(followed(copd | hypertension | cancer) == std::vector{0, 3'000, 2'000, 1'000});
  CHECK(followed(copd | cancer | home_care) == std::vector{0, 4'500, 0, 1'500});
  CHECK(followed(0) == std::vector{6'000, 0, 0, 0});
}

// -------------------------------------------------------------------------------------------------------------- causes

// At 70: courses 0.4 by age, 0.4 COPD, 0.9 cancer; contacts 1.5, 0.2, 0.5; deteriorations 0.2, 1.0, 0.3, 0.3.
TEST_CASE("a condition is behind a need as often as it causes such needs", "[unit]") {
  const Constitution ill{70, copd | hypertension | cancer, 3};
  const auto causes = [&](int shares, Slot slot) {
    return answers(shares, [&](double u) { return needs().cause(slot, ill, u); });
  };
  CHECK(causes(17'000, Slot::course) == std::vector{4'000, 4'000, 0, 9'000});
  CHECK(causes(22'000, Slot::other_contact) == std::vector{15'000, 2'000, 5'000, 0});
  const auto behind_illness = [&](double u) {
    return needs().cause_of_deterioration(ill, copd | hypertension | cancer, u);
  };
  CHECK(answers(18'000, behind_illness) == std::vector{2'000, 10'000, 3'000, 3'000});
}

TEST_CASE("who has no condition has no condition behind a need", "[unit]") {
  for (const double u : {1e-9, 0.5, 1 - 1e-9}) {
    for (const Slot slot : {Slot::course, Slot::other_contact}) CHECK(needs().cause(slot, {30, 0, 1}, u) == -1);
    CHECK(needs().cause_of_deterioration({30, 0, 1}, 0, u) == -1);
  }
}

TEST_CASE("contacts that no condition explains fall on the types of other practice by their shares", "[unit]") {
  std::vector<int> types(3);
  for (int n = 0; n < 1'000; ++n) ++types[needs().other_practice_type((n + 0.5) / 1'000)];
  CHECK(types == std::vector{300, 600, 100});
  CHECK(needs().other_practice_type(1 - 1e-12) == 2);
  CHECK(needs().other_practice_type_of(0) == 1);
  CHECK(needs().other_practice_type_of(1) == 0);
}

// ---------------------------------------------------------------------------------------------------- deteriorations

// Under control: 0.2 + 0.4 + 0.1 a year of the 0.2 + 1.0 + 0.3 proposed.
TEST_CASE("deteriorations are as frequent as what is under control and what is not make them", "[unit]") {
  const Constitution ill{70, copd | hypertension, 1};
  const double proposed = rate(Slot::deterioration, ill);
  CHECK(proposed == Approx(1.5));
  CHECK(proposed * needs().accepted(ill, 0, 0) == Approx(0.7));
  CHECK(proposed * needs().accepted(ill, copd, 0) == Approx(1.3));
  CHECK(proposed * needs().accepted(ill, hypertension, 0) == Approx(0.9));
  CHECK(needs().accepted(ill, copd | hypertension, 0) == Approx(1));
  CHECK(needs().accepted(ill, copd | hypertension | cancer, 0) == Approx(1));  // a condition that he has not: no matter
}

TEST_CASE("what is out of control never makes a deterioration less likely", "[unit]") {
  for (std::uint32_t states = 0; states < 32; ++states) {
    const Constitution who{70, states, 1.3f};
    const double best = needs().accepted(who, 0, 0);
    const double worst = needs().accepted(who, states, 1);
    CHECK(worst == Approx(1));
    for (std::uint32_t uncontrolled = 0; uncontrolled < 8; ++uncontrolled) {
      for (const double unmet : {0.0, 0.4, 1.0}) {
        const double accepted = needs().accepted(who, uncontrolled & states, unmet);
        CAPTURE(states, uncontrolled, unmet);
        REQUIRE(accepted >= best - 1e-12);
        REQUIRE(accepted <= 1 + 1e-12);
        for (std::uint32_t c = 1; c < 8; c <<= 1) {
          REQUIRE(needs().accepted(who, (uncontrolled | c) & states, unmet) >= accepted - 1e-12);
        }
      }
    }
  }
}

// A ratio of 1.5 where nothing is met: 1.2 where 40 % is not.
TEST_CASE("home care that nobody gives makes deteriorations more frequent and only for those who need it", "[unit]") {
  const Constitution with{80, copd | home_care, 1};
  const Constitution without{80, copd, 1};
  const double met = rate(Slot::deterioration, with) * needs().accepted(with, 0, 0);
  CHECK(met == Approx(rate(Slot::deterioration, without) * needs().accepted(without, 0, 0)));
  CHECK(rate(Slot::deterioration, with) * needs().accepted(with, 0, 0.4) == Approx(1.2 * met));
  CHECK(rate(Slot::deterioration, with) * needs().accepted(with, 0, 1) == Approx(1.5 * met));
  CHECK(needs().accepted(without, 0, 1) == needs().accepted(without, 0, 0));
}

// ------------------------------------------------------------------------------------------------------------- courses

// Little's law: courses a year times their length, which is one interval less than attendances. At 70 with cancer,
// 0.4 x 2 x 0.2 years + 0.9 x 3 x 0.2 years.
TEST_CASE("open courses in the long run are those that begin times their length", "[unit]") {
  CHECK(needs().open_courses({70, cancer, 1}) == Approx(0.16 + 0.54));
  CHECK(needs().visits_of(2) == 4);
  CHECK(needs().visits_of(-1) == 3);
}

}  // namespace
}  // namespace tests
