#include "models/scenario/sources.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "models/scenario/problems.h"

namespace klynge {
namespace {

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

std::filesystem::path real_path(const std::filesystem::path& path) {
  std::error_code unreadable;
  return std::filesystem::weakly_canonical(path, unreadable);
}

}  // namespace

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

SearchPath::File file_of_caller(const std::filesystem::path& file, const LoadOptions& options) {
  auto found = search_path_of_caller(options).find(file);
  if (!found) {
    std::string problem = file.generic_string() + ": no such file";
    if (!file.is_absolute()) problem += ' ' + search_path_of_caller(options).in_words();
    throw ScenarioError({problem});
  }
  found->name = found->path.filename().string();
  return *found;
}

Value value_of(const Setting& setting) { return std::visit(ToValue{}, setting); }

void OpenFiles::push(const SearchPath::File& file) { open_.push_back({real_path(file.path), file.name}); }

std::optional<std::string> OpenFiles::circle(const SearchPath::File& file) const {
  const std::filesystem::path path = real_path(file.path);
  const auto same = std::find_if(open_.begin(), open_.end(), [&](const OpenFile& open) { return open.path == path; });
  if (same == open_.end()) return std::nullopt;
  std::vector<std::string> names;
  for (auto open = same; open != open_.end(); ++open) names.push_back(open->name);
  names.push_back(same->name);
  return fmt::format("{}", fmt::join(names, " -> "));
}

}  // namespace klynge
