#include "sim/storage/checkpoint.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/check.h"
#include "sim/hash.h"
#include "sim/storage/file.h"
#include "sim/storage/reader.h"

namespace sim::storage {

namespace {

constexpr std::int64_t format = 1;  // count on when the layout, the digest or chain() and fold() of sim/hash.h change
constexpr const char* kind = "checkpoint";

// --- digests

std::uint64_t digest(std::uint64_t so_far, std::span<const std::byte> bytes) {
  std::uint64_t hash = chain(so_far, bytes.size());
  const auto take = [&](const std::byte* from, std::size_t size) {
    std::uint64_t words[2] = {};
    std::memcpy(words, from, size);
    hash = fold(words[0], words[1] ^ hash);
  };
  const std::size_t whole = bytes.size() - bytes.size() % 16;
  for (std::size_t at = 0; at < whole; at += 16) take(bytes.data() + at, 16);
  if (whole < bytes.size()) take(bytes.data() + whole, bytes.size() - whole);
  return chain(hash, 0);
}

std::uint64_t digest(std::uint64_t so_far, const std::string& text) {
  return digest(so_far, std::as_bytes(std::span(text)));
}

template <class Parts>
std::uint64_t digest_of(std::uint64_t so_far, const Parts& parts) {
  std::uint64_t hash = chain(so_far, parts.size());
  for (const auto& [name, contents] : parts) hash = digest(digest(hash, name), contents);
  return hash;
}

// --- writing

template <class Parts, class Write>
void write_parts(FileWriter& file, const std::string& group, const Parts& parts, std::uint64_t digest, Write write) {
  file.write(Table{.path = group});
  file.attribute(group, "parts", static_cast<std::int64_t>(parts.size()));
  file.attribute(group, "digest", static_cast<std::int64_t>(digest));
  for (const auto& [name, contents] : parts) {
    invariant(!name.empty() && name != "." && name.find_first_of(std::string("/\0", 2)) == std::string::npos,
              "a part of a checkpoint has a name that HDF5 takes for a path");
    write(group + "/" + name, contents);
  }
}

// --- reading

std::int64_t number(const FileReader& file, const std::string& where, const std::string& name) {
  const AttributeValue value = file.attribute(where, name);
  if (const auto* found = std::get_if<std::int64_t>(&value)) return *found;
  file.refuse(fmt::format("{}, attribute {}: it is no integer", where, name));
}

FileReader open(const std::filesystem::path& path) {
  FileReader file(path, fmt::format("a checkpoint of format {}, as it was written", format));
  if (!file.has_attribute("/", "klynge")) {
    file.refuse(file.has("/meta") ? "it holds the results of a study, not the state of a run"
                                  : "it is an HDF5 file, but not a checkpoint");
  }
  if (file.attribute("/", "klynge") != AttributeValue(kind)) file.refuse("it is of another kind of Klynge's files");
  if (const std::int64_t found = number(file, "/", "format"); found != format) {
    file.refuse(fmt::format("it is a checkpoint of format {}", found));
  }
  return file;
}

template <class Parts, class Read>
Parts read_parts(const FileReader& file, const std::string& group, Read read) {
  const std::vector<std::string> names = file.names(group);
  const std::int64_t written = number(file, group, "parts");
  if (static_cast<std::int64_t>(names.size()) != written) {
    file.refuse(fmt::format("{} holds {} of the {} parts that were written", group, names.size(), written));
  }
  Parts parts;
  for (const std::string& name : names) parts.emplace(name, read(group + "/" + name));
  return parts;
}

void verify(const FileReader& file, const std::string& group, std::uint64_t digest) {
  if (number(file, group, "digest") != static_cast<std::int64_t>(digest)) {
    file.refuse(fmt::format("the contents of {} are not what was written (their digest differs)", group));
  }
}

std::map<std::string, std::string> read_about(const FileReader& file) {
  auto about =
      read_parts<decltype(Checkpoint::about)>(file, "/about", [&](const std::string& path) { return file.text(path); });
  verify(file, "/about", digest_of(0, about));
  return about;
}

}  // namespace

void write_checkpoint(const std::filesystem::path& path, const Checkpoint& checkpoint) {
  const std::uint64_t about = digest_of(0, checkpoint.about);
  FileWriter file(path, Texts::fixed);
  file.attribute("/", "klynge", kind);
  file.attribute("/", "format", format);
  write_parts(file, "/about", checkpoint.about, about,
              [&](const std::string& at, const std::string& text) { file.write_text(at, text); });
  write_parts(file, "/state", checkpoint.sections, digest_of(about, checkpoint.sections),
              [&](const std::string& at, std::span<const std::byte> bytes) { file.write_bytes(at, bytes); });
  file.commit();
}

Checkpoint read_checkpoint(const std::filesystem::path& path) {
  const FileReader file = open(path);
  Checkpoint result{.about = read_about(file)};
  result.sections =
      read_parts<Archive::Sections>(file, "/state", [&](const std::string& at) { return file.bytes(at); });
  verify(file, "/state", digest_of(digest_of(0, result.about), result.sections));
  return result;
}

std::map<std::string, std::string> read_checkpoint_header(const std::filesystem::path& path) {
  return read_about(open(path));
}

}  // namespace sim::storage
