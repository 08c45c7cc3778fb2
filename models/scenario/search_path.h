// search_path.h - where the files that a scenario names are looked for.
//
// First among `texts` that came with it, then in each folder in turn. A file that is found has a name besides its path:
// the one that messages show, written from the folder of the scenario that was asked for.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace klynge {

struct SearchPath {
  struct Folder {
    std::filesystem::path path;
    std::filesystem::path name;  // stands in front of the names of its files
  };
  struct File {
    std::filesystem::path path;
    std::string name;
  };

  std::vector<Folder> folders;
  const std::map<std::string, std::string>* texts = nullptr;

  std::optional<File> find(const std::filesystem::path& file) const;
  std::optional<std::string> read(const std::string& file) const;
  // "in scenarios or in /usr/share/klynge"
  std::string in_words() const;

  // For the files that `file` names: its own folder, then these.
  SearchPath beside(const File& file) const;
};

// The bytes of a file; nothing if it cannot be read.
std::optional<std::string> read_text(const std::filesystem::path& file);

}  // namespace klynge
