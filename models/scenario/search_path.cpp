#include "models/scenario/search_path.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <fstream>
#include <iterator>
#include <system_error>

namespace klynge {

std::optional<SearchPath::File> SearchPath::find(const std::filesystem::path& file) const {
  for (const Folder& folder : folders) {
    const std::filesystem::path path = folder.path / file;
    std::error_code unreadable;
    if (std::filesystem::is_regular_file(path, unreadable)) {
      return File{path, (folder.name / file).lexically_normal().generic_string()};
    }
  }
  return std::nullopt;
}

std::optional<std::string> SearchPath::read(const std::string& file) const {
  if (texts) {
    if (const auto found = texts->find(file); found != texts->end()) return found->second;
  }
  const std::optional<File> found = find(file);
  return found ? read_text(found->path) : std::nullopt;
}

std::string SearchPath::in_words() const {
  std::vector<std::string> names;
  if (texts) names.emplace_back("among the tables that came with it");
  for (const Folder& folder : folders) {
    names.push_back("in " + (folder.path.empty() ? std::string("the current folder") : folder.path.generic_string()));
  }
  return names.empty() ? "nowhere: no folder was given" : fmt::format("{}", fmt::join(names, " or "));
}

SearchPath SearchPath::beside(const File& file) const {
  SearchPath wider;
  const std::filesystem::path folder = file.path.parent_path();
  wider.folders.push_back({folder, std::filesystem::path(file.name).parent_path()});
  for (const Folder& each : folders) {
    if (each.path != folder) wider.folders.push_back(each);
  }
  return wider;
}

std::optional<std::string> read_text(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  std::string text(std::istreambuf_iterator<char>(in), {});
  if (in.bad()) return std::nullopt;
  return text;
}

}  // namespace klynge
