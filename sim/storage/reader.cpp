#include "sim/storage/reader.h"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <map>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

#include "sim/check.h"
#include "sim/storage/hdf5.h"

namespace sim::storage {

namespace {

// Texts of fixed or variable length. read(type, buffer) has HDF5 fill a buffer with `count` of them.
template <class Read>
std::vector<std::string> texts(hid_t type, hid_t space, std::size_t count, Read read) {
  std::vector<std::string> result;
  result.reserve(count);
  if (check(H5Tis_variable_str(type), "ask for the kind of text") > 0) {
    std::vector<char*> pointers(count, nullptr);
    read(type, pointers.data());
    for (const char* text : pointers) result.emplace_back(text == nullptr ? "" : text);
    check(H5Dvlen_reclaim(type, space, H5P_DEFAULT, pointers.data()), "give memory back");
    return result;
  }
  const std::size_t width = H5Tget_size(type);
  std::vector<char> padded(count * width);
  read(type, padded.data());
  for (std::size_t row = 0; row < count; ++row) {
    const char* text = padded.data() + row * width;
    result.emplace_back(text, ::strnlen(text, width));
  }
  return result;
}

template <class Number>
std::vector<Number> numbers(hid_t dataset, std::size_t count) {
  std::vector<Number> result(count);
  check(H5Dread(dataset, memory_type(Number{}), H5S_ALL, H5S_ALL, H5P_DEFAULT, result.data()), "read the numbers");
  return result;
}

std::vector<std::string> texts(hid_t dataset, hid_t type, std::size_t count) {
  std::vector<std::string> result;
  result.reserve(count);
  chunk_by_chunk(dataset, count, H5Tget_size(type), [&](hsize_t, hsize_t some, hid_t memory, hid_t file) {
    std::vector<std::string> more = texts(type, memory, some, [&](hid_t as, void* buffer) {
      check(H5Dread(dataset, as, memory, file, H5P_DEFAULT, buffer), "read the texts");
    });
    std::ranges::move(more, std::back_inserter(result));
  });
  return result;
}

Values values_of(hid_t dataset, std::size_t count) {
  const Handle type(H5Dget_type(dataset), H5Tclose, "get the type");
  const std::size_t size = H5Tget_size(type);
  switch (H5Tget_class(type)) {
    case H5T_STRING: return texts(dataset, type, count);
    case H5T_FLOAT:
      if (size <= sizeof(double)) return numbers<double>(dataset, count);
      break;
    case H5T_INTEGER:
      if (H5Tget_sign(type) == H5T_SGN_NONE) {
        if (size <= sizeof(std::uint32_t)) return numbers<std::uint32_t>(dataset, count);
        break;
      }
      if (size <= sizeof(std::int32_t)) return numbers<std::int32_t>(dataset, count);
      return numbers<std::int64_t>(dataset, count);
    default: break;
  }
  throw Failure("expected text, floating point of up to 64 bits, or integers of up to 32 bits or signed 64");
}

Handle open_attribute(hid_t object, const std::string& name) {
  return {H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose, "open the attribute"};
}

std::optional<std::string> text_of(hid_t attribute) {
  const Handle type(H5Aget_type(attribute), H5Tclose, "get the type");
  const Handle space(H5Aget_space(attribute), H5Sclose, "get the space");
  if (H5Tget_class(type) != H5T_STRING || H5Sget_simple_extent_npoints(space) != 1) return std::nullopt;
  return texts(type, space, 1,
               [attribute](hid_t as, void* buffer) { check(H5Aread(attribute, as, buffer), "read the attribute"); })
      .front();
}

template <class Number>
Number number_of(hid_t attribute) {
  Number number{};
  check(H5Aread(attribute, memory_type(number), &number), "read the attribute");
  return number;
}

AttributeValue value_of(hid_t attribute) {
  if (auto text = text_of(attribute)) return *std::move(text);
  const Handle type(H5Aget_type(attribute), H5Tclose, "get the type");
  const Handle space(H5Aget_space(attribute), H5Sclose, "get the space");
  if (H5Sget_simple_extent_npoints(space) == 1) {
    const H5T_class_t kind = H5Tget_class(type);
    const bool fits = H5Tget_sign(type) != H5T_SGN_NONE || H5Tget_size(type) < sizeof(std::int64_t);
    if (kind == H5T_FLOAT) return number_of<double>(attribute);
    if (kind == H5T_INTEGER && fits) return number_of<std::int64_t>(attribute);
  }
  throw Failure("expected one text, floating-point number or integer");
}

std::string text_or_nothing(hid_t object, const std::string& name) {
  if (check(H5Aexists(object, name.c_str()), "look for the attribute") == 0) return {};
  return text_of(open_attribute(object, name)).value_or("");
}

std::map<std::string, std::string> text_attributes(hid_t object) {
  std::vector<std::string> names;
  const auto keep_name = [](hid_t, const char* name, const H5A_info_t*, void* kept) -> herr_t {
    static_cast<std::vector<std::string>*>(kept)->emplace_back(name);
    return 0;
  };
  check(H5Aiterate2(object, H5_INDEX_NAME, H5_ITER_INC, nullptr, keep_name, &names), "list the attributes");
  std::map<std::string, std::string> result;
  for (const std::string& name : names) {
    if (auto text = text_of(open_attribute(object, name))) result.emplace(name, *std::move(text));
  }
  return result;
}

// In the order written where the file keeps it, else by name.
std::vector<std::string> links(hid_t group) {
  const Handle created(H5Gget_create_plist(group), H5Pclose, "get the group's properties");
  unsigned order = 0;
  check(H5Pget_link_creation_order(created, &order), "ask for the order");
  const H5_index_t index = (order & H5P_CRT_ORDER_TRACKED) != 0 ? H5_INDEX_CRT_ORDER : H5_INDEX_NAME;
  H5G_info_t info{};
  check(H5Gget_info(group, &info), "list the group");
  std::vector<std::string> names;
  for (hsize_t link = 0; link < info.nlinks; ++link) {
    const auto name_into = [&](char* name, std::size_t size) {
      return static_cast<std::size_t>(
          check(H5Lget_name_by_idx(group, ".", index, H5_ITER_INC, link, name, size, H5P_DEFAULT), "get a name"));
    };
    std::string name(name_into(nullptr, 0), '\0');
    name_into(name.data(), name.size() + 1);
    names.push_back(std::move(name));
  }
  return names;
}

Handle open_object(hid_t place, const std::string& path) {
  return {H5Oopen(place, path.c_str(), H5P_DEFAULT), H5Oclose, "open it"};
}

// The number of values when `object` is a one-dimensional dataset.
std::optional<std::size_t> rows_of(hid_t object) {
  if (H5Iget_type(object) != H5I_DATASET) return std::nullopt;
  const Handle space(H5Dget_space(object), H5Sclose, "get the space");
  if (H5Sget_simple_extent_ndims(space) != 1) return std::nullopt;
  return static_cast<std::size_t>(H5Sget_simple_extent_npoints(space));
}

}  // namespace

struct FileReader::State {
  State(const std::filesystem::path& from, std::string wanted)
      : path(std::filesystem::absolute(from)), expected(std::move(wanted)) {
    std::error_code ignored;
    if (::access(path.c_str(), R_OK) != 0) fail_open(std::generic_category().message(errno));
    if (std::filesystem::is_directory(path, ignored)) fail_open("is a folder");
    const Quiet quiet;
    try {
      const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "create file access properties");
      // Finished files do not change, and many network file systems cannot lock.
      check(H5Pset_file_locking(access, false, true), "switch locks off");
      file = Handle(H5Fopen(path.c_str(), H5F_ACC_RDONLY, access), H5Fclose, "open");
    } catch (const Failure& failure) {
      fail_open(failure.what());
    }
  }

