#include "models/scenario/problems.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace klynge {

ScenarioError::ScenarioError(std::vector<std::string> problems)
    : sim::InputError(fmt::format("{}", fmt::join(problems, "\n"))), problems_(std::move(problems)) {}

void Problems::add(const Origin& place, const std::string& text) {
  found_.push_back({place, fmt::format("{}: {}", place_name(place), text)});
}

void Problems::add_row(const std::string& file, int row, const std::string& text) {
  found_.push_back({{file, row}, fmt::format("{}, row {}, {}", file, row, text)});
}

void Problems::throw_if_any() const {
  if (found_.empty()) return;
  std::vector<Problem> sorted = found_;
  std::stable_sort(sorted.begin(), sorted.end(), [](const Problem& a, const Problem& b) {
    return std::tie(a.place.file, a.place.line) < std::tie(b.place.file, b.place.line);
  });
  std::vector<std::string> lines;
  for (Problem& problem : sorted) lines.push_back(std::move(problem.line));
  throw ScenarioError(std::move(lines));
}

std::string place_name(const Origin& origin) {
  return origin.line > 0 ? fmt::format("{}, line {}", origin.file, origin.line) : origin.file;
}

}  // namespace klynge
