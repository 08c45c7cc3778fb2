#include "models/scenario/load.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <sstream>
#include <string_view>
#include <system_error>

#include "models/scenario/layer.h"
#include "models/scenario/rules.h"
#include "models/scenario/wording.h"

namespace klynge {
namespace {

constexpr std::array<const char*, 3> preset_kinds = {"regime", "referral", "coordination"};  // lowest first

// From what TOML says to what a layer says.

int line_of(const toml::node& node) { return static_cast<int>(node.source().begin.line); }

template <class Node>
Value::ClockTime clock_time(const Node& node) {
  std::ostringstream text;
  text << node.get();
  return {text.str()};
}

Value value_of(const toml::node& node) {
  Value value;
  value.line = line_of(node);
  node.visit([&](const auto& found) {
    using Node = std::remove_cvref_t<decltype(found)>;
    if constexpr (toml::is_table<Node>) {
      Value::Members members;
      for (const auto& [key, member] : found) members.emplace_back(key.str(), value_of(member));
      value.is = std::move(members);
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

// Groups of the schema are taken apart; a table that is no group is the value of its key.
void add_entries(const toml::table& table, const std::string& prefix, Layer& layer) {
  for (const auto& [name, node] : table) {
    const std::string key = prefix + std::string(name.str());
    if (const toml::table* group = node.as_table(); group && is_group(key)) {
      add_entries(*group, key + ".", layer);
    } else {
      layer.entries.emplace_back(key, value_of(node));
    }
  }
}

// From what a caller says to what a layer says.
struct ToValue {
  Value operator()(const std::vector<std::string>& texts) const {
    Value::List items;
    for (const std::string& text : texts) items.push_back((*this)(text));
    return {std::move(items)};
  }
  template <class Plain>
  Value operator()(const Plain& plain) const {
    return {plain};
  }
};

Layer layer_of(const Overrides& overrides, const SearchPath& search) {
  Layer layer{"argument", {}, search};
  for (const auto& [key, setting] : overrides) layer.entries.emplace_back(key, std::visit(ToValue{}, setting));
  return layer;
}

// The layers of a scenario, lowest first, in the order in which they are added.
class Stack {
 public:
  explicit Stack(Problems& problems) : problems_(problems) {}

  void add_file(const SearchPath::File& file, const SearchPath& search) {
    std::error_code unreadable;
    open_.push_back({std::filesystem::weakly_canonical(file.path, unreadable), file.name});
    if (const auto text = read_text(file.path)) {
      add_text(*text, file.name, search.beside(file));
    } else {
      problems_.add({file.name, 0}, "cannot be read");
      complete_ = false;
    }
    open_.pop_back();
  }

  void add_text(const std::string& text, const std::string& name, const SearchPath& search) {
    Layer layer{name, {}, search};
    try {
      add_entries(toml::parse(text), "", layer);
    } catch (const toml::parse_error& error) {
      problems_.add({name, static_cast<int>(error.source().begin.line)},
                    fmt::format("not TOML: {}", error.description()));
      complete_ = false;
      return;
    }
    if (const auto base = take(layer, "extends")) add_base(layer, *base);
    const bool expanded = take_expanded(layer);
    add_layer(std::move(layer), expanded);
  }

  void add_overrides(const Overrides& overrides, const SearchPath& search) {
    add_layer(layer_of(overrides, search), false);
  }

  // Everything laid upon `scenario`, lowest layer first; throws if anything was wrong.
  Scenario settle(Scenario scenario, const std::string& name) const {
    for (const Layer& layer : layers_) apply(layer, scenario, problems_);
    if (complete_) require_all_fields(scenario, name, problems_);
    check_rules(scenario, problems_);
    problems_.throw_if_any();
    return scenario;
  }

 private:
  struct OpenFile {
    std::filesystem::path path;
    std::string name;
  };

  static std::optional<Value> take(Layer& layer, const std::string& key) {
    for (auto entry = layer.entries.begin(); entry != layer.entries.end(); ++entry) {
      if (entry->first != key) continue;
      Value value = std::move(entry->second);
      layer.entries.erase(entry);
      return value;
    }
    return std::nullopt;
  }

  bool take_expanded(Layer& layer) {
    const auto expanded = take(layer, "expanded");
    if (!expanded) return false;
    if (const bool* said = std::get_if<bool>(&expanded->is)) return *said;
    problems_.add(layer.place(*expanded), fmt::format("expanded = {}: expected true or false", shown(*expanded)));
    return false;
  }

  void add_layer(Layer layer, bool presets_are_expanded) {
    for (const char* kind : preset_kinds) {
      for (const auto& [key, value] : layer.entries) {
        if (key == kind && !presets_are_expanded) add_preset(layer, kind, value);
      }
    }
    layers_.push_back(std::move(layer));
  }

  void add_base(const Layer& layer, const Value& base) {
    const auto* name = std::get_if<std::string>(&base.is);
    if (!name) return lost(layer, "extends", base, "the path of a scenario file");
    const auto file = layer.search.find(*name);
    if (!file) return lost(layer, "extends", base, "a file " + layer.search.in_words());
    add_named_file(layer, "extends", base, *file);
  }

  void add_preset(const Layer& layer, const std::string& kind, const Value& preset) {
    const auto* name = std::get_if<std::string>(&preset.is);
    if (!name) return;  // apply() says so
    const std::filesystem::path folder = std::filesystem::path("presets") / kind;
    if (const auto file = layer.search.find(folder / (*name + ".toml"))) {
      return add_named_file(layer, kind, preset, *file);
    }
    const std::set<std::string> known = presets_in(folder, layer.search);
    lost(layer, kind, preset,
         known.empty() ? fmt::format("a file {}/{}.toml {}", folder.generic_string(), *name, layer.search.in_words())
                       : fmt::format("one of: {}", fmt::join(known, ", ")));
  }

  void add_named_file(const Layer& layer, const std::string& key, const Value& value, const SearchPath::File& file) {
    std::error_code unreadable;
    const std::filesystem::path path = std::filesystem::weakly_canonical(file.path, unreadable);
    const auto same = std::find_if(open_.begin(), open_.end(), [&](const OpenFile& open) { return open.path == path; });
    if (same == open_.end()) return add_file(file, layer.search);
    std::vector<std::string> circle;
    for (auto open = same; open != open_.end(); ++open) circle.push_back(open->name);
    circle.push_back(same->name);
    lost(layer, key, value, fmt::format("no circle, but found {}", fmt::join(circle, " -> ")));
  }

  static std::set<std::string> presets_in(const std::filesystem::path& folder, const SearchPath& search) {
    std::set<std::string> names;
    for (const SearchPath::Folder& each : search.folders) {
      std::error_code absent;
      for (const auto& file : std::filesystem::directory_iterator(each.path / folder, absent)) {
        if (file.path().extension() == ".toml") names.insert(file.path().stem().string());
      }
    }
    return names;
  }

  // A whole layer is not there: what it might have said is not missed besides.
  void lost(const Layer& layer, const std::string& key, const Value& value, const std::string& expected) {
    problems_.add(layer.place(value), fmt::format("{} = {}: expected {}", key, shown(value), expected));
    complete_ = false;
  }

  Problems& problems_;
  std::vector<Layer> layers_;
  std::vector<OpenFile> open_;  // the files that are being read, each named by the one before
  bool complete_ = true;
};

SearchPath search_path(const LoadOptions& options) {
  SearchPath search;
  for (const std::filesystem::path& folder : options.search) search.folders.push_back({folder, {}});
  return search;
}

SearchPath search_path_of_caller(const LoadOptions& options) {
  SearchPath search = search_path(options);
  search.folders.insert(search.folders.begin(), SearchPath::Folder{});
  return search;
}

}  // namespace

Scenario load_scenario(const std::filesystem::path& file, const Overrides& overrides, const LoadOptions& options) {
  Problems problems;
  auto found = search_path_of_caller(options).find(file);
  if (!found) {
    std::string problem = file.generic_string() + ": no such file";
    if (!file.is_absolute()) problem += ' ' + search_path_of_caller(options).in_words();
    throw ScenarioError({problem});
  }
  found->name = found->path.filename().string();
  const SearchPath search = search_path(options);
  Stack stack(problems);
  stack.add_file(*found, search);
  stack.add_overrides(overrides, search.beside(*found));
  return stack.settle({}, found->name);
}

Scenario parse_scenario(const std::string& toml, const std::string& name,
                        const std::map<std::string, std::string>& tables, const LoadOptions& options) {
  Problems problems;
  SearchPath search = search_path(options);
  search.texts = &tables;
  Stack stack(problems);
  stack.add_text(toml, name, search);
  return stack.settle({}, name);
}

Scenario with_overrides(const Scenario& base, const Overrides& overrides, const LoadOptions& options) {
  Problems problems;
  Stack stack(problems);
  stack.add_overrides(overrides, search_path_of_caller(options));
  return stack.settle(base, "scenario");
}

}  // namespace klynge
