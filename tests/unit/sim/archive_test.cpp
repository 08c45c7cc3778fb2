#include "sim/archive.h"

#include "tests/support/catch.h"

namespace tests {
namespace {

using namespace sim;

// What a model might remember.
struct Ward {
  double temperature = 0;
  std::vector<int> patients;
  std::vector<std::uint16_t> doses;

  void state(Archive& archive) {
    archive.section("ward");
    archive.value(temperature);
    archive.vector(patients);
    archive.section("medicine");
    archive.vector(doses);
    archive.finish_section();
  }
};

Archive::Sections saved() {
  Ward ward{37.5, {3, 1, 2}, {}};
  Archive archive;
  CHECK_FALSE(archive.reading());
  ward.state(archive);
  return archive.sections();
}

TEST_CASE("what was written is read back by the same function", "[unit]") {
  Archive archive(saved());
  CHECK(archive.reading());
  Ward ward{0, {9, 9, 9, 9, 9}, {1}};
  ward.state(archive);
  CHECK(ward.temperature == 37.5);
  CHECK(ward.patients == std::vector<int>{3, 1, 2});
  CHECK(ward.doses.empty());
}

TEST_CASE("to write changes nothing", "[unit]") {
  Ward ward{1.5, {4}, {5}};
  Archive archive;
  ward.state(archive);
  CHECK(ward.temperature == 1.5);
  CHECK(ward.patients == std::vector<int>{4});
}

TEST_CASE("sections are read in whatever order", "[unit]") {
  Archive archive(saved());
  std::vector<std::uint16_t> doses = {7};
  archive.section("medicine");
  archive.vector(doses);
  CHECK(doses.empty());
  double temperature = 0;
  archive.section("ward");
  archive.value(temperature);
  CHECK(temperature == 37.5);
}

TEST_CASE("a section that is missing is refused by its name", "[unit]") {
  Archive archive(saved());
  CHECK_THROWS_AS(archive.section("kitchen"), InputError);
  CHECK_THROWS_WITH(Archive(saved()).section("kitchen"), Catch::Matchers::ContainsSubstring("'kitchen'"));
}

TEST_CASE("a list of things of another size is refused", "[unit]") {
  Archive archive(saved());
  double temperature = 0;
  std::vector<double> patients;
  archive.section("ward");
  archive.value(temperature);
  CHECK_THROWS_AS(archive.vector(patients), InputError);
}

TEST_CASE("a list longer than what is left is refused", "[unit]") {
  Archive::Sections sections = saved();
  sections["ward"].resize(sections["ward"].size() - 1);
  Archive archive(sections);
  Ward ward;
  CHECK_THROWS_AS(ward.state(archive), InputError);

  // However absurd the length: three patients are said to be 2^64 - 1.
  sections = saved();
  for (std::size_t byte = 8; byte < 16; ++byte) sections["ward"][byte] = std::byte{0xFF};
  Archive absurd(sections);
  CHECK_THROWS_AS(ward.state(absurd), InputError);
}

TEST_CASE("bytes that nobody read are refused at the end of their section", "[unit]") {
  Archive::Sections sections = saved();
  sections["medicine"].push_back(std::byte{0});
  Archive at_the_end(sections);
  Ward ward;
  CHECK_THROWS_AS(ward.state(at_the_end), InputError);

  Archive half_read(saved());
  half_read.section("ward");
  half_read.value(ward.temperature);
  CHECK_THROWS_WITH(half_read.section("medicine"), Catch::Matchers::ContainsSubstring("'ward'"));
}

TEST_CASE("a value that goes beyond its section is refused", "[unit]") {
  Archive archive({{"short", std::vector<std::byte>(7)}});
  archive.section("short");
  std::uint64_t value = 5;
  CHECK_THROWS_AS(archive.value(value), InputError);
  CHECK(value == 5);
}

}  // namespace
}  // namespace tests
