// A checkpoint: exactly what was written comes back, or one message says why not.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <unistd.h>

#include "sim/check.h"
#include "sim/storage/checkpoint.h"
#include "sim/storage/file.h"
#include "sim/storage/reader.h"
#include "tests/support/catch.h"

using namespace sim::storage;
using Catch::Matchers::ContainsSubstring;
namespace fs = std::filesystem;

// For the leak sanitizer: HDF5 forgets a little memory whenever it refuses damage (its issue 3790).
extern "C" const char* __lsan_default_suppressions() { return "leak:libhdf5"; }

namespace {

// An empty folder that goes away with the test, and the checkpoint in it.
class Folder {
 public:
  Folder() {
    static int count = 0;
    do {
      path_ = fs::temp_directory_path() / ("klynge-cp-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
    } while (!fs::create_directory(path_));
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path_); }

  fs::path operator/(const std::string& name) const { return path_ / name; }
  fs::path checkpoint() const { return path_ / "day 100.checkpoint"; }
  auto files() const { return std::distance(fs::directory_iterator(path_), fs::directory_iterator()); }

 private:
  fs::path path_;
};

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void put(const fs::path& path, const std::string& bytes) {
  fs::remove(path);  // some file systems wait for the disk when a file is overwritten
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

std::vector<std::byte> noise(std::size_t size) {
  std::vector<std::byte> bytes(size);
  std::uint64_t state = size;
  for (std::byte& byte : bytes) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    byte = static_cast<std::byte>(state >> 56);
  }
  return bytes;
}

Checkpoint small() {
  return {.about = {{"scenario", "name = \"Århus\"\n"}, {"note", ""}, {"seed", "42"}},
          .sections = {{"partition 0", noise(1000)}, {"partition 1", noise(17)}, {"recorder 0", {}}}};
}

// So many parts that HDF5 keeps their names in a way of its own (more than 8 in a group).
Checkpoint many_parts() {
  Checkpoint checkpoint;
  for (int part = 0; part < 30; ++part) {
    checkpoint.about["text " + std::to_string(part)] = std::string(static_cast<std::size_t>(part), 'x');
    checkpoint.sections["partition " + std::to_string(part)] = noise(static_cast<std::size_t>(part) * 7);
  }
  return checkpoint;
}

// What read() gives, or nothing when it refuses, which must be by an InputError that names the file.
template <class Read>
auto unless_refused(Read read, const fs::path& path) -> std::optional<decltype(read(path))> {
  try {
    return read(path);
  } catch (const sim::InputError& error) {
    const std::string message = error.what();
    if (!message.starts_with("cannot read " + path.string() + ": ") ||
        message.find("; expected a checkpoint of format 1") == std::string::npos) {
      FAIL_CHECK("not a clear refusal: " << message);
    }
    return std::nullopt;
  }
}

// Never anything else than what was written; other errors and crashes end the test.
bool refused_or_same(const fs::path& path, const Checkpoint& written) {
  const auto whole = unless_refused(read_checkpoint, path);
  const auto header = unless_refused(read_checkpoint_header, path);
  return (!whole || *whole == written) && (!header || *header == written.about);
}

// A file in the layout of a checkpoint with `found` in it, which tells of itself what `written` would.
void write_as(const fs::path& path, const Checkpoint& written, const Checkpoint& found) {
  write_checkpoint(path, written);
  const FileReader truth(path);
  FileWriter file(path, Texts::fixed);
  for (const char* name : {"klynge", "format"}) file.attribute("/", name, truth.attribute("/", name));
  for (const char* group : {"/about", "/state"}) {
    file.write({.path = group});
    for (const char* name : {"parts", "digest"}) file.attribute(group, name, truth.attribute(group, name));
  }
  for (const auto& [name, text] : found.about) file.write_text("/about/" + name, text);
  for (const auto& [name, bytes] : found.sections) file.write_bytes("/state/" + name, bytes);
  file.commit();
}

void write_mark(const fs::path& path, const AttributeValue& kind, const AttributeValue& format) {
  FileWriter file(path, Texts::fixed);
  file.attribute("/", "klynge", kind);
  file.attribute("/", "format", format);
  file.commit();
}

}  // namespace

TEST_CASE("a checkpoint comes back as it was written, empty parts included", "[checkpoint]") {
  const Folder folder;
  for (const Checkpoint& checkpoint : {small(), many_parts(), Checkpoint{}}) {
    write_checkpoint(folder.checkpoint(), checkpoint);
    CHECK((read_checkpoint(folder.checkpoint()) == checkpoint));
    CHECK(read_checkpoint_header(folder.checkpoint()) == checkpoint.about);
  }
}

TEST_CASE("a checkpoint of many megabytes and a long scenario comes back", "[checkpoint]") {
  Checkpoint checkpoint = small();
  checkpoint.about["scenario"] = std::string(3'000'000, '#');
  checkpoint.sections["people"] = noise(40'000'003);
  const Folder folder;
  write_checkpoint(folder.checkpoint(), checkpoint);

  CHECK((read_checkpoint(folder.checkpoint()) == checkpoint));  // extra brackets: a failure prints no megabytes
}

