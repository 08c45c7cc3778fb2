// load.h - from TOML files to a Scenario and back.
//
// A scenario file is a layer: `extends = "baseline.toml"` names the layer below it, and what a file says itself wins
// over what it extends. `regime`, `referral` and `coordination` name preset files (presets/<kind>/<name>.toml), which
// are layers too: they lie just below the file that names them, in that order. Overrides lie on top of all files and
// name presets the same way. A layer replaces what it says and nothing else.
//
// Files are looked for beside the file that names them, then beside the file that named that one, and so on, then in
// LoadOptions::search. A file that the caller names is looked for from the current folder, then in LoadOptions::search.
//
// [[change]] tables name regimes that take over on a date: `area`, `from`, presets and switches, laid over the scenario's
// own regime. The changes of a layer take the place of all that lower layers name; `change = []` removes them.
//
// A number is written bare, and is then assumed, or with its provenance:
//   residents_per_gp = { value = 1563, unit = "residents", source = "Sundhedsdatastyrelsen 2016", confidence = "published" }
// All problems of all layers are found before anything is thrown.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "models/scenario/problems.h"
#include "models/scenario/scenario.h"

namespace klynge {

struct LoadOptions {
  std::vector<std::filesystem::path> search;  // folders for files that are not beside the one that names them
};

using Setting = std::variant<bool, std::int64_t, double, std::string, std::vector<std::string>>;
using Overrides = std::vector<std::pair<std::string, Setting>>;

Scenario load_scenario(const std::filesystem::path& file, const Overrides& overrides = {}, const LoadOptions& = {});

// A scenario from text alone: `tables` maps each table's path to its text, as tables_of() gives them.
Scenario parse_scenario(const std::string& toml, const std::string& name,
                        const std::map<std::string, std::string>& tables, const LoadOptions& = {});

// The same scenario with other values; presets among them are expanded first.
Scenario with_overrides(const Scenario& base, const Overrides& overrides, const LoadOptions& = {});

// The same scenario with one change more: `change` says what a [[change]] table may say.
Scenario with_change(const Scenario& base, const Overrides& change, const LoadOptions& = {});

// Every field that is set, explicit; parse_scenario(to_toml(s), ..., tables_of(s)) is s again. Presets keep their names
// beside `expanded = true`, which says that the fields below them are already what the presets made them.
std::string to_toml(const Scenario& scenario);
std::map<std::string, std::string> tables_of(const Scenario& scenario);

// One field as it is shown to people.
struct FieldView {
  std::string key;
  std::string type;   // "number", "whole number", "text", "choice", "yes or no", "date", "dates", "table"
  std::string value;  // as text; empty if not set
  double number = 0;  // NaN unless the type is a number
  std::string unit;
  std::string meaning;
  std::string source;
  std::string confidence;  // empty unless the field is a Quantity
  std::string origin;      // "randers.toml, line 12", or empty
  double least = 0;
  double most = 0;
  bool optional = false;
  std::vector<std::string> choices;
};
std::vector<FieldView> describe(const Scenario& scenario);

// For each change area, first day, presets and switches; only what it says itself has an origin.
std::vector<std::vector<FieldView>> describe_changes(const Scenario& scenario);

// The schema itself: the same views with nothing but defaults, and as a JSON Schema (draft 2020-12) for editors.
std::vector<FieldView> schema();
std::vector<FieldView> change_schema();
std::string json_schema();

}  // namespace klynge
