// scenario_files.h - a small complete scenario and its tables, as text that a test may change, and a folder to put
// files in.
//
// The scenario is made from the schema: each field that must be set gets a number in the middle of its range, and so
// stays complete when the schema grows. It obeys every rule, but describes no place on earth.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "models/scenario/load.h"

namespace tests {

// An empty folder that goes away with the test.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  // Writes a file, with the folders it is in.
  std::filesystem::path write(const std::string& file, const std::string& text) const;

 private:
  std::filesystem::path path_;
};

using Texts = std::map<std::string, std::string>;

// `key = value`, a line each, in the order of the schema; `changes` gives other values by key, as TOML text, or leaves a
// field out where the text is empty.
std::string scenario_text(const Texts& changes = {});

// The tables that scenario_text() names: two clusters in one region, three municipalities, of which one on an island,
// two conditions and the two lasting needs of care.
Texts table_texts();

klynge::Scenario small_scenario(const Texts& changes = {}, const Texts& tables = table_texts());

// scenario_text() as base.toml, with its tables beside it.
void write_base(const Folder& folder);

// What a ScenarioError says; empty if none is thrown.
template <class Action>
std::vector<std::string> problems_of(Action&& action) {
  try {
    action();
  } catch (const klynge::ScenarioError& error) {
    return error.problems();
  }
  return {};
}

}  // namespace tests