TEST_CASE("a state goes through an archive and a checkpoint and back", "[checkpoint]") {
  const Folder folder;
  std::vector<double> waits{1.5, -0.0, 7.0};
  sim::Archive kept;
  kept.section("node 7");
  kept.vector(waits);
  write_checkpoint(folder.checkpoint(), {.sections = kept.sections()});

  sim::Archive archive(read_checkpoint(folder.checkpoint()).sections);
  std::vector<double> found;
  archive.section("node 7");
  archive.vector(found);
  archive.finish_section();
  CHECK(found == waits);
}

TEST_CASE("the same checkpoint gives the same bytes", "[checkpoint]") {
  const Folder folder;
  write_checkpoint(folder / "one", many_parts());
  write_checkpoint(folder / "another name", many_parts());

  CHECK((bytes_of(folder / "one") == bytes_of(folder / "another name")));
}

TEST_CASE("a checkpoint takes hardly more room than what it holds", "[checkpoint]") {
  const Folder folder;
  write_checkpoint(folder.checkpoint(), {.sections = {{"people", noise(1'000'000)}}});

  CHECK(fs::file_size(folder.checkpoint()) < 1'010'000);
}

TEST_CASE("a write that is not finished leaves the earlier checkpoint", "[checkpoint]") {
  const Folder folder;
  write_checkpoint(folder.checkpoint(), small());
  {
    FileWriter interrupted(folder.checkpoint(), Texts::fixed);
    interrupted.attribute("/", "klynge", "checkpoint");
    interrupted.write_bytes("/state/partition 0", noise(100'000));
  }
  CHECK_THROWS_AS(write_checkpoint(folder.checkpoint(), {.about = {{"note", std::string("a\0b", 3)}}}),
                  sim::InputError);
  CHECK_THROWS_AS(write_checkpoint(folder.checkpoint(), {.sections = {{"a/b", noise(1)}}}), sim::InternalError);

  CHECK((read_checkpoint(folder.checkpoint()) == small()));
  CHECK(folder.files() == 1);
  write_checkpoint(folder.checkpoint(), many_parts());
  CHECK((read_checkpoint(folder.checkpoint()) == many_parts()));
}

TEST_CASE("a checkpoint needs a folder that is there", "[checkpoint]") {
  const Folder folder;
  CHECK_THROWS_WITH(write_checkpoint(folder / "nowhere/day 1", small()),
                    ContainsSubstring("nowhere/day 1") && ContainsSubstring("there is no folder"));
}

TEST_CASE("what is not a checkpoint is refused by what it is", "[checkpoint]") {
  const Folder folder;
  const auto is_refused = [&](const std::string& reason) {
    const auto refusal = [&](const auto& read) {
      CHECK_THROWS_AS(read(folder.checkpoint()), sim::InputError);
      CHECK_THROWS_WITH(read(folder.checkpoint()),
                        ContainsSubstring("cannot read " + folder.checkpoint().string() + ": ") &&
                            ContainsSubstring(reason) &&
                            ContainsSubstring("; expected a checkpoint of format 1, as it was written"));
    };
    refusal(read_checkpoint);
    refusal(read_checkpoint_header);
  };

  SECTION("no file") { is_refused("No such file"); }
  SECTION("a folder") {
    fs::create_directory(folder.checkpoint());
    is_refused("is a folder");
  }
  SECTION("not HDF5") {
    put(folder.checkpoint(), "not a checkpoint");
    is_refused("file signature not found");
  }
  SECTION("an empty file") {
    put(folder.checkpoint(), "");
    is_refused("file signature not found");
  }
  SECTION("the results of a study") {
    FileWriter study(folder.checkpoint());
    study.write_text("/meta/scenarios/baseline", "name = \"Randers\"\n");
    study.commit();
    is_refused("it holds the results of a study");
  }
  SECTION("HDF5 of somebody else") {
    FileWriter file(folder.checkpoint());
    file.write({.path = "/weather", .columns = {{"rain", std::vector<double>{1.0}, "mm"}}});
    file.commit();
    is_refused("it is an HDF5 file, but not a checkpoint");
  }
  SECTION("another kind of ours") {
    write_mark(folder.checkpoint(), "population", std::int64_t{1});
    is_refused("it is of another kind");
  }
  SECTION("a later format") {
    write_mark(folder.checkpoint(), "checkpoint", std::int64_t{2});
    is_refused("it is a checkpoint of format 2");
  }
  SECTION("a format that is no number") {
    write_mark(folder.checkpoint(), "checkpoint", "one");
    is_refused("/, attribute format: it is no integer");
  }
  SECTION("nothing but the mark") {
    write_mark(folder.checkpoint(), "checkpoint", std::int64_t{1});
    is_refused("group /about: there is none in this file");
  }
}

TEST_CASE("a part that is missing, renamed, changed or too many is refused", "[checkpoint]") {
  const Folder folder;
  const auto is_refused = [&](const Checkpoint& found, const std::string& reason) {
    write_as(folder.checkpoint(), small(), found);
    CHECK_THROWS_WITH(read_checkpoint(folder.checkpoint()),
                      ContainsSubstring(folder.checkpoint().string()) && ContainsSubstring(reason) &&
                          ContainsSubstring("; expected a checkpoint of format 1"));
  };
  write_as(folder.checkpoint(), small(), small());
  CHECK((read_checkpoint(folder.checkpoint()) == small()));

  Checkpoint found = small();
  SECTION("a section is missing") {
    found.sections.erase("partition 1");
    is_refused(found, "/state holds 2 of the 3 parts that were written");
    CHECK(read_checkpoint_header(folder.checkpoint()) == small().about);
  }
  SECTION("an empty section is missing") {
    found.sections.erase("recorder 0");
    is_refused(found, "/state holds 2 of the 3 parts that were written");
  }
  SECTION("a text is missing") {
    found.about.erase("seed");
    is_refused(found, "/about holds 2 of the 3 parts that were written");
  }
  SECTION("a section is too many") {
    found.sections["partition 2"];
    is_refused(found, "/state holds 4 of the 3 parts that were written");
  }
  SECTION("a section has another name") {
    auto section = found.sections.extract("partition 1");
    section.key() = "partition 2";
    found.sections.insert(std::move(section));
    is_refused(found, "the contents of /state are not what was written");
  }
  SECTION("a section is longer by a zero") {
    found.sections["partition 1"].push_back(std::byte{0});
    is_refused(found, "the contents of /state are not what was written");
  }
  SECTION("two sections are swapped") {
    std::swap(found.sections["partition 0"], found.sections["partition 1"]);
    is_refused(found, "the contents of /state are not what was written");
  }
  SECTION("a text is another") {
    found.about["seed"] = "43";
    is_refused(found, "the contents of /about are not what was written");
  }
  SECTION("the state belongs to another text") {  // both digests are right, each for its own file
    Checkpoint other = small();
    other.about["seed"] = "43";
    write_checkpoint(folder / "other", other);
    CHECK(FileReader(folder / "other").attribute("/state", "digest") !=
          FileReader(folder.checkpoint()).attribute("/state", "digest"));
  }
}

TEST_CASE("a section that is no bytes is refused by its name", "[checkpoint]") {
  const Folder folder;
  write_mark(folder.checkpoint(), "checkpoint", std::int64_t{1});
  FileWriter file(folder.checkpoint());
  file.write({.path = "/state", .columns = {{"people", std::vector<double>{1.0}}}});
  file.write_text("/state/note", "text");
  file.commit();

  const FileReader reader(folder.checkpoint());
  CHECK_THROWS_WITH(reader.bytes("/state/people"), ContainsSubstring("/state/people: expected bytes"));
  CHECK_THROWS_WITH(reader.bytes("/state/note"), ContainsSubstring("/state/note: expected bytes"));
  CHECK_THROWS_WITH(reader.bytes("/state"), ContainsSubstring("/state: expected bytes"));
  CHECK_THROWS_WITH(reader.bytes("/state/nobody"), ContainsSubstring("there is none in this file"));
}

TEST_CASE("a checkpoint cut short anywhere is refused", "[checkpoint]") {
  const Folder folder;
  for (const Checkpoint& checkpoint : {small(), many_parts()}) {
    write_checkpoint(folder.checkpoint(), checkpoint);
    const std::string whole = bytes_of(folder.checkpoint());
    for (std::size_t length = 0; length < whole.size(); length += length < 256 ? 1 : 97) {
      put(folder.checkpoint(), whole.substr(0, length));
      INFO(length << " of " << whole.size() << " bytes");
      CHECK_FALSE(unless_refused(read_checkpoint, folder.checkpoint()).has_value());
      CHECK_FALSE(unless_refused(read_checkpoint_header, folder.checkpoint()).has_value());
    }
    put(folder.checkpoint(), whole.substr(0, whole.size() - 1));
    CHECK_FALSE(unless_refused(read_checkpoint, folder.checkpoint()).has_value());
  }
}

TEST_CASE("a flipped byte is noticed or does not matter", "[checkpoint]") {
  const Folder folder;
  for (const Checkpoint& checkpoint : {small(), many_parts()}) {
    write_checkpoint(folder.checkpoint(), checkpoint);
    std::string bytes = bytes_of(folder.checkpoint());
    const std::size_t step = bytes.size() / 400 + 1;
    for (std::size_t at = 0; at < bytes.size(); at += at < 100 ? 1 : step) {  // the first 100: HDF5's own beginnings
      for (const int flip : {0xff, 1 << (at % 8)}) {
        const char before = bytes[at];
        bytes[at] = static_cast<char>(before ^ flip);
        put(folder.checkpoint(), bytes);
        bytes[at] = before;
        INFO("byte " << at << " of " << bytes.size() << ", flipped by " << flip);
        CHECK(refused_or_same(folder.checkpoint(), checkpoint));
      }
    }
  }
}
