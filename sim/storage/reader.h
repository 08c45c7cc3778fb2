// reader.h - reads back what file.h wrote.
//
// A file that is missing, damaged, of another kind or without the thing asked for throws InputError, which names the
// file, what is wrong and what was expected. Columns written by other tools are read too when their type fits one of
// ours without loss; text may be of fixed or variable length.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "sim/storage/column.h"

namespace sim::storage {

class FileReader {
 public:
  explicit FileReader(const std::filesystem::path& path);
  FileReader(FileReader&&) noexcept;
  FileReader& operator=(FileReader&&) noexcept;
  ~FileReader();

  bool has(const std::string& path) const;  // a table, a text or a column

  // The columns in the order written, and those attributes of the group that are texts; groups inside it are passed
  // over.
  Table read(const std::string& path) const;
  std::string text(const std::string& path) const;
  AttributeValue attribute(const std::string& path, const std::string& name) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sim::storage
