#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>
#include <vector>

#include "models/queueing/fields.h"
#include "models/queueing/load.h"
#include "models/queueing/values.h"

namespace klynge::queueing {
namespace {

// What stands behind a key inside a line; empty for what is left out.
template <class T>
std::string inlined(const T& field) {
  return written(field);
}

template <Table T>
std::string inlined(const T& table) {
  std::vector<std::string> parts;
  for_each_field(table, [&](const char* key, const auto& field, const Spec&) {
    const std::string value = inlined(field);
    if (!value.empty()) parts.push_back(fmt::format("{} = {}", key, value));
  });
  return fmt::format("{{ {} }}", fmt::join(parts, ", "));
}

std::string inlined(const std::optional<Law>& law) { return law ? inlined(*law) : ""; }

std::string inlined(const std::vector<Shift>& shifts) {
  if (shifts.empty()) return "";
  std::string lines;
  for (const Shift& shift : shifts) lines += fmt::format("    {},\n", inlined(shift));
  return "[\n" + lines + "]";
}

template <class T>
constexpr bool is_section = false;
template <>
inline constexpr bool is_section<Run> = true;
template <Table T>
inline constexpr bool is_section<std::vector<T>> = !Of<T, Shift>;

// A table in sections: first the keys of its own, then those that open a section.
class Writer {
 public:
  template <Table T>
  void lines(const T& table) {
    for_each_field(table, [&](const char* key, const auto& field, const Spec&) {
      if constexpr (!is_section<std::remove_cvref_t<decltype(field)>>) {
        const std::string value = inlined(field);
        if (!value.empty()) text += fmt::format("{} = {}\n", key, value);
      }
    });
  }

  template <Table T>
  void sections(const T& table) {
    for_each_field(table, [&](const std::string& key, const auto& field, const Spec&) {
      if constexpr (is_section<std::remove_cvref_t<decltype(field)>>) section(key, field);
    });
  }

  std::string text;

 private:
  void section(const std::string& key, const Run& run) {
    text += fmt::format("\n[{}]\n", key);
    lines(run);
  }

  template <Table T>
  void section(const std::string& key, const std::vector<T>& tables) {
    for (const T& table : tables) {
      if constexpr (Named<T>) {
        text += fmt::format("\n[{}.{}]\n", key, written_key(table.name));
      } else {
        text += fmt::format("\n[[{}]]\n", key);
      }
      lines(table);
    }
  }
};

}  // namespace

std::string to_toml(const QueueingNetwork& network) {
  Writer writer;
  writer.text = "model = \"queueing\"\n";
  writer.lines(network);
  writer.sections(network);
  return writer.text;
}

}  // namespace klynge::queueing