  [[noreturn]] void fail(const std::string& why) const {
    const std::string hint = expected.empty() ? "" : fmt::format("; expected {}", expected);
    fail_input(fmt::format("cannot read {}: {}{}", path.string(), why, hint));
  }

  [[noreturn]] void fail_open(const std::string& why) const {
    fail(expected.empty() ? fmt::format("{}; expected an HDF5 file", why) : why);
  }

  // Reads one part of the file; `what` names it when that fails.
  template <class Look>
  auto look(const std::string& what, Look look_at) const {
    const Quiet quiet;
    try {
      return look_at();
    } catch (const Failure& failure) {
      fail(fmt::format("{}: {}", what, failure.what()));
    }
  }

  void require_there(const std::string& part) const {
    if (!exists(file, part)) throw Failure("there is none in this file");
  }

  std::filesystem::path path;
  std::string expected;
  Handle file;
};

FileReader::FileReader(const std::filesystem::path& path, std::string expected)
    : state_(std::make_unique<State>(path, std::move(expected))) {}
FileReader::FileReader(FileReader&&) noexcept = default;
FileReader& FileReader::operator=(FileReader&&) noexcept = default;
FileReader::~FileReader() = default;

bool FileReader::has(const std::string& path) const {
  const Quiet quiet;
  return exists(state_->file, path);
}

