// csv_table.h - a CSV table as rows with named cells, and the problems met in reading them.
//
// Every cell stays text until it is asked for, so that a bad one hides no other. Columns that are not asked for are
// ignored.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/scenario/problems.h"
#include "models/scenario/scenario.h"

namespace klynge {

class CsvRow;

class CsvTable {
 public:
  CsvTable(const TableFile& file, std::vector<std::string> columns, Problems& problems);
  CsvTable(const CsvTable&) = delete;  // its rows point to it
  CsvTable& operator=(const CsvTable&) = delete;

  const std::string& file() const { return file_; }
  const std::vector<CsvRow>& rows() const { return rows_; }
  // Whether no column is missing and no row was lost; what is not whole cannot be held against anything.
  bool is_whole() const { return missing_.empty() && !lost_rows_; }

 private:
  friend class CsvRow;

  // Where each of columns_ stands in the header; not at all if it is missing.
  std::vector<std::size_t> find_columns(const std::vector<std::string>& header);

  std::string file_;
  std::vector<std::string> columns_;
  std::vector<std::string> missing_;  // columns
  std::vector<CsvRow> rows_;
  bool lost_rows_ = false;
  Problems& problems_;
};

// A cell that is not what it is asked to be is a problem and gives nothing, or an empty text; so does one of a missing
// column, without a word: the column is a problem already.
class CsvRow {
 public:
  CsvRow(const CsvTable& table, int number, std::vector<std::string> cells)
      : table_(&table), number_(number), cells_(std::move(cells)) {}

  int number() const { return number_; }
  bool is_empty(std::string_view column) const { return cell(column).empty(); }

  std::string text(std::string_view column) const;
  std::optional<std::int64_t> whole(std::string_view column, std::int64_t least, std::int64_t most) const;
  std::optional<double> real(std::string_view column, double least, double most) const;
  // Where the text stands among these words.
  std::optional<std::size_t> one_of(std::string_view column, const std::vector<std::string_view>& words) const;
  // No earlier row may have the same text; `seen` remembers in which row each was.
  void once(std::string_view column, std::map<std::string, int>& seen) const;

  // Adds "column prevalence_percent = 130: expected at most 100".
  void expected(std::string_view column, const std::string& what) const;

 private:
  const std::string& cell(std::string_view column) const;

  const CsvTable* table_;
  int number_;
  std::vector<std::string> cells_;
};

}  // namespace klynge
