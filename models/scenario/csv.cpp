#include "models/scenario/csv.h"

#include <algorithm>
#include <utility>

namespace klynge {
namespace {

constexpr std::string_view blanks = " \t";

class CsvReader {
 public:
  explicit CsvReader(std::string_view text) : rest_(text) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (rest_.starts_with(byte_order_mark)) rest_.remove_prefix(byte_order_mark.size());
  }

  bool at_end() const { return rest_.empty(); }

  CsvLine read_line() {
    CsvLine line;
    line.row = ++row_;
    do {
      line.cells.push_back(read_cell(line));
    } while (take(","));
    if (!take("\r\n")) take("\n");
    return line;
  }

 private:
  bool take(std::string_view expected) {
    if (!rest_.starts_with(expected)) return false;
    rest_.remove_prefix(expected.size());
    return true;
  }

  // Up to the next comma or line end.
  std::string_view take_plain() {
    std::size_t end = std::min(rest_.find_first_of(",\n"), rest_.size());
    if (end > 0 && end < rest_.size() && rest_[end] == '\n' && rest_[end - 1] == '\r') --end;
    const std::string_view plain = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return plain.substr(0, plain.find_last_not_of(blanks) + 1);
  }

  std::string read_cell(CsvLine& line) {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(blanks), rest_.size()));
    if (take("\"")) return read_quoted(line);
    const std::string_view cell = take_plain();
    if (cell.find('"') != std::string_view::npos)
      line.amiss = "a quote within a cell: expected the whole cell in quotes";
    return std::string(cell);
  }

  std::string read_quoted(CsvLine& line) {
    std::string cell;
    while (true) {
      const std::size_t quote = rest_.find('"');
      cell += rest_.substr(0, quote);
      if (quote == std::string_view::npos) {
        line.amiss = "a quote is not closed before the file ends";
        rest_ = {};
        return cell;
      }
      rest_.remove_prefix(quote + 1);
      if (!take("\"")) break;
      cell += '"';
    }
    if (!take_plain().empty()) line.amiss = "a cell goes on after its closing quote: expected quotes within it doubled";
    return cell;
  }

  std::string_view rest_;
  int row_ = 0;
};

}  // namespace

std::vector<CsvLine> parse_csv(std::string_view text) {
  std::vector<CsvLine> lines;
  for (CsvReader reader(text); !reader.at_end();) {
    CsvLine line = reader.read_line();
    if (line.cells.size() > 1 || !line.cells.front().empty()) lines.push_back(std::move(line));
  }
  return lines;
}

std::optional<int> first_line_not_utf8(std::string_view text) {
  int line = 1;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte == '\n') ++line;
    const std::size_t length = byte < 0x80            ? 1
                               : byte >> 5 == 0b110   ? 2
                               : byte >> 4 == 0b1110  ? 3
                               : byte >> 3 == 0b11110 ? 4
                                                      : 0;
    if (length == 0 || at + length > text.size()) return line;
    for (std::size_t next = at + 1; next < at + length; ++next) {
      if ((static_cast<unsigned char>(text[next]) & 0xC0) != 0x80) return line;
    }
    at += length;
  }
  return std::nullopt;
}

}  // namespace klynge
