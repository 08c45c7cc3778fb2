#include "models/queueing/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "models/queueing/layers.h"
#include "models/queueing/rules.h"
#include "models/scenario/search_path.h"
#include "models/scenario/sources.h"
#include "models/scenario/toml.h"
#include "models/scenario/wording.h"

namespace klynge::queueing {
namespace {

constexpr const char* marker = "model";
constexpr const char* this_model = "queueing";

std::optional<Value> take(Value::Members& members, const std::string& key) {
  const auto found = std::find_if(members.begin(), members.end(), [&](const auto& each) { return each.first == key; });
  if (found == members.end()) return std::nullopt;
  Value value = std::move(found->second);
  members.erase(found);
  return value;
}

bool is_text(const Value& value, const char* text) {
  const auto* found = std::get_if<std::string>(&value.is);
  return found && *found == text;
}

// { nodes = { gp = { servers = 3 } } } for "nodes.gp.servers".
Value::Members nested(const std::string& key, Value value) {
  const std::size_t dot = key.find('.');
  if (dot == std::string::npos) return {{key, std::move(value)}};
  return {{key.substr(0, dot), Value{nested(key.substr(dot + 1), std::move(value))}}};
}

class Loader {
 public:
  explicit Loader(QueueingNetwork base = {}) : network_(std::move(base)) {}

  void add_file(const SearchPath::File& file, const SearchPath& search) {
    open_.push(file);
    if (const auto text = read_text(file.path)) {
      add_text(*text, file.name, search.beside(file));
    } else {
      lost({file.name, 0}, "cannot be read");
    }
    open_.pop();
  }

  void add_text(const std::string& text, const std::string& name, const SearchPath& search) {
    auto said = read_toml(text, name, problems_);
    if (!said) {
      complete_ = false;
      return;
    }
    const auto model = take(*said, marker);
    if (!model) return lost({name, 0}, "model is missing: expected model = \"queueing\" at the top");
    if (!is_text(*model, this_model)) {
      return lost({name, model->line}, fmt::format("model = {}: expected \"queueing\"", shown(*model)));
    }
    if (const auto base = take(*said, "extends")) add_base(name, *base, search);
    apply(*said, name, Additions::allowed, network_, unread_, problems_);
  }

  void add_overrides(const Overrides& overrides) {
    if (!complete_) return;
    for (const auto& [key, setting] : overrides) {
      apply(nested(key, value_of(setting)), "argument", Additions::forbidden, network_, unread_, problems_);
    }
  }

  QueueingNetwork settle(const std::string& name) && {
    if (complete_) {
      require_all_fields(network_, name, unread_, problems_);
      check_rules(network_, name, unread_, problems_);
    }
    problems_.throw_if_any();
    return std::move(network_);
  }

 private:
  void add_base(const std::string& name, const Value& base, const SearchPath& search) {
    const auto amiss = [&](const std::string& expected) {
      lost({name, base.line}, fmt::format("extends = {}: expected {}", shown(base), expected));
    };
    const auto* path = std::get_if<std::string>(&base.is);
    if (!path) return amiss("the path of a file with a queueing network");
    const auto file = search.find(*path);
    if (!file) return amiss("a file " + search.in_words());
    if (const auto circle = open_.circle(*file)) return amiss("no circle, but found " + *circle);
    add_file(*file, search);
  }

  // A whole layer is not there: what it might have said is not missed besides.
  void lost(const Origin& place, const std::string& problem) {
    problems_.add(place, problem);
    complete_ = false;
  }

  QueueingNetwork network_;
  Unread unread_;
  Problems problems_;
  OpenFiles open_;
  bool complete_ = true;
};

}  // namespace

QueueingNetwork load_network(const std::filesystem::path& file, const Overrides& overrides,
                             const LoadOptions& options) {
  const SearchPath::File found = file_of_caller(file, options);
  Loader loader;
  loader.add_file(found, search_path(options));
  loader.add_overrides(overrides);
  return std::move(loader).settle(found.name);
}

QueueingNetwork parse_network(const std::string& toml, const std::string& name, const Overrides& overrides,
                              const LoadOptions& options) {
  Loader loader;
  loader.add_text(toml, name, search_path(options));
  loader.add_overrides(overrides);
  return std::move(loader).settle(name);
}

QueueingNetwork with_overrides(const QueueingNetwork& base, const Overrides& overrides) {
  Loader loader(base);
  loader.add_overrides(overrides);
  return std::move(loader).settle("network");
}

bool is_queueing(const std::string& toml) {
  Problems ignored;
  auto said = read_toml(toml, "", ignored);
  const auto model = said ? take(*said, marker) : std::nullopt;
  return model && is_text(*model, this_model);
}

bool is_queueing_file(const std::filesystem::path& file) {
  const auto text = read_text(file);
  return text && is_queueing(*text);
}

}  // namespace klynge::queueing
