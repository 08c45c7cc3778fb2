#include "sim/storage/file.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/check.h"
#include "sim/storage/driver.h"
#include "sim/storage/hdf5.h"
#include "sim/storage/partial_file.h"

namespace sim::storage {

namespace {

void internal_unless(bool ok, const std::string& message) {
  if (!ok) fail_internal(message.c_str());
}

void require_storable(const std::string& text, const std::string& where) {
  if (text.find('\0') == std::string::npos) return;
  fail_input(fmt::format("{}: a text with a zero byte cannot be stored", where));
}

// --- what everything in our files has in common: no times, names in UTF-8, parts listed in the order written

Handle properties(hid_t kind) { return {H5Pcreate(kind), H5Pclose, "create properties"}; }

Handle without_times(hid_t kind) {
  Handle created = properties(kind);
  check(H5Pset_obj_track_times(created, false), "switch times off");
  return created;
}

Handle in_order(hid_t kind) {
  Handle created = without_times(kind);
  check(H5Pset_link_creation_order(created, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED), "keep the order");
  return created;
}

Handle named_in_utf8(hid_t kind) {
  Handle named = properties(kind);
  check(H5Pset_char_encoding(named, H5T_CSET_UTF8), "name in UTF-8");
  return named;
}

// --- types

hid_t file_type(double) { return H5T_IEEE_F64LE; }
hid_t file_type(std::int64_t) { return H5T_STD_I64LE; }
hid_t file_type(std::int32_t) { return H5T_STD_I32LE; }
hid_t file_type(std::uint32_t) { return H5T_STD_U32LE; }

Handle text_type(std::size_t width) {
  Handle type(H5Tcopy(H5T_C_S1), H5Tclose, "create a text type");
  check(H5Tset_size(type, width), "set the width of texts");
  check(H5Tset_cset(type, H5T_CSET_UTF8), "set the encoding of texts");
  if (width != H5T_VARIABLE) check(H5Tset_strpad(type, H5T_STR_NULLPAD), "set the padding of texts");
  return type;
}

// The type of one text, and what HDF5 wants to be shown of it.
Handle text_type(const std::string& text, Texts kind) {
  return text_type(kind == Texts::variable ? H5T_VARIABLE : std::max<std::size_t>(1, text.size()));
}

const void* in_memory(const char* const& text, Texts kind) {
  return kind == Texts::variable ? static_cast<const void*>(&text) : text;
}

// --- parts of a file

Handle scalar() { return {H5Screate(H5S_SCALAR), H5Sclose, "create a scalar space"}; }

void set_attribute(hid_t object, const std::string& name, hid_t type_in_file, hid_t type_in_memory, const void* value) {
  Handle attribute(
      H5Acreate2(object, name.c_str(), type_in_file, scalar(), named_in_utf8(H5P_ATTRIBUTE_CREATE), H5P_DEFAULT),
      H5Aclose, "create the attribute");
  check(H5Awrite(attribute, type_in_memory, value), "write the attribute");
  attribute.close("close the attribute");
}

template <class Number>
void set_attribute(hid_t object, const std::string& name, Number value) {
  set_attribute(object, name, file_type(value), memory_type(value), &value);
}

void set_attribute(hid_t object, const std::string& name, const std::string& text, Texts kind = Texts::variable) {
  const Handle type = text_type(text, kind);
  const char* value = text.c_str();
  set_attribute(object, name, type, type, in_memory(value, kind));
}

void create_groups(hid_t file, const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    if (exists(file, path)) continue;
    Handle(H5Gcreate2(file, path.c_str(), named_in_utf8(H5P_LINK_CREATE), in_order(H5P_GROUP_CREATE), H5P_DEFAULT),
           H5Gclose, "create the group");
  }
}

Handle create_column(hid_t group, const Column& column, hid_t type, std::size_t bytes_a_row) {
  const hsize_t length = rows(column);
  const hsize_t chunk = std::clamp<hsize_t>(length, 1, rows_a_chunk(bytes_a_row));
  const Handle created = without_times(H5P_DATASET_CREATE);
  check(H5Pset_chunk(created, 1, &chunk), "set the chunk");
  check(H5Pset_shuffle(created), "set the shuffle");
  check(H5Pset_deflate(created, 4), "set the compression");
  const Handle access = properties(H5P_DATASET_ACCESS);
  check(H5Pset_chunk_cache(access, 0, 0, 1.0), "write chunks at once");  // we hand over whole ones
  const Handle space(H5Screate_simple(1, &length, nullptr), H5Sclose, "create a space");
  Handle dataset(H5Dcreate2(group, column.name.c_str(), type, space, named_in_utf8(H5P_LINK_CREATE), created, access),
                 H5Dclose, "create the column");
  if (!column.unit.empty()) set_attribute(dataset, "unit", column.unit);
  if (!column.meaning.empty()) set_attribute(dataset, "meaning", column.meaning);
  return dataset;
}

template <class Number>
void write_values(hid_t group, const Column& column, const std::vector<Number>& values) {
  Handle dataset = create_column(group, column, file_type(Number{}), sizeof(Number));
  if (!values.empty()) {
    check(H5Dwrite(dataset, memory_type(Number{}), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), "write the column");
  }
  dataset.close("close the column");
}

void write_values(hid_t group, const Column& column, const std::vector<std::string>& texts) {
  std::size_t width = 1;  // HDF5 knows no texts of width 0
  for (const std::string& text : texts) width = std::max(width, text.size());
  const Handle type = text_type(width);
  Handle dataset = create_column(group, column, type, width);
  std::vector<char> padded;
  chunk_by_chunk(dataset, texts.size(), width, [&](hsize_t first, hsize_t count, hid_t memory, hid_t file) {
    padded.assign(count * width, '\0');
    for (std::size_t row = 0; row < count; ++row) {
      std::ranges::copy(texts[first + row], padded.data() + row * width);
    }
    check(H5Dwrite(dataset, type, memory, file, H5P_DEFAULT, padded.data()), "write the column");
  });
  dataset.close("close the column");
}

// Makes a dataset, the groups above it included, and fills it.
void write_whole(hid_t file, const std::string& path, hid_t type_in_file, hid_t space, hid_t type_in_memory,
                 const void* values) {
  const std::vector<std::string> paths = with_parents(path);
  internal_unless(!paths.empty(), "a dataset needs a path below the root of the file");
  create_groups(file, {paths.begin(), paths.end() - 1});
  Handle dataset(H5Dcreate2(file, path.c_str(), type_in_file, space, named_in_utf8(H5P_LINK_CREATE),
                            without_times(H5P_DATASET_CREATE), H5P_DEFAULT),
                 H5Dclose, "create the dataset");
  if (H5Sget_simple_extent_npoints(space) > 0) {
    check(H5Dwrite(dataset, type_in_memory, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), "write the dataset");
  }
  dataset.close("close the dataset");
}

std::string name_of(const Table& table, const Column& column) {
  return fmt::format("table {}, column '{}'", table.path, column.name);
}

void check_whole(const Table& table) {
  internal_unless(!with_parents(table.path).empty(), "a table needs a path below the root of the file");
  std::set<std::string> names;
  for (const Column& column : table.columns) {
    const std::string where = name_of(table, column);
    internal_unless(!column.name.empty() && column.name != "." && column.name.find('/') == std::string::npos,
                    fmt::format("{}: not a name for a column", where));
    internal_unless(names.insert(column.name).second, fmt::format("{} is there twice", where));
    const Column& first = table.columns.front();
    internal_unless(rows(column) == rows(first),
                    fmt::format("{} has {} rows, but '{}' has {}", where, rows(column), first.name, rows(first)));
    require_storable(column.unit, where);
    require_storable(column.meaning, where);
    if (const auto* texts = std::get_if<std::vector<std::string>>(&column.values)) {
      for (const std::string& text : *texts) require_storable(text, where);
    }
  }
  for (const auto& [name, text] : table.attributes) {
    require_storable(text, fmt::format("table {}, attribute {}", table.path, name));
  }
}

}  // namespace

