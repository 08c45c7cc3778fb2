// CSV text as rows of cells, after RFC 4180.

#include "models/scenario/csv.h"

#include <string>
#include <vector>

#include "tests/support/catch.h"

using namespace klynge;
using Cells = std::vector<std::string>;

namespace {

std::vector<Cells> rows_of(const std::string& text) {
  std::vector<Cells> rows;
  for (const CsvLine& line : parse_csv(text)) {
    CHECK(line.amiss.empty());
    rows.push_back(line.cells);
  }
  return rows;
}

}  // namespace

TEST_CASE("cells stand between commas, rows between line ends of either kind") {
  CHECK(rows_of("a,b\n1,2\n") == std::vector<Cells>{{"a", "b"}, {"1", "2"}});
  CHECK(rows_of("a,b\r\n1,2") == std::vector<Cells>{{"a", "b"}, {"1", "2"}});
  CHECK(rows_of("a,,\n,\r\n") == std::vector<Cells>{{"a", "", ""}, {"", ""}});
  CHECK(rows_of("").empty());
}

TEST_CASE("a cell in quotes may hold commas, doubled quotes and line breaks") {
  CHECK(rows_of("\"a, b\",\"say \"\"no\"\"\",\"\"\n\"two\nlines\",c,\"\"\"\"\r\n") ==
        std::vector<Cells>{{"a, b", "say \"no\"", ""}, {"two\nlines", "c", "\""}});
}

TEST_CASE("blanks around cells and a byte order mark are left out, blanks within quotes are not") {
  CHECK(rows_of("\xEF\xBB\xBF a , b c\t, \" d \" \n") == std::vector<Cells>{{"a", "b c", " d "}});
}

TEST_CASE("rows are counted with the empty ones, which are not given") {
  const auto lines = parse_csv("a\n\n\"b\nc\"\n  \r\nd\n");
  REQUIRE(lines.size() == 3);
  CHECK(lines[0].row == 1);
  CHECK(lines[1].row == 3);
  CHECK(lines[2].row == 5);
}

TEST_CASE("a row with a stray quote says so, and the next one is read") {
  const auto lines = parse_csv("5\" pipe,b\n\"a\"b,c\nd,e\n\"f,g\nh");
  REQUIRE(lines.size() == 4);
  CHECK(lines[0].amiss == "a quote within a cell: expected the whole cell in quotes");
  CHECK(lines[1].amiss == "a cell goes on after its closing quote: expected quotes within it doubled");
  CHECK(lines[2].cells == Cells{"d", "e"});
  CHECK(lines[3].amiss == "a quote is not closed before the file ends");
}

TEST_CASE("text in another encoding than UTF-8 is noticed in its line") {
  CHECK_FALSE(klynge::first_line_not_utf8("name\nSams\xC3\xB8\n"));
  CHECK(klynge::first_line_not_utf8("name\nSams\xF8\n") == 2);
  CHECK(klynge::first_line_not_utf8("a\nb\nhalf a letter \xC3") == 3);
}
