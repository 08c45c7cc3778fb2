#include "models/scenario/toml.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <sstream>
#include <tuple>
#include <type_traits>

namespace klynge {
namespace {

template <class Node>
Value::ClockTime clock_time(const Node& node) {
  std::ostringstream text;
  text << node.get();
  return {text.str()};
}

Value value_of(const toml::node& node);

// The parser hands out its keys by the alphabet; here they stand as in the file.
Value::Members members_of(const toml::table& table) {
  std::vector<std::pair<std::string, const toml::node*>> nodes;
  for (const auto& [key, node] : table) nodes.emplace_back(key.str(), &node);
  const auto place = [](const toml::node& node) {
    return std::tuple(node.source().begin.line, node.source().begin.column);
  };
  std::stable_sort(nodes.begin(), nodes.end(),
                   [&](const auto& a, const auto& b) { return place(*a.second) < place(*b.second); });
  Value::Members members;
  for (const auto& [key, node] : nodes) members.emplace_back(key, value_of(*node));
  return members;
}

Value value_of(const toml::node& node) {
  Value value;
  value.line = static_cast<int>(node.source().begin.line);
  node.visit([&](const auto& found) {
    using Node = std::remove_cvref_t<decltype(found)>;
    if constexpr (toml::is_table<Node>) {
      value.is = members_of(found);
    } else if constexpr (toml::is_array<Node>) {
      Value::List items;
      for (const toml::node& item : found) items.push_back(value_of(item));
      value.is = std::move(items);
    } else if constexpr (toml::is_date<Node>) {
      value.is = std::chrono::year{found->year} / found->month / found->day;
    } else if constexpr (toml::is_time<Node> || toml::is_date_time<Node>) {
      value.is = clock_time(found);
    } else {
      value.is = found.get();
    }
  });
  return value;
}

}  // namespace

std::optional<Value::Members> read_toml(const std::string& text, const std::string& file, Problems& problems) {
  try {
    return members_of(toml::parse(text));
  } catch (const toml::parse_error& error) {
    problems.add({file, static_cast<int>(error.source().begin.line)}, fmt::format("not TOML: {}", error.description()));
    return std::nullopt;
  }
}

}  // namespace klynge
