#include "models/scenario/load.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>

#include "models/scenario/changes.h"
#include "models/scenario/layer.h"
#include "models/scenario/rules.h"
#include "models/scenario/sources.h"
#include "models/scenario/toml.h"

namespace klynge {
namespace {

constexpr std::array<const char*, 3> preset_kinds = {"regime", "referral", "coordination"};  // lowest first

// Groups of the schema are taken apart; a table that is no group is the value of its key.
void add_entries(const Value::Members& members, const std::string& prefix, Layer& layer) {
  for (const auto& [name, value] : members) {
    const std::string key = prefix + name;
    if (const auto* group = std::get_if<Value::Members>(&value.is); group && is_group(key)) {
      add_entries(*group, key + ".", layer);
    } else {
      layer.entries.emplace_back(key, value);
    }
  }
}

Layer layer_of(const Overrides& overrides, const SearchPath& search) {
  Layer layer{"argument", {}, search};
  for (const auto& [key, setting] : overrides) layer.entries.emplace_back(key, value_of(setting));
  return layer;
}

// The layers of a scenario, or of one change, lowest first, in the order in which they are added.
class Stack {
 public:
  explicit Stack(Problems& problems) : problems_(problems) {}

  void add_file(const SearchPath::File& file, const SearchPath& search) {
    open_.push(file);
    if (const auto text = read_text(file.path)) {
      add_text(*text, file.name, search.beside(file));
    } else {
      problems_.add({file.name, 0}, "cannot be read");
      complete_ = false;
    }
    open_.pop();
  }

  void add_text(const std::string& text, const std::string& name, const SearchPath& search) {
    Layer layer{name, {}, search};
    const auto members = read_toml(text, name, problems_);
    if (!members) {
      complete_ = false;
      return;
    }
    add_entries(*members, "", layer);
    if (const auto base = take(layer, "extends")) add_base(layer, *base);
    const bool expanded = take_expanded(layer);
    add_layer(std::move(layer), expanded);
  }

  void add_overrides(const Overrides& overrides, const SearchPath& search) {
    add_layer(layer_of(overrides, search), false);
  }

  // One change more.
  void add_change(Layer layer) {
    const bool expanded = take_expanded(layer);
    Stack change(problems_);
    change.open_ = open_;
    change.is_change_ = true;
    change.add_layer(std::move(layer), expanded);
    complete_ = complete_ && change.complete_;
    changes_.push_back(std::move(change.layers_));
  }

  // Everything laid upon `scenario`, lowest layer first; throws if anything was wrong.
  Scenario settle(Scenario scenario, const std::string& name) const {
    for (const Layer& layer : layers_) apply(layer, scenario, problems_);
    if (complete_) require_all_fields(scenario, name, problems_);
    lay_changes(scenario);
    check_rules(scenario, problems_);
    problems_.throw_if_any();
    sort_changes(scenario);
    return scenario;
  }

 private:
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
    expected(layer, "expanded", *expanded, "true or false");
    return false;
  }

  void add_layer(Layer layer, bool presets_are_expanded) {
    for (const char* kind : preset_kinds) {
      for (const auto& [key, value] : layer.entries) {
        if (key == kind && !presets_are_expanded) add_preset(layer, kind, value);
      }
    }
    if (!is_change_) {
      if (const auto changes = take(layer, "change")) replace_changes(layer, *changes);
    }
    layers_.push_back(std::move(layer));
  }

  // The changes of a layer take the place of all that lower layers have named.
  void replace_changes(const Layer& layer, const Value& value) {
    const auto* list = std::get_if<Value::List>(&value.is);
    if (!list) return expected(layer, "change", value, "tables, each under [[change]]");
    keeps_changes_ = false;
    changes_.clear();
    for (const Value& each : *list) {
      const std::string key = fmt::format("change[{}]", &each - list->data());
      if (const auto* members = std::get_if<Value::Members>(&each.is)) {
        Layer change{layer.name, {}, layer.search};
        add_entries(*members, "", change);
        add_change(std::move(change));
      } else {
        expected(layer, key, each, "a table");
      }
    }
  }

  void lay_changes(Scenario& scenario) const {
    keeps_changes_ ? renew_changes(scenario) : forget_changes(scenario);
    for (const std::vector<Layer>& layers : changes_) {
      klynge::add_change(scenario);
      for (const Layer& layer : layers) apply_to_change(layer, scenario.changes.size() - 1, scenario, problems_);
    }
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
    const auto circle = open_.circle(file);
    if (!circle) return add_file(file, layer.search);
    lost(layer, key, value, "no circle, but found " + *circle);
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
  void lost(const Layer& layer, const std::string& key, const Value& value, const std::string& what) {
    expected(layer, key, value, what);
    complete_ = false;
  }

  void expected(const Layer& layer, const std::string& key, const Value& value, const std::string& what) {
    problems_.add(layer.place(value), fmt::format("{} = {}: expected {}", key, shown(value), what));
  }

  Problems& problems_;
  std::vector<Layer> layers_;
  std::vector<std::vector<Layer>> changes_;  // the layers of each
  OpenFiles open_;
  bool is_change_ = false;
  bool keeps_changes_ = true;  // those of the scenario that the layers are laid upon
  bool complete_ = true;
};

}  // namespace

Scenario load_scenario(const std::filesystem::path& file, const Overrides& overrides, const LoadOptions& options) {
  Problems problems;
  const SearchPath::File found = file_of_caller(file, options);
  const SearchPath search = search_path(options);
  Stack stack(problems);
  stack.add_file(found, search);
  stack.add_overrides(overrides, search.beside(found));
  return stack.settle({}, found.name);
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

Scenario with_change(const Scenario& base, const Overrides& change, const LoadOptions& options) {
  Problems problems;
  Stack stack(problems);
  stack.add_change(layer_of(change, search_path_of_caller(options)));
  return stack.settle(base, "scenario");
}

}  // namespace klynge
