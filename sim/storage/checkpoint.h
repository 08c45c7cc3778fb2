// checkpoint.h - the state of a run in a file, written whole or not at all and read back exactly or not at all.
//
// An HDF5 file, format 1:
//   /                  attributes `klynge` = "checkpoint" and `format`
//   /about/<name>      texts that tell what it is the state of: the scenario, the seed, ...
//   /state/<section>   the bytes of one section
// `about` and `state` each carry how many `parts` they have and a `digest` of names, sizes and contents. The digest of
// `state` goes on from that of `about`, so it covers everything.
//
// The invariant: whatever happened to the file, what is read is what was written, or it is refused with an InputError
// that names the file, what is wrong and what was expected. The digests find damage to contents; damage to HDF5's own
// descriptions must be found by HDF5, which would otherwise run into it. In the format of version 1.8 all of these bear
// a checksum, except the heap of texts of variable length and the index of datasets in chunks. So a checkpoint has
// neither: its texts are of fixed width, its bytes lie in one piece, uncompressed, as fast as the disk.
//
// Byte order is that of little-endian machines. One thread at a time, as file.h says.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "sim/archive.h"

namespace sim::storage {

struct Checkpoint {
  std::map<std::string, std::string> about{};
  Archive::Sections sections{};

  bool operator==(const Checkpoint&) const = default;
};

// Names are not empty, not "." and hold no '/'. An earlier file of that name is replaced when the new one is whole.
void write_checkpoint(const std::filesystem::path& path, const Checkpoint& checkpoint);

Checkpoint read_checkpoint(const std::filesystem::path& path);

// Only `about`, verified too, without reading the state.
std::map<std::string, std::string> read_checkpoint_header(const std::filesystem::path& path);

}  // namespace sim::storage
