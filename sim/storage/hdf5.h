// hdf5.h - HDF5's C interface with handles that close themselves and errors that throw. Internal to sim/storage.
//
// A call that fails throws Failure, which never leaves this folder: the writer and the reader know the file's name and
// whose fault it is, and throw InternalError or InputError instead. They hold a Quiet meanwhile, or HDF5 would
// print its own account to the terminal as well, some of it when the program ends: after it refused a damaged file it
// misses memory of its own then (HDF5 issue 3790). So it does not tidy up at the end; Handles have closed everything.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <hdf5.h>

namespace sim::storage {

class Failure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class Quiet {
 public:
  Quiet() {
    [[maybe_unused]] static const herr_t once = H5dont_atexit();  // heeded only before any other call to HDF5
    H5Eget_auto2(H5E_DEFAULT, &print_, &data_);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  }
  Quiet(const Quiet&) = delete;
  Quiet& operator=(const Quiet&) = delete;
  ~Quiet() { H5Eset_auto2(H5E_DEFAULT, print_, data_); }

 private:
  H5E_auto2_t print_ = nullptr;
  void* data_ = nullptr;
};

// HDF5's account of the call that just failed: the innermost line, which holds the cause.
inline std::string reason() {
  const auto keep_first = [](unsigned, const H5E_error2_t* error, void* text) -> herr_t {
    auto& reason = *static_cast<std::string*>(text);
    if (reason.empty() && error->desc != nullptr) reason = error->desc;
    return 0;
  };
  std::string reason;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_first, &reason);
  return reason;
}

// Hands on what an HDF5 call returned, unless it failed.
template <class Result>
Result check(Result result, const char* doing) {
  if (result < 0) throw Failure(fmt::format("{}: {}", doing, reason()));
  return result;
}

class Handle {
 public:
  using Close = herr_t (*)(hid_t);

  Handle() = default;
  Handle(hid_t id, Close closer, const char* doing) : id_(check(id, doing)), close_(closer) {}
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, -1)), close_(other.close_) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(close_, other.close_);
    return *this;
  }
  ~Handle() {
    if (id_ >= 0) close_(id_);
  }

  operator hid_t() const { return id_; }

  // Like the destructor, but a failure is heard.
  void close(const char* doing) {
    if (id_ >= 0) check(close_(std::exchange(id_, -1)), doing);
  }

 private:
  hid_t id_ = -1;
  Close close_ = nullptr;
};

// How our numbers lie in memory; HDF5 converts to and from what is in the file.
inline hid_t memory_type(double) { return H5T_NATIVE_DOUBLE; }
inline hid_t memory_type(std::int64_t) { return H5T_NATIVE_INT64; }
inline hid_t memory_type(std::int32_t) { return H5T_NATIVE_INT32; }
inline hid_t memory_type(std::uint32_t) { return H5T_NATIVE_UINT32; }

// "/a/b" -> "a", "a/b": HDF5 can be asked whether something exists only where everything above it does.
inline std::vector<std::string> with_parents(const std::string& path) {
  std::vector<std::string> paths;
  std::string so_far;
  std::istringstream parts(path);
  for (std::string part; std::getline(parts, part, '/');) {
    if (part.empty()) continue;
    if (!so_far.empty()) so_far += '/';
    so_far += part;
    paths.push_back(so_far);
  }
  return paths;
}

inline bool exists(hid_t file, const std::string& path) {
  return std::ranges::all_of(
      with_parents(path), [file](const std::string& each) { return H5Lexists(file, each.c_str(), H5P_DEFAULT) > 0; });
}

// About half a mebibyte: two fit into the chunk cache that HDF5 gives a dataset unless told otherwise.
inline hsize_t rows_a_chunk(std::size_t bytes_a_row) {
  return std::max<hsize_t>(1, (std::size_t{1} << 19) / bytes_a_row);
}

// Runs through a one-dimensional dataset chunk by chunk: work(first row, number of rows, memory space, file space).
template <class Work>
void chunk_by_chunk(hid_t dataset, hsize_t rows, std::size_t bytes_a_row, Work work) {
  const Handle file_space(H5Dget_space(dataset), H5Sclose, "get the space");
  const hsize_t step = rows_a_chunk(bytes_a_row);
  for (hsize_t first = 0; first < rows; first += step) {
    const hsize_t count = std::min(step, rows - first);
    const Handle memory_space(H5Screate_simple(1, &count, nullptr), H5Sclose, "create a space");
    check(H5Sselect_hyperslab(file_space, H5S_SELECT_SET, &first, nullptr, &count, nullptr), "select rows");
    work(first, count, memory_space, file_space);
  }
}

}  // namespace sim::storage
