#include "models/scenario/layer.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string_view>
#include <type_traits>

#include "models/scenario/changes.h"
#include "models/scenario/wording.h"
#include "sim/calendar.h"

namespace klynge {
namespace {

// What a field of this type is written as.
std::string expectation(const Quantity&, const FieldSpec& spec) { return "a number, " + range_text(spec); }
std::string expectation(std::int64_t, const FieldSpec& spec) { return "a whole number, " + range_text(spec); }
std::string expectation(bool, const FieldSpec&) { return "true or false"; }
std::string expectation(const std::string&, const FieldSpec&) { return "text"; }
std::string expectation(const TableFile&, const FieldSpec&) { return "the path of a CSV file"; }
std::string expectation(std::chrono::year_month_day, const FieldSpec&) { return "a date, YYYY-MM-DD"; }
std::string expectation(const std::vector<std::chrono::year_month_day>&, const FieldSpec&) {
  return "a list of dates, YYYY-MM-DD";
}
template <class Enum>
requires std::is_enum_v<Enum> std::string expectation(Enum, const FieldSpec&) {
  return fmt::format("one of: {}", fmt::join(Names<Enum>::values, ", "));
}

bool is_set(const Quantity& field) { return !std::isnan(field.value); }
bool is_set(const std::string& field) { return !field.empty(); }
bool is_set(const TableFile& field) { return !field.path.empty(); }
template <class Field>
bool is_set(const Field&) {
  return true;
}

// Reads one value into one field; what it cannot read is a problem and leaves the field as it was.
class FieldReader {
 public:
  FieldReader(const Layer& layer, const FieldSpec& spec, Problems& problems)
      : layer_(layer), spec_(spec), problems_(problems) {}

  void read(const std::string& key, const Value& value, Quantity& field) {
    if (const auto* members = std::get_if<Value::Members>(&value.is)) {
      return read_provenance(key, value, *members, field);
    }
    if (const auto number = number_in_range(key, value, field)) field = {.value = *number, .source = {}};
  }

  void read(const std::string& key, const Value& value, std::int64_t& field) {
    const auto* whole = std::get_if<std::int64_t>(&value.is);
    if (!whole) return expected(key, value, expectation(field, spec_));
    const std::string amiss = what_is_amiss(static_cast<double>(*whole), spec_);
    if (!amiss.empty()) return expected(key, value, amiss);
    field = *whole;
  }

  void read(const std::string& key, const Value& value, bool& field) { read_as(key, value, field); }

  void read(const std::string& key, const Value& value, std::string& field) {
    const auto* text = std::get_if<std::string>(&value.is);
    if (!text || (text->empty() && !spec_.optional)) return expected(key, value, expectation(field, spec_));
    field = *text;
  }

  void read(const std::string& key, const Value& value, TableFile& field) {
    const auto* path = std::get_if<std::string>(&value.is);
    if (!path || path->empty()) return expected(key, value, expectation(field, spec_));
    const std::optional<std::string> text = layer_.search.read(*path);
    if (!text) return expected(key, value, "a file that can be read " + layer_.search.in_words());
    field = {*path, *text};
  }

  void read(const std::string& key, const Value& value, std::chrono::year_month_day& field) {
    const auto date = as_date(value);
    if (!date) return expected(key, value, expectation(field, spec_));
    field = *date;
  }

  void read(const std::string& key, const Value& value, std::vector<std::chrono::year_month_day>& field) {
    const auto* list = std::get_if<Value::List>(&value.is);
    if (!list) return expected(key, value, expectation(field, spec_));
    std::vector<std::chrono::year_month_day> dates;
    for (const Value& item : *list) {
      const auto date = as_date(item);
      if (date) {
        dates.push_back(*date);
      } else {
        expected(fmt::format("{}[{}]", key, &item - list->data()), item, "a date, YYYY-MM-DD");
      }
    }
    field = std::move(dates);
  }

  template <class Enum>
  requires std::is_enum_v<Enum>
  void read(const std::string& key, const Value& value, Enum& field) {
    const auto* name = std::get_if<std::string>(&value.is);
    const auto& names = Names<Enum>::values;
    const auto found = name ? std::find(names.begin(), names.end(), *name) : names.end();
    if (found == names.end()) return expected(key, value, expectation(field, spec_));
    field = static_cast<Enum>(found - names.begin());
  }

