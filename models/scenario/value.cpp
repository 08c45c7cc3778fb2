#include "models/scenario/value.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstddef>

#include "models/scenario/wording.h"
#include "sim/calendar.h"
#include "sim/check.h"

namespace klynge {
namespace {

struct Shower {
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(std::int64_t value) const { return fmt::format("{}", value); }
  std::string operator()(double value) const { return number_text(value); }
  std::string operator()(const std::string& value) const { return in_quotes(value); }
  std::string operator()(std::chrono::year_month_day value) const { return sim::format_date(value); }
  std::string operator()(const Value::ClockTime& value) const { return value.text; }
  std::string operator()(const Value::List& list) const {
    std::vector<std::string> items;
    for (const Value& item : list) items.push_back(std::visit(*this, item.is));
    return fmt::format("[{}]", fmt::join(items, ", "));
  }
  std::string operator()(const Value::Members& members) const {
    std::vector<std::string> parts;
    for (const auto& [key, value] : members) parts.push_back(fmt::format("{} = {}", key, std::visit(*this, value.is)));
    return fmt::format("{{ {} }}", fmt::join(parts, ", "));
  }
};

}  // namespace

std::string shown(const Value& value) { return cut_short(std::visit(Shower{}, value.is)); }

std::string cut_short(const std::string& text) {
  constexpr std::size_t longest = 60;
  if (text.size() <= longest) return text;
  std::size_t end = longest - 3;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;  // not inside a UTF-8 character
  return text.substr(0, end) + "...";
}

std::optional<double> as_number(const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value.is)) return static_cast<double>(*whole);
  if (const auto* real = std::get_if<double>(&value.is)) return *real + 0.0;  // turns -0 into 0
  return std::nullopt;
}

std::optional<std::chrono::year_month_day> as_date(const Value& value) {
  if (const auto* date = std::get_if<std::chrono::year_month_day>(&value.is)) return *date;
  const auto* text = std::get_if<std::string>(&value.is);
  if (!text) return std::nullopt;
  try {
    const auto date = sim::parse_date(*text);
    if (sim::format_date(date) == *text) return date;
  } catch (const sim::InputError&) {
  }
  return std::nullopt;
}

}  // namespace klynge
