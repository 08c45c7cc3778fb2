// problems.h - what is wrong with a user's files, gathered so that all of it can be told at once.
//
// A reader adds a line for each problem and goes on reading; at the end throw_if_any() tells them in the order in which
// they stand in the files.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "models/scenario/scenario.h"
#include "sim/check.h"

namespace klynge {

// One or more problems, each a line: "randers.toml, line 14: sectors.hospital.beds = -3: expected at least 0 beds".
class ScenarioError : public sim::InputError {
 public:
  explicit ScenarioError(std::vector<std::string> problems);
  const std::vector<std::string>& problems() const { return problems_; }

 private:
  std::vector<std::string> problems_;
};

class Problems {
 public:
  // Adds "<place>: <text>"; the place is the origin, without a line where that is 0.
  void add(const Origin& place, const std::string& text);
  // Adds "<file>, row <row>, <text>".
  void add_row(const std::string& file, int row, const std::string& text);

  std::size_t count() const { return found_.size(); }
  void throw_if_any() const;

 private:
  struct Problem {
    Origin place;
    std::string line;
  };
  std::vector<Problem> found_;
};

// "randers.toml, line 14", or the file alone where the line is 0.
std::string place_name(const Origin& origin);

}  // namespace klynge
