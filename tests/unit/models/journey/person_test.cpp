// What a person takes in memory, because a country must fit into it, and in a file.

#include "models/journey/person.h"

#include <type_traits>

#include "models/journey/messages.h"
#include "models/population/residents.h"
#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace klynge;

// Columns of Residents, a Person, and a row of the agenda: 19 + 36 + 40 bytes.
TEST_CASE("six million residents who are well fit into 600 MB", "[unit]") {
  const std::size_t columns =
      sizeof(decltype(Residents::born)::value_type) + sizeof(decltype(Residents::frailty)::value_type) +
      sizeof(decltype(Residents::states)::value_type) + sizeof(decltype(Residents::uncontrolled)::value_type) +
      sizeof(decltype(Residents::practice)::value_type) + sizeof(decltype(Residents::flags)::value_type);
  const std::size_t agenda = 4 * slot_count + 8;
  CHECK(6'000'000 * (columns + sizeof(Person) + agenda) <= 600'000'000);
}

TEST_CASE("whoever is ill can be saved byte by byte", "[unit]") {
  CHECK(std::is_trivially_copyable_v<Person>);
  CHECK(std::is_trivially_copyable_v<Episode>);
  CHECK(std::is_trivially_copyable_v<Client>);
  CHECK(std::is_trivially_copyable_v<Course>);
}

TEST_CASE("nobody begins ill, cared for or in bed", "[unit]") {
  const Person person;
  CHECK(person.episode == nothing);
  CHECK(person.client == nothing);
  CHECK(person.course == nothing);
  CHECK(person.gp.empty());
  CHECK_FALSE(person.in_bed());
  CHECK_FALSE(person.elective_wanted());
  CHECK_FALSE(person.dying());
}

TEST_CASE("what is remembered of a person in a bit leaves the other bits alone", "[unit]") {
  constexpr std::array<std::uint8_t, 8> bits = {Person::admitted_bit,  Person::outpatient_bit, Person::gp_bit,
                                                Person::telephone_bit, Person::e_bit,          Person::in_bed_bit,
                                                Person::elective_bit,  Person::dying_bit};
  int all = 0;
  for (const std::uint8_t bit : bits) {
    CHECK((all & bit) == 0);
    all |= bit;
    Person person;
    person.flags = static_cast<std::uint8_t>(0x5A & ~bit);
    const std::uint8_t others = person.flags;
    person.set(bit, true);
    CHECK(person.flags == (others | bit));
    person.set(bit, false);
    CHECK(person.flags == others);
  }
  CHECK(all == 0xFF);
  CHECK(Person::reach_bits ==
        (Person::admitted_bit | Person::outpatient_bit | Person::gp_bit | Person::telephone_bit | Person::e_bit));
  Person person;
  person.set(Person::in_bed_bit, true);
  CHECK(person.in_bed());
  CHECK_FALSE(person.dying());
}

TEST_CASE("the slots of the agenda are the first happenings in the same order", "[unit]") {
  CHECK(kind(Happening::gp_contact_needed) == static_cast<sim::EventKind>(Slot::gp_contact));
  CHECK(kind(Happening::other_contact_needed) == static_cast<sim::EventKind>(Slot::other_contact));
  CHECK(kind(Happening::course_needed) == static_cast<sim::EventKind>(Slot::course));
  CHECK(kind(Happening::elective_admission_needed) == static_cast<sim::EventKind>(Slot::elective));
  CHECK(kind(Happening::deterioration) == static_cast<sim::EventKind>(Slot::deterioration));
  CHECK(kind(Happening::visit_due) == static_cast<sim::EventKind>(Slot::visit));
  CHECK(kind(Happening::life_event) == static_cast<sim::EventKind>(Slot::life));
  CHECK(kind(Happening::end_of_life) == static_cast<sim::EventKind>(Slot::death));
  CHECK(slot_count == 8);
}

// An event carries 24 bytes (sim/event.h).
TEST_CASE("all that is said of a person fits into an event", "[unit]") {
  CHECK(sizeof(Referral) <= 24);
  CHECK(sizeof(Visit) <= 24);
  CHECK(sizeof(VisitAttended) <= 24);
  CHECK(sizeof(SentHome) <= 24);
  CHECK(sizeof(DischargeNotice) <= 24);
  CHECK(sizeof(Discharged) <= 24);
  CHECK(sizeof(Traits) <= 24);
  CHECK(sizeof(Letter) <= 24);
}

}  // namespace
}  // namespace tests
