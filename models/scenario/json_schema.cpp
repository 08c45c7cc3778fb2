#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "models/scenario/load.h"
#include "models/scenario/wording.h"

namespace klynge {
namespace {

using Texts = std::vector<std::string>;

// What is put together here is JSON text: members are "name": value, objects hold members on one line.
std::string member(std::string_view name, const std::string& json) {
  return fmt::format("{}: {}", in_quotes(name), json);
}
std::string type(std::string_view name) { return member("type", in_quotes(name)); }
std::string object(const Texts& members) { return fmt::format("{{{}}}", fmt::join(members, ", ")); }

std::string list(const Texts& texts) {
  Texts items;
  for (const std::string& text : texts) items.push_back(in_quotes(text));
  return fmt::format("[{}]", fmt::join(items, ", "));
}

std::string number(std::string_view type_name, const FieldView& view) {
  const std::string most = view.most == unbounded ? "" : ", " + member("maximum", number_text(view.most));
  return fmt::format("{}, {}{}", type(type_name), member("minimum", number_text(view.least)), most);
}

// A number with its provenance; whoever claims more than an assumption names a source.
std::string provenance(const FieldView& view) {
  const Texts words(Names<Confidence>::values.begin(), Names<Confidence>::values.end());
  Texts claims = words;
  std::erase(claims, Names<Confidence>::values[static_cast<std::size_t>(Confidence::assumed)]);
  const auto one_of = [](const Texts& texts) { return member("confidence", object({member("enum", list(texts))})); };
  const Texts parts = {
      member("value", object({number("number", view)})),
      member("unit", object({member("const", in_quotes(view.unit))})),
      member("source", object({type("string")})),
      one_of(words),
  };
  return object({
      type("object"),
      member("properties", object(parts)),
      member("required", list({"value"})),
      member("additionalProperties", "false"),
      member("if", object({member("properties", object({one_of(claims)})), member("required", list({"confidence"}))})),
      member("then", object({member("required", list({"source"}))})),
  });
}

std::string field(const FieldView& view) {
  const std::string date = type("string") + ", " + member("format", in_quotes("date"));
  const std::string unit = view.unit.empty() || view.unit == "1" ? "" : fmt::format(" ({})", view.unit);
  Texts members = {member("description", in_quotes(view.meaning + unit))};
  if (view.type == "number") {
    members.push_back(member("anyOf", fmt::format("[{}, {}]", object({number("number", view)}), provenance(view))));
  } else if (view.type == "whole number") {
    members.push_back(number("integer", view));
  } else if (view.type == "choice") {
    members.push_back(member("enum", list(view.choices)));
  } else if (view.type == "yes or no") {
    members.push_back(type("boolean"));
  } else if (view.type == "date") {
    members.push_back(date);
  } else if (view.type == "dates") {
    members.push_back(type("array"));
    members.push_back(member("items", object({date})));
  } else {
    members.push_back(type("string"));
  }
  return object(members);
}

// "properties" and "additionalProperties" of the object whose fields' keys start with `prefix`, over several lines.
std::string properties(const std::vector<FieldView>& views, const std::string& prefix, Texts members,
                       std::size_t indent) {
  const std::string margin(indent, ' ');
  Texts groups;
  for (const FieldView& view : views) {
    if (view.key.rfind(prefix, 0) != 0) continue;
    const std::string rest = view.key.substr(prefix.size());
    const std::string name = rest.substr(0, rest.find('.'));
    if (name == rest) {
      members.push_back(member(name, field(view)));
    } else if (std::find(groups.begin(), groups.end(), name) == groups.end()) {
      groups.push_back(name);
      const std::string inner = properties(views, prefix + name + ".", {}, indent + 4);
      members.push_back(member(name, fmt::format("{{\n{0}    {1},\n{2}\n{0}  }}", margin, type("object"), inner)));
    }
  }
  const std::string separator = ",\n" + margin + "  ";
  return fmt::format("{0}\"properties\": {{\n{0}  {1}\n{0}}},\n{0}\"additionalProperties\": false", margin,
                     fmt::join(members, separator));
}

}  // namespace

std::string json_schema() {
  const std::string expanded = member(
      "expanded", object({member("description", in_quotes("whether presets are in the fields already, as in files "
                                                          "that Klynge writes, so that they are only named here")),
                          type("boolean")}));
  const Texts of_the_loader = {
      member("extends", object({member("description", in_quotes("the scenario file below this one")), type("string")})),
      expanded,
      member("change", fmt::format("{{\n      {},\n      {},\n      \"items\": {{\n        {},\n{}\n      }}\n    }}",
                                   member("description", in_quotes("regimes that take over on a date")), type("array"),
                                   type("object"), properties(change_schema(), "", {expanded}, 8))),
  };
  return fmt::format(
      "{{\n  {},\n  {},\n  {},\n{}\n}}\n", member("$schema", in_quotes("https://json-schema.org/draft/2020-12/schema")),
      member("title", in_quotes("Klynge scenario")), type("object"), properties(schema(), "", of_the_loader, 2));
}

}  // namespace klynge
