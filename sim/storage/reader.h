// reader.h - reads back what file.h wrote.
//
// A file that is missing, damaged, of another kind or without the thing asked for throws InputError, which names the
// file, what is wrong and what was expected. Columns written by other tools are read too when their type fits one of
// ours without loss; text may be of fixed or variable length.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "sim/storage/column.h"

namespace sim::storage {

class FileReader {
 public:
  // `expected` is what every message says was expected: "a checkpoint". Empty: what suits the case.
  explicit FileReader(const std::filesystem::path& path, std::string expected = {});
  FileReader(FileReader&&) noexcept;
  FileReader& operator=(FileReader&&) noexcept;
  ~FileReader();

  bool has(const std::string& path) const;  // a table, a text, bytes or a column
  bool has_attribute(const std::string& path, const std::string& name) const;
  std::vector<std::string> names(const std::string& path) const;  // what a group holds

  // The columns in the order written, and those attributes of the group that are texts; groups inside it are passed
  // over.
  Table read(const std::string& path) const;
  std::string text(const std::string& path) const;
  std::vector<std::byte> bytes(const std::string& path) const;
  AttributeValue attribute(const std::string& path, const std::string& name) const;

  // Says of the whole file why it cannot be read, in the words of all the others.
  [[noreturn]] void refuse(const std::string& why) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sim::storage
