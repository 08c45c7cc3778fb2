#include "models/queueing/layers.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "models/queueing/fields.h"
#include "models/queueing/values.h"
#include "models/scenario/wording.h"

namespace klynge::queueing {
namespace {

using Origins = std::map<std::string, Origin>;

std::string below(const std::string& key, const std::string& part) { return key.empty() ? part : key + "." + part; }

void forget(Origins& origins, const std::string& key) {
  origins.erase(key);
  const std::string prefix = key + ".";
  const auto first = origins.lower_bound(prefix);
  auto last = first;
  while (last != origins.end() && last->first.rfind(prefix, 0) == 0) ++last;
  origins.erase(first, last);
}

// "servers, from, to, ..."
template <class T>
std::string keys_of(const T& table) {
  std::vector<std::string> keys;
  for_each_field(table, [&](const char* key, const auto&, const Spec&) { keys.emplace_back(key); });
  const bool many = keys.size() > 4;
  if (many) keys.resize(3);
  return fmt::format("{}{}", fmt::join(keys, ", "), many ? ", ..." : "");
}

class Reader {
 public:
  Reader(const std::string& file, Additions additions, Origins& origins, Unread& unread, Problems& problems)
      : file_(file), additions_(additions), origins_(origins), unread_(unread), problems_(problems) {}

  template <Table T>
  void read_table(const std::string& key, const Value::Members& members, T& table) {
    give_way(key, members, table);
    std::vector<std::string> known;
    for_each_field(table, [&](const char* name, auto& field, const Spec& spec) {
      known.emplace_back(name);
      for (const auto& [said, value] : members) {
        if (said == name) read_field(below(key, name), value, spec, field);
      }
    });
    for (const auto& [said, value] : members) {
      if (std::find(known.begin(), known.end(), said) == known.end()) unknown(below(key, said), value, said, known);
    }
  }

 private:
  template <class T>
  void read_field(const std::string& key, const Value& value, const Spec& spec, T& field) {
    remember(key, value);
    read(value, spec, complain_of(key), field);
  }

  template <Table T>
  void read_field(const std::string& key, const Value& value, const Spec&, T& field) {
    const auto* members = std::get_if<Value::Members>(&value.is);
    if (!members) return expected(key, value, "a table with " + keys_of(field));
    remember(key, value);
    read_table(key, *members, field);
  }

  // A law is said whole; `time.mean = 4` alone changes one that is there.
  void read_field(const std::string& key, const Value& value, const Spec&, Law& law) {
    const auto* members = std::get_if<Value::Members>(&value.is);
    const bool was_there = origins_.contains(key + ".law");
    const auto kind = members ? std::find_if(members->begin(), members->end(),
                                             [](const auto& member) { return member.first == "law"; })
                              : Value::Members::const_iterator{};
    const bool is_said = members && kind != members->end();
    if (!members || (!is_said && !was_there)) {
      remember(key, value);
      return expected(key, value, "a law, as in { law = \"exponential\", mean = 3 }");
    }
    if (is_said) {
      forget(origins_, key);
      law = {};
      LawKind found{};
      remember(key, value);
      if (!read(kind->second, text(""), complain_of(key + ".law"), found)) return;
    }
    read_table(key, *members, law);
  }

  void read_field(const std::string& key, const Value& value, const Spec& spec, std::optional<Law>& field) {
    Law law = field.value_or(Law{});
    read_field(key, value, spec, law);
    field = law;
  }

  template <Named T>
  void read_field(const std::string& key, const Value& value, const Spec&, std::vector<T>& field) {
    const auto* members = std::get_if<Value::Members>(&value.is);
    if (!members) return expected(key, value, fmt::format("a table of {} by name", key));
    remember(key, value);
    for (const auto& [name, table] : *members) {
      auto found = std::find_if(field.begin(), field.end(), [&](const T& each) { return each.name == name; });
      if (found == field.end()) {
        if (additions_ == Additions::forbidden) {
          unknown(below(key, name), table, name, names_of(field));
          continue;
        }
        if (name.empty() || name == out || name.find('.') != std::string::npos) {
          problems_.add({file_, table.line}, fmt::format("{}: expected a name without dots that is not \"out\", not {}",
                                                         key, in_quotes(name)));
          continue;
        }
        found = field.insert(field.end(), T{});
        found->name = name;
      }
      read_field(below(key, name), table, Spec{}, *found);
    }
  }

  template <Table T>
  void read_field(const std::string& key, const Value& value, const Spec&, std::vector<T>& field) {
    if (const auto* members = std::get_if<Value::Members>(&value.is)) return read_positions(key, *members, field);
    const auto* list = std::get_if<Value::List>(&value.is);
    if (!list) return expected(key, value, "a list of tables");
    forget(origins_, key);
    remember(key, value);
    field.assign(list->size(), T{});
    for (std::size_t i = 0; i < list->size(); ++i) {
      read_field(below(key, std::to_string(i)), (*list)[i], Spec{}, field[i]);
    }
  }

