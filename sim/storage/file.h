// file.h - writes one result file, whole or not at all.
//
// Everything goes into a hidden file beside the final one; commit() gives it its name. Without commit(), after an
// error or when the process dies, an earlier file of that name is as it was. What the user can mend (no such folder, no
// permission, disk full) throws InputError with the file and the reason; a misuse of this class throws InternalError.
// After a write that failed the file can only be thrown away.
//
// The same calls with the same contents give the same bytes: no times, fixed byte order, file format of HDF5 1.8.
//
// HDF5 as packaged is not thread-safe: one thread of the process at a time may use FileWriter or FileReader, any of
// them. Texts are taken to be UTF-8 and may not contain a zero byte.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "sim/storage/column.h"

namespace sim::storage {

// How single texts lie in the file. `variable` ones, which h5py hands over as plain `str`, lie in HDF5's heap, where
// nothing notices damage and the library may crash on it. `fixed` ones do not: see checkpoint.h.
enum class Texts { variable, fixed };

class FileWriter {
 public:
  explicit FileWriter(const std::filesystem::path& path, Texts texts = Texts::variable);
  FileWriter(FileWriter&&) noexcept;
  FileWriter& operator=(FileWriter&&) noexcept;
  ~FileWriter();

  void write(const Table& table);
  void write_text(const std::string& path, const std::string& text);
  // One piece, neither cut up nor compressed nor checked: fast, for much data of which the caller keeps a digest.
  void write_bytes(const std::string& path, std::span<const std::byte> bytes);
  // `path` names a table, a text, a column ("/timeseries/queue") or the file itself ("/").
  void attribute(const std::string& path, const std::string& name, const AttributeValue& value);

  // Flushes, closes, waits for the disk and renames. Nothing can be written afterwards.
  void commit();

 private:
  struct State;
  State& state();

  std::unique_ptr<State> state_;
};

}  // namespace sim::storage