struct FileWriter::State {
  State(const std::filesystem::path& path, Texts kind) : out(path), texts(kind) {
    change("opening it", [&] {
      const Handle access = access_through(out);
      check(H5Pset_libver_bounds(access, H5F_LIBVER_V18, H5F_LIBVER_V18), "set the format");
      file = Handle(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, in_order(H5P_FILE_CREATE), access), H5Fclose,
                    "create the file");
    });
  }

  State(const State&) = delete;
  State& operator=(const State&) = delete;

  ~State() {
    const Quiet quiet;
    out.discard();
    file = Handle();
  }

  // Does one piece of work on the file; `what` tells a failure's message which.
  template <class Work>
  void change(const std::string& what, Work work) {
    internal_unless(!spoiled, fmt::format("{} is used after an earlier write to it failed", out.path().string()));
    const Quiet quiet;
    spoiled = true;
    try {
      work();
    } catch (const Failure& failure) {
      out.check();
      fail_internal(fmt::format("{}, {}: {}", out.path().string(), what, failure.what()).c_str());
    }
    out.check();
    spoiled = false;
  }

  PartialFile out;
  Handle file;  // writes through `out` until it is closed
  Texts texts;
  bool spoiled = false;
};

FileWriter::FileWriter(const std::filesystem::path& path, Texts texts) : state_(std::make_unique<State>(path, texts)) {}
FileWriter::FileWriter(FileWriter&&) noexcept = default;
FileWriter& FileWriter::operator=(FileWriter&&) noexcept = default;
FileWriter::~FileWriter() = default;