bool FileReader::has_attribute(const std::string& path, const std::string& name) const {
  return state_->look(fmt::format("{}, attribute {}", path, name), [&] {
    if (!exists(state_->file, path)) return false;
    return check(H5Aexists(open_object(state_->file, path), name.c_str()), "look for the attribute") > 0;
  });
}

std::vector<std::string> FileReader::names(const std::string& path) const {
  return state_->look(fmt::format("group {}", path), [&] {
    state_->require_there(path);
    return links(Handle(H5Gopen2(state_->file, path.c_str(), H5P_DEFAULT), H5Gclose, "open the group"));
  });
}

Table FileReader::read(const std::string& path) const {
  return state_->look(fmt::format("table {}", path), [&] {
    state_->require_there(path);
    const Handle group(H5Gopen2(state_->file, path.c_str(), H5P_DEFAULT), H5Gclose, "open the group");
    Table table{.path = path, .attributes = text_attributes(group)};
    for (const std::string& name : links(group)) {
      const Handle object = open_object(group, name);
      const auto count = rows_of(object);
      if (!count) continue;
      table.columns.push_back(state_->look(fmt::format("table {}, column '{}'", path, name), [&] {
        return Column{name, values_of(object, *count), text_or_nothing(object, "unit"),
                      text_or_nothing(object, "meaning")};
      }));
      const Column& first = table.columns.front();
      if (rows(first) != *count) {
        throw Failure(fmt::format("columns '{}' and '{}' differ in length", first.name, name));
      }
    }
    return table;
  });
}

std::string FileReader::text(const std::string& path) const {
  return state_->look(fmt::format("text {}", path), [&] {
    state_->require_there(path);
    const Handle dataset(H5Dopen2(state_->file, path.c_str(), H5P_DEFAULT), H5Dclose, "open it");
    const Handle type(H5Dget_type(dataset), H5Tclose, "get the type");
    const Handle space(H5Dget_space(dataset), H5Sclose, "get the space");
    if (H5Tget_class(type) != H5T_STRING || H5Sget_simple_extent_npoints(space) != 1) {
      throw Failure("expected one text");
    }
    return texts(type, space, 1,
                 [&](hid_t as, void* buffer) {
                   check(H5Dread(dataset, as, H5S_ALL, H5S_ALL, H5P_DEFAULT, buffer), "read the text");
                 })
        .front();
  });
}

std::vector<std::byte> FileReader::bytes(const std::string& path) const {
  return state_->look(fmt::format("bytes {}", path), [&] {
    state_->require_there(path);
    const Handle object = open_object(state_->file, path);
    const auto count = rows_of(object);
    if (!count) throw Failure("expected bytes");
    const Handle type(H5Dget_type(object), H5Tclose, "get the type");
    if (check(H5Tequal(type, H5T_STD_U8LE), "compare types") == 0) throw Failure("expected bytes");
    std::vector<std::byte> result(*count);
    check(H5Dread(object, H5T_NATIVE_UINT8, H5S_ALL, H5S_ALL, H5P_DEFAULT, result.data()), "read the bytes");
    return result;
  });
}

void FileReader::refuse(const std::string& why) const { state_->fail(why); }

AttributeValue FileReader::attribute(const std::string& path, const std::string& name) const {
  return state_->look(fmt::format("{}, attribute {}", path, name), [&] {
    state_->require_there(path);
    const Handle object = open_object(state_->file, path);
    if (check(H5Aexists(object, name.c_str()), "look for the attribute") == 0) {
      throw Failure("there is none in this file");
    }
    return value_of(open_attribute(object, name));
  });
}

}  // namespace sim::storage