  template <Table T>
  void read_positions(const std::string& key, const Value::Members& members, std::vector<T>& field) {
    for (const auto& [position, table] : members) {
      std::size_t at = field.size();
      std::from_chars(position.data(), position.data() + position.size(), at);
      if (at < field.size() && position == std::to_string(at)) {
        read_field(below(key, position), table, Spec{}, field[at]);
      } else {
        const std::string places = field.empty() ? "" : fmt::format(", 0 to {}", field.size() - 1);
        expected(below(key, position), table, fmt::format("a place in the list of {}{}", field.size(), places));
      }
    }
  }

  // Where this layer says one field of a group, what lower layers said of the others no longer holds.
  template <class T>
  void give_way(const std::string& key, const Value::Members& members, T& table) {
    const auto is_said = [&](std::string_view name) {
      return std::any_of(members.begin(), members.end(), [&](const auto& member) { return member.first == name; });
    };
    std::vector<std::string_view> groups;
    for_each_field(table, [&](const char* name, auto&, const Spec& spec) {
      if (!spec.one_of.empty() && is_said(name)) groups.push_back(spec.one_of);
    });
    for_each_field(table, [&](const char* name, auto& field, const Spec& spec) {
      if (is_said(name) || std::find(groups.begin(), groups.end(), spec.one_of) == groups.end()) return;
      field = {};
      forget(origins_, below(key, name));
    });
  }

  template <class T>
  static std::vector<std::string> names_of(const std::vector<T>& tables) {
    std::vector<std::string> names;
    for (const T& each : tables) names.push_back(each.name);
    return names;
  }

  void remember(const std::string& key, const Value& value) { origins_[key] = {file_, value.line}; }

  void unknown(const std::string& key, const Value& value, const std::string& name,
               const std::vector<std::string>& known) {
    problems_.add({file_, value.line}, fmt::format("unknown key {}{}", key, did_you_mean(name, known)));
  }

  void expected(const std::string& key, const Value& value, const std::string& what) {
    problems_.add({file_, value.line}, fmt::format("{} = {}: expected {}", key, shown(value), what));
    unread_.insert(key);
  }

  Complain complain_of(const std::string& key) {
    return [this, key](const std::string& part, const Value& given, const std::string& what) {
      expected(key + part, given, what);
    };
  }

  const std::string& file_;
  Additions additions_;
  Origins& origins_;
  Unread& unread_;
  Problems& problems_;
};

class Missing {
 public:
  Missing(const Origins& origins, Unread& unread, Problems& problems)
      : origins_(origins), unread_(unread), problems_(problems) {}

  template <Table T>
  void look(const std::string& key, const Origin& place, const T& table) {
    for_each_field(table, [&](const char* name, const auto& field, const Spec& spec) {
      const std::string full = below(key, name);
      const auto found = origins_.find(full);
      look_at(full, found == origins_.end() ? nullptr : &found->second, place, spec, field);
    });
  }

 private:
  template <class T>
  void look_at(const std::string& key, const Origin* found, const Origin& place, const Spec& spec, const T& field) {
    if (!found && !spec.optional) missing(key, place, expectation(field, spec), spec);
  }

  template <Table T>
  void look_at(const std::string& key, const Origin* found, const Origin& place, const Spec&, const T& field) {
    look(key, found ? *found : place, field);
  }

  // Of a law that could not be read something was said already.
  void look_at(const std::string& key, const Origin* found, const Origin& place, const Spec& spec, const Law& law) {
    if (!found) return missing(key, place, "a law, as in { law = \"exponential\", mean = 3 }", spec);
    if (origins_.contains(key + ".law")) look(key, *found, law);
  }

  void look_at(const std::string& key, const Origin* found, const Origin& place, const Spec& spec,
               const std::optional<Law>& law) {
    if (law) look_at(key, found, place, spec, *law);
  }

  template <Table T>
  void look_at(const std::string& key, const Origin*, const Origin& place, const Spec&, const std::vector<T>& field) {
    for (std::size_t i = 0; i < field.size(); ++i) {
      std::string full = below(key, std::to_string(i));
      if constexpr (Named<T>) full = below(key, field[i].name);
      const auto found = origins_.find(full);
      if (!unread_.contains(full)) look(full, found == origins_.end() ? place : found->second, field[i]);
    }
  }

  void missing(const std::string& key, const Origin& place, const std::string& expected, const Spec& spec) {
    problems_.add(place, fmt::format("{} is missing: expected {} ({})", key, expected, spec.meaning));
    unread_.insert(key);
  }

  const Origins& origins_;
  Unread& unread_;
  Problems& problems_;
};

}  // namespace

void apply(const Value::Members& said, const std::string& file, Additions additions, QueueingNetwork& network,
           Unread& unread, Problems& problems) {
  Reader(file, additions, network.origins, unread, problems).read_table("", said, network);
}

void require_all_fields(const QueueingNetwork& network, const std::string& file, Unread& unread, Problems& problems) {
  Missing(network.origins, unread, problems).look("", {file, 0}, network);
}

}  // namespace klynge::queueing
