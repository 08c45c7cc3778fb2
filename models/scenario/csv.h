// csv.h - takes CSV text apart into rows of cells, after RFC 4180.
//
// Cells in quotes may hold commas, line breaks and doubled quotes. Blanks around a cell and a byte order mark are left
// out; lines end with or without a carriage return. Rows are counted as a spreadsheet counts them, empty ones included,
// though those are not given. A row that cannot be read says why, and the next one is read all the same.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace klynge {

struct CsvLine {
  int row = 0;  // 1 is the first
  std::vector<std::string> cells;
  std::string amiss;  // empty if the row could be read
};

std::vector<CsvLine> parse_csv(std::string_view text);

// The first line that is not UTF-8; nothing if all is.
std::optional<int> first_line_not_utf8(std::string_view text);

}  // namespace klynge
