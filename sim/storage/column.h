// column.h - tables as they lie in a result file: named columns of one length, each with its unit and meaning.
//
// In the file a table is an HDF5 group with one one-dimensional dataset a column, in the order given here, compressed
// (shuffle, gzip). `unit` and `meaning` are attributes of the dataset, the table's own attributes those of the group.
//
// A column of texts is stored as UTF-8 of one fixed width, padded with zero bytes. Variable-length texts would lie
// uncompressed outside the dataset; the padding of fixed ones compresses to next to nothing, every HDF5 tool shows
// them, and h5py gives them to pandas with `.asstr()[:]`. They suit names and codes: one very long text makes the whole
// column wide, so long texts belong in FileWriter::write_text. Single texts, attributes among them, are of variable
// length unless FileWriter is told otherwise, because h5py hands such attributes over as plain `str`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace sim::storage {

using Values = std::variant<std::vector<double>, std::vector<std::int64_t>, std::vector<std::int32_t>,
                            std::vector<std::uint32_t>, std::vector<std::string>>;

struct Column {
  std::string name;
  Values values;
  std::string unit{};     // empty: no unit, and no attribute in the file
  std::string meaning{};  // likewise

  bool operator==(const Column&) const = default;
};

struct Table {
  std::string path;  // "/timeseries"; a slash separates groups
  std::vector<Column> columns{};
  std::map<std::string, std::string> attributes{};

  bool operator==(const Table&) const = default;
};

using AttributeValue = std::variant<std::string, double, std::int64_t>;

inline std::size_t rows(const Column& column) {
  return std::visit([](const auto& values) { return values.size(); }, column.values);
}

}  // namespace sim::storage
