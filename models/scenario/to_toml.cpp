#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "models/scenario/load.h"
#include "models/scenario/wording.h"

namespace klynge {
namespace {

std::string parent(const std::string& key) {
  const std::size_t dot = key.rfind('.');
  return dot == std::string::npos ? "" : key.substr(0, dot);
}

// The TOML table in which a key is written: its outermost group that has a field of its own. TOML opens a table once
// only, so "info.weight.plan" becomes `weight.plan` in [info], between other fields of [info].
std::string table_of(const std::string& key, const std::set<std::string>& groups) {
  for (std::size_t dot = key.find('.'); dot != std::string::npos; dot = key.find('.', dot + 1)) {
    std::string group = key.substr(0, dot);
    if (groups.contains(group)) return group;
  }
  return "";
}

// Empty for a field that is not set.
std::string value_text(const FieldView& view) {
  if (view.type == "dates") return "[" + view.value + "]";
  if (view.value.empty()) return "";
  if (view.type == "text" || view.type == "table" || view.type == "choice") return in_quotes(view.value);
  if (view.confidence.empty()) return view.value;
  std::string text = fmt::format("{{ value = {}, unit = {}", view.value, in_quotes(view.unit));
  if (!view.source.empty()) text += ", source = " + in_quotes(view.source);
  return text + fmt::format(", confidence = {} }}", in_quotes(view.confidence));
}

bool is_same(const FieldView& a, const FieldView& b) {
  return a.value == b.value && a.source == b.source && a.confidence == b.confidence;
}

// What the change says, and what else is not as in the scenario's own regime.
std::string change_text(const std::vector<FieldView>& change, const std::map<std::string, FieldView>& own) {
  std::string lines;
  bool has_preset = false;
  for (const FieldView& view : change) {
    if (view.origin.empty() && is_same(view, own.at(view.key))) continue;
    if (value_text(view).empty()) continue;
    has_preset = has_preset || (view.type == "text" && view.key != "area");
    lines += fmt::format("{} = {}\n", view.key, value_text(view));
  }
  return fmt::format("\n[[change]]\n{}{}", has_preset ? "expanded = true\n" : "", lines);
}

}  // namespace

std::string to_toml(const Scenario& scenario) {
  const std::vector<FieldView> views = describe(scenario);
  std::set<std::string> groups;
  for (const FieldView& view : views) groups.insert(parent(view.key));

  const bool has_preset = !(scenario.regime.empty() && scenario.referral.empty() && scenario.coordination.empty());
  std::string toml = has_preset ? "expanded = true\n" : "";
  std::string open_table;
  for (const FieldView& view : views) {
    const std::string value = value_text(view);
    if (value.empty()) continue;
    const std::string table = table_of(view.key, groups);
    if (table != open_table) toml += fmt::format("\n[{}]\n", table);
    open_table = table;
    toml += fmt::format("{} = {}\n", table.empty() ? view.key : view.key.substr(table.size() + 1), value);
  }
  std::map<std::string, FieldView> own;
  for (const FieldView& view : views) own.emplace(view.key, view);
  own.emplace("area", FieldView{});
  own.emplace("from", own.at("run.first_day"));
  for (const std::vector<FieldView>& change : describe_changes(scenario)) toml += change_text(change, own);
  return toml;
}

}  // namespace klynge
