// The JSON Schema is JSON and speaks of every field.

#define BOOST_BIND_GLOBAL_PLACEHOLDERS  // Boost's JSON parser still uses them, and says so if it is not told
#include <boost/property_tree/json_parser.hpp>
#include <sstream>
#include <string>

#include "models/scenario/load.h"
#include "tests/support/catch.h"

using namespace klynge;

namespace {

boost::property_tree::ptree parsed_schema() {
  std::istringstream json(json_schema());
  boost::property_tree::ptree tree;
  boost::property_tree::read_json(json, tree);
  return tree;
}

// "run.days" is described at properties / run / properties / days.
std::string path_of(const std::string& key) {
  std::string path = "properties.";
  for (const char c : key) path += c == '.' ? std::string(".properties.") : std::string(1, c);
  return path;
}

}  // namespace

TEST_CASE("the JSON schema names the draft it is written in and forbids other keys") {
  const auto tree = parsed_schema();
  CHECK(tree.get<std::string>("$schema") == "https://json-schema.org/draft/2020-12/schema");
  CHECK_FALSE(tree.get<bool>("additionalProperties"));
  CHECK_FALSE(tree.get<bool>("properties.sectors.properties.hospital.additionalProperties"));
  CHECK(tree.get<std::string>("properties.extends.type") == "string");
  CHECK(tree.get<std::string>("properties.expanded.type") == "boolean");
}

TEST_CASE("the JSON schema describes every field") {
  const auto tree = parsed_schema();
  for (const FieldView& field : schema()) {
    INFO(field.key);
    const auto described = tree.get_child_optional(path_of(field.key));
    REQUIRE(described.has_value());
    CHECK(described->get<std::string>("description").rfind(field.meaning, 0) == 0);
  }
}

TEST_CASE("the JSON schema describes what a change may say") {
  const auto tree = parsed_schema();
  CHECK(tree.get<std::string>("properties.change.type") == "array");
  CHECK_FALSE(tree.get<bool>("properties.change.items.additionalProperties"));
  for (const FieldView& field : change_schema()) {
    INFO(field.key);
    const auto described = tree.get_child_optional("properties.change.items." + path_of(field.key));
    REQUIRE(described.has_value());
    CHECK(described->get<std::string>("description").rfind(field.meaning, 0) == 0);
  }
  CHECK(tree.get<std::string>("properties.change.items.properties.from.format") == "date");
  CHECK_FALSE(tree.get_child_optional("properties.change.items.properties.prices").has_value());
}

TEST_CASE("the JSON schema gives ranges, units and choices") {
  const auto tree = parsed_schema();
  const auto bare = tree.get_child(path_of("travel.speed") + ".anyOf").front().second;
  CHECK(bare.get<double>("minimum") == 5);
  CHECK(bare.get<double>("maximum") == 130);
  const auto sourced = tree.get_child(path_of("travel.speed") + ".anyOf").back().second;
  CHECK(sourced.get<std::string>("properties.unit.const") == "km/h");
  CHECK(sourced.get<double>("properties.value.maximum") == 130);
  CHECK(tree.get_child(path_of("decide.rule") + ".enum").size() == 4);
  CHECK(tree.get_child(path_of("info.capacity_age_days") + ".anyOf").front().second.count("maximum") == 0);
}
