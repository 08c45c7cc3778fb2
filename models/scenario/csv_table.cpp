#include "models/scenario/csv_table.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <system_error>

#include "models/scenario/csv.h"
#include "models/scenario/wording.h"

namespace klynge {
namespace {

template <class Number>
std::optional<Number> parse(const std::string& text) {
  Number number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

CsvTable::CsvTable(const TableFile& file, std::vector<std::string> columns, Problems& problems)
    : file_(file.path), columns_(std::move(columns)), problems_(problems) {
  if (const auto line = first_line_not_utf8(file.text)) {
    problems_.add_row(file_, *line, "not UTF-8: expected the file to be saved in that encoding");
    missing_ = columns_;
    return;
  }
  const std::vector<CsvLine> lines = parse_csv(file.text);
  if (lines.empty() || !lines.front().amiss.empty()) {
    problems_.add_row(file_, 1, lines.empty() ? "nothing: expected a header" : lines.front().amiss);
    missing_ = columns_;
    return;
  }
  const std::vector<std::string>& header = lines.front().cells;
  const std::vector<std::size_t> places = find_columns(header);
  for (auto line = lines.begin() + 1; line != lines.end(); ++line) {
    std::string amiss = line->amiss;
    if (amiss.empty() && line->cells.size() != header.size()) {
      amiss = fmt::format("{} cells: expected {} as in the header", line->cells.size(), header.size());
    }
    if (!amiss.empty()) {
      problems_.add_row(file_, line->row, amiss);
      lost_rows_ = true;
      continue;
    }
    std::vector<std::string> cells;
    for (const std::size_t place : places) cells.push_back(place < header.size() ? line->cells[place] : "");
    rows_.emplace_back(*this, line->row, std::move(cells));
  }
}

std::vector<std::size_t> CsvTable::find_columns(const std::vector<std::string>& header) {
  std::vector<std::size_t> places;
  for (const std::string& column : columns_) {
    const auto found = std::find(header.begin(), header.end(), column);
    places.push_back(static_cast<std::size_t>(found - header.begin()));
    if (found == header.end()) {
      problems_.add_row(file_, 1, fmt::format("column {} is missing", column));
      missing_.push_back(column);
    } else if (std::find(found + 1, header.end(), column) != header.end()) {
      problems_.add_row(file_, 1, fmt::format("column {}: expected once, but it is there twice", column));
    }
  }
  return places;
}

const std::string& CsvRow::cell(std::string_view column) const {
  const auto& columns = table_->columns_;
  const auto found = std::find(columns.begin(), columns.end(), column);
  sim::invariant(found != columns.end(), "a cell is read from a column that was not asked for");
  return cells_[static_cast<std::size_t>(found - columns.begin())];
}

std::string CsvRow::text(std::string_view column) const {
  const std::string& found = cell(column);
  if (found.empty()) expected(column, "text");
  return found;
}

std::optional<std::int64_t> CsvRow::whole(std::string_view column, std::int64_t least, std::int64_t most) const {
  const FieldSpec range{"", "", static_cast<double>(least), static_cast<double>(most)};
  const auto number = parse<std::int64_t>(cell(column));
  const std::string amiss =
      number ? what_is_amiss(static_cast<double>(*number), range) : "a whole number, " + range_text(range);
  if (amiss.empty()) return number;
  expected(column, amiss);
  return std::nullopt;
}

std::optional<double> CsvRow::real(std::string_view column, double least, double most) const {
  const FieldSpec range{"", "", least, most};
  const auto number = parse<double>(cell(column));
  const std::string amiss = number ? what_is_amiss(*number, range) : "a number, " + range_text(range);
  if (amiss.empty()) return number;
  expected(column, amiss);
  return std::nullopt;
}

std::optional<std::size_t> CsvRow::one_of(std::string_view column, const std::vector<std::string_view>& words) const {
  const auto found = std::find(words.begin(), words.end(), cell(column));
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  expected(column, fmt::format("one of: {}", fmt::join(words, ", ")));
  return std::nullopt;
}

void CsvRow::once(std::string_view column, std::map<std::string, int>& seen) const {
  if (is_empty(column)) return;
  const auto [first, is_new] = seen.emplace(cell(column), number_);
  if (!is_new) expected(column, fmt::format("once, but row {} has it too", first->second));
}

void CsvRow::expected(std::string_view column, const std::string& what) const {
  const auto& missing = table_->missing_;
  if (std::find(missing.begin(), missing.end(), column) != missing.end()) return;
  const std::string& found = cell(column);
  const std::string value = parse<double>(found) ? found : in_quotes(found);
  table_->problems_.add_row(table_->file_, number_, fmt::format("column {} = {}: expected {}", column, value, what));
}

}  // namespace klynge