 private:
  void expected(const std::string& key, const Value& value, const std::string& what) {
    problems_.add(layer_.place(value), fmt::format("{} = {}: expected {}", key, shown(value), what));
  }

  template <class Field>
  void read_as(const std::string& key, const Value& value, Field& field) {
    const auto* found = std::get_if<Field>(&value.is);
    if (!found) return expected(key, value, expectation(field, spec_));
    field = *found;
  }

  std::optional<double> number_in_range(const std::string& key, const Value& value, const Quantity& field) {
    const std::optional<double> number = as_number(value);
    const std::string amiss = number ? what_is_amiss(*number, spec_) : expectation(field, spec_);
    if (amiss.empty()) return number;
    expected(key, value, amiss);
    return std::nullopt;
  }

  // { value = 1563, unit = "residents", source = "Sundhedsdatastyrelsen 2016", confidence = "published" }
  void read_provenance(const std::string& key, const Value& value, const Value::Members& members, Quantity& field) {
    static const std::vector<std::string> parts = {"value", "unit", "source", "confidence"};
    Quantity quantity;
    const Value* trust = nullptr;
    bool has_value = false;
    for (const auto& [part, given] : members) {
      const std::string place = key + "." + part;
      if (part == "value") {
        has_value = true;
        if (const auto number = number_in_range(key, given, field)) quantity.value = *number;
      } else if (part == "unit") {
        const auto* unit = std::get_if<std::string>(&given.is);
        if (!unit || *unit != spec_.unit) expected(place, given, in_quotes(spec_.unit));
      } else if (part == "source") {
        read_as(place, given, quantity.source);
      } else if (part == "confidence") {
        read(place, given, quantity.confidence);
        trust = &given;
      } else {
        problems_.add(layer_.place(given), fmt::format("unknown key {}{}", place, did_you_mean(part, parts)));
      }
    }
    if (!has_value) expected(key, value, "a value in it");
    if (quantity.confidence != Confidence::assumed && quantity.source.empty()) {
      expected(key + ".confidence", *trust, "a source beside it");
    }
    if (is_set(quantity)) field = std::move(quantity);
  }

  const Layer& layer_;
  const FieldSpec& spec_;
  Problems& problems_;
};

using Texts = std::vector<std::string>;

const Texts& keys() {
  static const Texts all = [] {
    Texts found;
    const Scenario empty;
    for_each_field(empty, [&](const std::string& key, const auto&, const FieldSpec&) { found.push_back(key); });
    return found;
  }();
  return all;
}

const Texts& keys_of_a_change() {
  static const Texts all = [] {
    Texts found;
    const Change empty;
    for_each_change_field(empty, [&](const std::string& key, const auto&, const FieldSpec&) { found.push_back(key); });
    return found;
  }();
  return all;
}

// What stands before a dot in some key: "sectors", "sectors.hospital", ...
Texts groups_of(const Texts& keys) {
  Texts found;
  for (const std::string& key : keys) {
    for (std::size_t dot = key.find('.'); dot != std::string::npos; dot = key.find('.', dot + 1)) {
      const std::string group = key.substr(0, dot);
      if (std::find(found.begin(), found.end(), group) == found.end()) found.push_back(group);
    }
  }
  return found;
}

const Texts& groups() {
  static const Texts all = groups_of(keys());
  return all;
}

// What may stand in a group: "beds_per_1000, beds, ..." for "sectors.hospital".
std::string members_of(const std::string& group) {
  Texts members;
  for (const std::string& key : keys()) {
    if (key.rfind(group + ".", 0) != 0) continue;
    const std::string rest = key.substr(group.size() + 1);
    const std::string member = rest.substr(0, rest.find('.'));
    if (members.empty() || members.back() != member) members.push_back(member);
  }
  const bool many = members.size() > 4;
  if (many) members.resize(3);
  return fmt::format("{}{}", fmt::join(members, ", "), many ? ", ..." : "");
}

// A table is either a number with its provenance or a group.
bool looks_like_a_group(const Value& value) {
  const auto* members = std::get_if<Value::Members>(&value.is);
  return members != nullptr &&
         std::none_of(members->begin(), members->end(), [](const auto& member) { return member.first == "value"; });
}

std::string hint(const std::string& unknown_key, const Value& value) {
  return did_you_mean(unknown_key, looks_like_a_group(value) ? groups() : keys());
}

// "area, from, regime, referral, coordination, and keys of info, relations, ..."
std::string what_a_change_may_say() {
  Texts plain, tables;
  for (const std::string& key : keys_of_a_change()) {
    if (key.find('.') == std::string::npos) plain.push_back(key);
  }
  for (const std::string& group : groups_of(keys_of_a_change())) {
    if (group.find('.') == std::string::npos) tables.push_back(group);
  }
  return fmt::format("{}, and keys of {}", fmt::join(plain, ", "), fmt::join(tables, ", "));
}

// Called with one field after the other, sets those that a layer names; what names none of them stays unread.
class LayerReader {
 public:
  LayerReader(const Layer& layer, std::string prefix, std::map<std::string, Origin>& origins, Problems& problems)
      : layer_(layer), prefix_(std::move(prefix)), origins_(origins), problems_(problems) {
    for (const auto& [key, value] : layer.entries) unread_.insert_or_assign(key, &value);
  }

