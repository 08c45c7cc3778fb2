// sources.h - where layers come from: the file and the settings of a caller, and the files that files name.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "models/scenario/load.h"
#include "models/scenario/search_path.h"
#include "models/scenario/value.h"

namespace klynge {

// Where the files are looked for that a file names, and those that a caller names: there the current folder comes first.
SearchPath search_path(const LoadOptions& options);
SearchPath search_path_of_caller(const LoadOptions& options);

// The file that a caller names, called by its name without folder; throws ScenarioError if there is none.
SearchPath::File file_of_caller(const std::filesystem::path& file, const LoadOptions& options);

Value value_of(const Setting& setting);

// The files that are being read, each named by the one before.
class OpenFiles {
 public:
  void push(const SearchPath::File& file);
  void pop() { open_.pop_back(); }
  // "a.toml -> b.toml -> a.toml" if `file` is one of them.
  std::optional<std::string> circle(const SearchPath::File& file) const;

 private:
  struct OpenFile {
    std::filesystem::path path;
    std::string name;
  };
  std::vector<OpenFile> open_;
};

}  // namespace klynge
