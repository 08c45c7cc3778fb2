#include "sim/storage/partial_file.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <random>
#include <string>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "sim/check.h"

namespace sim::storage {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const fs::path& path, const std::string& reason) {
  fail_input(fmt::format("cannot write {}: {}", path.string(), reason));
}

[[noreturn]] void fail(const fs::path& path, int error) { fail(path, std::generic_category().message(error)); }

// Makes the new name durable. Some file systems cannot; the file itself is safe by then.
void sync_folder(const fs::path& folder) noexcept {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

}  // namespace

PartialFile::PartialFile(const fs::path& path) : path_(fs::absolute(path)) {
  std::error_code ignored;
  const fs::path folder = path_.parent_path();
  if (!path_.has_filename() || fs::is_directory(path_, ignored)) fail(path_, "is a folder, expected a file name");
  if (!fs::is_directory(folder, ignored)) fail(path_, fmt::format("there is no folder {}", folder.string()));

  std::random_device random;  // only a name that nobody else uses: results never depend on it
  const std::string name = path_.filename().string();
  do {
    partial_path_ = folder / fmt::format(".{}.{}-{:08x}.partial", name, ::getpid(), random());
    descriptor_ = ::open(partial_path_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  } while (descriptor_ < 0 && errno == EEXIST);
  if (descriptor_ < 0) fail(path_, errno);
}

PartialFile::~PartialFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (!partial_path_.empty()) ::unlink(partial_path_.c_str());
}

void PartialFile::read(std::uint64_t offset, std::span<std::byte> bytes) noexcept {
  while (!bytes.empty() && error_ == 0) {
    const ssize_t done = ::pread(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) error_ = errno;
    if (done <= 0) break;
    offset += static_cast<std::uint64_t>(done);
    bytes = bytes.subspan(static_cast<std::size_t>(done));
  }
  std::ranges::fill(bytes, std::byte{0});
}

void PartialFile::write(std::uint64_t offset, std::span<const std::byte> bytes) noexcept {
  size_ = std::max(size_, offset + bytes.size());
  while (!bytes.empty() && accepts_writes()) {
    const ssize_t done = ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) {
      error_ = errno;
      return;
    }
    offset += static_cast<std::uint64_t>(done);
    bytes = bytes.subspan(static_cast<std::size_t>(done));
  }
}

void PartialFile::resize(std::uint64_t size) noexcept {
  size_ = size;
  if (accepts_writes() && ::ftruncate(descriptor_, static_cast<off_t>(size)) != 0) error_ = errno;
}

void PartialFile::check() const {
  if (error_ != 0) fail(path_, error_);
}

void PartialFile::publish() {
  check();
  if (::fsync(descriptor_) != 0) fail(path_, errno);
  // Network file systems report some errors only now; the descriptor is gone either way.
  if (::close(std::exchange(descriptor_, -1)) != 0) fail(path_, errno);
  std::error_code error;
  fs::rename(partial_path_, path_, error);
  if (error) fail(path_, error.message());
  partial_path_.clear();
  sync_folder(path_.parent_path());
}

void remove_abandoned_partial_files(const std::filesystem::path& path) {
  const std::string begins = fmt::format(".{}.", path.filename().string());
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(fs::absolute(path).parent_path(), ignored)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(begins) || !name.ends_with(".partial")) continue;
    int process = 0;
    const char* digits = name.data() + begins.size();
    if (std::from_chars(digits, name.data() + name.size(), process).ptr == digits) continue;
    if (::kill(process, 0) != 0 && errno == ESRCH) fs::remove(entry.path(), ignored);
  }
}

}  // namespace sim::storage