  template <class Field>
  void operator()(const std::string& key, Field& field, const FieldSpec& spec) {
    const auto found = unread_.find(key);
    if (found == unread_.end()) return;
    FieldReader(layer_, spec, problems_).read(prefix_ + key, *found->second, field);
    origins_[prefix_ + key] = layer_.place(*found->second);
    unread_.erase(found);
  }

  const std::map<std::string, const Value*>& unread() const { return unread_; }

 private:
  const Layer& layer_;
  std::string prefix_;
  std::map<std::string, Origin>& origins_;
  Problems& problems_;
  std::map<std::string, const Value*> unread_;
};

std::string no_table(const std::string& prefix, const std::string& group, const Value& value) {
  return fmt::format("{}{} = {}: expected a table with {}", prefix, group, shown(value), members_of(group));
}

}  // namespace

void apply(const Layer& layer, Scenario& scenario, Problems& problems) {
  LayerReader reader(layer, "", scenario.origins, problems);
  for_each_field(scenario, reader);
  for (const auto& [key, value] : reader.unread()) {
    problems.add(layer.place(*value),
                 is_group(key) ? no_table("", key, *value) : fmt::format("unknown key {}{}", key, hint(key, *value)));
  }
}

void apply_to_change(const Layer& layer, std::size_t change, Scenario& scenario, Problems& problems) {
  const std::string prefix = change_key(change, "");
  LayerReader reader(layer, prefix, scenario.origins, problems);
  for_each_change_field(scenario.changes[change], reader);
  const Texts tables = groups_of(keys_of_a_change());
  for (const auto& [key, value] : reader.unread()) {
    if (std::find(tables.begin(), tables.end(), key) != tables.end()) {
      problems.add(layer.place(*value), no_table(prefix, key, *value));
      continue;
    }
    const bool known = std::find(keys().begin(), keys().end(), key) != keys().end();
    const std::string near = known ? "" : did_you_mean(key, keys_of_a_change());
    problems.add(layer.place(*value),
                 fmt::format("{}{} is no switch of a regime{}", prefix, key,
                             near.empty() ? "; a change may say " + what_a_change_may_say() : near));
  }
}

void require_all_fields(const Scenario& scenario, const std::string& name, Problems& problems) {
  for_each_field(scenario, [&](const std::string& key, const auto& field, const FieldSpec& spec) {
    if (spec.optional || is_set(field) || scenario.origins.contains(key)) return;
    problems.add({name, 0},
                 fmt::format("{} is missing: expected {} ({})", key, expectation(field, spec), spec.meaning));
  });
}

bool is_group(const std::string& key) { return std::find(groups().begin(), groups().end(), key) != groups().end(); }

}  // namespace klynge