FileWriter::State& FileWriter::state() {
  invariant(state_ != nullptr, "a result file is used after its commit");
  return *state_;
}

void FileWriter::write(const Table& table) {
  State& self = state();
  check_whole(table);
  Handle group;
  self.change(fmt::format("table {}", table.path), [&] {
    internal_unless(!exists(self.file, table.path), fmt::format("table {} is written twice", table.path));
    create_groups(self.file, with_parents(table.path));
    group = Handle(H5Gopen2(self.file, table.path.c_str(), H5P_DEFAULT), H5Gclose, "open the group");
    for (const auto& [name, text] : table.attributes) set_attribute(group, name, text, self.texts);
  });
  for (const Column& column : table.columns) {
    const auto write_column = [&](const auto& values) { write_values(group, column, values); };
    self.change(name_of(table, column), [&] { std::visit(write_column, column.values); });
  }
}

void FileWriter::write_text(const std::string& path, const std::string& text) {
  State& self = state();
  const std::string what = fmt::format("text {}", path);
  require_storable(text, what);
  self.change(what, [&] {
    const Handle type = text_type(text, self.texts);
    const char* value = text.c_str();
    write_whole(self.file, path, type, scalar(), type, in_memory(value, self.texts));
  });
}

void FileWriter::write_bytes(const std::string& path, std::span<const std::byte> bytes) {
  State& self = state();
  self.change(fmt::format("bytes {}", path), [&] {
    const hsize_t length = bytes.size();
    const Handle space(H5Screate_simple(1, &length, nullptr), H5Sclose, "create a space");
    write_whole(self.file, path, H5T_STD_U8LE, space, H5T_NATIVE_UINT8, bytes.data());
  });
}

void FileWriter::attribute(const std::string& path, const std::string& name, const AttributeValue& value) {
  State& self = state();
  const std::string what = fmt::format("{}, attribute {}", path, name);
  if (const auto* text = std::get_if<std::string>(&value)) require_storable(*text, what);
  self.change(what, [&] {
    const Handle object(H5Oopen(self.file, path.c_str(), H5P_DEFAULT), H5Oclose, "open what it belongs to");
    if (const auto* text = std::get_if<std::string>(&value)) {
      set_attribute(object, name, *text, self.texts);
    } else {
      std::visit([&](const auto& number) { set_attribute(object, name, number); }, value);
    }
  });
}

void FileWriter::commit() {
  State& self = state();
  self.change("closing it", [&] {
    self.file.close("close the file");
    self.out.publish();
  });
  state_.reset();
}

}  // namespace sim::storage
