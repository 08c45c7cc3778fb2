// partial_file.h - a file that gets its name only when it is whole.
//
// It is written under a hidden name of its own in the same folder; publish() makes it durable and renames it over
// the final name in one step. Otherwise the destructor removes it; after a kill or power cut the hidden file
// (.<name>.<process>-<random>.partial) may stay behind and can be deleted.
//
// read, write and resize never fail. They remember the first error, and from then on, as after discard(), nothing
// more is written; check() throws it. HDF5 needs this: a write that fails while it flushes leaves the library in a
// state in which the program crashes when it ends (seen with 1.10.8; https://github.com/h5py/h5py/issues/914).
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

namespace sim::storage {

class PartialFile {
 public:
  explicit PartialFile(const std::filesystem::path& path);
  PartialFile(const PartialFile&) = delete;
  PartialFile& operator=(const PartialFile&) = delete;
  ~PartialFile();

  void read(std::uint64_t offset, std::span<std::byte> bytes) noexcept;  // zeros past the end
  void write(std::uint64_t offset, std::span<const std::byte> bytes) noexcept;
  void resize(std::uint64_t size) noexcept;
  std::uint64_t size() const noexcept { return size_; }

  void check() const;  // throws InputError with the first error
  void discard() noexcept { discarded_ = true; }
  void publish();

  const std::filesystem::path& path() const noexcept { return path_; }

 private:
  bool accepts_writes() const noexcept { return error_ == 0 && !discarded_; }

  std::filesystem::path path_;
  std::filesystem::path partial_path_;
  int descriptor_ = -1;
  std::uint64_t size_ = 0;  // as if every write had succeeded
  int error_ = 0;           // errno of the first failure
  bool discarded_ = false;
};

// Removes partial files of this one that belong to processes that are no more.
void remove_abandoned_partial_files(const std::filesystem::path& path);

}  // namespace sim::storage
