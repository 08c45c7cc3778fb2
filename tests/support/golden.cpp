#include "tests/support/golden.h"

#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <map>

#include "tests/support/catch.h"

namespace tests {
namespace {

Lines read_golden(const std::string& path) {
  Lines lines;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

// What stands before the value, and the value.
std::map<std::string, std::string> by_key(const Lines& lines) {
  std::map<std::string, std::string> values;
  for (const std::string& line : lines) {
    const std::size_t comma = line.rfind(',');
    values[line.substr(0, comma)] = line.substr(comma + 1);
  }
  return values;
}

std::string differences(const Lines& golden, const Lines& now) {
  const auto before = by_key(golden);
  const auto after = by_key(now);
  std::string text;
  for (const auto& [key, value] : before) {
    if (!after.contains(key)) text += fmt::format("{}: {} -> nothing\n", key, value);
  }
  for (const auto& [key, value] : after) {
    const auto was = before.find(key);
    if (was == before.end()) text += fmt::format("{}: nothing -> {}\n", key, value);
    if (was != before.end() && was->second != value) text += fmt::format("{}: {} -> {}\n", key, was->second, value);
  }
  return text;
}

}  // namespace

void check_golden(const std::string& name, const Lines& now) {
  const std::string path = KLYNGE_SOURCE_DIR "/tests/golden/" + name;
  const Lines golden = read_golden(path);
  const std::string difference = differences(golden, now);
  INFO(difference);
  if (std::getenv("KLYNGE_UPDATE_GOLDEN") != nullptr) {
    std::ofstream file(path, std::ios::binary);
    for (const std::string& line : now) file << line << '\n';
    FAIL("tests/golden/" << name << " is rewritten: say in CHANGELOG.md why these results change");
  }
  INFO("if this is meant: KLYNGE_UPDATE_GOLDEN=1 ./dev test golden");
  CHECK(difference.empty());
  CHECK((golden == now));  // the order of rows besides
}

}  // namespace tests
