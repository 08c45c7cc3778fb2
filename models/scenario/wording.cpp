#include "models/scenario/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

namespace klynge {
namespace {

// How many letters must be put in, left out or changed (Levenshtein 1966).
std::size_t edits(std::string_view from, std::string_view to) {
  std::vector<std::size_t> row(to.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= from.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const std::size_t change = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({change, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

std::string_view last_part(std::string_view key) { return key.substr(key.rfind('.') + 1); }

struct Likeness {
  std::size_t distance = 0;  // 0 is the same word
  std::size_t edits = 0;
  std::string_view word;

  bool operator<(const Likeness& other) const {
    return std::tie(distance, edits) < std::tie(other.distance, other.edits);
  }
};

// A word that holds the other whole, or shares its last part, is about as near as one with one letter changed.
Likeness likeness(std::string_view word, std::string_view known) {
  const std::size_t whole = edits(word, known);
  std::size_t distance = std::min(whole, 1 + edits(last_part(word), last_part(known)));
  if (word.size() >= 3 && known.find(word) != std::string_view::npos) distance = std::min(distance, std::size_t{1});
  return {distance, whole, known};
}

std::vector<Likeness> by_likeness(std::string_view word, const std::vector<std::string>& known) {
  std::vector<Likeness> all;
  for (const std::string& each : known) all.push_back(likeness(word, each));
  std::stable_sort(all.begin(), all.end());
  return all;
}

std::string with_unit(double number, std::string_view unit) {
  const std::string text = number_text(number);
  return unit.empty() || unit == "1" ? text : fmt::format("{} {}", text, unit);
}

}  // namespace

std::string number_text(double number) { return fmt::format("{}", number); }

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default: {
        const auto code = static_cast<unsigned char>(c);
        if (code < 0x20 || code == 0x7f) {
          out += fmt::format("\\u{:04x}", code);
        } else {
          out += c;
        }
      }
    }
  }
  return out + '"';
}

std::string range_text(const FieldSpec& spec) {
  if (spec.most == unbounded) return "at least " + with_unit(spec.least, spec.unit);
  return fmt::format("{} to {}", number_text(spec.least), with_unit(spec.most, spec.unit));
}

std::string what_is_amiss(double number, const FieldSpec& spec) {
  if (std::isnan(number)) return "a number, " + range_text(spec);
  if (number < spec.least) return "at least " + with_unit(spec.least, spec.unit);
  if (number > spec.most) return "at most " + with_unit(spec.most, spec.unit);
  return "";
}

std::vector<std::string> nearest(std::string_view word, const std::vector<std::string>& known, std::size_t count) {
  std::vector<std::string> words;
  for (const Likeness& each : by_likeness(word, known)) {
    if (words.size() == count) break;
    words.emplace_back(each.word);
  }
  return words;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& known) {
  const std::vector<Likeness> all = by_likeness(word, known);
  if (all.empty() || all.front().distance > std::max<std::size_t>(2, word.size() / 3)) return "";
  return fmt::format(": did you mean {}?", all.front().word);
}

}  // namespace klynge
